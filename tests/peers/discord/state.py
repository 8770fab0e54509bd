"""Everything one imitated Discord is made of, as the REST routes need it."""

from dataclasses import dataclass, field

from tests.peers.discord.faults import Faults
from tests.peers.discord.gateway import Gateway
from tests.peers.discord.interactions import Interactions
from tests.peers.discord.openapi import OpenApi
from tests.peers.discord.rates import Rates
from tests.peers.discord.records import Body, Request
from tests.peers.discord.refusals import Form
from tests.peers.discord.registry import Registry
from tests.peers.discord.signals import Signal
from tests.peers.discord.store import Messages
from tests.peers.discord.world import Settings, World


@dataclass
class State:
    token: str
    application_id: str
    settings: Settings
    world: World
    messages: Messages
    interactions: Interactions
    registry: Registry
    gateway: Gateway
    rates: Rates
    openapi: OpenApi | None = None
    faults: Faults = field(default_factory=Faults)
    signal: Signal = field(default_factory=Signal)
    requests: list[Request] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def complain(self, request: Request, form: Form) -> None:
        """Note what Discord would silently ignore."""
        self.complaints += [f"{request.route}: unknown or useless key {key}" for key in form.unknown]
