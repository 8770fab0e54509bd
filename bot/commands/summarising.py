"""Summaries: sentences that stand for an article or for a pasted text, word for word and in their order."""

from collections.abc import Iterable, Mapping, Sequence

from bot.catalogue import N_, _, counted, ngettext, number
from bot.commands.allowance import most_shown
from bot.commands.asked import NothingFound, article_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.languages import is_offered, not_offered, unoffered
from bot.commands.passing import LONGEST, cut_notes
from bot.commands.shown import ask, joined, origin, sentence_line, title_pieces, who_is_meant
from bot.commands.telling import together
from bot.desk import Desk
from bot.replies import Button, Ink, Line, Reply, card, cite, ours, phrase, quiet, strong, words
from briefings.analysis import analyse, language_of
from briefings.article import Article
from briefings.errors import NotHere
from briefings.library.rows import Held
from briefings.summarising.steering import places_of, steered_order
from briefings.summary import LONG, MEDIUM, SHORT, take

_LENGTHS = {"short": SHORT, "medium": MEDIUM, "long": LONG}
_LABELS = {"short": N_("Short"), "medium": N_("Medium"), "long": N_("Long")}
_UNOFFERED = N_("Summaries are not offered for texts in {language}.")
_LEAST = 4  # sentences of a text from which on a summary spares reading


def summary(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with sentences of an article, all of them on one topic where one is asked for."""
    held = article_asked(desk, arguments["article"], "summary")
    if not is_offered(held.article):
        return unoffered(held, _UNOFFERED)
    wanted, allowed = _wanted(arguments), most_shown(held)
    about = arguments.get("about")
    if about:
        chosen, spoken = _about(desk, held, about, min(wanted, allowed))
        lead = _lead_about(about, len(chosen), spoken)
    else:
        chosen = take(held.order, min(wanted, allowed)) or (0,)
        lead = _lead(len(chosen), len(held.sentences))
    beside, near = together(desk, held)
    notes: list[Line] = [*beside, origin(held)]
    if wanted > allowed and (not about or len(chosen) == allowed):
        most = _("At most {share:.0%} of this article is shown at once.")
        notes.insert(0, (quiet(most.format(share=held.article.share)),))
    return Reply(
        title=(cite(held.cite), ours(" "), *title_pieces(held)),
        lead=lead,
        cards=tuple(
            card(line, who) for line, who in zip(_lines(held, chosen), who_is_meant(desk, held, chosen), strict=True)
        ),
        notes=tuple(notes),
        buttons=(*_buttons(held, arguments, len(chosen), allowed), *near),
    )


def _lead(shown: int, total: int) -> str:
    """Return how many sentences are shown, and of how many."""
    return counted(
        "{n} sentence of {total}, word for word", "{n} sentences of {total}, word for word", shown, total=total
    )


def _lead_about(about: str, shown: int, spoken: int) -> str:
    """Return how many sentences are shown, and of how many that speak of *about*."""
    if spoken <= shown:
        return counted(
            "{n} sentence on {topic}, word for word", "{n} sentences on {topic}, word for word", shown, topic=about
        )
    return counted(
        "{n} sentence of {total} on {topic}, word for word",
        "{n} sentences of {total} on {topic}, word for word",
        shown,
        total=spoken,
        topic=about,
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
    said = _("No sentence of {cite} is about “{topic}”.")
    if places:
        said = ngettext(
            "{cite} speaks of “{topic}” only in {n} sentence that cannot stand alone.",
            "{cite} speaks of “{topic}” only in {n} sentences that cannot stand alone.",
            len(places),
        )
    here = cite(held.cite)
    looked = ngettext("Searched: {n} sentence of {cite}.", "Searched: {n} sentences of {cite}.", len(sentences))
    raise NothingFound(
        Reply(
            title=tuple(phrase(said, cite=here, topic=ours(about), n=ours(number(len(places))))),
            notes=(
                (quiet(looked.format(n=number(len(sentences)), cite=held.cite)),),
                tuple(phrase(_("It is about {topics}"), Ink.QUIET, topics=joined([words(t.label) for t in topics]))),
            ),
            buttons=(
                *((ask(_("Sentences"), "search", text=f'"{about}"'),) if places else ()),
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
        *(ask(_(_LABELS[name]), "summary", article=held.cite, length=name, about=about) for name in others),
        *((ask(_("All of it"), "summary", article=held.cite),) if about else ()),
        ask(_("Quotes"), "quotes", article=held.cite),
        ask(_("Topics"), "topics", article=held.cite),
    )


def gist(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the sentences that stand for a text; nothing of it is stored."""
    text = arguments["text"]
    entry = analyse(Article("passing", text, "", title_by="us"))
    total = len(entry.sentences)
    cut = cut_notes(text)
    if total < _LEAST:
        said = counted(
            "There is too little to summarise here: {n} sentence, and {least} are needed.",
            "There is too little to summarise here: {n} sentences, and {least} are needed.",
            total,
            least=_LEAST,
        )
        return Reply((ours(said),), notes=cut, private=True)
    if not is_offered(entry.article):
        return Reply(not_offered(entry.article, _UNOFFERED), private=True)
    chosen = take(entry.order, min(_wanted(arguments), total // 2))
    if not chosen:
        said = _("There is too little to summarise here: none of the {total} sentences can stand alone.")
        said = said.format(total=total)
        return Reply((ours(said),), notes=cut, private=True)
    return Reply(
        title=(strong(_("Summary of this text")),),
        lead=_lead(len(chosen), total),
        cards=tuple(card([words(entry.sentences[index].of(text))]) for index in chosen),
        notes=((quiet(_("Taken from the text as it stands; nothing of it is stored or checked.")),), *cut),
        private=True,
    )


_LENGTH = Parameter(
    "length",
    "short, medium, long or a number of sentences",
    choices=tuple(_LENGTHS),
    or_number=True,
    in_menu="A length, or a number of sentences",
)
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
        (Parameter("text", "The text", Kind.WORDS, required=True, longest=LONGEST), _LENGTH),
        ("gist “We will win,” Mayor Jane Roe said. The town voted on Monday.",),
        steady=False,
        on_message="Summarise this",
    ),
)
