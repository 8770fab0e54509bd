"""Verdicts: what is said of a passage that was looked for, and where it stands."""

from collections.abc import Sequence

from bot.catalogue import N_, _, counted, listed, ngettext
from bot.commands.allowance import Allowance, too_long
from bot.commands.shown import (
    PARTLY,
    acts_line,
    as_printed_in,
    ask,
    origin,
    quote_buttons,
    quote_card,
    quote_slice,
    searched,
    sentence_cite,
    sentence_line,
    slice_pieces,
    speaker_line,
    title_pieces,
    withheld,
)
from bot.desk import Desk
from bot.replies import Button, Card, Ink, Line, Piece, Reply, card, cite, ours, phrase, quiet, strong, words
from briefings.article import shorten
from briefings.check import Finding, Place, Verdict
from briefings.checking.claim import Claim
from briefings.checking.difference import Change, Difference
from briefings.library.passages import Candidate
from briefings.people.person import same_person
from briefings.spans import Span

_MOST_SHOWN = 10  # places
_MOST_DIFFERENCES = 8  # of a place
_CHANGES = {
    Change.NEGATION_MISSING: N_("negation missing"),
    Change.NEGATION_ADDED: N_("negation added"),
    Change.NUMBER: N_("number changed"),
    Change.NAME: N_("name changed"),
    Change.WORD: N_("wording changed"),
    Change.LEFT_OUT: N_("left out"),
    Change.ADDED: N_("not printed"),
    Change.MARKS: N_("punctuation differs"),
}


def answer(desk: Desk, claim: Claim, finding: Finding, found: Sequence[Candidate], allowance: Allowance) -> Reply:
    """Return the verdict, and each place with what differs and who said it, as far as *allowance* goes."""
    shown = finding.places[:_MOST_SHOWN]
    entries = list(dict.fromkeys(found[place.article].held.cite for place in finding.places))
    left = len(finding.places) - len(shown)
    unshown = counted("{n} more place not shown.", "{n} more places not shown.", left)
    more: list[Line] = [(quiet(unshown),)] if left else []
    return Reply(
        title=_title(claim, finding, found),
        lead=_lead(finding, entries),
        cards=tuple(_card(place, found[place.article], allowance) for place in shown),
        notes=(*more, *_notes(claim, finding, found)),
        buttons=_buttons(desk, shown, found),
    )


def added_by(desk: Desk, finding: Finding, found: Sequence[Candidate]) -> list[Line]:
    """Say of each entry that people added here who did so, and who changed it."""
    numbers = list(dict.fromkeys(found[place.article].held.number for place in finding.places[:_MOST_SHOWN]))
    done = desk.additions.acts(numbers, desk.asker.place)
    was = _("{cite} was {acts}")
    return [
        tuple(phrase(was, Ink.QUIET, cite=cite(f"A{each}"), acts=acts_line(done[each])))
        for each in numbers
        if each in done
    ]


def too_common(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> Reply:
    """Say that so few words stand in too many places to tell anything."""
    typed = " ".join(claim.words.text.split())
    entries = list(dict.fromkeys(found[place.article].held for place in finding.places))
    return Reply(
        title=(ours(_("Too common to check: “{words}”").format(words=typed)),),
        lead=counted(
            "in at least {places} of {n} entry",
            "in at least {places} of {n} entries",
            len(entries),
            places=counted("{n} place", "{n} places", len(finding.places)),
        ),
        cards=tuple(card([cite(held.cite), ours(" "), *title_pieces(held)]) for held in entries[:5]),
        notes=((ours(_("Paste more of the sentence.")),),),
        buttons=(ask(_("Search for it"), "search", text=typed), ask(_("In quotes"), "quotes", text=typed)),
    )


def not_here(desk: Desk, claim: Claim) -> Reply:
    """Say what was searched; nothing is filled in."""
    typed = shorten(" ".join(claim.words.text.split()), 200)
    speaker = (ask(_("What the speaker said"), "quotes", speaker=claim.speaker[:200]),) if claim.speaker else ()
    return Reply(
        title=not_here_title(claim.speaker),
        notes=(searched(desk.shelf.holdings()),),
        buttons=(ask(_("Search for it"), "search", text=typed), *speaker),
    )


def not_here_title(speaker: str | None) -> Line:
    """Return the sentence that gives this verdict."""
    said = _("{verdict}: no entry prints these words; none close to them were found")
    if speaker:
        said = _("{verdict}: no entry prints these words of {speaker}; none close to them were found")
    return tuple(phrase(said, verdict=strong(_("Not in the library")), speaker=ours(speaker or "")))


def _title(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> Line:
    first = finding.places[0]
    where = cite(found[first.article].held.cite)
    match finding.verdict:
        case Verdict.EXACT:
            return _judged(_("Exact"), _("{verdict}: word for word as printed in {cite}"), where)
        case Verdict.OTHER_SPEAKER:
            names = _names(finding.places, found)
            if any(same_person(claim.speaker or "", name) for name in names):
                partly = _("{verdict}: only some of these words are in quotation marks as printed in {cite}")
                return _judged(_("Not quoted in full"), partly, where)
            other = _("{verdict}: not {speaker}; in no quote of anybody, as printed in {cite}")
            if names:
                other = _("{verdict}: not {speaker}; said by {names}, as printed in {cite}")
            return _judged(_("Other speaker"), other, where, speaker=claim.speaker or "", names=listed(names))
        case Verdict.UNCONFIRMED:
            unconfirmed = _("{verdict}: nobody says that {speaker} said them")
            return _judged(_("Exact words, speaker not confirmed"), unconfirmed, where, speaker=claim.speaker or "")
    changes = _changes(first)
    if changes <= {Change.LEFT_OUT, Change.NEGATION_MISSING} and claim.shortened:
        return _judged(_("Shortened"), _("{verdict}: words are left out of what stands in {cite}"), where)
    near = _("{verdict}: not word for word; the closest passage, as printed in {cite}")
    return _judged(_("Near"), near, where)


def _judged(verdict: str, sentence: str, where: Piece, **names: str) -> Line:
    """Return the *sentence* that gives a verdict, which stands out in it."""
    others = {name: ours(value) for name, value in names.items()}
    return tuple(phrase(sentence, verdict=strong(verdict), cite=where, **others))


def _lead(finding: Finding, entries: Sequence[str]) -> str:
    near = finding.places[0].near
    if near is None:
        places = counted("{n} place", "{n} places", len(finding.places))
        same = ngettext("in {places}, {entries}", "the same words in {places}, {entries}", len(finding.places))
        return same.format(places=places, entries=counted("{n} entry", "{n} entries", len(entries)))
    changes = ", ".join(dict.fromkeys(_(_CHANGES[change]) for each in near.differences for change in each.changes))
    agree = _("{percent} % of the words agree").format(percent=int(near.likeness * 100))
    return changes if near.likeness == 1 else f"{changes} · {agree}"


def _changes(place: Place) -> set[Change]:
    return {change for each in (place.near.differences if place.near else ()) for change in each.changes}


def _names(places: Sequence[Place], found: Sequence[Candidate]) -> list[str]:
    """Return who is named as the speaker at these places, each once."""
    quotes = (found[place.article].quotes[number] for place in places for number in place.quotes)
    return list(dict.fromkeys(" ".join(quote.speaker.split()) for quote in quotes if quote.speaker))


def _card(place: Place, candidate: Candidate, allowance: Allowance) -> Card:
    """Return the article's own slice, who said it, where it comes from, and what differs."""
    quotes = [candidate.quotes[number] for number in place.quotes]
    if place.quoted and place.near is None:
        cards = [quote_card(quote, allowance.spend(quote.held, quote_slice(quote))) for quote in quotes]
        return card(*(line for each in cards for line in each.lines), origin(candidate.held))
    slices, whole = _slices(place, candidate, allowance)
    lines = [tuple(line) for line in slices]
    lines += [tuple(line) for line in _difference_lines(place, candidate)] if whole else []
    lines += dict.fromkeys(tuple(speaker_line(quote)) for quote in quotes)
    only = (quiet(_("Only what stands in quotation marks there is quoted.")),)
    lines += [only] if quotes and not place.quoted else []
    return card(*lines, *([] if quotes else [_outside(place, candidate)]), origin(candidate.held))


def _slices(place: Place, candidate: Candidate, allowance: Allowance) -> tuple[list[list[Piece]], bool]:
    """Return the sentences that hold the place, and whether all of them are shown.

    Its words stand out, in a near one those that differ.
    """
    held = candidate.held
    marks = [each.printed for each in place.near.differences] if place.near else list(place.spans)
    if not held.sentences:
        return [slice_pieces(held, span, marks) for span in place.spans], True
    first = held.sentence_at(place.spans[0])
    last = held.sentence_at(Span(place.spans[-1].end - 1, place.spans[-1].end))
    around = [held.sentences[first].start, place.spans[0].start, place.spans[-1].end, held.sentences[last].end]
    edges = held.article.text[around[0] : around[1]] + held.article.text[around[2] : around[3]]
    whole = place.near is None and not any(map(str.isalnum, edges))
    if too_long(held, Span(around[0], around[-1])):
        return [[*slice_pieces(held, Span(around[0], around[-1])), ours(" "), cite(sentence_cite(held, first))]], False
    shown = [index for index in range(first, last + 1) if allowance.spend(held, held.sentences[index])]
    lines = [sentence_line(held, index, [] if whole else marks) for index in shown]
    left = last + 1 - first - len(shown)
    if left:
        what = counted("{n} sentence {not_shown}", "{n} sentences {not_shown}", left, not_shown=_(PARTLY))
        lines.append(withheld(held, what))
    return lines, not left


def _outside(place: Place, candidate: Candidate) -> list[Piece]:
    """Say that nobody is quoted with these words, and of whom they are reported if they are."""
    text = candidate.held.article.text
    names = dict.fromkeys(" ".join(candidate.reported[number].speaker.of(text).split()) for number in place.reported)
    who = _("reported of {names}, not quoted") if names else _("the article's own words, outside any quote")
    return [quiet(who.format(names=listed(list(names)))), quiet(" · "), *as_printed_in(candidate.held)]


def _difference_lines(place: Place, candidate: Candidate) -> list[list[Piece]]:
    differences = place.near.differences if place.near else ()
    lines = [_difference(each, candidate.held.article.text) for each in differences[:_MOST_DIFFERENCES]]
    left = len(differences) - len(lines)
    more = counted("and {n} more difference", "and {n} more differences", left)
    return [*lines, *([[quiet(more)]] if left else [])]


def _difference(difference: Difference, text: str) -> list[Piece]:
    kinds = ", ".join(_(_CHANGES[change]) for change in difference.changes)
    printed = difference.printed.of(text)
    pieces = [quiet(f"{kinds}: ")]
    if printed:
        pieces += phrase(_("printed “{words}”"), Ink.QUIET, words=words(printed))
    else:
        pieces.append(quiet(_("nothing printed")))
    if difference.pasted:
        pasted = ours(shorten(" ".join(difference.pasted.split()), 200))
        pieces += [quiet(", "), *phrase(_("pasted “{words}”"), Ink.QUIET, words=pasted)]
    return pieces


def _notes(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> list[Line]:
    notes: list[Line] = []
    names = _names((*finding.places, *finding.others), found)
    if len(names) > 1 and finding.verdict is not Verdict.NEAR:
        same = _("The same words are given to {n} speakers: {names}.")
        notes.append((quiet(same.format(n=len(names), names="; ".join(names))),))
    if finding.verdict is Verdict.NEAR and claim.speaker and finding.places[0].told is False:
        notes.append((quiet(_("The passage is not given to {name} there.").format(name=claim.speaker)),))
    if len(finding.places) > 1 and finding.verdict is Verdict.EXACT and len(names) == 1:
        entries = {place.article for place in finding.places}
        one = _("One utterance, {n} sources.").format(n=len(entries))
        notes += [(quiet(one),)] if len(entries) > 1 else []
    if finding.verdict is not Verdict.NEAR:
        notes.append((quiet(_("Case, spaces, quotation marks and kinds of dashes are not compared.")),))
    return notes


def _buttons(desk: Desk, places: Sequence[Place], found: Sequence[Candidate]) -> tuple[Button, ...]:
    first = places[0]
    quotes = [found[first.article].quotes[number] for number in first.quotes]
    if quotes:
        return (
            ask(_("Context {cite}").format(cite=quotes[0].cite), "open", cite=quotes[0].cite),
            *quote_buttons(desk, quotes[0]),
        )
    held = found[first.article].held
    place = sentence_cite(held, held.sentence_at(first.spans[0])) if held.sentences else held.cite
    return (
        ask(_("Context {cite}").format(cite=place), "open", cite=place),
        ask(held.cite, "briefing", article=held.cite),
    )
