"""Every form that a reply is given, in one table: how it is made, what its platform would refuse, how it reads."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.platforms import discord_cards, discord_layout, plain_text, slack_blocks
from bot.platforms.discord_cards import slash_command
from bot.replies import Ink, Piece, Reply
from tests.bot.generated import Shown, as_discord_shows, is_harmless, sendable, squeezed, utf16_units
from tests.peers.discord.components import each
from tests.peers.discord.limits import COMPONENTS_V2
from tests.peers.discord.messages import CREATE, check_message
from tests.peers.discord.refusals import Form
from tests.peers.slack.messages import read_content

Json = dict[str, Any]
Link = tuple[str, str]  # its words and its address


@dataclass(frozen=True)
class Read:
    """What a reader finds in the messages: the letters of the cards and notes in order, and the links."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Rendering:
    """A form of replies: ``parts`` makes the messages, ``faults`` are those of one, ``read`` reads them all back.

    ``shown`` says how a piece's letters read there.
    """

    name: str
    parts: Callable[[Reply], list[Json]]
    faults: Callable[[Json], Iterator[str]]
    read: Callable[[Sequence[Json]], Read]
    shown: Callable[[Piece], str]

    def wanted(self, reply: Reply) -> Read:
        """What a reader should find."""
        pieces = [p for card in reply.cards for line in card.lines for p in line]
        pieces += [p for line in reply.notes for p in line]
        links = [(self.shown(p), p.url) for p in pieces if p.url]
        return Read(_bare("".join(map(self.shown, pieces))), _joined(links))


def _bare(text: str) -> str:
    """*text* without white space, and without the mark of small lines, which is not told from the words."""
    return squeezed(text).replace("-#", "")


def _joined(links: Sequence[Link]) -> tuple[Link, ...]:
    """The links with neighbours of one address joined, since a long one is parted; white space does not count."""
    signs = {"|": "%7C", "<": "%3C", ">": "%3E", ")": "%29"}
    encoded = [(text, re.sub(r"[|<>)]", lambda sign: signs[sign[0]], url)) for text, url in links if squeezed(text)]
    groups = groupby(encoded, key=lambda link: link[1])
    return tuple((_bare("".join(text for text, _ in group)), url) for url, group in groups)


def _of(render: Callable[[Reply, int], Any]) -> Callable[[Reply], list[Json]]:
    def parts(reply: Reply) -> list[Json]:
        first = render(reply, 0)
        return [first.payload, *(render(reply, part).payload for part in range(1, first.parts))]

    return parts


# The terminal ---------------------------------------------------------------------------------------------------------


def _terminal_parts(reply: Reply) -> list[Json]:
    count = len(reply.cards) + len(reply.notes)
    return [{"said": plain_text.render(reply), "title": 1, "body": count}]


def _terminal_faults(message: Json) -> Iterator[str]:
    said = message["said"]
    if not all(is_harmless(sign) for sign in said if sign != "\n"):
        yield "a terminal would obey it"
    if len(said.splitlines()) != said.count("\n"):
        yield "a line is broken"


def _terminal_read(messages: Sequence[Json]) -> Read:
    (message,) = messages
    lines = message["said"].splitlines()[1 : 1 + message["body"]]
    return Read(_bare("".join(lines).replace("—", "")), ())


def _terminal_shown(piece: Piece) -> str:
    """Dashes part the lines of a card, so none of them counts."""
    text = plain_text.visible(piece.text).replace("—", "")
    if piece.url:
        return f"{text} <{plain_text.visible(piece.url)}>".replace("—", "")
    return f"*{text}*" if piece.ink is Ink.MARKED else text


# Discord --------------------------------------------------------------------------------------------------------------


def _discord_shown(piece: Piece) -> str:
    """Inline code has no way to hold a back-tick."""
    code = piece.ink in {Ink.CITE, Ink.TYPED, Ink.LINE} and not piece.url
    line = piece.ink is Ink.LINE and not piece.url and piece.text
    text = slash_command(piece.text) if line else piece.text
    return sendable(text).replace("`", "’" if code else "`")


def _discord_read(texts: Sequence[str]) -> Read:
    shown = [as_discord_shows(text) for text in texts]
    return Read(_bare("".join(s.text for s in shown)), _joined([link for s in shown for link in s.links]))


def _foreign(shown: Shown, ours: set[str]) -> Iterator[str]:
    """Whatever calls, formats or links and is not the bot's own."""
    yield from (f"{name}: {text}" for name, text in shown.forms if name not in ours)


def _refused(message: Json) -> Iterator[str]:
    form = Form()
    check_message(message, form, keys=CREATE)
    yield from map(str, form.unknown)
    buttons = [part for part in each(message.get("components", [])) if part["type"] == 2]
    for button in buttons:
        if not (1 <= utf16_units(button["label"]) <= 80 and utf16_units(button["custom_id"]) <= 100):
            yield f"button {button}"


def _embed_texts(message: Json) -> list[str]:
    return [str(embed.get("description", "")) for embed in message.get("embeds", [])]


def _embed_faults(message: Json) -> Iterator[str]:
    yield from _refused(message)
    footers = [embed.get("footer", {}).get("text", "") for embed in message.get("embeds", [])]
    texts = _embed_texts(message)
    if utf16_units(message["content"]) > 2000 or any(utf16_units(text) > 4096 for text in texts):
        yield "a text is too long"
    if sum(map(utf16_units, [*texts, *footers])) > 6000:
        yield "the embeds are too long"
    if len(message.get("components", [])) > 5 or any(len(r["components"]) > 5 for r in message.get("components", [])):
        yield "too many buttons"
    for text in (*texts, message["content"]):
        yield from _foreign(as_discord_shows(text), {"bold", "code", "masked"})


def _embed_read(messages: Sequence[Json]) -> Read:
    return _discord_read([text for message in messages for text in _embed_texts(message)])


def _panel_texts(message: Json) -> list[str]:
    return [part["content"] for part in each(message["components"]) if part["type"] == 10]


def _panel_faults(message: Json) -> Iterator[str]:
    yield from _refused({**message, "flags": COMPONENTS_V2})
    texts = _panel_texts(message)
    if len(list(each(message["components"]))) > 40 or sum(map(utf16_units, texts)) > 4000:
        yield "the panel is too large"
    for text in texts:
        yield from _foreign(as_discord_shows(text), {"bold", "code", "masked", "heading", "small"})


def _panel_read(messages: Sequence[Json]) -> Read:
    texts = [text for message in messages for text in _panel_texts(message)[1:]]
    return _discord_read([text for text in texts if not text.startswith(("-# Page ", "-# part "))])


# Slack ----------------------------------------------------------------------------------------------------------------


def _rich_elements(message: Json) -> list[list[Json]]:
    rich = [block for block in message["blocks"] if block["type"] == "rich_text"]
    return [[element for section in block["elements"] for element in section["elements"]] for block in rich]


def _slack_faults(message: Json) -> Iterator[str]:
    read_content(message)  # refuses what Slack refuses
    written = json.dumps(message["blocks"], ensure_ascii=False)
    if len(message["blocks"]) > 50 or len(written) >= 13_200 or len(message["text"]) >= 4000:
        yield "the message is too large"
    kinds = {element["type"] for elements in _rich_elements(message) for element in elements}
    if not kinds <= {"text", "link"}:  # in which nothing is read as form or mention
        yield f"elements {kinds}"
    if {"<", ">"} & set(message["text"]):
        yield "the text calls or links"
    others = [block for block in message["blocks"] if block["type"] != "rich_text"]
    if "mrkdwn" in json.dumps([block.get("text", block.get("elements")) for block in others]):
        yield "a block that is not literal"


def _slack_read(messages: Sequence[Json]) -> Read:
    elements = [e for message in messages for block in _rich_elements(message)[1:] for e in block]
    return Read(
        _bare("".join(e["text"] for e in elements)), _joined([(e["text"], e["url"]) for e in elements if "url" in e])
    )


RENDERINGS = (
    Rendering("terminal", _terminal_parts, _terminal_faults, _terminal_read, _terminal_shown),
    Rendering("Discord embeds", _of(discord_cards.render), _embed_faults, _embed_read, _discord_shown),
    Rendering("Discord panels", _of(discord_layout.render), _panel_faults, _panel_read, _discord_shown),
    Rendering("Slack", _of(slack_blocks.render), _slack_faults, _slack_read, lambda piece: sendable(piece.text)),
)
