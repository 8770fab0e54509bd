"""What somebody may not see leaves no trace: the answer is the one of a library that never held it.

Two libraries answer side by side: one with everything, one with only what the person may see. Whatever can be asked,
they answer the same, on every platform; and no invented word of a hidden article is in it, unless it was typed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.command import Parameter
from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.completions import complete
from bot.delivery import Postman
from bot.desk import Asker
from bot.platforms import discord_cards, discord_layout, plain_text, slack_blocks
from bot.platforms.packing import line_key
from bot.replies import Reply
from tests.bot.delivering import MORNING
from tests.bot.hidden import BOARD, FACTS, LATER, OTHERS, SEEN, TEAM, TERMINAL, WITHDRAWN, World, words_of, world
from tests.fakes import FakePoster

# What is asked with every command and every option. {word} is a hidden article's word, {cite} its cite; what stands in
# the shipped articles too would show what is hidden beside it.
LINES = {
    "briefing": ("briefing", "briefing page:2", "briefing article:{cite}", "briefing article:{word}id", "briefing A1",
                 'briefing article:"{word}title of China"', "briefing article:{word}title", "briefing article:China"),
    "summary": ("summary article:{cite} length:long", "summary article:{word}id length:40", "summary A2 length:short",
                "summary article:A1 about:{word}topic", "summary article:{cite} about:China"),
    "compare": ("compare a:A1 b:{cite}", "compare a:{word}id b:A2", "compare a:A1 b:A2"),
    "quotes": ("quotes", "quotes page:2", "quotes page:3", "quotes speaker:Xi", 'quotes speaker:"{word}speaker"',
               "quotes speaker:Ada", "quotes topic:China", "quotes topic:{word}topic", "quotes text:China",
               'quotes text:"huge gap"', "quotes text:{word}quote", "quotes article:{cite}", "quotes article:{word}id",
               "quotes since:2026-11-01", "quotes until:2026-11-30", "quotes speaker:Xi topic:{word}topic"),
    "copy": ("copy cite:{cite}-q1", "copy cite:{cite}-q2",
             'copy cite:"A1-q2 {cite}-q1"'),
    "check": ('check text:"The {word}quote of China is ours to keep" speaker:"Ada {word}speaker"',
              'check text:"Xi Jinping said that China needs the"', 'check text:"of China is ours to keep"',
              'check text:"there is still a huge gap compared with advanced levels around the world" speaker:Ada'),
    "topics": ("topics", "topics page:2", "topics topic:China", "topics topic:{word}topic", "topics topic:cyber",
               "topics article:{cite}", "topics article:{word}id", "topics topic:China article:{cite}"),
    "search": ("search text:China", "search text:{word}text", "search text:Monday", 'search text:"Minister Ada"',
               "search text:minister", "search text:China page:2", "search text:anybody", "search text:{word}source",
               "search text:China since:2026-11-01 until:2026-11-30", "search text:{word}", "search text:minis"),
    "articles": ("articles", "articles page:2", "articles source:{word}source", "articles source:source",
                 "articles topic:China", "articles topic:{word}topic", "articles since:2026-11-01 until:2026-11-30"),
    "open": ("open cite:{cite}", "open cite:{cite}-s1", "open cite:{cite}-q1", "open cite:{word}id", "open cite:A1",
             "open cite:A1-q2", "{cite}-s2"),
    "analyse": ('analyse text:"“We will win,” Mayor Jane Roe said in China."',
                'analyse text:"“It is ours,” said Ada {word}speaker."'),
    "gist": ('gist text:"The council met. It voted. The bridge is long. Mayor Jane Roe left China." length:short',),
    "rest": ("rest digest:{word}",),
    "why": ("why article:{cite}", "why article:{word}id", "why article:A1"),
    "subscribe": ("subscribe topic:{word}topic at:07:30 days:mon-fri zone:Europe/Berlin language:de",
                  "subscribe topic:China"),
    "unsubscribe": ("unsubscribe name:China",),
    "subscriptions": ("subscriptions",),
    "flag": ("flag cite:{cite}-q1", 'flag cite:"{cite}-q1 {cite}-q2"', "flag cite:A1-q2"),
    "help": ("help", "help command:quotes", "help command:open", "help command:{word}"),
    "ask": (
        "ask text:\"what did Ada {word}speaker say?\"",
        'ask text:"what did Xi say about China?"',
        'ask text:"what is {word}topic?"',
        'ask text:"who said {word}quote?"',
        'ask text:"what is new?"',
        'ask text:"what does {word}id say?"',
    ),
    "curate list": ("curate list",),
    "curate set": ("curate set cite:{cite}-q1 speaker:unattributed", "curate set cite:A1-q2 speaker:{word}speaker",
                   "curate set cite:A1-q2 speaker:Xi"),
    "curate undo": ("curate undo cite:{cite}-q1", "curate undo cite:A1-q2"),
    "library add": ("library add text:{word}text title:{word}title source:{word}source author:{word} published:never "
                    "url:https://example.org/{word} file:{word}.md", "library add what:{word}.md"),
    "library edit": ("library edit article:{cite} text:x title:x source:x author:x published:2026-11-21 "
                     "url:https://a.b file:{word}.md", "library edit article:{word}id title:x",
                     "library edit article:A1 title:x"),
    "library withdraw": ("library withdraw article:{cite} reason:x", "library withdraw article:{word}id undo:yes"),
    "library list": ("library list",),
    "export": ("export what:quotes", "export what:markdown", "export what:jsonl"),
    "forget me": ("forget me",),
    "digest preview": ("digest preview", "digest preview name:{word}", "digest preview name:daily"),
    "digest send": ("digest send name:{word}", "digest send name:daily"),
    "digest add": ("digest add name:plan at:08:00 sources:{word}source",
                   "digest add name:plan at:08:00 words:{word}text",
                   "digest add name:plan at:08:00 speakers:{word}speaker not_words:{word}text",
                   "digest add name:daily at:08:00 channel:7 days:mon-fri zone:Europe/Berlin topics:China "
                   "mention:123456789012345678 post:thread at_most:5 when_empty:say_so language:en save:yes"),
    "digest edit": ("digest edit name:daily at:09:00 days:daily zone:UTC topics:{word}topic speakers:{word}speaker "
                    "sources:{word}source words:{word} not_words:{word} at_most:3 when_empty:silent "
                    "language:de mention:- post:message",
                    "digest edit name:daily at:09:30 save:yes", "digest edit name:{word} at:09:00"),
    "digest move": ("digest move name:daily channel:8", "digest move name:{word}"),
    "digest pause": ("digest pause name:daily", "digest pause name:{word}"),
    "digest resume": ("digest resume name:daily", "digest resume name:{word}"),
    "digest skip": ("digest skip name:daily", "digest skip name:{word}"),
    "digest list": ("digest list",),
    "digest remove": ("digest remove name:{word}", "digest remove name:daily"),
    "digest status": ("digest status", "digest status name:daily", "digest status name:{word}"),
}  # fmt: skip
WAITS = (timedelta(hours=6), timedelta(seconds=90))
CHANGING = re.compile(r"flag |curate |digest |library |subscribe|unsubscribe|forget")
ORDER = ["digest add", *(name for name in LINES if name not in ("digest add", "digest remove")), "digest remove"]


@dataclass
class Pair:
    """All there is, and what this person may see of it; a second person sees everything first."""

    full: World
    bare: World
    asker: Asker
    hidden: tuple[str, ...]
    insiders: tuple[Asker, ...]

    async def both(self, line: str) -> tuple[Reply, Reply]:
        if not any(word in line for word in self.hidden) and not CHANGING.match(line):
            for insider in self.insiders:  # so that their answers are kept
                await self.full.answers.answer_line(line, insider)
        full, bare = [await each.answers.answer_line(line, self.asker) for each in (self.full, self.bare)]
        return full, bare

    def lines(self, template: str) -> Iterator[str]:
        for word in self.hidden if "{" in template else self.hidden[:1]:
            yield template.format(word=word, cite=f"A{self.full.numbers[word]}")

    def puts_back(self, line: str) -> bool:
        """Whether the operator, whose they are, asks for a withdrawn article in order to change it or put it back."""
        asked = (f":A{self.full.numbers[WITHDRAWN]} ", f":{WITHDRAWN}id ") if WITHDRAWN in self.hidden else ()
        return self.asker == TERMINAL and line.startswith("library ") and any(each in f"{line} " for each in asked)

    @property
    def forbidden(self) -> set[str]:
        return set().union(*map(words_of, self.hidden))


@pytest.fixture(params=sorted(OTHERS))
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    asker, seen = OTHERS[request.param], SEEN.get(request.param, ())
    hidden = tuple(word for word in FACTS if word not in seen)
    with world(tmp_path / "full", (*seen, *hidden)) as full, world(tmp_path / "bare", seen) as bare:
        for each in (full, bare):
            each.answers.per_minute = 0
        insiders = tuple(each for each in (BOARD, TEAM) if each.place != asker.place)
        yield Pair(full, bare, asker, hidden, insiders)


def everywhere(reply: Reply) -> str:
    """The reply as every platform shows it, all of its parts, in lower case."""
    shown = [plain_text.render(reply)]
    for render in (discord_cards.render, discord_layout.render, slack_blocks.render):
        parts = render(reply).parts
        shown += [json.dumps(render(reply, part).payload, ensure_ascii=False) for part in range(parts)]
    return "\n".join(shown).lower()


def leaked(pair: Pair, line: str, reply: Reply) -> set[str]:
    shown = everywhere(reply)
    return {word for word in pair.forbidden if word in shown and word not in line.lower()}


def test_the_table_asks_every_command_with_every_option() -> None:
    assert set(LINES) == set(COMMANDS)
    for name, command in COMMANDS.items():
        asked = " ".join(LINES[name])
        for parameter in command.parameters:
            assert f" {parameter.name}:" in asked, f"{name} is not asked with {parameter.name}"


async def test_every_answer_is_that_of_a_library_without_what_is_hidden(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    pressed: set[str] = set()
    for name in ORDER:
        for template in LINES[name]:
            for line in pair.lines(template):
                if pair.puts_back(line):
                    continue
                reply = await same(pair, line)
                for button in reply.buttons:
                    if button.line not in pressed and not CHANGING.match(button.line):
                        pressed.add(button.line)
                        await same(pair, button.line)
    assert len(pressed) > 20 or not pair.bare.library.shelf(pair.asker.place).holdings().entries
    assert not {word for word in pair.forbidden if word in caplog.text.lower()}


async def same(pair: Pair, line: str) -> Reply:
    full, bare = await pair.both(line)
    assert not leaked(pair, line, full), line
    if "was withdrawn on" not in everywhere(full):  # which is said of its cites alone
        assert full == bare, line
    return full


async def test_every_completion_is_that_of_a_library_without_what_is_hidden(pair: Pair) -> None:
    for command in COMMANDS.values():
        for parameter in command.parameters:
            for typed in ("", "a", "ch", "x", *pair.hidden, *(f"{word}title" for word in pair.hidden)):
                full, bare = (completed(each, parameter, typed, pair.asker) for each in (pair.full, pair.bare))
                assert full == bare, (command.name, parameter.name, typed)


def completed(world: World, parameter: Parameter, typed: str, asker: Asker) -> list[tuple[str, str]]:
    shelf = world.library.shelf(asker.place, world.clock.now())
    found = complete(parameter, typed, shelf, world.answers.deliveries, asker)
    return [(each.label, each.value) for each in found]


async def test_commands_on_messages_show_nothing_of_what_is_hidden(pair: Pair) -> None:
    for label in ON_MESSAGES:
        for text in ("there is still a huge gap compared with advanced levels around the world", "of China is ours"):
            for insider in pair.insiders:
                await pair.full.answers.answer_message(label, text, insider)
            full, bare = [await each.answers.answer_message(label, text, pair.asker) for each in (pair.full, pair.bare)]
            assert full == bare and not leaked(pair, text, full)


async def test_a_line_kept_for_others_is_not_read_by_its_key(pair: Pair) -> None:
    line = 'quotes speaker:"Ada Secretspeaker" text:"' + "a long passage " * 10 + '"'
    for insider in pair.insiders:
        if insider.place.workspace:  # what is kept for everybody holds nothing that not everybody may see
            await pair.full.answers.buttons.keep({line_key(line): line}, insider.place)
            if insider.place.workspace != pair.asker.place.workspace or not pair.asker.place.workspace:
                assert await pair.full.answers.buttons.line(f"#{line_key(line)}", pair.asker.place) is None
    await pair.full.answers.buttons.keep({line_key(line): line}, pair.asker.place)
    assert await pair.full.answers.buttons.line(f"#{line_key(line)}", pair.asker.place) == line


async def test_a_digest_is_that_of_a_library_without_what_is_hidden(pair: Pair) -> None:
    posted = []
    for each in (pair.full, pair.bare):
        poster = FakePoster()
        each.answers.deliveries.configure([replace(MORNING, place=pair.asker.place)], each.clock.now())
        posters = {pair.asker.platform: poster}
        postman = Postman(each.library, each.answers.deliveries, each.clock, posters, "x", *WAITS)
        each.clock.moment = LATER - timedelta(seconds=1)
        each.answers.deliveries.enter_now(each.answers.deliveries.schedules()[0].number, each.clock.now())
        await postman.deliver_due()
        posted.append([reply for _, reply, _, _ in poster.posted])
    assert posted[0] == posted[1] and len(posted[0]) == 1
    assert not leaked(pair, "", posted[0][0])
