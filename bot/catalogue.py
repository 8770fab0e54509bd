"""The catalogue: our own words in the language of the person who asks.

What we say stands in the code in English, as a message with named places: ``_("{n} entries").format(n=n)``. Every other
language is one file, ``locales/LANGUAGE/LC_MESSAGES/messages.po`` (gettext); a message it lacks is said in English. The
language is a context variable, set at the door where a request comes in. Articles' words, cites, names of people,
commands and options never pass through here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol, runtime_checkable

ENGLISH = "en"
LOCALES = Path(__file__).parent / "locales"
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that can be spoken, English first."""
    return (ENGLISH, *sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/messages.po")))


def language_for(locale: str | None, otherwise: str = ENGLISH) -> str:
    """Return the language for a platform's or system's *locale* ("de", "de-AT", "de_DE.UTF-8"), else *otherwise*."""
    language = (locale or "").replace("_", "-").partition("-")[0].partition(".")[0].lower()
    return language if language in languages() else otherwise


def language_here(environment: Mapping[str, str]) -> str:
    """Return the language of the terminal: the first that is set of LC_ALL, LC_MESSAGES and LANG (POSIX) decides."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_for(next(filter(None, names), None))


def spoken() -> str:
    """Return the language that is spoken to whoever asks now."""
    return _SPOKEN.get()


def speak(language: str) -> None:
    """Speak *language* in the rest of this task or thread; English where there is no catalogue for it any more."""
    _SPOKEN.set(language_for(language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak *language* within the block, as ``speak`` does."""
    token = _SPOKEN.set(language_for(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def _(message: str) -> str:
    """Return *message* in the language that is spoken."""
    if _SPOKEN.get() == ENGLISH or not message:  # gettext answers "" with the catalogue's header
        return message
    return _translations(_SPOKEN.get()).gettext(message)


def N_(message: str) -> str:
    """Return *message* as it is: it is marked for the catalogues, and said later."""
    return message


def pgettext(context: str, message: str) -> str:
    """Return *message* in the language that is spoken; *context* tells it from the same word that means another."""
    return _translations(_SPOKEN.get()).pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message for *count* things in the language that is spoken."""
    return _translations(_SPOKEN.get()).ngettext(one, many, count)


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the message for *count* things with the number put in for {n}, and *values* for the other places."""
    return ngettext(one, many, count).format(n=number(count), **values)


def number(count: int) -> str:
    """Return *count* as people of the language that is spoken write it: 1,234 or 1.234."""
    if _SPOKEN.get() == ENGLISH:
        return f"{count:,}"
    from babel.numbers import format_decimal

    return format_decimal(count, locale=_SPOKEN.get())


def listed(names: Sequence[str]) -> str:
    """Return *names* in a row: "Ann and Bob", "Ann und Bob"."""
    return f" {_('and')} ".join(names)


def weekday(moment: date) -> str:
    """Return the day of the week of *moment* in few letters: "Mon"."""
    if _SPOKEN.get() == ENGLISH:
        return f"{moment:%a}"
    from babel.dates import format_date

    return format_date(moment, "ccc", locale=_SPOKEN.get())


def language_called(code: str, english: str) -> str:
    """Return what the language *code* (ISO 639) is called in the one that is spoken, else *english*."""
    if _SPOKEN.get() == ENGLISH:
        return english
    from babel import Locale

    return str(Locale.parse(_SPOKEN.get()).languages.get(code, english))


@runtime_checkable
class Sentence(Protocol):
    """What errors and faults of the domain carry: a message in English, and what stands in its named places."""

    @property
    def message(self) -> str:
        """Return the message; without values it is the whole sentence."""
        ...

    @property
    def values(self) -> Mapping[str, object]:
        """Return the values by the names of their places."""
        ...


def told(error: Sentence) -> str:
    """Return the sentence of *error* in the language that is spoken, with those that stand in its places."""
    if not error.values:
        return _(error.message)
    values = {name: told(each) if isinstance(each, Sentence) else each for name, each in error.values.items()}
    return _(error.message).format(**values)


@cache
def _translations(language: str) -> NullTranslations:
    """Return the messages of *language*; Babel reads a thousand in 50 ms, so nothing has to be compiled beforehand."""
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
