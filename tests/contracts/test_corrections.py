"""The queue of corrections, on SQLite and PostgreSQL: what is changed is asked for, and one process does it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefings.article import parse_article
from briefings.digest import Choice, Shown, Why
from briefings.library.contents import Composition
from briefings.library.corrections import Outcome, What
from briefings.library.database import open_database
from briefings.library.deliveries import Deliveries
from briefings.library.ledger import State
from briefings.library.library import Library
from briefings.library.rows import Verdict
from briefings.place import Place
from briefings.schedule import Schedule, read_time
from briefings.spans import Span
from tests.fakes import NOON
from tests.postgres import PostgresServer

LEASE = timedelta(seconds=90)
TEXT = "“We paid for the bridge,” said Ada Moss. It was cold."
HERE = Place("slack", "T1", "C1")


class Ledger:
    """A digest of A1 (A2 is left out of it), posted to a channel of a Slack team."""

    def __init__(self, address: str, base: Path) -> None:
        engine = open_database(address, base)
        self.library, self.deliveries = Library(engine), Deliveries(engine)
        for name in ("bridge", "school"):
            self.put(TEXT, name)
        number = self.deliveries.add(Schedule("morning", HERE, (read_time("08:00"),)), NOON, "U1")
        self.deliveries.enter_now(number, NOON)
        [(delivery, planned)] = self.deliveries.claim(["slack"], "here", NOON, LEASE)
        self.number = delivery.number
        shown = Shown((Span(0, 9),), numbers=(1,))
        choices = (Choice(1, True, "new", Why.NEW, shown, says="abc"), Choice(2, False, "other topics", Why.FILTERED))
        made = Composition(self.number, choices, 2, NOON, planned.schedule)
        self.deliveries.compose([made], NOON, "here")
        self.deliveries.start_sending(self.number, "here", NOON, LEASE, 0, "as it was")
        self.deliveries.record_messages(self.number, {0: "m1"}, NOON)
        self.deliveries.finish(self.number, State.POSTED, NOON, None, "here")

    def put(self, text: str, name: str = "bridge", head: str = "licence: all") -> None:
        self.library.put(parse_article(f"---\n{head}\n---\n{text}".encode(), f"{name}.md"), NOON)

    def asked(self) -> list[What]:
        return [each.what for each in self.deliveries.corrections.of([self.number]).get(self.number, ())]

    def claim(self, holder: str = "here", now: datetime = NOON) -> list[What]:
        claimed = self.deliveries.corrections.claim(["slack"], holder, now, LEASE)
        return [each.what for each in claimed[1]] if claimed else []


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param == "sqlite":
        found = Ledger("sqlite:///library.db", tmp_path)
        yield found
        found.library.close()
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        with server.database() as address:
            found = Ledger(address, tmp_path)
            yield found
            found.library.close()


def test_every_change_of_an_article_that_was_posted_is_asked_for_and_no_other(ledger: Ledger) -> None:
    ledger.put(TEXT)
    ledger.put(TEXT.replace("cold", "warm"), "school")
    assert ledger.asked() == []
    ledger.put(TEXT.replace("cold", "warm"))
    ledger.put(TEXT.replace("cold", "warm"), head="audience: slack:T1")
    ledger.library.curations.correct(1, 1, "slack:T1", Verdict.NOT_A_QUOTE, None, "slack:U1", NOON)
    ledger.library.curations.correct(1, 1, "slack:T2", Verdict.NOT_A_QUOTE, None, "slack:U1", NOON)
    ledger.library.curations.correct(1, 1, "", Verdict.UNATTRIBUTED, None, "terminal:", NOON)
    ledger.library.curations.take_back(1, 1, "slack:T1", NOON)
    ledger.library.removal.remove(ledger.library.removal.find("A1"), NOON)
    ledger.library.removal.purge(ledger.library.removal.find("A1"), NOON)
    kinds = [What.WORDS, What.DETAILS, What.SPEAKER, What.SPEAKER, What.SPEAKER, What.DETAILS, What.DELETED]
    assert ledger.asked() == kinds
    assert ledger.claim() == kinds


def test_one_process_at_a_time_works_on_a_post_until_its_lease_is_over(ledger: Ledger) -> None:
    ledger.put(TEXT.replace("cold", "warm"))
    assert ledger.claim("here") == [What.WORDS]
    ledger.put(TEXT.replace("cold", "mild"))
    assert ledger.claim("there") == []
    assert ledger.claim("there", NOON + LEASE) == [What.WORDS, What.WORDS]


def test_what_became_of_it_is_recorded_by_the_one_who_holds_it(ledger: Ledger) -> None:
    ledger.put(TEXT.replace("cold", "warm"))
    queue = ledger.deliveries.corrections
    claimed = queue.claim(["slack"], "here", NOON, LEASE)
    assert claimed is not None
    assert not queue.finish(claimed[1], "there", Outcome.FAILED, NOON)
    assert queue.finish(claimed[1], "here", Outcome.EDITED, NOON)
    ((_, change),) = queue.of_article(1, What.WORDS)
    assert (change.outcome, change.done, change.attempts) == (Outcome.EDITED, NOON, 0)
    assert ledger.claim(now=NOON + LEASE) == []


def test_what_is_left_for_later_is_not_claimed_before(ledger: Ledger) -> None:
    ledger.put(TEXT.replace("cold", "warm"))
    queue = ledger.deliveries.corrections
    claimed = queue.claim(["slack"], "here", NOON, LEASE)
    assert claimed is not None
    queue.later(claimed[1], "here", NOON + 2 * LEASE, "busy", attempted=True)
    assert ledger.claim(now=NOON + LEASE) == []
    assert ledger.claim(now=NOON + 2 * LEASE) == [What.WORDS]
    assert queue.of_article(1, What.WORDS)[0][1].attempts == 1


def test_what_the_post_says_now_is_recorded(ledger: Ledger) -> None:
    queue, number = ledger.deliveries.corrections, ledger.number
    (before,) = ledger.deliveries.last(1)
    assert (before.sent_as, before.settings and before.settings.name) == ({0: "as it was"}, "morning")
    queue.record_part(number, 0, "m1", "as it is")
    queue.record_part(number, 1, "m2", "more")
    queue.record_part(number, 1, None, "")
    queue.says_now(number, {1: "def"}, {1: ["k1", "k2", "k1"]})
    queue.says_now(number, {1: "def"}, {1: ["k2"]})
    (after,) = ledger.deliveries.last(1)
    assert (after.messages, after.sent_as) == ({0: "m1"}, {0: "as it is", 1: ""})
    (first, _) = ledger.deliveries.choices(number)
    assert (first.says, first.shown.numbers) == ("def", (1,))
    assert ledger.deliveries.said(1, ["k1", "k2", "k3"]) == {"k1", "k2"}
