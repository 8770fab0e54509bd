"""Topics: what the library, an entry and the last days are about, and what stands beside a topic."""

from collections.abc import Mapping, Sequence

from bot.catalogue import N_, _, counted
from bot.commands.allowance import most_shown
from bot.commands.asked import TOPIC, article_asked, page_asked, topic_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, unoffered
from bot.commands.shown import (
    ask,
    date_text,
    joined,
    more_sentences,
    pages_of,
    sentence_line,
    title_pieces,
)
from bot.desk import Desk
from bot.replies import Card, Ink, Line, Piece, Reply, card, cite, ours, phrase, quiet, row, strong, words
from briefings.library.rows import Held
from briefings.library.shelf import Holdings
from briefings.spans import Span
from briefings.trends import DAYS, WINDOWS, Trend, trend, windows

_SENTENCES = 2  # shown of each entry
_IN_ONE = 10  # shown where one entry alone is asked about
_PAGE = 4  # times as many topics as other things fit on a page
_RELATED = 8
_MOVING = 200  # topics of the last days that are looked at
_SHOWN = 6  # of those that are new or rise
_TRENDS = {Trend.NEW: N_("New"), Trend.RISING: N_("Rising")}


def topics(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the topics of the library or of an article, or with the sentences on one topic."""
    if "topic" in arguments:
        return _in_entry(desk, arguments) if "article" in arguments else _topic(desk, arguments)
    if "article" in arguments:
        return _of_entry(desk, article_asked(desk, arguments["article"], "topics"))
    size = desk.page_size * _PAGE
    page = page_asked(arguments)
    found = desk.shelf.topics(limit=size, offset=(page - 1) * size)
    holdings = desk.shelf.holdings()
    return Reply(
        title=(strong(_("Topics")),),
        lead=counted(
            "{topics} in {n} entry",
            "{topics} in {n} entries",
            holdings.entries,
            topics=counted("{n} topic", "{n} topics", found.total),
        ),
        cards=tuple(
            row(words(topic.label), quiet(" · "), quiet(counted("{n} entry", "{n} entries", topic.count)))
            for topic in found.items
        ),
        notes=tuple(_moving(desk, holdings)) if page == 1 else (),
        buttons=tuple(ask(topic.label, "topics", topic=topic.label) for topic in found.items[:10]),
        page=page,
        pages=pages_of(found.total, size),
    )


def _moving(desk: Desk, holdings: Holdings) -> list[Line]:
    """Return which topics are new or rise, and in which windows; nothing where no earlier dates are known."""
    starts, end = windows(desk.now)
    if holdings.first is None or holdings.first >= starts[-1]:
        return []
    lines: dict[Trend, list[list[Piece]]] = {}
    for topic, weeks in desk.shelf.weeks(starts, end, _MOVING):
        found = trend(weeks)
        if found:
            lines.setdefault(found, []).append([words(topic.label), quiet(f" ({weeks.counts[-1]})")])
    said: list[Line] = [
        (quiet(_(_TRENDS[each])), *(piece for one in lines[each][:_SHOWN] for piece in (ours(" · "), *one)))
        for each in Trend
        if each in lines
    ]
    what = _("Counted in the {days} days {first} to {last}, against {times} times {days} days before.")
    if not said:
        what = _(
            "No topic is new or rises: counted in the {days} days {first} to {last}, against {times} times {days} days "
            "before."
        )
    told = what.format(days=DAYS, first=date_text(starts[-1]), last=date_text(desk.now), times=WINDOWS - 1)
    return [*said, (quiet(told),)]


def _of_entry(desk: Desk, held: Held) -> Reply:
    """Answer with an entry's topics, in how many entries each is, and what it shares with which others."""
    found = desk.shelf.topics_of([held.number])[held.number]
    if not found and not is_offered(held.article):
        return unoffered(held, N_("Topics are not offered for texts in {language}."))
    counts = desk.shelf.counts([topic.key for topic in found])
    sharing = desk.shelf.sharing(held.number, [topic.key for topic in found], desk.page_size)
    with_them = _("Shared with {cite}: {topics}")
    return Reply(
        title=tuple(phrase(_("Topics of {cite} {title}"), cite=cite(held.cite), title=title_pieces(held))),
        lead=counted("{n} topic", "{n} topics", len(found)),
        cards=tuple(row(words(topic.label), *_elsewhere(counts.get(topic.key, 1) - 1)) for topic in found),
        notes=tuple(
            tuple(phrase(with_them, Ink.QUIET, cite=cite(other.cite), topics=joined([*map(words, labels)])))
            for other, labels in sharing
        ),
        buttons=(
            *(ask(topic.label, "topics", topic=topic.label, article=held.cite) for topic in found[:10]),
            *(ask(other.cite, "briefing", article=other.cite) for other, _ in sharing),
        ),
    )


def _elsewhere(count: int) -> list[Piece]:
    return [quiet(" · "), quiet(counted("in {n} other entry", "in {n} other entries", count))] if count else []


def _topic(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the entries of a topic, their sentences on it, and the topics beside it."""
    topic = topic_asked(desk, arguments["topic"], "topics")
    page = page_asked(arguments)
    found = desk.shelf.topic_mentions(topic.key, desk.page_size, (page - 1) * desk.page_size)
    related = [words(each.label) for each in desk.shelf.related_topics(topic.key, _RELATED)]
    return Reply(
        title=(strong(topic.label),),
        lead=counted("{n} entry", "{n} entries", found.total),
        cards=tuple(_mentions(held, spans, _SENTENCES) for held, spans in found.items),
        notes=(tuple(phrase(_("Beside it: {topics}"), Ink.QUIET, topics=joined(related))),) if related else (),
        buttons=(
            ask(_("Quotes on it"), "quotes", topic=topic.label),
            *(ask(held.cite, "briefing", article=held.cite) for held, _ in found.items[:10]),
            *(ask(each.text, "topics", topic=each.text) for each in related[:5]),
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _in_entry(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the sentences of one entry on a topic."""
    topic = topic_asked(desk, arguments["topic"], "topics")
    held = article_asked(desk, arguments["article"], "topics")
    spans = desk.shelf.mentions_in(held.number, topic.key)
    if not spans:
        said = _of_entry(desk, held)
        nowhere = phrase(_("{cite} mentions {topic} nowhere."), cite=cite(held.cite), topic=ours(topic.label))
        return Reply((*nowhere, ours(" "), *said.title), said.lead, said.cards, said.notes, said.buttons)
    return Reply(
        title=tuple(phrase(_("{topic} in {cite}"), topic=strong(topic.label), cite=cite(held.cite))),
        lead=counted("{n} mention", "{n} mentions", len(spans)),
        cards=(_mentions(held, spans, _IN_ONE),),
        buttons=(
            ask(_("Summary on it"), "summary", article=held.cite, about=topic.label),
            ask(_("Quotes on it"), "quotes", topic=topic.label, article=held.cite),
            ask(_("In all entries"), "topics", topic=topic.label),
        ),
    )


def _mentions(held: Held, spans: Sequence[Span], most: int) -> Card:
    indexes = sorted({held.sentence_at(span) for span in spans})
    lines = [sentence_line(held, index, spans) for index in indexes[: min(most, most_shown(held))]]
    more = more_sentences(len(indexes) - len(lines))
    return card([cite(held.cite), ours(" "), *title_pieces(held)], *lines, more)


COMMANDS = (
    Command(
        "topics",
        "What the articles are about, what is new; a topic gives its sentences",
        topics,
        (TOPIC, Parameter("article", "Only this article: its cite (A1), id or title", Kind.ARTICLE)),
        ("topics", "topics {topic}", "topics article:{article}"),
    ),
)
