"""Checking: does a pasted passage stand in the library, word for word, and who said it there?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.commands.allowance import Allowance, too_long
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import (
    PARTLY,
    acts_line,
    ask,
    one_or_many,
    origin,
    quote_buttons,
    quote_card,
    quote_slice,
    searched,
    sentence_cite,
    sentence_line,
    slice_pieces,
    title_pieces,
    withheld,
)
from bot.desk import Desk
from bot.replies import Button, Card, Line, Piece, Reply, card, cite, ours, quiet, strong, words
from briefings.article import shorten
from briefings.check import Finding, Place, Printed, Verdict, judge
from briefings.claim import LONGEST, Claim, read_claim
from briefings.difference import Change, Difference
from briefings.library.passages import Candidate
from briefings.likeness import SHORTEST
from briefings.person import same_person
from briefings.spans import Span
from briefings.wording import Wording

_MOST_ENTRIES = 25  # that hold the words as they stand
_CLOSEST = 8  # entries that are compared word by word when none holds them
_MOST_SHOWN = 10  # places
_MOST_DIFFERENCES = 8
_COMMON = 10  # places from which one or two words tell nothing


def check(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer whether the passage is printed here, what differs, and who said it."""
    claim = read_claim(arguments["text"], arguments.get("speaker"))
    if not len(claim.whole):
        hint = "Paste a sentence or a quote, with its speaker if you have one."
        return Reply((ours("There is no word to check"),), notes=((ours(hint),),))
    found = desk.shelf.passages(claim.phrases, True, _MOST_ENTRIES)
    printed = _printed(found)
    finding = judge(claim, printed)
    if finding.verdict in (Verdict.NEAR, Verdict.NOT_HERE):
        known = {candidate.held.number for candidate in found}
        alike = desk.shelf.passages(claim.phrases, False, _CLOSEST)
        alike = [candidate for candidate in alike if candidate.held.number not in known]
        found, printed = found + alike, printed + _printed(alike)
        finding = judge(claim, printed)
    if finding.verdict is Verdict.NOT_HERE:
        return _not_here(desk, claim)
    if len(claim.words) < SHORTEST and len(finding.places) >= _COMMON:
        return _too_common(claim, finding, found)
    reply = _answer(claim, finding, found)
    return replace(reply, notes=(*reply.notes, *_added_by(desk, finding, found)))


def _added_by(desk: Desk, finding: Finding, found: Sequence[Candidate]) -> list[Line]:
    """Say of each entry that people added here who did so, and who changed it."""
    numbers = list(dict.fromkeys(found[place.article].held.number for place in finding.places[:_MOST_SHOWN]))
    done = desk.additions.acts(numbers, desk.workspace)
    return [(cite(f"A{number}"), quiet(" was "), *acts_line(done[number])) for number in numbers if number in done]


def _printed(found: Sequence[Candidate]) -> list[Printed]:
    return [
        Printed(Wording(each.held.article.text), tuple(q.quote for q in each.quotes), each.reported) for each in found
    ]


def _answer(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> Reply:
    shown = finding.places[:_MOST_SHOWN]
    entries = list(dict.fromkeys(found[place.article].held.cite for place in finding.places))
    left = len(finding.places) - len(shown)
    allowance = Allowance()
    more: list[Line] = [(quiet(f"{one_or_many(left, 'more place')} not shown."),)] if left else []
    return Reply(
        title=_title(claim, finding, found),
        lead=_lead(finding, entries),
        cards=tuple(_card(place, found[place.article], allowance) for place in shown),
        notes=(*more, *_notes(claim, finding, found)),
        buttons=_buttons(shown, found),
    )


def _title(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> Line:
    first = finding.places[0]
    where = [ours("as printed in "), cite(found[first.article].held.cite)]
    match finding.verdict:
        case Verdict.EXACT:
            return (strong("Exact"), ours(": word for word "), *where)
        case Verdict.OTHER_SPEAKER:
            names = _names(finding.places, found)
            if any(same_person(claim.speaker or "", name) for name in names):
                return (
                    strong("Not quoted in full"),
                    ours(": only some of these words are in quotation marks "),
                    *where,
                )
            said = f"said by {' and '.join(names)}, " if names else "in no quote of anybody, "
            return (strong("Other speaker"), ours(f": not {claim.speaker}; {said}"), *where)
        case Verdict.UNCONFIRMED:
            return (strong("Exact words, speaker not confirmed"), ours(f": nobody says that {claim.speaker} said them"))
    changes = _changes(first)
    if changes <= {Change.LEFT_OUT, Change.NEGATION_MISSING} and claim.shortened:
        return (strong("Shortened"), ours(": words are left out of what stands in "), where[1])
    return (strong("Near"), ours(": not word for word; the closest passage, "), *where)


def _lead(finding: Finding, entries: Sequence[str]) -> str:
    near = finding.places[0].near
    if near is None:
        places = one_or_many(len(finding.places), "place")
        same = "the same words " if len(finding.places) > 1 else ""
        return f"{same}in {places}, {one_or_many(len(entries), 'entry', 'entries')}"
    changes = ", ".join(dict.fromkeys(change for each in near.differences for change in each.changes))
    return changes if near.likeness == 1 else f"{changes} · {int(near.likeness * 100)} % of the words agree"


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
    lines += dict.fromkeys(quote_card(quote).lines[-1] for quote in quotes)
    lines += [(quiet("Only what stands in quotation marks there is quoted."),)] if quotes and not place.quoted else []
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
    lines += [withheld(held, f"{one_or_many(left, 'sentence')} not shown: {PARTLY}")] if left else []
    return lines, not left


def _outside(place: Place, candidate: Candidate) -> list[Piece]:
    """Say that nobody is quoted with these words, and of whom they are reported if they are."""
    text = candidate.held.article.text
    names = dict.fromkeys(" ".join(candidate.reported[number].speaker.of(text).split()) for number in place.reported)
    who = f"reported of {' and '.join(names)}, not quoted" if names else "the article's own words, outside any quote"
    return [quiet(f"{who} · as printed in "), cite(candidate.held.cite)]


def _difference_lines(place: Place, candidate: Candidate) -> list[list[Piece]]:
    differences = place.near.differences if place.near else ()
    lines = [_difference(each, candidate.held.article.text) for each in differences[:_MOST_DIFFERENCES]]
    left = len(differences) - len(lines)
    return [*lines, *([[quiet(f"and {one_or_many(left, 'more difference')}")]] if left else [])]


def _difference(difference: Difference, text: str) -> list[Piece]:
    kinds = ", ".join(difference.changes)
    printed = difference.printed.of(text)
    pieces = [quiet(f"{kinds}: ")]
    pieces += [quiet("printed "), ours("“"), words(printed), ours("”")] if printed else [quiet("nothing printed")]
    return (
        [*pieces, quiet(", pasted "), ours(f"“{shorten(' '.join(difference.pasted.split()), 200)}”")]
        if (difference.pasted)
        else pieces
    )


def _notes(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> list[Line]:
    notes: list[Line] = []
    names = _names((*finding.places, *finding.others), found)
    if len(names) > 1 and finding.verdict is not Verdict.NEAR:
        notes.append((quiet(f"The same words are given to {len(names)} speakers: {'; '.join(names)}."),))
    if finding.verdict is Verdict.NEAR and claim.speaker and finding.places[0].told is False:
        notes.append((quiet(f"The passage is not given to {claim.speaker} there."),))
    if len(finding.places) > 1 and finding.verdict is Verdict.EXACT and len(names) == 1:
        entries = {place.article for place in finding.places}
        notes += [(quiet(f"One utterance, {len(entries)} sources."),)] if len(entries) > 1 else []
    if finding.verdict is not Verdict.NEAR:
        notes.append((quiet("Case, spaces, quotation marks and kinds of dashes are not compared."),))
    return notes


def _buttons(places: Sequence[Place], found: Sequence[Candidate]) -> tuple[Button, ...]:
    first = places[0]
    quotes = [found[first.article].quotes[number] for number in first.quotes]
    if quotes:
        return (ask(f"Context {quotes[0].cite}", "open", cite=quotes[0].cite), *quote_buttons(quotes[0]))
    held = found[first.article].held
    number = sentence_cite(held, held.sentence_at(first.spans[0])) if held.sentences else held.cite
    return (ask(f"Context {number}", "open", cite=number), ask(held.cite, "briefing", article=held.cite))


def _too_common(claim: Claim, finding: Finding, found: Sequence[Candidate]) -> Reply:
    typed = " ".join(claim.words.text.split())
    entries = list(dict.fromkeys(found[place.article].held for place in finding.places))
    return Reply(
        title=(ours(f"Too common to check: “{typed}”"),),
        lead=f"in at least {one_or_many(len(finding.places), 'place')} "
        f"of {one_or_many(len(entries), 'entry', 'entries')}",
        cards=tuple(card([cite(held.cite), ours(" "), *title_pieces(held)]) for held in entries[:5]),
        notes=((ours("Paste more of the sentence."),),),
        buttons=(ask("Search for it", "search", text=typed), ask("In quotes", "quotes", text=typed)),
    )


def _not_here(desk: Desk, claim: Claim) -> Reply:
    """Say what was searched; nothing is filled in."""
    by = f" of {claim.speaker}" if claim.speaker else ""
    typed = shorten(" ".join(claim.words.text.split()), 200)
    speaker = (ask("What the speaker said", "quotes", speaker=claim.speaker[:200]),) if claim.speaker else ()
    return Reply(
        title=(strong("Not in the library"), ours(f": no entry prints these words{by}, nor words close to them")),
        notes=(searched(desk.shelf.holdings()),),
        buttons=(ask("Search for it", "search", text=typed), *speaker),
    )


COMMANDS = (
    Command(
        "check",
        "Is this printed here word for word, and who said it?",
        check,
        (
            Parameter("text", "A sentence or a quote", Kind.WORDS, required=True, longest=LONGEST),
            Parameter("speaker", "Who is said to have said it", Kind.SPEAKER),
        ),
        ("check {word}",),
        steady=False,
        on_message="Check this",
    ),
)
