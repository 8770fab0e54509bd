"""Screening: whether words between marks were said by somebody, or are a title, a slogan, a scare word, a nickname.

Few things tell: how the words look (short, lower case, Every Word Capital), what stands beside them, and how sure
their speaker is. The learned table ``tables/quoted.json`` weighs them.
"""

from briefings.quoting import weights
from briefings.quoting.attribution import CERTAIN, Attribution
from briefings.quoting.denials import denied
from briefings.quoting.marks import Passage, single
from briefings.quoting.rivals import SUBJECT, Spot, noun_class
from briefings.quoting.scenes import Page
from briefings.quoting.tagging import Row
from briefings.quoting.weights import Group

_SMALL = frozenset("a an and as at by for from in of on or the to with is".split())
_ARTICLES = frozenset(("the", "its", "their"))
_MAKES = frozenset("wrote writes sang sings read recorded composed penned".split())
_SIZES = "3123355588888889"  # by the number of words, 15 and more the same
_LEAST = 0.72
_LEAST_IN_THAT = 0.5
_LEAST_INSIDE = 0.86  # a few words inside a sentence are more often a title or a scare word
_LEAST_UNSAID = 0.97


def is_quote(page: Page, found: Attribution) -> bool:
    """Tell whether the passage of *found* is a quote."""
    spot = found.spot
    if _nickname(page.text, spot.scene.row, spot.place) or _names(page.text, spot) or denied(spot.scene, spot.place):
        return False
    if found.chance >= CERTAIN and _speaks(spot) and _marking(page, spot.passage) != "odd":
        return True
    chance = weights.chance(weights.load("quoted"), _groups(page, found))
    if _in_that_clause(found):
        return chance >= _LEAST_IN_THAT
    if not _inside(page.text, found):
        return chance >= _LEAST
    return chance >= (_LEAST_UNSAID if found.mention is None else _LEAST_INSIDE)


def _speaks(spot: Spot) -> bool:
    """Tell whether the words look like speech: they begin with a capital, or begin the sentence and end in a comma."""
    return spot.look[0] == "A" or (spot.around[0] == "^" and spot.look[1] == ",")


def _marking(page: Page, passage: Passage) -> str:
    """Return how the passage is marked: single marks are odd (a headline's) where the article has double ones."""
    if not single(page.text, passage):
        return "double"
    return "odd" if page.double_marked else "single"


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


def _names(text: str, spot: Spot) -> bool:
    """Tell whether the words name a thing: "the “growth area” will", "so-called “…”", "wrote “Song of Songs” in"."""
    row, place = spot.scene.row, spot.place
    if place == 0 or spot.look[1] != "-":
        return False
    before = row.forms[place - 1]
    if before == "so-called" or (before == "as" and "name" in row.forms[max(0, place - 5) : place]):
        return True
    if before in _ARTICLES:
        return spot.look[0] == "a" and row.kinds[place + 1 : place + 2] == "b"
    return before in _MAKES and _titled(spot.passage.inner.of(text)[:200].split())


def describe(page: Page, found: Attribution) -> list[str]:
    """Return the features of a passage that tell a quote from other words between marks."""
    return weights.features(_groups(page, found))


def _groups(page: Page, found: Attribution) -> list[Group]:
    text, spot = page.text, found.spot
    inner = spot.passage.inner
    marking = _marking(page, spot.passage)
    row = spot.scene.row
    words = text[inner.start : min(inner.end, inner.start + 200)].split()
    size = _SIZES[min(len(words), 15)]
    short = size in "123"
    titled = _titled(words)
    level = "-" if found.mention is None else str(int(found.chance * 5))
    kind = noun_class(found.mention) if found.mention is not None else "-"
    begin, end = spot.look[0], spot.look[1]
    right = _word(row, spot.place + 1)
    return [
        (_of_look, size, begin + end, titled, row.kinds[spot.place + 1 : spot.place + 2]),
        (_of_speaker, size, level, found.side, kind, len(row.kinds) == 1),
        (_of_place, spot.around, begin + end, titled),
        (_of_neighbours, _word(row, spot.place - 1), right, short),
        (_of_marks, marking, spot.scene.paragraph == 0, short, spot.passage.closed, spot.passage.continues),
        (_of_marking, marking, len(row.kinds) == 1, spot.scene.paragraph == 0, begin, level),
        (_of_cue, _cue_distance(found), short, begin),
    ]


def _titled(words: list[str]) -> bool:
    """Tell whether every word but the small ones has a capital."""
    return len(words) > 1 and all(w[0].isupper() or not w[0].isalpha() for w in words if w.lower() not in _SMALL)


def _of_look(size: str, look: str, titled: bool, following: str) -> tuple[str, ...]:
    return (
        "bias",
        f"size:{size}:{look}",
        f"size:{size}:{titled}",
        f"titled:{titled}:{look}",
        f"rightkind:{following}:{size}:{look}",
    )


def _of_speaker(size: str, level: str, side: str, kind: str, alone: bool) -> tuple[str, ...]:
    return f"level:{level}:{side}", f"level:{level}:{size}", f"kind:{kind}:{size}", f"alone:{alone}:{level}"


def _of_place(around: str, look: str, titled: bool) -> tuple[str, ...]:
    return f"around:{around}", f"around:{around[:2]}:{look}{titled}"


def _of_neighbours(left: str, right: str, short: bool) -> tuple[str, ...]:
    return f"left:{left}", f"left:{left}:{short}", f"right:{right}:{short}"


def _of_marks(marking: str, first: bool, short: bool, closed: bool, continues: bool) -> tuple[str, ...]:
    return f"single:{marking}:{first}:{short}", f"closed:{closed}:{continues}"


def _of_marking(marking: str, alone: bool, first: bool, begin: str, level: str) -> tuple[str, ...]:
    if marking != "odd":
        return ()
    return f"odd:{alone}:{first}:{begin}", f"odd:{first}:{level}"


def _of_cue(distance: str, short: bool, begin: str) -> tuple[str, ...]:
    return (f"cue:{distance}:{short}:{begin}",)


def _word(row: Row, place: int) -> str:
    """Return the word at tag *place* in lower case; a tag for a name or a mark."""
    if not 0 <= place < len(row.kinds):
        return "^"
    kind = row.kinds[place]
    return kind if kind in "NGQ" else row.forms[place].lower()


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
