"""Digests are planned: shown before they are saved, changed, moved, paused, skipped and taken out."""

from datetime import timedelta

import pytest

from bot.answers import Answers
from bot.platforms.plain_text import render
from bot.replies import Reply, plain
from tests.bot.generated import ask
from tests.fakes import FakeClock

MORNING = "digest add name:morning at:08:00 days:mon-fri zone:Europe/Berlin"


def shown(answers: Answers, line: str) -> str:
    return render(ask(answers, line))


def lines(reply: Reply) -> list[str]:
    return [plain(line) for card in reply.cards for line in card.lines]


def test_a_digest_is_set_up_listed_and_taken_out(answers: Answers) -> None:
    line = 'digest add name:"early news" at:08:00,17:30 days:mon-fri zone:Europe/Berlin at_most:3'
    made = shown(answers, f"{line} save:yes")
    assert "early news: set up, to this terminal, mon-fri at 08:00, 17:30 Europe/Berlin." in made
    assert "Next: Mon 2026-11-23 17:30 Europe/Berlin (Mon 16:30 UTC)." in made
    assert "early news" in shown(answers, "digest list") and "at most 3 entries" in shown(answers, "digest list")
    assert "next: Mon 2026-11-23 17:30 Europe/Berlin (Mon 16:30 UTC)" in shown(answers, "digest status")
    assert "Early news briefing - 2 new" in shown(answers, 'digest preview "EARLY news"')
    assert "removed; nothing more is posted" in shown(answers, 'digest remove "early news"')
    assert "None set up here" in shown(answers, "digest list")


def test_before_it_is_saved_the_plan_shows_the_next_three_slots_and_what_would_be_posted(answers: Answers) -> None:
    plan = ask(answers, f"{MORNING} topics:China")
    assert plain(plan.title) == "Plan of morning: not saved yet"
    assert lines(plan)[:5] == [
        "morning · mon-fri at 08:00 Europe/Berlin to this terminal",
        "topics China · at most 10 entries · silent when nothing is new",
        "next: Tue 2026-11-24 08:00 Europe/Berlin (Tue 07:00 UTC)",
        "next: Wed 2026-11-25 08:00 Europe/Berlin (Wed 07:00 UTC)",
        "next: Thu 2026-11-26 08:00 Europe/Berlin (Thu 07:00 UTC)",
    ]
    assert "Morning briefing" in lines(plan)[6] and "1. The leadership" in lines(plan)[7]
    assert "None set up here" in shown(answers, "digest list")
    assert "set up" in shown(answers, plan.buttons[0].line)
    assert "topics China" in shown(answers, "digest list")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("", "2 new"),
        ('topics:"cybersecurity law"', "1 new"),
        ("speakers:MacGibbon", "1 new"),
        ('words:"fair and equitable"', "1 new"),
        ("not_words:sovereignty", "1 new"),
        ('topics:"cybersecurity law" not_words:sovereignty', "Nothing new"),
        ("sources:Gazette", "Nothing new"),
    ],
)
def test_a_digest_takes_what_passes_its_filters(answers: Answers, filters: str, count: str) -> None:
    ask(answers, f"{MORNING} {filters} save:yes")
    assert ask(answers, "digest preview morning").lead == count


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ("topics:China,ferries", "topics ferries"),
        ("speakers:Obama,MacGibbon,Mac", "quoting Obama, Mac"),
        ("sources:Gazette", "from Gazette"),
        ("topics:ferries speakers:Obama words:harbour", "topics ferries · quoting Obama"),
        ("topics:China speakers:Xi words:harbour", ""),
    ],
)
def test_a_plan_says_what_no_entry_has_so_far_and_keeps_it(answers: Answers, filters: str, told: str) -> None:
    plan = ask(answers, f"{MORNING} {filters}")
    said = [plain(note) for note in plan.notes if "So far" in plain(note)]
    assert said == ([f"So far nothing here fits: {told}"] if told else [])
    assert "set up" in shown(answers, plan.buttons[0].line)
    changes = ask(answers, "digest edit morning at:09:00")
    assert [plain(note) for note in changes.notes if "So far" in plain(note)] == said


def test_a_digest_is_changed_after_its_changes_were_shown_and_what_is_left_out_stays(answers: Answers) -> None:
    ask(answers, f"{MORNING} topics:China at_most:3 save:yes")
    changes = ask(answers, "digest edit morning at:09:00 topics:-")
    assert plain(changes.title) == "Changes of morning: not saved yet"
    assert "at 08:00" in shown(answers, "digest list")
    ask(answers, changes.buttons[0].line)
    assert lines(ask(answers, "digest list")) == [
        "morning",
        "mon-fri at 09:00 Europe/Berlin to this terminal",
        "all entries · at most 3 entries · silent when nothing is new",
    ]


def test_a_paused_digest_says_so_and_goes_on_when_it_is_resumed(answers: Answers) -> None:
    ask(answers, f"{MORNING} save:yes")
    assert "nothing is posted until it is resumed" in shown(answers, "digest pause morning")
    assert "paused; to go on: digest resume morning" in shown(answers, "digest status")
    assert "Next: Tue 2026-11-24 08:00" in shown(answers, "digest resume morning")
    assert "next: Tue 2026-11-24 08:00" in shown(answers, "digest status")


def test_each_skip_takes_the_next_slot_that_is_not_skipped_yet(answers: Answers) -> None:
    ask(answers, f"{MORNING} save:yes")
    first, second = shown(answers, "digest skip morning"), shown(answers, "digest skip morning")
    assert "Tue 2026-11-24 08:00 Europe/Berlin (Tue 07:00 UTC) is skipped. Then: Wed 2026-11-25" in first
    assert "Wed 2026-11-25 08:00 Europe/Berlin (Wed 07:00 UTC) is skipped. Then: Thu 2026-11-26" in second
    assert "Tue 2026-11-24 08:00 Europe/Berlin (Tue 07:00 UTC): skipped by a person" in shown(answers, "digest status")


def test_the_next_slot_in_the_status_is_one_that_is_not_skipped(answers: Answers, clock: FakeClock) -> None:
    ask(answers, f"{MORNING} save:yes")
    ask(answers, "digest skip morning")
    assert "next: Wed 2026-11-25 08:00" in shown(answers, "digest status")
    clock.moment += timedelta(days=1)
    assert "next: Wed 2026-11-25 08:00" in shown(answers, "digest status")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("digest add name:x at:25:00", "'25:00' is no time of day; write it as 08:00."),
        ("digest add name:x at:²:00", "'²:00' is no time of day; write it as 08:00."),
        ("digest add name:x at:08:00 days:someday", "'someday' is no day; write mon, tue, wed, thu, fri, sat or sun."),
        ("digest add name:x at:08:00 zone:Mars", "'Mars' is no time zone; write it like Europe/Berlin or UTC."),
        ("digest add name:morning at:08:00", "There is a digest called 'morning' already; choose another name."),
        ("digest add name:x at:,", "Give one to 24 times of day, as in at:08:00,17:30."),
        ("digest edit morning", "Say what to change, as in digest edit morning at:09:00."),
        ("digest edit morning topics:-", "morning does not go by topics as it is."),
        ("digest edit morning topics:- not_words:-", "morning does not go by topics, not_words as it is."),
        ("digest edit morning at:8", "'8' is no time of day; write it as 08:00."),
        ("digest send x", "No digest is called “x”."),
        ("digest remove x", "Digests here: morning"),
        ("digest pause x", "Digests here: morning"),
    ],
)
def test_a_mistake_with_digests_gets_one_sentence(answers: Answers, line: str, sentence: str) -> None:
    shown(answers, f"{MORNING} save:yes")
    assert sentence in shown(answers, line)
