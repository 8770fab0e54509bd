"""The keys of the configuration file: every one has a type, a default and a sentence for what does not fit."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from bot.catalogue import ENGLISH, languages
from briefings.audience import Keys, read_audience
from briefings.errors import StoreError
from briefings.filters import Filters
from briefings.place import Place, Shards
from briefings.schedule import BadSchedule, Schedule, read_days, read_time, read_zone

# As Slack and Discord write them; a Discord token has three parts.
TOKEN = re.compile(r"(?:xox[a-z]|xapp)-[\w-]+|(?<![\w-])[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Limits(_Section):
    """How often a person may ask; 0: no limit."""

    commands_per_minute: int = Field(default=20, ge=0, le=10_000)


def _keys(value: object) -> Keys:
    """Return the channels that *value* names; none at all is no limit."""
    return read_audience(value) if value else ()


Channels = Annotated[Keys, BeforeValidator(_keys)]


class Share(_Section):
    """Who may post an answer for everybody (ids of Discord roles, of people on Slack), and where; none: all."""

    roles: tuple[Annotated[str, StringConstraints(pattern=r"^([0-9]{1,20}|[UW][A-Z0-9]{1,20})$")], ...] = ()
    channels: Channels = ()


class Discord(_Section):
    """Where Discord's API is, the servers that get their commands at once, the roles that may manage,
    the form of answers, and which of the servers this process serves."""

    api_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    guilds: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    answers: Literal["components", "embeds"] = "components"
    shards: Literal["auto"] | tuple[Annotated[int, Field(ge=0)], ...] = "auto"
    shard_count: int | None = Field(default=None, ge=1, le=100_000)

    @field_validator("guilds", "managers")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(each.isascii() and each.isdigit() for each in value):
            raise ValueError("an id of a server or role is a number of 17 to 20 digits; copy it from its menu")
        return value

    @model_validator(mode="after")
    def _among_all(self) -> "Discord":
        if self.shards == "auto":
            return self
        if self.shard_count is None:
            raise ValueError("with ids in shards, shard_count says how many shards all processes have together")
        if not self.shards or max(self.shards) >= self.shard_count or len({*self.shards}) < len(self.shards):
            raise ValueError(f"shards are different numbers from 0 to {self.shard_count - 1}")
        return self

    @property
    def share(self) -> Shards | None:
        """Return the shards that this process has where several share them, None for all."""
        return None if self.shards == "auto" or self.shard_count is None else Shards(self.shards, self.shard_count)


class Slack(_Section):
    """Where Slack's API is, how events arrive, and the name of the slash command."""

    api_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    mode: Literal["socket", "http"] = "socket"
    command: str = Field(default="briefing", pattern=r"^[a-z][a-z0-9_-]{0,30}$")
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    managers: tuple[str, ...] = ()


class DeliveryRules(_Section):
    """How digests are posted: how late, how often is looked for due ones, how long an unanswered post is waited for."""

    late_limit_hours: float = Field(default=6, gt=0, le=168)
    wake_every_seconds: float = Field(default=15, gt=0, le=60)
    wait_for_answer_seconds: float = Field(default=90, gt=0, le=3600)

    @property
    def late_limit(self) -> timedelta:
        """Return how late a missed slot may still be posted."""
        return timedelta(hours=self.late_limit_hours)

    @property
    def wait(self) -> timedelta:
        """Return how long nobody posts again what got no answer."""
        return timedelta(seconds=self.wait_for_answer_seconds)


class DigestPlace(_Section):
    """Where a digest is posted."""

    platform: Literal["discord", "slack", "terminal"]
    workspace: str = ""
    channel: str = ""

    @model_validator(mode="after")
    def _somewhere(self) -> "DigestPlace":
        if self.platform != "terminal" and not self.channel.strip():
            raise ValueError("name the channel: its id, copied from the channel's menu")
        return self


def _read_by(read: Callable[[str], object]) -> AfterValidator:
    """Return the check that *read* can read a text, for its own line and key."""

    def check(text: str) -> str:
        try:
            read(text)
        except BadSchedule as error:
            raise ValueError(str(error)) from None
        return text

    return AfterValidator(check)


def _spoken(language: str) -> str:
    if language not in languages():
        raise ValueError(f"there is no catalogue for it; write one of {', '.join(languages())}")
    return language


class DigestConfig(_Section):
    """One digest, as it is written in the file."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    place: DigestPlace
    at: tuple[Annotated[str, _read_by(read_time)], ...]
    days: tuple[Annotated[str, _read_by(read_days)], ...] | None = None
    zone: Annotated[str, _read_by(read_zone)] = "UTC"
    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    at_most: int = Field(default=10, ge=1, le=50)
    when_empty: Literal["silent", "say_so"] = "silent"
    language: Annotated[str, AfterValidator(_spoken)] | None = None
    mention: Annotated[str, StringConstraints(pattern=r"^([0-9]{15,20}|S[A-Z0-9]{2,20})?$")] = ""
    post: Literal["message", "thread"] = "message"

    @field_validator("at")
    @classmethod
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError('name at least one time, as in ["08:00"]')
        return value

    def schedule(self, language: str) -> Schedule:
        """Return the schedule that this digest describes, in *language* if it names none itself."""
        return Schedule(
            name=self.name,
            place=Place(self.place.platform, self.place.workspace, self.place.channel),
            at=tuple(sorted({read_time(each) for each in self.at})),
            days=read_days(",".join(self.days)) if self.days else tuple(range(7)),
            zone=read_zone(self.zone),
            filters=Filters(self.topics, self.speakers, self.sources, self.words, self.not_words),
            at_most=self.at_most,
            when_empty=self.when_empty,
            language=self.language or language,
            mention=self.mention,
            post=self.post,
        )


class CorpusFolder(_Section):
    """A folder or file with articles, and for whom they are; written as a text alone they are for everybody."""

    path: str
    audience: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _for_somebody(cls, value: object) -> object:
        """Read a text as a path; keys without an audience are a fault, since it can be there without a value."""
        if isinstance(value, str):
            return {"path": value, "audience": None}
        if not isinstance(value, dict):
            raise ValueError("write one text, the path, or its path: and audience:")
        if "audience" not in value:
            raise ValueError("name its audience, or write the folder as a text alone")
        return value

    @field_validator("path")
    @classmethod
    def _no_token(cls, value: str) -> str:
        if TOKEN.search(value):
            raise ValueError("this looks like a token; secrets come from the environment only")
        return value

    @field_validator("audience", mode="before")
    @classmethod
    def _meant(cls, value: object) -> object:
        return () if value is None else read_audience(value)


class Settings(_Section):
    """The file's keys; every one has a default."""

    language: Annotated[str, AfterValidator(_spoken)] = ENGLISH
    corpus: tuple[CorpusFolder, ...] | None = None
    database: str = "sqlite:///briefings.db"
    limits: Limits = Limits()
    answer_in: Channels = ()
    share: Share = Share()
    discord: Discord = Discord()
    slack: Slack = Slack()
    digests: tuple[DigestConfig, ...] = ()
    deliveries: DeliveryRules = DeliveryRules()

    @field_validator("database")
    @classmethod
    def _known(cls, value: str) -> str:
        from briefings.library.address import read_address  # SQLAlchemy takes a moment, and `analyse` has no database

        try:
            read_address(value)
        except StoreError as error:
            raise ValueError(str(error)) from None
        return value

    @field_validator("digests", mode="after")
    @classmethod
    def _names(cls, value: tuple[DigestConfig, ...]) -> tuple[DigestConfig, ...]:
        names = [each.name.lower() for each in value]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two digests are called {twice[0]!r}; give each a name of its own")
        return value
