"""Screening: whether words between marks were said by somebody, or are a title, a slogan, a scare word, a nickname.

Few things tell: how the words look (short, lower case, Every Word Capital), what stands beside them, and how sure
their speaker is. The learned table ``tables/quoted.json`` weighs them.
"""

from briefings import weights
from briefings.attribution import CERTAIN, Attribution
from briefings.marks import SINGLE_SIGNS
from briefings.rivals import SUBJECT, noun_class
from briefings.scenes import Page
from briefings.tagging import Row

_SMALL = frozenset("a an and as at by for from in of on or the to with is".split())
_LEAST = 0.72
_LEAST_IN_THAT = 0.5
_LEAST_INSIDE = 0.86  # a few words inside a sentence are more often a title or a scare word
_LEAST_UNSAID = 0.97


def is_quote(page: Page, found: Attribution) -> bool:
    """Tell whether the passage of *found* is a quote."""
    spot = found.spot
    if _nickname(page.text, spot.scene.row, spot.place):
        return False
    if found.chance >= CERTAIN and spot.look[0] == "A":
        return True
    chance = weights.chance(weights.load("quoted"), describe(page, found))
    if _in_that_clause(found):
        return chance >= _LEAST_IN_THAT
    if not _inside(page.text, found):
        return chance >= _LEAST
    return chance >= (_LEAST_UNSAID if found.mention is None else _LEAST_INSIDE)


def _inside(text: str, found: Attribution) -> bool:
    """Tell whether the passage is a few words inside a sentence: without a speaker, mostly a scare word."""
    start = found.spot.passage.outer.start
    return found.spot.around[0] != "^" and text[max(0, start - 2) : start].strip()[-1:] not in {",", ":"}


def _in_that_clause(found: Attribution) -> bool:
    """Tell whether the words stand in what the speaker "said that": the sentence itself calls them his."""
    mention = found.mention
    if mention is None or mention.row is not found.spot.scene.row or mention.head > found.spot.place:
        return False
    match = SUBJECT.match(mention.row.kinds, mention.head + 1)
    return match is not None and mention.row.kinds[match.end() - 1 : match.end() + 1] == "Vr"


def _nickname(text: str, row: Row, index: int) -> bool:
    """Tell whether the passage stands inside a name: Dwayne "The Rock" Johnson."""
    return (
        row.kinds[index - 1 : index + 2] in {"NQN", "NQG"}
        and index > 0
        and text[row.ends[index - 1] : row.starts[index]] == " "
        and text[row.ends[index] : row.starts[index + 1]] == " "
        and row.ends[index] - row.starts[index] < 30
        and text[row.ends[index] - 2].isalnum()
    )


def describe(page: Page, found: Attribution) -> list[str]:
    """Return the features of a passage that tell a quote from other words between marks."""
    text, spot = page.text, found.spot
    inner = spot.passage.inner
    row = spot.scene.row
    words = inner.of(text)[:200].split()
    count = len(words)
    size = (
        "1"
        if count == 1
        else "2"
        if count == 2
        else "3"
        if count < 5
        else "5"
        if count < 8
        else "8"
        if count < 15
        else "9"
    )
    large = [w for w in words if w.lower() not in _SMALL]
    titled = count > 1 and all(w[0].isupper() or not w[0].isalpha() for w in large)
    level = "-" if found.mention is None else str(int(found.chance * 5))
    kind = noun_class(found.mention) if found.mention is not None else "-"
    left = _word(text, row, spot.place - 1)
    right = _word(text, row, spot.place + 1)
    begin, end = spot.look[0], spot.look[1]
    paired = f"{text[spot.passage.outer.start] in SINGLE_SIGNS and text[spot.passage.outer.start + 1] != chr(39)}"
    alone = len(row.kinds) == 1
    return [
        "bias",
        f"size:{size}:{begin}{end}",
        f"size:{size}:{titled}",
        f"titled:{titled}:{begin}{end}",
        f"level:{level}:{found.side}",
        f"level:{level}:{size}",
        f"kind:{kind}:{size}",
        f"around:{spot.around}",
        f"around:{spot.around[:2]}:{begin}{end}{titled}",
        f"left:{left}",
        f"left:{left}:{size in '123'}",
        f"right:{right}:{size in '123'}",
        f"rightkind:{row.kinds[spot.place + 1 : spot.place + 2]}:{size}:{begin}{end}",
        f"single:{paired}:{spot.scene.paragraph == 0}:{size in '123'}",
        f"closed:{spot.passage.closed}:{spot.passage.continues}",
        f"alone:{alone}:{level}",
        f"cue:{_cue_distance(found)}:{size in '123'}:{begin}",
    ]


def _word(text: str, row: Row, place: int) -> str:
    """Return the word at tag *place* in lower case; a tag for a name or a mark."""
    if not 0 <= place < len(row.kinds):
        return "^"
    kind = row.kinds[place]
    return kind if kind in "NGQ" else text[row.starts[place] : row.ends[place]].lower()


def _cue_distance(found: Attribution) -> str:
    """Return how the verb of the speaker stands to the passage: its letter and how far off it is."""
    mention, index = found.mention, found.spot.place
    if mention is None or mention.row is not found.spot.scene.row:
        return "-"
    kinds = mention.row.kinds
    match = SUBJECT.match(kinds, mention.head + 1)
    if match is None:
        return "i" if mention.first and kinds[mention.first - 1] in "VvU" else "0"
    place = match.end() - 1
    far = abs(index - place)
    side = "b" if place < index else "a"
    return f"{kinds[place]}{side}{min(far, 4) if far < 8 else 8}"
