"""What could be meant by what has been typed so far."""

from datetime import time

import pytest

from bot.commands.command import Kind, Parameter
from bot.commands.table import COMMANDS
from bot.completions import MOST, complete
from bot.desk import Asker
from briefings.article import parse_article
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.place import Place
from briefings.schedule import Schedule
from tests.fakes import NOON

MANAGER, ANYBODY = Asker("discord", "S1", may_manage=True), Asker("discord", "S1")


def values(
    library: Library, deliveries: Deliveries, kind: Kind, typed: str, asker: Asker = ANYBODY, most: int = MOST
) -> list[str]:
    shelf = library.shelf(asker.place)
    return [each.value for each in complete(Parameter("x", "x", kind), typed, shelf, deliveries, asker, most)]


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        (Kind.ARTICLE, "", ["A1", "A2"]),
        (Kind.ARTICLE, "sovereignty", ["A2"]),
        (Kind.ARTICLE, "a2", ["A2"]),
        (Kind.ARTICLE, "china-dom", ["A1"]),
        (Kind.ARTICLE, "%", []),
        (Kind.STORY, "", ["A1", "A2"]),
        (Kind.STORY, "s1", []),
        (Kind.SPEAKER, "mac", ["Alastair MacGibbon"]),
        (Kind.SPEAKER, "XI", ["Xi Jinping"]),
        (Kind.SPEAKER, "jinping xi", ["Xi Jinping"]),
        (Kind.SPEAKER, "nobody", []),
        (Kind.TOPIC, "world internet", ["World Internet Conference"]),
        (Kind.TOPIC, "conference", ["World Internet Conference"]),
        (Kind.SOURCE, "", []),
        (Kind.COMMAND, "quo", ["quotes"]),
        (Kind.COMMAND, "zzz", []),
        (Kind.ZONE, "europe/berl", ["Europe/Berlin"]),
        (Kind.DAYS, "mo", ["mon-fri", "mon"]),
        (Kind.ZONE, "New York", ["America/New_York"]),
        (Kind.TEXT, "x", []),
        (Kind.CITE, "A1", []),
    ],
)
def test_choices_go_on_from_what_was_typed(
    library: Library, deliveries: Deliveries, kind: Kind, typed: str, found: list[str]
) -> None:
    assert values(library, deliveries, kind, typed) == found


TOLD = """\
---
title: {title}
source: {source}
topics: [{topic}]
---
{said}
"""


def test_names_that_begin_so_come_before_those_of_which_a_later_word_does_and_both_by_their_use(
    library: Library, deliveries: Deliveries
) -> None:
    for number, (name, topic, source, title) in enumerate(
        (
            ("Berta Marlow", "Old marl pits", "The New Marlin", "About a marl pit"),
            ("Berta Marlow", "Old marl pits", "The New Marlin", "The marl"),
            ("Marla Stone", "marl", "Marl Weekly", "Marl and lime"),
            ("Marlon Reed", "marl", "Marl Daily", "Overmarled"),
            ("Marlon Reed", "Premarl", "Marl Daily", "Nothing"),
        )
    ):
        said = f'"We dig on," {name} said. "It is enough for the year {number}," {name} said.'
        text = TOLD.format(title=title, source=source, topic=topic, said=said)
        library.put(parse_article(text.encode(), f"n{number}.md"), NOON)
    assert values(library, deliveries, Kind.SPEAKER, "marl") == ["Marlon Reed", "Marla Stone", "Berta Marlow"]
    assert values(library, deliveries, Kind.SPEAKER, "marl", most=1) == ["Marlon Reed"]
    topics = values(library, deliveries, Kind.TOPIC, "marl")
    assert topics[0] == "marl" and topics[-1] == "Old marl pits"
    assert values(library, deliveries, Kind.SOURCE, "marl") == ["Marl Daily", "Marl Weekly", "The New Marlin"]
    assert values(library, deliveries, Kind.ARTICLE, "marl") == ["A5", "A3", "A4", "A6"]
    assert values(library, deliveries, Kind.ZONE, "berl")[:1] == ["Europe/Berlin"]


def test_a_topic_that_begins_so_is_offered_before_a_more_frequent_one_of_which_a_later_word_does(
    library: Library, deliveries: Deliveries
) -> None:
    for number, topic in enumerate(("Old pit ponies", "Old pit ponies", "Pit closures")):
        text = TOLD.format(title=f"Told {number}", source="Marl Daily", topic=topic, said=f"It is year {number}.")
        library.put(parse_article(text.encode(), f"n{number}.md"), NOON)
    assert values(library, deliveries, Kind.TOPIC, "pit", most=1) == ["Pit closures"]
    assert values(library, deliveries, Kind.TOPIC, "pit", most=2) == ["Pit closures", "Old pit ponies"]


def test_the_most_quoted_come_first_with_their_counts(library: Library, deliveries: Deliveries) -> None:
    first = complete(Parameter("x", "x", Kind.SPEAKER), "", library.shelf(), deliveries, ANYBODY)[0]
    assert (first.label, first.value) == ("Xi Jinping (4)", "Xi Jinping")


@pytest.mark.parametrize("kind", Kind)
def test_there_are_never_more_choices_than_wanted_nor_longer_ones_than_people_read(
    library: Library, deliveries: Deliveries, kind: Kind
) -> None:
    for number in range(40):
        text = f"---\ntitle: {'News ' * 40}\nsource: Paper {number}\n---\n"
        library.put(parse_article(f"{text}Something happened in town {number}.".encode(), f"n{number}.md"), NOON)
    choices = complete(Parameter("x", "x", kind), "", library.shelf(), deliveries, MANAGER)
    assert len(choices) <= MOST
    assert all(1 <= len(choice.label) <= 100 for choice in choices)


def test_named_lengths_are_offered(library: Library, deliveries: Deliveries) -> None:
    length = COMMANDS["summary"].parameter("length")
    assert length is not None
    for typed, found in (("", ["short", "medium", "long"]), ("L", ["long"]), ("7", [])):
        assert [each.value for each in complete(length, typed, library.shelf(), deliveries, ANYBODY)] == found


def test_commands_for_managers_are_offered_to_managers(library: Library, deliveries: Deliveries) -> None:
    assert "digest send" in values(library, deliveries, Kind.COMMAND, "dig", MANAGER)
    assert values(library, deliveries, Kind.COMMAND, "dig", ANYBODY) == []


def test_digests_are_offered_to_managers_of_their_workspace(library: Library, deliveries: Deliveries) -> None:
    for name, workspace in (("morning", "S1"), ("monthly", "S2")):
        deliveries.add(Schedule(name, Place("discord", workspace, "C1"), (time(8),)), NOON, "ann")
    assert values(library, deliveries, Kind.SCHEDULE, "mo", MANAGER) == ["morning"]
    assert values(library, deliveries, Kind.SCHEDULE, "mo", ANYBODY) == []
    assert values(library, deliveries, Kind.SCHEDULE, "mo", Asker("slack", "S1", may_manage=True)) == []
    at_the_terminal = Asker("terminal", may_manage=True)
    assert values(library, deliveries, Kind.SCHEDULE, "MO", at_the_terminal) == ["monthly", "morning"]
