"""Candidates: the mentions beside a passage, described by how they stand to it.

A description is a list of features, short strings that the learned table ``tables/speakers.json`` weighs: the path of
tags between mention and passage, what follows the mention, the sentence it is in, what kind of thing it names.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from briefings.marks import Passage
from briefings.mentions import Mention
from briefings.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS
from briefings.scenes import Scene, Traits

_REACH = 50  # tags on either side of a passage that are looked at; keeps the work linear
_MOST = {"b": 5, "p": 3, "a": 3, "n": 1, "u": 3}  # candidates of each side
_SQUEEZE = str.maketrans({"n": "w", "o": "w", "d": None, "t": None, "v": "w", "D": None})
_RUNS = re.compile(r"(.)\1*")
SUBJECT = re.compile(r"(?:,[^.;Q?!]{1,40},|\([^.;Q?!)]{1,8}\)|-[^.;Q?!-]{1,12}-)?[bdtc]{0,6}[VvU]")
_WHO_CLAUSE = re.compile(r",?r[^.;Q?!]{1,40},?[bd]{0,6}[VvU]")


class Candidate(NamedTuple):
    """A mention that may be the speaker, with what is known about how it stands; ``side`` in one letter.

    b before the passage in its sentence, a after it, p in a sentence before, n in the next, u in the paragraph above,
    c the speaker of the passage before.
    """

    mention: Mention
    side: str
    features: list[str]


class Spot(NamedTuple):
    """A passage in its paragraph: the place of its tag, and how it looks."""

    scene: Scene
    place: int
    passage: Passage
    look: str
    around: str


@lru_cache(maxsize=16384)
def squeeze(kinds: str) -> str:
    """Return *kinds* with likes run together and small words left out: the path between two tags."""
    return "".join(_RUNS.findall(kinds.translate(_SQUEEZE)))


def noun_class(mention: Mention) -> str:
    """Return what a mention names by its head: name, the pronoun itself, person, paper, body or noun."""
    word = mention.word
    if mention.kind in "NGH":
        return mention.kind
    if mention.kind == "P":
        return word
    if word in PERSON_NOUNS:
        return "person"
    if word in PAPER_NOUNS:
        return "paper"
    return "body" if word in BODY_NOUNS else "noun"


def read_spot(text: str, scene: Scene, index: int, passage: Passage) -> Spot:
    """Describe the passage at tag *index* of *scene*: how it begins and ends, what stands beside it."""
    start, stop = passage.inner
    first, last = text[start], text[stop - 1]
    begin = "A" if first.isupper() or first in "[(.…" else "a" if first.islower() else "1"
    end = "," if text[stop : stop + 1] == "," else "." if last in ".…" else last if last in "?!" else "-"
    size = "s" if stop - start < 25 else "m" if stop - start < 60 else "l"
    kinds, sentence = scene.row.kinds, scene.sentence
    number = sentence[index]
    left = squeeze(kinds[max(0, index - 4) : index])[-2:] if index and sentence[index - 1] == number else "^"
    after = index + 1 < len(kinds) and sentence[index + 1] == number
    right = squeeze(kinds[index + 1 : index + 5])[:3] if after else "$"
    return Spot(scene, index, passage, begin + end + size, left + "|" + right)


def candidates(
    text: str, spot: Spot, above: Scene | None, previous: Mention | None, distance: int | None
) -> list[Candidate]:
    """Return the candidates for the passage at *spot*.

    *above* is the paragraph before, where the passage begins its own; *previous* the speaker of the passage before
    this one, which stands *distance* tags back in the same paragraph (none: in another paragraph).
    """
    found = _beside(text, spot)
    if above is not None and above.sentence:
        found += _above(text, spot, above)
    if previous is None:
        return found
    copied = _copied(spot, distance)
    for candidate in found:
        other = candidate.mention
        if other.row is previous.row and other.head == previous.head:
            candidate.features.extend([f + candidate.side for f in copied])
            return found
        if other.word == previous.word:
            candidate.features.append("same:" + candidate.side)
    found.append(Candidate(previous, "c", ["bias:c", "type:c:" + noun_class(previous), *[f + "c" for f in copied]]))
    return found


def _beside(text: str, spot: Spot) -> list[Candidate]:
    scene, index = spot.scene, spot.place
    mentions = scene.mentions
    number = scene.sentence[index]
    ranks = dict.fromkeys("bpan", 0)
    cut = scene.first_after(index)
    found: list[Candidate] = []
    for step in (-1, 1):
        place = cut - 1 if step < 0 else cut
        while 0 <= place < len(mentions):
            mention = mentions[place]
            place += step
            gap = scene.sentence[mention.head] - number
            if abs(mention.head - index) > _REACH or not -2 <= gap <= 1:
                break
            side = ("b" if step < 0 else "a") if gap == 0 else "p" if gap < 0 else "n"
            rank = ranks[side]
            ranks[side] += 1
            if rank < _MOST[side] or (side == "b" and leads(scene, mention)):
                found.append(Candidate(mention, side, _features(text, spot, mention, side, gap, rank)))
    return found


def _features(text: str, spot: Spot, mention: Mention, side: str, gap: int, rank: int) -> list[str]:
    """Return how *mention* stands to the passage; each line was kept because without it more speakers are wrong."""
    scene = spot.scene
    kinds, index, head = scene.row.kinds, spot.place, mention.head
    path = squeeze(kinds[head + 1 : index])[-9:] if head < index else squeeze(kinds[index + 1 : mention.first])[:9]
    traits = scene.traits.get(head)
    if traits is None:
        traits = scene.traits[head] = read_traits(text, scene, mention)
    role = traits.role
    end = traits.verb_end
    if not end:
        cue = "-"
    elif head > index:
        cue = kinds[end - 1] + "<" + path[:4]
    else:
        cue = kinds[end - 1] + squeeze(kinds[end:index])[-6:] if end <= index else "over"
    return [
        f"cue:{side}:{cue}:{traits.kind}",
        f"has:{side}:{'V' in path}{'Q' in path}{'r' in path}{',' in path}{'P' in path or 'N' in path}",
        f"path:{side}{gap}:{path}",
        f"rank:{side}:{min(rank, 3)}:{role}",
        *[side + trait for trait in traits.features],
    ]


def read_traits(text: str, scene: Scene, mention: Mention) -> Traits:
    """Return what can be said of a mention whatever the passage."""
    row = scene.row
    kinds, head, first = row.kinds, mention.head, mention.first
    subject = SUBJECT.match(kinds, head + 1)
    role = "s" if subject else "w" if _WHO_CLAUSE.match(kinds, head + 1) else "-"
    if first and kinds[first - 1] in "VvU":
        role += "i"
    elif kinds[max(0, first - 2) : first] == "Ap":
        role += "A"
    kind = noun_class(mention)
    word = ""
    if head + 1 < len(kinds) and kinds[head + 1] in "VUvbwp-":
        word = text[row.starts[head + 1] : row.ends[head + 1]].lower()
    features = (
        f":kind:{kind}:{role}",
        f":lead:{leads(scene, mention)}:{kind}",
        f":next:{squeeze(kinds[head + 1 : head + 5])[:2]}",
        f":prec:{kinds[max(0, first - 2) : first]}",
        f":type:{kind}",
        f":word:{word}",
    )
    return Traits(role, kind, subject.end() if subject else 0, features)


def leads(scene: Scene, mention: Mention) -> bool:
    """Tell whether only a few small words stand before the mention in its sentence."""
    first = mention.first
    number = scene.sentence[first]
    for _ in range(12):
        if not first or scene.sentence[first - 1] != number:
            return True
        if scene.row.kinds[first - 1] not in "Ddcwt":
            break
        first -= 1
    return False


def _above(text: str, spot: Spot, above: Scene) -> list[Candidate]:
    kinds = above.row.kinds
    last = above.sentence[-1]
    end = kinds[-1:]
    found: list[Candidate] = []
    for rank, mention in enumerate(reversed(above.mentions[-8:])):
        if above.sentence[mention.head] != last or rank >= _MOST["u"]:
            break
        traits = read_traits(text, above, mention)
        features = [
            "bias:u",
            f"u:end:{end}:{traits.role}",
            f"u:type:{traits.kind}",
            f"u:around:{spot.around}",
            f"u:look:{spot.look}",
            f"u:path:{squeeze(kinds[mention.head + 1 :][-12:])[-6:]}",
        ]
        found.append(Candidate(mention, "u", features))
    return found


def _copied(spot: Spot, distance: int | None) -> list[str]:
    """Return the features of having spoken just before."""
    if distance is None:
        return [f"copy:para:{spot.around}:", "copy:para:"]
    between = squeeze(spot.scene.row.kinds[max(0, spot.place - min(distance, 40) + 1) : spot.place])
    return [
        "copy:",
        f"copy:path:{between[-8:]}:",
        f"copy:around:{spot.around}:",
        f"copy:look:{spot.look}:",
        f"copy:length:{min(len(between), 9)}:",
    ]
