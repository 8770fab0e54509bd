"""Files that people hand to the bot on Slack: got with the bot's token, which goes to Slack's own hosts only."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.commands.reasons import reason_text
from bot.desk import LARGEST_UPLOAD, Upload
from bot.handed import NotHandedOut, readable
from bot.platforms.slack_troubles import said, why
from briefings.errors import one_line

_SECONDS = 10.0
_REDIRECTS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536  # bytes
_NAME = 80  # characters of a file's name that a sentence holds
# Where files are (docs.slack.dev/reference/objects/file-object, and GovSlack's domain).
_DOMAINS = ("slack.com", "slack-gov.com")
_UNREACHABLE = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)

Json = dict[str, Any]


class _Withheld(Exception):
    """Instead of the file came something else: Slack shows those who may not have it a page to sign in at."""


class SlackFiles:
    """Gets what is in files that Slack tells of."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def got(self, files: Sequence[Json], user: str | None) -> tuple[Upload, ...]:
        """Return what *files* hold, which *user* has sent (None: whoever); raise NotHandedOut.

        *files* are Slack's file objects (docs.slack.dev/reference/objects/file-object). Ten megabytes are taken at
        most of all together, and ten seconds waited for each.
        """
        known = [await self._known(each, user) for each in files]
        if user is None:
            told = [(_name(each), int(each.get("size") or 0)) for each in known]
            known = [known[place] for place in readable(told)]
        _check_sizes(int(each.get("size") or 0) for each in known)
        found: list[Upload] = []
        for each in known:
            found.append(Upload(_name(each), await self._data(each)))
            _check_sizes(len(upload.data) for upload in found)
        return tuple(found)

    async def _known(self, file: Json, user: str | None) -> Json:
        """Return the whole file object: of some files Slack tells no more than their id until it is asked."""
        if not _address(file):
            try:
                file = (await self._client.files_info(file=str(file.get("id", ""))))["file"]
            except SlackApiError as error:
                raise _refusal(file, error) from None
            except _UNREACHABLE:
                raise _not_now(file) from None
        if user is not None and file.get("user") != user:
            raise NotHandedOut("{name} was sent by somebody else; send it yourself", name=_name(file))
        return file

    async def _data(self, file: Json) -> bytes:
        try:
            async with (
                asyncio.timeout(_SECONDS),
                aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            ):
                return await self._read(session, URL(_address(file)))
        except _Withheld:
            raise await self._why(file) from None
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            raise _not_now(file) from None

    async def _read(self, session: aiohttp.ClientSession, url: URL) -> bytes:
        for _ in range(_REDIRECTS + 1):
            if not is_slacks(url, URL(self._client.base_url)):
                raise _Withheld
            headers = {"Authorization": f"Bearer {self._client.token}"}
            asked = session.get(
                url, headers=headers, allow_redirects=False, proxy=self._client.proxy, ssl=self._client.ssl or True
            )
            async with asked as response:
                target = response.headers.get("Location", "")
                if response.status not in _MOVED or not target:
                    return await _whole(response)
                url = url.join(URL(target))
        raise _Withheld

    async def _why(self, file: Json) -> NotHandedOut:
        """Return why Slack withholds *file*, as far as it tells."""
        try:
            await self._client.files_info(file=str(file.get("id", "")))
        except SlackApiError as error:
            return _refusal(file, error)
        except _UNREACHABLE:
            pass
        return _not_now(file)


def is_slacks(url: URL, api: URL) -> bool:
    """Tell whether *url* leads to Slack, or to where its Web API is spoken to (*api*), which gets the token anyway."""
    if url.user is not None or url.password is not None or not url.host:
        return False
    own = url.scheme == "https" and url.port == 443
    own = own and any(url.host == domain or url.host.endswith(f".{domain}") for domain in _DOMAINS)
    return own or url.origin() == api.origin()


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    """Return what *response* holds, never more than a little over the limit."""
    if response.status != 200 or response.content_type == "text/html":
        raise _Withheld
    found = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        found += chunk
        _check_sizes([len(found)])
    return bytes(found)


def _check_sizes(sizes: Iterable[int]) -> None:
    if sum(sizes) > LARGEST_UPLOAD:
        raise NotHandedOut("That is more than 10 MB; split it")


def _address(file: Json) -> str:
    return str(file.get("url_private_download") or file.get("url_private") or "")


def _name(file: Json) -> str:
    name = one_line(str(file.get("name") or file.get("title") or "text.txt"))
    return name if len(name) <= _NAME else f"{name[: _NAME // 2]}…{name[-_NAME // 2 :]}"


def _refusal(file: Json, error: SlackApiError) -> NotHandedOut:
    """Return what a refusal of files.info means (docs.slack.dev/reference/methods/files.info, "Errors")."""
    answer = said(error.response)
    if answer.error in ("file_deleted", "file_not_found"):
        return NotHandedOut("{name} is gone; send it again", name=_name(file))
    reason = reason_text(why(answer, "files:read"))
    return NotHandedOut("Slack does not hand out {name}: {reason}", name=_name(file), reason=reason)


def _not_now(file: Json) -> NotHandedOut:
    return NotHandedOut("Slack did not hand out {name}; send it again as .md, .txt, .jsonl or .zip", name=_name(file))
