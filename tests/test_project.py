"""What stands about the code is true: the diagram, the links, the licence and the changelog."""

import ast
import re
from pathlib import Path

import pytest

from tests.test_docs import FENCE, PAGES, README, ROOT, blocks


def modules(name: str) -> list[Path]:
    """The files of a module, or of all modules of a package."""
    path = ROOT.joinpath(*name.split("."))
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update([node.module, *(f"{node.module}.{each.name}" for each in node.names)])
    return found


def test_the_diagram_shows_modules_that_exist_and_imports_that_are_made() -> None:
    diagram = blocks(README, "mermaid")
    assert len(diagram) == 1
    boxes = set(re.findall(r"\b(?:bot|briefings)\.[\w.]+", re.sub(r'".*?"', "", diagram[0])))
    for box in boxes:
        assert all(path.is_file() for path in modules(box)), box
    arrows = re.findall(r"^\s*([\w.]+) --> ([\w.]+)$", diagram[0], re.MULTILINE)
    assert boxes == {box for arrow in arrows for box in arrow}
    for start, end in arrows:
        made = set().union(*map(imports, modules(start)))
        assert any(each == end or each.startswith(f"{end}.") for each in made), f"{start} does not import {end}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_relative_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", PAGES[name])):
        if not target.startswith(("http:", "https:", "#")):
            assert (ROOT / name).parent.joinpath(target.split("#")[0]).exists(), target


def test_the_licence_is_the_one_of_the_package() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "## [Unreleased]" in PAGES["CHANGELOG.md"]
