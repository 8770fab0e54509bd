"""What deliveries hold: what was considered for each, why it is in it or not, and what was said."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, bindparam, delete, func, insert, select

from briefings.digest import Choice, Shown, Why
from briefings.library.digest_schema import considered, deliveries, told
from briefings.library.holding import Overtaken, change
from briefings.library.ledger import Account, State, Through, delivery, schedule_values
from briefings.library.prepared import fetched
from briefings.library.reader import some
from briefings.library.schedules import Schedules
from briefings.library.schema import articles, profiles
from briefings.library.written import write
from briefings.moments import from_micros, to_micros
from briefings.schedule import Schedule
from briefings.spans import Span

_AT_ONCE = 500  # values of one query
_CONSIDERED, _SAID = insert(considered), insert(told)


@dataclass(frozen=True, slots=True)
class Composition:
    """What was considered for a delivery (its number) among the entries up to the number *through*.

    *until* is the moment (UTC) up to which that counts, *settings* the schedule as it was.
    """

    delivery: int
    choices: Sequence[Choice]
    through: int
    until: datetime
    settings: Schedule | None = None


class Contents(Schedules):
    """The ledger's account of what each delivery holds. Its methods block."""

    def compose(self, made: Sequence[Composition], now: datetime, holder: str | None = None) -> set[int]:
        """Record what was considered for deliveries before anything of them is sent.

        Those that are not open or not *holder*'s, if it is given, are left as they are; return the numbers of the rest.
        """
        with self._writer.begin() as connection:
            mine = [each for each in made if _composed(connection, each, now, holder)]
            numbers = [each.delivery for each in mine]
            for table in (considered, told):
                connection.execute(delete(table).where(table.c.delivery.in_(numbers)))
            write(connection, _CONSIDERED, _considered(mine))
            write(connection, _SAID, _said(mine))
        return set(numbers)

    def last_through(self, schedule: int, before: datetime | None = None) -> Through | None:
        """Return how far the schedule's confirmed deliveries have come; None before the first.

        *before*: only those of slots before that moment (UTC).
        """
        with self._engine.connect() as connection:
            number, at = fetched(connection, _THROUGH, _since_ever(schedule, before))[0]
        return None if number is None else Through(number, from_micros(at))

    def highest_number(self, at: datetime | None = None) -> int:
        """Return the number of the last article that arrived, by the moment *at* (UTC) if given; 0 for none."""
        query = select(func.max(articles.c.number))
        if at is not None:
            query = query.where(articles.c.added_at <= to_micros(at))
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def choices(self, delivery: int) -> tuple[Choice, ...]:
        """Return what was considered for a delivery, in the digest's order."""
        query = select(considered).where(considered.c.delivery == delivery).order_by(considered.c.position)
        with self._engine.connect() as connection:
            return tuple(_choice(row, row.reason) for row in connection.execute(query))

    def said(self, schedule: int, keys: Collection[str], before: datetime | None = None) -> set[str]:
        """Return which of these *keys* a confirmed delivery of the schedule (of a slot *before*) has said."""
        asked, found = sorted(keys), set[str]()
        with self._engine.connect() as connection:
            for at in range(0, len(asked), _AT_ONCE):
                values = _since_ever(schedule, before) | {"keys": asked[at : at + _AT_ONCE]}
                found.update(connection.execute(_TOLD, values).scalars())
        return found

    def stories_told(self, schedule: int, stories: Collection[int], before: datetime | None = None) -> set[int]:
        """Return which of these *stories* a confirmed delivery of the schedule (of a slot *before*) has touched."""
        if not stories:
            return set()
        values = _since_ever(schedule, before) | {"stories": sorted(stories)}
        with self._engine.connect() as connection:
            return set(connection.execute(_STORIES, values).scalars())

    def accounts(self, schedule: int, article: int, limit: int = 3) -> list[Account]:
        """Return what the schedule's deliveries made of an entry (by its number), latest slot first."""
        query = (
            select(
                deliveries,
                considered.c.article,
                considered.c.chosen,
                considered.c.sentences,
                considered.c.quote,
                considered.c.story,
                considered.c.says,
                considered.c.why,
                considered.c.reason.label("considered_for"),
            )
            .join(considered, considered.c.delivery == deliveries.c.number)
            .where(deliveries.c.schedule == schedule, considered.c.article == article)
            .order_by(deliveries.c.slot_at.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).all()
        return [Account(delivery(row), _choice(row, row.considered_for)) for row in found]


_SCHEDULE, _BEFORE = bindparam("schedule", type_=BigInteger), bindparam("before", type_=BigInteger)
_EVER = (1 << 63) - 1  # microseconds: after every slot
_OF_SCHEDULE = (deliveries.c.schedule == _SCHEDULE, deliveries.c.slot_at < _BEFORE)
_SAYS = deliveries.c.state.in_((State.POSTED.value, State.LATE.value))
_HAS_COME = deliveries.c.state.in_((State.POSTED.value, State.LATE.value, State.SKIPPED.value))
_THROUGH = select(
    func.max(deliveries.c.through), func.max(func.coalesce(deliveries.c.through_at, deliveries.c.slot_at))
).where(*_OF_SCHEDULE, _HAS_COME, deliveries.c.through.is_not(None))
_TOLD = (
    select(told.c.key)
    .join(deliveries, deliveries.c.number == told.c.delivery)
    .where(*_OF_SCHEDULE, _SAYS, told.c.key.in_(some("keys")))
)
_STORIES = (
    select(profiles.c.story)
    .join(considered, considered.c.article == profiles.c.article)
    .join(deliveries, deliveries.c.number == considered.c.delivery)
    .where(*_OF_SCHEDULE, _SAYS, considered.c.chosen, profiles.c.story.in_(some("stories")))
    .distinct()
)


def _since_ever(schedule: int, before: datetime | None) -> dict[str, Any]:
    return {"schedule": schedule, "before": _EVER if before is None else to_micros(before)}


def _composed(connection: Connection, made: Composition, now: datetime, holder: str | None) -> bool:
    """Record how far a delivery goes; tell whether it is still *holder*'s."""
    values: dict[str, Any] = {
        "through": made.through,
        "through_at": to_micros(made.until),
        "settings": schedule_values(made.settings) if made.settings else None,
    }
    with suppress(Overtaken):
        change(connection, made.delivery, now, holder, **values)
        return True
    return False


def _considered(made: Iterable[Composition]) -> list[dict[str, Any]]:
    return [
        {
            "delivery": each.delivery,
            "article": choice.number,
            "chosen": choice.chosen,
            "reason": choice.reason,
            "why": choice.why.value,
            "position": position,
            "sentences": _numbered(choice.shown),
            "quote": choice.shown.quote,
            "story": choice.story,
            "says": choice.says,
        }
        for each in made
        for position, choice in enumerate(each.choices)
    ]


def _said(made: Iterable[Composition]) -> list[dict[str, Any]]:
    return [
        {"delivery": each.delivery, "article": choice.number, "key": key}
        for each in made
        for choice in each.choices
        for key in sorted(choice.shown.keys)
    ]


def _choice(row: Row[Any], reason: str) -> Choice:
    spans = tuple(Span(*each[:2]) for each in row.sentences)
    shown = Shown(spans, row.quote, numbers=tuple(each[2] for each in row.sentences if each[2:]))
    return Choice(row.article, row.chosen, reason, Why(row.why), shown, row.story, row.says)


def _numbered(shown: Shown) -> list[list[int]]:
    """Return the shown sentences as they are stored: start, end, and the number that each keeps."""
    numbers = shown.numbers or (None,) * len(shown.sentences)
    pairs = zip(shown.sentences, numbers, strict=True)
    return [[*span, *([] if number is None else [number])] for span, number in pairs]
