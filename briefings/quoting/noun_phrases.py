"""Noun phrases: how far the words reach that say who somebody is, and who is named right after them."""

import re

from briefings.quoting.forms import read_form, sex_of_given
from briefings.quoting.mentions import Mention
from briefings.quoting.saying import BODY_NAMES, BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS, PLURAL_NOUNS, TITLES
from briefings.spans import Span

_AFTER_HEAD = frozenset(("of", "for", "at", "with", "from", "in", "to"))
# Words between a noun and what belongs to it: "a person close to the talks", "the chief known as Bob".
_TIES = frozenset("close familiar known briefed involved responsible opposed loyal based".split())
_REACH = 28  # tags after a role in which the comma stands, past the phrases that belong to it
_APPOSED = re.compile(r",(?:D[wno]{0,3})?(N)(?=[,.V(]|$)")
_OFFICE = re.compile(r"D[dw]{0,3}$")
_ALSO_NAMES = frozenset("king pope judge justice prince bishop dean major".split())
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman", "ant", "ent")


def apposed(text: str, mention: Mention) -> int | None:
    """Return the place of the name right after a role that is the same person: "the mayor of the town, Anna Berg".

    None where it may belong to the last noun instead: "a spokesman for the driver, Carl Holm".
    """
    row = mention.row
    word = mention.word
    if "," not in row.kinds[mention.head + 1 : mention.head + _REACH]:
        return None
    if word in PLURAL_NOUNS or word in PAPER_NOUNS or word in BODY_NOUNS or word in BODY_NAMES:
        return None
    end = full_phrase(mention).end
    place = mention.head + 1
    while place < len(row.kinds) and row.ends[place] <= end:
        place += 1
    match = _APPOSED.match(row.kinds, place)
    if match is None:
        return None
    name = match.start(1)
    form = read_form(row.forms[name])
    if form is None or (word not in PERSON_NOUNS and len(form.words) == 1):
        return None
    nearer = place > mention.head + 1 and row.kinds[place - 1] != "N"
    return None if nearer and _bears(row.forms[place - 1], form.given) else name


def _bears(noun: str, given: str) -> bool:
    """Tell whether a name that begins with *given* may be that of a *noun*: a driver's, a club's where no person's."""
    if noun in PERSON_NOUNS or noun.endswith(_PERSON_ENDINGS):
        return True
    return (noun in BODY_NOUNS or noun in BODY_NAMES) and not sex_of_given(given)


def as_role(mention: Mention) -> Mention:
    """Return *mention* as the role that it is: an office ("the former Health Secretary")."""
    row, first, head = mention.row, mention.first, mention.head
    if mention.kind == "N":
        if not first or row.kinds[first - 1] not in "Ddw":
            return mention
        words = row.forms[head].lower().split()
        before = _OFFICE.search(row.kinds, max(0, first - 4), first)
        if before is None or words[-1] not in TITLES or words[-1] in _ALSO_NAMES or sex_of_given(words[0]):
            return mention
        return mention._replace(kind="D", first=before.start(), word=words[-1])
    return mention


def full_phrase(mention: Mention) -> Span:
    """Return the noun phrase of *mention* with the phrases that belong to it ("for the Embassy in Australia")."""
    row = mention.row
    kinds = row.kinds
    head = mention.head
    if head + 1 < len(kinds) and row.forms[head + 1].isdigit():
        head += 1  # Article 10
    if kinds[head + 2 : head + 3] == "p" and row.forms[head + 1] in _TIES:
        stop = _phrase_end(kinds, head + 3)
        head = stop - 1 if stop > head + 3 else head
    for _ in range(3):
        if kinds[head + 1 : head + 2] != "p" or row.forms[head + 1] not in _AFTER_HEAD:
            break
        start = head + 4 if kinds[head + 2 : head + 4] == "Dp" and row.forms[head + 3] == "of" else head + 2
        stop = _phrase_end(kinds, start)
        if stop == start:
            break
        head = stop - 1
    return row.span(mention.first, head)


def _phrase_end(kinds: str, start: int) -> int:
    """Return the place after the noun phrase that begins at tag *start*; *start* itself where there is none."""
    stop = start
    while stop < len(kinds) and kinds[stop] in "DGwnovN" and stop < start + 7:
        stop += 1
    while stop > start and kinds[stop - 1] in "vDG":
        stop -= 1
    return stop
