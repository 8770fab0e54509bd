"""Fetching a page: public addresses only, few seconds, few megabytes. Every refusal is a sentence for a person."""

import asyncio
import socket
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from bot.fetching.addresses import is_public
from briefings.article import MAX_BYTES
from briefings.errors import BriefingError, Said

_SECONDS = 10
_REDIRECTS = 5
_LONGEST_ADDRESS = 2000  # characters
_CHUNK = 65_536  # bytes
_HEADERS = {
    "User-Agent": "briefing-bot",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain",
    "Accept-Encoding": "gzip",
}
_MOVED = {301, 302, 303, 307, 308}
_TEXTS = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"}


class NotFetched(BriefingError):
    """A page that was not fetched: ``problem`` says why and ``fix`` what to do instead."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__("{problem}; {fix}", problem=Said.of(problem), fix=Said.of(fix))
        self.problem, self.fix = problem, fix


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: from where in the end, the bytes, their media type, and the charset that the server named."""

    url: str
    data: bytes
    kind: str
    charset: str | None


async def fetch(url: str, may_connect: Callable[[str], bool] = is_public) -> Page:
    """Return the page at *url*, following five redirects at most, within ten seconds and five megabytes.

    *may_connect* is asked for every IP address that a socket is made for, so that neither a redirect nor a name whose
    address changes between two questions leads anywhere else. Raises NotFetched.
    """
    guard = _Guard(may_connect)
    try:
        async with asyncio.timeout(_SECONDS), guard.session() as session:
            return await _follow(session, _read_url(url))
    except TimeoutError:
        problem = Said("The page did not come within {n} seconds", n=_SECONDS)
        raise NotFetched(problem, "try again later") from None
    except (aiohttp.ClientError, OSError, ValueError, zlib.error) as error:
        if guard.refused:
            raise NotFetched(
                "This address leads into a private network", "only pages of the public internet are fetched"
            ) from None
        problem = Said("The page cannot be fetched ({reason})", reason=_reason(error))
        raise NotFetched(problem, "check the address") from None


class _Guard:
    """Makes sockets for addresses that may be connected to, and remembers whether one was refused."""

    def __init__(self, may_connect: Callable[[str], bool]) -> None:
        self._may_connect = may_connect
        self.refused = False

    def session(self) -> aiohttp.ClientSession:
        """Return a session that keeps no cookies, uses no proxy and unpacks nothing by itself."""
        connector = aiohttp.TCPConnector(socket_factory=self._socket, force_close=True, use_dns_cache=False)
        jar = aiohttp.DummyCookieJar()
        return aiohttp.ClientSession(connector=connector, headers=_HEADERS, cookie_jar=jar, auto_decompress=False)

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._may_connect(str(address[0])):
            self.refused = True
            raise OSError("not a public address")
        made = socket.socket(family=family, type=kind, proto=protocol)
        made.setblocking(False)
        return made


def _read_url(text: str) -> URL:
    """Return the address that a person typed; raise NotFetched when it is none that is fetched."""
    if len(text) > _LONGEST_ADDRESS:
        problem = Said("The address is longer than {n} characters", n=_LONGEST_ADDRESS)
        raise NotFetched(problem, "use a shorter one")
    try:
        url = URL(text.strip())
    except ValueError:
        raise NotFetched("This is no web address", "write it like https://example.com/page") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotFetched("This address is not fetched", "write one that begins with https:// or http://")
    if url.user is not None or url.password is not None:
        raise NotFetched("The address holds a user name or a password", "leave it out")
    return url


async def _follow(session: aiohttp.ClientSession, url: URL) -> Page:
    for _ in range(_REDIRECTS + 1):
        async with session.get(url, allow_redirects=False) as response:
            target = response.headers.get("Location", "")
            if response.status not in _MOVED or not target:
                return await _page(response, url)
            url = _read_url(str(url.join(URL(target))))
    problem = Said("The address leads on more than {n} times", n=_REDIRECTS)
    raise NotFetched(problem, "use the one of the page itself")


async def _page(response: aiohttp.ClientResponse, url: URL) -> Page:
    if response.status != 200:
        problem = Said("The server answered {status} instead of the page", status=response.status)
        raise NotFetched(problem, "check the address")
    if response.content_type not in _TEXTS:
        problem = Said("This is no page of text ({kind})", kind=response.content_type)
        raise NotFetched(problem, "save it as text and add the file")
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip", ""}:
        raise NotFetched("The page comes packed in a way that is not read here", "save it as text and add the file")
    data = await _read(response.content, packed.endswith("gzip"))
    return Page(str(url.with_fragment(None)), data, response.content_type, response.charset)


async def _read(stream: aiohttp.StreamReader, packed: bool) -> bytes:
    """Return what *stream* holds, unpacked; never hold more than a little over the limit."""
    unpack = zlib.decompressobj(wbits=31)
    found = bytearray()
    async for chunk in stream.iter_chunked(_CHUNK):
        if not packed:
            found += chunk
        while packed and chunk:
            found += unpack.decompress(chunk, MAX_BYTES + 1 - len(found))
            if len(found) > MAX_BYTES:
                break
            chunk = unpack.unconsumed_tail or unpack.unused_data
            if unpack.eof:
                unpack = zlib.decompressobj(wbits=31)  # RFC 1952: several members stand for their texts in a row
        if len(found) > MAX_BYTES:
            raise NotFetched("The page has more than 5 MB", "add its text as a file")
    return bytes(found)


def _reason(error: Exception) -> Said:
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return Said("its certificate is not trusted")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Said("its name is not known")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Said("its server cannot be reached")
    return Said("its server does not answer as it should")
