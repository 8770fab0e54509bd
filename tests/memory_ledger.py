"""The ledger as lists: what every store of schedules and deliveries must do, in the plainest way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from briefings.digest import Choice
from briefings.library.contents import Composition
from briefings.library.holding import Overtaken
from briefings.library.ledger import (
    BY_A_PERSON,
    NOTHING_NEW,
    PAUSED,
    RULES_MOVE,
    Account,
    Delivery,
    Planned,
    State,
    Through,
    delivery_token,
)
from briefings.place import Place, Shards
from briefings.schedule import Schedule, named_slots

_MICROSECOND = timedelta(microseconds=1)
_OPEN = {State.DUE, State.CLAIMED, State.SENDING}


@dataclass
class _Plan:
    planned: Planned
    until: datetime  # slots before this are in the ledger
    counts_from: datetime
    set_up_by: str = ""
    told: bool = False
    removed: bool = False


@dataclass
class _Row:
    delivery: Delivery
    not_before: datetime
    changed: datetime
    holder: str | None = None
    choices: tuple[Choice, ...] = ()
    composed: datetime | None = None


@dataclass
class MemoryDeliveries:
    """Keeps schedules and deliveries in lists; their numbers are their places."""

    _plans: list[_Plan] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)

    def configure(self, wanted: Iterable[Schedule], now: datetime) -> None:
        known = {p.planned.schedule.name: p for p in self._plans if p.planned.from_config and not p.removed}
        for schedule in wanted:
            plan = known.pop(schedule.name, None)
            if plan is None:
                self._add(schedule, now, True)
                continue
            self._change(plan, schedule, now)
        for plan in known.values():
            self.remove(plan.planned.number, now)

    def add(self, schedule: Schedule, now: datetime, set_up_by: str) -> int:
        return self._add(schedule, now, False, set_up_by)

    def _add(self, schedule: Schedule, now: datetime, from_config: bool, set_up_by: str = "") -> int:
        number = len(self._plans) + 1
        self._plans.append(_Plan(Planned(number, schedule, None, from_config), now, now, set_up_by))
        return number

    def change(self, number: int, schedule: Schedule, now: datetime) -> None:
        plan = self._plans[number - 1]
        self._enter_due(plan, now)
        self._change(plan, schedule, now)

    def _change(self, plan: _Plan, schedule: Schedule, now: datetime) -> None:
        before = plan.planned.schedule
        if (before.at, before.days, before.zone) != (schedule.at, schedule.days, schedule.zone):
            plan.until = plan.counts_from = now
        if before.place != schedule.place:
            self.works(plan.planned.number)
        plan.planned = replace(plan.planned, schedule=schedule)

    def pause(self, number: int, by: str, now: datetime) -> None:
        plan = self._plans[number - 1]
        plan.planned = replace(plan.planned, paused_by=by)
        self._skip_due(number, PAUSED, now)

    def resume(self, number: int, now: datetime) -> None:
        plan = self._plans[number - 1]
        self._enter_due(plan, now)
        plan.planned = replace(plan.planned, paused_by=None)

    def skip(self, number: int, slot: datetime, now: datetime) -> None:
        planned = self._plans[number - 1].planned
        named = named_slots(planned.schedule, slot, slot + _MICROSECOND)
        self._enter(planned, slot, State.SKIPPED, BY_A_PERSON, now, named.get(slot))

    def remove(self, number: int, now: datetime) -> None:
        self._plans[number - 1].removed = True
        self._skip_due(number, "the schedule was removed", now)

    def _skip_due(self, number: int, reason: str, now: datetime) -> None:
        for row in self._rows:
            if row.delivery.schedule == number and row.delivery.state is State.DUE:
                self._set(row, now, state=State.SKIPPED, reason=reason, through=None)

    def schedules(self, platform: str | None = None, workspace: str | None = None) -> list[Planned]:
        found = sorted((p.planned for p in self._plans if not p.removed), key=lambda each: each.schedule.name)
        if platform is None:
            return found
        here = (platform, workspace)
        return [each for each in found if (each.schedule.place.platform, each.schedule.place.workspace) == here]

    def plan(self, now: datetime, late_limit: timedelta) -> None:
        for plan in self._plans:
            if not plan.removed:
                self._enter_due(plan, now)
        for row in self._rows:
            waiting = row.delivery.state in {State.DUE, State.CLAIMED} and row.not_before <= now
            if waiting and row.delivery.slot < now - late_limit:
                reason = f"missed: nothing ran or could post within {late_limit / timedelta(hours=1):g} h"
                self._set(row, now, state=State.SKIPPED, reason=reason, through=None)

    def _enter_due(self, plan: _Plan, now: datetime) -> None:
        rests = plan.planned.rests(now)
        since = max(plan.counts_from, plan.until - RULES_MOVE)
        for slot, stands_for in named_slots(plan.planned.schedule, since, now + _MICROSECOND).items():
            self._enter(plan.planned, slot, State.SKIPPED if rests else State.DUE, rests, now, stands_for)
        plan.until = max(plan.until, now + _MICROSECOND)

    def enter_now(self, number: int, now: datetime) -> str:
        plan = self._plans[number - 1]
        plan.planned = replace(plan.planned, stopped=None, stopped_at=None)
        return self._enter(plan.planned, now, State.DUE, None, now)

    def _enter(
        self,
        planned: Planned,
        slot: datetime,
        state: State,
        reason: str | None,
        now: datetime,
        stands_for: str | None = None,
    ) -> str:
        token = delivery_token(planned.number, slot, planned.schedule.place)
        mine = [row.delivery for row in self._rows if row.delivery.schedule == planned.number]
        if all(each.token != token and (stands_for is None or each.stands_for != stands_for) for each in mine):
            number, place = len(self._rows) + 1, planned.schedule.place
            entered = Delivery(
                number, planned.number, slot, place, token, state, reason, 0, slot, None, {}, stands_for=stands_for
            )
            self._rows.append(_Row(entered, slot, now))
        return token

    def claim(
        self,
        platforms: Sequence[str],
        holder: str,
        now: datetime,
        lease: timedelta,
        shards: Shards | None = None,
        most: int = 1,
    ) -> list[tuple[Delivery, Planned]]:
        heads: dict[Place, _Row] = {}
        for row in sorted(self._rows, key=lambda each: (each.delivery.slot, each.delivery.number)):
            place = row.delivery.place
            if shards and place.platform == "discord" and not shards.hold(place.workspace):
                continue
            if row.delivery.state in _OPEN and row.delivery.place.platform in platforms and row.delivery.slot <= now:
                heads.setdefault(row.delivery.place, row)
        put_back = now + timedelta(minutes=5)
        free = [row for row in heads.values() if row.not_before <= now or row.changed > put_back]
        found = [row.delivery for row in free[:most]]
        for row in free[:most]:
            row.holder, row.not_before, row.changed = holder, now + lease, now
            if row.delivery.state is State.DUE:
                self._set(row, now, state=State.CLAIMED)
        return [(each, self._plans[each.schedule - 1].planned) for each in found]

    def last_through(self, schedule: int) -> Through | None:
        final = {State.POSTED, State.LATE, State.SKIPPED}
        rows = [row for row in self._rows if row.delivery.schedule == schedule and row.delivery.state in final]
        found = [(row.delivery.through, row.composed) for row in rows if row.delivery.through is not None]
        if not found:
            return None
        return Through(max(number for number, _ in found), max(at for _, at in found if at is not None))

    def compose(self, made: Sequence[Composition], now: datetime, holder: str | None = None) -> set[int]:
        mine = [each for each in made if self._is_held(self._rows[each.delivery - 1], holder)]
        for each in mine:
            row = self._rows[each.delivery - 1]
            row.choices, row.composed = tuple(each.choices), each.until
            self._set(row, now, through=each.through, settings=each.settings)
        return {each.delivery for each in mine}

    def marked(self, token: str) -> Delivery | None:
        return next((row.delivery for row in self._rows if row.delivery.token == token), None)

    def accounts(self, schedule: int, article: int, limit: int = 3) -> list[Account]:
        found = [
            Account(row.delivery, choice)
            for row in self._rows
            for choice in row.choices
            if row.delivery.schedule == schedule and choice.number == article
        ]
        return sorted(found, key=lambda each: each.delivery.slot, reverse=True)[:limit]

    def choices(self, delivery: int) -> tuple[Choice, ...]:
        return self._rows[delivery - 1].choices

    def start_sending(
        self, number: int, holder: str, now: datetime, wait: timedelta, part: int = 0, sent_as: str | None = None
    ) -> bool:
        row = self._rows[number - 1]
        if row.holder != holder or row.delivery.state not in _OPEN:
            return False
        row.not_before = now + wait
        sent = row.delivery.sent_as | ({part: sent_as} if sent_as else {})
        self._set(row, now, state=State.SENDING, attempts=row.delivery.attempts + 1, sent=now, sent_as=sent)
        return True

    def record_messages(self, number: int, messages: Mapping[int, str], now: datetime) -> None:
        row = self._rows[number - 1]
        self._set(row, now, messages=row.delivery.messages | dict(messages), attempts=0)

    def not_sent(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        row = self._held(number, holder)
        row.not_before = until
        attempts = max(0, row.delivery.attempts - 1)
        self._set(
            row,
            now,
            state=State.SENDING if attempts or row.delivery.messages else State.DUE,
            attempts=attempts,
            reason=reason,
        )

    def look_again(self, number: int, until: datetime, now: datetime, reason: str, holder: str | None = None) -> None:
        row = self._held(number, holder)
        row.not_before = until
        self._set(row, now, reason=reason)

    def link(self, number: int, link: str) -> None:
        row = self._rows[number - 1]
        row.delivery = replace(row.delivery, link=link)

    def finish(
        self, number: int, state: State, now: datetime, reason: str | None = None, holder: str | None = None
    ) -> None:
        row = self._held(number, holder)
        row.holder = None
        through = None if state is State.SKIPPED and reason != NOTHING_NEW else row.delivery.through
        self._set(row, now, state=state, reason=reason, through=through)

    def stop(self, number: int, reason: str, now: datetime) -> str | None:
        plan = self._plans[number - 1]
        plan.planned = replace(plan.planned, stopped=reason, stopped_at=now)
        first, plan.told = not plan.told, True
        return plan.set_up_by or None if first else None

    def works(self, number: int) -> None:
        plan = self._plans[number - 1]
        plan.planned, plan.told = replace(plan.planned, stopped=None, stopped_at=None), False

    def try_again(self, platform: str, workspace: str) -> None:
        for plan in self._plans:
            place = plan.planned.schedule.place
            if (place.platform, place.workspace) == (platform, workspace):
                plan.planned = replace(plan.planned, stopped=None, stopped_at=None)

    def last(self, schedule: int, limit: int = 5) -> list[Delivery]:
        found = [row.delivery for row in self._rows if row.delivery.schedule == schedule]
        return sorted(found, key=lambda each: each.slot, reverse=True)[:limit]

    def _held(self, number: int, holder: str | None) -> _Row:
        row = self._rows[number - 1]
        if not self._is_held(row, holder):
            raise Overtaken("another process has taken the delivery over")
        return row

    def _is_held(self, row: _Row, holder: str | None) -> bool:
        return holder is None or (row.holder == holder and row.delivery.state in _OPEN)

    def _set(self, row: _Row, now: datetime, **values: Any) -> None:
        row.delivery, row.changed = replace(row.delivery, **values), now
