"""Mentions: the names, pronouns and noun phrases of a paragraph that can point to a speaker."""

import re
from typing import NamedTuple

from briefings.quoting.tagging import Row, without_possessive
from briefings.spans import Span

# A determiner or possessive with the words it belongs to; a name with the nouns that follow it; a lone noun.
_MENTION = re.compile(r"[DG]D?[dwnovNG]*|Nw?[no]++(?!N)|N|P|r|[no]++(?!N)|w(?=[VvU]|d?V)")
_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
_NOUNS = frozenset("nowvN")
_AFTER_VERB = frozenset(("", ",", "K", "Q", ".", "r", "d", "t"))
_PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "eer", "ee", "ees", "man", "woman", "men")
_SPEAKING_PRONOUNS = frozenset("he she they it who we i".split())
_OBJECT_FOLLOWS = frozenset(("NwD", "NwG", "NwP"))
_SINGULARS = {"men": "man", "women": "woman", "people": "person"}
_COUNTS = frozenset("one two three four".split())
_ADJECTIVES = frozenset("official general chief executive expert veteran rival republican".split())
_POSSESSIVES = {"his": "he", "her": "she", "their": "they", "its": "it"}


class Mention(NamedTuple):
    """A mention by its tags, ``first`` to ``head``, with the head's ``word`` in lower case.

    ``kind``: N name, P pronoun, D noun phrase, G name with a possessive, H possessive pronoun (word "he" for "his").
    """

    kind: str
    first: int
    head: int
    word: str
    row: Row

    def span(self) -> Span:
        """Return the characters of the mention in the article's text."""
        span = self.row.span(self.first, self.head)
        if self.kind != "G":
            return span
        return Span(span.start, span.start + len(without_possessive(self.row.forms[self.head])))


def read_mentions(row: Row) -> list[Mention]:
    """Return the mentions of *row* in the order of their heads."""
    found: list[Mention] = []
    kinds, forms = row.kinds, row.forms
    for match in _MENTION.finditer(kinds):
        first, stop = match.span()
        kind = kinds[first]
        if kind in "DG":
            _add_possessors(row, first, stop, found)
            if stop - first == 1 and (kind == "G" or not _stands_alone(row, stop)):
                continue
        head = _head(row, first, stop - 1) if stop - first > 1 else first
        if head < 0:
            continue
        word = forms[head].lower()
        if kind in "Pr":
            if word in _SPEAKING_PRONOUNS:
                found.append(_new(Mention, ("P", head, head, word, row)))
        elif kinds[head] == "N":
            found.append(_new(Mention, ("N", head, head, word, row)))
        elif first > 1 and kinds[first - 2] == "D" and kinds[first - 1] == "p" and _counted(row, first):
            found.append(_part_of(row, first, head, word))
        else:
            found.append(_new(Mention, ("D", first, head, word, row)))
    return found


def _stands_alone(row: Row, stop: int) -> bool:
    """Tell whether a determiner before tag *stop* has no noun: "some say", "those who knew him"."""
    following = row.kinds[stop : stop + 1]
    return following in {"V", "v", "U"} or (following == "r" and row.forms[stop - 1].lower() == "those")


def _counted(row: Row, first: int) -> bool:
    """Tell whether "one of" or the like stands before tag *first*."""
    return row.forms[first - 1] == "of" and row.forms[first - 2].lower() in _COUNTS


def _part_of(row: Row, first: int, head: int, word: str) -> Mention:
    """Return "one of the workers" as a worker; "two of the workers" as workers."""
    if row.forms[first - 2].lower() == "one":
        word = _SINGULARS.get(word, word.removesuffix("s"))
    return _new(Mention, ("D", first - 2, head, word, row))


def _add_possessors(row: Row, first: int, stop: int, found: list[Mention]) -> None:
    """Add whose thing a noun phrase is: the name with the possessive, "his" as a pronoun."""
    kinds, forms = row.kinds, row.forms
    for place in range(first, stop):
        kind = kinds[place]
        if kind == "D":
            owner = _POSSESSIVES.get(forms[place].lower())
            if owner is not None:
                found.append(_new(Mention, ("H", place, place, owner, row)))
        elif kind == "G" and forms[place][0].isupper():
            found.append(_new(Mention, ("G", place, place, forms[place].lower(), row)))


def _head(row: Row, first: int, last: int) -> int:
    """Return the place of the noun that a phrase is about; -1 where there is none."""
    kinds = row.kinds
    head = last
    while head > first and kinds[head] not in _NOUNS:
        head -= 1
    if kinds[head] == "v" and head > first + 1 and kinds[head + 1 : head + 2] in _AFTER_VERB:
        head -= 1  # "the email read": a verb here
    named = kinds[head - 1 : head + 1] == "Nw" and head > first + 1 and row.forms[head].endswith("ed")
    if named and kinds[head + 1 : head + 2] not in {"p", "Q"}:
        return head - 1  # "her colleague Ann Roe agreed", not "one Republican involved in it"
    if kinds[head] == "w" and kinds[head - 1 : head + 2] in _OBJECT_FOLLOWS:
        return head - 1  # "the Home Office refused his claim"
    if kinds[head] == "w" and not row.forms[head].endswith(_PERSON_ENDINGS):
        known = head
        while known > first and kinds[known] == "w":
            known -= 1
        if kinds[known] in "no" and not (row.forms[known] in _ADJECTIVES and kinds[last + 1 : last + 2] in {"V", ","}):
            head = known  # "the group seeks": the noun that is known
    return head if head > first or kinds[first] in "Nno" else -1
