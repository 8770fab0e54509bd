"""What every ledger must do: lists in memory, SQLite and PostgreSQL. Each slot of a schedule happens once."""

import threading
from dataclasses import replace
from datetime import time, timedelta

import pytest

from briefings.digest import Choice, Why
from briefings.library.contents import Composition
from briefings.library.holding import Overtaken
from briefings.library.ledger import NOTHING_NEW, State, Through
from briefings.place import Place, Shards
from briefings.schedule import Schedule
from tests.contracts.ledgers import DAY, EIGHT, HERE, LATE, LEASE, MORNING, TWO, AnyLedger, claimed, compose, due, last
from tests.fakes import NOON
from tests.memory_ledger import MemoryDeliveries


def test_nothing_is_due_before_the_first_slot(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT - timedelta(microseconds=1), LATE)
    assert claimed(ledger) is None


def test_a_slot_is_entered_once_however_often_it_is_planned(ledger: AnyLedger) -> None:
    first = due(ledger)
    for _ in range(3):
        ledger.plan(EIGHT, LATE)
    assert (first.slot, first.place, first.state) == (EIGHT, HERE, State.DUE)
    assert len(ledger.last(1)) == 1


def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(ledger: AnyLedger) -> None:
    first = due(ledger)
    assert last(ledger).state is State.CLAIMED
    assert claimed(ledger, EIGHT + LEASE - timedelta(seconds=1), "there") is None
    again = claimed(ledger, EIGHT + LEASE, "there")
    assert again is not None and again.number == first.number
    assert not ledger.start_sending(first.number, "here", EIGHT + LEASE, LEASE)
    assert ledger.start_sending(first.number, "there", EIGHT + LEASE, LEASE)


def test_several_deliveries_are_claimed_at_once_but_one_of_a_channel(ledger: AnyLedger) -> None:
    second = (time(8, 0), time(9, 0))
    ledger.configure(
        [replace(MORNING, name=f"{n}", place=Place("slack", "T1", f"C{n}"), at=second) for n in range(5)], NOON
    )
    ledger.plan(EIGHT + timedelta(hours=1), LATE)
    found = [ledger.claim(["slack"], "here", EIGHT + timedelta(hours=1), LEASE, most=3) for _ in range(3)]
    assert [[each.place.channel for each, _ in some] for some in found] == [["C0", "C1", "C2"], ["C3", "C4"], []]
    assert {(each.slot, each.state) for each, _ in found[0]} == {(EIGHT, State.DUE)}
    assert [planned.schedule.name for _, planned in found[0]] == ["0", "1", "2"]
    assert last(ledger).state is State.DUE and ledger.last(1)[1].state is State.CLAIMED


def test_of_deliveries_composed_together_those_that_another_holds_stay_as_they_are(ledger: AnyLedger) -> None:
    ledger.configure([replace(MORNING, name=f"{n}", place=Place("slack", "T1", f"C{n}")) for n in range(2)], NOON)
    ledger.plan(EIGHT, LATE)
    mine, lost = (each.number for each, _ in ledger.claim(["slack"], "here", EIGHT, LEASE, most=2))
    ledger.finish(lost, State.SKIPPED, EIGHT, "by a person")
    made = [Composition(number, TWO, 2, EIGHT) for number in (lost, mine)]
    assert ledger.compose(made, EIGHT, "here") == {mine}
    assert ledger.choices(mine) == TWO and not ledger.choices(lost)


def test_other_platforms_deliveries_are_left_alone(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT, LATE)
    assert not ledger.claim(["discord"], "here", EIGHT, LEASE)


def test_digests_of_other_shards_servers_are_left_alone(ledger: AnyLedger) -> None:
    numbers = (str((shard << 22) + 17) for shard in (1, 2, 5, (1 << 40) + 1))
    servers = ("0", "", "<server id>", "9" * 19, "9" * 40, *numbers)
    everywhere = [
        replace(MORNING, name=f"{platform} {at}", place=Place(platform, server, f"C{at}"))
        for platform in ("discord", "slack")
        for at, server in enumerate(servers)
    ]
    ledger.configure(everywhere, NOON)
    ledger.plan(EIGHT, LATE)
    for shards in (Shards((0,), 3), Shards((1, 2), 3)):
        while found := ledger.claim(["discord"], "here", EIGHT, LEASE, shards):
            assert shards.hold(found[0][0].place.workspace)
    assert not ledger.claim(["discord"], "here", EIGHT, LEASE)
    for _ in servers:
        assert ledger.claim(["slack"], "here", EIGHT, LEASE, Shards((1,), 3))


def test_what_was_considered_is_kept_in_its_order(ledger: AnyLedger) -> None:
    number = due(ledger).number
    compose(ledger, number, TWO[::-1], 2)
    compose(ledger, number, TWO, 2)
    assert ledger.choices(number) == TWO
    assert ledger.last_through(1) is None  # not confirmed yet


def test_a_posted_delivery_is_final_and_tells_how_far_it_came(ledger: AnyLedger) -> None:
    number = due(ledger).number
    compose(ledger, number, TWO, 2)
    assert ledger.start_sending(number, "here", EIGHT, LEASE)
    assert (last(ledger).state, last(ledger).attempts, last(ledger).sent) == (State.SENDING, 1, EIGHT)
    ledger.record_messages(number, {0: "m1", 1: "m2"}, EIGHT)
    ledger.finish(number, State.POSTED, EIGHT)
    assert (last(ledger).state, last(ledger).messages, last(ledger).attempts) == (State.POSTED, {0: "m1", 1: "m2"}, 0)
    assert ledger.last_through(1) == Through(2, EIGHT)
    assert claimed(ledger, EIGHT + timedelta(days=1)) is None


def test_what_surely_was_not_sent_is_due_again_later(ledger: AnyLedger) -> None:
    number = due(ledger).number
    ledger.start_sending(number, "here", EIGHT, LEASE)
    ledger.not_sent(number, EIGHT + timedelta(minutes=9), EIGHT, "the channel is slow")
    assert (last(ledger).state, last(ledger).reason) == (State.DUE, "the channel is slow")
    assert claimed(ledger, EIGHT + timedelta(minutes=8)) is None
    assert claimed(ledger, EIGHT + timedelta(minutes=9)) is not None


def test_an_attempt_without_an_answer_stays_open_until_it_is_looked_for(ledger: AnyLedger) -> None:
    number = due(ledger).number
    ledger.start_sending(number, "here", EIGHT, LEASE)
    ledger.look_again(number, EIGHT + timedelta(minutes=9), EIGHT, "no answer")
    assert claimed(ledger, EIGHT + timedelta(minutes=8)) is None
    again = claimed(ledger, EIGHT + timedelta(minutes=9))
    assert again is not None and (again.state, again.attempts) == (State.SENDING, 1)


@pytest.mark.parametrize(("reason", "through"), [(NOTHING_NEW, Through(2, EIGHT)), ("the channel is gone", None)])
def test_what_is_skipped_stays_new_unless_there_was_nothing(
    ledger: AnyLedger, reason: str, through: Through | None
) -> None:
    number = due(ledger).number
    compose(ledger, number, TWO, 2)
    ledger.finish(number, State.SKIPPED, EIGHT, reason)
    assert ledger.last_through(1) == through


def test_what_became_of_an_article_is_told_latest_first(ledger: AnyLedger) -> None:
    compose(ledger, due(ledger).number, TWO, 2)
    ledger.finish(1, State.POSTED, EIGHT)
    ledger.plan(EIGHT + DAY, LATE)
    second = claimed(ledger, EIGHT + DAY)
    assert second is not None
    compose(ledger, second.number, (Choice(2, True, "new", Why.NEW),), 2, EIGHT + DAY)
    found = ledger.accounts(1, 2)
    assert [(each.delivery.slot, each.choice.chosen) for each in found] == [(EIGHT + DAY, True), (EIGHT, False)]
    assert [each.choice.reason for each in ledger.accounts(1, 1)] == ["new"]
    assert not ledger.accounts(1, 3)


def test_of_many_who_claim_at_once_each_delivery_goes_to_one(ledger: AnyLedger) -> None:
    if isinstance(ledger, MemoryDeliveries):
        return  # lists have one thread
    ledger.configure([Schedule(f"digest {n}", Place("slack", "T1", f"C{n}"), (time(8, 0),)) for n in range(6)], NOON)
    ledger.plan(EIGHT, LATE)
    got: list[int] = []

    def claim_all(holder: str) -> None:
        while (found := claimed(ledger, EIGHT, holder)) is not None:
            got.append(found.number)

    threads = [threading.Thread(target=claim_all, args=(f"holder {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [1, 2, 3, 4, 5, 6]


def test_a_channels_deliveries_are_taken_up_one_after_the_other(ledger: AnyLedger) -> None:
    ledger.configure([MORNING, replace(MORNING, name="second"), replace(MORNING, name="third")], NOON)
    ledger.plan(EIGHT, LATE)
    first = claimed(ledger)
    assert first is not None and claimed(ledger) is None
    ledger.not_sent(first.number, EIGHT + timedelta(minutes=1), EIGHT, "asked to wait")
    assert claimed(ledger) is None  # it comes before the others still
    ledger.finish(first.number, State.FAILED, EIGHT, "too long")
    following = claimed(ledger)
    assert following is not None and following.number != first.number


def test_who_lost_a_delivery_to_another_changes_nothing(ledger: AnyLedger) -> None:
    number = due(ledger).number
    assert claimed(ledger, EIGHT + LEASE, "there") is not None
    assert not ledger.compose([Composition(number, TWO, 2, EIGHT)], EIGHT, "here")
    assert not ledger.choices(number)
    with pytest.raises(Overtaken):
        ledger.not_sent(number, EIGHT, EIGHT, "asked to wait", "here")
    with pytest.raises(Overtaken):
        ledger.look_again(number, EIGHT, EIGHT, "no answer", "here")
    with pytest.raises(Overtaken):
        ledger.finish(number, State.FAILED, EIGHT, "too long", "here")
    assert last(ledger).state is State.CLAIMED
    ledger.record_messages(number, {0: "m1"}, EIGHT)  # a fact, whoever says it
    assert last(ledger).messages == {0: "m1"}


def test_what_has_its_final_state_keeps_it(ledger: AnyLedger) -> None:
    number = due(ledger).number
    ledger.start_sending(number, "here", EIGHT, LEASE)
    ledger.finish(number, State.POSTED, EIGHT, None, "here")
    assert not ledger.start_sending(number, "here", EIGHT, LEASE)
    assert last(ledger).state is State.POSTED


def test_a_part_that_is_there_is_never_forgotten(ledger: AnyLedger) -> None:
    number = due(ledger).number
    ledger.start_sending(number, "here", EIGHT, LEASE)
    ledger.record_messages(number, {0: "m1"}, EIGHT)
    ledger.start_sending(number, "here", EIGHT, LEASE)
    ledger.not_sent(number, EIGHT, EIGHT, "asked to wait", "here")
    assert last(ledger).state is State.SENDING
    ledger.record_messages(number, {1: "m2"}, EIGHT)
    assert last(ledger).messages == {0: "m1", 1: "m2"}


def test_a_clock_that_is_put_back_frees_what_was_claimed_before(ledger: AnyLedger) -> None:
    ledger.configure([MORNING], NOON)
    ledger.plan(EIGHT + timedelta(hours=1), LATE)
    first = claimed(ledger, EIGHT + timedelta(hours=1))
    again = claimed(ledger, EIGHT, "there")
    assert first is not None and again is not None and again.number == first.number


def test_a_delivery_is_found_by_the_token_of_its_messages(ledger: AnyLedger) -> None:
    found = due(ledger)
    assert ledger.marked(found.token) == last(ledger)
    assert ledger.marked("0" * 12) is None


def test_what_a_digest_counts_ends_where_it_is_said_to(ledger: AnyLedger) -> None:
    found = due(ledger)
    ledger.compose([Composition(found.number, TWO, 2, EIGHT)], EIGHT + timedelta(hours=1))
    ledger.finish(found.number, State.LATE, EIGHT + timedelta(hours=1))
    assert ledger.last_through(1) == Through(2, EIGHT)
