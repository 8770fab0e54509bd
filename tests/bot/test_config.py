"""The configuration: every key loads, every fault is told at once, and no secret is ever shown."""

from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.config import Config, load_config, shipped_corpus
from briefings.errors import BadFile
from briefings.place import Place
from briefings.schedule import Schedule

FORM = """\
corpus: [corpus/]                       # folders or files
database: sqlite:///briefings.db
limits: {commands_per_minute: 20}       # a person; 0: no limit
discord: {api_url: null, guilds: []}
slack: {api_url: null, mode: socket, command: briefing}
digests:
  - name: morning
    place: {platform: discord, workspace: "<server id>", channel: "<channel id>"}
    at: ["08:00"]
    days: [mon, tue, wed, thu, fri]     # left out: every day
    zone: Europe/Berlin
    topics: []                          # left out: all
    at_most: 10
    when_empty: silent                  # or: say_so
"""
SECRETS = {
    "DISCORD_TOKEN": "MTIz.discord.secret",
    "SLACK_BOT_TOKEN": "xoxb-secret",
    "SLACK_APP_TOKEN": "xapp-secret",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
    "BUTTON_SECRET": "sixteen or more of them",
}


def load(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Config:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load_config(file, environment or {})


def faults(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """The faults of *text* as they are printed, without the folder."""
    with pytest.raises(BadFile) as caught:
        load(folder, text, environment)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def test_every_key_of_the_form_loads(tmp_path: Path) -> None:
    config = load(tmp_path, FORM)
    assert config.corpus == (tmp_path / "corpus",)
    assert config.settings.database == "sqlite:///briefings.db"
    assert config.settings.limits.commands_per_minute == 20
    assert (config.settings.discord.api_url, config.settings.discord.guilds) == (None, ())
    assert config.settings.slack.api_url is None
    assert (config.settings.slack.mode, config.settings.slack.command) == ("socket", "briefing")
    assert config.schedules == (
        Schedule(
            name="morning",
            place=Place("discord", "<server id>", "<channel id>"),
            at=(time(8, 0),),
            days=(0, 1, 2, 3, 4),
            zone="Europe/Berlin",
            at_most=10,
            when_empty="silent",
        ),
    )


def test_every_key_has_a_default() -> None:
    config = Config()
    assert config.settings.database == "sqlite:///briefings.db"
    assert config.schedules == ()
    assert config.settings.deliveries.late_limit == timedelta(hours=6)
    assert config.settings.deliveries.wait == timedelta(seconds=90)


def test_only_name_place_and_times_of_a_digest_are_needed(tmp_path: Path) -> None:
    digest = "{name: x, place: {platform: slack, channel: C1}, at: [7:05, '17:30', 7:05], days: , topics: , zone: }"
    (schedule,) = load(tmp_path, f"digests: [{digest}]").schedules
    assert schedule == Schedule("x", Place("slack", "", "C1"), (time(7, 5), time(17, 30)))


@pytest.mark.parametrize("text", ["", "# nothing\n", "corpus:\ndiscord:\n", "slack: {}\n", "\ufefflimits: {}\n"])
def test_a_key_without_a_value_means_its_default(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text).settings == Config().settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("digests: [{name: x, place: {platform: slack, channel: C1}, at: [10:30]}]", time(10, 30)),
        ("digests: [{name: no, place: {platform: slack, channel: 001_7}, at: [0:00]}]", time(0, 0)),
    ],
)
def test_times_ids_and_names_are_read_as_text(tmp_path: Path, text: str, expected: time) -> None:
    (schedule,) = load(tmp_path, text).schedules
    assert schedule.at == (expected,)
    assert schedule.name in {"x", "no"}
    assert schedule.place.channel in {"C1", "001_7"}


@pytest.mark.parametrize(
    ("text", "line", "key", "fix"),
    [
        ("corpse: []", 1, "corpse: this key is unknown", "mend its spelling"),
        ("corpus: corpus/", 1, "corpus: the value does not fit", "write a list"),
        ("corpus: [[x]]", 1, "corpus.0: the value does not fit", "write one text"),
        ("limits: {commands_per_minute: -1}", 1, "limits.commands_per_minute", "write 0 or more"),
        ("limits: {commands_per_minute: many}", 1, "limits.commands_per_minute", "write a whole number"),
        ("\nlimits: 20", 2, "limits: the value does not fit", "write keys"),
        ("discord: {api_url: discord.com}", 1, "discord.api_url", "write an address that begins with https://"),
        ("discord:\n  guilds: [x]", 2, "discord.guilds", "an id of a server or role is a number"),
        ("discord: {guilds: ['²']}", 1, "discord.guilds", "an id of a server or role is a number"),
        ("slack: {mode: smoke}", 1, "slack.mode", "'socket' or 'http'"),
        ("slack: {command: /news}", 1, "slack.command", "write it without a slash"),
        ("share: {roles: [editors]}", 1, "share.roles.0", "write the ids of roles on Discord, which are numbers"),
        (
            "digests: [{name: x, place: {platform: slack, channel: C1}, at: ['8:00'], mention: everyone}]",
            1,
            "digests.0.mention",
            "write the id of a role on Discord or a user group on Slack",
        ),
        ("slack: {port: 99999}", 1, "slack.port", "65535"),
        ("digests:\n- name: x\n  at: ['8:00']", 2, "digests.0.place: this key is missing", "add it"),
        ("digests: [{name: x, place: {platform: irc}, at: ['8:00']}]", 1, "digests.0.place.platform", "'discord'"),
        ("digests: [{name: x, place: {platform: slack, channel: C1}, at: []}]", 1, "digests.0.at", "at least one time"),
        (
            "digests: [{name: x, place: {platform: slack, channel: C1}, at: ['24:00']}]",
            1,
            "digests.0.at.0",
            "write it as 08:00",
        ),
        (
            "digests: [{name: x, place: {platform: slack, channel: C1}, at: ['²:00']}]",
            1,
            "digests.0.at.0",
            "write it as 08:00",
        ),
        (
            "digests: [{name: x, place: {platform: slack, channel: C1}, at: ['8:00'], days: [monkey]}]",
            1,
            "digests.0.days.0",
            "write mon, tue",
        ),
        (
            "digests: [{name: x, place: {platform: slack, channel: C1}, at: ['8:00'], zone: Mars}]",
            1,
            "digests.0.zone",
            "write it like Europe/Berlin",
        ),
        ("discord: {shards: [0, 1]}", 1, "discord", "with ids in shards, shard_count says how many"),
        ("discord: {shards: [0, 2], shard_count: 2}", 1, "discord", "different numbers from 0 to 1"),
        ("discord: {shards: [], shard_count: 2}", 1, "discord", "different numbers from 0 to 1"),
        ("discord: {shards: [1, 1], shard_count: 2}", 1, "discord", "different numbers from 0 to 1"),
        ("deliveries: {late_limit_hours: 0}", 1, "deliveries.late_limit_hours", "greater than 0"),
        ("deliveries: {late_limit_hours: 169}", 1, "deliveries.late_limit_hours", "write 168 or less"),
        ("deliveries: {late_limit_hours: 1e12}", 1, "deliveries.late_limit_hours", "write 168 or less"),
        ("deliveries: {late_limit_hours: inf}", 1, "deliveries.late_limit_hours", "finite number"),
        ("deliveries: {wait_for_answer_seconds: nan}", 1, "deliveries.wait_for_answer_seconds", "finite number"),
        ("deliveries: {wait_for_answer_seconds: 3601}", 1, "deliveries.wait_for_answer_seconds", "write 3600 or less"),
        ("limits: {commands_per_minute: 10001}", 1, "limits.commands_per_minute", "write 10000 or less"),
        ("digests: [{name: x, place: {platform: slack}, at: ['8:00']}]", 1, "digests.0.place", "name the channel"),
        (
            "digests:\n- name: x\n  place: {platform: discord, channel: ' '}\n  at: ['8:00']",
            3,
            "digests.0.place",
            "name the channel",
        ),
        ("digests: [{name: ' ', place: {platform: terminal}, at: ['8:00']}]", 1, "digests.0.name", "at least 1"),
        ("limits: {}\nlimits: {}", 2, "'limits' is given twice", "keep one of them"),
        ("limits: {}\n  x: [", 2, "this is not YAML", "mend"),
        ("- corpus/", 1, "the file is no list of keys", "key: value"),
        ("limits: &a {}\nslack: *a", 2, "an alias", "write the value out"),
    ],
)
def test_a_fault_says_the_line_the_key_and_how_to_mend_it(
    tmp_path: Path, text: str, line: int, key: str, fix: str
) -> None:
    (fault,) = faults(tmp_path, text)
    assert fault.startswith(f"config.yaml:{line}: ")
    assert key in fault and fix in fault
    assert "\n" not in fault


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = """\
corpse: []
limits: {commands_per_minute: often}
slack:
  mode: smoke
  comand: news
digests:
  - name: x
    place: {platform: irc}
    at:
      - "25:00"
      - "08:00"
      - noon
    days: [someday]
    zone: Mars
"""
    found = faults(tmp_path, text, {"DISCORD_TOKEN_FILE": str(tmp_path / "none")})
    assert [each.split(":")[1] for each in found] == ["1", "2", "4", "5", "8", "10", "12", "13", "14", "1"]
    assert any(each.startswith("DISCORD_TOKEN_FILE:1: ") for each in found)


def test_two_digests_with_one_name_are_a_fault(tmp_path: Path) -> None:
    digest = "{name: %s, place: {platform: slack, channel: C1}, at: ['8:00']}"
    (fault,) = faults(tmp_path, f"digests: [{digest % 'Morning'}, {digest % 'morning'}]")
    assert "two digests are called 'morning'" in fault


@pytest.mark.parametrize("where", ["discord: {token: %s}", "slack: {signing_secret: %s}", "DISCORD_TOKEN: %s"])
def test_a_secret_in_the_file_is_refused_without_being_repeated(tmp_path: Path, where: str) -> None:
    (fault,) = faults(tmp_path, where % "xoxb-secret")
    assert "secrets come from the environment only; take it out" in fault
    assert "xoxb-secret" not in fault


@pytest.mark.parametrize(
    "text",
    [
        "discord: xoxb-secret",
        "slack: {mode: xoxb-secret}",
        "slack: {api_url: xoxb-secret}",
        "limits: {commands_per_minute: xoxb-secret}",
        "slack: {port: xoxb-secret}",
        "digests: xoxb-secret",
        "xoxb-secret",
        "slack: xoxb-secret: x",
    ],
)
def test_no_fault_repeats_a_secret_that_was_put_in_a_wrong_place(tmp_path: Path, text: str) -> None:
    assert "xoxb-secret" not in "".join(faults(tmp_path, text))


@pytest.mark.parametrize("token", ["xoxb-12-abc", "xoxp-12", "xapp-1-A2-b", f"{'M' * 24}.Gx1234.{'a-_1' * 8}"])
@pytest.mark.parametrize(
    "text",
    [
        "%s: x",
        "%s: x\n%s: y",
        "corpus: [%s]",
        "corpus: [articles/%s.md]",
        "digests: [{name: x, place: {platform: terminal}, at: [%s]}]",
        "digests: [{name: x, place: {platform: terminal}, at: ['8:00'], zone: %s, days: [%s]}]",
        "digests:\n- {name: %s, place: {platform: terminal}, at: ['8:00']}\n"
        "- {name: %s, place: {platform: terminal}, at: ['8:00']}",
    ],
)
def test_what_looks_like_a_token_is_in_no_fault(tmp_path: Path, text: str, token: str) -> None:
    assert token not in "".join(faults(tmp_path, text.replace("%s", token)))


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    config = load_config(None, SECRETS)
    assert config.secrets.discord_token is not None
    assert sorted(config.secrets.values()) == sorted(SECRETS.values())
    for shown in (repr(config), str(config), f"{config.secrets}", repr(config.secrets)):
        assert not any(secret in shown for secret in SECRETS.values())


def test_a_secret_can_stand_in_a_file_that_the_environment_names(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(" xoxb-secret\n", encoding="utf-8")
    secrets = load_config(None, {"SLACK_BOT_TOKEN_FILE": str(tmp_path / "token")}).secrets
    assert secrets.values() == ["xoxb-secret"]


def test_the_environment_goes_before_the_file_and_blanks_are_none(tmp_path: Path) -> None:
    environment = {"DISCORD_TOKEN": "one", "DISCORD_TOKEN_FILE": str(tmp_path / "none"), "SLACK_APP_TOKEN": " "}
    assert load_config(None, environment).secrets.values() == ["one"]


@pytest.mark.parametrize("data", [b"corpus: \xff", b"corpus: [\x01]"])
def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "config.yaml"
    file.write_bytes(data)
    with pytest.raises(BadFile) as caught:
        load_config(file, {})
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        load_config(tmp_path / "none.yaml", {})


def test_without_a_file_the_one_here_is_read_else_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(None, {}).corpus == (shipped_corpus(),)
    (tmp_path / "corpus").mkdir()
    assert load_config(None, {}).corpus == (Path("corpus"),)
    (tmp_path / "config.yaml").write_text("corpus: [news]", encoding="utf-8")
    assert load_config(None, {}).corpus == (Path("news"),)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = load(tmp_path, "corpus: [news, /srv/articles, ~/notes.md]")
    assert config.base == tmp_path
    assert config.corpus == (tmp_path / "news", Path("/srv/articles"), Path("~/notes.md").expanduser())


def test_the_example_of_every_setting_loads() -> None:
    example = Path(__file__).parents[2] / "config.example.yaml"
    assert load_config(example, {}).settings


@pytest.mark.parametrize(
    "address",
    [
        "mysql://ann:hunter2secret@host/news",
        "postgresql://ann:hunter2secret@host/news",
        "sqlite://",
        "news.db",
        "a:b:c://x",
    ],
)
def test_a_database_address_that_is_not_taken_is_told_at_once_without_its_password(
    tmp_path: Path, address: str
) -> None:
    (fault,) = faults(tmp_path, f"database: {address!r}")
    assert "database: the value does not fit" in str(fault) and "write it" in str(fault)
    assert "hunter2secret" not in str(fault)


def test_the_password_of_the_database_is_hidden_in_the_log(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("database: postgresql+psycopg://ann:hunter2secret@host/news?sslpassword=another", encoding="utf-8")
    assert load_config(file, {}).hidden == ["hunter2secret", "another"]


def test_a_button_secret_that_is_too_short_is_a_fault() -> None:
    with pytest.raises(BadFile, match="BUTTON_SECRET:1: it is too short") as caught:
        load_config(None, {"BUTTON_SECRET": "fifteen letters"})
    assert "fifteen" not in str(caught.value)
