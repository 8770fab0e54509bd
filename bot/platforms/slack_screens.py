"""Views that show answers on Slack: the Home tab, and a modal for an answer that has no channel. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.catalogue import _
from bot.platforms import slack_blocks
from bot.platforms.slack_forms import CALLBACK, OFFERED, Origin, line_id, metadata, plain_text
from bot.platforms.slack_manifest import DISPLAY_NAME
from bot.replies import Form, Reply, plain
from bot.seals import Seal

QUESTION = "ask"  # the command that takes a question in plain words
COMMAND = "command"  # the block in which another command is chosen
_TITLE, _LABEL, _NOTE = 24, 150, 2000  # characters
_BLOCKS = 100

Json = dict[str, Any]


def home(replies: Sequence[Reply], seal: Seal, note: Reply | None = None) -> tuple[Json, dict[str, str]]:
    """Return the Home tab that shows *replies* one below the other, and lines that button values are too short for.

    *note* says what became of the last press.
    """
    blocks: list[Json] = []
    kept: dict[str, str] = {}
    if note is not None:
        blocks.append({"type": "section", "text": plain_text(plain(note.title), _NOTE)})
    told: set[str] = set()  # lines that have a button
    for number, reply in enumerate(replies):
        buttons = tuple(button for button in reply.buttons if button.line not in told)
        told.update(button.line for button in buttons)
        message = slack_blocks.render(replace(reply, private=True, buttons=buttons))
        kept |= message.kept
        blocks += [{"type": "divider"}] if number else []
        blocks += [_named(block, f"{number}-") for block in message.payload["blocks"]]
    return {"type": "home", "blocks": seal.on(blocks[:_BLOCKS])}, kept


def answer(reply: Reply, part: int, origin: Origin, seal: Seal) -> tuple[Json, dict[str, str]]:
    """Return the modal that shows part *part* of *reply*, and lines that button values are too short for."""
    message = slack_blocks.render(replace(reply, private=True), part)
    view = {
        "type": "modal",
        "callback_id": "answer",
        "title": plain_text(DISPLAY_NAME, _TITLE),
        "close": plain_text(_("Close"), _TITLE),
        "private_metadata": metadata(origin),
        "blocks": seal.on(message.payload["blocks"]),
    }
    return view, message.kept


def ask_anything(form: Form, origin: Origin, seal: Seal) -> Json:
    """Return the modal that takes a question in plain words into the field of *form*, or a command."""
    (field,) = form.fields
    typed = {"type": "plain_text_input", "action_id": "value"}
    offered = {"type": "external_select", "action_id": OFFERED, "min_query_length": 0}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain_text(DISPLAY_NAME, _TITLE),
        "submit": plain_text(_("Ask"), _TITLE),
        "close": plain_text(_("Close"), _TITLE),
        "private_metadata": metadata(origin, line_id(form, seal, {})),
        "blocks": [
            {
                "type": "input",
                "block_id": field.name,
                "label": plain_text(_("What do you want to know?"), _LABEL),
                "hint": plain_text(field.hint, _LABEL),
                "element": typed,
            },
            {
                "type": "actions",
                "block_id": COMMAND,
                "elements": [{**offered, "placeholder": plain_text(_("Or choose a command"), _LABEL)}],
            },
        ],
    }


def _named(block: Json, prefix: str) -> Json:
    """Return *block* with an id of its own in a view that holds several replies."""
    return {**block, "block_id": prefix + block["block_id"]} if "block_id" in block else block
