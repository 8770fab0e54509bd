"""The documents tell the truth: what they name exists, what exists is named, and what they show is what comes out.

``python -m tests.test_docs`` writes anew what is generated in them: the example, the manifest and the invite link.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from pydantic import BaseModel

from bot.answers import Answers
from bot.calls import read_line
from bot.cli import main_app
from bot.commands.table import COMMANDS
from bot.config import load_config
from bot.desk import Asker
from bot.platforms.discord_commands import PERMISSIONS, command_payloads, invite_link
from bot.platforms.slack_manifest import manifest_yaml
from bot.replies import Ink, plain
from bot.settings import Settings
from briefings.article import FrontMatter, parse_article
from briefings.entry import Grade
from briefings.library.ledger import State

ROOT = Path(__file__).parent.parent
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md")}
PAGES |= {f"docs/{path.name}": path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
README, DISCORD, SLACK, DIGESTS = (
    PAGES[f"{name}.md"] for name in ("README", "docs/discord", "docs/slack", "docs/digests")
)
EVERYTHING = "\n".join(PAGES.values())
RIGHTS = {
    10: "View Channels",
    11: "Send Messages",
    14: "Embed Links",
    16: "Read Message History",
    35: "Create Public Threads",
    38: "Send Messages in Threads",
}
SECRETS = {"DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "BUTTON_SECRET"}
BOSS = Asker(platform="terminal", may_manage=True)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    return [body for found, body in FENCE.findall(page) if found == language]


def inline(page: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", page))


def code(page: str) -> list[str]:
    """What stands in code: inline, and line by line in blocks."""
    return inline(page) + [line.strip() for _, body in FENCE.findall(page) for line in body.splitlines()]


def table(page: str, heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading."""
    found = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert found, f"no table begins with the column {heading!r}"
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in found[1].splitlines()]


def named(page: str, heading: str) -> list[str]:
    """The names in the first column of a table, which stand in back-ticks."""
    return [row[0].strip(" `|") for row in table(page, heading)]


def keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The dotted keys of a configuration; those of a list's items follow the list's name."""
    for name, field in model.model_fields.items():
        inner = [each for each in _types(field.annotation) if isinstance(each, type) and issubclass(each, BaseModel)]
        if inner:
            yield from keys(inner[0], f"{before}{name}.")
        else:
            yield before + name


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in getattr(annotation, "__args__", ()):
        yield from _types(each)


def command_line(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Every command of the command line that does something, with its options."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield words, {option for each in command.params for option in each.opts if option.startswith("--")} - {"--help"}
    else:
        for name, each in inner.items():
            yield from command_line(each, (*words, name))


def shell_lines() -> list[list[str]]:
    """The words after `briefing-bot` wherever the documents name a command of it."""
    found = [re.search(r"(?:^|\| )briefing-bot (.+)", each.removeprefix("$ ")) for each in code(EVERYTHING)]
    return [each[1].split() for each in found if each]


def chat_lines() -> list[str]:
    """What the documents tell people to type in a chat, as it would be typed at the prompt."""
    slack_only, shell = ("/invite", "/slack/"), re.compile(r"export [A-Z_]+=")
    typed = [each for each in code(EVERYTHING) if re.match(r"/[a-z]", each) and not each.startswith(slack_only)]
    bare = [each for each in inline(EVERYTHING) if any(each.startswith(f"{name} ") for name in COMMANDS)]
    bare = [each for each in bare if not shell.match(each)]
    return [re.sub(r"^/briefing (?=\w+)", "", each).removeprefix("/") for each in (*typed, *bare)]


# What is generated ----------------------------------------------------------------------------------------------------


def with_answers(page: str) -> str:
    """The page with the answers to what its example types, as `briefing-bot chat` gives them in an empty folder."""
    typed = re.search(r"^\$ printf '(.*)' \| briefing-bot chat\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert typed
    with tempfile.TemporaryDirectory() as folder:
        chat = subprocess.run(
            [sys.executable, "-m", "bot", "chat"],
            input=typed[1].replace("\\n", "\n"),
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
    answered = str(chat.stdout).rstrip("\n") + "\n"
    return page[: typed.start(2)] + answered + page[typed.end(2) :]


def with_manifest(page: str) -> str:
    manifest = manifest_yaml(Settings().slack.command)
    return re.sub(r"^display_information:.*?(?=^```$)", lambda _: manifest, page, flags=re.MULTILINE | re.DOTALL)


def with_invite_link(page: str) -> str:
    link = re.compile(r"^https://discord\.com/oauth2/authorize\?client_id=(\d+).*$", re.MULTILINE)
    assert link.search(page)
    return link.sub(lambda found: invite_link(found[1]), page)


def undated(text: str) -> str:
    return re.sub(r"\d{4}-\d{2}-\d{2}", "<date>", text)


# Commands ------------------------------------------------------------------------------------------------------------


def test_the_readme_lists_every_command_with_its_options_and_no_other() -> None:
    written = {row[0].strip("`"): re.findall(r"`(\w+)`", row[1]) for row in table(README, "command")}
    real = {name: [each.name for each in command.parameters if not each.hidden] for name, command in COMMANDS.items()}
    assert list(written.items()) == list(real.items())  # in the order of help


def test_the_discord_page_lists_every_slash_command_with_its_sub_commands() -> None:
    payloads = {
        ("/" if each["type"] == 1 else "") + each["name"]: each for each in command_payloads([*COMMANDS.values()])
    }
    rows = {row[0].strip("| `"): row for row in table(DISCORD, "command")}
    assert sorted(rows) == sorted(payloads)
    for name, payload in payloads.items():
        families = [each["name"] for each in payload.get("options", ()) if each["type"] == 1]
        assert re.findall(r"`(\w+)`", rows[name][2]) == families, name
        assert (rows[name][1] == "Manage Server") == ("default_member_permissions" in payload), name


def test_the_digests_page_lists_every_option_of_digest_add() -> None:
    assert named(DIGESTS, "option") == [each.name for each in COMMANDS["digest add"].parameters]


@pytest.mark.parametrize("line", sorted(set(chat_lines())))
def test_what_people_are_told_to_type_is_understood(line: str) -> None:
    families = {name.split()[0] for name in COMMANDS}
    if line in {*COMMANDS, *families} or line.endswith(" ..."):
        return  # named, not typed
    assert read_line(line, COMMANDS).command.name in COMMANDS


async def test_every_example_of_the_help_is_answered(answers: Answers) -> None:
    for name in COMMANDS:  # in the table's order: a correction is set before it is taken back
        reply = await answers.answer("help", {"command": name}, BOSS)
        lines = [line for card in reply.cards for line in card.lines]
        examples = [line[1].text for line in lines if line[0].text == "e.g. " and line[1].ink is Ink.LINE]
        assert examples, name
        for example in examples:
            answer = await answers.answer_line(example, BOSS)
            assert answer.understood, f"{example}: {plain(answer.title)}"


# The command line ----------------------------------------------------------------------------------------------------


def test_every_command_of_the_command_line_is_named_with_its_options_and_no_other() -> None:
    real = dict(command_line(typer.main.get_command(main_app)))
    named_options: dict[tuple[str, ...], set[str]] = {}
    for words in shell_lines():
        path = next((path for path in (tuple(words[:2]), tuple(words[:1])) if path in real), None)
        assert path is not None, f"there is no briefing-bot {' '.join(words)}"
        options = {word for word in words if word.startswith("--")}
        assert options <= real[path], f"briefing-bot {' '.join(words)}"
        named_options.setdefault(path, set()).update(options)
    assert set(named_options) == set(real)
    anywhere = set(re.findall(r"(?<!\S)--[a-z-]+", "\n".join(code(EVERYTHING))))
    for path, options in real.items():
        assert options <= anywhere, f"briefing-bot {' '.join(path)}"


def test_every_make_target_is_named_and_no_other() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(" ".join(re.findall(r"^([a-z][a-z -]*):", makefile, re.MULTILINE)).split())
    targets |= {f"bench-{name}" for name in re.findall(r"^\t([a-z]+)(?: \\)?$", makefile, re.MULTILINE)}
    assert {found for each in code(EVERYTHING) for found in re.findall(r"\bmake ([a-z-]+)", each)} == targets


# Configuration -------------------------------------------------------------------------------------------------------


def test_every_key_of_the_configuration_is_explained_and_no_other() -> None:
    assert sorted(named(README[README.index("## Configuration") :], "key")) == sorted(keys(Settings))


def test_the_example_configuration_loads_and_has_every_key(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    example = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    path.write_text(example.replace("  # - ", "  - "), encoding="utf-8")
    assert load_config(ROOT / "config.example.yaml", {}).settings.digests
    assert load_config(path, {}).limited
    document = yaml.safe_load(path.read_text(encoding="utf-8"))

    def written(value: dict[str, Any], before: str = "") -> Iterator[str]:
        for name, each in value.items():
            inner = each[-1] if isinstance(each, list) and each and isinstance(each[-1], dict) else each
            if isinstance(inner, dict):
                yield from written(inner, f"{before}{name}.")
            else:
                yield before + name

    assert sorted(written(document)) == sorted(keys(Settings))


def test_keys_named_in_the_text_exist() -> None:
    sections = {name.split(".")[0] for name in keys(Settings) if "." in name}
    dotted = [each for each in inline(EVERYTHING) if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", each)]
    assert {each for each in dotted if each.split(".")[0] in sections} <= set(keys(Settings))


def test_the_examples_of_configuration_on_the_pages_load(tmp_path: Path) -> None:
    for page in (DISCORD, SLACK):
        for block in blocks(page, "yaml"):
            if block.startswith(("discord:", "slack:")):
                file = tmp_path / "config.yaml"
                file.write_text(block, encoding="utf-8")
                load_config(file, {})


def test_every_secret_is_named_and_no_other_variable() -> None:
    known = SECRETS | {f"{name}_FILE" for name in SECRETS}
    for name in sorted(known):
        assert name in {word for each in code(EVERYTHING) for word in re.findall(r"[A-Z_]+", each)}, name
    used = {word for each in code(EVERYTHING) for word in re.findall(r"\b(?:DISCORD|SLACK|BUTTON)_[A-Z_]+\b", each)}
    assert used == known
    environment = {name: f"{name}-value" for name in SECRETS}
    assert set(load_config(ROOT / "config.example.yaml", environment).secrets.values()) == set(environment.values())


def test_every_key_of_the_front_matter_is_explained_and_the_example_is_read() -> None:
    assert named(README, "key") == list(FrontMatter.model_fields)
    article = parse_article(blocks(README, "markdown")[0].encode(), "ferry.md")
    assert (article.title, article.topics) == ("Ferry returns to the harbour", ("ferries", "harbour"))
    assert article.published is not None


# Platforms -----------------------------------------------------------------------------------------------------------


def test_the_slack_manifest_is_the_one_that_is_generated() -> None:
    assert with_manifest(SLACK) == SLACK
    scopes = yaml.safe_load(manifest_yaml(Settings().slack.command))["oauth_config"]["scopes"]["bot"]
    assert named(SLACK, "scope") == scopes


def test_the_discord_invite_link_and_its_rights_are_the_ones_that_are_generated() -> None:
    assert with_invite_link(DISCORD) == DISCORD
    assert [row[0].strip("| ") for row in table(DISCORD, "right")] == list(RIGHTS.values())
    assert sum(1 << bit for bit in RIGHTS) == PERMISSIONS


@pytest.mark.parametrize("page", ["docs/discord.md", "docs/slack.md"])
def test_messages_in_the_troubleshooting_are_ones_that_the_bot_says(page: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    for symptom in named(PAGES[page], "symptom"):
        for message in re.findall(r"(?:^|`)([A-Za-z][^`]{15,})`", symptom):
            text = re.sub(r"(?<=token in )\w+", "{name}", message)
            assert text in source, message


def test_states_and_grades_are_explained() -> None:
    assert named(DIGESTS, "state") == [state.value for state in State]
    assert named(README, "grade") == [grade.value for grade in Grade]


# The README's example ------------------------------------------------------------------------------------------------


def test_the_example_in_the_readme_is_what_the_terminal_answers() -> None:
    assert undated(README) == undated(with_answers(README))


if __name__ == "__main__":
    for name, renew in (
        ("README.md", with_answers),
        ("docs/slack.md", with_manifest),
        ("docs/discord.md", with_invite_link),
    ):
        (ROOT / name).write_text(renew(PAGES[name]), encoding="utf-8")
