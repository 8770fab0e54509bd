"""People in a language's words: where a name stands at a verb of saying, without offices and titles before it."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from briefings.languages.given_names import sex_of
from briefings.spans import Span

_LOOK = 160  # characters in which a noun phrase must end
_AFTER_ASIDE = ("", ",", ".", ";", ":", "\n")
_MOST_WORDS = 5  # of a name
_WORD = r"[^\W\d_a-zà-öø-ÿ][\w'’]*(?:-[\w'’]+)*"
_INITIAL = r"(?:[^\W\d_a-zà-öø-ÿ]|Dr|Prof|St)\."


class Naming(NamedTuple):
    """How a language names people.

    ``opening`` matches what may stand before the capitals: article, adjectives, offices in small letters;
    ``office`` a word that is an office or title; ``spokesman`` a whole phrase of one who speaks for another;
    ``particles`` may stand inside a name; ``never`` are words that no name has. After a ``gendered`` title a
    single name is traced to no fuller one: it may be the husband's or the wife's.
    """

    opening: re.Pattern[str]
    office: re.Pattern[str]
    spokesman: re.Pattern[str]
    particles: str
    never: frozenset[str]
    both: str  # "and" between two people
    gendered: tuple[str, ...]  # titles of a man or a woman
    post: re.Pattern[str]  # an office or a title anywhere in a phrase
    role: re.Pattern[str]  # somebody without a name: "die Ministerin"
    somebody: re.Pattern[str]  # what opens a sentence and may be a person, by words that are in no table: "Sein Freund"
    possessive: re.Pattern[str]  # "sein", "ihr" before somebody
    acts: re.Pattern[str]  # what follows a lone word that opens a sentence and may be a name
    owner: re.Pattern[str]  # what follows a role that is not told whole
    occupation: re.Pattern[str]  # a word that is no part of the full name after it: "Torjäger Jan Berg"
    plain: re.Pattern[str]  # a lone word that is no name without an article either
    oblique: re.Pattern[str]  # a phrase that is no subject: "der Ministerin"
    nouns: bool  # whether nouns have capitals
    determiner: re.Pattern[str]  # what stands before a noun, up to it
    relative: re.Pattern[str]  # somebody of somebody without a name: "der Vater des Kindes"
    others: re.Pattern[str]  # inside a phrase, somebody whose name the apposition may be: "die Mutter des Fahrers, "
    thing_done_to: re.Pattern[str]  # a role that is no subject: "den Trainer"
    subject: re.Pattern[str]  # a pronoun that is the subject of its sentence
    article: re.Pattern[str]  # an article, or a title, at the end of what stands before a name
    woman: re.Pattern[str]  # words before a name, or of a role, that tell a woman
    man: re.Pattern[str]
    body: re.Pattern[str]  # a word of a name that is no person's
    speaks: re.Pattern[str]  # what follows a subject that speaks

    def name_at(self, text: str, start: int, end: int, known: Container[str] = ()) -> Span | None:
        """Return the name of the one person whom the noun phrase at *start* names, looking no further than *end*.

        *known* are last names that the text has: they are names though they look like offices ("Koch").
        """
        end = min(end, start + _LOOK)
        opening = self.opening.match(text, start, end)
        first = opening.end() if opening else start
        run = self._run().match(text, first, end)
        if run is None or self._goes_on(text, run.end(), end):
            return None
        if opening and ", " in opening[0]:
            return self._apposed(text, opening[0], Span(*run.span()))
        if opening:
            return self._after_article(text, opening, Span(*run.span()))
        word = run[0]
        if " " not in word and not self._never(word, 0) and (word in known or not self.plain.fullmatch(word)):
            return Span(*run.span())
        return self.person(text, Span(*run.span()))

    def _apposed(self, text: str, phrase: str, run: Span) -> Span | None:
        """Return the name after "Der Intendant der Oper, "; none where it may be that of somebody in the phrase."""
        name = self.person(text, run)
        if name is None or text[run.end : run.end + 1] not in _AFTER_ASIDE:
            return None
        if self.relative.match(phrase):
            return None  # "die Mutter des Fahrers, Jan Berg": his or hers
        head, _, rest = phrase.partition(", ")[0].partition(" ")
        sexes = {self.sex(f"{head} {rest.split(' ')[0]} ", ""), sex_of(name.of(text).split(" ")[0])} - {""}
        return name if len(sexes) < 2 and not self.others.search(rest) else None

    def _after_article(self, text: str, opening: re.Match[str], run: Span) -> Span | None:
        """Return the name after an article and an occupation: "die Bezirksleiterin Anna Berg"."""
        if self.oblique.match(text, opening.start(), run.end):
            return None
        name = self.person(text, run)
        if name is None or name.start > run.start or not self.nouns:
            return name
        words = run.of(text).split(" ")
        if len(words) < 3 or words[-1].endswith("s"):
            return None  # "der Onkel Jan Bergs"
        return self.person(text, Span(run.start + len(words[0]) + 1, run.end))

    def _without_noun(self, text: str, run: Span, name: Span) -> Span | None:
        """Return *name* without the noun of an article before it: "einen Strauß Rosen" names nobody."""
        if (
            not self.nouns
            or name.start > run.start
            or not self.determiner.search(text, max(0, run.start - 40), run.start)
        ):
            return name
        _, space, rest = name.of(text).partition(" ")
        return self.person(text, Span(name.end - len(rest), name.end)) if space else None

    def spokesman_at(self, text: str, start: int, end: int) -> Span | None:
        """Return the phrase of one who speaks for another, where it stands at *start*."""
        match = self.spokesman.match(text, start, min(end, start + _LOOK))
        return Span(*match.span()) if match else None

    def bare(self, text: str, run: Span) -> Span | None:
        """Return the name in a run of capitals, without the offices before it; None where it may be none."""
        words = [Span(run.start + m.start(), run.start + m.end()) for m in re.finditer(r"\S+", run.of(text))]
        offices = [
            index
            for index, word in enumerate(words[:-1])
            if self.office.fullmatch(word.of(text)) and not (index and self._is_particle(words[index + 1].of(text)))
        ]
        words = words[offices[-1] + 1 :] if offices else words
        if (
            not words
            or len(words) > _MOST_WORDS
            or any(self._never(word.of(text), at) for at, word in enumerate(words))
        ):
            return None
        last = words[-1].of(text)
        if self.office.fullmatch(last) and (len(words) != 2 or words[0].of(text).endswith("s")):
            return None  # an office, or "Merkels Sprecher"
        return Span(words[0].start, words[-1].end)

    def person(self, text: str, run: Span) -> Span | None:
        """Return the name in a run of capitals, without the occupations before it either ("Torjäger Jan Berg")."""
        name = self.bare(text, run)
        while name:
            first, *rest = name.of(text).split(" ")
            if len(rest) < 2 or sex_of(first) or not self.occupation.fullmatch(first):
                break
            name = Span(name.start + len(first) + 1, name.end)
        return name

    def runs(self, text: str) -> Iterator[Span]:
        """Yield the stretches of words with capitals, in order."""
        for match in self._run().finditer(text):
            yield Span(*match.span())

    def names(self, text: str) -> Iterator[Span]:
        """Yield the names in *text*, without the small words that open a sentence before them."""
        for run in self.runs(text):
            at = run.start
            for match in re.finditer(r"\S+", run.of(text)):
                if not self._never(match.group(), 0):
                    at = run.start + match.start()
                    break
            name = self.bare(text, Span(at, run.end))
            if name:
                yield name

    def people(self, text: str) -> Iterator[tuple[Span, Span]]:
        """Yield the runs of capitals that may name a person, each with the name."""
        for run in self.runs(text):
            at = run.start
            for match in re.finditer(r"\S+", run.of(text)):
                if not self._never(match.group(), 0):
                    at = run.start + match.start()
                    break
            name = self.person(text, Span(at, run.end))
            name = self._without_noun(text, run, name) if name else None
            if name and not self.body.search(name.of(text)):
                yield run, name

    def fuller_forms(self, text: str, people: Iterable[Span]) -> dict[str, Span]:
        """Return for each last or first name the one fuller name of *people*; none where it has several."""
        found: dict[str, dict[str, Span]] = {}
        for name in people:
            words = name.of(text).split()
            if len(words) > 1:
                found.setdefault(words[-1], {}).setdefault(name.of(text), name)
                found.setdefault(words[0], {}).setdefault(name.of(text), name)
        return {short: next(iter(names.values())) for short, names in found.items() if len(names) == 1}

    def sex(self, before: str, given: str) -> str:
        """Return "m", "f" or nothing as the words before a name and the given name tell."""
        if self.woman.search(before):
            return "f"
        return "m" if self.man.search(before) else sex_of(given)

    def has_office(self, before: str) -> bool:
        """Tell whether the words before a name hold an office or a title: only people have one."""
        return self.post.search(before) is not None

    def before(self, text: str, run: Span, name: Span) -> str:
        """Return what stands before *name* and belongs to it: an office in its *run*, article or title before that."""
        words = text[run.start : name.start].split()
        others = [index for index, word in enumerate(words) if self._is_particle(word)]
        if others:
            return " ".join(words[others[-1] + 1 :])  # "die Mannschaft von Trainer Jan Berg"
        found = self.article.search(text, max(0, run.start - 40), run.start)
        return (found[0] if found else "") + text[run.start : name.start]

    def _never(self, word: str, at: int) -> bool:
        """Tell whether no name has *word* as its part number *at* (from 0)."""
        lower = word.lower().replace("’", "'").rstrip(".")
        if lower.split("'")[0] in self.never and "'" in lower:
            return True  # "C'est"
        return lower in self.never and not (at and self._is_particle(lower))

    def _is_particle(self, word: str) -> bool:
        return word.lower() in re.split(r"[| ]", self.particles)

    def _run(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{_INITIAL}|{_WORD})(?: (?:(?:{self.particles}) )?(?:{_INITIAL}|{_WORD}))*")

    def _goes_on(self, text: str, at: int, end: int) -> bool:
        """Tell whether a second person, or the rest of an inflected phrase, follows: then nobody is sure."""
        return re.compile(rf"(?:[-’'/]| {self.both} [^\W\d_])").match(text, at, end) is not None
