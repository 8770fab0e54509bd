"""Finding what a person can use on a message or view, and the state Slack reports about it."""

import time
from typing import Any

from tests.peers.slack.settings import Json
from tests.peers.slack.workspace import interactive_elements

_STATE_KEY = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "overflow": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}


def labels(blocks: list[Json]) -> list[str]:
    """What can be used here, by label where it has one."""
    return [_label(element) for block in blocks for element in interactive_elements(block)]


def find(blocks: list[Json], label_or_action_id: str) -> tuple[Json, Json]:
    """The block and the element that bears this label, placeholder or action_id."""
    for block in blocks:
        for element in interactive_elements(block):
            if label_or_action_id in (_label(element), element.get("action_id")):
                return block, element
    raise AssertionError(f"nothing here is called {label_or_action_id!r}; there are {labels(blocks)}")


def action(block: Json, element: Json, choose: Any = None) -> Json:
    """One entry of `actions` in a block_actions payload."""
    body = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{time.time():.6f}",
    }
    if element["type"] == "button":
        kept = ("text", "value", "style", "url")
        return body | {name: element[name] for name in kept if name in element}
    return body | _entry(element, choose)


def state_of(blocks: list[Json], values: dict[str, Any]) -> Json:
    """The `state.values` of a view or message; values are given by action_id or block_id."""
    unused = set(values)
    state: Json = {}
    for block in blocks:
        for element in interactive_elements(block):
            if element["type"] in ("button", "overflow"):
                continue
            name = element["action_id"] if element["action_id"] in values else block["block_id"]
            unused.discard(name)
            entry = _entry(element, values.get(name, _initial(element)))
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    if unused:
        raise AssertionError(f"no field is called {sorted(unused)}; there are {labels(blocks)}")
    return state


def empty_fields(blocks: list[Json], state: Json) -> list[str]:
    """The labels of inputs that must be filled in and are not: Slack does not submit such a form."""
    empty = []
    for block in blocks:
        if block["type"] == "input" and not block.get("optional"):
            entry = next(iter(state[block["block_id"]].values()))
            if not any(value for name, value in entry.items() if name != "type"):
                empty.append(block["label"]["text"])
    return empty


def _label(element: Json) -> str:
    for name in ("text", "placeholder"):
        if isinstance(element.get(name), dict):
            return str(element[name]["text"])
    return str(element.get("action_id", ""))


def _entry(element: Json, value: Any) -> Json:
    """What Slack reports of an element: its type and its value under the key of that type."""
    kind = element["type"]
    key = _STATE_KEY.get(kind, "value")
    if key == "selected_option" and value is not None:
        value = _option(element, value)
    elif key == "selected_options":
        value = [_option(element, one) for one in value or []]
    elif value == "":
        value = None
    return {"type": kind, key: value}


def _option(element: Json, wanted: Any) -> Json:
    """An option of a menu by label or value; for external menus the option itself."""
    if isinstance(wanted, dict):
        return wanted
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    options = [option for group in groups for option in group["options"]]
    for option in options:
        if wanted in (option["text"]["text"], option.get("value")):
            return dict(option)
    raise AssertionError(f"no option {wanted!r}; there are {[o['text']['text'] for o in options]}")


def _initial(element: Json) -> Any:
    return next((value for name, value in element.items() if name.startswith("initial_")), None)
