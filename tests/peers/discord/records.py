"""What the bot sent, written down for the tests."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.peers.discord.refusals import Json, Refusal


@dataclass
class Request:
    """One request of the bot; the headers come without the token."""

    method: str
    path: str
    template: str
    params: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None
    files: int = 0
    authorization: str | None = field(default=None, repr=False)
    at: float = field(default_factory=time.perf_counter)
    status: int | None = None  # None: under way, or cut without an answer

    @property
    def route(self) -> str:
        """Method and path template, as the OpenAPI names it."""
        return f"{self.method} {self.template}"

    def object(self) -> Json:
        if not isinstance(self.body, dict):
            raise Refusal(400, 50109, "The request body contains invalid JSON.")
        return self.body


@dataclass(frozen=True)
class Body:
    """A JSON body that was sent, with what is needed to check it against the OpenAPI."""

    method: str
    template: str
    body: Any


async def read(request: web.Request, template: str, params: dict[str, str]) -> Request:
    """Note a request, its JSON decoded (also from the ``payload_json`` part that goes with files)."""
    headers = dict(request.headers)
    record = Request(
        request.method,
        request.path,
        template,
        params,
        dict(request.query),
        {key: value for key, value in headers.items() if key.lower() != "authorization"},
        authorization=request.headers.get("Authorization"),
    )
    if request.content_type == "multipart/form-data":
        form = await request.post()
        record.files = sum(1 for key in form if key.startswith("files["))
        text: str | bytes = str(form.get("payload_json", "{}"))
    else:
        text = await request.read()
    if text:
        try:
            record.body = json.loads(text)
        except ValueError:
            record.body = text
    return record
