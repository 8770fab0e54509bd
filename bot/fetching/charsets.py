"""The text of a page: its bytes, by the charset that they, the server or the page itself name."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_LOOKED_AT = 4096  # bytes; browsers look at 1024 (html.spec.whatwg.org, "prescan a byte stream")
# What a name stands for on the web differs from what Python makes of it (encoding.spec.whatwg.org, "Names and labels").
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_KNOWN = re.compile(r"utf-?8|utf-?16(le|be)?|iso-?8859-\d+|(windows-|cp)\d+|koi8-[ru]|gb18030|big5|euc-jp|macintosh")


def decode(data: bytes, named: str | None = None) -> str:
    """Return the text in *data*; *named* is the charset that the server gave. What cannot be read becomes U+FFFD."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace")
    found = _NAMED.search(data[:_LOOKED_AT])
    in_page = _codec(found[1].decode("ascii", "replace")) if found else None
    if in_page and in_page.startswith("utf-16"):
        in_page = "utf-8"  # the page could not have been read as far as this otherwise
    for each in (_codec(named or ""), in_page):
        if each:
            return data.decode(each, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _codec(name: str) -> str | None:
    """Return Python's name of the charset that the web calls *name*, None where there is none."""
    lower = name.strip().lower()
    meant = _MEANT.get(lower, lower)
    if not _KNOWN.fullmatch(meant):
        return None
    try:
        return codecs.lookup(meant).name
    except LookupError:
        return None
