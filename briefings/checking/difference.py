"""Difference: what was changed at one place between the printed words and the pasted ones, and what that is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefings.checking.alignment import Region
from briefings.checking.wording import Wording, marks_agree
from briefings.spans import Span
from briefings.stopwords import STOPWORDS

_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt "
    "werent wont wouldnt couldnt shouldnt hasnt havent hadnt".split()
)
_AFFIRMED = frozenset(  # what is said where a negation is not
    "a an some any every all both always ever everybody everyone everything everywhere somebody someone something "
    "somewhere anybody anyone anything either or with can do does did is are was were will would could should has have "
    "had".split()
)
_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens half first second third fourth fifth sixth "
    "seventh eighth ninth tenth once twice".split()
)
_BEGINS_SENTENCE = re.compile(r"[.!?:…\n\"“„«‘]")
_LONGEST_END = 80  # characters


class Change(StrEnum):
    """What differs between what is printed and what was pasted."""

    NEGATION_MISSING = "negation missing"
    NEGATION_ADDED = "negation added"
    NUMBER = "number changed"
    NAME = "name changed"
    WORD = "wording changed"
    LEFT_OUT = "left out"
    ADDED = "not printed"
    MARKS = "punctuation differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the texts differ: the printed words (empty for none) and the pasted ones ("" for none)."""

    changes: tuple[Change, ...]
    printed: Span
    pasted: str


def difference(printed: Wording, pasted: Wording, region: Region) -> Difference | None:
    """Return how the texts differ in *region* of their alignment, None where they do not."""
    if not region.has_words:
        return _marks_differ(printed, pasted, region)
    start, end, pasted_start, pasted_end = region
    at = printed.ends[start - 1] if start else 0
    span = printed.span(start, end) if end > start else Span(at, at)
    words = pasted.span(pasted_start, pasted_end).of(pasted.text) if pasted_end > pasted_start else ""
    return Difference(tuple(_changes(printed, pasted, region)) or (Change.WORD,), span, words)


def left_out(printed: Wording, gap: Span) -> Difference:
    """Return the difference that leaving out these printed words makes."""
    negated = any(map(is_negation, Wording(gap.of(printed.text)).forms))
    return Difference((Change.LEFT_OUT, Change.NEGATION_MISSING) if negated else (Change.LEFT_OUT,), gap, "")


def end_differs(printed: Wording, last: int, pasted: Wording) -> Difference:
    """Return the difference of a passage that ends in a question or exclamation mark that is not printed."""
    end = pasted.text[pasted.starts[-1] :]
    return Difference((Change.MARKS,), printed.span(last, last + 1), end.strip()[:_LONGEST_END])


def is_negation(form: str) -> bool:
    """Tell whether a word, in the form in which it is compared, denies."""
    return form in _NEGATIONS or form.endswith("n't")


def only_denies(printed: Sequence[str], pasted: Sequence[str]) -> bool:
    """Tell whether all that differs is a negation: one that only one side has, or that says the contrary there."""
    if len(printed) > 1 or len(pasted) > 1:
        return False
    denying = [form for form in (*printed, *pasted) if is_negation(form)]
    return len(denying) == 1 and all(form in denying or form in _AFFIRMED for form in (*printed, *pasted))


def _changes(printed: Wording, pasted: Wording, region: Region) -> list[Change]:
    """Return what differs in a region of words; nothing where it is only their wording."""
    start, end, pasted_start, pasted_end = region
    forms, other = printed.forms[start:end], pasted.forms[pasted_start:pasted_end]
    changes = []
    negated, denied = sum(map(is_negation, forms)), sum(map(is_negation, other))
    if negated != denied:
        changes.append(Change.NEGATION_MISSING if negated > denied else Change.NEGATION_ADDED)
    if _numbers_differ(forms, other):
        changes.append(Change.NUMBER)
    if _names_differ(_capitals(printed, start, end), _capitals(pasted, pasted_start, pasted_end)):
        changes.append(Change.NAME)
    if not forms or not other:
        changes.append(Change.LEFT_OUT if forms else Change.ADDED)
    return changes


def _marks_differ(printed: Wording, pasted: Wording, region: Region) -> Difference | None:
    """Return the difference between the marks before these words; nothing at the edges of the passage."""
    at, index = region.start, region.pasted_start
    at_edge = not at or not index or at >= len(printed) or index >= len(pasted)
    if at_edge or marks_agree(printed, at - 1, pasted, index - 1):
        return None
    words = pasted.span(index - 1, index + 1).of(pasted.text)
    return Difference((Change.MARKS,), printed.span(at - 1, at + 1), words)


def _numbers_differ(printed: Sequence[str], pasted: Sequence[str]) -> bool:
    """Tell whether a figure differs, or a number in words stands for another one."""
    figures = [{form for form in forms if any(map(str.isdigit, form))} for forms in (printed, pasted)]
    worded = [{form for form in forms if form in _NUMBER_WORDS} for forms in (printed, pasted)]
    return figures[0] != figures[1] or bool(worded[0] and worded[1] and worded[0] != worded[1])


def _names_differ(printed: Mapping[str, bool], pasted: Mapping[str, bool]) -> bool:
    """Tell whether one name stands for another: each side has one of its own, and one of these is surely a name."""
    ours = [sure for form, sure in printed.items() if form not in pasted]
    theirs = [sure for form, sure in pasted.items() if form not in printed]
    return bool(ours and theirs) and any(ours + theirs)


def _capitals(wording: Wording, first: int, end: int) -> dict[str, bool]:
    """Return which of these words can be names, and whether each surely is one.

    A name has a capital here and, to be sure, inside a sentence of the text; one typed in small letters has none.
    """
    typed_small = wording.text.islower()
    found = {}
    for index in range(first, end):
        form = wording.forms[index]
        if form not in STOPWORDS and (typed_small or wording.word(index)[0].isupper()):
            same = (each for each, other in enumerate(wording.forms) if other == form)
            found[form.removesuffix("'s")] = any(_capital_inside_sentence(wording, each) for each in same)
    return found


def _capital_inside_sentence(wording: Wording, index: int) -> bool:
    """Tell whether the word has a capital although no sentence or quote begins with it."""
    if not index or not wording.word(index)[0].isupper():
        return False
    return not _BEGINS_SENTENCE.search(wording.gap(index - 1))
