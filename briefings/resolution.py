"""Whom a mention means: short names traced to full ones, pronouns to the person before them."""

from dataclasses import dataclass

from briefings.entry import Grade
from briefings.mentions import Mention
from briefings.names import Name, Names, read_name
from briefings.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS
from briefings.scenes import Page, Scene
from briefings.spans import Span

_LOOK_BACK = 6  # paragraphs
_COMMON = PERSON_NOUNS | PAPER_NOUNS | BODY_NOUNS


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a mention means: a slice of the article, how it was found, and what is known to match pronouns."""

    span: Span
    grade: Grade
    name: Name | None
    sex: str
    thing: bool


class Resolver:
    """Traces the mentions of one article, in text order."""

    def __init__(self, page: Page, names: Names) -> None:
        """Take the article's *page* and its *names*."""
        self._text = page.text
        self._names = names
        self._scene = page.scene
        self._last: dict[str, tuple[int, Speaker]] = {}

    def resolve(self, mention: Mention, paragraph: int) -> Speaker | None:
        """Return whom *mention* (in *paragraph*) means; none for a pronoun whose person is not found."""
        if mention.kind == "P":
            return self._pronoun(mention, paragraph)
        speaker = self._named(mention) if mention.kind == "N" else self._role(mention)
        if speaker is not None:
            self._last[speaker.sex or ("thing" if speaker.thing else "?")] = (paragraph, speaker)
        return speaker

    def _named(self, mention: Mention) -> Speaker | None:
        span = mention.span()
        name = read_name(self._text, span.start, span.end)
        if name is None:
            return Speaker(span, Grade.ROLE, None, "", False)
        if name.words[-1] in _COMMON:
            return self._role(mention)
        full = self._names.fullest(name)
        grade = Grade.NAMED if full.words == name.words else Grade.RESOLVED
        shown = name.span if grade is Grade.NAMED else full.span
        return Speaker(shown, grade, name, self._names.sex(name), False)

    def _role(self, mention: Mention) -> Speaker:
        word = mention.word
        sex = "f" if word.endswith("woman") else "m" if word.endswith("man") else ""
        return Speaker(full_phrase(self._text, mention), Grade.ROLE, None, sex, word in PAPER_NOUNS | BODY_NOUNS)

    def _pronoun(self, mention: Mention, paragraph: int) -> Speaker | None:
        word = mention.word
        if word not in {"he", "she", "it", "they", "who"}:
            return None
        best: tuple[float, Speaker] | None = None
        distance = 0.0
        for back in range(_LOOK_BACK):
            scene = self._scene(paragraph - back)
            if scene is None:
                continue
            here = back == 0
            at = scene.sentence[mention.head] if here and mention.head < len(scene.sentence) else 10**9
            for other in reversed(scene.mentions):
                if here and other.head >= mention.first:
                    continue
                if other.kind == "P":
                    continue
                far = (at - scene.sentence[other.head]) if here else distance + scene.sentence[-1] - scene.sentence[other.head]
                speaker = self._fitting(other, word)
                if speaker is None:
                    continue
                score = _salience(scene, other) - far - (1.5 if other.kind == "N" and not speaker.sex else 0.0)
                if best is None or score > best[0]:
                    best = score, speaker
            distance += 1 + (at if here else scene.sentence[-1] if scene.sentence else 0)
            if best is not None and best[0] > 1 - distance:
                break
        if best is None:
            return None
        found = best[1]
        return Speaker(found.span, Grade.RESOLVED, found.name, found.sex, found.thing)

    def _fitting(self, other: Mention, word: str) -> Speaker | None:
        speaker = self._named(other) if other.kind == "N" else self._role(other) if other.kind == "D" else None
        if speaker is None:
            return None
        if word == "it":
            return speaker if speaker.thing or (other.kind == "N" and not speaker.sex and "law" in other.word) else None
        person = other.kind == "N" or other.word in PERSON_NOUNS
        if not person:
            return None
        if word == "he":
            return speaker if speaker.sex != "f" else None
        if word == "she":
            return speaker if speaker.sex != "m" else None
        return speaker


def _salience(scene: Scene, mention: Mention) -> float:
    kinds = scene.row.kinds
    following = kinds[mention.head + 1 : mention.head + 2]
    score = 0.0
    if mention.first == 0 or kinds[mention.first - 1] in ".Q,":
        score += 0.5
    if following and following in "VvUbrd":
        score += 1.0
    if mention.first and kinds[mention.first - 1] in "pV":
        score -= 0.7
    return score


def full_phrase(text: str, mention: Mention) -> Span:
    """Return the noun phrase of *mention* with the phrases that belong to it ("for the Embassy in Australia")."""
    row = mention.row
    kinds = row.kinds
    head = mention.head
    first = mention.first
    if text[row.starts[head + 1] : row.ends[head + 1]].isdigit() if head + 1 < len(kinds) else False:
        head += 1
    while head + 1 < len(kinds) and kinds[head + 1] == "p" and text[row.starts[head + 1] : row.ends[head + 1]] in {
        "of", "for", "at", "with", "from", "in", "to",
    }:  # fmt: skip
        stop = head + 2
        while stop < len(kinds) and kinds[stop] in "DGwnovN":
            stop += 1
        if stop == head + 2:
            break
        head = stop - 1
        while kinds[head] == "v":
            head -= 1
    return row.span(first, head)
