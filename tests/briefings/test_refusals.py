"""What pydantic refuses is said so that a person knows what to write instead, and goes whole to other processes."""

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Settings
from briefings.article import FrontMatter, parse_article
from briefings.errors import BadFile, Fault, Said
from briefings.refusals import instead


@pytest.mark.parametrize(
    ("key", "value", "fix"),
    [
        ("title", "[a]", "write one text, in quotation marks"),
        ("title", "x" * 301, "write 300 characters at most"),
        ("url", "ftp://a.example", "write an address that begins with https:// or http://, without spaces"),
        ("id", "a b", "use letters, digits, dots, hyphens and underscores only"),
        ("language", "english", "write its code, as in en or pt-BR"),
        ("topics", "a", "write a list: [one, two]"),
        ("priority", "high", "write a whole number"),
        ("priority", "[1]", "write a whole number"),
        ("priority", "9" * 5000, "write a whole number"),
        ("priority", "10", "write 9 or less"),
        ("priority", "-1", "write 0 or more"),
        ("licence", "[1]", "write a number"),
        ("published", "[1]", "write it as 2026-11-21 or 2026-11-21T08:30:00+01:00"),
        ("max_quote_words", "some", "write how many words, as in 50"),
        ("title_by", "them", "write source, or us for a title of your own"),
    ],
)
def test_what_does_not_fit_says_what_to_write_instead(key: str, value: str, fix: str) -> None:
    with pytest.raises(BadFile) as caught:
        parse_article(f"---\n{key}: {value}\n---\nText.".encode(), "a.md")
    (fault,) = caught.value.faults
    assert (fault.line, fault.problem, fault.fix) == (2, f"the value of {key!r} does not fit", fix)


@given(st.text(), st.text())
def test_a_fault_goes_whole_to_another_process(key: str, reason: str) -> None:
    fault = Fault("a.md", 1, Said("the key {key!r} is given twice ({reason})", key=key, reason=Said(reason)), "{mend}")
    back = pickle.loads(pickle.dumps(fault))
    assert back == fault and str(back) == str(fault)
    assert Said.of(back.problem).values == {"key": key, "reason": reason}


def patterns(part: Any, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where a pattern stands in *part* of a schema, by keys and places in lists as pydantic names them."""
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield keys, part["pattern"]
        for key, each in part.items():
            if key == "properties":
                for name, value in each.items():
                    yield from patterns(value, (*keys, name))
            else:
                yield from patterns(each, (*keys, 0) if key == "items" else keys)
    elif isinstance(part, list):
        for each in part:
            yield from patterns(each, keys)


PATTERNS = [found for model in (Settings, FrontMatter) for found in patterns(model.model_json_schema())]


def test_the_patterns_of_settings_and_front_matter_are_looked_through() -> None:
    assert {"api_url", "command", "mention", "id", "url"} <= {keys[-1] for keys, _ in PATTERNS}
    assert ("roles", 0) in {keys for keys, _ in PATTERNS}


@pytest.mark.parametrize(("keys", "pattern"), PATTERNS)
def test_no_refusal_shows_a_regular_expression(keys: tuple[str | int, ...], pattern: str) -> None:
    message = f"String should match pattern '{pattern}'"
    refusal = {"type": "string_pattern_mismatch", "loc": keys, "msg": message, "ctx": {"pattern": pattern}}
    said = str(instead(refusal))
    assert pattern not in said and "pattern" not in said and said.startswith(("write ", "use "))
