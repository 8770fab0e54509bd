"""Answers to interactions: the callback, the original, follow-ups.

None of these asks for the bot's token: the interaction's own token in the path is the right to answer.
"""

from tests.peers.discord import limits
from tests.peers.discord.callbacks import check_callback
from tests.peers.discord.interactions import CHOICES, MODAL, Interaction
from tests.peers.discord.messages import COMMON, FOLLOWUP, check_message
from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Form, Json
from tests.peers.discord.routes import Answered, Route
from tests.peers.discord.state import State
from tests.peers.discord.store import Post


def _callback(state: State, request: Request) -> Answered:
    interaction = state.interactions.to_answer(request.params["interaction_id"], request.params["interaction_token"])
    form = Form()
    kind, data = check_callback(request.object(), interaction, form)
    state.complain(request, form)
    state.interactions.acknowledge(interaction, kind, data)
    if request.query.get("with_response", "").lower() in ("1", "true"):
        return 200, _response(interaction, kind)
    return 204, None


def _response(interaction: Interaction, kind: int) -> Json:
    """Interaction Callback Response Object."""
    about: Json = {"id": interaction.id, "type": interaction.kind}
    post = interaction.answer.post
    if post is None or kind in (CHOICES, MODAL):
        return {"interaction": about, "resource": {"type": kind}}
    about |= {
        "response_message_id": post.id,
        "response_message_loading": post.loading,
        "response_message_ephemeral": bool(post.data["flags"] & limits.EPHEMERAL),
    }
    return {"interaction": about, "resource": {"type": kind, "message": post.json()}}


def _interaction(state: State, request: Request) -> Interaction:
    return state.interactions.to_follow(request.params["webhook_id"], request.params["webhook_token"])


def _followup(state: State, request: Request) -> Answered:
    interaction, form = _interaction(state, request), Form()
    check_message(request.object(), form, keys=FOLLOWUP, private=True)
    state.complain(request, form)
    return 200, state.interactions.follow(interaction, request.object()).json()


def _find(state: State, request: Request) -> tuple[Interaction, Post]:
    interaction = _interaction(state, request)
    return interaction, state.interactions.message(interaction, request.params.get("message_id", "@original"))


def _get(state: State, request: Request) -> Answered:
    return 200, _find(state, request)[1].json()


def _edit(state: State, request: Request) -> Answered:
    (interaction, post), form = _find(state, request), Form()
    check_message(request.object(), form, keys=COMMON, before=post.data)
    state.complain(request, form)
    return 200, state.interactions.edit(interaction, post, request.object()).json()


def _delete(state: State, request: Request) -> Answered:
    state.interactions.delete(*_find(state, request))
    return 204, None


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"

ROUTES = (
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", _callback, token=False),
    Route("POST", _WEBHOOK, _followup, token=False),
    Route("GET", _WEBHOOK + "/messages/@original", _get, token=False),
    Route("PATCH", _WEBHOOK + "/messages/@original", _edit, token=False),
    Route("DELETE", _WEBHOOK + "/messages/@original", _delete, token=False),
    Route("GET", _WEBHOOK + "/messages/{message_id}", _get, token=False),
    Route("PATCH", _WEBHOOK + "/messages/{message_id}", _edit, token=False),
    Route("DELETE", _WEBHOOK + "/messages/{message_id}", _delete, token=False),
)
