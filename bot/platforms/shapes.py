"""Shapes: whether what a platform sent is as it describes it."""

from pydantic import BaseModel, ValidationError


def misfit(shape: type[BaseModel], found: object) -> str:
    """Return where *found* has another shape than *shape*, "" for nowhere."""
    try:
        shape.model_validate(found)
    except ValidationError as error:
        return ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"])) or "all of it"
    return ""
