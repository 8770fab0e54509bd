"""The configuration: YAML and secrets from the environment become one frozen value. All faults are told at once."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from bot.settings import TOKEN, CorpusFolder, Settings
from briefings.audience import Keys
from briefings.errors import BadFile, Fault
from briefings.plain_yaml import Document, YamlFault, read_yaml
from briefings.refusals import instead
from briefings.schedule import Schedule

DEFAULT_FILE = "config.yaml"
_SECRET_NAMES = ("DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "BUTTON_SECRET")
_SHORTEST_KEY = 16  # characters


@dataclass(frozen=True, slots=True)
class Secrets:
    """The tokens, which print as stars."""

    discord_token: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    button_secret: SecretStr | None = None

    def values(self) -> list[str]:
        """Return the secret texts, so that log lines can be cleared of them."""
        slack = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return [secret.get_secret_value() for secret in (self.discord_token, *slack, self.button_secret) if secret]


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
        return tuple(each.schedule(self.settings.language) for each in self.settings.digests)


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


def placeholders(config: Config, path: Path | None) -> list[Fault]:
    """Return where the digests of *config*, which is at *path*, still hold what the example has instead of ids."""
    file = _file(path)
    if file is None:
        return []
    document, _ = _read(file)
    return [
        Fault(
            str(file),
            document.line(("digests", number, "place", key)),
            f"digests.{number}.place.{key}: {value!r} is no id",
            "copy the id from the platform",
        )
        for number, digest in enumerate(config.settings.digests)
        for key, value in (("workspace", digest.place.workspace), ("channel", digest.place.channel))
        if value.startswith("<")
    ]


def hidden(text: str) -> str:
    """Return *text* with whatever looks like a token left out."""
    return TOKEN.sub("<SECRET>", text)


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
    return Fault(path, line, f"{key}: the value does not fit", instead(each))


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
        if name == "BUTTON_SECRET" and 0 < len(text) < _SHORTEST_KEY:
            fix = f"give it {_SHORTEST_KEY} characters or more, or leave it out"
            faults.append(Fault(name, 1, "it is too short to seal the ids of buttons", fix))
        if text:
            found[name.lower()] = SecretStr(text)
    return Secrets(**found)
