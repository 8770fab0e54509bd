"""Occurrence: a place where a passage is printed word for word, with the same marks between its words."""

from collections.abc import Iterator

from briefings.checking.wording import Wording, marks_agree
from briefings.spans import Span

_TAIL = 8  # characters after the last pasted word in which its mark is looked for


def find_exact(printed: Wording, pasted: Wording) -> list[tuple[Span, ...]]:
    """Return where *pasted* stands in *printed* word for word: the spans of each place (one, or one for each part)."""
    return [printed.pieces(at, at + len(pasted)) for at in occurrences(printed, pasted)]


def occurrences(printed: Wording, pasted: Wording) -> Iterator[int]:
    """Yield the indexes of the words from which *pasted* stands in *printed*; nothing has no occurrence."""
    for at in _same_words(printed.forms, pasted.forms):
        between = range(len(pasted) - 1)
        if all(marks_agree(printed, at + index, pasted, index) for index in between) and _ends_agree(
            printed, at + len(pasted) - 1, pasted
        ):
            yield at


def _same_words(forms: list[str], wanted: list[str]) -> Iterator[int]:
    """Yield the indexes from which all *wanted* forms follow one another; the longest of them is looked for first."""
    if not wanted:
        return
    anchor = max(range(len(wanted)), key=lambda index: len(wanted[index]))
    at = anchor
    while True:
        try:
            at = forms.index(wanted[anchor], at)
        except ValueError:
            return
        if forms[at - anchor : at - anchor + len(wanted)] == wanted:
            yield at - anchor
        at += 1


def _ends_agree(printed: Wording, last: int, pasted: Wording) -> bool:
    """Tell whether the passage does not end in a question or exclamation mark that is not printed."""
    tail = pasted.text[pasted.ends[-1] :][:_TAIL]
    stop = printed.starts[last + 1] if last + 1 < len(printed) else len(printed.text)
    after = printed.text[printed.ends[last] : stop]
    return all(mark in after for mark in "?!" if mark in tail)
