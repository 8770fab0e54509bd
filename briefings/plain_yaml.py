"""YAML read as text: every scalar stays what was typed, and every value knows its line.

YAML 1.1 reads ``10:30`` as 630, ``001_7`` as 15 and ``no`` as false. Here scalars are strings (``null`` and an
empty value are None); the models that receive them decide what is a number or a time.
"""

from dataclasses import dataclass

import yaml

from briefings.errors import Said

Path = tuple[str | int, ...]
_NOTHING = {"", "null", "Null", "NULL", "~"}
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a YAML text and the line (from 1) on which each key or item stands."""

    value: object
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of *path*, or of the nearest thing above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class YamlFault(Exception):
    """The text is not YAML that we read: ``line`` (from 1), ``problem`` and ``fix``."""

    def __init__(self, line: int, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.fix = line, problem, fix


def read_yaml(text: str) -> Document:
    """Return the document in *text*.

    Raises YamlFault for broken YAML, a key given twice, aliases (a few lines of them can stand for gigabytes),
    tags and nesting deeper than any of our files needs.
    """
    lines: dict[Path, int] = {}
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = None if node is None else _value(node, (), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = Said("this is not YAML: {reason}", reason=error.problem or error.context)
        fix = Said("put the value in quotation marks or mend the indentation")
        raise YamlFault(mark.line + 1 if mark else 1, problem, fix) from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        problem = Said("this is not YAML: {reason}", reason=error.reason)
        raise YamlFault(line, problem, "remove the control character") from None
    except RecursionError:
        raise YamlFault(1, "this is nested too deeply", "flatten it") from None
    return Document(value, lines)


def _refuse_tricks(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault(_line(event), "an alias (*name) is not read here", "write the value out")
        if getattr(event, "tag", None):
            raise YamlFault(_line(event), "a tag (!name) is not read here", "take it out or put it in quotation marks")
        if depth > _DEEPEST:
            raise YamlFault(_line(event), "this is nested too deeply", "flatten it")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if "\0" in node.value:  # as an escape; neither a path nor PostgreSQL takes it
            problem = Said("this is not YAML: {reason}", reason="control characters are not allowed")
            raise YamlFault(lines[path], problem, "remove the control character")
        plain = not node.style  # libyaml's reader says "", PyYAML's own None
        return None if plain and node.value in _NOTHING else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), lines) for number, item in enumerate(node.value)]
    return _mapping(node, path, lines)


def _mapping(node: yaml.Node, path: Path, lines: dict[Path, int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlFault(line, "a key must be a word", "put the key in quotation marks")
        key = key_node.value
        if key in found:
            raise YamlFault(line, Said("the key {key!r} is given twice", key=key), "keep one of them")
        found[key] = _value(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return found
