"""Checks embeds as Discord does (API documentation, "Embed limits")."""

from datetime import datetime
from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.refusals import Form, Json

EMBED = {
    *("title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail"),
    *("video", "provider", "author", "fields"),
    "flags",  # discord.py sends back what it read
}
PARTS = {
    "footer": {"text", "icon_url", "proxy_icon_url"},
    "author": {"name", "url", "icon_url", "proxy_icon_url"},
    "image": {"url", "proxy_url", "height", "width", "description", "flags", "placeholder"},
    "thumbnail": {"url", "proxy_url", "height", "width", "description", "flags", "placeholder"},
    "provider": {"name", "url"},
    "video": {"url", "proxy_url", "height", "width"},
}
FIELD = {"name", "value", "inline"}
SHOWN = ("title", "description", "fields", "footer", "author", "image", "thumbnail")


def check_embeds(body: Json, form: Form) -> None:
    """At most ten embeds, each within its limits, all together at most 6,000 characters."""
    embeds = form.objects(body, "embeds", limits.EMBEDS)
    total = sum(_check_embed(embed, form.at("embeds", index)) for index, embed in enumerate(embeds))
    if total > limits.EMBEDS_TOTAL:
        form.at("embeds").wrong("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {limits.EMBEDS_TOTAL}")


def shown(embeds: list[Json] | None) -> list[Json]:
    """The embeds that show something: Discord drops the others."""
    return [embed for embed in embeds or [] if any(embed.get(key) for key in SHOWN)]


def _check_embed(embed: Json, form: Form) -> int:
    """Check one embed; its length as it counts towards the total."""
    form.known(embed, EMBED)
    total = len(form.text(embed, "title", limits.EMBED_TITLE))
    total += len(form.text(embed, "description", limits.EMBED_DESCRIPTION))
    form.whole(embed, "color", 0, limits.COLOUR)
    _check_url(embed, "url", form)
    _check_timestamp(embed.get("timestamp"), form.at("timestamp"))
    for name, keys in PARTS.items():
        part = embed.get(name)
        if part is None:
            continue
        if not isinstance(part, dict):
            form.at(name).wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        form.at(name).known(part, keys)
        total += _check_part(name, part, form.at(name))
    for index, field in enumerate(form.objects(embed, "fields", limits.EMBED_FIELDS)):
        here = form.at("fields", index)
        here.known(field, FIELD)
        here.flag(field, "inline")
        total += len(here.text(field, "name", limits.FIELD_NAME, needed=True))
        total += len(here.text(field, "value", limits.FIELD_VALUE, needed=True))
    return total


def _check_part(name: str, part: Json, form: Form) -> int:
    if name == "footer":
        return len(form.text(part, "text", limits.FOOTER, needed=True))
    if name == "author":
        _check_url(part, "url", form)
        return len(form.text(part, "name", limits.AUTHOR_NAME, needed=True))
    if name in ("image", "thumbnail"):
        form.text(part, "url", limits.URL, needed=True)
        _check_url(part, "url", form, schemes=("http://", "https://", "attachment://"))
    return 0


def _check_url(body: Json, key: str, form: Form, schemes: tuple[str, ...] = ("http://", "https://")) -> None:
    url = form.text(body, key, limits.URL)
    if url and not url.lower().startswith(schemes):
        form.at(key).wrong("URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")


def _check_timestamp(value: Any, form: Form) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        form.wrong("DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
