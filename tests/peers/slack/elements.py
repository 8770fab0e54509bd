"""Block elements (docs.slack.dev/reference/block-kit/block-elements) and their composition objects."""

from collections.abc import Mapping

from tests.peers.slack import limits
from tests.peers.slack.rich_text import RICH_TEXT
from tests.peers.slack.shapes import (
    Check,
    anything,
    array,
    boolean,
    by_type,
    either,
    number,
    plain,
    shape,
    string,
    text,
)

ACTION_ID = {"action_id": string(limits.IDENTIFIER, 1)}
PLACEHOLDER = {"placeholder": plain(limits.PLACEHOLDER)}
CONFIRM = {
    "confirm": shape(
        {
            "title": plain(limits.CONFIRM_TITLE),
            "text": text(limits.CONFIRM_TEXT),
            "confirm": plain(limits.CONFIRM_BUTTON),
            "deny": plain(limits.CONFIRM_BUTTON),
        },
        {"style": string(one_of=("primary", "danger"))},
    )
}
FOCUS = {"focus_on_load": boolean}


def option(kinds: tuple[str, ...] = ("plain_text",)) -> Check:
    value = {"text": text(limits.OPTION_TEXT, kinds), "value": string(limits.OPTION_VALUE, 1)}
    return shape(value, {"description": text(limits.OPTION_TEXT, kinds), "url": string(limits.URL)})


OPTIONS = array(option(), limits.OPTIONS)
OPTION_GROUPS = array(shape({"label": plain(limits.OPTION_GROUP_LABEL), "options": OPTIONS}), limits.OPTION_GROUPS)
CHOICES = array(option(("plain_text", "mrkdwn")), limits.CHOICES)


def element(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    return shape(required, {**ACTION_ID, **optional})


def menu(single: Mapping[str, Check], several: Mapping[str, Check]) -> tuple[Check, Check]:
    """A select menu and its twin in which several things can be chosen."""
    common = {**PLACEHOLDER, **CONFIRM, **FOCUS}
    many = {**common, **several, "max_selected_items": number(1)}
    return element({}, {**common, **single}), element({}, many)


def _written(more: Mapping[str, Check]) -> Check:
    dispatch = {"dispatch_action_config": shape({"trigger_actions_on": array(string(), 2)})}
    return element({}, {**PLACEHOLDER, **FOCUS, **dispatch, **more})


BUTTON = element(
    {"text": plain(limits.BUTTON_TEXT)},
    {
        "url": string(limits.URL, 1),
        "value": string(limits.BUTTON_VALUE),
        "style": string(one_of=("primary", "danger")),
        "accessibility_label": string(limits.BUTTON_LABEL),
        **CONFIRM,
    },
)
IMAGE = either(
    ("image_url", "slack_file"),
    shape(
        {"alt_text": string(limits.ALT_TEXT)},
        {"image_url": string(limits.URL, 1), "slack_file": anything},
    ),
)
_from_options = {"options": OPTIONS, "option_groups": OPTION_GROUPS}
_static = menu(
    {**_from_options, "initial_option": option()},
    {**_from_options, "initial_options": array(option(), limits.OPTIONS)},
)
_external = menu(
    {"min_query_length": number(0), "initial_option": option()},
    {"min_query_length": number(0), "initial_options": array(option(), limits.OPTIONS)},
)
_users = menu({"initial_user": string()}, {"initial_users": array(string())})
_where = {"filter": anything, "default_to_current_conversation": boolean}
_conversations = menu(
    {**_where, "initial_conversation": string(), "response_url_enabled": boolean},
    {**_where, "initial_conversations": array(string())},
)
_channels = menu(
    {"initial_channel": string(), "response_url_enabled": boolean},
    {"initial_channels": array(string())},
)

MENUS: dict[str, Check] = {
    "static_select": either(("options", "option_groups"), _static[0]),
    "multi_static_select": either(("options", "option_groups"), _static[1]),
    "external_select": _external[0],
    "multi_external_select": _external[1],
    "users_select": _users[0],
    "multi_users_select": _users[1],
    "conversations_select": _conversations[0],
    "multi_conversations_select": _conversations[1],
    "channels_select": _channels[0],
    "multi_channels_select": _channels[1],
}
PICKERS: dict[str, Check] = {
    "overflow": element({"options": array(option(), limits.OVERFLOW_OPTIONS)}, CONFIRM),
    "datepicker": element({}, {"initial_date": string(10), **PLACEHOLDER, **CONFIRM, **FOCUS}),
    "timepicker": element({}, {"initial_time": string(5), "timezone": string(), **PLACEHOLDER, **CONFIRM, **FOCUS}),
    "datetimepicker": element({}, {"initial_date_time": number(0), **CONFIRM, **FOCUS}),
    "checkboxes": element({"options": CHOICES}, {"initial_options": CHOICES, **CONFIRM, **FOCUS}),
    "radio_buttons": element(
        {"options": CHOICES},
        {"initial_option": option(("plain_text", "mrkdwn")), **CONFIRM, **FOCUS},
    ),
}
INPUTS: dict[str, Check] = {
    "plain_text_input": _written(
        {
            "initial_value": string(limits.INPUT_LENGTH),
            "multiline": boolean,
            "min_length": number(0, limits.INPUT_LENGTH),
            "max_length": number(1, limits.INPUT_LENGTH),
        }
    ),
    "number_input": _written(
        {
            "is_decimal_allowed": boolean,
            "initial_value": string(),
            "min_value": string(),
            "max_value": string(),
        }
    ),
    "email_text_input": _written({"initial_value": string()}),
    "url_text_input": _written({"initial_value": string()}),
    "rich_text_input": _written({"initial_value": RICH_TEXT}),
    "file_input": element({}, {"filetypes": array(string(limits.IDENTIFIER, 1)), "max_files": number(1, limits.FILES)}),
}

IN_ACTIONS = by_type({"button": BUTTON, **MENUS, **PICKERS})
IN_SECTION = by_type({"button": BUTTON, "image": IMAGE, **MENUS, **PICKERS})
IN_INPUT = by_type({**MENUS, **INPUTS, **{name: PICKERS[name] for name in PICKERS if name != "overflow"}})
IN_CONTEXT = by_type(
    {
        "image": IMAGE,
        "plain_text": shape({"text": string(limits.SECTION_TEXT, 1)}, {"emoji": boolean}),
        "mrkdwn": shape({"text": string(limits.SECTION_TEXT, 1)}, {"verbatim": boolean}),
    }
)
