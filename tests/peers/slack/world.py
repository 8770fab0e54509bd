"""What the parts of the loopback Slack share."""

from dataclasses import dataclass, field

from tests.peers.slack.bell import Bell
from tests.peers.slack.faults import Faults
from tests.peers.slack.interactions import Interactions
from tests.peers.slack.refusals import Refusal, Refused
from tests.peers.slack.settings import Json, Settings
from tests.peers.slack.workspace import Workspace


@dataclass
class ApiRequest:
    """One request of the app as it was answered. Tokens are never kept."""

    method: str
    fields: Json
    at: float
    status: int | None = None
    error: str | None = None


@dataclass
class World:
    """The workspace, what is under way in it, and what was seen of the app."""

    settings: Settings
    faults: Faults = field(default_factory=Faults)
    bell: Bell = field(default_factory=Bell)
    requests: list[ApiRequest] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    address: str = ""
    workspace: Workspace = field(init=False)
    interactions: Interactions = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.settings.clock)
        self.interactions = Interactions(self.settings)

    def complain(self, what: str) -> None:
        """Something Slack lets pass or ignores, and an app should not do."""
        self.complaints.append(what)

    def record_refusal(self, where: str, refused: Refused) -> None:
        self.refusals.append(Refusal(where, refused.error, tuple(refused.messages)))
