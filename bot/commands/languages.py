"""What is said of an article's language: which one it is, and that something is not offered for it."""

from bot.commands.shown import ask, one_or_many, origin, sentence_cite, title_pieces
from bot.replies import Line, Reply, cite, ours
from briefings.analysis import OFFERED, language_of
from briefings.article import Article
from briefings.languages.names import language_name
from briefings.library.rows import Held


def is_offered(article: Article) -> bool:
    """Tell whether summaries, quotes and topics are found in the language of *article*."""
    return language_of(article) in OFFERED


def not_offered(article: Article, what: str) -> Line:
    """Return the sentence that *what* ("Summaries") is not offered for the language of *article*."""
    return (ours(f"{what} are not offered for texts in {language_name(language_of(article))}."),)


def unoffered(held: Held, what: str) -> Reply:
    """Answer that *what* is not offered for the entry's language, and with what is there instead."""
    first = (ask("Read it", "open", cite=sentence_cite(held, 0)),) if held.sentences else ()
    return Reply(
        title=(cite(held.cite), ours(" "), *title_pieces(held)),
        lead=f"{one_or_many(len(held.sentences), 'sentence')}, which can be searched and opened",
        notes=(not_offered(held.article, what), origin(held)),
        buttons=first,
    )
