"""Channels and the messages in them (API documentation, "Channels", "Messages")."""

from tests.peers.discord.messages import COMMON, CREATE, check_message
from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Form, Refusal, edits_anothers_message, missing_permissions
from tests.peers.discord.routes import Answered, Route
from tests.peers.discord.state import State
from tests.peers.discord.store import Post
from tests.peers.discord.world import DM, FORUM, PUBLIC_THREAD, Channel, User


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
    if channel.kind == FORUM:
        raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
    channel.archived = False  # "Threads": sending a message opens an archived one again
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
    if post.channel.archived:
        raise Refusal(400, 50083, "Thread is archived")
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


def _begin(state: State, request: Request) -> Answered:
    """Start Thread from Message: it has the message's id."""
    post = _post(state, request)
    post.channel.may_post()
    if any(each.id == post.id for each in state.world.channels()):
        raise Refusal(400, 160004, "A thread has already been created for this message")
    return 201, _thread(state, post.channel, str(request.object()["name"]), post.id).json()


def _begin_post(state: State, request: Request) -> Answered:
    """Start Thread in Forum or Media Channel: the thread and its first message have one id; there is no nonce."""
    forum, body, form = _channel(state, request), request.object(), Form()
    forum.may_post()
    if forum.kind != FORUM:
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    check_message(body["message"], form, keys=COMMON)
    state.complain(request, form)
    thread = _thread(state, forum, str(body["name"]))
    post = state.messages.create(thread, body["message"], from_channel=True, extra={"id": thread.id})
    _tell(state, "MESSAGE_CREATE", post)
    return 201, {**thread.json(), "message": post.json()}


def _thread(state: State, parent: Channel, name: str, identity: str | None = None) -> Channel:
    assert parent.guild is not None
    thread = Channel(name, parent.guild, kind=PUBLIC_THREAD, parent=parent)
    thread.id = identity or thread.id
    parent.guild.channels.append(thread)
    state.gateway.dispatch("THREAD_CREATE", thread.json(), parent.guild.id)
    return thread


def _active(state: State, request: Request) -> Answered:
    """List Active Guild Threads, newest first."""
    channels = state.world.guild(request.params["guild_id"]).channels
    return 200, {
        "threads": [each.json() for each in channels[::-1] if each.parent and not each.archived],
        "members": [],
    }


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
    Route("POST", _MESSAGES + "/{message_id}/threads", _begin),
    Route("POST", "/channels/{channel_id}/threads", _begin_post),
    Route("GET", "/guilds/{guild_id}/threads/active", _active),
)
