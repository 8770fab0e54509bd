"""The bot's own account, its application, the gateway's address, its commands."""

from typing import Any

from tests.peers.discord.records import Request
from tests.peers.discord.refusals import Form, Json, Refusal, missing_access
from tests.peers.discord.registry import GLOBAL
from tests.peers.discord.routes import Answered, Route
from tests.peers.discord.state import State
from tests.peers.discord.world import User, member


def _me(state: State, _request: Request) -> Answered:
    return 200, {**state.world.bot.json(), "verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}


def _application(state: State, _request: Request) -> Answered:
    """Get Current Application; discord.py asks for it when it logs in."""
    owner = User("Operator").json()
    return 200, {
        "id": state.application_id,
        "name": state.world.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": owner,
        "team": None,
        "flags": 0,
        "verify_key": "0" * 64,
        "summary": "",
        "hook": True,
        "integration_types_config": {"0": {}, **({"1": {}} if state.settings.user_installs else {})},
        "rpc_origins": [],
        "tags": [],
        "interactions_endpoint_url": None,
        "redirect_uris": [],
    }


def _gateway(state: State, _request: Request) -> Answered:
    return 200, {"url": state.gateway.url}


def _gateway_bot(state: State, _request: Request) -> Answered:
    left = 1000 - len(state.gateway.identifies)
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return 200, {"url": state.gateway.url, "shards": state.settings.shards, "session_start_limit": limit}


def _guilds(state: State, _request: Request) -> Answered:
    return 200, [
        {"id": guild.id, "name": guild.name, "icon": None, "owner": False, "permissions": "0", "features": []}
        for guild in state.world.guilds
    ]


def _guild(state: State, request: Request) -> Answered:
    return 200, state.world.guild(request.params["guild_id"]).json()


def _member(state: State, request: Request) -> Answered:
    """Get Guild Member: the application itself; nobody else is asked for."""
    state.world.guild(request.params["guild_id"])
    if request.params["user_id"] != state.world.bot.id:
        raise Refusal(404, 10007, "Unknown Member")
    return 200, member(state.world.bot)


def _scope(state: State, request: Request) -> str:
    """The guild a command belongs to, or none; checks that the application is the bot's own."""
    if request.params["application_id"] != state.application_id:
        raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
    guild_id = request.params.get("guild_id", GLOBAL)
    if guild_id and all(guild.id != guild_id for guild in state.world.guilds):
        raise missing_access()
    return guild_id


def _commands(state: State, request: Request) -> Answered:
    """Get Global (or Guild) Application Commands; the translations only where they are asked for."""
    found = state.registry.of(_scope(state, request))
    return 200, found if request.query.get("with_localizations") == "true" else _untranslated(found)


def _untranslated(part: Any) -> Any:
    if isinstance(part, list):
        return [_untranslated(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: _untranslated(value) for key, value in part.items() if not key.endswith("_localizations")}


def _overwrite(state: State, request: Request) -> Answered:
    scope, form = _scope(state, request), Form()
    if not isinstance(request.body, list):
        form.wrong("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        form.refuse()
    commands: list[Json] = [command for command in request.body if isinstance(command, dict)]
    stored = state.registry.overwrite(commands, scope, form)
    state.complain(request, form)
    return 200, stored


_COMMANDS = "/applications/{application_id}/commands"
_GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = (
    Route("GET", "/users/@me", _me),
    Route("GET", "/users/@me/guilds", _guilds),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/gateway", _gateway, token=False),
    Route("GET", "/gateway/bot", _gateway_bot),
    Route("GET", "/guilds/{guild_id}", _guild),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", _member),
    Route("GET", _COMMANDS, _commands),
    Route("PUT", _COMMANDS, _overwrite),
    Route("GET", _GUILD_COMMANDS, _commands),
    Route("PUT", _GUILD_COMMANDS, _overwrite),
)
