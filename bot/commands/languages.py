"""What is said of an article's language: which one it is, and that something is not offered for it."""

from bot.catalogue import _, counted, language_called
from bot.commands.shown import ask, origin, sentence_cite, title_pieces
from bot.replies import Line, Reply, cite, ours
from briefings.analysis import OFFERED, language_of
from briefings.article import Article
from briefings.languages.names import language_name
from briefings.library.rows import Held


def is_offered(article: Article) -> bool:
    """Tell whether summaries, quotes and topics are found in the language of *article*."""
    return language_of(article) in OFFERED


def not_offered(article: Article, what: str) -> Line:
    """Return the sentence *what* ("Quotes are not offered for texts in {language}.") for the language of *article*."""
    language = language_of(article)
    return (ours(_(what).format(language=language_called(language, language_name(language)))),)


def unoffered(held: Held, what: str) -> Reply:
    """Answer that something is not offered for the entry's language, as *what* says, and with what is there instead."""
    first = (ask(_("Read it"), "open", cite=sentence_cite(held, 0)),) if held.sentences else ()
    return Reply(
        title=(cite(held.cite), ours(" "), *title_pieces(held)),
        lead=counted(
            "{n} sentence, which can be searched and opened",
            "{n} sentences, which can be searched and opened",
            len(held.sentences),
        ),
        notes=(not_offered(held.article, what), origin(held)),
        buttons=first,
    )
