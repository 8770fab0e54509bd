"""Summaries: sentences that stand for an article or for a pasted text, word for word and in their order."""

from collections.abc import Iterable, Mapping, Sequence

from bot.commands.allowance import most_shown
from bot.commands.asked import NothingFound, article_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, not_offered, unoffered
from bot.commands.shown import ask, joined, one_or_many, origin, sentence_line, title_pieces, who_is_meant
from bot.commands.telling import together
from bot.desk import Desk
from bot.replies import Button, Line, Reply, card, cite, ours, quiet, strong, words
from briefings.analysis import analyse, language_of
from briefings.article import Article
from briefings.errors import NotHere
from briefings.library.rows import Held
from briefings.steering import places_of, steered_order
from briefings.summary import LONG, MEDIUM, SHORT, take

_LENGTHS = {"short": SHORT, "medium": MEDIUM, "long": LONG}
_LONGEST = 6000  # characters of a pasted text
_LEAST = 4  # sentences of a text from which on a summary spares reading


def summary(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with sentences of an article, all of them on one topic where one is asked for."""
    held = article_asked(desk, arguments["article"], "summary")
    if not is_offered(held.article):
        return unoffered(held, "Summaries")
    wanted, allowed = _wanted(arguments), most_shown(held)
    about = arguments.get("about")
    if about:
        chosen, spoken = _about(desk, held, about, min(wanted, allowed))
        of = f"of {spoken} on {about}" if spoken > len(chosen) else f"on {about}"
    else:
        chosen, of = take(held.order, min(wanted, allowed)) or (0,), f"of {len(held.sentences)}"
    beside, near = together(desk, held)
    notes: list[Line] = [*beside, origin(held)]
    if wanted > allowed and (not about or len(chosen) == allowed):
        notes.insert(0, (quiet(f"At most {held.article.share:.0%} of this article is shown at once."),))
    return Reply(
        title=(cite(held.cite), ours(" "), *title_pieces(held)),
        lead=f"{one_or_many(len(chosen), 'sentence')} {of}, word for word",
        cards=tuple(
            card(line, who) for line, who in zip(_lines(held, chosen), who_is_meant(desk, held, chosen), strict=True)
        ),
        notes=tuple(notes),
        buttons=(*_buttons(held, arguments, len(chosen), allowed), *near),
    )


def _wanted(arguments: Mapping[str, str]) -> int:
    """Return how many sentences are asked for."""
    length = arguments.get("length", "medium")
    return _LENGTHS.get(length) or int(length)


def _lines(held: Held, chosen: Sequence[int]) -> list[Line]:
    return [tuple(sentence_line(held, index)) for index in chosen]


def _about(desk: Desk, held: Held, about: str, count: int) -> tuple[tuple[int, ...], int]:
    """Return the places of the summary on a topic, and how many sentences speak of it; raise where there are none."""
    text, sentences = held.article.text, held.sentences
    try:
        mentions = desk.shelf.mentions_in(held.number, desk.shelf.topic(about).key)
    except NotHere:
        mentions = ()
    places = places_of(text, sentences, about, mentions)
    steps: Iterable[tuple[int, ...]] = (group for group in held.order if not places.isdisjoint(group))
    if language_of(held.article) == "en":  # whose sentences can be weighed again; the order has the best ones only
        steps = steered_order(text, sentences, places)
    chosen = take(tuple(steps), count)
    if chosen:
        return chosen, len(places.union(chosen))
    topics = desk.shelf.topics_of([held.number])[held.number][:8]
    said = f"says nothing about “{about}”"
    if places:
        said = f"speaks of “{about}” only in {one_or_many(len(places), 'sentence')} that cannot stand alone"
    raise NothingFound(
        Reply(
            title=(cite(held.cite), ours(f" {said}.")),
            notes=(
                (quiet(f"Searched: {one_or_many(len(sentences), 'sentence')} of {held.cite}."),),
                (quiet("It is about "), *joined([words(topic.label) for topic in topics])),
            ),
            buttons=(
                *((ask("Sentences", "search", text=f'"{about}"'),) if places else ()),
                *(ask(topic.label, "summary", article=held.cite, about=topic.label) for topic in topics[:5]),
            ),
        )
    )


def _buttons(held: Held, arguments: Mapping[str, str], shown: int, allowed: int) -> tuple[Button, ...]:
    length, about = arguments.get("length", "medium"), arguments.get("about")
    others = [name for name in _LENGTHS if name != length and min(_LENGTHS[name], allowed) != shown]
    if about:
        others = [name for name in others if _LENGTHS[name] < shown or shown == _wanted(arguments)]
    return (
        *(ask(name.capitalize(), "summary", article=held.cite, length=name, about=about) for name in others),
        *((ask("All of it", "summary", article=held.cite),) if about else ()),
        ask("Quotes", "quotes", article=held.cite),
        ask("Topics", "topics", article=held.cite),
    )


def gist(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the sentences that stand for a text; nothing of it is stored."""
    text = arguments["text"]
    entry = analyse(Article("passing", text, "", title_by="us"))
    total = len(entry.sentences)
    cut = ((quiet(f"The first {_LONGEST:,} characters were read."),),) if len(text) == _LONGEST else ()
    if total < _LEAST:
        said = f"There is too little to summarise here: {one_or_many(total, 'sentence')}, and {_LEAST} are needed."
        return Reply((ours(said),), notes=cut, private=True)
    if not is_offered(entry.article):
        return Reply(not_offered(entry.article, "Summaries"), private=True)
    chosen = take(entry.order, min(_wanted(arguments), total // 2))
    if not chosen:
        said = f"There is too little to summarise here: none of the {total} sentences can stand alone."
        return Reply((ours(said),), notes=cut, private=True)
    return Reply(
        title=(strong("Summary of this text"),),
        lead=f"{one_or_many(len(chosen), 'sentence')} of {total}, word for word",
        cards=tuple(card([words(entry.sentences[index].of(text))]) for index in chosen),
        notes=((quiet("Taken from the text as it stands; nothing of it is stored or checked."),), *cut),
        private=True,
    )


_LENGTH = Parameter("length", "short, medium, long or a number of sentences", choices=tuple(_LENGTHS), or_number=True)
COMMANDS = (
    Command(
        "summary",
        "Sentences that stand for an article, word for word",
        summary,
        (
            Parameter(
                "article", "An article: its cite (A1), its id or words of its title", Kind.ARTICLE, required=True
            ),
            _LENGTH,
            Parameter("about", "Only on this topic", Kind.TOPIC),
        ),
        ("summary {article}", "summary {article} length:short", "summary {article} about:{topic}"),
    ),
    Command(
        "gist",
        "Sentences that stand for a text you paste; nothing is stored",
        gist,
        (Parameter("text", "The text", Kind.WORDS, required=True, longest=_LONGEST), _LENGTH),
        ("gist “We will win,” Mayor Jane Roe said. The town voted on Monday.",),
        steady=False,
        on_message="Summarise this",
    ),
)
