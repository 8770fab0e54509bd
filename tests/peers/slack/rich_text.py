"""The rich_text block (docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from tests.peers.slack import limits
from tests.peers.slack.shapes import array, boolean, by_type, number, shape, string

_PLAIN_STYLE = {"bold": boolean, "italic": boolean, "strike": boolean, "underline": boolean, "code": boolean}
_MENTION_STYLE = {**_PLAIN_STYLE, "highlight": boolean, "client_highlight": boolean, "unlink": boolean}
_STYLE = {"style": shape({}, _PLAIN_STYLE)}
_MENTION = {"style": shape({}, _MENTION_STYLE)}

_INLINE = by_type(
    {
        "text": shape({"text": string(least=1)}, _STYLE),
        "link": shape({"url": string(limits.URL, 1)}, {"text": string(), "unsafe": boolean, **_STYLE}),
        "emoji": shape({"name": string(least=1)}, {"unicode": string(), **_STYLE}),
        "user": shape({"user_id": string(least=1)}, _MENTION),
        "channel": shape({"channel_id": string(least=1)}, _MENTION),
        "usergroup": shape({"usergroup_id": string(least=1)}, _MENTION),
        "team": shape({"team_id": string(least=1)}, _MENTION),
        "broadcast": shape({"range": string(one_of=("here", "channel", "everyone"))}, _STYLE),
        "color": shape({"value": string(least=1)}, _STYLE),
        "date": shape(
            {"timestamp": number(0), "format": string(least=1)},
            {"url": string(limits.URL), "fallback": string(), **_STYLE},
        ),
    }
)
_BORDER = {"border": number(0, 1)}
_SECTION = shape({"elements": array(_INLINE, least=0)})
_PARTS = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": shape(
            {
                "elements": array(by_type({"rich_text_section": _SECTION})),
                "style": string(one_of=("bullet", "ordered")),
            },
            {"indent": number(0, 8), "offset": number(0), **_BORDER},
        ),
        "rich_text_preformatted": shape({"elements": array(_INLINE, least=0)}, {"language": string(), **_BORDER}),
        "rich_text_quote": shape({"elements": array(_INLINE, least=0)}, _BORDER),
    }
)

RICH_TEXT = shape({"elements": array(_PARTS)}, {"block_id": string(limits.IDENTIFIER, 1)})
