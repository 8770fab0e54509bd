"""Finding: what there is."""

from collections.abc import Mapping, Sequence

from bot.commands.asked import SINCE, TOPIC, UNTIL, days_asked, days_text, page_asked, topic_asked, undated_left_out
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import (
    ask,
    date_text,
    dates_covered,
    joined,
    one_or_many,
    pages_of,
    searched,
    title_pieces,
)
from bot.commands.telling import once
from bot.desk import Desk
from bot.replies import Card, Piece, Reply, card, cite, ours, quiet, strong
from briefings.library.rows import Held


def articles(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with what is in the library."""
    topic = topic_asked(desk, arguments["topic"], "articles") if "topic" in arguments else None
    page = page_asked(arguments)
    source = arguments.get("source")
    since, until = days_asked(arguments)
    found = desk.shelf.newest(
        desk.page_size, (page - 1) * desk.page_size, source, topic.key if topic else None, since, until
    )
    holdings = desk.shelf.holdings()
    limits = [f"from “{source}”"] if source else []
    limits += [f"on {topic.label}"] if topic else []
    limits += days_text(arguments)
    title = (strong("Articles"), *((ours(" " + ", ".join(limits)),) if limits else ()))
    if not found.total:
        known = desk.shelf.sources(limit=5)
        note = f"Sources here: {' · '.join(known)}" if known else "No article here names its source."
        notes = (searched(holdings), *undated_left_out(arguments), *([(ours(note),)] if source else []))
        return Reply((ours("None here: "), *title), notes=notes)
    return Reply(
        title=title,
        lead=f"{found.total:,} of {one_or_many(holdings.entries, 'entry', 'entries')}, {dates_covered(holdings)}",
        cards=tuple(_listed(held, also) for held, also in once(desk, found.items)),
        notes=tuple(undated_left_out(arguments)),
        buttons=tuple(ask(held.cite, "briefing", article=held.cite) for held in found.items[:10]),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _listed(held: Held, also: Sequence[Piece]) -> Card:
    article = held.article
    published = f"published {date_text(article.published)}" if article.published else "publication date unknown"
    facts = [article.source or "source unknown", published, f"added {date_text(held.added)}"]
    facts.append(one_or_many(len(held.sentences), "sentence"))
    return card([cite(held.cite), ours(" "), *title_pieces(held)], joined([quiet(fact) for fact in facts]), also)


COMMANDS = (
    Command(
        "articles",
        "What is in the library",
        articles,
        (Parameter("source", "Part of the source's name", Kind.SOURCE), TOPIC, SINCE, UNTIL),
        ("articles", "articles topic:{topic}"),
    ),
)
