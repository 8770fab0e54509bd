"""What a person of the tests gets to see for one act."""

from dataclasses import dataclass
from typing import Any

from tests.peers.slack.interactions import Interaction, Shown
from tests.peers.slack.settings import Json
from tests.peers.slack.workspace import Message


@dataclass
class Answer:
    """The answer to one act. `shown` grows when more arrives; the other properties speak of the first."""

    interaction: Interaction
    taken: int = 0
    """How many of the things shown were given to the test already: the first, and those of another()."""

    @property
    def acked(self) -> bool:
        return self.interaction.acked is not None

    @property
    def ack_latency(self) -> float | None:
        """Seconds from dispatch to acknowledgement."""
        acked = self.interaction.acked
        return None if acked is None else acked - self.interaction.started

    @property
    def latency(self) -> float | None:
        """Seconds from dispatch to the first visible content."""
        return self.shown[0].at - self.interaction.started if self.shown else None

    @property
    def failed(self) -> str | None:
        """The line Slack itself shows when the app did not do its part."""
        return self.interaction.failed

    @property
    def shown(self) -> list[Shown]:
        return self.interaction.shown

    @property
    def messages(self) -> list[Message]:
        return [shown.message for shown in self.shown if shown.message]

    @property
    def message(self) -> Message:
        """The first message; a readable failure where there is none."""
        if not self.messages:
            raise AssertionError(f"no message was shown: {self}")
        return self.messages[0]

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def text(self) -> str:
        return self.message.text

    @property
    def words(self) -> str:
        return self.message.words

    @property
    def blocks(self) -> list[Json]:
        return self.message.blocks

    @property
    def metadata(self) -> Json | None:
        return self.message.metadata

    @property
    def source(self) -> str | None:
        """Which way the first content came: ack, response_url, or a Web API method's name."""
        return self.shown[0].source if self.shown else None

    @property
    def view(self) -> Json:
        """The last view that was opened, changed or published."""
        views = [shown.view for shown in self.shown if shown.view is not None]
        if not views:
            raise AssertionError(f"no view was shown: {self}")
        return views[-1]

    @property
    def options(self) -> list[Json]:
        return self._only("options") or []

    @property
    def errors(self) -> dict[str, str]:
        """The errors written under a form's fields, by block_id."""
        return self._only("errors") or {}

    def _only(self, name: str) -> Any:
        return next((value for s in self.shown if (value := getattr(s, name)) is not None), None)

    async def another(self, within: float = 5.0) -> Shown:
        """The next thing shown after those the test has got, whether it is there already or still to come."""
        if not await self.interaction.bell.until(lambda: len(self.shown) > self.taken, within):
            raise AssertionError(f"nothing more was shown within {within} s: {self}")
        self.taken += 1
        return self.shown[self.taken - 1]

    def __str__(self) -> str:
        state = self.failed or ("acknowledged" if self.acked else "not acknowledged")
        refused = "".join(f", Slack refused {reason}" for reason in self.interaction.refused)
        return f"{self.interaction.kind} by {self.interaction.user}: {state}, {len(self.shown)} shown{refused}"
