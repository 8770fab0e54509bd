"""Channels and the messages in them (API documentation, "Channels", "Messages")."""

from tests.peers.discord.messages import COMMON, CREATE, check_message
from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Form, Refusal, edits_anothers_message, missing_permissions
from tests.peers.discord.routes import Answered, Route
from tests.peers.discord.state import State
from tests.peers.discord.store import Post
from tests.peers.discord.world import DM, Channel, User


def _channel(state: State, request: Request) -> Channel:
    return state.world.channel(request.params["channel_id"])


def _get_channel(state: State, request: Request) -> Answered:
    return 200, _channel(state, request).json()


def _open_direct(state: State, request: Request) -> Answered:
    """Create DM: the same channel each time."""
    recipient = str(request.object().get("recipient_id", ""))
    for channel in state.world.direct.values():
        if channel.recipient is not None and channel.recipient.id == recipient:
            return 200, channel.json()
    return 200, state.world.dm(User(f"user-{recipient}", recipient)).json()


def _create(state: State, request: Request) -> Answered:
    channel = _channel(state, request)
    channel.may_post()
    body, form = request.object(), Form()
    check_message(body, form, keys=CREATE)
    state.complain(request, form)
    post = state.messages.with_nonce(body)
    if post is None:
        post = state.messages.create(channel, body, from_channel=True)
        state.messages.remember_nonce(body, post)
        _tell(state, "MESSAGE_CREATE", post)
    nonce = {"nonce": body["nonce"]} if body.get("nonce") is not None else {}
    return 200, {**post.json(), **nonce}


def _history(state: State, request: Request) -> Answered:
    return 200, state.messages.history(_channel(state, request), dict(request.query))


def _get(state: State, request: Request) -> Answered:
    return 200, _post(state, request).json()


def _post(state: State, request: Request) -> Post:
    return state.messages.public(_channel(state, request), request.params["message_id"])


def _edit(state: State, request: Request) -> Answered:
    post = _post(state, request)
    if post.data["author"]["id"] != state.world.bot.id:
        raise edits_anothers_message()
    form = Form()
    check_message(request.object(), form, keys=COMMON, before=post.data)
    state.complain(request, form)
    state.messages.edit(post, request.object())
    _tell(state, "MESSAGE_UPDATE", post)
    return 200, post.json()


def _delete(state: State, request: Request) -> Answered:
    post = _post(state, request)
    if post.data["author"]["id"] != state.world.bot.id:
        raise (
            Refusal(403, 50003, "Cannot execute action on a DM channel")
            if post.channel.kind == DM
            else missing_permissions()
        )
    state.messages.delete(post)
    _tell(state, "MESSAGE_DELETE", post)
    return 204, None


def _tell(state: State, event: str, post: Post) -> None:
    guild_id = post.channel.guild.id if post.channel.guild else None
    state.gateway.dispatch(event, {**post.json(), **({"guild_id": guild_id} if guild_id else {})}, guild_id)


_MESSAGES = "/channels/{channel_id}/messages"

ROUTES = (
    Route("GET", "/channels/{channel_id}", _get_channel),
    Route("POST", "/users/@me/channels", _open_direct),
    Route("GET", _MESSAGES, _history),
    Route("POST", _MESSAGES, _create),
    Route("GET", _MESSAGES + "/{message_id}", _get),
    Route("PATCH", _MESSAGES + "/{message_id}", _edit),
    Route("DELETE", _MESSAGES + "/{message_id}", _delete),
)
