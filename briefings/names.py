"""The names of one article: every full form, joined by surname, so that "Xi" leads to "Xi Jinping"."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from briefings.given_names import FEMALE, MALE
from briefings.saying import BODY_NOUNS, DATES, FEMALE_TITLES, MALE_TITLES, TITLES
from briefings.spans import Span
from briefings.tagging import CAPITAL_RUN, NO_NAME

_WORD = re.compile(r"[^\s\u00a0]+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# These go before a title or a body, they do not make a person by themselves ("House Speaker", "State Department").
_SOFT_TITLES = frozenset(
    """house senate majority minority republican democratic democrat gop rear first foreign defense defence interior
    finance state treasury press campaign deputy prime vice chief justice""".split()
)
_SURNAME_FIRST = frozenset("xi mao deng hu li wang zhang kim park moon nguyen chen lee liu zhou jiang wen".split())
_LINKS = frozenset("of the de la los da dos du di del della van der den von bin ibn ben al el le ter y".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text, without title: its span, its words in lower case, its sex ("m", "f", "")."""

    span: Span
    words: tuple[str, ...]
    sex: str
    titled: bool = False

    @property
    def surname(self) -> str:
        """Return the word that others share with the short form: the last, a suffix aside."""
        last = len(self.words) - 1
        while last > 0 and self.words[last] in _SUFFIXES:
            last -= 1
        return self.words[last]

    @property
    def given(self) -> tuple[str, ...]:
        """Return the words before the surname."""
        return tuple(w for w in self.words if w != self.surname and w not in _SUFFIXES)

    @property
    def suffix(self) -> str:
        """Return "jr" and the like, or nothing."""
        return self.words[-1] if self.words[-1] in _SUFFIXES else ""


def read_name(text: str, start: int, end: int) -> Name | None:
    """Return the name in the run of capitalised words ``text[start:end]`` without its titles, or none."""
    found = [(m.start(), m.end(), m.group().strip(".,’'").lower()) for m in _WORD.finditer(text, start, end)]
    first = 0
    titled = False
    sex = ""
    for i, (_, _, word) in enumerate(found[:-1]):
        if word in _LINKS:
            break
        if word in NO_NAME and i == first and word not in TITLES:
            first = i + 1
        elif word in TITLES and found[i + 1][2] not in _SUFFIXES and found[i + 1][2] not in _LINKS:
            if word in _SOFT_TITLES and (not _title_follows(found, i + 1) or i > first):
                continue
            if i > first and word not in MALE_TITLES | FEMALE_TITLES and found[i][2] in {"king", "pope", "judge", "justice"}:
                continue
            first = i + 1
            titled = True
            sex = "m" if word in MALE_TITLES else "f" if word in FEMALE_TITLES else sex
    rest = found[first:]
    words = [w for _, _, w in rest]
    if "of" in words[2:] and not set(words[: words.index("of")]) & BODY_NOUNS:
        rest = rest[: words.index("of")]
    if not rest or (len(rest) == 1 and rest[0][2] in DATES):
        return None
    words = [w for _, _, w in rest]
    if not sex and len(words) > 1:
        sex = "m" if words[0] in MALE else "f" if words[0] in FEMALE else ""
    return Name(Span(rest[0][0], rest[-1][1]), tuple(words), sex, titled)


def _title_follows(found: list[tuple[int, int, str]], index: int) -> bool:
    return any(w in TITLES and w not in _SOFT_TITLES for _, _, w in found[index:-1])


@dataclass(slots=True)
class Person:
    """One bearer of a name in the article: the forms that agree, the fullest of them, how often and where."""

    forms: list[Name] = field(default_factory=list)
    sex: str = ""

    @property
    def fullest(self) -> Name:
        """Return the longest form; of equals, the first in the article."""
        return max(self.forms, key=lambda n: (len(n.words), -n.span.start))

    def agrees(self, name: Name) -> bool:
        """Tell whether *name* can be another form of this one: given names that do not contradict."""
        return all(_compatible(form, name) for form in self.forms)


def _compatible(a: Name, b: Name) -> bool:
    if a.suffix != b.suffix or (a.sex and b.sex and a.sex != b.sex):
        return False
    if not a.given or not b.given:
        return True
    x, y = a.given[0], b.given[0]
    return x == y or (min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x))) or (
        min(len(x), len(y)) <= 2 and x[0] == y[0]
    )


class Names:
    """All full names of a text, by surname and by first word."""

    def __init__(self, text: str, quoted: list[Span]) -> None:
        """Read the names of *text*; those inside *quoted* passages count only where no other form is found."""
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._sexes: dict[str, set[str]] = defaultdict(set)
        inside: list[Name] = []
        position = 0
        for match in CAPITAL_RUN.finditer(text):
            name = read_name(text, *match.span())
            if name is None:
                continue
            if name.sex and name.titled:
                self._sexes[name.surname].add(name.sex)
            if len(name.words) < 2:
                continue
            while position < len(quoted) and quoted[position].end <= name.span.start:
                position += 1
            if position < len(quoted) and quoted[position].start <= name.span.start:
                inside.append(name)
            else:
                self._add(name)
        for name in inside:
            self._add(name)

    def _add(self, name: Name) -> None:
        people = self._by_word[name.surname]
        person = next((p for p in people if p.agrees(name)), None)
        if person is None:
            person = Person()
            people.append(person)
            first = name.words[0]
            if first != name.surname:
                self._by_word[first].append(person)
        if len(person.forms) < 40:
            person.forms.append(name)
        person.sex = person.sex or name.sex

    def sex(self, name: Name) -> str:
        """Return the sex that the article or the given name tells: "m", "f" or nothing."""
        if name.sex:
            return name.sex
        person = self.person(name)
        if person is not None and person.sex:
            return person.sex
        told = self._sexes.get(name.surname, set())
        return next(iter(told)) if len(told) == 1 else ""

    def person(self, name: Name) -> Person | None:
        """Return the one person that *name* is a form of; none when nobody or several could be meant."""
        people = [p for p in self._by_word.get(name.surname, ()) if p.agrees(name) and _ends(p, name)]
        if len(name.words) == 1 and not people:
            people = [p for p in self._by_word.get(name.words[0], ()) if p.forms[0].words[0] == name.words[0]]
        if len(people) == 1:
            return people[0]
        if not people:
            return None
        by_count = sorted(people, key=lambda p: len(p.forms), reverse=True)
        if len(by_count[0].forms) >= 3 * len(by_count[1].forms):
            return by_count[0]
        return None

    def fullest(self, name: Name) -> Name:
        """Return the fullest form of *name* in the article; *name* itself when there is none or more than one."""
        person = self.person(name)
        if person is None:
            return name
        best = person.fullest
        return best if len(best.words) > len(name.words) else name


def _ends(person: Person, name: Name) -> bool:
    """Tell whether the person's surname, or for names that begin with it the first word, is the name's last word."""
    return any(form.surname == name.surname for form in person.forms) or person.forms[0].words[0] in _SURNAME_FIRST
