"""Finding: by topic, and what there is."""

from collections.abc import Mapping

from bot.commands.asked import (
    SINCE,
    UNTIL,
    article_asked,
    days_asked,
    days_text,
    page_asked,
    topic_asked,
    undated_left_out,
)
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, unoffered
from bot.commands.shown import (
    ask,
    date_text,
    dates_covered,
    joined,
    more_sentences,
    one_or_many,
    pages_of,
    searched,
    sentence_line,
    title_pieces,
)
from bot.desk import Desk
from bot.replies import Card, Reply, card, cite, ours, quiet, strong, words
from briefings.library.rows import Held
from briefings.spans import Span

_SENTENCES = 2  # shown of each entry
_TOPIC_PAGE = 4  # times as many topics as other things fit on a page


def topics(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the topics of the library or of an article, or with the sentences on one topic."""
    if "topic" in arguments:
        return _topic(desk, arguments)
    if "article" in arguments:
        held = article_asked(desk, arguments["article"], "topics")
        found = desk.shelf.topics_of([held.number])[held.number]
        if not found and not is_offered(held.article):
            return unoffered(held, "Topics")
        return Reply(
            title=(ours("Topics of "), cite(held.cite), ours(" "), *title_pieces(held)),
            lead=one_or_many(len(found), "topic"),
            cards=tuple(card([words(topic.label)]) for topic in found),
            buttons=tuple(ask(topic.label, "topics", topic=topic.label, article=held.cite) for topic in found[:10]),
        )
    size = desk.page_size * _TOPIC_PAGE
    page = page_asked(arguments)
    all_topics = desk.shelf.topics(limit=size, offset=(page - 1) * size)
    entries = desk.shelf.holdings().entries
    return Reply(
        title=(strong("Topics"),),
        lead=f"{one_or_many(all_topics.total, 'topic')} in {one_or_many(entries, 'entry', 'entries')}",
        cards=tuple(
            card([words(topic.label), quiet(f" · {one_or_many(topic.count, 'entry', 'entries')}")])
            for topic in all_topics.items
        ),
        buttons=tuple(ask(topic.label, "topics", topic=topic.label) for topic in all_topics.items[:10]),
        page=page,
        pages=pages_of(all_topics.total, size),
    )


def _topic(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    topic = topic_asked(desk, arguments["topic"], "topics")
    page = page_asked(arguments)
    found = desk.shelf.topic_mentions(topic.key, desk.page_size, (page - 1) * desk.page_size)
    items = found.items
    if "article" in arguments:
        held = article_asked(desk, arguments["article"], "topics")
        items = tuple(each for each in items if each[0].number == held.number)
    return Reply(
        title=(strong(topic.label),),
        lead=one_or_many(found.total, "entry", "entries"),
        cards=tuple(_mentions(held, spans) for held, spans in items),
        buttons=(
            ask("Quotes on it", "quotes", topic=topic.label),
            *(ask(held.cite, "briefing", article=held.cite) for held, _ in items[:10]),
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _mentions(held: Held, spans: tuple[Span, ...]) -> Card:
    indexes = sorted({held.sentence_at(span) for span in spans})
    lines = [sentence_line(held, index, spans) for index in indexes[:_SENTENCES]]
    more = more_sentences(len(indexes) - len(lines))
    return card([cite(held.cite), ours(" "), *title_pieces(held)], *lines, more)


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
        cards=tuple(_listed(held) for held in found.items),
        notes=tuple(undated_left_out(arguments)),
        buttons=tuple(ask(held.cite, "briefing", article=held.cite) for held in found.items[:10]),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _listed(held: Held) -> Card:
    article = held.article
    published = f"published {date_text(article.published)}" if article.published else "publication date unknown"
    facts = [article.source or "source unknown", published, f"added {date_text(held.added)}"]
    facts.append(one_or_many(len(held.sentences), "sentence"))
    return card([cite(held.cite), ours(" "), *title_pieces(held)], joined([quiet(fact) for fact in facts]))


TOPIC = Parameter("topic", "A topic, as `topics` lists them", Kind.TOPIC)
COMMANDS = (
    Command(
        "topics",
        "What the articles are about; a topic gives its sentences",
        topics,
        (TOPIC, Parameter("article", "Only this article: its cite (A1), id or title", Kind.ARTICLE)),
        ("topics", "topics {topic}", "topics article:{article}"),
    ),
    Command(
        "articles",
        "What is in the library",
        articles,
        (Parameter("source", "Part of the source's name", Kind.SOURCE), TOPIC, SINCE, UNTIL),
        ("articles", "articles topic:{topic}"),
    ),
)
