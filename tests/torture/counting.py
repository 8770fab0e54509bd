"""Counting what came, from what stands in the peers' channels: the bot is not asked."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefings.library.ledger import Delivery, State
from tests.peers.discord import DiscordPeer
from tests.peers.slack import SlackPeer

_MARK = re.compile(r"(?:part (\d+) of (\d+) · )?id ([0-9a-f]{12})-(\d+)")
_POSTED = (State.POSTED, State.LATE)


@dataclass(frozen=True)
class Edits:
    """What became of the articles that were corrected during the run, in messages, by the peers."""

    corrected: int = 0  # show the new words
    stale: int = 0  # still show the former
    edited: int = 0  # were sent other words than those they were posted with
    again: int = 0  # were sent other words more than once
    needless: int = 0  # were edited, and show no corrected article
    open: int = 0  # deliveries that the ledger still has to correct, or gave up

    @property
    def are_right(self) -> bool:
        return not (self.stale or self.again or self.needless or self.open)


@dataclass(frozen=True)
class Counts:
    """What became of the deliveries, by the peers; and how the states of the ledger agree with it."""

    wanted: int
    posted: int
    messages: int
    doubled: int  # messages beyond the first of a part
    lost: int  # deliveries that are not whole and about which nobody was told
    told: int  # unknown: a person was told to look
    open: int  # without a final state
    strangers: int  # messages of no delivery
    edits: Edits = Edits()
    kills: int = 0

    @property
    def is_right(self) -> bool:
        return not (self.doubled or self.lost or self.open or self.strangers) and self.edits.are_right


def count(
    wanted: Iterable[str],
    came: Mapping[str, Counter[int]],
    sizes: Mapping[str, int],
    ledger: Iterable[Delivery],
    edits: Edits = Edits(),
) -> Counts:
    """Compare what *came* (the parts of each token, and how many *sizes* says there are) with what was *wanted*."""
    tokens, states = set(wanted), {each.token: each.state for each in ledger}
    whole = {token for token in tokens if set(came.get(token, ())) == set(range(1, sizes.get(token, 0) + 1)) != set()}
    told = {token for token in tokens if states.get(token) is State.UNKNOWN}
    return Counts(
        wanted=len(tokens),
        posted=len(whole),
        messages=sum(parts.total() for parts in came.values()),
        doubled=sum(parts.total() - len(parts) for parts in came.values()),
        lost=len(tokens - whole - told) + sum(states.get(token) not in _POSTED for token in whole - told),
        told=len(told),
        open=sum(not state.is_final for state in states.values()) + len(tokens - states.keys()),
        strangers=len(came.keys() - tokens),
        edits=edits,
    )


def edits_of(discord: DiscordPeer, slack: SlackPeer, former: str, new: str, left: int) -> Edits:
    """Count the messages with *former* and *new* words (regular expressions), and what each was edited to.

    The same words again are no other edit: an answer was lost. *left* corrections are not done by the ledger.
    """
    shown = {
        str(message["id"]): _embedded(message)
        for channel in discord.guild.channels
        for message in discord.posted(channel)
    }
    shown |= {message.ts: message.words for message in slack.everything if message.by_bot}
    sent: defaultdict[str, set[str]] = defaultdict(set)
    for request in discord.requests:
        if request.method == "PATCH" and request.body:
            sent[request.params["message_id"]].add(_embedded(request.body))
    for call in slack.calls("chat.update"):
        sent[str(call.fields["ts"])].add(str(call.fields["text"]))
    corrected = {message for message, text in shown.items() if re.search(new, text)}
    return Edits(
        corrected=len(corrected),
        stale=sum(bool(re.search(former, text)) for text in shown.values()),
        edited=len(sent),
        again=sum(len(words) > 1 for words in sent.values()),
        needless=len(sent.keys() - corrected),
        open=left,
    )


def _embedded(message: Mapping[str, Any]) -> str:
    return "\n".join(embed["description"] for embed in message["embeds"])


def came_to(discord: DiscordPeer, slack: SlackPeer) -> tuple[dict[str, Counter[int]], dict[str, int]]:
    """Read the marks of all messages: how often each part of each token is there, and how many parts it has."""
    came: defaultdict[str, Counter[int]] = defaultdict(Counter)
    sizes: dict[str, int] = {}
    for token, part, parts in marks(discord, slack):
        came[token][part] += 1
        sizes[token] = parts
    return dict(came), sizes


def marks(discord: DiscordPeer, slack: SlackPeer) -> Iterator[tuple[str, int, int]]:
    """Yield token, part (from 1) and number of parts of every message, those of a channel in their order."""
    for footer in [*_discord_footers(discord), *_slack_footers(slack)]:
        found = _MARK.search(footer)
        assert found, footer
        yield found[3], int(found[4]), int(found[2] or 1)


def _discord_footers(peer: DiscordPeer) -> Iterable[str]:
    for channel in peer.guild.channels:
        for message in peer.posted(channel):
            yield from (embed["footer"]["text"] for embed in message["embeds"])


def _slack_footers(peer: SlackPeer) -> Iterable[str]:
    for message in peer.everything:
        if message.by_bot and not message.ephemeral_to:
            yield next(line for line in message.words.splitlines()[::-1] if _MARK.search(line))
