"""Finding: by words, by topic, and what there is."""

from collections.abc import Mapping

from bot.commands.asked import article_asked, page_asked, topic_asked
from bot.commands.command import Command, Kind, Parameter
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
from bot.replies import Card, Piece, Reply, card, cite, ours, quiet, strong, words
from briefings.library.rows import Held
from briefings.spans import Span
from briefings.terms import Terms, parse_terms

_SENTENCES = 2  # shown of each entry
_TOPIC_PAGE = 4  # times as many topics as other things fit on a page


def search(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the entries that hold the words, best first, and their sentences that hold most of them."""
    typed = arguments["text"]
    terms = parse_terms(typed)
    page = page_asked(arguments)
    title = (ours("Search: "), strong(typed))
    if not terms:
        return Reply(title, "There is no word to search for", notes=((ours('Type a word or a "phrase".'),),))
    found, every = desk.shelf.search(terms, desk.page_size, (page - 1) * desk.page_size)
    if not found.total:
        return _nothing(desk, typed)
    notes = () if every else ((quiet("No entry holds every word; these hold some of them."),),)
    return Reply(
        title=title,
        lead=f"{one_or_many(found.total, 'entry', 'entries')}, best first",
        cards=tuple(_hit(held, terms) for held in found.items),
        notes=notes,
        buttons=(
            *(ask(held.cite, "briefing", article=held.cite) for held in found.items[:10]),
            ask("In quotes", "quotes", text=typed),
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
    )


def _nothing(desk: Desk, typed: str) -> Reply:
    names, topics = desk.shelf.nearest_speakers(typed, 2), desk.shelf.nearest_topics(typed, 3)
    near = " · ".join((*names, *topics))
    return Reply(
        title=(ours(f"Nothing here holds “{typed}”."),),
        notes=(searched(desk.shelf.holdings()), *(((ours(f"Names and topics here: {near}"),),) if near else ())),
        buttons=(
            *(ask(name, "quotes", speaker=name) for name in names),
            *(ask(label, "topics", topic=label) for label in topics),
        ),
    )


def _hit(held: Held, terms: Terms) -> Card:
    text = held.article.text
    counted = [(terms.count_in(span.of(text)), index) for index, span in enumerate(held.sentences)]
    best = sorted(sorted(counted, key=lambda each: (-each[0], each[1]))[:_SENTENCES], key=lambda each: each[1])
    lines = [_found_line(held, index, terms) for count, index in best if count]
    more = sum(count > 0 for count, _ in counted) - len(lines)
    return card([cite(held.cite), ours(" "), *title_pieces(held)], *lines, more_sentences(more))


def _found_line(held: Held, index: int, terms: Terms) -> list[Piece]:
    sentence = held.sentences[index]
    found = terms.found_in(sentence.of(held.article.text))
    return sentence_line(held, index, [Span(s.start + sentence.start, s.end + sentence.start) for s in found])


def topics(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the topics of the library or of an article, or with the sentences on one topic."""
    if "topic" in arguments:
        return _topic(desk, arguments)
    if "article" in arguments:
        held = article_asked(desk, arguments["article"], "topics")
        found = desk.shelf.topics_of([held.number])[held.number]
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
    found = desk.shelf.newest(
        desk.page_size, (page - 1) * desk.page_size, source=source, topic=topic.key if topic else None
    )
    holdings = desk.shelf.holdings()
    limits = [f"from “{source}”"] if source else []
    limits += [f"on {topic.label}"] if topic else []
    title = (strong("Articles"), *((ours(" " + ", ".join(limits)),) if limits else ()))
    if not found.total:
        known = desk.shelf.sources(limit=5)
        note = f"Sources here: {' · '.join(known)}" if known else "No article here names its source."
        return Reply((ours("None here: "), *title), notes=(searched(holdings), (ours(note),)))
    return Reply(
        title=title,
        lead=f"{found.total:,} of {one_or_many(holdings.entries, 'entry', 'entries')}, {dates_covered(holdings)}",
        cards=tuple(_listed(held) for held in found.items),
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
        "search",
        "Entries and sentences that hold your words",
        search,
        (Parameter("text", 'Words, a "phrase", -without', Kind.WORDS, required=True),),
        ("search {word}",),
    ),
    Command(
        "articles",
        "What is in the library",
        articles,
        (Parameter("source", "Part of the source's name", Kind.SOURCE), TOPIC),
        ("articles", "articles topic:{topic}"),
    ),
)
