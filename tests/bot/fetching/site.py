"""The pages of a small web site, good ones and hostile ones."""

import gzip
import zlib
from dataclasses import dataclass

from aiohttp import web

PAGES = web.RouteTableDef()
FERRY = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ferry returns | Gazette</title>
<meta property="og:title" content="Ferry returns"><meta property="og:site_name" content="The Example Gazette">
<meta name="author" content="Ada Wörter"><meta property="article:published_time" content="2026-11-20">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Ferry returns</h1>
<p>The ferry returned to the harbour on Friday after a long winter, and many people came to see it at the café.</p>
<p>“We are glad to be back,” Captain Ada Moss said. The ferry will sail twice a day from now on, she added.</p>
</article><footer>Terms and conditions</footer></body></html>"""


@dataclass(frozen=True)
class Site:
    port: int

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of the page at *path*."""
        return f"http://{host}:{self.port}/{path}"


def _page(text: str, charset: str, header: str | None = None) -> web.Response:
    kind = f"text/html; charset={header}" if header else "text/html"
    return web.Response(body=text.encode(charset), headers={"Content-Type": kind})


@PAGES.get("/ferry")
async def ferry(_: web.Request) -> web.Response:
    return _page(FERRY.format(charset="utf-8"), "utf-8")


@PAGES.get("/in/{charset}")
async def in_charset(request: web.Request) -> web.Response:
    charset = request.match_info["charset"]
    named_in_page = "page" in request.query
    text = FERRY.format(charset=charset if named_in_page else "none")
    return _page(text, "cp1252" if charset == "iso-8859-1" else charset, None if named_in_page else charset)


@PAGES.get("/packed")
async def packed(_: web.Request) -> web.Response:
    text = FERRY.format(charset="utf-8").encode()
    body = gzip.compress(text[:300]) + gzip.compress(text[300:])
    return web.Response(body=body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


@PAGES.get("/bomb")
async def bomb(_: web.Request) -> web.Response:
    body = gzip.compress(b"x" * 60_000_000)
    return web.Response(body=body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


@PAGES.get("/broken")
async def broken(_: web.Request) -> web.Response:
    body = b"\x1f\x8b" + zlib.compress(b"x" * 100)
    return web.Response(body=body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


@PAGES.get("/brotli")
async def brotli(_: web.Request) -> web.Response:
    return web.Response(body=b"x", headers={"Content-Type": "text/html", "Content-Encoding": "br"})


@PAGES.get("/long")
async def long(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/plain"})
    await response.prepare(request)
    for _ in range(60):
        await response.write(b"word " * 20_000)
    return response


@PAGES.get("/front")
async def front(_: web.Request) -> web.Response:
    facts = "title: A note\ntitle_by: us\nauthor: Ada Moss\npublished: 2026-11-20\nlanguage: en\n"
    treated = "source: Gazette\nurl: https://other.example/\ntopics: [ferries]\nlicence: all\npriority: 9\n"
    limits = "audience: discord:1\nembargo_until: 2030-01-01T00:00:00Z\nmax_quote_words: 3\nwithdrawn: true\n"
    return web.Response(text=f"---\n{facts}{treated}{limits}---\nThe mayor opened the bridge.")


@PAGES.get("/text")
async def text(_: web.Request) -> web.Response:
    return web.Response(text="---\nid: taken\ntitle: A note\n---\nThe mayor opened the bridge.")


@PAGES.get("/picture")
async def picture(_: web.Request) -> web.Response:
    return web.Response(body=b"\x89PNG", content_type="image/png")


@PAGES.get("/empty")
async def empty(_: web.Request) -> web.Response:
    return web.Response(text="<html><body></body></html>", content_type="text/html")


@PAGES.get("/hops/{count}")
async def hops(request: web.Request) -> web.Response:
    count = int(request.match_info["count"])
    raise web.HTTPFound(f"/hops/{count - 1}" if count else "/ferry")


@PAGES.get("/away")
async def away(request: web.Request) -> web.Response:
    return web.Response(status=302, headers={"Location": request.query["to"]})
