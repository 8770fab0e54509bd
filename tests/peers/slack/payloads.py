"""The payloads Slack sends to an app, field for field as its documents show them.

Sources: docs.slack.dev/interactivity/implementing-slash-commands, docs.slack.dev/reference/interaction-payloads,
docs.slack.dev/apis/events-api.
"""

import time
from dataclasses import dataclass

from tests.peers.slack.settings import Json, Settings
from tests.peers.slack.workspace import Channel, Message, User

VERIFICATION_TOKEN = "deprecated-verification-token"


@dataclass(frozen=True)
class Act:
    """Who acts where, and the two one-time addresses Slack made up for the act."""

    user: User
    channel: Channel | None
    trigger_id: str
    response_url: str
    settings: Settings

    @property
    def _team(self) -> Json:
        return {"id": self.user.team, "domain": self.settings.team_domain}

    @property
    def _user(self) -> Json:
        name = self.user.name or self.user.id.lower()
        return {"id": self.user.id, "username": name, "name": name, "team_id": self.user.team}

    @property
    def _channel(self) -> Json:
        assert self.channel is not None
        return {"id": self.channel.id, "name": self.channel.name}

    def _interaction(self, kind: str) -> Json:
        return {
            "type": kind,
            "user": self._user,
            "api_app_id": self.settings.app_id,
            "token": VERIFICATION_TOKEN,
            "team": self._team,
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self.trigger_id,
        }

    def command(self, name: str, text: str) -> Json:
        assert self.channel is not None
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self.user.team,
            "team_domain": self.settings.team_domain,
            "enterprise_id": None,
            "channel_id": self.channel.id,
            "channel_name": self.channel.name,
            "user_id": self.user.id,
            "user_name": self.user.name or self.user.id.lower(),
            "command": name,
            "text": text,
            "api_app_id": self.settings.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_url,
            "trigger_id": self.trigger_id,
        }

    def press_in_message(self, message: Message, action: Json, state: Json) -> Json:
        """Slack leaves an ephemeral message's content out of the payload."""
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        return {
            **self._interaction("block_actions"),
            "container": container,
            "channel": self._channel,
            **({} if message.ephemeral else {"message": message.json()}),
            "state": {"values": state},
            "response_url": self.response_url,
            "actions": [action],
        }

    def press_in_view(self, view: Json, action: Json, state: Json) -> Json:
        return {
            **self._interaction("block_actions"),
            "container": {"type": "view", "view_id": view["id"]},
            "view": {**view, "state": {"values": state}},
            "actions": [action],
        }

    def suggestion(self, action_id: str, block_id: str, value: str, where: Json) -> Json:
        body = {
            **self._interaction("block_suggestion"),
            "action_id": action_id,
            "block_id": block_id,
            "value": value,
            **where,
        }
        del body["trigger_id"]
        return body

    def shortcut(self, callback_id: str) -> Json:
        return {
            **self._interaction("shortcut"),
            "callback_id": callback_id,
            "action_ts": f"{time.time():.6f}",
        }

    def message_shortcut(self, callback_id: str, message: Message) -> Json:
        return {
            **self._interaction("message_action"),
            "callback_id": callback_id,
            "action_ts": f"{time.time():.6f}",
            "channel": self._channel,
            "message_ts": message.ts,
            "message": message.json(),
            "response_url": self.response_url,
        }

    def view_submission(self, view: Json, state: Json) -> Json:
        submitted = {**view, "state": {"values": state}}
        return {**self._interaction("view_submission"), "view": submitted, "response_urls": []}

    def view_closed(self, view: Json) -> Json:
        body = {**self._interaction("view_closed"), "view": view, "is_cleared": False}
        del body["trigger_id"]
        return body

    def event(self, event: Json, event_id: str) -> Json:
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self.user.team,
            "context_team_id": self.user.team,
            "context_enterprise_id": None,
            "api_app_id": self.settings.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(time.time()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": self.user.team,
                    "user_id": self.settings.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event_id}",
        }


def mention_event(user: User, channel: Channel, text: str, ts: str, thread_ts: str | None) -> Json:
    event: Json = {
        "type": "app_mention",
        "user": user.id,
        "text": text,
        "ts": ts,
        "team": user.team,
        "channel": channel.id,
        "event_ts": ts,
    }
    return {**event, "thread_ts": thread_ts} if thread_ts else event


def direct_message_event(user: User, channel: Channel, text: str, ts: str) -> Json:
    return {
        "type": "message",
        "user": user.id,
        "text": text,
        "ts": ts,
        "team": user.team,
        "channel": channel.id,
        "channel_type": "im",
        "event_ts": ts,
    }


def home_opened_event(user: User, channel: Channel, ts: str) -> Json:
    return {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": "home", "event_ts": ts}
