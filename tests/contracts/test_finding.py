"""What every library must find: a list in memory, SQLite and PostgreSQL."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.errors import NotHere
from briefings.library.search import Fit
from briefings.library.speech import QuoteFilter
from briefings.terms import parse_terms
from tests.fakes import NOON
from tests.libraries import BRIDGE, DATED, EVERYTHING, FERRY, PIER, SCHOOL, AnyLibrary, at


@pytest.fixture
def library(empty: AnyLibrary) -> AnyLibrary:
    """A library of two dated articles and two without a date."""
    for name, text in (("bridge", BRIDGE), ("ferry", FERRY), ("pier", PIER), ("school", SCHOOL)):
        empty.put(parse_article(text.encode(), f"{name}.md"), NOON)
    return empty


@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "^", "NEAR(", "title:", "a OR", "-", "x AND NOT y", "%", "\\", "é" * 999]
)
def test_no_search_can_break_the_search(empty: AnyLibrary, folder: Path, typed: str) -> None:
    empty.sync([folder], NOON)
    for text in (typed, f"bridge {typed}", f'"bridge {typed}'):
        terms = parse_terms(text)
        if terms:
            empty.shelf().search(terms, 5)


@pytest.mark.parametrize(
    ("typed", "found", "every"),
    [
        ("pier", ["pier", "ferry"], True),  # a title counts more
        ("PIER", ["pier", "ferry"], True),
        ("hacker", ["pier"], True),  # the beginning of a word
        ("pie", ["pier", "ferry"], True),  # and of a short one that is last
        ("pie school", ["school"], False),  # but of no other
        ('"new pier"', ["pier"], True),
        ('"pier new"', [], True),
        ("pier -ferry", ["pier"], True),
        ('pier -"new pier"', ["ferry"], True),
        ("cafe", ["ferry"], True),
        ("pier school", ["ferry", "pier", "school"], False),
        ("it's", ["pier"], True),
        ("100%", ["ferry"], True),
    ],
)
def test_a_search_finds_words_phrases_and_beginnings(
    library: AnyLibrary, typed: str, found: list[str], every: bool
) -> None:
    page, how = library.shelf().search(parse_terms(typed), 5)
    names = [held.article.id for held in page]
    assert (names if every else sorted(names)) == found
    assert how.total == len(found)
    assert not found or (how.fit is not Fit.SOME) == every


def test_a_search_has_pages(library: AnyLibrary) -> None:
    (first, how), (second, _) = (library.shelf().search(parse_terms("the"), 3, offset) for offset in (0, 3))
    assert (len(first), len(second), how.total) == (3, 1, 4)
    assert len({held.number for held in (*first, *second)}) == 4


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuoteFilter(text="glad to BE"), ["A2-q1"]),
        (QuoteFilter(text="100%"), ["A2-q1"]),
        (QuoteFilter(text="back_again"), ["A2-q1"]),
        (QuoteFilter(text="back%again"), []),
        (QuoteFilter(text="it’s a"), ["A3-q1"]),
        (QuoteFilter(text="\0\\'"), []),
        (QuoteFilter(speakers=("ada moss",)), ["A2-q1", "A3-q1"]),
        (QuoteFilter(speakers=()), []),
        (QuoteFilter(article=4), ["A4-q1"]),
        (QuoteFilter(since=datetime(2026, 11, 21, tzinfo=UTC)), ["A3-q1"]),
        (QuoteFilter(until=datetime(2026, 11, 21, tzinfo=UTC)), ["A2-q1"]),
        (QuoteFilter(text="pier", speakers=("ada moss",), since=datetime(2026, 11, 21, tzinfo=UTC)), ["A3-q1"]),
    ],
)
def test_the_filters_of_quotes_combine(library: AnyLibrary, wanted: QuoteFilter, found: list[str]) -> None:
    page = library.shelf().quotes(wanted, 10)
    assert [quote.cite for quote in page.items] == found
    assert page.total == len(found)


TOLD = """---
published: {day}
topics: [lighthouse]
---
"We open on Friday," said Vera Quist, who runs the lighthouse. {told}
"""
EARLY = "Vera Quist said that glass is 100% of what the lighthouse needs. Max Obi said that the lighthouse is lost."
LATE = "Quist denied that the lighthouse keeper drinks. Vera Quist said the tower’s stairs are steep."
QUIST = ("vera quist",)


@pytest.fixture
def reporting(empty: AnyLibrary) -> AnyLibrary:
    """A library with two sentences that report what Vera Quist said in each of two articles, the newest first."""
    for name, day, told in (("late", "2026-11-22", LATE), ("early", "2026-11-20", EARLY)):
        empty.put(parse_article(TOLD.format(day=day, told=told).encode(), f"{name}.md"), NOON)
    return empty


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuoteFilter(speakers=QUIST), ["needs", "drinks", "steep"]),
        (QuoteFilter(speakers=QUIST, text="LIGHTHOUSE"), ["needs", "drinks"]),
        (QuoteFilter(speakers=QUIST, text="tower's  stairs"), ["steep"]),
        (QuoteFilter(speakers=QUIST, text="100%"), ["needs"]),
        (QuoteFilter(speakers=QUIST, text="lighthouse%drinks"), []),
        (QuoteFilter(speakers=QUIST, topic="lighthouse"), ["needs", "drinks"]),
        (QuoteFilter(speakers=QUIST, topic="light"), []),
        (QuoteFilter(speakers=QUIST, topic="lighthouse%"), []),
        (QuoteFilter(speakers=QUIST, article=1), ["drinks", "steep"]),
        (QuoteFilter(speakers=QUIST, since=datetime(2026, 11, 21, tzinfo=UTC)), ["drinks", "steep"]),
        (QuoteFilter(speakers=QUIST, until=datetime(2026, 11, 21, tzinfo=UTC)), ["needs"]),
        (QuoteFilter(speakers=QUIST, text="lighthouse", since=datetime(2026, 11, 21, tzinfo=UTC)), ["drinks"]),
        (QuoteFilter(speakers=("max obi",), text="lighthouse"), ["lost"]),
        (QuoteFilter(speakers=("max obi", *QUIST), text="said that"), ["needs", "lost"]),
        (QuoteFilter(speakers=()), []),
        (QuoteFilter(text="lighthouse"), []),
    ],
)
def test_the_filters_of_quotes_hold_for_what_speakers_are_reported_to_have_said(
    reporting: AnyLibrary, wanted: QuoteFilter, found: list[str]
) -> None:
    shelf = reporting.shelf()
    pages = [shelf.reported(wanted, 2, offset) for offset in (0, 2, 4)]
    told = [(held.article.text, each.sentence) for page in pages for held, each in page.items]
    assert [sentence.of(text).rstrip(".").split()[-1] for text, sentence in told] == found
    assert {page.total for page in (*pages, shelf.reported(wanted, 0))} == {len(found)}


def test_what_is_reported_is_for_those_who_may_see_its_article(empty: AnyLibrary) -> None:
    heads = ("audience: [slack:T1]", "embargo_until: 2099-01-01T08:00:00+00:00", "withdrawn: true", "withdrawn: false")
    for number, head in enumerate(heads):
        text = f"---\n{head}\n---\nVera Quist said that the lighthouse needs {number} lamps.\n"
        empty.put(parse_article(text.encode(), f"{number}.md"), NOON)
    empty.put(parse_article(b"Vera Quist said that the lighthouse is theirs.\n", "own.md"), NOON, "slack:T2")
    wanted = QuoteFilter(speakers=QUIST, text="lighthouse")
    for workspace, expected in (("", ["3"]), ("slack:T1", ["0", "3"]), ("slack:T2", ["3", "own"])):
        page = empty.shelf(at(workspace)).reported(wanted, 10)
        assert ([held.article.id for held, _ in page.items], page.total) == (expected, len(expected))


def test_quotes_are_in_the_order_of_their_articles_time_and_have_pages(library: AnyLibrary) -> None:
    shelf = library.shelf()
    cites = [quote.cite for quote in shelf.quotes(EVERYTHING, 10).items]
    assert cites == ["A2-q1", "A3-q1", "A1-q1", "A4-q1"]
    for offset in range(4):
        page = shelf.quotes(EVERYTHING, 2, offset)
        assert ([quote.cite for quote in page.items], page.total) == (cites[offset : offset + 2], 4)


@pytest.mark.parametrize(
    ("since", "until", "shared", "own"),
    [
        (None, None, ["ferry", "bridge", "school"], ["ferry", "pier", "bridge", "school"]),
        (datetime(2026, 11, 20, tzinfo=UTC), None, ["ferry"], ["ferry", "pier"]),
        (datetime(2026, 11, 21, tzinfo=UTC), None, [], ["pier"]),
        (None, datetime(2026, 11, 22, tzinfo=UTC), ["ferry"], ["ferry"]),
        (datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC), [], []),
    ],
)
def test_all_that_is_quoted_in_a_time_has_pages_and_a_total_without_what_is_hidden(
    empty: AnyLibrary, since: datetime | None, until: datetime | None, shared: list[str], own: list[str]
) -> None:
    for name, text in (("bridge", BRIDGE), ("ferry", FERRY), ("school", SCHOOL)):
        empty.put(parse_article(text.encode(), f"{name}.md"), NOON)
    empty.put(parse_article(PIER.encode(), "pier.md"), NOON, "slack:T1")
    for workspace, expected in (("", shared), ("slack:T1", own), ("slack:T2", shared)):
        shelf = empty.shelf(at(workspace))
        pages = [shelf.quotes(QuoteFilter(since=since, until=until), 2, offset) for offset in (0, 2, 4)]
        assert [each.held.article.id for page in pages for each in page.items] == expected
        assert {page.total for page in pages} == {len(expected)}


def test_entries_are_newest_first_and_narrowed_by_source_and_topic(library: AnyLibrary) -> None:
    shelf = library.shelf()
    everything = [held.article.id for held in shelf.newest(10).items]
    assert everything == ["bridge", "school", "pier", "ferry"]
    assert [held.article.id for held in shelf.newest(10, source="example").items] == ["ferry"]
    assert [held.article.id for held in shelf.newest(10, topic="harbour").items] == ["pier", "ferry"]
    page = shelf.newest(1, 2)
    assert ([held.article.id for held in page.items], page.total) == (["pier"], 4)
    assert [held.number for held in shelf.arrived(1, 3, 10)] == [3, 2]
    holdings = shelf.holdings()
    assert (holdings.entries, holdings.dated) == (4, 2)
    assert holdings.first == datetime(2026, 11, 20, tzinfo=UTC)
    assert holdings.last == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def test_an_article_is_on_a_topic_that_its_title_names(library: AnyLibrary) -> None:
    text = DATED.format(
        title="After the harbour closed", source="Post", day="2026-11-21", topic="", text="Nobody came. All went home."
    )
    number = library.put(parse_article(text.encode(), "after.md"), NOON)
    shelf = library.shelf()
    assert shelf.newest(10, topic="harbour").total == 3
    assert [held.number for held in shelf.newest(1, 1, topic="harbour").items] == [number]
    assert shelf.newest(10, topic="harb").total == 0


@pytest.mark.parametrize("wanted", ["A2", "a2", " ferry ", "Ferry Returns", "returns"])
def test_an_entry_is_found_by_its_cite_its_id_or_its_title(library: AnyLibrary, wanted: str) -> None:
    assert library.shelf().find(wanted).article.id == "ferry"


def test_an_entry_is_found_by_its_title_in_any_case_accents_and_marks(library: AnyLibrary) -> None:
    article = FERRY.replace("title: Ferry returns", "title: Über die Fähre – „heute“")
    library.put(parse_article(article.encode(), "fähre.md"), NOON)
    for wanted in ("Über die Fähre – „heute“", "ÜBER DIE FÄHRE", "uber die", 'fähre "heute"'):
        assert library.shelf().find(wanted).article.id == "fähre", wanted


@pytest.mark.parametrize("wanted", ["", "A9", "the", "%", "A999999999999", "\0"])
def test_what_names_no_entry_or_several_is_not_here(library: AnyLibrary, wanted: str) -> None:
    with pytest.raises(NotHere):
        library.shelf().find(wanted)


def test_completions_go_on_from_what_was_typed(library: AnyLibrary) -> None:
    shelf = library.shelf()
    assert [(each.label, each.count) for each in shelf.topics("harb").items] == [("harbour", 2)]
    assert [each.id for each in shelf.titles("new p")] == ["pier"]
    assert [each.id for each in shelf.titles("A4")] == ["school"]
    assert shelf.sources() == ["The Example Gazette", "The Other Paper"]
    assert shelf.sources("OTHER") == ["The Other Paper"]
    assert {each.key for each in shelf.speakers("mos")} >= {"ada moss", "paul moss"}
    assert [each.key for each in shelf.speakers("anna kern")] == ["anna kern"]
    assert not shelf.speakers("the") and not shelf.speakers("%") and not shelf.titles("\0")


SOURCES = (
    ("Irak Haber Ajansı", "HABER AJANSI", False),  # I is the capital of i; ı is a letter of its own
    ("Irak Haber Ajansı", "haber ajansı", True),
    ("İhlas Haber", "ihlas", True),
    ("Fußball EXPRESS", "FUSSBALL", True),
    ("Fußball EXPRESS", "fußball express", True),
    ("STRAẞE", "straße", True),
    ("ΡΙΖΟΣΠΑΣΤΗΣ", "ριζοσπαστης", True),
    ("Ριζοσπάστης", "ΡΙΖΟΣΠΑΣΤΗΣ", True),
    ("Российская газета — Федеральный выпуск", "РОССИЙСКАЯ ГАЗЕТА - федеральный выпуск", True),
    ("Übermedien & Les échos", "uber", True),
    ("Übermedien & Les échos", " ÉCHOS ", True),
    ("Übermedien & Les échos", "ÜBER MED", False),
    ("The People's Daily", "people’s", True),
    ("The People’s Daily", "PEOPLE'S DAILY", True),
    ("人民日报", "人民", True),
    ("50%_/", "50%_/", True),
    ("500 Miles", "50%", False),
    ("The Post", "\0", False),
    ("The Post", "".join(map(chr, range(0x400, 0x900))), False),
)


@pytest.mark.parametrize("workspace", ["", "slack:T1"])
def test_a_source_is_found_by_a_part_of_its_name_in_any_case_accents_and_marks(
    empty: AnyLibrary, workspace: str
) -> None:
    for number, source in enumerate(dict.fromkeys(source for source, _, _ in SOURCES)):
        article = FERRY.replace("source: The Example Gazette", f"source: {source!r}")
        empty.put(parse_article(article.encode(), f"own{number}.md"), NOON, workspace)
    shelf = empty.shelf(at("slack:T1"))
    for source, typed, found in SOURCES:
        assert source in shelf.sources(source), source
        assert (source in shelf.sources(typed)) is found, (source, typed)
        assert shelf.newest(50, source=typed).total == len(shelf.sources(typed)), typed


def test_a_topic_is_found_in_any_form_of_its_name(library: AnyLibrary) -> None:
    topic = library.shelf().topic("Harbour")
    assert (topic.key, topic.count) == ("harbour", 2)
    with pytest.raises(NotHere):
        library.shelf().topic("harb")


def test_what_is_asked_again_has_what_has_arrived_since_and_nobody_elses(empty: AnyLibrary) -> None:
    def found(workspace: str) -> tuple[list[str], list[str], list[tuple[str, int]]]:
        shelf = empty.shelf(at(workspace))
        searched = shelf.search(parse_terms("pier"), 5)[0]
        quoted = shelf.quotes(QuoteFilter(text="pier"), 5).items
        topics = shelf.topics("harb").items
        names = [sorted(each.article.id for each in searched), sorted(each.held.article.id for each in quoted)]
        return names[0], names[1], [(each.label, each.count) for each in topics]

    places = ("", "slack:T1", "slack:T2")
    assert [found(place) for place in places] == [([], [], [])] * 3
    empty.put(parse_article(FERRY.encode(), "ferry.md"), NOON)
    of_all = (["ferry"], ["ferry"], [("harbour", 1)])
    assert [found(place) for place in places] == [of_all] * 3
    empty.put(parse_article(PIER.encode(), "pier.md"), NOON, "slack:T1")
    own = (["ferry", "pier"], ["ferry", "pier"], [("harbour", 2)])
    assert [found(place) for place in places] == [of_all, own, of_all]
    empty.put(parse_article(FERRY.replace("pier", "quay").encode(), "ferry.md"), NOON)
    assert [found(place) for place in places] == [
        ([], [], [("harbour", 1)]),
        (["pier"], ["pier"], [("harbour", 2)]),
        ([], [], [("harbour", 1)]),
    ]
