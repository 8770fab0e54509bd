"""A second judge: the bodies a bot sent, against Discord's published OpenAPI, where the file is at hand.

The file is looked for at ``$DISCORD_OPENAPI``, then at ``../shared/discord-openapi.json`` beside the
repository. It is the published specification (github.com/discord/discord-api-spec, MIT).
"""

import functools
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.peers.discord.records import Body

_LEAST_ID = 10**15
REPOSITORY = Path(__file__).resolve().parents[3]


def location() -> Path | None:
    named = os.environ.get("DISCORD_OPENAPI")
    path = Path(named) if named else REPOSITORY.parent / "shared" / "discord-openapi.json"
    return path if path.is_file() else None


class OpenApi:
    """The request bodies of the specification; validators are compiled when first needed."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths = document["paths"]
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("spec", resource)
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}

    def faults(self, body: Body) -> list[str]:
        """What the specification says against this body, one line each, with the place."""
        validator = self._validator(body.method, body.template)
        if validator is None:
            return [f"{body.method} {body.template}: the OpenAPI knows no body here"]
        return [
            f"{body.method} {body.template}: {_place(error)}: {error.message[:300]}"
            for error in validator.iter_errors(_with_ids(body.body))
        ]

    def _validator(self, method: str, template: str) -> Draft202012Validator | None:
        key = (method, template)
        if key not in self._validators:
            operation = self._paths.get(template, {}).get(method.lower(), {})
            known = "application/json" in operation.get("requestBody", {}).get("content", {})
            pointer = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
            schema = {"$ref": f"spec#/paths/{pointer}/{method.lower()}/requestBody/content/application~1json/schema"}
            self._validators[key] = Draft202012Validator(schema, registry=self._registry) if known else None
        return self._validators[key]


def _with_ids(value: Any) -> Any:
    """The body with ids as texts: Discord takes numbers too, which is how discord.py sends them."""
    if isinstance(value, dict):
        return {key: _with_ids(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_ids(each) for each in value]
    return str(value) if isinstance(value, int) and value >= _LEAST_ID else value


def _place(error: Any) -> str:
    """Where it is wrong; of several alternatives, the one that fits best."""
    best = best_match([error]) or error
    path = ".".join(map(str, best.absolute_path)) or "(body)"
    return path if best is error else f"{path} ({best.message[:200]})"


@functools.cache
def load() -> OpenApi | None:
    """Read once per process; None where there is no file."""
    path = location()
    return None if path is None else OpenApi(json.loads(path.read_text(encoding="utf-8")))


def validate(bodies: Iterable[Body]) -> list[str]:
    """Every fault of every body; skips the calling test where the specification is absent."""
    specification = load()
    if specification is None:
        pytest.skip("no discord-openapi.json ($DISCORD_OPENAPI or ../shared): bodies not checked against it")
    return [fault for body in bodies for fault in specification.faults(body)]
