"""Asking: a question in plain words is read as the commands that it can mean, by its form. Pure; today is given."""

import re
from datetime import date

from bot.questions import readings
from bot.questions.days import take_days
from bot.questions.english import ENGLISH
from bot.questions.german import GERMAN
from bot.questions.readings import Known, Question, Reading
from bot.questions.wording import Wording

_WORDINGS = (ENGLISH, GERMAN)
_ANY_DAY = date(2000, 1, 1)
_FEW = 3  # words of a search that stay as they were typed
_CITE = re.compile(r"\b[AS]\d+\b", re.IGNORECASE)


def is_question(text: str) -> bool:
    """Tell whether *text* begins like a question or a request in plain words, or ends with a question mark."""
    return any(each.opening.match(text) for each in _WORDINGS) or text.rstrip().endswith("?")


def is_request(text: str) -> bool:
    """Tell whether *text* surely asks for something in plain words, with whatever word it begins."""
    for wording in _WORDINGS:
        rest = take_days(_spoken(text, wording), wording.days, _ANY_DAY)[0]
        if any(pattern.fullmatch(rest) for pattern, _ in wording.forms):
            return True
    return False


def read_question(text: str, known: Known, today: date) -> tuple[Reading, ...]:
    """Return what *text* can mean, the likeliest first and at least one; *today* is what "yesterday" counts from."""
    for wording in _WORDINGS:
        found = _read(text, wording, known, today)
        if found:
            return tuple({(each.command, *each.arguments.items()): each for each in found}.values())
    wording = max(_WORDINGS, key=lambda each: each.known_in(text))  # the first where they are alike
    rest, days, _ = take_days(_spoken(text, wording), wording.days, today)
    words = rest if is_question(text) or len(rest.split()) >= _FEW else ""
    return (readings.search(Question(rest, known, days, wording.tongue), words),)


def _read(text: str, wording: Wording, known: Known, today: date) -> list[Reading]:
    """Return what the first of the forms that fit *text* makes of it; nothing where none does."""
    rest, days, day_words = take_days(_spoken(text, wording), wording.days, today)
    for pattern, answer in (*wording.forms, *wording.guesses):
        match = pattern.fullmatch(rest)
        if match is None:
            continue
        parts = {name: (value or "").strip(" ,:") for name, value in match.groupdict().items()}
        length = wording.length(parts.pop("length", ""))
        question = Question(rest, known, days, wording.tongue, length=length, day_words=day_words, **parts)
        found = answer(question)
        if found:
            return found if found[-1].command == "search" else [*found, *_other(question)]
    return []


def _other(question: Question) -> list[Reading]:
    """Return the search for what a question names that was read as something else; nothing for a cite."""
    words = question.tongue.telling(question.text)
    return [readings.search(question, words)] if words and not _CITE.search(words) else []


def _spoken(text: str, wording: Wording) -> str:
    """Return the question without politeness, marks at its end and differences of typography."""
    asked = re.sub(r"[’‘]", "'", re.sub(r"[“”„«»]", '"', " ".join(text.split()))).strip(" ?!.,;")
    for pattern, other in wording.spoken:
        asked = pattern.sub(other, asked, count=1)
    return asked
