"""The people of one article in German or French, and whom "er", "sie", "il" or "elle" means: one surely, or nobody.

Of the sentences in the pronoun's paragraph the last one that mentions somebody of its sex decides, and only where
nobody else in it can be meant: its subject before anybody else, if the subject speaks. Where the paragraph mentions
nobody before the pronoun, the paragraph above decides, if it tells of only one.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefings.languages.given_names import sex_of
from briefings.languages.naming import Naming
from briefings.spans import Span

_MOST = 40  # mentions before a pronoun that are looked at


class Person(NamedTuple):
    """Somebody where the text mentions him: the words that are shown for him, his sex ("m", "f" or nothing).

    ``sure`` tells that this is a person and no place or body; ``opens`` that the mention opens its sentence.
    A ``role`` is somebody without a name ("die Ministerin").
    """

    at: Span
    shown: Span
    who: str
    sex: str
    sure: bool
    opens: bool
    role: bool


class People:
    """Everybody whom a text mentions outside its quotes, in order."""

    def __init__(self, text: str, sentences: Sequence[Span], quoted: Sequence[Span], naming: Naming) -> None:
        """Read the mentions of *text*; *quoted* are its passages between marks, in order."""
        self._text = text
        self._naming = naming
        self._found = list(naming.people(text))
        self.forms = naming.fuller_forms(text, [name for _, name in self._found])
        self._sexes: dict[str, set[str]] = {}
        self._spoken: set[str] = set()
        self._bearers: dict[str, set[str]] = {}
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        mentions = [*self._openings(), *self._named(), *self._roles()]
        self._mentions: list[Person] = []
        last = 0
        place = 0
        for person in sorted(mentions, key=lambda person: (person.at.start, -person.at.end)):
            while place < len(quoted) and quoted[place].end <= person.at.start:
                place += 1
            inside = place < len(quoted) and quoted[place].start <= person.at.start
            if not inside and person.at.start >= last:
                self._mentions.append(person)
                last = person.at.end
        for person in self._mentions:
            if person.sex:
                self._sexes.setdefault(person.who, set()).add(person.sex)
        self._places = [person.at.start for person in self._mentions]
        self._sure = {person.who for person in self._mentions if person.sure}

    def spoke(self, name: Span) -> None:
        """Take down that a verb of saying names the one whose name stands at *name*: then it is a person."""
        self._spoken.add(self._who(name))

    def meant(self, start: int, at: int, sex: str) -> Person | None:
        """Return whom a pronoun of *sex* at *at* means, of those that the text mentions from *start* on."""
        first, end = bisect_left(self._places, start), bisect_left(self._places, at)
        first = max(first, end - _MOST)
        possible = [person for person in self._mentions[first:end] if self._sex(person) in ("", sex)]
        near: list[Person] = []
        while possible and not near:
            sentence = self._sentence(possible[-1].at.start)
            here = [person for person in possible if self._sentence(person.at.start) == sentence]
            near = self._subjects(here)
            possible = possible[: len(possible) - len(here)] if not near else possible
        if not near:
            return None
        chosen = near[0]
        if len({person.who for person in near}) > 1 and not self._speaks(chosen):
            return None
        alone = len({person.who for person in possible}) == 1
        if not alone and not self._speaks(chosen) and self._naming.possessive.match(self._text, chosen.at.start):
            return None  # "Anna Berg rief. Ihre Schwester Eva kam."
        leads = chosen.opens or chosen.who in self._spoken
        alone = alone and not chosen.role
        sure = chosen.sure or chosen.who in self._sure or chosen.who in self._spoken
        return self._bearer(chosen) if (alone or leads) and sure else None

    def alone(self, block: Span, sex: str) -> Person | None:
        """Return the only one of *sex* in *block*, the paragraph above a pronoun's, if he opens a sentence there."""
        first, end = bisect_left(self._places, block.start), bisect_left(self._places, block.end)
        if end - first > _MOST:
            return None
        possible = [person for person in self._mentions[first:end] if self._sex(person) in ("", sex)]
        subject = next((person for person in possible if person.opens and not person.role), None)
        if subject is None or len({person.who for person in possible}) > 1 or subject.who not in self._sure:
            return None
        return subject

    def any(self, start: int, at: int) -> bool:
        """Tell whether the text mentions anybody from *start* to *at*."""
        return bisect_left(self._places, start) < bisect_left(self._places, at)

    def _subjects(self, people: list[Person]) -> list[Person]:
        """Leave out who is surely an object, where the sentence has a subject: "er", or who opens it."""
        objects = [p for p in people if p.role and self._naming.thing_done_to.match(self._text, *p.at)]
        sentence = self._sentences[self._sentence(people[0].at.start) - 1]
        if not objects or not (people[0].opens or self._naming.subject.search(self._text, *sentence)):
            return people
        return [person for person in people if person not in objects]

    def _bearer(self, person: Person) -> Person:
        """Return for "die Ministerin" the one minister whom the text names before."""
        if not person.role:
            return person
        noun = person.who.split()[-1].split("’")[-1].split("'")[-1]
        bearers = self._bearers.get(noun, set())
        if len(bearers) != 1:
            return person
        return next(
            (p for p in self._mentions if p.who in bearers and not p.role and p.at.start < person.at.start), person
        )

    def _speaks(self, person: Person) -> bool:
        return person.opens and self._naming.speaks.match(self._text, person.at.end) is not None

    def _sentence(self, at: int) -> int:
        """Return the number of the sentence at *at*, from 1."""
        return bisect_left(self._starts, at + 1)

    def _sex(self, person: Person) -> str:
        told = self._sexes.get(person.who, set())
        return person.sex or (next(iter(told)) if len(told) == 1 else "")

    def _who(self, name: Span) -> str:
        fuller = self.forms.get(name.of(self._text))
        return (fuller or name).of(self._text)

    def _openings(self) -> list[Person]:
        """Return who opens a sentence."""
        found = []
        for sentence in self._sentences:
            spokesman = self._naming.spokesman_at(self._text, *sentence)
            if spokesman:
                found.append(self._unnamed(spokesman, True, True))
                continue
            name = self._naming.name_at(self._text, *sentence, self.forms)
            before = self._text[sentence.start : name.start] if name else ""
            if name and before and not self._naming.nouns and not self._naming.acts.match(self._text, name.end):
                continue  # "Le maire salue Anne Roy."
            if name and (before or self._is_name(name)):
                found.append(self._person(Span(sentence.start, name.end), name, before, True))
            elif name and not self._text.startswith(",", name.end) and self._naming.acts.match(self._text, name.end):
                found.append(Person(name, name, name.of(self._text), "", False, True, False))
        return found

    def _named(self) -> list[Person]:
        found = []
        for run, name in self._found:
            if self._is_name(name):
                before = self._naming.before(self._text, run, name)
                found.append(self._person(Span(run.start, name.end), name, before, False))
        return found

    def _is_name(self, name: Span) -> bool:
        words = name.of(self._text)
        return " " in words or words in self.forms or bool(sex_of(words))

    def _person(self, at: Span, name: Span, before: str, opens: bool) -> Person:
        given = (self.forms.get(name.of(self._text)) or name).of(self._text).split()[0]
        sex = self._naming.sex(before, given)
        sure = bool(sex) or self._naming.has_office(before)
        who = self._who(name)
        for word in before.split():
            if self._naming.has_office(word):
                self._bearers.setdefault(word.lower(), set()).add(who)
        return Person(at, name, who, sex, sure, opens, False)

    def _unnamed(self, at: Span, sure: bool, opens: bool) -> Person:
        words = at.of(self._text)
        sex = self._naming.sex(" ".join(words.split()[:2]), "")
        return Person(at, at, words.lower(), sex, sure, opens, True)

    def _roles(self) -> list[Person]:
        found = []
        openings = frozenset(self._starts)
        for match in self._naming.role.finditer(self._text):
            span = Span(*match.span())
            whole = self._naming.owner.match(self._text, span.end) is None
            found.append(self._unnamed(span, whole, span.start in openings))
        maybe = (match.span() for match in self._naming.somebody.finditer(self._text))
        return found + [self._unnamed(Span(*span), False, True) for span in maybe if span[0] in openings]
