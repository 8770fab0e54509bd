"""Quotes: who said what, as printed."""

from collections.abc import Mapping

from bot.commands.asked import article_asked, page_asked, speakers_asked, topic_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import ask, one_or_many, pages_of, quote_card, searched
from bot.desk import Desk
from bot.replies import Button, Line, Reply, ours, strong
from briefings.library.rows import HeldQuote
from briefings.library.shelf import Page, QuoteFilter


def quotes(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the quotes that every given filter lets through."""
    held = article_asked(desk, arguments["article"], "quotes") if "article" in arguments else None
    topic = topic_asked(desk, arguments["topic"], "quotes") if "topic" in arguments else None
    speakers = speakers_asked(desk, arguments["speaker"]) if "speaker" in arguments else None
    wanted = QuoteFilter(
        speakers=tuple(speaker.key for speaker in speakers) if speakers is not None else None,
        topic=topic.key if topic else None,
        text=arguments.get("text"),
        article=held.number if held else None,
    )
    page = page_asked(arguments)
    found = desk.shelf.quotes(wanted, desk.page_size, (page - 1) * desk.page_size)
    limits = [f"on {topic.label}"] if topic else []
    limits += [f"with “{arguments['text']}”"] if "text" in arguments else []
    limits += [f"in {held.cite}"] if held else []
    one = speakers[0].label if speakers and len(speakers) == 1 else None
    who = one or (f"Speakers called “{arguments['speaker']}”" if speakers else "Who said what")
    title: Line = (strong(" ".join(who.split())), *((ours(" " + ", ".join(limits)),) if limits else ()))
    if not found.total:
        return _none(desk, title, arguments)
    return Reply(
        title=title,
        lead=f"{one_or_many(found.total, 'passage')}, as printed",
        cards=tuple(quote_card(quote) for quote in found.items),
        buttons=_next(found, one),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _next(found: Page[HeldQuote], speaker: str | None) -> tuple[Button, ...]:
    """Offer the context of the first quotes shown, and their speakers where several are shown."""
    context = [ask(f"Context {quote.cite}", "open", cite=quote.cite) for quote in found.items[:5]]
    names = [] if speaker else list(dict.fromkeys(quote.speaker for quote in found.items if quote.speaker))
    return (*context, *(ask(" ".join(name.split()), "quotes", speaker=name) for name in names[:5]))


def _none(desk: Desk, title: Line, arguments: Mapping[str, str]) -> Reply:
    """Say that the filters together let nothing through, and offer them one by one."""
    asked = {name: value for name, value in arguments.items() if name != "page"}
    looser = [{k: v for k, v in asked.items() if k != dropped} for dropped in asked] if len(asked) > 1 else []
    buttons = [ask("Only " + ", ".join(some), "quotes", **some) for some in looser]
    text = arguments.get("text")
    if text:
        buttons.append(ask("Search for it", "search", text=text))
    return Reply(
        title=(ours("No quotes: "), *title),
        notes=(searched(desk.shelf.holdings()),),
        buttons=tuple(buttons),
    )


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
        ),
        ("quotes {speaker}", "quotes topic:{topic}", "quotes article:{article}"),
    ),
)
