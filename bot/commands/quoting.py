"""Quotes: who said what, as printed; and what is reported without quotation marks, apart from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue import N_, _, counted, number
from bot.commands.allowance import Allowance
from bot.commands.asked import (
    QUOTE_CITE,
    SINCE,
    UNTIL,
    article_asked,
    days_asked,
    days_text,
    page_asked,
    quote_asked,
    speakers_asked,
    topic_asked,
    undated_left_out,
)
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, unoffered
from bot.commands.reporting import reported_cards, reported_page
from bot.commands.shown import (
    PARTLY,
    ask,
    joined,
    on_topic,
    pages_of,
    published_text,
    quote_card,
    quote_slice,
    said,
    same_buttons,
    searched,
    summary_button,
    withheld,
)
from bot.desk import Desk
from bot.replies import Button, Card, Ink, Line, Piece, Reply, card, cite, ours, phrase, quiet, strong, words
from briefings.folding import telling_words
from briefings.library.reader import Counted, Page
from briefings.library.rows import Held, HeldQuote
from briefings.library.search import MOST
from briefings.library.speech import QuoteFilter
from briefings.people.roles import roles

_PORTRAIT = 50  # quotes from which the forms of a name are gathered
_MOST_FORMS = 6
_MOST_CITES = 20  # quotes that are copied or doubted together
_MOST_BEFORE = 1000  # quotes of one article that are counted as shown


def quotes(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the quotes that every given filter lets through."""
    held = article_asked(desk, arguments["article"], "quotes") if "article" in arguments else None
    if held and not is_offered(held.article):
        return unoffered(held, N_("Quotes are not offered for texts in {language}."))
    topic = topic_asked(desk, arguments["topic"], "quotes") if "topic" in arguments else None
    speakers = speakers_asked(desk, arguments["speaker"]) if "speaker" in arguments else None
    since, until = days_asked(arguments)
    wanted = QuoteFilter(
        speakers=tuple(speaker.key for speaker in speakers) if speakers is not None else None,
        topic=topic.key if topic else None,
        text=arguments.get("text"),
        article=held.number if held else None,
        since=since,
        until=until,
    )
    page = page_asked(arguments)
    found = desk.shelf.quotes(wanted, desk.page_size, (page - 1) * desk.page_size)
    quoted = pages_of(found.total, desk.page_size)
    told = reported_page(desk, wanted, page - quoted)
    title = _title(arguments, speakers, topic, held)
    if not found.total and not told.total:
        return _none(desk, title, arguments, found.capped)
    one = speakers[0] if found.total and speakers and len(speakers) == 1 and page == 1 else None
    portrait = [_portrait(one, _all_of(desk, one, found))] if one else []
    allowance = Allowance()
    cards = _with_twins(desk, found.items, wanted, page, allowance)
    reported = reported_cards(desk, wanted, told, page - quoted, allowance)
    passages = counted("{n} passage, as printed", "{n} passages, as printed", found.total)
    return Reply(
        title=title,
        lead=passages if found.total else _("none in direct speech"),
        cards=(*portrait, *cards, *reported),
        notes=_looked_at(found.capped) if found.total else _left_out(desk, arguments, found.capped),
        buttons=_next(desk, arguments, found.items, speakers) if found.items else _looser(arguments),
        page=page,
        pages=quoted + pages_of(told.total, desk.page_size) - 1,
    )


def _title(
    arguments: Mapping[str, str], speakers: Sequence[Counted] | None, topic: Counted | None, held: Held | None
) -> Line:
    limits = [_("on {topic}").format(topic=topic.label)] if topic else []
    limits += [_("with “{text}”").format(text=arguments["text"])] if "text" in arguments else []
    limits += [_("in {cite}").format(cite=held.cite)] if held else []
    limits += days_text(arguments)
    who = _("Who said what")
    if speakers:
        called = _("Speakers called “{name}”").format(name=arguments.get("speaker"))
        who = speakers[0].label if len(speakers) == 1 else called
    return (strong(" ".join(who.split())), *((ours(" " + ", ".join(limits)),) if limits else ()))


def _all_of(desk: Desk, speaker: Counted, found: Page[HeldQuote]) -> Sequence[HeldQuote]:
    """Return the speaker's quotes, as many as tell the forms of the name; *found* are those that are shown."""
    if len(found.items) == speaker.count:
        return found.items
    return desk.shelf.quotes(QuoteFilter(speakers=(speaker.key,)), _PORTRAIT).items


def _portrait(speaker: Counted, found: Sequence[HeldQuote]) -> Card:
    """Return the forms of the name, the roles that the articles give it, and the entries."""
    texts = {quote.held.cite: quote.held.article.text for quote in found}
    forms: Counter[str] = Counter()
    for quote in found:
        mention = quote.quote.mention
        form = mention.of(quote.held.article.text) if mention else ""
        for each in {" ".join(name.split()) for name in (form, quote.speaker or "")} - {speaker.label}:
            forms[each] += bool(telling_words(each))
    forms = +forms
    named = {quote.speaker for quote in found if quote.speaker}
    known = [span.of(text) for text in texts.values() for name in named for span in roles(text, name)]
    lines: list[list[Piece]] = []
    if forms:
        also = joined([words(form) for form in dict(forms.most_common(_MOST_FORMS))])
        lines.append(phrase(_("also printed as {names}"), Ink.QUIET, names=also))
    if known:
        as_what = joined([words(role) for role in dict.fromkeys(known)][:_MOST_FORMS])
        lines.append(phrase(_("described as {roles}"), Ink.QUIET, roles=as_what))
    where = joined([cite(each) for each in texts][:10], " ")
    lines.append(phrase(_("quoted in {cites}"), Ink.QUIET, cites=where))
    return card([piece for line in lines for piece in (*line, quiet("; "))][:-1])


def _with_twins(
    desk: Desk, found: Sequence[HeldQuote], wanted: QuoteFilter, page: int, allowance: Allowance
) -> list[Card]:
    """Return the quotes as cards: the same words of one speaker are one card, with every place where they stand."""
    twins = desk.shelf.twins(found)
    _spend_on_earlier_pages(desk, found, wanted, page, allowance)
    cards: list[Card] = []
    told: set[str] = set()
    for quote in found:
        if quote.cite in told:
            continue
        told.update(twin.cite for twin in twins.get(quote.cite, ()) if twin.person == quote.person)
        allowed = allowance.spend(quote.held, quote_slice(quote))
        lines: list[Sequence[Piece]] = list(quote_card(quote, allowed).lines)
        for twin in twins.get(quote.cite, ())[:5]:
            same = _("the same words in {cite}")
            if twin.person != quote.person:
                same = _("the same words in {cite}, there said by {name}")
            name = quiet(twin.speaker or _("nobody named"))
            lines.append(phrase(same, Ink.QUIET, cite=cite(twin.cite), name=name))
        cards.append(card(*lines))
    return cards


def _spend_on_earlier_pages(
    desk: Desk, found: Sequence[HeldQuote], wanted: QuoteFilter, page: int, allowance: Allowance
) -> None:
    """Count what earlier pages have shown of the first quote's article; of the others they have shown nothing yet."""
    if page > 1 and found and found[0].held.article.share < 1:
        first = found[0]
        same = desk.shelf.quotes(replace(wanted, article=first.held.number), _MOST_BEFORE).items
        for quote in same:
            if quote.quote.span < first.quote.span:
                allowance.spend(quote.held, quote_slice(quote))


def _next(
    desk: Desk, arguments: Mapping[str, str], found: Sequence[HeldQuote], speakers: Sequence[Counted] | None
) -> tuple[Button, ...]:
    """Offer the context of the quotes shown, their speakers where several are shown, their topic if none was asked for,
    the summary where one entry has them all, to copy them and to doubt one.
    """
    context = [ask(_("Context {cite}").format(cite=quote.cite), "open", cite=quote.cite) for quote in found[:5]]
    several = speakers is None or len(speakers) > 1
    names = list(dict.fromkeys(quote.fuller or quote.speaker for quote in found)) if several else []
    topic = None if "topic" in arguments else desk.shelf.topic_of_quotes(found)
    entries = {quote.held.number: quote.held for quote in found}
    cites = " ".join(quote.cite for quote in found[:_MOST_CITES])
    return (
        *context,
        *(ask(" ".join(name.split()), "quotes", speaker=name) for name in names[:5] if name),
        *((on_topic(topic),) if topic else ()),
        *(summary_button(held) for held in entries.values() if len(entries) == 1),
        ask(_("Copy"), "copy", cite=cites),
        ask(_("Wrong speaker?"), "flag", cite=cites),
    )


def _looked_at(capped: bool) -> tuple[Line, ...]:
    """Say where not all entries with the words were looked at."""
    told = _("Only the newest {n} entries with these words were looked at; another word or since: finds older ones.")
    return ((quiet(told.format(n=number(MOST))),),) if capped else ()


def _left_out(desk: Desk, arguments: Mapping[str, str], capped: bool) -> tuple[Line, ...]:
    """Say which entries were not looked at."""
    return (*_looked_at(capped), *undated_left_out(desk, arguments))


def _none(desk: Desk, title: Line, arguments: Mapping[str, str], capped: bool) -> Reply:
    """Say that the filters together let nothing through."""
    notes = (searched(desk.shelf.holdings()), *_left_out(desk, arguments, capped))
    return Reply(tuple(phrase(_("No quotes: {title}"), title=title)), notes=notes, buttons=_looser(arguments))


def _looser(arguments: Mapping[str, str]) -> tuple[Button, ...]:
    """Offer the filters one by one."""
    asked = {name: value for name, value in arguments.items() if name not in {"page", "part"}}
    looser = [{k: v for k, v in asked.items() if k != dropped} for dropped in asked] if len(asked) > 1 else []
    buttons = [ask(_("Only {options}").format(options=", ".join(some)), "quotes", **some) for some in looser]
    text = arguments.get("text")
    if text:
        buttons.append(ask(_("Search for it"), "search", text=text))
    return tuple(buttons)


def copy(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the citations of one quote or several to paste: words, speaker, title, source, date, cite."""
    several = [f"A{article}-q{number}" for article, number in QUOTE_CITE.findall(arguments["cite"])[:_MOST_CITES]]
    wanted = list(dict.fromkeys(several)) if len(several) > 1 else [arguments["cite"]]
    found = [quote_asked(desk, each) for each in wanted]
    allowance, one = Allowance(), found[0] if len(found) == 1 else None
    cites = [Piece(quote.cite, Ink.CITE) for quote in found]
    return Reply(
        title=tuple(phrase(_("To paste {cite}"), Ink.STRONG, cite=joined(cites, " "))),
        cards=tuple(_citation(quote, allowance.spend(quote.held, quote.quote.span)) for quote in found),
        buttons=(ask(_("Context"), "open", cite=one.cite), *same_buttons(desk, one)) if one else (),
    )


def _citation(quote: HeldQuote, allowed: bool) -> Card:
    """Return what is pasted of a quote; where the licence does not allow its words too, they are left out."""
    article = quote.held.article
    facts = [
        " ".join(quote.speaker.split()) if quote.speaker else _("speaker not attributed"),
        f"“{article.title}”" + (f" ({_('our title')})" if article.title_by == "us" else ""),
        article.source or _("source unknown"),
        published_text(article),
    ]
    spoken = said(quote.held, quote.quote.span) if allowed else withheld(quote.held, _(PARTLY))
    return card([*spoken, ours(f" - {', '.join(facts)} [{quote.cite}]")])


COMMANDS = (
    Command(
        "quotes",
        "Who said what, word for word; filters combine",
        quotes,
        (
            Parameter("speaker", "Any part of a name: a surname, an office", Kind.SPEAKER),
            Parameter("topic", "What the quote is about", Kind.TOPIC),
            Parameter("text", "Words inside the quote"),
            Parameter("article", "Only this article: its cite (A1), id or title", Kind.ARTICLE),
            SINCE,
            UNTIL,
        ),
        ("quotes {speaker}", "quotes topic:{topic}", "quotes article:{article}"),
    ),
    Command(
        "copy",
        "A quote's citation to paste, or those of several",
        copy,
        (Parameter("cite", "A quote's cite, or several: A1-q2 A1-q3", Kind.CITE, required=True),),
        ("copy {quote}",),
    ),
)
