"""Slack's lengths and counts, with their sources (docs.slack.dev unless another one is named)."""

TEXT = 40_000
"""chat.postMessage: longer text is msg_too_long (reference/methods/chat.postMessage)."""
TEXT_IN_ONE_MESSAGE = 4_000
"""Longer text is split into several messages (the same page, "Truncating content")."""
BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
"""reference/block-kit/blocks: 50 in messages, 100 in modals and Home tabs."""
ALL_BLOCKS = 13_200
"""Undocumented: msg_blocks_too_long near 13,200 characters (github.com/slackapi/bolt-js/issues/2509).

Containers count too: 11,341 characters of text alone were refused (bolt-js/issues/2867), hence the compact
JSON of all blocks is what is measured here, the strictest reading of both reports.
"""
METADATA = 8_000

SECTION_TEXT = 3_000
SECTION_FIELDS = 10
SECTION_FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
ALT_TEXT = 2_000
IMAGE_TITLE = 2_000
URL = 3_000
INPUT_LABEL = 2_000
INPUT_HINT = 2_000
MARKDOWN = 12_000
IDENTIFIER = 255
"""block_id and action_id, callback_id, external_id."""

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_LABEL = 75
OPTIONS = 100
OPTION_GROUPS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_GROUP_LABEL = 75
PLACEHOLDER = 150
OVERFLOW_OPTIONS = 5
CHOICES = 10
"""Checkboxes and radio buttons."""
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
INPUT_LENGTH = 3_000
FILES = 10
"""reference/block-kit/block-elements/file-input-element."""

MODAL_TITLE = 24
MODAL_BUTTON = 24
PRIVATE_METADATA = 3_000
