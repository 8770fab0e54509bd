"""Finding: what there is."""

from collections.abc import Mapping, Sequence

from bot.catalogue import _, counted, number
from bot.commands.asked import SINCE, TOPIC, UNTIL, days_asked, days_text, page_asked, topic_asked, undated_left_out
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import (
    ask,
    date_text,
    dates_covered,
    joined,
    pages_of,
    published_text,
    searched,
    title_pieces,
)
from bot.commands.telling import once
from bot.desk import Desk
from bot.replies import Card, Piece, Reply, card, cite, ours, phrase, quiet, strong
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
    limits = [_("from “{source}”").format(source=source)] if source else []
    limits += [_("on {topic}").format(topic=topic.label)] if topic else []
    limits += days_text(arguments)
    title = (strong(_("Articles")), *((ours(" " + ", ".join(limits)),) if limits else ()))
    if not found.total:
        known = desk.shelf.sources(limit=5)
        note = _("Sources here: {sources}") if known else _("No article here names its source.")
        note = note.format(sources=" · ".join(known))
        notes = (searched(holdings), *undated_left_out(desk, arguments), *([(ours(note),)] if source else []))
        new = ask(_("What's new"), "briefing")
        return Reply(tuple(phrase(_("None here: {title}"), title=title)), notes=notes, buttons=(new,))
    return Reply(
        title=title,
        lead=counted(
            "{shown} of {n} entry, {dates}",
            "{shown} of {n} entries, {dates}",
            holdings.entries,
            shown=number(found.total),
            dates=dates_covered(holdings),
        ),
        cards=tuple(_listed(held, also) for held, also in once(desk, found.items)),
        notes=tuple(undated_left_out(desk, arguments)),
        buttons=tuple(ask(held.cite, "briefing", article=held.cite) for held in found.items[:10]),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _listed(held: Held, also: Sequence[Piece]) -> Card:
    article = held.article
    added = _("added {day}").format(day=date_text(held.added))
    facts = [article.source or _("source unknown"), published_text(article), added]
    facts.append(counted("{n} sentence", "{n} sentences", len(held.sentences)))
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
