"""A summary of what an article says on one topic: the sentences that speak of it, and those they need beside them."""

from collections.abc import Collection, Iterable, Sequence
from itertools import compress

from briefings.spans import Span
from briefings.summarising.companions import companions
from briefings.summarising.furniture import furniture
from briefings.summarising.salience import facts
from briefings.summary import ordered
from briefings.topics import topic_key
from briefings.words import content, fold, tokens


def places_of(text: str, sentences: Sequence[Span], topic: str, mentions: Iterable[Span] = ()) -> frozenset[int]:
    """Return the indexes of the sentences on *topic*.

    They hold one of its *mentions*, or its words one after the other in any inflection and case; where there is none
    of either, all of its words that carry a meaning.
    """
    known = list(mentions)
    forms, starts = tokens(text)
    folded = list(map(fold, forms))
    for phrase in {tuple(map(fold, tokens(topic)[0])), tuple(topic_key(topic).split())}:
        known += [Span(starts[at], starts[at] + 1) for at in _found(folded, phrase)]
    found = _holding(sentences, sorted(known))
    telling = frozenset(filter(None, map(content, tokens(topic)[0])))
    if found or not telling:
        return found
    words = [frozenset(map(fold, tokens(span.of(text))[0])) for span in sentences]
    return frozenset(index for index, own in enumerate(words) if telling <= own)


def steered_order(text: str, sentences: Sequence[Span], places: Collection[int]) -> tuple[tuple[int, ...], ...]:
    """Return the steps of a summary (as ``summary_order`` does) of the sentences at *places*; none that hangs."""
    left_out = furniture(text, sentences)
    groups = companions(text, sentences, left_out)
    about = list(compress(groups, [index in places for index in range(len(groups))]))
    return tuple(ordered(facts(text, sentences, left_out), about))


def _found(words: Sequence[str], phrase: Sequence[str]) -> Iterable[int]:
    """Return where the words of *phrase* stand one after the other."""
    if not phrase:
        return []
    firsts = [at for at, word in enumerate(words) if word == phrase[0]]
    return [at for at in firsts if tuple(words[at : at + len(phrase)]) == tuple(phrase)]


def _holding(sentences: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """Return the indexes of the sentences that hold one of *spans*; both are in order."""
    found = set()
    index = 0
    for span in spans:
        while index < len(sentences) and sentences[index].end <= span.start:
            index += 1
        if index < len(sentences) and sentences[index].start <= span.start:
            found.add(index)
    return frozenset(found)
