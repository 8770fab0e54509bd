"""A loopback Slack for tests: Web API, Socket Mode, signed HTTP, and the people who use the app.

    async with SlackPeer(ack_within=1.0) as peer:               # any field of Settings, by name
        app = AsyncApp(client=AsyncWebClient(token=peer.settings.bot_token, base_url=peer.base_url))
        ...
        async with in_socket_mode(app, peer):                   # tests.peers.slack.bolt; over_http likewise
            person = peer.person("U1", channel="C1", admin=True)
            answer = await person.command("/briefing", "quotes speaker:Xi")
            assert answer.ephemeral and "huge gap" in answer.words
            more = await person.press(answer, "More")           # by label or action_id
            assert more.latency < 1

`peer.faults` orders what goes wrong; `peer.requests`, `peer.posted(channel)`, `peer.refusals` and
`peer.complaints` tell what the app did. An app in a process of its own gets `peer.environment()`.
"""

from tests.peers.slack.answer import Answer
from tests.peers.slack.peer import SlackPeer
from tests.peers.slack.person import Person
from tests.peers.slack.settings import Settings
from tests.peers.slack.workspace import Channel, Message, User

__all__ = ["Answer", "Channel", "Message", "Person", "Settings", "SlackPeer", "User"]
