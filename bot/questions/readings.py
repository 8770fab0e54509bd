"""Readings: what a question can mean, once it is known what kind of question it is. Pure.

Who and what a question names are looked up: a speaker is never guessed, a topic is one that the library has, and
everything else is searched for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.questions.tongue import Tongue
from briefings.folding import name_key

_LONGEST = 300  # characters of a filter or of search words
_DAY = re.compile(r"\d{1,2}\.? [^\W\d_]{3,}|[^\W\d_]{3,} \d{1,2}$")  # and its month
_PASSAGE = 4  # words from which what is asked for is a passage, though it is not in quotation marks


class Known(Protocol):
    """What the library knows. Called while a question is read, with the asker's own words; none of it raises."""

    def speakers(self, words: str) -> Sequence[str]:
        """Return the names of the speakers who are called so, the most quoted first."""

    def topics(self, words: str) -> Sequence[str]:
        """Return the labels of the topics that hold all of these words, the closest first."""

    def article(self, words: str) -> str | None:
        """Return the cite of the one article or story that is called so, None for none or several."""

    def holds(self, words: str) -> bool:
        """Tell whether an article holds all of these words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A command that a question can mean. With ``settles`` its answer holds even when it finds nothing."""

    command: str
    arguments: Mapping[str, str]
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a question names ("" for what it does not), from when, what the library knows, and all of its words.

    ``day_words`` are those by which it says from when.
    """

    text: str
    known: Known
    days: Mapping[str, str]
    tongue: Tongue
    who: str = ""
    what: str = ""
    length: str = ""
    day_words: str = ""

    @property
    def speaker(self) -> str:
        """Return the name in ``who``, "" for anybody's."""
        name = self.tongue.bare(self.who)
        return "" if name.lower() in self.tongue.anybody else name

    @property
    def name(self) -> str:
        """Return the name in ``what``."""
        return self.tongue.bare(self.what)


def search(question: Question, words: str = "") -> Reading:
    """Search for the *words* that tell something; without any, for all that was typed, as it was typed."""
    text = question.tongue.telling(words) or question.text
    return Reading("search", {"text": text[:_LONGEST] or "?", **question.days})


def said(question: Question) -> list[Reading]:
    """Quotes of somebody, or of everybody, on something."""
    who = question.speaker
    names = question.known.speakers(who) if who else []
    if who and not names:
        unknown = Reading("quotes", {"speaker": who[:_LONGEST]}, settles=not question.known.holds(who))
        return [unknown, search(question, f"{who} {question.what}")]
    speaker = {"speaker": names[0] if len(names) == 1 else who} if who else {}
    if not question.what:
        return [Reading("quotes", {**speaker, **question.days})]
    topics = question.known.topics(question.name)[:2]
    readings = [Reading("quotes", {**speaker, "topic": topic, **question.days}) for topic in topics]
    readings.insert(1, Reading("quotes", {**speaker, "text": _all_words(question), **question.days}))
    return [*readings, search(question, f"{who} {question.what}")]


def said_if_known(question: Question) -> list[Reading]:
    """The same where nothing but a known name shows that quotes are meant: "Xi on sovereignty"."""
    return said(question) if question.known.speakers(question.speaker) else []


def said_exactly(question: Question) -> list[Reading]:
    """Whether somebody said something: what stands in quotation marks is checked and nothing else."""
    quoted = re.search(r'"(.+)"', question.what)
    if quoted is None and len(question.what.split()) < _PASSAGE:
        return said(question)
    speaker = {"speaker": question.speaker[:_LONGEST]} if question.speaker else {}
    check = Reading("check", {"text": quoted[1] if quoted else question.what, **speaker}, settles=quoted is not None)
    return [check, *said(question)]


def who_said(question: Question) -> list[Reading]:
    """Who said something: its very words are checked, else quotes with them, as typed or wherever they stand."""
    if '"' in question.what:
        return said_exactly(question)
    if not question.tongue.telling(question.what):
        return []
    texts = (question.what[:_LONGEST], _all_words(question))
    return [*(Reading("quotes", {"text": each, **question.days}) for each in texts), search(question, question.what)]


def _all_words(question: Question) -> str:
    """Return the telling words as a filter that wants each of them, wherever it stands in a quote."""
    words = re.findall(r'"[^"]+"|[^\s"]+', question.tongue.telling(question.what) or question.what)
    if len(words) > 1 and '"' not in words[0]:
        words[0] = f'"{words[0]}"'  # with a phrase among them, the words need not follow one another
    return " ".join(words)[:_LONGEST]


def who_is(question: Question) -> list[Reading]:
    """Somebody's quotes, which are headed by the roles that the articles give him or her."""
    names = question.known.speakers(question.name)
    speaker = names[0] if len(names) == 1 else question.name
    return [*([Reading("quotes", {"speaker": speaker, **question.days})] if names else []), *topic(question)]


def topic(question: Question) -> list[Reading]:
    """What something is: an article if one is named, the sentences of its topic, else those that hold the words.

    From some days, the articles on it: sentences of a topic are not told by days.
    """
    name = question.tongue.article_name(question.what)
    cite = question.known.article(name) if name else None
    article = [Reading("briefing", {"article": cite})] if cite else []
    if name and name == question.what and cite:
        return article
    if question.days:
        return [*article, *news(question)]
    topics = [Reading("topics", {"topic": each}) for each in question.known.topics(question.name)[:2]]
    return [*article, *topics, search(question, question.what)]


def told(question: Question) -> list[Reading]:
    """What all articles say, on something or at all; what "the report" says where just that is quoted."""
    own = name_key(question.speaker)
    if own in map(name_key, question.known.speakers(question.speaker)):
        return said(question)
    return topic(question) if question.what else news(question)


def all_topics(question: Question) -> list[Reading]:
    """All topics; from some days, the articles that have them."""
    return news(question) if question.days else [Reading("topics", {})]


def news(question: Question) -> list[Reading]:
    """What is new, on something or from some days."""
    if not question.what and question.days:
        return [Reading("articles", question.days), *_printed_day(question)]
    if not question.what:
        return [Reading("briefing", {})]
    topics = question.known.topics(question.name)[:2]
    readings = [Reading("articles", {"topic": each, **question.days}) for each in topics]
    return [*readings, search(question, question.what)]


def _printed_day(question: Question) -> list[Reading]:
    """Return the search for the one day as it is named, which articles may tell of before it comes."""
    named = _DAY.search(question.day_words) if question.days.get("since") == question.days.get("until") else None
    return [Reading("search", {"text": f'"{named[0]}"'})] if named else []


def summary(question: Question) -> list[Reading]:
    """The summary of the one article that is meant; where it could be several, those to choose from."""
    name = question.tongue.article_name(question.what) or question.name
    cite = question.known.article(name)
    if cite is None:
        return news(replace(question, what=name))
    if cite.startswith("S"):
        return [Reading("briefing", {"article": cite})]
    return [Reading("summary", {"article": cite, **({"length": question.length} if question.length else {})})]


def quoted_in(question: Question) -> list[Reading]:
    """The quotes of one article, unless a speaker is called so."""
    if question.tongue.article_name(question.what) is None and question.known.speakers(question.name):
        return []
    cite = question.known.article(question.tongue.article_name(question.what) or question.name)
    return [Reading("quotes", {"article": cite})] if cite else []


def compared(question: Question) -> list[Reading]:
    """Two articles beside each other."""
    named = (question.tongue.article_name(each) or question.tongue.bare(each) for each in (question.who, question.what))
    cites = [question.known.article(name) for name in named]
    return [Reading("compare", {"a": cites[0], "b": cites[1]})] if cites[0] and cites[1] else []


def searched(question: Question) -> list[Reading]:
    """The sentences that hold the words, of a question that no command answers better."""
    return [search(question, question.text)]


def of_source(question: Question) -> list[Reading]:
    """The articles of a source."""
    return [Reading("articles", {"source": question.name, **question.days}), search(question, question.what)]


def helped(_: Question) -> list[Reading]:
    """What can be asked."""
    return [Reading("help", {})]


def opened(question: Question) -> list[Reading]:
    """What a cite stands for."""
    return [Reading("open", {"cite": question.what})]
