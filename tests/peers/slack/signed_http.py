"""The request URL: what Slack posts, signed, to an app without Socket Mode.

Source: docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import aiohttp

from tests.peers.slack.delivery import Ack, NotAcknowledged
from tests.peers.slack.settings import Json, Settings


@dataclass(frozen=True)
class Signed:
    """A body and the headers that vouch for it."""

    body: str
    content_type: str
    timestamp: str
    signature: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": self.content_type,
            "X-Slack-Request-Timestamp": self.timestamp,
            "X-Slack-Signature": self.signature,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


@dataclass(frozen=True)
class HttpAnswer:
    status: int
    body: str
    content_type: str


def sign(body: str, content_type: str, secret: str, at: float | None = None) -> Signed:
    """Signature version v0: HMAC-SHA256 over `v0:timestamp:body`."""
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return Signed(body, content_type, timestamp, f"v0={digest}")


class SignedHttp:
    """Posts acts to the app's request URL and reads its answers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self.request_url = ""
        self.last: Signed | None = None

    async def deliver(self, kind: str, payload: Json, attempt: int = 0) -> Ack:
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
        try:
            answer = await self.post(self.signed(kind, payload), retry)
        except TimeoutError as reason:
            raise NotAcknowledged("operation_timeout") from reason
        except aiohttp.ClientError as reason:
            raise NotAcknowledged("dispatch_failed") from reason
        if answer.status != 200:
            raise NotAcknowledged("dispatch_failed")
        return Ack(_payload_of(answer))

    def signed(self, kind: str, payload: Json) -> Signed:
        """Events come as JSON, commands as form fields, everything else as one form field `payload`."""
        form = "application/x-www-form-urlencoded"
        if kind == "events_api":
            return sign(json.dumps(payload), "application/json", self._settings.signing_secret)
        if kind == "slash_commands":
            fields = {name: value for name, value in payload.items() if value is not None}
            return sign(urlencode(fields), form, self._settings.signing_secret)
        return sign(urlencode({"payload": json.dumps(payload)}), form, self._settings.signing_secret)

    async def post(self, signed: Signed, more_headers: dict[str, str] | None = None) -> HttpAnswer:
        """Slack hangs up after three seconds."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        self.last = signed
        async with self._session.post(
            self.request_url,
            data=signed.body.encode(),
            headers={**signed.headers, **(more_headers or {})},
            timeout=aiohttp.ClientTimeout(total=self._settings.ack_within),
        ) as response:
            return HttpAnswer(response.status, await response.text(), response.content_type)

    async def verify_url(self, challenge: str = "a-challenge") -> HttpAnswer:
        """What Slack sends when the request URL is entered; the app must answer with the challenge."""
        body = {"type": "url_verification", "token": "deprecated", "challenge": challenge}
        return await self.post(self.signed("events_api", body))

    async def forge(self, kind: str, payload: Json) -> HttpAnswer:
        """Somebody who does not know the signing secret."""
        genuine = self.signed(kind, payload)
        return await self.post(sign(genuine.body, genuine.content_type, "not-the-secret"))

    async def send_unsigned(self, kind: str, payload: Json) -> HttpAnswer:
        return await self.post(replace(self.signed(kind, payload), signature=""))

    async def send_old(self, kind: str, payload: Json, age: float = 600) -> HttpAnswer:
        """A genuine request that is too old: Slack tells apps to refuse more than five minutes."""
        genuine = self.signed(kind, payload)
        secret = self._settings.signing_secret
        return await self.post(sign(genuine.body, genuine.content_type, secret, at=time.time() - age))

    async def replay(self) -> HttpAnswer:
        """The last request once more, byte for byte."""
        if self.last is None:
            raise AssertionError("nothing was sent yet that could be replayed")
        return await self.post(self.last)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _payload_of(answer: HttpAnswer) -> Json | None:
    if not answer.body:
        return None
    if answer.content_type == "application/json":
        payload = json.loads(answer.body)
        return payload if isinstance(payload, dict) and payload else None
    return {"text": answer.body}
