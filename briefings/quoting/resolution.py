"""Whom a mention means: short names traced to full ones, pronouns to the person before them.

A pronoun goes to the best antecedent of the sentences before it: near, a subject, a speaker, of the right sex and
number (the salience factors of Lappin and Leass 1994, in short). Nobody fitting means nobody is named.
"""

from collections.abc import Iterator
from typing import NamedTuple

from briefings.entry import Grade
from briefings.quoting.forms import Name, read_name
from briefings.quoting.mentions import Mention
from briefings.quoting.noun_phrases import apposed, as_role, full_phrase
from briefings.quoting.rivals import leads
from briefings.quoting.salience import belongs_to, can_be, owner, owner_next, salience
from briefings.quoting.saying import (
    BODY_NOUNS,
    FEMALE_NOUNS,
    MALE_NOUNS,
    PAPER_NOUNS,
    PERSON_NOUNS,
)
from briefings.quoting.scenes import Page, Scene
from briefings.spans import Span

_LOOK_BACK = 8  # paragraphs
_MOST = 40  # antecedents weighed in one paragraph; keeps the work linear
_COMMON = PERSON_NOUNS | PAPER_NOUNS | BODY_NOUNS
_LEAST = -2.8  # below this an antecedent is a guess
_SEXES = {"he": "m", "she": "f"}
_ANYBODY = frozenset("man woman boy girl".split())  # "the woman Carl Holm met"
_HARDLY = -1.7
_UNLIKELY = -2.7  # a lone name that nobody calls a person, or a body
_PERHAPS = -0.4  # a subject of two words can be a firm as well
_OTHERS = {"she": "her", "he": "his"}  # "her rival" is hardly "she"


class Speaker(NamedTuple):
    """Who a mention means: a slice of the article, how it was found, and what is known to match pronouns."""

    span: Span
    grade: Grade
    name: Name | None
    sex: str
    noun: str


class Resolver:
    """Traces the mentions of one article, in text order."""

    def __init__(self, page: Page) -> None:
        """Take the article's *page*."""
        self._text = page.text
        self._names = page.names
        self._scene = page.scene
        self._last: tuple[int, Speaker] | None = None
        self._known: dict[Span, Speaker | None] = {}
        self._bearers: dict[tuple[tuple[str, ...], str, str], tuple[Name, str]] = {}

    def resolve(self, mention: Mention, paragraph: int) -> Speaker | None:
        """Return whom *mention* (in *paragraph*) means; none for a pronoun whose person is not found."""
        span = mention.span()
        if span in self._known:
            speaker = self._known[span]
        else:
            speaker = self._pronoun(mention, paragraph) if mention.kind in "PH" else self._plain(mention)
            if speaker is not None and speaker.grade is Grade.ROLE:
                speaker = self._called(mention, paragraph) or speaker
            self._known[span] = speaker
        if speaker is not None:
            self._last = paragraph, speaker
        return speaker

    def _plain(self, mention: Mention, sex: str = "") -> Speaker:
        """Return the speaker that a name or a noun phrase means by itself; *sex* tells bearers of one name apart."""
        mention = as_role(mention)
        span = mention.span()
        if mention.kind == "D":
            return self._role(mention)
        name = read_name(self._text, span.start, span.end)
        if name is None or (len(name.form.words) == 1 and name.form.words[0] in _COMMON):
            return self._role(mention)
        full, told = self._bearer(name, sex)
        told = told or _sex_of_kin(mention)
        grade = Grade.NAMED if full.form.words == name.form.words else Grade.RESOLVED
        return Speaker(name.span if grade is Grade.NAMED else full.span, grade, full, told, "")

    def _bearer(self, name: Name, sex: str) -> tuple[Name, str]:
        """Return the fullest form of *name* and its sex; looked up once for every form."""
        wanted = sex or name.form.sex
        key = (name.form.words, wanted, name.form.title)
        known = self._bearers.get(key)
        if known is None:
            known = self._bearers[key] = self._names.fullest(name, wanted), self._names.sex(name, wanted)
        return known

    def _role(self, mention: Mention) -> Speaker:
        word = mention.word
        return self._apposed(mention) or Speaker(full_phrase(mention), Grade.ROLE, None, _sex_of_noun(word), word)

    def _called(self, mention: Mention, paragraph: int) -> Speaker | None:
        """Return whom "the senator" means: the one senator by name, where the last person named is that one."""
        holder = self._names.holder(mention.word) if mention.span().of(self._text)[:4].lower() == "the " else None
        if holder is None or full_phrase(mention) != mention.span():
            return None
        for other, _, _ in self._antecedents(mention, paragraph):
            last = self._plain(other) if other.kind in "NG" else None
            if last is not None and last.name is not None and not last.name.is_body():
                same = last.name.form.words == holder.form.words
                return Speaker(holder.span, Grade.RESOLVED, last.name, last.sex, "") if same else None
        return None

    def _apposed(self, mention: Mention) -> Speaker | None:
        """Return the one named right after a role: "the mayor of the town, Anna Berg, said"."""
        place = apposed(self._text, mention)
        name = None if place is None else read_name(self._text, mention.row.starts[place], mention.row.ends[place])
        if name is None or name.is_body():
            return None
        full, told = self._bearer(name, "")
        return Speaker(full.span, Grade.RESOLVED, full, told or _sex_of_noun(mention.word), "")

    def _pronoun(self, mention: Mention, paragraph: int) -> Speaker | None:
        word = mention.word
        if word not in {"he", "she", "it", "they", "who"}:
            return None
        if word == "who":
            return self._before_who(mention, paragraph)
        best: Speaker | None = None
        top = _LEAST
        chosen: tuple[Scene, Mention] | None = None
        led = False  # whether somebody who fits leads a sentence of the paragraph: no one above it is meant
        spared = 0.0  # sentences bridged by the same pronoun: "he said … he said" is one man
        for other, scene, distance in self._antecedents(mention, paragraph):
            far = 0.9 * (distance - spared)
            if best is not None and (top > 2.2 - far or (led and scene.row is not mention.row)):
                break
            if other.kind == "P":
                if other.word != word:
                    continue
                known = self._known.get(other.span())
                if known is not None and 1.2 - far > top:
                    best, top, chosen = known, 1.2 - far, None
                if distance - spared > 0.4:
                    spared = distance - 0.4
                continue
            other = as_role(other) if other.kind == "D" else other
            stands_out = salience(scene, other)
            if (other.kind == "D" and not can_be(other.word, word)) or stands_out - far + 1.0 <= top:
                continue
            here = scene.row is mention.row
            speaker = self._plain(other, _SEXES.get(word, ""))
            fit = _fit(speaker, scene, other, word, here and distance <= 2 and stands_out >= 0.9)
            if fit is None:
                continue
            led = led or (here and other.kind == "N" and not speaker.noun and fit > -1 and leads(scene, other))
            score = fit + stands_out - far + self._spoke_last(speaker, paragraph)
            if score > top:
                best, top, chosen = speaker, score, (scene, other)
        if best is None or (chosen is not None and self._contested(best, *chosen, word)):
            return None
        return Speaker(best.span, Grade.RESOLVED, best.name, best.sex, best.noun)

    def _contested(self, best: Speaker, scene: Scene, mention: Mention, word: str) -> bool:
        """Tell whether *mention*, of unknown sex, speaks to somebody known to be "he" or "she": Roe told Anna Berg."""
        if best.name is None or best.sex or word not in _SEXES or owner(scene, mention) == word:
            return False
        place = scene.first_after(mention.head)
        hearers = [other for other in scene.mentions[place : place + 1] if other.kind == "N"]
        spoken = scene.row.kinds[mention.head + 1 : mention.head + 2] in {"V", "U"}
        return spoken and any(o.first == mention.head + 2 and self._plain(o).sex == _SEXES[word] for o in hearers)

    def _antecedents(self, mention: Mention, paragraph: int) -> Iterator[tuple[Mention, Scene, int]]:
        """Yield the mentions before *mention*, nearest first, each with its distance in sentences."""
        passed = 0
        for back in range(_LOOK_BACK):
            scene = self._scene(paragraph - back)
            if scene is None or not scene.sentence:
                continue
            here = scene.row is mention.row
            at = scene.sentence[mention.head] if here else scene.sentence[-1]
            stop = scene.first_after(mention.first - 1) if here else len(scene.mentions)
            for other in reversed(scene.mentions[max(0, stop - _MOST) : stop]):
                if other.kind != "H":
                    yield other, scene, passed + at - scene.sentence[other.head]
            passed += at + 1

    def _before_who(self, mention: Mention, paragraph: int) -> Speaker | None:
        scene = self._scene(paragraph)
        if scene is None or scene.row is not mention.row:
            return None
        stop = scene.first_after(mention.head - 1)
        for other in reversed(scene.mentions[max(0, stop - 6) : stop]):
            if other.kind in "ND" and mention.head - other.head <= 12:
                speaker = self._plain(other)
                if speaker.name is not None or speaker.noun in PERSON_NOUNS:
                    return Speaker(speaker.span, Grade.RESOLVED, speaker.name, speaker.sex, speaker.noun)
        return None

    def _spoke_last(self, speaker: Speaker, paragraph: int) -> float:
        """Return what having spoken just before speaks for *speaker*."""
        if self._last is None or self._last[1].span != speaker.span:
            return 0.0
        return 1.0 if paragraph == self._last[0] else 0.5


def _fit(speaker: Speaker, scene: Scene, other: Mention, word: str, subject: bool) -> float | None:
    """Return how well *speaker* fits the pronoun *word*: none for not at all, 0 or less.

    *subject* tells that the mention *other* is the subject just before.
    """
    if speaker.noun and not can_be(speaker.noun, word):
        return None
    if speaker.sex and word in _SEXES and speaker.sex != _SEXES[word]:
        return None
    if other.kind == "D" and word in _OTHERS and belongs_to(other, _OTHERS[word]):
        return _HARDLY
    if speaker.noun:
        return -0.2 if word in _SEXES else 0.0
    if speaker.name is None or word == "they":
        return None
    alone = len(speaker.name.form.words) == 1
    if word == "it":
        return -1.5 if not speaker.sex and (alone or speaker.name.is_body()) else None
    if speaker.sex:
        return 0.0
    if subject and not speaker.name.is_body():
        return _fit_of_subject(speaker, scene, other, word)
    return _UNLIKELY if alone or speaker.name.is_body() else -0.9


def _fit_of_subject(speaker: Speaker, scene: Scene, other: Mention, word: str) -> float:
    """Return how well the subject just before fits, whose sex nobody tells: a lone name must be shown by "her"."""
    alone = speaker.name is not None and len(speaker.name.form.words) == 1
    if other.first and other.row.forms[other.first - 1].lower() == "the":
        return _UNLIKELY if alone else -0.9
    if belongs_to(other, _OTHERS[word]) or owner_next(scene, other) in _SEXES.keys() - {word}:
        return _HARDLY
    if owner(scene, other) == word or speaker.grade is Grade.RESOLVED:
        return 0.0
    return _UNLIKELY if alone else _PERHAPS


def _sex_of_kin(mention: Mention) -> str:
    """Return the sex that the noun before a name tells: "his wife Denise"."""
    place = mention.first - 1
    if place < 1 or mention.row.kinds[place] != "n" or mention.row.kinds[place - 1] not in "DGw":
        return ""
    noun = mention.row.forms[place]
    return "" if noun in _ANYBODY else _sex_of_noun(noun)


def _sex_of_noun(noun: str) -> str:
    return "f" if noun in FEMALE_NOUNS else "m" if noun in MALE_NOUNS else ""
