"""The library as a list: what every library must do, in the plainest way. For small libraries only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefings.analysis import analyse
from briefings.article import Article
from briefings.audience import EVERYBODY, place_keys
from briefings.entry import Entry, Quote, Reported
from briefings.errors import BadFile, NotHere
from briefings.folder import find_files, id_taken, read_file
from briefings.folding import fold, name_key, telling_words, typed_key, words
from briefings.library.numbering import Numbered, numbers
from briefings.library.reader import Counted, Page
from briefings.library.rows import Held, HeldQuote
from briefings.library.search import Fit, Found
from briefings.library.shelf import Holdings, Titled
from briefings.library.speech import QuoteFilter
from briefings.library.syncing import Synced
from briefings.place import Place
from briefings.spans import Span
from briefings.terms import Terms
from briefings.topics import topic_key


@dataclass
class Kept:
    """An article with all that is known of it."""

    number: int
    workspace: str
    entry: Entry
    added: datetime
    path: Path | None = None
    gone: bool = False
    numbers: dict[Span, int] = field(default_factory=dict)
    last: int = 0

    def take(self, entry: Entry) -> None:
        """Take another version; a quote that was there keeps its number."""
        before, text = self.entry.article.text, entry.article.text
        old = [Numbered(number, span, fold(span.of(before))) for span, number in self.numbers.items()]
        found = [(quote.span, fold(quote.span.of(text))) for quote in entry.quotes]
        self.numbers = numbers(found, old, self.last, before == text)
        self.last = max((self.last, *self.numbers.values()))
        self.entry, self.gone = entry, False

    def is_seen(self, place: Place, now: datetime | None) -> bool:
        """Tell whether it is for people at *place*, under no embargo at *now*, and not withdrawn."""
        keys, article = place_keys(place), self.entry.article
        here = self.workspace in {"", *keys[:1]} and (not article.audience or bool({*keys} & {*article.audience}))
        released = article.embargo is None or (now is not None and article.embargo <= now)
        return here and released and article.withdrawn is None

    @property
    def held(self) -> Held:
        """The entry as a library gives it."""
        given = tuple(range(1, len(self.entry.sentences) + 1))
        return Held(self.number, self.entry.article, self.added, self.entry.sentences, given, self.entry.order)


class MemoryLibrary:
    """Keeps entries in a list, in the order of their arrival."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []
        self._lines: dict[str, str] = {}
        self.version = 0

    def state(self) -> tuple[int, int]:
        return self.version, 0

    def shelf(self, place: Place = EVERYBODY, now: datetime | None = None) -> "MemoryShelf":
        return MemoryShelf([kept for kept in self._kept if not kept.gone and kept.is_seen(place, now)])

    def put(self, article: Article, now: datetime, workspace: str = "") -> int:
        return self._put(article, now, workspace)[0].number

    def _put(self, article: Article, now: datetime, workspace: str) -> tuple[Kept, str]:
        kept = next((k for k in self._kept if (k.workspace, k.entry.article.id) == (workspace, article.id)), None)
        if kept is not None and kept.entry.article == article:
            was_gone, kept.gone = kept.gone, False
            return kept, "added" if was_gone else ""
        if what := "changed" if kept is not None else "added":
            self.version += 1
        if kept is None:
            kept = Kept(len(self._kept) + 1, workspace, analyse(article), now)
            self._kept.append(kept)
        kept.take(analyse(article))
        return kept, what

    def sync(self, paths: Iterable[Path], now: datetime) -> Synced:
        result, owners, seen, paths = Synced(), dict[str, Path](), set[int](), list(paths)
        for path in find_files(paths):
            try:
                article = read_file(path)
                if article.id in owners:
                    raise BadFile(id_taken(path, article, owners[article.id]))
            except BadFile as error:
                result.faults += error.faults
                seen |= {kept.number for kept in self._kept if kept.path == path}
                continue
            owners[article.id] = path
            kept, what = self._put(article, now, "")
            seen |= {kept.number}
            kept.path = path
            result.added += what == "added"
            result.changed += what == "changed"
        away = [path for path in paths if not path.exists()]
        for kept in self._kept:
            stays = kept.path is None or any(path in kept.path.parents for path in away)
            if not kept.gone and not stays and kept.number not in seen:
                kept.gone, result.gone = True, result.gone + 1
        return result

    def keep_line(self, key: str, line: str, now: datetime) -> None:
        self._lines.setdefault(key, line)

    def kept_line(self, key: str) -> str | None:
        return self._lines.get(key)

    def close(self) -> None:
        """Nothing is open."""


class MemoryShelf:
    """What one workspace may read."""

    def __init__(self, kept: list[Kept]) -> None:
        self._kept = kept

    def _newest_first(self) -> list[Held]:
        by_id = sorted((kept.held for kept in self._kept), key=lambda held: held.article.id)
        return sorted(by_id, key=lambda held: held.article.published or held.added, reverse=True)

    def holdings(self) -> Holdings:
        dates = [held.article.published for held in self._newest_first() if held.article.published]
        return Holdings(len(self._kept), len(dates), min(dates, default=None), max(dates, default=None))

    def newest(self, limit: int, offset: int = 0, source: str | None = None, topic: str | None = None) -> Page[Held]:
        about = {kept.number for kept in self._kept if topic is None or _is_on(kept.entry, topic)}
        found = [
            held
            for held in self._newest_first()
            if held.number in about and typed_key(source or "") in typed_key(held.article.source or "")
        ]
        return Page(tuple(found[offset : offset + limit]), len(found))

    def arrived(self, after: int, upto: int, limit: int) -> list[Held]:
        return [held for held in self._newest_first() if after < held.number <= upto][:limit]

    def numbered(self, numbers: Sequence[int]) -> list[Held]:
        by_number = {kept.number: kept.held for kept in self._kept}
        return [by_number[number] for number in numbers if number in by_number]

    def find(self, wanted: str) -> Held:
        name, all_held = wanted.strip(), self._newest_first()
        for found in (
            [held for held in all_held if held.cite == name.upper()],
            [held for held in all_held if held.article.id == name],
            [held for held in all_held if held.article.title.lower() == name.lower()],
            [
                held
                for held in all_held
                if name and all(w in typed_key(held.article.title) for w in typed_key(name).split())
            ],
        ):
            if len(found) == 1:
                return found[0]
        raise NotHere(name)

    def topics(self, begun: str = "", limit: int = 25, offset: int = 0) -> Page[Counted]:
        counts: Counter[str] = Counter()
        scores: Counter[str] = Counter()
        for kept in self._kept:
            for topic in kept.entry.topics:
                if begun.strip() and not f" {topic.label.lower()}".count(f" {fold(begun)}"):
                    continue
                key = topic_key(topic.label)
                counts[key] += 1
                scores[key] += round(topic.score * 1_000_000)
        best = sorted(counts, key=lambda key: (-counts[key], -scores[key], key))
        if begun.strip():  # those that begin so stay where there is no room for all
            best = sorted(sorted(best, key=lambda key: not key.startswith(fold(begun)))[:limit], key=best.index)
        found = [Counted(key, self.topic(key).label, counts[key]) for key in best]
        return Page(tuple(found[offset : offset + limit]), len(found))

    def topic(self, wanted: str) -> Counted:
        found = [kept for kept in self._kept if topic_key(wanted) in _topics(kept.entry)]
        if not found:
            raise NotHere(wanted)
        labels = Counter(_topics(kept.entry)[topic_key(wanted)] for kept in found[-15:])
        label = min(labels, key=lambda label: (-labels[label], label))
        return Counted(topic_key(wanted), label, len(found))

    def quotes(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[HeldQuote]:
        in_time = sorted(self._kept, key=lambda kept: (kept.held.article.published or kept.added, kept.number))
        found = [
            HeldQuote(kept.held, kept.numbers[quote.span], quote)
            for kept in in_time
            for quote in kept.entry.quotes
            if wanted.speakers is None or _speaker_key(kept, quote) in wanted.speakers
            if _lets_through(wanted, kept, [quote.span, *([quote.evidence] if quote.evidence else [])])
        ]
        return Page(tuple(found[offset : offset + limit]), len(found))

    def reported(self, wanted: QuoteFilter, limit: int, offset: int = 0) -> Page[tuple[Held, Reported]]:
        in_time = sorted(self._kept, key=lambda kept: (kept.held.article.published or kept.added, kept.number))
        found = [
            (kept.held, each)
            for kept in in_time
            for each in kept.entry.reported
            if name_key(each.speaker.of(kept.entry.article.text)) in (wanted.speakers or ())
            and _lets_through(wanted, kept, [each.sentence])
        ]
        return Page(tuple(found[offset : offset + limit]), len(found))

    def quote(self, article: int, number: int) -> HeldQuote | None:
        found = self.quotes(QuoteFilter(article=article), 1_000_000).items
        return next((quote for quote in found if quote.number == number), None)

    def speakers(self, words: str = "", limit: int = 25) -> list[Counted]:
        telling = telling_words(words)
        if words.strip() and not telling:
            return []
        said = [(k, q) for k in self._kept for q in k.entry.quotes if q.speaker]
        forms: dict[str, set[str]] = {}
        for kept, quote in said:
            text = kept.entry.article.text
            mention = quote.mention.of(text) if quote.mention else ""
            forms.setdefault(_speaker_key(kept, quote) or "", set()).update(
                telling_words(f"{quote.speaker.of(text) if quote.speaker else ''} {mention}")
            )
        asked = {key for key, found in forms.items() if all(any(w.startswith(t) for w in found) for t in telling)}
        counts = Counter(key for kept, quote in said if (key := _speaker_key(kept, quote)) in asked)
        labels = {_speaker_key(k, q): q.speaker.of(k.entry.article.text) for k, q in said if q.speaker}
        best = sorted(counts, key=lambda key: (-counts[key], key or ""))
        return [Counted(key or "", labels[key], counts[key]) for key in best][:limit]

    def search(self, terms: Terms, limit: int, offset: int = 0) -> tuple[list[Held], Found]:
        tries = [(terms, Fit.EVERY), (terms.as_begun(), Fit.BEGUN), (terms, Fit.SOME)]
        for tried, fit in tries:
            found = self._with(tried, 1 if fit is Fit.SOME else len(terms.wanted)) if tried else []
            if tried and found:
                numbers = tuple(held.number for held in found[offset : offset + limit])
                return self.numbered(numbers), Found(numbers, len(found), tried, fit)
        return [], Found((), 0, terms, Fit.EVERY)

    def _with(self, terms: Terms, least: int) -> list[Held]:
        """The entries that hold at least so many of the terms, and nothing unwanted: titles first, then the newest."""
        unwanted, hits = Terms(terms.unwanted), []
        for held in self._newest_first():
            article = held.article
            whole = "\n".join((article.title, article.source or "", article.author or "", article.text))
            count = terms.count_in(whole)
            if count >= least and not (terms.unwanted and unwanted.count_in(whole)):
                hits.append((-count, -terms.count_in(article.title), held))
        return [held for _, _, held in sorted(hits, key=lambda hit: hit[:2])]

    def titles(self, begun: str = "", limit: int = 25) -> list[Titled]:
        typed = fold(begun)
        return [
            Titled(held.number, held.article.id, held.article.title)
            for held in self._newest_first()
            if typed in held.article.title.lower()
            or held.article.id.lower().startswith(typed)
            or typed == held.cite.lower()
        ][:limit]

    def sources(self, begun: str = "", limit: int = 25) -> list[str]:
        named = [source for held in self._newest_first() if (source := held.article.source)]
        counts = Counter(source for source in named if typed_key(begun) in typed_key(source))
        return sorted(counts, key=lambda source: (-counts[source], source))[:limit]


def _topics(entry: Entry) -> dict[str, str]:
    return {topic_key(topic.label): topic.label for topic in entry.topics}


def _is_on(entry: Entry, topic: str) -> bool:
    return topic in _topics(entry) or set(words(topic)) <= set(words(entry.article.title))


def _speaker_key(kept: Kept, quote: Quote) -> str | None:
    return name_key(quote.speaker.of(kept.entry.article.text)) if quote.speaker else None


def _lets_through(wanted: QuoteFilter, kept: Kept, said: Sequence[Span]) -> bool:
    """Tell whether all but the speakers lets through what is *said*: the words, and where it stands who spoke."""
    text, published = kept.entry.article.text, kept.entry.article.published
    spans = [s for topic in kept.entry.topics if topic_key(topic.label) == wanted.topic for s in topic.spans]
    return (
        (wanted.topic is None or any(span.meets(each) for span in spans for each in said))
        and (wanted.text is None or fold(wanted.text) in fold(said[0].of(text)))
        and (wanted.article is None or wanted.article == kept.number)
        and (wanted.since is None or (published is not None and published >= wanted.since))
        and (wanted.until is None or (published is not None and published < wanted.until))
    )
