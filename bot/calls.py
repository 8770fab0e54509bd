"""Calls: what a person asks for. Typed text becomes a checked call, and a call becomes typed text again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.catalogue import _, number
from bot.commands.command import PAGE, PART, Command, Kind, Parameter
from bot.questions.asking import is_question, is_request
from briefings.errors import BriefingError

_OPENING = "\"“”„«'‘’"
_CLOSING = {'"': '"“”', "“": '"“”', "”": '"“”', "„": '"“”', "«": "»", "'": "'’", "‘": "'’", "’": "'’"}
_NAME = re.compile(r"([a-z_]+)\s*[:=]\s*", re.IGNORECASE)
_CITE = re.compile(r"A\d{1,9}(?:-[qs]\d{1,9})?|S\d{1,9}", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|hallo|moin|hilfe|thanks|thank you|danke|good (?:morning|evening)|guten (?:morgen|tag|abend))"
    r"(?: there| you| all| bot)?[\s,.!]*)+",
    re.IGNORECASE,
)
_SAFE = re.compile(r"(?!//)[\w.+#@/-]+")  # what needs no quotation marks
_LONGEST = 8000  # characters of a typed line; the longest value has 6,000
_WORDY = {Kind.WORDS, Kind.SEARCH}
_CLOSE = 0.7  # likeness (difflib) from which a word is taken for a misspelt one


class Misunderstood(BriefingError):
    """A typed line or an option that cannot be read; ``suggestion`` is a line that could have been meant.

    ``option`` names the parameter whose value does not fit; ``unfinished`` is the call that lacks a required one.
    """

    def __init__(
        self, sentence: str, suggestion: str | None = None, option: str = "", unfinished: "Call | None" = None
    ) -> None:
        super().__init__(sentence)
        self.suggestion = suggestion
        self.option = option
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Call:
    """A command with its arguments, checked against the command's parameters."""

    command: Command
    arguments: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """Return the typed line that stands for this call."""
        return write_line(self.command.name, self.arguments)


@dataclass(frozen=True, slots=True)
class _Word:
    """A typed word: its text, the name before its colon, and whether it stood in quotation marks."""

    text: str
    name: str | None = None
    quoted: bool = False


def clean(text: str) -> str:
    """Return *text* with what no database takes, NULs and halves of surrogate pairs, replaced by question marks."""
    return text.replace("\0", "?").encode("utf-8", "replace").decode()


def write_line(command: str, arguments: Mapping[str, object]) -> str:
    """Return the line that is read as *command* with *arguments*; None and "" are left out."""
    parts = [command]
    for name, value in arguments.items():
        if value is not None and str(value):
            text = str(value)
            parts.append(f"{name}:{text if _SAFE.fullmatch(text) else _in_marks(text)}")
    return " ".join(parts)


def _in_marks(text: str) -> str:
    """Return *text* in quotation marks, from which it is read again as it is."""
    return '"' + re.sub(r'["“”\\]', r"\\\g<0>", text) + '"'


def read_line(line: str, commands: Mapping[str, Command]) -> Call:
    """Return the call that *line* stands for: ``command name:value name:"two words" bare words``.

    Bare words are the first parameter; those after a cite or quoted words are the second where that is needed too.
    A lone cite is opened, a lone unknown word searched for, a greeting answered with help, and a line without a command
    is a question in plain words.
    An empty line asks for what is new.

    Raises Misunderstood with what to type instead.
    """
    if len(line) > _LONGEST:
        sentence = _("a line may have {most} characters at most; shorten it")
        raise Misunderstood(sentence.format(most=number(_LONGEST)))
    line = line.strip().removeprefix("/")
    if _GREETING.fullmatch(line):
        return check("help", {}, commands)
    if _is_asked(line, commands):
        return check("ask", {"text": line}, commands)
    found = _words(line)
    if not found:
        return Call(commands["briefing"])
    name, rest = _command_name(found, commands)
    if name is None:
        return _without_command(line, found, commands)
    if name == "briefing" and rest and not rest[0].quoted and rest[0].name is None:
        inner, inner_rest = _command_name(rest, commands)
        if inner is not None:
            name, rest = inner, inner_rest
    return check(name, _arguments(commands[name], rest), commands)


def _is_asked(line: str, commands: Mapping[str, Command]) -> bool:
    """Tell whether *line* is a question in plain words, though it may begin with a command's name: "quotes from A1"."""
    first, *rest = line.lower().split() or [""]
    if not rest or all(map(_CITE.fullmatch, rest)):
        return False
    if not any(name.split()[0] == first for name in commands):
        return is_question(line) or is_request(line)
    command = commands.get(first)
    takes_any = command is not None and bool(command.parameters) and command.parameters[0].kind in _WORDY
    return not takes_any and not _NAME.search(line) and is_request(line)


def check(name: str, arguments: Mapping[str, str], commands: Mapping[str, Command]) -> Call:
    """Return the call of command *name* with *arguments* checked; raise Misunderstood where they do not fit."""
    command = commands.get(name)
    if command is None:  # a platform may still offer what an earlier version had
        raise Misunderstood(_("There is no command {name!r}; help lists them.").format(name=name))
    checked: dict[str, str] = {}
    for key, value in arguments.items():
        parameter = command.parameter(key)
        if parameter is None:
            raise _unknown_option(command, key)
        if value.strip():
            checked[parameter.name] = _checked(parameter, value.strip())
    for parameter in command.parameters:
        if parameter.required and parameter.name not in checked:
            sentence = _("{command} needs {option}; for example: {example}").format(
                command=command.name, option=parameter.name, example=_example(command)
            )
            raise Misunderstood(sentence, option=parameter.name, unfinished=Call(command, checked))
    in_order = [parameter.name for parameter in (*command.parameters, PAGE, PART) if parameter.name in checked]
    return Call(command, {each: checked[each] for each in in_order})


def _example(command: Command) -> str:
    """Return the command's first example as it could be typed in any library."""
    names = {"{article}": "A1", "{cite}": "A1-s1", "{quote}": "A1-q1", "{speaker}": "Xi"}
    return re.sub(r"\{\w+\}", lambda match: names.get(match[0], "law"), command.examples[0])


def _words(line: str) -> list[_Word]:
    found: list[_Word] = []
    unclosed: set[str] = set()  # marks that nothing closes from here on
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        name = None
        named = _NAME.match(line, at)
        if named and not line.startswith("//", named.end()):
            name, at = named[1].lower(), named.end()
        text, quoted, at = _value(line, at, unclosed, bare=name is None)
        found.append(_Word(text, name, quoted))
    return found


def _value(line: str, at: int, unclosed: set[str], bare: bool) -> tuple[str, bool, int]:
    """Return the value that starts at *at*, whether it was quoted, and where it ends.

    Marks with more behind them are part of a bare text: ``"a joke".``
    """
    if at < len(line) and line[at] in _OPENING and line[at] not in unclosed:
        end = _closing(line, at)
        if end is not None:
            stop = _end_of_word(line, end + 1)
            kept = (bare and stop > end + 1) or any(map(str.isalnum, line[end + 1 : stop]))
            text = line[at:stop] if kept else line[at + 1 : end]
            return re.sub(r'\\(["“”\\])', r"\1", text), not kept, stop
        if line[at] in '"“”„«':
            sentence = _("the quotation mark {mark} is not closed; add one after the last word")
            raise Misunderstood(sentence.format(mark=line[at]))
        unclosed.add(line[at])
    stop = _end_of_word(line, at)
    return line[at:stop], False, stop


def _end_of_word(line: str, at: int) -> int:
    match = re.compile(r"\S*").match(line, at)
    return match.end() if match else at


def _closing(line: str, at: int) -> int | None:
    """Return where the value opened at *at* closes: the last mark of its kind before anything but a word."""
    closers = _CLOSING[line[at]]
    index = at + 1
    while index < len(line):
        if line[index] == "\\" and line[at] == '"':
            index += 2
            continue
        after = line[index + 1 : index + 2]
        if line[index] in closers and not after.isalnum() and after not in tuple(closers):
            return index
        index += 1
    return None


def _command_name(found: Sequence[_Word], commands: Mapping[str, Command]) -> tuple[str | None, list[_Word]]:
    """Return the command that the first word or two name, and the words after it."""
    plain = [word.text.lower() if word.name is None and not word.quoted else "" for word in found[:2]]
    two = " ".join(plain)
    if len(plain) == 2 and two in commands:
        return two, list(found[2:])
    if plain[0] in commands:
        return plain[0], list(found[1:])
    return None, list(found)


def _without_command(line: str, found: Sequence[_Word], commands: Mapping[str, Command]) -> Call:
    first = found[0]
    if len(found) == 1 and first.name is None and not first.quoted and _CITE.fullmatch(first.text):
        return check("open", {"cite": first.text}, commands)
    family = [name for name in commands if name.startswith(first.text.lower() + " ")]
    if family and len(found) == 1:
        raise _needs_second_word(first, family)
    length = 2 if family else 1
    typed = " ".join(word.text for word in found[:length])
    close = get_close_matches(typed.lower(), list(commands), 1, _CLOSE)
    if first.name is None and not first.quoted and close:
        meant = " ".join([close[0], *(_again(word) for word in found[length:])])
        sentence = _("There is no command {typed!r}; did you mean: {meant}")
        raise Misunderstood(sentence.format(typed=typed, meant=meant), meant)
    if family:
        raise _needs_second_word(first, family)
    if len(found) == 1 and first.name is None:
        return check("search", {"text": _phrase(first)}, commands)
    return check("ask", {"text": line}, commands)


def _needs_second_word(first: _Word, family: Iterable[str]) -> Misunderstood:
    return Misunderstood(_("{word} needs a second word: {words}").format(word=first.text, words=", ".join(family)))


def _arguments(command: Command, found: Iterable[_Word]) -> dict[str, str]:
    """Sort the words into arguments; to search words, a name in front that is like no option's is one of them."""
    named: dict[str, str] = {}
    bare: list[_Word] = []
    for word in found:
        if word.name is None and _goes_on(command, named, word):
            named[command.parameters[0].name] += f" {word.text}"
        elif word.name is None:
            bare.append(word)
        elif command.parameter(word.name) is not None or not command.parameters:
            if word.name in named:
                raise Misunderstood(_("{option} is given twice; keep one of them").format(option=word.name))
            named[word.name] = word.text
        elif command.parameters[0].kind in _WORDY and not _close_option(command, word.name):
            bare.append(_Word(f"{word.name}: {_phrase(word)}"))
        else:
            raise _unknown_option(command, word.name)
    if not bare:
        return named
    free = [parameter for parameter in command.parameters if parameter.name not in named and not parameter.hidden]
    if not free:
        sentence = _("{command} takes nothing more; {typed!r} was not understood")
        raise Misunderstood(sentence.format(command=command.name, typed=bare[0].text))
    last = next((p for p in free[1:] if len(bare) > 1 and p.choices and _fits_choice(p, bare[-1].text)), None)
    if last is not None:
        named[last.name] = bare.pop().text
    if len(bare) > 1 and len(free) > 1 and free[1].required and (bare[0].quoted or _CITE.fullmatch(bare[0].text)):
        named[free.pop(0).name] = bare.pop(0).text
    named[free[0].name] = " ".join(_phrase(word) if free[0].kind in _WORDY else word.text for word in bare)
    return named


def _goes_on(command: Command, named: Mapping[str, str], word: _Word) -> bool:
    """Tell whether a bare word goes on with the first parameter's value: ``speaker:Xi Jinping``."""
    first = command.parameters[0].name if command.parameters else ""
    chosen = any(each.choices and _fits_choice(each, word.text) for each in command.parameters)
    return list(named)[-1:] == [first] and not chosen


def _phrase(word: _Word) -> str:
    """Return the word with its marks; they are left out around words that have marks of their own."""
    return f'"{word.text}"' if word.quoted and '"' not in word.text else word.text


def _again(word: _Word) -> str:
    if word.name:
        return write_line("", {word.name: word.text}).strip()
    return _in_marks(word.text) if word.quoted else word.text


def _checked(parameter: Parameter, value: str) -> str:
    if len(value) > parameter.longest:
        raise _wrong(parameter, _("{option} may have {most} characters at most; shorten it"), most=parameter.longest)
    if parameter.kind is Kind.NUMBER and not _whole(value):
        raise _wrong(parameter, _("{option} must be a whole number from 1, as in {option}:2"))
    if parameter.most and int(value) > parameter.most:
        raise _wrong(parameter, _("{option} may be {most} at most"), most=parameter.most)
    if parameter.choices and not _fits_choice(parameter, value):
        sentence = _("{option} must be one of {choices}")
        if parameter.or_number:
            sentence = _("{option} must be one of {choices} or a number")
        raise _wrong(parameter, sentence, choices=", ".join(parameter.choices))
    return value.lower() if parameter.choices else value


def _wrong(parameter: Parameter, sentence: str, **values: object) -> Misunderstood:
    return Misunderstood(sentence.format(option=parameter.name, **values), option=parameter.name)


def _fits_choice(parameter: Parameter, value: str) -> bool:
    return value.lower() in parameter.choices or (parameter.or_number and _whole(value))


def _whole(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value[:10]) > 0 and len(value) <= 9


def _unknown_option(command: Command, name: str) -> Misunderstood:
    known = [parameter.name for parameter in command.parameters if not parameter.hidden]
    close = _close_option(command, name)
    sentence = _("{command} has no option {option}:")
    if close:
        sentence = _("{command} has no option {option}:; did you mean {close}:")
    elif known:
        sentence = _("{command} has no option {option}:; it has {known}")
    return Misunderstood(sentence.format(command=command.name, option=name, close=close, known=", ".join(known)))


def _close_option(command: Command, name: str) -> str | None:
    known = [parameter.name for parameter in command.parameters if not parameter.hidden]
    return next(iter(get_close_matches(name, known, 1, 0.5)), None)
