"""REST v10 as one pipeline: note the request, let a fault act, check the token, limit, answer."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.peers.discord import rest_application, rest_channels, rest_interactions
from tests.peers.discord.faults import reply
from tests.peers.discord.records import Body, Request, read
from tests.peers.discord.refusals import Refusal, no_such_route, unauthorized
from tests.peers.discord.routes import Route
from tests.peers.discord.state import State

API = "/api/v10"
ROUTES = (*rest_application.ROUTES, *rest_channels.ROUTES, *rest_interactions.ROUTES)
FORM_ERRORS = {50035, 50006}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def install(app: web.Application, state: State) -> None:
    """Put every route, and one for all that is not imitated, on the web application."""
    for route in ROUTES:
        app.router.add_route(route.method, API + route.template, _handler(route, state))
    app.router.add_route("*", "/{anything:.*}", _handler(None, state))


def _handler(route: Route | None, state: State) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        template = route.template if route else request.path
        record = await read(request, template, dict(request.match_info))
        state.requests.append(record)
        if record.body is not None and route is not None and not record.files:
            state.bodies.append(Body(record.method, record.template, record.body))

        async def effect() -> web.StreamResponse:
            return _answer(route, record, state)

        fault = state.faults.take(record)
        response = await (fault(request, effect) if fault else effect())
        record.status = None if _is_cut(request) else response.status
        state.signal.changed()
        return response

    return handle


def _is_cut(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _answer(route: Route | None, record: Request, state: State) -> web.StreamResponse:
    try:
        if route is None:
            state.complaints.append(f"{record.method} {record.path}: this peer does not imitate it")
            raise no_such_route()
        if route.token and record.authorization != f"Bot {state.token}":
            raise unauthorized()
        if state.settings.rate_limits and (limited := state.rates.check(record)):
            return limited
        status, body = route.answer(state, record)
    except Refusal as refusal:
        if refusal.code not in FORM_ERRORS:
            _consult_openapi(record, state)
        return reply(refusal.status, refusal.body)
    _consult_openapi(record, state)
    return reply(status, body, state.rates.headers(record) if state.settings.rate_limits else None)


def _consult_openapi(record: Request, state: State) -> None:
    """A body that is not refused here but by the published specification is worth a complaint.

    With files the body is a form, for which discord.py numbers the attachments as the documentation says
    and the specification does not.
    """
    if state.openapi is not None and record.body is not None and not record.files:
        body = Body(record.method, record.template, record.body)
        state.complaints += [f"OpenAPI: {fault}" for fault in state.openapi.faults(body)]
