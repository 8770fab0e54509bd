"""A posted digest is put right when an article in it is changed: once, where it reads otherwise, and it says so."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.correcting import Corrector
from bot.delivery import Postman
from bot.ports import Closed, NoAnswer, NotNow, PostError, Refused
from bot.replies import Reply, plain
from briefings.article import parse_article
from briefings.library.corrections import Change, Outcome
from briefings.library.deliveries import Deliveries
from briefings.library.library import Library
from briefings.library.rows import Verdict
from tests.bot.delivering import EIGHT, last
from tests.fakes import FakeClock, FakePoster

FIRST = "The ferry returned to the harbour. “We are glad to be back,” said Captain Ada Moss. It rained in Ambleford.\n"
WAIT = timedelta(seconds=90)


@dataclass
class Morning:
    """The morning's digest is posted, with the ferry as A3; two hours later."""

    postman: Postman
    corrector: Corrector
    other: Corrector  # another process
    poster: FakePoster
    library: Library
    clock: FakeClock
    deliveries: Deliveries

    def put(self, text: str, head: str = "licence: all") -> None:
        self.library.put(parse_article(f"---\n{head}\n---\n{text}".encode(), "ferry.md"), self.clock.now())

    async def correct(self) -> None:
        await self.corrector.correct_due()

    @property
    def shown(self) -> str:
        return text_of(self.poster.posted[-1][1])

    @property
    def changes(self) -> list[Change]:
        number = last(self.deliveries).number
        return list(self.deliveries.corrections.of([number]).get(number, ()))


@pytest.fixture
async def morning(
    postman: Postman, library: Library, clock: FakeClock, deliveries: Deliveries, poster: FakePoster
) -> Morning:
    here, there = (Corrector(library, deliveries, clock, {"fake": poster}, each, WAIT) for each in ("here", "there"))
    found = Morning(postman, here, there, poster, library, clock, deliveries)
    found.put(FIRST)
    clock.moment = EIGHT
    await postman.deliver_due()
    clock.go_on(hours=2)
    return found


def text_of(reply: Reply) -> str:
    lines = [line for card in reply.cards for line in card.lines]
    return "\n".join(map(plain, (reply.title, *lines, *reply.notes)))


async def test_corrected_words_are_put_into_the_post_and_it_says_so(morning: Morning) -> None:
    assert "The ferry returned to the harbour." in morning.shown
    morning.put(FIRST.replace("returned to", "reached"))
    await morning.correct()
    assert "The ferry reached the harbour. A3" in morning.shown
    assert "returned to" not in morning.shown
    assert "Corrected on 2026-11-24: the article has other words." in morning.shown
    assert len(morning.poster.posted) == len(morning.poster.edits) == 1


async def test_a_change_that_the_post_does_not_show_causes_no_call(morning: Morning) -> None:
    morning.put(FIRST.replace("It rained", "It poured"))
    await morning.correct()
    assert not morning.poster.edits and not morning.poster.answers
    assert [each.outcome for each in morning.changes] == [Outcome.UNCHANGED]


async def test_a_correction_happens_once_however_often_it_is_looked_for(morning: Morning) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    for each in (morning.corrector, morning.other, morning.corrector):
        await each.correct_due()
    assert len(morning.poster.edits) == 1
    assert [(each.outcome, each.done) for each in morning.changes] == [(Outcome.EDITED, morning.clock.now())]


async def test_a_withdrawn_article_is_taken_out_with_the_reason(morning: Morning) -> None:
    morning.put(FIRST, "licence: all\nwithdrawn: 2026-11-24, at the source's request")
    await morning.correct()
    assert "3. This article was withdrawn on 2026-11-24: at the source's request A3" in morning.shown
    assert "ferry" not in morning.shown


@pytest.mark.parametrize("head", ["audience: slack:T1", "embargo_until: 2027-01-01T00:00:00+01:00"])
async def test_an_article_that_is_no_longer_for_this_place_is_taken_out_without_a_word_of_it(
    morning: Morning, head: str
) -> None:
    morning.put(FIRST, head)
    await morning.correct()
    assert "3. This article is no longer shown here." in morning.shown
    assert "ferry" not in morning.shown and "A3" not in morning.shown


async def test_a_removed_article_is_taken_out_and_comes_back(morning: Morning) -> None:
    morning.library.removal.remove(morning.library.removal.find("A3"), morning.clock.now())
    await morning.correct()
    assert "ferry" not in morning.shown
    morning.put(FIRST)
    await morning.correct()
    assert "3. The ferry returned to the harbour. A3" in morning.shown


async def test_a_purged_article_is_gone_from_the_post_which_says_that_one_was_deleted(morning: Morning) -> None:
    morning.library.removal.purge(morning.library.removal.find("A3"), morning.clock.now())
    await morning.correct()
    assert "ferry" not in morning.shown and "A3" not in morning.shown
    assert "1 article was deleted on 2026-11-24." in morning.shown


async def test_an_editors_speaker_is_put_into_the_post(morning: Morning) -> None:
    assert "\nAda Moss: " in morning.shown
    morning.library.curations.correct(3, 1, "", Verdict.UNATTRIBUTED, None, "terminal:", morning.clock.now())
    await morning.correct()
    assert "speaker not attributed · corrected by an editor on 2026-11-24" in morning.shown
    assert "Corrected on 2026-11-24: a speaker." in morning.shown
    morning.library.curations.take_back(3, 1, "", morning.clock.now())
    await morning.correct()
    assert "\nAda Moss: " in morning.shown


async def test_another_workspaces_editor_does_not_touch_the_post(morning: Morning) -> None:
    morning.library.curations.correct(3, 1, "slack:T1", Verdict.UNATTRIBUTED, None, "slack:U1", morning.clock.now())
    await morning.correct()
    assert not morning.poster.edits and not morning.changes


async def test_what_cannot_be_edited_is_answered_once(morning: Morning) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    morning.poster.failures, morning.poster.after = [Refused("too old")], [NoAnswer("lost")]
    await morning.correct()
    assert [each.outcome for each in morning.changes] == [Outcome.OPEN]
    morning.poster.failures = [Refused("too old")]
    morning.clock.go_on(seconds=91)
    await morning.correct()
    ((message, reply, _),) = morning.poster.answers
    assert message == f"{last(morning.deliveries).token}-0"
    assert plain(reply.title) == "Correction · morning briefing of Tue 08:00 Berlin"
    assert "The ferry reached the harbour. A3" in text_of(reply)
    assert [each.outcome for each in morning.changes] == [Outcome.ANSWERED]


async def test_a_deleted_article_in_a_post_that_cannot_be_edited_takes_the_post_with_it(morning: Morning) -> None:
    morning.library.removal.purge(morning.library.removal.find("A3"), morning.clock.now())
    morning.poster.failures = [Refused("too old")]
    await morning.correct()
    assert not morning.poster.posted and not morning.poster.answers


async def test_a_message_that_somebody_deleted_stays_deleted(morning: Morning) -> None:
    morning.poster.posted.clear()
    for words in ("reached", "left"):
        morning.put(FIRST.replace("returned to", words))
        await morning.correct()
    assert not morning.poster.posted and not morning.poster.answers
    assert {each.outcome for each in morning.changes} <= {Outcome.EDITED, Outcome.UNCHANGED}


@pytest.mark.parametrize(
    ("error", "seconds"), [(NotNow("busy", 30), 31), (NoAnswer("the connection broke"), 91)], ids=["busy", "lost"]
)
async def test_what_did_not_work_is_tried_again_also_by_another_process(
    morning: Morning, error: PostError, seconds: float
) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    morning.poster.failures = [error]
    await morning.correct()
    await morning.correct()
    assert not morning.poster.edits
    morning.clock.go_on(seconds=seconds)
    await morning.other.correct_due()
    assert len(morning.poster.edits) == 1


async def test_a_closed_channel_ends_the_correction_with_its_reason(morning: Morning) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    morning.poster.failures = [Closed("the channel is gone")]
    await morning.correct()
    assert [(each.outcome, each.reason) for each in morning.changes] == [(Outcome.FAILED, "the channel is gone")]


async def test_an_edit_that_is_never_answered_is_given_up(morning: Morning) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    morning.poster.failures = [NoAnswer("the connection broke")] * 50
    for _ in range(50):
        await morning.correct()
        morning.clock.go_on(seconds=91)
    assert len(morning.poster.failures) == 10
    assert morning.changes[0].outcome is Outcome.FAILED


async def test_words_that_a_correction_brought_are_not_told_again(morning: Morning) -> None:
    morning.put(FIRST.replace("returned to", "reached"))
    await morning.correct()
    other = "The ferry reached the harbour. A band of forty played on the new quay of Dunmere for two hours.\n"
    morning.library.put(parse_article(other.encode(), "band.md"), morning.clock.now())
    morning.clock.go_on(hours=22)
    await morning.postman.deliver_due()
    assert "A band of forty" in morning.shown and "The ferry reached" not in morning.shown


async def test_a_digest_that_was_renamed_and_moved_in_time_keeps_its_own_words(morning: Morning) -> None:
    before = morning.poster.posted[-1][1]
    morning.deliveries.configure([], morning.clock.now())
    morning.put(FIRST.replace("returned to", "reached"))
    await morning.correct()
    after = morning.poster.posted[-1][1]
    assert (after.title, after.lead, after.notes) == (before.title, before.lead, before.notes)


async def test_only_the_parts_that_read_otherwise_are_edited(morning: Morning) -> None:
    number, token = last(morning.deliveries).number, last(morning.deliveries).token
    morning.put(FIRST.replace("returned to", "reached"))
    morning.poster.parts_needed = 2
    morning.poster.posted.append((*morning.poster.posted[0][:3], 1))
    morning.deliveries.corrections.record_part(number, 1, f"{token}-1", "as before")
    await morning.correct()
    assert morning.poster.edits == [f"{token}-0", f"{token}-1"]
    morning.poster.parts_needed = 1
    morning.put(FIRST)
    await morning.correct()
    assert [part for _, _, _, part in morning.poster.posted] == [0]
    assert set(last(morning.deliveries).messages) == {0}
