"""The configuration: YAML and secrets from the environment become one frozen value. All faults are told at once."""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from briefings.audience import Keys, read_audience
from briefings.errors import BadFile, Fault, StoreError
from briefings.filters import Filters
from briefings.place import Place
from briefings.plain_yaml import Document, YamlFault, read_yaml
from briefings.schedule import BadSchedule, Schedule, read_days, read_time, read_zone

DEFAULT_FILE = "config.yaml"
_SECRET_NAMES = ("DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
# As Slack and Discord write them; a Discord token has three parts.
_TOKEN = re.compile(r"(?:xox[a-z]|xapp)-[\w-]+|(?<![\w-])[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Limits(_Section):
    """How often a person may ask; 0: no limit."""

    commands_per_minute: int = Field(default=20, ge=0, le=10_000)


class Discord(_Section):
    """Where Discord's API is, and the servers that get their commands at once."""

    api_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    guilds: tuple[str, ...] = ()

    @field_validator("guilds")
    @classmethod
    def _ids(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(each.isascii() and each.isdigit() for each in value):
            raise ValueError("a server id is a number of 17 to 20 digits; copy it from the server's menu")
        return value


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

    @field_validator("at")
    @classmethod
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError('name at least one time, as in ["08:00"]')
        return value

    @property
    def schedule(self) -> Schedule:
        """Return the schedule that this digest describes."""
        return Schedule(
            name=self.name,
            place=Place(self.place.platform, self.place.workspace, self.place.channel),
            at=tuple(sorted({read_time(each) for each in self.at})),
            days=read_days(",".join(self.days)) if self.days else tuple(range(7)),
            zone=read_zone(self.zone),
            filters=Filters(self.topics, self.speakers, self.sources, self.words, self.not_words),
            at_most=self.at_most,
            when_empty=self.when_empty,
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
        if _TOKEN.search(value):
            raise ValueError("this looks like a token; secrets come from the environment only")
        return value

    @field_validator("audience", mode="before")
    @classmethod
    def _meant(cls, value: object) -> object:
        return () if value is None else read_audience(value)


class Settings(_Section):
    """The file's keys; every one has a default."""

    corpus: tuple[CorpusFolder, ...] | None = None
    database: str = "sqlite:///briefings.db"
    limits: Limits = Limits()
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


@dataclass(frozen=True, slots=True)
class Secrets:
    """The tokens, which print as stars."""

    discord_token: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None

    def values(self) -> list[str]:
        """Return the secret texts, so that log lines can be cleared of them."""
        each = (self.discord_token, self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return [secret.get_secret_value() for secret in each if secret]


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that is configured. ``base`` is the folder that relative paths start from."""

    settings: Settings = field(default_factory=Settings)
    secrets: Secrets = field(default_factory=Secrets)
    base: Path = Path()

    @property
    def hidden(self) -> list[str]:
        """Return what no log line may hold: the tokens and what is secret in the database's address."""
        from briefings.library.address import read_address, secrets_of

        return [*self.secrets.values(), *secrets_of(read_address(self.settings.database))]

    @property
    def corpus(self) -> tuple[Path, ...]:
        """Return the configured folders and files; without any, the corpus folder here or the one that is shipped."""
        if self.settings.corpus is not None:
            return tuple(self._path(each) for each in self.settings.corpus)
        here = self.base / "corpus"
        return (here if here.is_dir() else shipped_corpus(),)

    @property
    def limited(self) -> Mapping[Path, Keys]:
        """Return the folders and files whose articles are for some people only, with their audiences."""
        return {self._path(each): each.audience for each in self.settings.corpus or () if each.audience}

    def _path(self, folder: CorpusFolder) -> Path:
        return self.base / Path(folder.path).expanduser()

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        """Return the schedules of the configured digests."""
        return tuple(each.schedule for each in self.settings.digests)


def shipped_corpus() -> Path:
    """Return the folder of the articles that come with the program: in the package, or in its checkout."""
    import briefings

    package = Path(briefings.__file__).parent
    installed = package / "shipped_corpus"
    return installed if installed.is_dir() else package.parent / "corpus"


def load_config(path: Path | None, environment: Mapping[str, str] = os.environ) -> Config:
    """Return the configuration in the file at *path* (without one: ``config.yaml`` here, else the defaults).

    Raises BadFile with every fault of the file and of the secrets.
    """
    file = _file(path)
    faults: list[Fault] = []
    settings, base = Settings(), Path()
    if file is not None:
        base = file.parent
        try:
            settings = _settings(file, *_read(file))
        except BadFile as error:
            faults.extend(error.faults)
    secrets = _secrets(environment, faults)
    if faults:
        raise BadFile(*(replace(each, problem=hidden(each.problem), fix=hidden(each.fix)) for each in faults))
    return Config(settings, secrets, base)


def known_corpus(path: Path | None) -> Config:
    """Return what is known of the corpus from a file with faults: the default one if its key cannot be read."""
    file = _file(path)
    settings = Settings()
    with suppress(BadFile):
        if file is not None:
            document, value = _read(file)
            settings = _settings(file, document, {"corpus": value.get("corpus")})
    return Config(settings, base=file.parent if file else Path())


def hidden(text: str) -> str:
    """Return *text* with whatever looks like a token left out."""
    return _TOKEN.sub("<SECRET>", text)


def _file(path: Path | None) -> Path | None:
    return path or (Path(DEFAULT_FILE) if Path(DEFAULT_FILE).is_file() else None)


def _read(file: Path) -> tuple[Document, dict[str, Any]]:
    try:
        document = read_yaml(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(Fault(str(file), 1, f"the file cannot be read ({error.strerror})", "mend the path")) from None
    except UnicodeDecodeError:
        raise BadFile(Fault(str(file), 1, "the file is not UTF-8", "save it in UTF-8")) from None
    except YamlFault as fault:
        raise BadFile(Fault(str(file), fault.line, fault.problem, fault.fix)) from None
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise BadFile(Fault(str(file), 1, "the file is no list of keys", "write it as key: value"))
    return document, value


def _settings(file: Path, document: Document, value: dict[str, Any]) -> Settings:
    try:
        return Settings.model_validate(_without_nothing(value))
    except ValidationError as error:
        faults = [_fault(each, document, str(file)) for each in error.errors()]
        raise BadFile(*sorted(faults, key=lambda fault: fault.line)) from None


def _without_nothing(value: Any) -> Any:
    """Leave out what has no value, so that ``key:`` means the default."""
    if isinstance(value, dict):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list) else value


_SHAPES = {
    "tuple_type": "write a list: [one, two]",
    "model_type": "write keys with their values below it",
    "string_type": "write one text, in quotation marks",
}


def _fault(each: Any, document: Document, path: str) -> Fault:
    where = tuple(each["loc"])
    key = ".".join(map(str, where))
    line = document.line(where)
    if each["type"] == "extra_forbidden":
        secret = any(word in str(where[-1]).lower() for word in ("token", "secret"))
        fix = "secrets come from the environment only; take it out" if secret else "take it out or mend its spelling"
        return Fault(path, line, f"{key}: this key is unknown", fix)
    if each["type"] == "missing":
        return Fault(path, line, f"{key}: this key is missing", "add it")
    reason = _SHAPES.get(each["type"]) or str(each["msg"]).removeprefix("Value error, ")
    return Fault(path, line, f"{key}: the value does not fit", reason[:1].lower() + reason[1:])


def _secrets(environment: Mapping[str, str], faults: list[Fault]) -> Secrets:
    """Read each secret from its variable, or from the file that NAME_FILE names."""
    found: dict[str, SecretStr] = {}
    for name in _SECRET_NAMES:
        text = environment.get(name, "").strip()
        file = environment.get(f"{name}_FILE", "").strip()
        if not text and file:
            try:
                text = Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                faults.append(
                    Fault(f"{name}_FILE", 1, "the file it names cannot be read", "mend the path or its rights")
                )
        if text:
            found[name.lower()] = SecretStr(text)
    return Secrets(**found)
