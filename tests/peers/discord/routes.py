"""What a REST route is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Json
from tests.peers.discord.state import State

Answered = tuple[int, Json | list[Json] | None]


@dataclass(frozen=True)
class Route:
    """Method and path template as in the OpenAPI; `token`: whether the bot's token is asked for."""

    method: str
    template: str
    answer: Callable[[State, Request], Answered]
    token: bool = True
