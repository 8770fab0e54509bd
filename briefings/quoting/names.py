"""The names of one article: every full form, joined by surname, so that "Xi" leads to "Xi Jinping"."""

from dataclasses import dataclass

from briefings.quoting.forms import LINKS, LONGEST, Form, Name, read_form, sex_of_given
from briefings.quoting.given_names import ALSO_LAST
from briefings.quoting.saying import CALL_VERBS, EITHER_VERBS, SAY_VERBS
from briefings.quoting.tagging import CAPITAL_RUN
from briefings.spans import Span

_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
# In a run of capitals these tell a headline: "Roe Says Bridge Is Safe".
_HEADLINE_VERBS = frozenset(word for word in SAY_VERBS | CALL_VERBS if word[-1] == "s") - EITHER_VERBS
_LONG_TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "prof": "professor"}
_MOST_NAMESAKES = 50


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
        if own.given == form.given or not own.given or not form.given:
            return True
        if _ends(own.words, form.words) or _ends(form.words, own.words):
            return True
        return any(_same_given(x, y) for x in _givens(own) for y in _givens(form))


class Names:
    """All full names of a text, by surname and by first word."""

    def __init__(self, text: str, quoted: list[Span]) -> None:
        """Read the names of *text*; those inside *quoted* passages count only after the others."""
        self._by_word: dict[str, list[Person]] = {}
        self._by_middle: dict[str, list[Person]] = {}  # by the first of two surnames
        self._by_form: dict[tuple[str, ...], Person] = {}
        self._sexes: dict[str, set[str]] = {}
        self._holders: dict[str, set[tuple[str, ...]]] = {}
        inside: list[Name] = []
        position = 0
        for match in CAPITAL_RUN.finditer(text):
            run = match[0]
            form = read_form(run) if len(run) <= LONGEST else None
            if form is None:
                continue
            words = form.words
            if form.title:
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
            if len(form.words) > 2 and sex_of_given(form.given) and not sex_of_given(form.words[-2]):
                self._by_middle.setdefault(form.words[-2], []).append(person)
        elif _fuller(form.words, person.fullest.form.words):
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
        form = name.form
        if form.sex:
            return form.sex
        person = self.person(name, wanted)
        return (person.sex if person else "") or _sex_alone(form, person) or self._sex_by_title(form)

    def _sex_by_title(self, form: Form) -> str:
        """Return the sex that "Ms. Stone" tells of Stone, and of Ann Stone where nobody else is called so."""
        if form.given and len(self._by_word.get(form.surname, ())) > 1:
            return ""
        told = self._sexes.get(form.surname, set())
        return next(iter(told)) if len(told) == 1 else ""

    def person(self, name: Name, wanted: str = "") -> Person | None:
        """Return the one person that *name* is a form of; none when nobody or several could be meant.

        Of several, one of the sex *wanted* is meant, or one that is named three times as often as the next.
        """
        form = name.form
        known = self._by_form.get(form.words)
        if known is not None:
            return known
        if form.title == "mrs" and any(form.words in self._holders.get(style, ()) for style in ("ms", "miss")):
            return None  # Ms. Stone is another woman
        bearers = self._by_word.get(form.surname, [])[:_MOST_NAMESAKES]
        people = [p for p in bearers if p.fullest.form.surname == form.surname and p.agrees(form)]
        if len(form.words) == 1 and not people:
            people = bearers or self._by_middle.get(form.surname, [])
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
        return best if _fuller(best.form.words, name.form.words) else name


def _sex_alone(form: Form, person: Person | None) -> str:
    """Return the sex of a given name that stands by itself ("Denise"); nothing for one that may be a surname."""
    if len(form.words) > 1 or form.title or form.surname in ALSO_LAST:
        return ""
    return sex_of_given(form.surname) if person is None or person.fullest.form.given == form.surname else ""


def _ends(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Tell whether a name of several words is the end of a longer one: "Ortiz de la Vega"."""
    return 1 < len(shorter) < len(longer) and longer[-len(shorter) :] == shorter and longer[0] not in LINKS


def _fuller(words: tuple[str, ...], than: tuple[str, ...]) -> bool:
    """Tell whether a form shows more of a name: not by a word that only stands before it ("Striker Marta Berg")."""
    longer, shorter = (words, than) if len(words) > len(than) else (than, words)
    opened = _ends(longer, shorter) and sex_of_given(shorter[0]) and not sex_of_given(longer[0]) and len(longer[0]) > 2
    return len(words) < len(than) if opened else len(words) > len(than)


def _givens(form: Form) -> tuple[str, ...]:
    """Return what the given name of a form may be: also its second word, where the first may only stand before it."""
    first, *rest = form.words
    opened = len(rest) > 1 and len(first) > 2 and not sex_of_given(first) and sex_of_given(rest[0])
    return (first, rest[0]) if opened else (first,)


def _same_given(x: str, y: str) -> bool:
    shorter = min(len(x), len(y))
    return x == y or (shorter >= 3 and (x.startswith(y) or y.startswith(x))) or (shorter <= 2 and x[0] == y[0])
