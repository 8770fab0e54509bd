"""The instant at which an embargo ends: answers, completions and digests change then, without a restart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import open_app
from bot.config import load_config
from bot.delivery import Postman
from bot.desk import Asker
from bot.replies import Reply, plain
from briefings.place import Place
from tests.bot.delivering import MORNING
from tests.bot.hidden import GUILD, LATER, TERMINAL, World, put, words_of, world
from tests.fakes import NOON, FakeClock, FakePoster

WAITS = (timedelta(hours=6), timedelta(seconds=90))
LINES = ("briefing", "quotes speaker:ombrelspeaker", "search ombreltext", "topics ombreltopic", "articles", "A3",
         "check text:\"The ombrelquote of China is ours to keep\"")  # fmt: skip


def shows(reply: Reply) -> bool:
    cards = "".join(piece.text for card in reply.cards for line in card.lines for piece in line)
    return any(word in cards.lower() for word in words_of("ombrel"))


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path / "full", ["ombrel"]) as made:
        yield made


@pytest.mark.parametrize("asker", [TERMINAL, GUILD], ids=["terminal", "server"])
async def test_kept_answers_end_with_the_embargo(everything: World, asker: Asker) -> None:
    answers, clock = everything.answers, everything.clock
    for line in LINES:
        clock.moment = NOON
        assert not shows(await answers.answer_line(line, asker))
        clock.moment = LATER - timedelta(microseconds=1)
        assert not shows(await answers.answer_line(line, asker)), line
        clock.moment = LATER
        assert shows(await answers.answer_line(line, asker)), line


async def test_a_digest_after_the_instant_has_as_new_what_arrived_before_the_last_one(everything: World) -> None:
    poster = FakePoster()
    deliveries, clock = everything.answers.deliveries, everything.clock
    deliveries.configure([replace(MORNING, place=Place("fake", "", "C1"))], clock.now())
    number = deliveries.schedules()[0].number
    postman = Postman(everything.library, deliveries, clock, {"fake": poster}, "here", *WAITS)
    shown = []
    for moment in (NOON, LATER - timedelta(seconds=1), LATER, LATER + timedelta(hours=1)):
        clock.moment = moment
        deliveries.enter_now(number, moment)
        await postman.deliver_due()
        shown.append([(shows(reply), reply.lead) for _, reply, _, _ in poster.posted])
        poster.posted.clear()
    assert shown == [[(False, "2 new")], [], [(True, "1 new")], []]


async def test_what_arrives_late_with_an_embargo_that_is_over_is_new_once(everything: World) -> None:
    poster = FakePoster()
    deliveries, clock = everything.answers.deliveries, everything.clock
    deliveries.configure([replace(MORNING, place=Place("fake", "", "C1"))], clock.now())
    number = deliveries.schedules()[0].number
    postman = Postman(everything.library, deliveries, clock, {"fake": poster}, "here", *WAITS)
    clock.moment = LATER + timedelta(hours=1)
    for expected in (["3 new"], [], []):
        deliveries.enter_now(number, clock.now())
        await postman.deliver_due()
        assert [reply.lead for _, reply, _, _ in poster.posted] == expected
        poster.posted.clear()
        clock.go_on(minutes=1)


async def test_a_withdrawn_article_says_so_where_its_cites_are_opened(tmp_path: Path) -> None:
    with world(tmp_path / "full", ["krasis"]) as made:
        for line in ("A3", "open A3-s1", "open A3-q1", "briefing A3", "copy A3-q1", "summary A3", "flag A3-q1"):
            reply = await made.answers.answer_line(line, TERMINAL)
            assert plain(reply.title) == "The article A3 was withdrawn on 2026-11-20: the source asked for it.", line
            assert not any(word in str(reply).lower() for word in words_of("krasis"))


async def test_what_is_taken_back_from_a_workspace_is_gone_with_its_kept_answers(tmp_path: Path) -> None:
    with world(tmp_path / "full", ["zaffre"]) as made:
        before = await made.answers.answer_line("briefing A3", GUILD)
        assert "zaffretitle" in plain(before.title)
        put(made.library, "zaffre", "withdrawn: true")
        after = await made.answers.answer_line("briefing A3", GUILD)
        assert plain(after.title) == "The article A3 was withdrawn."


def test_faults_of_files_with_an_embargo_are_not_named_in_the_log(tmp_path: Path) -> None:
    news = tmp_path / "corpus"
    news.mkdir()
    (news / "ombrelid.md").write_text(f"---\nembargo_until: {LATER.isoformat()}\npublished: soon\n---\nText.\n")
    (news / "open.md").write_text("---\nid: x\n---\nText.\n")
    (news / "ombrel2.md").write_text("---\nid: x\nembargo_until: tomorrow\n---\nText.\n")
    (news / "plain.md").write_text("---\npublished: soon\n---\nText.\n")
    (tmp_path / "config.yaml").write_text("{}")
    with open_app(load_config(tmp_path / "config.yaml", {}), FakeClock()) as app:
        told = "\n".join(fault.discreet for fault in app.faults)
    assert "ombrel" not in told and "plain.md:2" in told
    assert told.count("check-config names it") == 2
