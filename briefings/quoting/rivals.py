"""Candidates: the mentions beside a passage, described by how they stand to it.

A description is a list of features, short strings that the learned table ``tables/speakers.json`` weighs: the path of
tags between mention and passage, what follows the mention, the sentence it is in, what kind of thing it names.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from briefings.quoting.marks import Passage
from briefings.quoting.mentions import Mention
from briefings.quoting.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS
from briefings.quoting.scenes import Scene, Traits
from briefings.quoting.tagging import Row
from briefings.quoting.weights import Group, features
from briefings.words import Kept

_REACH = 50  # tags on either side of a passage that are looked at; keeps the work linear
_SMALL_WORDS = 12  # before a mention that leads its sentence
_MOST = {"b": 5, "p": 3, "a": 3, "n": 1, "u": 3}  # candidates of each side
_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
_ELSEWHERE = "¶"  # in place of a path: the passage before stands in another paragraph
_SQUEEZED = str.maketrans({"n": "w", "o": "w", "B": "V", "d": None, "t": None, "v": "w", "D": None})
_RUNS = re.compile(r"(.)\1*")
SUBJECT = re.compile(r"(?:,[^.;Q?!]{1,40},|\([^.;Q?!)]{1,8}\)|-[^.;Q?!-]{1,12}-)?[bdtc]{0,6}[VvU]")
_HEARD = frozenset(("told", "asked", "informed", "advised", "urged"))
_BEFORE_VERBS = ",(-bdtcVvU"  # the tags that SUBJECT can begin with
_WHO_CLAUSE = re.compile(r",?r[^.;Q?!]{1,40},?[bd]{0,6}[VvU]")


class Candidate(NamedTuple):
    """A mention that may be the speaker, with what is known about how it stands; ``side`` in one letter.

    b before the passage in its sentence, a after it, p in a sentence before, n in the next, u in the paragraph above,
    c the speaker of the passage before.
    """

    mention: Mention
    side: str
    groups: list[Group]

    @property
    def features(self) -> list[str]:
        """Return the features as strings, as they are learned."""
        return features(self.groups)


@dataclass(slots=True, eq=False)
class Spot:
    """A passage in its paragraph: the place of its tag, and how it looks."""

    scene: Scene
    place: int
    passage: Passage
    look: str
    around: str


def _squeeze(kinds: str) -> str:
    """Return *kinds* with likes run together and small words left out: the path between two tags."""
    return "".join(_RUNS.findall(kinds.translate(_SQUEEZED)))


squeeze = Kept(_squeeze).__getitem__


def _ends(kinds: str, first: int, stop: int, size: int) -> str:
    """Return the last *size* letters of the path from tag *first* up to *stop*; mostly the tags near *stop* do."""
    near = squeeze(kinds[max(first, stop - 2 * size) : stop])
    if len(near) < size and stop - first > 2 * size:
        near = squeeze(kinds[first:stop])
    return near[-size:]


def _begins(kinds: str, first: int, stop: int, size: int) -> str:
    """Return the first *size* letters of the path from tag *first* up to *stop*."""
    near = squeeze(kinds[first : min(stop, first + 2 * size)])
    if len(near) < size and stop - first > 2 * size:
        near = squeeze(kinds[first:stop])
    return near[:size]


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


def candidates(spot: Spot, above: Scene | None, previous: Mention | None, distance: int | None) -> list[Candidate]:
    """Return the candidates for the passage at *spot*.

    *above* is the paragraph before, where the passage begins its own; *previous* the speaker of the passage before
    this one, which stands *distance* tags back in the same paragraph (none: in another paragraph).
    """
    found = _beside(spot)
    if above is not None and above.sentence:
        found += _above(spot, above)
    if previous is None:
        return found
    copied = _copied(spot, distance)
    for candidate in found:
        other = candidate.mention
        if other.row is previous.row and other.head == previous.head:
            candidate.groups.append((_of_copied, candidate.side, *copied))
            return found
        if other.word == previous.word:
            candidate.groups.append((_of_same, candidate.side))
    found.append(Candidate(previous, "c", [(_of_previous, noun_class(previous)), (_of_copied, "c", *copied)]))
    return found


def _beside(spot: Spot) -> list[Candidate]:
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
                found.append(_new(Candidate, (mention, side, _groups(spot, mention, side, gap, rank))))
    return found


def _groups(spot: Spot, mention: Mention, side: str, gap: int, rank: int) -> list[Group]:
    """Return how *mention* stands to the passage; each line was kept because without it more speakers are wrong."""
    scene = spot.scene
    kinds, index, head = scene.row.kinds, spot.place, mention.head
    path = _ends(kinds, head + 1, index, 9) if head < index else _begins(kinds, index + 1, mention.first, 9)
    traits = scene.traits.get(head)
    if traits is None:
        traits = scene.traits[head] = read_traits(scene, mention)
    end = traits.verb_end
    if not end:
        cue = "-"
    elif head > index:
        cue = kinds[end - 1] + "<" + path[:4]
    else:
        cue = kinds[end - 1] + _ends(kinds, end, index, 6) if end <= index else "over"
    return [
        (_of_cue, side, cue, traits.kind),
        (_of_path, side, gap, path),
        (_of_rank, side, rank if rank < 3 else 3, traits.role, traits.following),
        (_of_traits, side, *traits.shape),
    ]


def _of_cue(side: str, cue: str, kind: str) -> tuple[str, ...]:
    return (f"cue:{side}:{cue}:{kind}",)


def _of_path(side: str, gap: int, path: str) -> tuple[str, ...]:
    return (
        f"has:{side}:{'V' in path}{'Q' in path}{'r' in path}{',' in path}{'P' in path or 'N' in path}",
        f"path:{side}{gap}:{path}",
    )


def _of_rank(side: str, rank: int, role: str, following: str) -> tuple[str, ...]:
    return f"rank:{side}:{rank}:{role}", f"{side}:word:{following}"


def _of_traits(side: str, kind: str, role: str, lead: bool, right: str, left: str) -> tuple[str, ...]:
    return (
        f"{side}:kind:{kind}:{role}",
        f"{side}:lead:{lead}:{kind}",
        f"{side}:next:{right}",
        f"{side}:prec:{left}",
        f"{side}:type:{kind}",
    )


def _of_same(side: str) -> tuple[str, ...]:
    return (f"same:{side}",)


def _of_previous(kind: str) -> tuple[str, ...]:
    return "bias:c", f"type:c:{kind}"


def read_traits(scene: Scene, mention: Mention) -> Traits:
    """Return what can be said of a mention whatever the passage."""
    row = scene.row
    kinds, head, first = row.kinds, mention.head, mention.first
    following = kinds[head + 1 : head + 2]
    subject = SUBJECT.match(kinds, head + 1) if following in _BEFORE_VERBS else None
    if subject and _is_hearer(row, subject.end() - 1):
        subject = None
    role = "s" if subject else "w" if following in ",r" and _WHO_CLAUSE.match(kinds, head + 1) else "-"
    left = kinds[first - 2 : first] if first > 1 else kinds[:first]
    if left == "Ap":
        role += "A"
    elif left and left[-1] in "VvU":
        role += "i"
    word = row.forms[head + 1].lower() if following and following in "VUvbwp-" else ""
    kind = noun_class(mention)
    shape = (kind, role, leads(scene, mention), squeeze(kinds[head + 1 : head + 5])[:2], left)
    return _new(Traits, (role, kind, subject.end() if subject else 0, word, shape))


def _is_hearer(row: Row, verb: int) -> bool:
    """Tell whether the subject of the verb at tag *verb* hears or is asked: "residents were told"."""
    return row.kinds[verb - 1] == "b" and row.forms[verb] in _HEARD


def leads(scene: Scene, mention: Mention) -> bool:
    """Tell whether only a few small words stand before the mention in its sentence."""
    first = mention.first
    begin = bisect_left(scene.sentence, scene.sentence[first], max(0, first - _SMALL_WORDS), first)
    return first - begin < _SMALL_WORDS and not scene.row.kinds[begin:first].strip("Ddcwt")


def _above(spot: Spot, above: Scene) -> list[Candidate]:
    kinds = above.row.kinds
    last = above.sentence[-1]
    end = kinds[-1:]
    found: list[Candidate] = []
    for rank, mention in enumerate(reversed(above.mentions[-8:])):
        if above.sentence[mention.head] != last or rank >= _MOST["u"]:
            break
        traits = read_traits(above, mention)
        path = squeeze(kinds[max(mention.head + 1, len(kinds) - 12) :])[-6:]
        group = (_of_above, end, traits.role, traits.kind, spot.around, spot.look, path)
        found.append(Candidate(mention, "u", [group]))
    return found


def _of_above(end: str, role: str, kind: str, around: str, look: str, path: str) -> tuple[str, ...]:
    return (
        "bias:u",
        f"u:end:{end}:{role}",
        f"u:type:{kind}",
        f"u:around:{around}",
        f"u:look:{look}",
        f"u:path:{path}",
    )


def _copied(spot: Spot, distance: int | None) -> tuple[str, str, str]:
    """Return what the features of having spoken just before are made of: looks and the path between."""
    if distance is None:
        return spot.around, spot.look, _ELSEWHERE
    between = squeeze(spot.scene.row.kinds[max(0, spot.place - min(distance, 40) + 1) : spot.place])
    return spot.around, spot.look, between[-9:]


def _of_copied(side: str, around: str, look: str, between: str) -> tuple[str, ...]:
    if between == _ELSEWHERE:
        return f"copy:para:{around}:{side}", f"copy:para:{side}"
    return (
        f"copy:{side}",
        f"copy:path:{between[-8:]}:{side}",
        f"copy:around:{around}:{side}",
        f"copy:look:{look}:{side}",
        f"copy:length:{len(between)}:{side}",
    )
