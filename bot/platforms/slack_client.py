"""The client of Slack's Web API, whose calls fail in no other way than its errors tell."""

from typing import Any

from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse


class SlackClient(AsyncWebClient):
    """Never sends anything twice: Slack would post it twice."""

    def __init__(self, **options: Any) -> None:
        super().__init__(retry_handlers=[], **options)

    async def api_call(self, *given: Any, **named: Any) -> AsyncSlackResponse:
        """Call a method; raise SlackRequestError for an answer that is no object, as a proxy's page of plain text."""
        try:
            return await super().api_call(*given, **named)
        except AttributeError:  # which the SDK fails with there
            raise SlackRequestError("Slack's answer is no object") from None
