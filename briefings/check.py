"""The check of a claim against articles: word for word, nearly, said by somebody else, or not here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefings.checking.claim import Claim
from briefings.checking.difference import Change, Difference, is_negation
from briefings.checking.likeness import Near, find_near, find_shortened
from briefings.checking.occurrence import find_exact
from briefings.checking.printed import Printed
from briefings.checking.wording import Wording
from briefings.entry import Grade, Quote
from briefings.people.person import holds_office, is_office, same_person
from briefings.spans import Span

_BESIDE = 300  # characters before and after a quote in which the words stand that say who spoke


class Verdict(StrEnum):
    """What became of a claim. Unconfirmed: the words are printed, but not who said them."""

    EXACT = "exact"
    NEAR = "near"
    OTHER_SPEAKER = "other speaker"
    UNCONFIRMED = "speaker unconfirmed"
    NOT_HERE = "not in the library"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: which article, which of its quotes hold (or else meet) them, who reports them (indexes).

    ``told`` says whether the article gives them to the speaker that is claimed; None where nobody is.
    """

    article: int
    spans: tuple[Span, ...]
    quotes: tuple[int, ...]
    reported: tuple[int, ...]
    near: Near | None = None
    told: bool | None = None
    quoted: bool = False  # all of it stands in quotes


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict with the places that bear it out, and those where others are said to have said the same words."""

    verdict: Verdict
    places: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()


def judge(claim: Claim, articles: Sequence[Printed]) -> Finding:
    """Return what these *articles* say to the *claim*."""
    speaker = claim.speaker
    places = _exact_places(claim.whole, articles)
    if len(claim.words) != len(claim.whole):
        if places:
            speaker = None  # printed together with the words that say who said it
        else:
            places = _exact_places(claim.words, articles)
    if not places:
        return _nearest(claim.words, claim, articles)
    places = [_asked_of(speaker, place, articles[place.article], claim.marked) for place in places]
    told = [place for place in places if place.told is not False]
    if not told:
        return _untold(speaker or "", places, articles)
    if speaker is not None and claim.rest:
        full = [place for place in told if all(_stands_by(run, place, articles[place.article]) for run in claim.rest)]
        if not full:
            return _with_rest(claim, told[0], articles)
        told = full
    return Finding(Verdict.EXACT, tuple(told), tuple(place for place in places if place.told is False and place.quotes))


def _untold(claimed: str, places: Sequence[Place], articles: Sequence[Printed]) -> Finding:
    """Return the finding on words that no article gives to the *claimed* speaker: to others, or to nobody at all."""
    unknown = [place for place in places if place.quotes and not _is_other(claimed, place, articles[place.article])]
    if unknown:
        return Finding(Verdict.UNCONFIRMED, tuple(unknown), tuple(place for place in places if place not in unknown))
    return Finding(Verdict.OTHER_SPEAKER, tuple(places))


def _is_other(claimed: str, place: Place, article: Printed) -> bool:
    """Tell whether a quote there has another speaker; one of whom no office is said can hold any that is claimed."""
    said = [quote for number in place.quotes if (quote := article.quotes[number]).speaker is not None]
    named = [quote for quote in said if quote.grade is not Grade.ROLE]
    if not is_office(claimed) or len(named) < len(said):
        return bool(said)
    return any(article.offices(article.called(quote)[0]) for quote in named)


def _stands_by(run: Wording, place: Place, article: Printed) -> bool:
    """Tell whether words of an attribution are the speaker's name or are printed beside the quote."""
    if any(map(is_negation, run.forms)):
        return False
    called = (name for number in place.quotes for name in article.called(article.quotes[number]))
    names = {form for name in called for form in Wording(name).forms}
    start, end = place.spans[0].start, place.spans[-1].end
    beside = [Span(max(0, start - _BESIDE), start), Span(end, min(len(article.text), end + _BESIDE))]
    return set(run.forms) <= names or bool(find_exact(Wording(article.text, beside), run))


def _with_rest(claim: Claim, told: Place, articles: Sequence[Printed]) -> Finding:
    """Return the finding on a quote that is exact in a sentence that is not: no word of the sentence goes unchecked."""
    finding = _nearest(claim.whole, claim, articles)
    if finding.verdict is Verdict.NEAR:
        return finding
    start, end = told.spans[0].start, told.spans[-1].end
    rest = " … ".join(run.span(0, len(run)).of(run.text) for run in claim.rest)
    added = Difference((Change.ADDED,), Span(end, end), rest)
    near = Near(Span(start, end), len(claim.words) / len(claim.whole), (added,))
    return Finding(Verdict.NEAR, (replace(told, near=near),))


def _exact_places(pasted: Wording, articles: Sequence[Printed]) -> list[Place]:
    """Return where the words stand as they are, in the text or in an utterance that the text parts."""
    places = []
    for index, article in enumerate(articles):
        found = find_exact(article.wording, pasted) or [
            spans for joined in _utterances(article) for spans in find_exact(joined, pasted) if len(spans) > 1
        ]
        places += [_place(index, article, spans) for spans in found]
    return places


def _utterances(article: Printed) -> list[Wording]:
    """Return the words of each utterance of several spans, joined."""
    spans: dict[int, list[Span]] = {}
    for quote in article.quotes:
        spans.setdefault(quote.utterance, []).append(quote.span)
    return [Wording(article.text, sorted(each)) for each in spans.values() if len(each) > 1]


def _place(index: int, article: Printed, spans: tuple[Span, ...], near: Near | None = None) -> Place:
    """Return the place of these spans, with the quotes and the reported speech they stand in."""
    meets = sorted({number for span in spans for number in article.quotes_at(span)})
    holds = [number for number in meets if any(article.quotes[number].span.holds(span) for span in spans)]
    told = sorted({number for span in spans for number in article.reported_at(span)})
    all_held = all(any(article.quotes[number].span.holds(span) for number in holds) for span in spans)
    return Place(index, spans, tuple(holds or meets), tuple(told), near, quoted=all_held)


def _asked_of(claimed: str | None, place: Place, article: Printed, marked: bool) -> Place:
    return place if claimed is None else replace(place, told=_told_by(claimed, place, article, marked))


def _told_by(claimed: str, place: Place, article: Printed, marked: bool) -> bool:
    """Tell whether the article gives the words to the *claimed* speaker; what is in marks must be quoted there."""
    if marked and not place.quoted and place.near is None:
        return False
    if any(_said_by(claimed, article, article.quotes[number]) for number in place.quotes):
        return True
    reported = [] if marked or place.quotes else [article.reported[number] for number in place.reported]
    names = ([each.speaker.of(article.text), each.mention.of(article.text)] for each in reported)
    return any(_means(claimed, each, article) for each in names)


def _said_by(claimed: str, article: Printed, quote: Quote) -> bool:
    """Tell whether the article names the speaker of *quote*, here or at another quote, so that *claimed* is meant."""
    return _means(claimed, article.called(quote), article)


def _means(claimed: str, called: Sequence[str], article: Printed) -> bool:
    """Tell whether *claimed* is one who is *called* so in the article, by a name or by an office."""
    name, *mentions = called or [""]
    return same_person(claimed, name, mentions) or (bool(name) and holds_office(claimed, article.offices(name)))


def _nearest(pasted: Wording, claim: Claim, articles: Sequence[Printed]) -> Finding:
    """Return the finding on words that stand nowhere as they are: the closest places, all of those equally close."""
    places = []
    for index, article in enumerate(articles):
        near = find_shortened(article.wording, claim.shortened) if claim.shortened else None
        near = near or find_near(article.wording, pasted, [quote.span for quote in article.quotes])
        if near:
            place = _place(index, article, (near.span,), near)
            places.append(_asked_of(claim.speaker, place, article, claim.marked))
    best = max((place.near.likeness for place in places if place.near), default=0.0)
    tied = tuple(place for place in places if place.near and place.near.likeness == best)
    return Finding(Verdict.NEAR if tied else Verdict.NOT_HERE, tied)
