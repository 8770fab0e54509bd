"""Checking: does a pasted passage stand in the library, word for word, and who said it there?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue import _
from bot.commands.allowance import Allowance
from bot.commands.command import Command, Kind, Parameter
from bot.commands.verdicts import added_by, answer, not_here, not_here_title, too_common
from bot.desk import Desk
from bot.replies import Button, Card, Line, Reply, card, ours, strong
from briefings.analysis import analyse
from briefings.article import Article, shorten
from briefings.check import Finding, Verdict, judge
from briefings.checking.claim import LONGEST, Claim, read_claim
from briefings.checking.likeness import SHORTEST
from briefings.checking.printed import Printed
from briefings.checking.wording import Wording
from briefings.library.passages import Candidate

_MOST_ENTRIES = 25  # that hold the words as they stand
_CLOSEST = 8  # entries that are compared word by word when none holds them
_ALIKE = 0.6  # of the words agree; with fewer, a text of several sentences is not the one that is printed
_MOST_QUOTES = 5  # of a text that are checked one by one
_COMMON = 10  # places from which one or two words tell nothing


def check(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer whether the passage is printed here, what differs, and who said it."""
    claim = read_claim(arguments["text"], arguments.get("speaker"))
    if not len(claim.whole):
        hint = _("Paste a sentence or a quote, with its speaker if you have one.")
        return Reply((ours(_("There is no word to check")),), notes=((ours(hint),),))
    finding, found = _looked_up(desk, claim)
    if _differs_much(finding) and (quoted := _quotes_alone(desk, claim.whole.text)):
        return quoted
    if finding.verdict is Verdict.NOT_HERE:
        return not_here(desk, claim)
    if len(claim.words) < SHORTEST and len(finding.places) >= _COMMON:
        return too_common(claim, finding, found)
    reply = answer(desk, claim, finding, found, Allowance())
    return replace(reply, notes=(*reply.notes, *added_by(desk, finding, found)))


def _looked_up(desk: Desk, claim: Claim) -> tuple[Finding, list[Candidate]]:
    """Return what becomes of the claim, and the entries that were looked at."""
    found = desk.shelf.passages(claim.phrases, True, _MOST_ENTRIES)
    printed = _printed(found)
    finding = judge(claim, printed)
    if finding.verdict in (Verdict.NEAR, Verdict.NOT_HERE):
        known = {candidate.held.number for candidate in found}
        alike = desk.shelf.passages(claim.phrases, False, _CLOSEST)
        alike = [candidate for candidate in alike if candidate.held.number not in known]
        found, printed = found + alike, printed + _printed(alike)
        finding = judge(claim, printed)
    return finding, found


def _differs_much(finding: Finding) -> bool:
    """Tell whether the text as a whole is not here, or only something that is hardly like it."""
    near = finding.places[0].near if finding.places else None
    return finding.verdict is Verdict.NOT_HERE or (near is not None and near.likeness < _ALIKE)


def _quotes_alone(desk: Desk, text: str) -> Reply | None:
    """Answer for each quote of a message, which says more than they do; None where it has none that is printed here."""
    entry = analyse(Article("passing", text, "", title_by="us"))
    if len(entry.sentences) < 2:
        return None
    cards: list[Card] = []
    notes: list[Line] = []
    buttons: list[Button] = []
    allowance = Allowance()
    for quote in entry.quotes[:_MOST_QUOTES]:
        said = quote.span.of(text)
        claim = read_claim(f'"{said}"', quote.speaker.of(text) if quote.speaker else None)
        finding, found = _looked_up(desk, claim)
        if finding.verdict is Verdict.NOT_HERE:
            cards.append(card([ours(f"“{shorten(' '.join(said.split()), 200)}”")], not_here_title(None)))
            continue
        first = replace(finding, places=finding.places[:1])
        said_of_it = answer(desk, claim, first, found, allowance)
        cards.append(card(said_of_it.title, *said_of_it.cards[0].lines))
        notes += added_by(desk, first, found)
        buttons += said_of_it.buttons[:1]
    if not buttons:
        return None
    return Reply(
        title=(strong(_("Quotes in this text, checked one by one")),),
        lead=_("the text as a whole is not in the library"),
        cards=tuple(cards),
        notes=tuple(dict.fromkeys(notes)),
        buttons=tuple(dict.fromkeys(buttons)),
    )


def _printed(found: Sequence[Candidate]) -> list[Printed]:
    return [
        Printed(Wording(each.held.article.text), tuple(q.quote for q in each.quotes), each.reported) for each in found
    ]


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
