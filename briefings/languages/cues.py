"""Who said a passage in German or French: the name, spokesman or pronoun at a verb of saying beside it.

„…“, sagte X · X sagte: „…“ · X nannte das „…“ · « … », a déclaré X · selon X, « … » · « … », dit-elle. Words that the
sentence gives to somebody else ("X sagte, Y habe …") are nobody's.
"""

import re
from typing import NamedTuple

from briefings.languages.naming import Naming
from briefings.languages.persons import People
from briefings.quoting.marks import Passage
from briefings.spans import Span

_LOOK = 240  # characters before and after a passage in which a speaker is looked for


class Speech(NamedTuple):
    """How a language says who spoke; a pattern's group "cue" is the verb.

    ``inverted`` stands between a closing mark and the speaker, ``inverted_pronoun`` holds the pronoun ("who") itself;
    ``straight`` stands between a speaker who opens the sentence and an opening mark; ``part`` between a speaker and a
    few words of his, ``clause`` too where they begin with a small letter. ``late`` goes from the start of a sentence
    to a speaker who stands right before the colon; ``source`` before a speaker who opens the sentence as its source
    ("Selon X, « ... »"). ``before`` may open a sentence before its subject, ``aside`` may follow a name; ``pronoun``
    is a pronoun as subject, ``woman`` one for a woman. ``others`` are words after which a passage is somebody else's;
    ``denied`` ends where a passage begins that was not said; ``told`` after a passage tells that it was said.
    """

    naming: Naming
    inverted: re.Pattern[str]
    inverted_pronoun: re.Pattern[str]
    straight: re.Pattern[str]
    part: re.Pattern[str]
    clause: re.Pattern[str]
    late: re.Pattern[str]
    source: re.Pattern[str]
    before: re.Pattern[str]
    aside: re.Pattern[str]
    pronoun: re.Pattern[str]
    woman: re.Pattern[str]
    others: re.Pattern[str]
    denied: re.Pattern[str]
    another: re.Pattern[str]  # after a speaker, words after which another may speak
    titled: re.Pattern[str]  # how the title of a work begins, and no few words of somebody
    told: re.Pattern[str]


class Said(NamedTuple):
    """Who said a passage: whom to show, the words beside the passage that mean him, the verb; a role has no name."""

    speaker: Span
    mention: Span
    cue: Span
    role: bool


class Cues:
    """Finds who said the passages of one text."""

    def __init__(self, text: str, blocks: list[Span], speech: Speech, people: People) -> None:
        """Take the *blocks* (paragraphs) and the *people* of *text*."""
        self._text = text
        self._blocks = blocks
        self._speech = speech
        self._people = people

    def after(self, passage: Passage, sentence: Span) -> Said | None:
        """Return who is meant right after the passage: „…“, sagte X."""
        text, start, end = self._text, passage.outer.end, min(len(self._text), passage.outer.end + _LOOK)
        line = text.find("\n", start, end)
        end = line if line >= 0 else end
        if self._is_another_s(sentence.start, passage.outer.start):
            return None
        cue = self._speech.inverted.match(text, start, end)
        said = self._named(cue.end(), end, Span(*cue.span("cue"))) if cue else None
        if said is not None:
            return said
        cue = self._speech.inverted_pronoun.match(text, start, end)
        return self._meant(cue, Span(*cue.span("cue")), passage) if cue else None

    def ahead(self, passage: Passage, sentence: Span) -> Said | None:
        """Return who is meant before the passage: X sagte: „…“; dazu sagte X: „…“; selon X, « … »."""
        start, end = sentence.start, passage.outer.start
        if not 0 < end - start <= _LOOK:
            return None
        late = self._speech.late.match(self._text, start, end)
        if late:
            return self._late(passage, late)
        source = self._speech.source.match(self._text, start, end)
        return self._source(passage, source) if source else self._subject(passage, start)

    def denied(self, passage: Passage, sentence: Span) -> bool:
        """Tell whether the sentence says that the passage was not said."""
        start = passage.outer.start
        return self._speech.denied.search(self._text, max(sentence.start, start - _LOOK), start) is not None

    def told(self, passage: Passage, sentence: Span) -> bool:
        """Tell whether the words beside the passage say that it was said, whoever by."""
        start, end = passage.outer
        if self._speech.told.match(self._text, end, end + _LOOK):
            return True
        first = max(sentence.start, start - _LOOK)
        return any(pattern.search(self._text, first, start) for pattern in self._between(passage))

    def keeps_speaking(self, pause: str) -> bool:
        """Tell whether nobody else comes to speak in *pause*, the rest of a sentence after its speaker."""
        return self._speech.another.search(pause) is None

    def _late(self, passage: Passage, late: re.Match[str]) -> Said | None:
        text, end = self._text, passage.outer.start
        cue = Span(*late.span("cue"))
        who = self._speech.pronoun.match(text, late.end(), end)
        if who:
            closes = text[who.end() : end].rstrip().endswith(":")
            return self._meant(who, cue, passage) if closes and not self._is_another_s(who.end(), end) else None
        said = self._named(late.end(), end, cue)
        return said if said and text[said.mention.end : end].strip() == ":" else None

    def _source(self, passage: Passage, source: re.Match[str]) -> Said | None:
        text, end = self._text, passage.outer.start
        cue = Span(*source.span("cue"))
        who = self._speech.pronoun.match(text, source.end(), end)
        said = self._meant(who, cue, passage) if who else self._named(source.end(), end, cue)
        if said is None or self._is_another_s(said.mention.end, end):
            return None
        rest = text[said.mention.end : end].strip()
        return said if rest == "," or (self._is_part(passage) and ":" not in rest) else None

    def _subject(self, passage: Passage, start: int) -> Said | None:
        text, end = self._text, passage.outer.start
        before = self._speech.before.match(text, start, end)
        start = before.end() if before else start
        who = self._speech.pronoun.match(text, start, end)
        said = None if who else self._named(start, end, Span(start, start))
        if who is None and said is None:
            return None
        stop = who.end() if who else said.mention.end if said else start
        aside = self._speech.aside.match(text, stop, end)
        if aside:
            stop = aside.end()
        elif said and text.startswith(", ", stop) and ", " in text[start : said.mention.start]:
            stop += 1  # the name itself is an aside
        for pattern in self._between(passage):
            cue = pattern.match(text, stop, end)
            if cue and not self._is_another_s(cue.end("cue"), end):
                span = Span(*cue.span("cue"))
                return said._replace(cue=span) if said else self._meant(who, span, passage) if who else None
        return None

    def _between(self, passage: Passage) -> tuple[re.Pattern[str], ...]:
        """Return the patterns of what may stand between a subject and the passage."""
        speech = self._speech
        if self._is_part(passage):
            return speech.straight, speech.part, speech.clause
        return (speech.straight,) if speech.titled.match(self._text, *passage.inner) else (speech.straight, speech.part)

    def _is_part(self, passage: Passage) -> bool:
        return self._text[passage.inner.start].islower()

    def _is_another_s(self, start: int, end: int) -> bool:
        return start < end and self._speech.others.search(self._text, max(start, end - _LOOK), end) is not None

    def _named(self, start: int, end: int, cue: Span) -> Said | None:
        naming = self._speech.naming
        role = naming.spokesman_at(self._text, start, end)
        if role:
            return Said(role, role, cue, True)
        name = naming.name_at(self._text, start, end, self._people.forms)
        if name is None:
            return None
        titled = self._text[max(0, name.start - 10) : name.start].rstrip().endswith(naming.gendered)
        fuller = None if titled else self._people.forms.get(name.of(self._text))
        return Said(fuller or name, name, cue, False)

    def _meant(self, who: re.Match[str], cue: Span, passage: Passage) -> Said | None:
        """Return the one whom the pronoun *who* means."""
        mention = Span(*who.span("who"))
        sex = "f" if self._speech.woman.fullmatch(mention.of(self._text)) else "m"
        at, block = min(mention.start, passage.outer.start), passage.paragraph
        if self._people.any(self._blocks[block].start, at):
            person = self._people.meant(self._blocks[block].start, at, sex)
        else:
            person = self._people.alone(self._blocks[block - 1], sex) if block else None
        if person is None:
            return None
        if person.role:
            return Said(person.shown, person.shown, cue, True)
        return Said(self._people.forms.get(person.shown.of(self._text)) or person.shown, mention, cue, False)
