"""What Slack's requests hold, as far as anything here or in Bolt reads it: what has another shape is not read. Pure.

Sources: docs.slack.dev/reference/interaction-payloads, apis/events-api, interactivity/implementing-slash-commands.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

from bot.platforms.shapes import misfit

Id = Annotated[str, Field(pattern="^[A-Za-z0-9]{1,64}$")]
MaybeId = Annotated[str, Field(pattern="^[A-Za-z0-9]{0,64}$")] | None
Text = str | None
Words = InstanceOf[str] | None  # that people write, half characters among them too; every other text is whole


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Named(_Shape):
    id: MaybeId = None
    name: Text = None
    username: Text = None
    team_id: MaybeId = None


class _Person(_Named):
    id: Id


class _File(_Shape):
    id: MaybeId = None
    name: Words = None
    title: Words = None
    size: int | None = None
    user: MaybeId = None
    url_private: Text = None
    url_private_download: Text = None


class _Option(_Shape):
    value: InstanceOf[str]


class _Field(_Shape):
    value: Words = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_conversation: MaybeId = None
    files: list[_File] | None = None


class _State(_Shape):
    values: dict[str, Annotated[dict[str, _Field], Field(min_length=1)]]


class _Block(_Shape):
    type: str
    block_id: str


class _View(_Shape):
    id: Id
    type: str
    callback_id: Text = None
    private_metadata: Words = None
    state: _State | None = None
    blocks: list[_Block]


class _Filled(_View):
    state: _State


class _Attachment(_Shape):
    text: Words = None


class _Elements(_Shape):
    elements: list[dict[str, Any]] = []


class _Message(_Shape):
    text: Words = None
    files: list[_File] | None = None
    attachments: list[_Attachment] | None = None
    blocks: list[_Elements] = []


class _Container(_Shape):
    is_ephemeral: bool | None = None
    thread_ts: Text = None


class _Action(_Field):
    action_id: str
    block_id: str


class _Authorization(_Shape):
    enterprise_id: MaybeId = None
    team_id: MaybeId = None
    user_id: MaybeId = None


class _Url(_Shape):
    response_url: str


class _Request(_Shape):
    """What each may hold."""

    trigger_id: Text = None
    response_url: Text = None
    response_urls: list[_Url] = []
    team: _Named | None = None
    team_id: MaybeId = None
    enterprise: _Named | None = None
    enterprise_id: MaybeId = None
    authorizations: list[_Authorization] | None = None
    channel: _Named | None = None
    container: _Container | None = None
    view: _View | None = None
    message: _Message | None = None


class _Command(_Request):
    command: str
    text: Words = None
    user_id: Id
    channel_id: Id
    channel_name: Text = None


class _Shortcut(_Request):
    user: _Person
    callback_id: str


class _Press(_Request):
    user: _Person
    actions: list[_Action] = Field(min_length=1)


class _Suggestion(_Request):
    user: _Person
    view: _View
    action_id: str
    block_id: str
    value: Words = None


class _Submission(_Request):
    user: _Person
    view: _Filled


class _Event(_Shape):
    type: str
    subtype: Text = None
    user: MaybeId = None
    bot_id: MaybeId = None
    team: MaybeId = None
    user_team: MaybeId = None
    source_team: MaybeId = None
    channel: Id
    channel_type: Text = None
    text: Words = None
    ts: Text = None
    thread_ts: Text = None
    tab: Text = None


class _Happening(_Request):
    event_id: Text = None
    event: _Event


class _Challenge(_Shape):
    challenge: str


_BY_TYPE: dict[object, type[_Shape]] = {
    None: _Command,
    "shortcut": _Shortcut,
    "message_action": _Shortcut,
    "block_actions": _Press,
    "block_suggestion": _Suggestion,
    "view_submission": _Submission,
    "event_callback": _Happening,
    "url_verification": _Challenge,
}


def misshapen(request: object) -> str:
    """Return where *request*, the JSON that Slack sent, has another shape than it describes, "" for nowhere."""
    kind = request.get("type") if isinstance(request, dict) else None
    shape = _BY_TYPE.get(kind) if kind is None or isinstance(kind, str) else None
    return "type" if shape is None else misfit(shape, request)
