"""The command line. Each command imports what it needs when it runs: `analyse` needs no platform and no database."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from briefings.errors import BadFile, BriefingError

main_app = typer.Typer(
    name="briefing-bot",
    help="Holds news articles as briefing entries and answers with their own words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
digest_app = typer.Typer(help="What digests would post, and what became of them.", no_args_is_help=True)
manifest_app = typer.Typer(help="What to paste into a platform's settings.", no_args_is_help=True)
main_app.add_typer(digest_app, name="digest")
main_app.add_typer(manifest_app, name="manifest")

ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="The configuration; left out: config.yaml here if there is one, else the defaults."),
]


Language = Annotated[
    str | None, typer.Option("--language", help="In which language to answer: en or de; left out: the system's (LANG).")
]


def _language(wanted: str | None) -> str:
    """Return the language that is *wanted*, else the system's."""
    from bot.catalogue import language_here, languages

    if wanted is not None and wanted not in languages():
        raise typer.BadParameter(f"write --language {' or --language '.join(languages())}")
    return wanted or language_here(os.environ)


@main_app.command()
def chat(config: ConfigFile = None, language: Language = None) -> None:
    """Ask in the terminal; reads one command a line when input is piped in."""
    from bot.platforms.terminal import run_chat

    raise typer.Exit(run_chat(config, _language(language)))


@main_app.command()
def run(config: ConfigFile = None) -> None:
    """Run the bot on the platforms whose tokens are in the environment."""
    from bot.running import run_platforms

    raise typer.Exit(run_platforms(config))


@main_app.command()
def analyse(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders (.md, .txt).")],
    form: Annotated[str, typer.Option("--format", help="text or jsonl")] = "text",
    sentences: Annotated[int, typer.Option(min=1, help="How many sentences a summary has.")] = 3,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes share the work.")] = 1,
    config: ConfigFile = None,
) -> None:
    """Analyse articles without storing them."""
    from bot.analysing import analyse_paths

    if form not in {"text", "jsonl"}:
        raise typer.BadParameter("write --format text or --format jsonl")
    raise typer.Exit(analyse_paths(paths, form == "jsonl", sentences, workers))


@main_app.command("import")
def import_articles(
    places: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, .zip, .jsonl, or addresses of pages.")
    ],
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processes that analyse; left out: one a core.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Put articles into the library, where they stay until they are removed."""
    from bot import importing

    raise typer.Exit(importing.import_articles(config, places, workers or os.cpu_count() or 1))


@main_app.command()
def export(
    target: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="A new folder or file.")] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="markdown, jsonl or quotes; left out: jsonl for .jsonl, quotes for .csv, else markdown"
        ),
    ] = "",
    workspace: Annotated[str, typer.Option(help="Only what was added there: discord:GUILD or slack:TEAM.")] = "",
    config: ConfigFile = None,
) -> None:
    """Write articles so that they can be imported again, or quotes as a table (CSV)."""
    from bot import exporting

    form = form or exporting.form_of(target)
    if form not in {"markdown", "jsonl", "quotes"}:
        raise typer.BadParameter("write --format markdown, --format jsonl or --format quotes")
    raise typer.Exit(exporting.export(config, form, target, workspace))


Wanted = Annotated[str, typer.Argument(metavar="ID", help="An article's cite (A1) or its id.")]


@main_app.command()
def remove(wanted: Wanted, config: ConfigFile = None) -> None:
    """Show an article no longer; its text is kept."""
    from bot import removing

    raise typer.Exit(removing.remove(config, wanted))


@main_app.command()
def purge(wanted: Wanted, config: ConfigFile = None) -> None:
    """Delete an article with everything made of it, and the posted digests that showed it."""
    from bot import removing

    raise typer.Exit(removing.purge(config, wanted))


@main_app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")], config: ConfigFile = None
) -> None:
    """Copy the library to a file, also while the bot runs."""
    from bot import keeping

    raise typer.Exit(keeping.backup(config, target))


@main_app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")], config: ConfigFile = None
) -> None:
    """Put a backup in the library's place; what was there is kept beside it."""
    from bot import keeping

    raise typer.Exit(keeping.restore(config, source))


@main_app.command()
def stories(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders (.md, .txt).")],
    form: Annotated[str, typer.Option("--format", help="text or jsonl")] = "text",
) -> None:
    """Group articles that tell the same event, without storing them."""
    from bot.grouping import print_stories

    if form not in {"text", "jsonl"}:
        raise typer.BadParameter("write --format text or --format jsonl")
    raise typer.Exit(print_stories(paths, form == "jsonl"))


@main_app.command("check-config")
def check_config(config: ConfigFile = None) -> None:
    """Report every fault of the configuration and of the corpus, by file and line."""
    from bot.checking import check

    raise typer.Exit(check(config))


@main_app.command()
def doctor(config: ConfigFile = None) -> None:
    """Look at all that the bot needs, here and at the platforms, and say how to mend what is not well."""
    from bot.doctor import examine

    raise typer.Exit(examine(config))


@digest_app.command("preview")
def preview(
    platform: Annotated[str, typer.Option(help="terminal, discord or slack")] = "terminal",
    name: Annotated[str | None, typer.Option(help="The digest; left out: the newest entries.")] = None,
    at: Annotated[str | None, typer.Option(help="When: 08:00, or '2026-11-27 08:00', in the digest's zone.")] = None,
    config: ConfigFile = None,
) -> None:
    """Print exactly what would be posted."""
    from bot.previewing import preview_digest

    if platform not in {"terminal", "discord", "slack"}:
        raise typer.BadParameter("write --platform terminal, discord or slack")
    raise typer.Exit(preview_digest(config, platform, name, at))


def _digest(word: str, name: str | None, config: Path | None) -> None:
    from bot.calls import write_line

    _in_chat(write_line(f"digest {word}", {"name": name} if name else {}), config)


def _in_chat(line: str, config: Path | None) -> None:
    from bot.platforms.terminal import answer_once

    raise typer.Exit(answer_once(line, config, _language(None)))


DigestName = Annotated[str, typer.Argument(metavar="NAME", help="The digest's name.")]


@digest_app.command("status")
def status(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The digest; left out: all.")] = None,
    config: ConfigFile = None,
) -> None:
    """Show the next slots and what became of the last ones."""
    _digest("status", name, config)


@digest_app.command("send")
def send(name: DigestName, config: ConfigFile = None) -> None:
    """Post a digest now; the bot takes it up within seconds if it runs, else when it starts."""
    _digest("send", name, config)


@digest_app.command("skip")
def skip(name: DigestName, config: ConfigFile = None) -> None:
    """Leave a digest's next slot out."""
    _digest("skip", name, config)


@digest_app.command("list")
def list_digests(config: ConfigFile = None) -> None:
    """List the digests that are set up."""
    _in_chat("digest list", config)


@manifest_app.command("slack")
def manifest_slack(
    request_url: Annotated[str, typer.Option(help="Where Slack reaches the bot, for mode: http.")] = "",
    config: ConfigFile = None,
) -> None:
    """Print the Slack app manifest, made from the command table."""
    from bot.config import load_config
    from bot.platforms.slack_manifest import manifest_yaml

    slack = load_config(config).settings.slack
    url = request_url or ("https://YOUR.HOST/slack/events" if slack.mode == "http" else None)
    typer.echo(manifest_yaml(slack.command, url), nl=False)


@manifest_app.command("discord")
def manifest_discord(
    application: Annotated[str, typer.Option(help="The application's id, from Discord's developer portal.")] = "",
    config: ConfigFile = None,
) -> None:
    """Print the link that invites the bot to a server with the least rights."""
    from bot.platforms.discord_commands import invite_link

    typer.echo(invite_link(application or "YOUR_APPLICATION_ID"))


def main() -> None:
    """Run the command line: exit code 2 with a sentence for what a person can mend."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that has no such letter gets its number
    try:
        main_app()
    except BadFile as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BriefingError as error:
        print(f"briefing-bot: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
