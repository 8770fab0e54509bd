"""Who is who across articles: names are joined when they agree and nothing contradicts it, else they stay apart.

A full name joins its fuller forms, a short one the only person that it can mean. What could mean two people stays by
itself, and so does what is as often a place or a firm. Nothing is guessed: a missed join costs less than a false one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from briefings.entry import Grade
from briefings.folding import fold
from briefings.people.offices import office, offices, sex_by_title
from briefings.quoting.forms import read_form
from briefings.quoting.saying import BODY_NAMES

_NO_NAME = BODY_NAMES | {"the", "a", "an"}  # with one of these it is a body, or "The president"
_SUFFIXES = frozenset("jr sr ii iii iv".split())
# Family names that stand first: "Xi Jinping" is "Xi". The commonest of China, Korea and Vietnam.
_FAMILY_FIRST = frozenset(
    """xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo lin luo gao zheng liang xie tang song deng
    han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lv cui zhong
    tan mao wen hua qin kim park choi jung moon yoon lim han shin kwon hwang ahn nguyen tran pham hoang phan vu vo
    dang bui""".split()
)
# Alone, these are as often a place, a firm or a body; with a title before them they are people.
_NOT_ALONE = frozenset(
    """washington jordan israel london houston austin dallas lincoln madison jackson ford disney dell chelsea kent york
    berlin paris georgia virginia carolina ireland england holland france germany china india wells chase morgan boeing
    cologne hamburg lancaster chester bristol sydney perth melbourne cambridge oxford stanford harvard brown rice
    tesla benz porsche siemens bosch mars victoria charlotte florence sierra asia""".split()
)


@lru_cache(maxsize=1 << 14)
def _parted(name: str) -> tuple[tuple[str, ...], str]:
    """Return the words of *name* without "Jr.", and "jr"."""
    words = name.split()
    kept = tuple(word for word in words if word not in _SUFFIXES)
    return kept, " ".join(word for word in words if word in _SUFFIXES)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name as an article has it: folded, without titles, with the sex ("m", "f", "") and offices it is given."""

    name: str
    sex: str = ""
    offices: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of the name without "Jr."."""
        return _parted(self.name)[0]

    @property
    def suffix(self) -> str:
        """Return "jr" or such, "" for none."""
        return _parted(self.name)[1]

    @property
    def surname(self) -> str:
        """Return the last word of the name, under which its other forms are looked up."""
        return self.words[-1] if self.words else ""

    @property
    def first(self) -> str:
        """Return a family name that stands first, "" where none does."""
        return self.words[0] if len(self.words) > 1 and self.words[0] in _FAMILY_FIRST else ""

    @property
    def listed(self) -> str:
        """Return the offices in one text."""
        return " ".join(sorted(self.offices))

    @property
    def facts(self) -> str:
        """Return what tells the bearer from others of the name."""
        return ", ".join((*sorted(self.offices), *((self.sex,) if self.sex else ())))


def read_bearer(text: str, speaker: str, grade: Grade) -> Bearer | None:
    """Return the bearer of the name *speaker* in *text*; None for offices, papers and bodies, which have no forms."""
    form = None if grade is Grade.ROLE else read_form(" ".join(speaker.split()))
    if form is None or not speaker[:1].isupper() or any(word in _NO_NAME for word in form.words):
        return None
    words = list(form.words)
    given = {found for word in speaker[: form.start].split() if (found := office(word))}
    while len(words) > 1 and (found := office(words[0])):
        given.add(found)
        words.pop(0)
    bare = fold(" ".join(words))
    return Bearer(bare, form.sex or sex_by_title(text, speaker), offices(text, speaker) | given) if bare else None


def join(known: Iterable[Bearer], others: Iterable[Bearer] = ()) -> dict[Bearer, str]:
    """Return the person that each bearer is: the fullest name of it, with what tells it apart where that is needed.

    Those *known* say who there is. *Others* are joined to them if they can be, and never change who that is.
    """
    people: list[_Person] = []
    by_key: dict[str, list[_Person]] = {}
    person_of: dict[Bearer, _Person] = {}
    for group in _groups(known):
        person = _only(by_key.get(_key(group.head), ()), group)
        if person is None:
            people.append(person := _Person(group.head))
            for key in _form_keys(group.head):
                by_key.setdefault(key, []).append(person)
        person.add(group)
        person_of.update(dict.fromkeys(group.members, person))
    names = _names(people)
    found = {bearer: names[id(person)] for bearer, person in person_of.items()}
    for group in _groups(others):
        person = _only(by_key.get(_key(group.head), ()), group)
        name = names[id(person)] if person else _apart(group.head, names)
        found.update({bearer: name for bearer in group.members if bearer not in found})
    return found


@dataclass(slots=True)
class _Group:
    """Bearers that are one person at least: of one full name, or of one short name with the same facts."""

    head: Bearer
    members: list[Bearer]
    sex: str
    offices: frozenset[str]


@dataclass(slots=True)
class _Person:
    """A person with the forms of the name and all that is known."""

    head: Bearer
    forms: list[Bearer] = field(default_factory=list)
    sex: str = ""
    offices: frozenset[str] = frozenset()

    def add(self, group: _Group) -> None:
        """Take in what a group says."""
        self.forms.append(group.head)
        self.sex = self.sex or group.sex
        self.offices |= group.offices

    def agrees(self, group: _Group) -> bool:
        """Tell whether the group's name is a form of this person's and nothing contradicts it."""
        if self.sex and group.sex and self.sex != group.sex:
            return False
        if self.offices and group.offices and not self.offices & group.offices:
            return False
        size = len(group.head.words)
        fuller = [form for form in self.forms[1:] if len(form.words) > size]
        return all(_is_form(group.head, form) for form in (self.head, *fuller))


def _groups(bearers: Iterable[Bearer]) -> list[_Group]:
    """Return the bearers in groups, the fullest names first, of one name those with most facts first."""
    found: dict[object, list[Bearer]] = {}
    for bearer in sorted(set(bearers), key=lambda each: (each.name, each.facts)):
        found.setdefault(bearer.name if len(bearer.words) > 1 else bearer, []).append(bearer)
    groups = [_group(members) for members in found.values()]
    return sorted(groups, key=lambda each: (*_fullness(each.head), -len(each.offices), not each.sex, each.head.name))


def _group(members: list[Bearer]) -> _Group:
    sexes = {bearer.sex for bearer in members if bearer.sex}
    sex = sexes.pop() if len(sexes) == 1 else ""
    return _Group(members[0], members, sex, frozenset[str]().union(*(bearer.offices for bearer in members)))


def _fullness(bearer: Bearer) -> tuple[int, int]:
    return -sum(len(word) > 1 for word in bearer.words), -len(bearer.words)


def _only(people: Iterable[_Person], group: _Group) -> _Person | None:
    """Return the one person whom the group can mean; None for none, several, or a name that stands for no person."""
    if len(group.head.words) == 1 and not (group.sex or group.offices) and group.head.name in _NOT_ALONE:
        return None
    agreeing = (person for person in people if person.agrees(group))
    first = next(agreeing, None)
    return first if next(agreeing, None) is None else None


def _key(name: Bearer) -> str:
    """Return what every fuller form of *name* has among its ``_form_keys``."""
    if len(name.words) < 2:
        return name.surname
    return f"{name.words[0][:1]} {name.surname}"


def _form_keys(full: Bearer) -> set[str]:
    """Return the keys under which the short forms of the name *full* look for it: ``_is_form`` holds for no others."""
    alone = {*full.words[-1:], full.first} - {""}
    return {"", *alone, *(f"{word[:1]} {full.surname}" for word in full.words)}


def _is_form(short: Bearer, full: Bearer) -> bool:
    """Tell whether *short* can be another form of the name *full*, which has as many words at least."""
    if short.suffix != full.suffix or len(short.words) > len(full.words):
        return False
    if short.words == full.words[-len(short.words) :] or short.words == (full.first,):
        return True
    return short.surname == full.surname and _given_agree(short.words[:-1], full.words[:-1])


def _given_agree(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether given names agree, the first with the first and so on; an initial agrees with a name."""
    return bool(short) and all(_same_given(one, other) for one, other in zip(short, full, strict=False))


def _same_given(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])


def _apart(bearer: Bearer, names: Mapping[int, str]) -> str:
    """Return what somebody is called who is none of those that have *names*."""
    return f"{bearer.name} ({bearer.facts})" if bearer.facts and bearer.name in names.values() else bearer.name


def _names(people: list[_Person]) -> Mapping[int, str]:
    """Return what each person is called; of two with one name, the one of whom something is known by that too."""
    counts = Counter(person.head.name for person in people)
    return {
        id(person): f"{person.head.name} ({person.head.facts})"
        if counts[person.head.name] > 1 and person.head.facts
        else person.head.name
        for person in people
    }
