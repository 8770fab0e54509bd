"""The messages of the program: `make messages` brings the catalogues up to date and counts what they lack."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from bot.catalogue import ENGLISH, LOCALES, languages

ROOT = Path(__file__).parents[1]
_MARKS = {"_": 1, "N_": 1, "ngettext": 2, "counted": 2}  # calls, and how many of their first arguments are messages
_HELP = {"Command", "Parameter"}  # whose second argument is what help says
_NAMED = {"Command", "Parameter", "replace"}  # whose arguments of these names are messages:
_NAMES = {"help", "in_menu", "on_message"}

Text = str | tuple[str, str]


def extracted() -> Catalog:
    """Return every message that stands in the code: what is marked, the command table, and the domain's errors."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("briefings/**/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        domain = path.is_relative_to(ROOT / "briefings")
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for message in (*_marked(node), *_of_error(node, domain), *_of_fault(node, domain)):
                    catalogue.add(message)
    return catalogue


def called(node: ast.Call) -> str:
    """Return the name of what is called, without where it comes from."""
    function = node.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _marked(node: ast.Call) -> Iterator[Text]:
    name = called(node)
    texts = [_text(each) for each in node.args[: _MARKS.get(name, 2 if name in _HELP else 0)]]
    if name in _HELP:
        texts = texts[1:]
    if texts and all(texts):
        yield texts[0] if len(texts) == 1 else (texts[0], texts[1])
    for keyword in node.keywords if name in _NAMED else ():
        if keyword.arg in _NAMES and _text(keyword.value):
            yield _text(keyword.value)


def _of_error(node: ast.Call, domain: bool) -> Iterator[Text]:
    """Yield the sentence of an error: of one that is raised, and in the domain of one that makes it itself."""
    name = called(node)
    if (name in _ERRORS or (domain and name == "__init__")) and node.args and _text(node.args[0]).strip():
        yield _text(node.args[0])


def _of_fault(node: ast.Call, domain: bool) -> Iterator[Text]:
    """Yield the two sentences of a fault: what is wrong, and how to mend it. The shell's own are the operator's."""
    begin = _FAULTS.get(called(node))
    if begin is not None and (domain or called(node) == "NotFetched"):
        yield from filter(None, map(_text, node.args[begin : begin + 2]))


_FAULTS = {"Fault": 2, "_bad": 2, "YamlFault": 1, "NotFetched": 0}  # where their sentences begin
_ERRORS = {"Said", "BriefingError", "BadSchedule", "NotAdded", "NotHandedOut", "NotOwn", "NotThere"}


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def path_of(language: str) -> Path:
    """Return the file of *language*."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def catalogue_of(language: str) -> Catalog:
    """Return the messages of *language* as its file has them."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def untranslated(message: Message) -> bool:
    """Tell whether any form of *message* is missing."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(message.id) and not all(forms)


def main() -> None:
    """Add what is new to each catalogue, take out what is gone, and say how many messages are to be translated."""
    for language in languages():
        if language == ENGLISH:
            continue
        catalogue = catalogue_of(language)
        catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        written = BytesIO()
        write_po(written, catalogue, width=120, no_location=True, sort_output=True)
        path_of(language).write_bytes(written.getvalue())
        missing = [message for message in catalogue if untranslated(message)]
        print(f"{path_of(language).relative_to(ROOT)}: {len(catalogue)} messages, {len(missing)} to translate")


if __name__ == "__main__":
    main()
