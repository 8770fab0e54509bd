"""Checks the body of a message: created, edited, or the answer to an interaction.

Discord API documentation: "Create Message", "Edit Message", "Receiving and Responding: Messages",
"Component Reference: Components V2".
"""

from typing import Any

from tests.peers.discord import limits
from tests.peers.discord.components import FILE, check_components, each
from tests.peers.discord.embeds import check_embeds, shown
from tests.peers.discord.refusals import Form, Json, empty_message

COMMON = {"content", "embeds", "components", "flags", "allowed_mentions", "attachments", "tts", "poll"}
CREATE = COMMON | {"nonce", "enforce_nonce", "message_reference", "sticker_ids", "shared_client_theme"}
FOLLOWUP = COMMON | {"username", "avatar_url", "thread_name", "applied_tags"}
SETTABLE = limits.SUPPRESS_EMBEDS | limits.SUPPRESS_NOTIFICATIONS | limits.COMPONENTS_V2
MENTION_KINDS = {"roles", "users", "everyone"}


def check_message(body: Json, form: Form, *, keys: set[str], before: Json | None = None, private: bool = False) -> None:
    """Raise Discord's refusal of this body; `before`: the message that is edited.

    `private`: the EPHEMERAL flag may be set, as in answers to interactions.
    """
    form.known(body, keys)
    form.text(body, "content", limits.CONTENT)
    form.flag(body, "tts")
    flags = _check_flags(body, before, form, private=private)
    v2 = bool(flags & limits.COMPONENTS_V2)
    check_embeds(body, form)
    check_components(body, form, v2=v2)
    _check_mentions(body.get("allowed_mentions"), form.at("allowed_mentions"))
    form.objects(body, "attachments", limits.ATTACHMENTS)
    form.items(body, "sticker_ids", limits.STICKERS)
    if "nonce" in body:
        _check_nonce(body["nonce"], form.at("nonce"))
    after = {**(before or {}), **body}
    if v2:
        _check_v2_alone(after, form)
        _check_files(after, form)
    form.refuse()
    if _is_empty(after):
        raise empty_message()


def _check_flags(body: Json, before: Json | None, form: Form, *, private: bool) -> int:
    """The flags after this request. Components V2, once set, stays ("it can't be removed")."""
    flags = form.whole(body, "flags", 0, 2**31 - 1)
    old = int((before or {}).get("flags", 0))
    if flags is None:
        return old
    if old & limits.COMPONENTS_V2 and not flags & limits.COMPONENTS_V2:
        form.at("flags").wrong(
            "MESSAGE_FLAGS_CANNOT_REMOVE_COMPONENTS_V2", "The IS_COMPONENTS_V2 flag cannot be removed"
        )
    strange = flags & ~(SETTABLE | old | (limits.EPHEMERAL if private else 0))
    if strange:
        form.unknown.append(f"flags (bits {strange:#x} cannot be set here)")
    return flags | (old & limits.COMPONENTS_V2)


def _check_v2_alone(after: Json, form: Form) -> None:
    """With IS_COMPONENTS_V2 "the content, embeds, poll and stickers fields will no longer work"."""
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if after.get(key):
            form.at(key).wrong(
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _check_files(after: Json, form: Form) -> None:
    """A file component shows an attachment of the message by its name."""
    names = {f"attachment://{attachment.get('filename')}" for attachment in after.get("attachments") or []}
    for part in each(after.get("components")):
        url = str((part.get("file") or {}).get("url")) if part.get("type") == FILE else ""
        if url.startswith("attachment:") and url not in names:
            form.at("components").wrong(
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found."
            )


def _check_nonce(nonce: Any, form: Form) -> None:
    if isinstance(nonce, bool) or not isinstance(nonce, int | str | None):
        form.wrong("NONCE_TYPE_INVALID", "A nonce is an integer or a string.")
    elif isinstance(nonce, str) and len(nonce) > limits.NONCE:
        form.length(0, limits.NONCE)


def _check_mentions(mentions: Any, form: Form) -> None:
    """Allowed Mentions Object: `parse` and a list of the same kind exclude one another."""
    if mentions is None:
        return
    if not isinstance(mentions, dict):
        form.wrong("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return
    form.known(mentions, {"parse", "roles", "users", "replied_user"})
    parse = form.items(mentions, "parse", len(MENTION_KINDS))
    for kind in ("roles", "users"):
        listed = form.items(mentions, kind, limits.MENTIONS)
        if listed and kind in parse:
            form.wrong(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
    for index, kind in enumerate(parse):
        if kind not in MENTION_KINDS:
            form.at("parse", index).wrong("BASE_TYPE_CHOICES", f"Value must be one of {MENTION_KINDS}.")


def _is_empty(body: Json) -> bool:
    content = body.get("content")
    return not (
        (isinstance(content, str) and content.strip())
        or shown(body.get("embeds"))
        or body.get("components")
        or body.get("attachments")
        or body.get("sticker_ids")
        or body.get("poll")
    )
