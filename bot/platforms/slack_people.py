"""What Slack says of the people who ask: what they may manage, and in which language they use Slack."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.catalogue import ENGLISH, language_for
from bot.ports import Clock

log = logging.getLogger(__name__)
_MOST = 10_000  # people who are remembered
_RIGHTS_KNOWN = timedelta(minutes=5)
_LANGUAGE_KNOWN = timedelta(hours=12)


@dataclass(slots=True)
class SlackPeople:
    """Asks Slack of people, and remembers for a while what it said. ``managers`` may manage whatever Slack says."""

    client: AsyncWebClient
    clock: Clock
    managers: tuple[str, ...]
    _rights: dict[str, tuple[datetime, bool]] = field(default_factory=dict)
    _languages: dict[str, tuple[datetime, str]] = field(default_factory=dict)

    async def may_manage(self, user: str) -> bool:
        """Tell whether *user* may manage digests; False where Slack does not say."""
        if user in self.managers:
            return True
        known = self._rights.get(user)
        if known is None or self.clock.now() - known[0] >= _RIGHTS_KNOWN:
            found = await self._ask(user)
            if found is None:
                return False
            known = self._rights[user]
        return known[1]

    async def language(self, user: str) -> str:
        """Return the language that *user* is answered in, English where Slack does not say."""
        known = self._languages.get(user)
        if known is None or self.clock.now() - known[0] >= _LANGUAGE_KNOWN:
            await self._ask(user)
            known = self._languages.get(user)
        return known[1] if known else ENGLISH

    async def _ask(self, user: str) -> dict[str, Any] | None:
        """Return what Slack says of *user*, and remember it; where it says nothing, the language is not asked again."""
        now = self.clock.now()
        if len(self._languages) > _MOST:
            self._rights.clear()
            self._languages.clear()
        self._languages.setdefault(user, (now, ENGLISH))
        try:
            found: dict[str, Any] = (await self.client.users_info(user=user, include_locale=True))["user"]
        except SlackApiError as error:
            log.warning("Slack does not say who may manage (%s); add the scope users:read", error.response["error"])
            return None
        except (aiohttp.ClientError, OSError, TimeoutError):
            log.warning("Slack does not say who may manage: it cannot be reached")
            return None
        self._rights[user] = (now, bool(found.get("is_admin") or found.get("is_owner")))
        self._languages[user] = (now, language_for(found.get("locale")))
        return found
