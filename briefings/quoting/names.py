"""The names of one article: every full form, joined by surname, so that "Xi" leads to "Xi Jinping"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefings.quoting.given_names import FEMALE, MALE
from briefings.quoting.saying import (
    BODY_NAMES,
    BODY_NOUNS,
    CALL_VERBS,
    DATES,
    EITHER_VERBS,
    FEMALE_TITLES,
    MALE_TITLES,
    SAY_VERBS,
    TITLES,
)
from briefings.quoting.tagging import CAPITAL_RUN, NO_NAME
from briefings.spans import Span

_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
_WORD = re.compile(r"[^\s\u00a0]+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# These go before a title or a body, they do not make a person by themselves ("House Speaker", "State Department").
_SOFT_TITLES = frozenset(
    """house senate majority minority republican democratic democrat gop rear first foreign defense defence interior
    finance state treasury press campaign deputy prime vice chief justice""".split()
)
_ALSO_SURNAMES = frozenset("king pope judge justice prince bishop dean".split())
# In a run of capitals these tell a headline: "Roe Says Bridge Is Safe".
_HEADLINE_VERBS = frozenset(word for word in SAY_VERBS | CALL_VERBS if word[-1] == "s") - EITHER_VERBS
_LONG_TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "prof": "professor"}
# Months that people are called by: a given name after a title ("Minister April Jones").
_ALSO_GIVEN = frozenset("april may june august".split())
_MOST_NAMESAKES = 50
_LONGEST = 160  # characters; a longer run of capitals is a headline, no name
_LINKS = frozenset("of the de la los da dos du di del della van der den von bin ibn ben al el le ter y".split())


@dataclass(slots=True, eq=False)
class Form:
    """A run of capitalised words read as a name: where the name begins and ends in the run, and what it is made of."""

    start: int
    end: int
    words: tuple[str, ...]
    sex: str
    titled: bool
    surname: str
    given: str
    suffix: str


class Name(NamedTuple):
    """A name where it stands in the text, without title; ``sex`` of its form is "m", "f" or nothing."""

    span: Span
    form: Form

    def is_body(self) -> bool:
        """Tell whether a word of the name says that it is no person ("Justice Department", "CNN")."""
        return any(w in BODY_NAMES for w in self.form.words)


def read_name(text: str, start: int, end: int) -> Name | None:
    """Return the name in the run of capitalised words ``text[start:end]`` without its titles, or none."""
    form = read_form(text[start:end]) if end - start <= _LONGEST else None
    return None if form is None else _new(Name, (_new(Span, (start + form.start, start + form.end)), form))


@lru_cache(maxsize=16384)
def read_form(run: str) -> Form | None:
    """Read a run of capitalised words; none where it holds no name."""
    found = [(m.start(), m.end(), m.group().strip(".,’'").lower()) for m in _WORD.finditer(run)]
    first, sex, titled = _past_titles(run, found)
    rest = found[first:]
    words = [w for _, _, w in rest]
    if "of" in words[2:] and not set(words[: words.index("of")]) & BODY_NOUNS:
        rest = rest[: words.index("of")]
    words = [w for _, _, w in rest if w]
    if not words or (len(words) == 1 and words[0] in DATES):
        return None
    last = len(words) - 1
    while last > 0 and words[last] in _SUFFIXES:
        last -= 1
    suffix = words[-1] if last < len(words) - 1 else ""
    if not sex and last > 0:
        sex = "m" if words[0] in MALE else "f" if words[0] in FEMALE else ""
    given = words[0] if last > 0 else ""
    return Form(rest[0][0], rest[-1][1], tuple(words), sex, titled, words[last], given, suffix)


def _past_titles(run: str, found: list[tuple[int, int, str]]) -> tuple[int, str, bool]:
    """Return the index of the first word that is no title, the sex that titles tell, and whether there were any."""
    first, sex, titled = 0, "", False
    for i, (_, end, word) in enumerate(found[:-1]):
        following = found[i + 1][2]
        if word in _LINKS:
            break
        if word in NO_NAME and i == first and word not in TITLES:
            if (word == "jan" and run[end - 1] != ".") or (titled and word in _ALSO_GIVEN):
                break  # the month would be "Jan."
            first = i + 1
        elif word in TITLES and following not in _SUFFIXES and following not in _LINKS:
            if word in _SOFT_TITLES and (not _title_follows(found, i + 1) or i > first):
                continue
            if i > first and word in _ALSO_SURNAMES and not _title_follows(found, i + 1):
                continue
            first, titled = i + 1, True
            sex = "m" if word in MALE_TITLES else "f" if word in FEMALE_TITLES else sex
    return first, sex, titled


def _title_follows(found: list[tuple[int, int, str]], index: int) -> bool:
    return any(w in TITLES and w not in _SOFT_TITLES for _, _, w in found[index:-1])


def _office(titles: str) -> str:
    """Return the title by which its bearer is called later: "Senator", "Sen." -> "senator"."""
    word = titles.strip(" .").lower()
    return _LONG_TITLES.get(word, word)


@dataclass(slots=True, eq=False)
class Person:
    """One bearer of a name in the article: the fullest form, how often the name stands there, the sex."""

    fullest: Name
    sex: str = ""
    count: int = 0

    def agrees(self, form: Form) -> bool:
        """Tell whether *form* can be another form of this one: given names that do not contradict."""
        own = self.fullest.form
        if own.suffix != form.suffix or (self.sex and form.sex and self.sex != form.sex):
            return False
        x, y = own.given, form.given
        if not x or not y or x == y:
            return True
        shorter = min(len(x), len(y))
        return (shorter >= 3 and (x.startswith(y) or y.startswith(x))) or (shorter <= 2 and x[0] == y[0])


class Names:
    """All full names of a text, by surname and by first word."""

    def __init__(self, text: str, quoted: list[Span]) -> None:
        """Read the names of *text*; those inside *quoted* passages count only after the others."""
        self._by_word: dict[str, list[Person]] = {}
        self._by_form: dict[tuple[str, ...], Person] = {}
        self._sexes: dict[str, set[str]] = {}
        self._holders: dict[str, set[tuple[str, ...]]] = {}
        inside: list[Name] = []
        position = 0
        for match in CAPITAL_RUN.finditer(text):
            run = match[0]
            form = read_form(run) if len(run) <= _LONGEST else None
            if form is None:
                continue
            words = form.words
            if form.titled:
                self._holders.setdefault(_office(run[: form.start]), set()).add(words)
                if form.sex:
                    self._sexes.setdefault(form.surname, set()).add(form.sex)
            if len(words) < 2 or not _HEADLINE_VERBS.isdisjoint(words[1:]):
                continue
            known = self._by_form.get(words)
            if known is not None:
                known.count += 1
                continue
            start = match.start()
            while position < len(quoted) and quoted[position].end <= start:
                position += 1
            name = _new(Name, (_new(Span, (start + form.start, start + form.end)), form))
            if position < len(quoted) and quoted[position].start <= start:
                inside.append(name)
            else:
                self._add(name)
        for name in inside:
            self._add(name)

    def _add(self, name: Name) -> None:
        form = name.form
        people = self._by_word.setdefault(form.surname, [])
        person = next((p for p in people[:_MOST_NAMESAKES] if p.agrees(form)), None) if people else None
        if person is None:
            person = Person(name)
            people.append(person)
            if form.given and form.given != form.surname:
                self._by_word.setdefault(form.given, []).append(person)
        elif len(form.words) > len(person.fullest.form.words):
            person.fullest = name
        person.count += 1
        person.sex = person.sex or form.sex
        self._by_form[form.words] = person

    def holder(self, office: str) -> Name | None:
        """Return the one person whom the article gives the title *office* ("senator"); none where there are others."""
        people: set[Person] = set()
        for words in self._holders.get(office, ()):
            known = self._by_form.get(words)
            bearers = [known] if known is not None else self._by_word.get(words[-1], [])
            if len(bearers) != 1:
                return None
            people.update(bearers)
        return people.pop().fullest if len(people) == 1 else None

    def sex(self, name: Name, wanted: str = "") -> str:
        """Return the sex that the article or the given name tells: "m", "f" or nothing."""
        if name.form.sex:
            return name.form.sex
        person = self.person(name, wanted)
        if person is not None and person.sex:
            return person.sex
        told = self._sexes.get(name.form.surname, set())
        return next(iter(told)) if len(told) == 1 else ""

    def person(self, name: Name, wanted: str = "") -> Person | None:
        """Return the one person that *name* is a form of; none when nobody or several could be meant.

        Of several, one of the sex *wanted* is meant, or one that is named three times as often as the next.
        """
        form = name.form
        known = self._by_form.get(form.words)
        if known is not None:
            return known
        bearers = self._by_word.get(form.surname, [])[:_MOST_NAMESAKES]
        people = [p for p in bearers if p.fullest.form.surname == form.surname and p.agrees(form)]
        if len(form.words) == 1 and not people:
            people = bearers
        if wanted and len(people) > 1:
            people = [p for p in people if p.sex == wanted]
        if len(people) == 1:
            return people[0]
        if not people:
            return None
        by_count = sorted(people, key=lambda p: p.count, reverse=True)
        if by_count[0].count >= 3 * by_count[1].count:
            return by_count[0]
        return None

    def fullest(self, name: Name, wanted: str = "") -> Name:
        """Return the fullest form of *name* in the article; *name* itself when there is none or more than one."""
        person = self.person(name, wanted)
        if person is None:
            return name
        best = person.fullest
        return best if len(best.form.words) > len(name.form.words) else name
