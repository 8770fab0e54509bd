"""YAML read as text: what was typed is what is read, and every key knows its line."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.plain_yaml import YamlFault, read_yaml

letters = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u2028\u2029"))
trees = st.recursive(
    st.one_of(letters.filter(bool), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(letters, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(trees)
def test_what_is_written_is_read(tree: object) -> None:
    assert read_yaml(yaml.safe_dump(tree, allow_unicode=True)).value == tree


@pytest.mark.parametrize(
    "scalar", ["10:30", "001_7", "0x1F", "1e3", "no", "yes", "on", "true", "2026-11-21", ".5", "1_000", "=", "123"]
)
def test_a_scalar_stays_what_was_typed(scalar: str) -> None:
    assert read_yaml(f"key: {scalar}").value == {"key": scalar}


@pytest.mark.parametrize("nothing", ["", "null", "Null", "NULL", "~"])
def test_nothing_is_none_unless_it_is_quoted(nothing: str) -> None:
    assert read_yaml(f"key: {nothing}").value == {"key": None}
    assert read_yaml(f"key: '{nothing}'").value == {"key": nothing}
    assert read_yaml(f'key: "{nothing}"').value == {"key": nothing}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b",), 2),
        (("b", "c"), 3),
        (("d", 0), 5),
        (("d", 1), 6),
        (("d", 1, "e"), 6),
        (("d", 1, "f"), 7),
        (("b", "not there"), 2),
        (("not there",), 1),
    ],
)
def test_every_key_and_item_knows_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert read_yaml("a: 1\nb:\n  c: 2\nd:\n- x\n- e: y\n  f: z\n").line(path) == line


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: b: c", 1, "mapping values are not allowed"),
        ("a: 1\nb: [", 3, "this is not YAML"),
        ("a: 1\nb: 2\na: 3", 3, "the key 'a' is given twice"),
        ("a: 1\n? [b]\n: 2", 2, "a key must be a word"),
        ("a: &x 1\nb: *x", 2, "an alias"),
        ("a: 1\nb: !!python/object:os.system x", 2, "a tag"),
        ("a: !env SECRET", 1, "a tag"),
        ("a: !!int 3", 1, "a tag"),
        ("a: 1\n---\nb: 2", 2, "another document"),
        ("a: é\nb: \x01", 2, "control characters are not allowed"),
        ('a: 1\nb: [c,\n"\\0"]', 3, "control characters are not allowed"),
        ("[" * 21 + "]" * 21, 1, "nested too deeply"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("\ta: 1", 1, "this is not YAML"),
    ],
)
def test_what_is_not_read_is_a_fault_on_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(YamlFault) as caught:
        read_yaml(text)
    assert caught.value.line == line
    assert problem in caught.value.problem
    assert "\n" not in caught.value.problem + caught.value.fix
    assert caught.value.fix


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@, \n\t?~\x00é"), max_size=30))
def test_any_text_is_read_or_is_a_fault(text: str) -> None:
    try:
        read_yaml(text)
    except YamlFault as fault:
        assert 1 <= fault.line <= text.count("\n") + 2
