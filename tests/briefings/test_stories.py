"""Stories: entries about one event, in any order, and never two events because they are about the same matter."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.article import Article
from briefings.folder import read_file
from briefings.profile import NOTHING, profile, profile_of
from briefings.stories import Counts, Links, group, join, keep, shared_anchors

CORPUS = Path(__file__).parents[2] / "corpus"
DAY = datetime(2026, 11, 20, 8, tzinfo=UTC)

FERRY = (
    "The ferry Aurora ran aground off Kestrel Point on Friday with 214 passengers, the Torvik coast guard said.",
    "All 214 people aboard the Aurora were brought ashore after it hit a sandbank at Kestrel Point, near Torvik.",
    "A ferry stranded near Torvik was refloated at high tide; the Aurora had struck Kestrel Point with 214 passengers.",
)
BRIDGE = (
    "Engineers closed the Harlan Bridge in Dunmore after finding 17 cracks in its cables, Mayor Iris Okafor said.",
    "Dunmore will repair the Harlan Bridge, where 17 cracked cables were found, Iris Okafor told reporters.",
)
OTHER_FERRY = (
    "The ferry Meridian ran aground off Gull Rock on Monday with 96 passengers, the Ostby coast guard said.",
)


def grouped(*texts: str, days: dict[int, int] | None = None) -> list[list[int]]:
    dated = {at: DAY + timedelta(days=number) for at, number in (days or {}).items()}
    profiles = [profile(text, dated.get(at)) for at, text in enumerate(texts)]
    return group(profiles, Counts.of(profiles))


def test_entries_of_one_event_are_one_story() -> None:
    assert grouped(*FERRY, *BRIDGE) == [[0, 1, 2], [3, 4]]


def test_a_similar_event_is_a_story_of_its_own() -> None:
    assert grouped(*FERRY, *OTHER_FERRY) == [[0, 1, 2], [3]]


@given(st.permutations(range(6)))
def test_the_order_of_arrival_changes_no_story(order: list[int]) -> None:
    texts = (*FERRY, *BRIDGE, *OTHER_FERRY)
    found = grouped(*(texts[at] for at in order))
    assert sorted(sorted(order[member] for member in members) for members in found) == [[0, 1, 2], [3, 4], [5]]


def test_the_shipped_articles_are_two_events() -> None:
    texts = [read_file(path).text for path in sorted(CORPUS.glob("*.md"))]
    assert grouped(*texts) == [[0], [1]]


def test_one_name_in_common_is_no_event() -> None:
    one = profile("Reporters asked Alma Vestergaard about harbour fees. Then Alma Vestergaard spoke of harbour fees.")
    other = profile("In Torvik, Alma Vestergaard spoke of harbour fees.")
    assert shared_anchors(one, other) == 1


@pytest.mark.parametrize(("apart", "stories"), [(3, [[0, 1, 2]]), (60, [[0, 1], [2]])])
def test_articles_published_weeks_apart_are_two_events(apart: int, stories: list[list[int]]) -> None:
    assert grouped(*FERRY, days={0: 0, 1: 1, 2: apart}) == stories


def test_other_years_speak_against_one_event() -> None:
    then = "In 2008 the warship Mysore seized pirates near Aden, the navy said."
    now = "In 2011 the warship Sukanya seized pirates near Aden, the navy said."
    assert grouped(then, now) == [[0], [1]]


def test_groups_join_by_the_average_of_all_pairs() -> None:
    close, far = 0.9, 0.05
    likeness = {(0, 1): close, (2, 3): close, (1, 2): 0.5, (0, 2): far, (0, 3): far, (1, 3): far}
    assert join(4, Links(likeness, set(likeness)), limit=0.2) == [[0, 1], [2, 3]]
    assert join(4, Links(likeness, set(likeness)), limit=0.15) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("groups", "before", "after"),
    [
        ([[0, 1, 2]], [4, 4, None], [4]),
        ([[0], [1]], [None, None], [None, None]),
        ([[0, 1]], [9, 3], [3]),
        ([[0, 1, 2]], [9, 9, 3], [9]),
        ([[0, 1], [2]], [5, 5, 5], [5, None]),
        ([[0], [1, 2]], [5, 5, 5], [None, 5]),
    ],
)
def test_a_story_keeps_its_number_with_most_of_its_members(
    groups: list[list[int]], before: list[int | None], after: list[int | None]
) -> None:
    assert keep(groups, before) == after


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_texts_are_grouped_and_each_stands_in_one_story(texts: list[str]) -> None:
    assert sorted(member for members in grouped(*texts) for member in members) == list(range(len(texts)))


def test_articles_in_a_language_that_we_cannot_weigh_are_in_no_story_together() -> None:
    text = "Die Fähre lief am Freitag vor Kestrel Point auf Grund, und alle 214 Fahrgäste wurden an Land gebracht."
    assert profile_of(Article(id="one", text=text, title="Fähre")) == NOTHING
    assert profile_of(Article(id="two", text=FERRY[0], title="Ferry", language="de-AT")) == NOTHING
    assert profile_of(Article(id="three", text=FERRY[0], title="Ferry")) == profile(FERRY[0])


def test_an_empty_text_is_a_story_of_its_own() -> None:
    assert grouped("", "") == [[0], [1]]
