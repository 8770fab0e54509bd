"""Topics in languages other than English: names, and nouns that come back, by a language's own tables."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log

from briefings.entry import Topic
from briefings.languages.lexis import Lexis
from briefings.languages.naming import Naming
from briefings.spans import Span

AT_MOST = 12
_CAPITAL = re.compile(r"(?<![\w'’-])[^\W\d_a-zà-öø-ÿ][\w-]*[^\W_]")
_FEWEST = 2  # times that a common noun must stand in the text
_SHORTEST = 4  # characters of a common noun


def find_topics(text: str, sentences: Sequence[Span], title: str, lexis: Lexis, naming: Naming) -> tuple[Topic, ...]:
    """Return the topics of *text*, best first, at most AT_MOST; ``spans`` are the places that mention one."""
    odd = {index for index, sentence in enumerate(sentences) if lexis.odd.search(sentence.of(text)[:400])}
    names = _names(text, sentences, lexis, naming)
    taken = {word for key in names for word in key.split()}
    nouns = {key: spans for key, spans in _nouns(text, sentences, lexis, taken).items() if len(spans) >= _FEWEST}
    titled = {lexis.stem(word) for word in re.findall(r"[^\W\d_]+", title)}
    scored = []
    for worth, group in ((1.0, names), (0.7, nouns)):
        for key, every in group.items():
            spans = [span for span in every if _index(sentences, span) not in odd]
            if not spans:
                continue
            early = 1 / (1 + _index(sentences, spans[0]) / 4)
            told = 1.5 if titled.issuperset(key.split()) else 1.0
            scored.append((worth * told * (early + log(1 + len(spans))), spans))
    scored.sort(key=lambda each: (-each[0], each[1][0]))
    return tuple(
        Topic(_label(text, spans), round(1 - 1 / (1 + score), 4), tuple(spans)) for score, spans in scored[:AT_MOST]
    )


def _names(text: str, sentences: Sequence[Span], lexis: Lexis, naming: Naming) -> dict[str, list[Span]]:
    """Return the names of several words, with the places of their last words alone, and single names of no noun."""
    found: dict[str, list[Span]] = {}
    single: dict[str, list[Span]] = {}
    openings = {_first_letter(text, sentence) for sentence in sentences}
    for name in naming.names(text):
        words = name.of(text).split()
        if len(words) > 1 and not (name.start in openings and words[0].lower() in lexis.small):
            found.setdefault(" ".join(map(lexis.stem, words)), []).append(name)
        elif len(words) == 1 and (name.start not in openings or words[0].isupper()):
            single.setdefault(lexis.stem(words[0]), []).append(name)
    lasts: dict[str, list[str]] = {}
    for key in found:
        lasts.setdefault(key.split()[-1], []).append(key)
    for key, spans in single.items():
        owners = lasts.get(key, [])
        if len(owners) == 1:
            found[owners[0]] = sorted([*found[owners[0]], *spans])
        elif lexis.noun is not None and not owners and key not in lexis.dull:
            found[key] = spans
    return found


def _nouns(text: str, sentences: Sequence[Span], lexis: Lexis, taken: set[str]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in _common(text, sentences, lexis):
        word = span.of(text)
        key = lexis.stem(word)
        if len(word) >= _SHORTEST and not {key, word.lower()} & (lexis.dull | lexis.small | taken):
            found.setdefault(key, []).append(span)
    return found


def _common(text: str, sentences: Sequence[Span], lexis: Lexis) -> Iterator[Span]:
    """Yield the common nouns: those that the language's pattern finds, or the words with capitals."""
    if lexis.noun is not None:
        for match in lexis.noun.finditer(text):
            yield Span(*match.span("noun"))
        return
    for match in _CAPITAL.finditer(text):
        yield Span(*match.span())


def _label(text: str, spans: Sequence[Span]) -> str:
    """Return the fullest form, the first of its length."""
    return max(spans, key=lambda span: (len(span.of(text).split()), -span.start)).of(text)


def _index(sentences: Sequence[Span], span: Span) -> int:
    return max(0, bisect_right(sentences, (span.start, 1 << 62)) - 1)


def _first_letter(text: str, sentence: Span) -> int:
    at = sentence.start
    while at < sentence.end and not text[at].isalnum():
        at += 1
    return at
