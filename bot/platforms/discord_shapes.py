"""What Discord's interactions hold, as far as it is read here: what has another shape is left out.

Source: docs.discord.com/developers/interactions/receiving-and-responding and components/reference.
"""

import logging
from collections.abc import Callable, MutableMapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, model_validator

from bot.platforms.shapes import misfit

log = logging.getLogger(__name__)
Parser = Callable[[Any], None]
Number = Annotated[str, Field(pattern="^[0-9]{1,20}$")]
Id = Number
Words = InstanceOf[str]  # that people write, half characters among them too


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Option(_Shape):
    name: str
    type: Literal[3, 4, 5, 6, 7, 8, 9, 10, 11]
    value: Words | bool | int | float
    focused: bool = False


class _SubCommand(_Shape):
    name: str
    type: Literal[1]
    options: list[_Option] = []


class _File(_Shape):
    filename: Words
    size: int
    url: str


class _Embed(_Shape):
    description: Words | None = None


class _Part(_Shape):
    content: Words | None = None
    embeds: list[_Embed] | None = None
    attachments: list[_File] | None = None


class _Snapshot(_Shape):
    message: _Part


class _Message(_Part):
    message_snapshots: list[_Snapshot] | None = None


class _Resolved(_Shape):
    attachments: dict[str, _File] = {}
    messages: dict[str, _Message] = {}


class _Command(_Shape):
    name: str
    type: Literal[1]
    options: list[_Option] | list[_SubCommand] = []
    resolved: _Resolved | None = None


class _OnMessage(_Shape):
    name: str
    type: Literal[3]
    target_id: str
    resolved: _Resolved


class _Press(_Shape):
    custom_id: Words


class _Input(_Shape):
    custom_id: str | None = None
    value: Words | None = None
    values: list[Words] | None = None


class _Row(_Shape):
    components: list[_Input] = []
    component: _Input | None = None


class _Filled(_Shape):
    custom_id: Words
    components: list[_Row]
    resolved: _Resolved | None = None


class _User(_Shape):
    id: Id
    username: str
    global_name: str | None = None


class _Member(_Shape):
    user: _User
    permissions: Number
    roles: list[Id]
    nick: str | None = None


class _Pressed(_Shape):
    id: Id
    channel_id: Id
    flags: int = 0


class _Interaction(_Shape):
    id: Id
    application_id: Id
    type: int
    token: str = Field(pattern=r"^[\x21-\x7e]{1,1000}$")
    locale: str | None = None
    guild_id: Id | None = None
    channel_id: Id | None = None
    member: _Member | None = None
    user: _User | None = None
    message: _Pressed | None = None
    authorizing_integration_owners: dict[str, Number] = {}

    @model_validator(mode="after")
    def _is_somebodys(self) -> Self:
        if (self.member if self.guild_id else self.user) is None:
            raise ValueError("nobody's")
        return self


_ASKED = "INTERACTION_CREATE"
_COMMAND, _PRESS, _COMPLETION, _FORM = 2, 3, 4, 5  # "Interaction Type"
_BY_KIND: dict[int, type[_Shape]] = {_PRESS: _Press, _COMPLETION: _Command, _FORM: _Filled}
_BY_TYPE: dict[str, type[_Shape]] = {"1": _Command, "3": _OnMessage}  # "Application Command Types"


def misshapen(kind: int, data: object) -> str:
    """Return where the *data* of an interaction of *kind* has another shape than Discord describes, "" for nowhere."""
    told = data.get("type") if isinstance(data, dict) else None
    shape = _BY_TYPE.get(str(told)) if kind == _COMMAND else _BY_KIND.get(kind)
    if shape is None:
        return "type"
    return misfit(shape, data)


def forgiving(parsers: MutableMapping[str, Parser]) -> None:
    """Let each of discord.py's *parsers* of events leave out what it cannot read.

    It is made for what Discord describes, and ends the whole client at anything else.
    """

    def left_out(name: str, parse: Parser) -> Parser:
        def read(data: Any) -> None:
            try:
                where = misfit(_Interaction, data) if name == _ASKED else ""
                if not where:
                    parse(data)
            except Exception as error:
                where = repr(error)
            if where:
                log.warning("Discord: %s is left out, since it is not as Discord describes it (%s)", name, where)

        return read

    parsers.update({name: left_out(name, parse) for name, parse in parsers.items()})
