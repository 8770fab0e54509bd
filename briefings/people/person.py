"""Person: whether a name or an office that is claimed and what is printed can mean the same one."""

import re
from collections.abc import Iterable
from itertools import pairwise

from briefings.checking.wording import Wording
from briefings.quoting.saying import PERSON_NOUNS, PREPOSITIONS, TITLES
from briefings.stopwords import STOPWORDS

# "Former president" is no fuller form of "president".
_LESSER = frozenset("former deputy vice assistant acting ex then shadow designate elect".split())


def same_person(claimed: str, name: str, mentions: Iterable[str] = ()) -> bool:
    """Tell whether *claimed* can mean the person whose *name* an article prints in full, and *mentions* otherwise.

    A shorter form means the same person ("Xi", "President Xi", "Xi Jinping"); a different first name does not.
    """
    wanted, full = _name_words(claimed), _name_words(name)
    if not wanted or not full:
        return False
    return wanted <= full or full <= wanted or any(wanted <= _name_words(mention) for mention in mentions)


def is_office(claimed: str) -> bool:
    """Tell whether *claimed* says what somebody is instead of a name: "the minister", "chair of the bank"."""
    plain = claimed.islower() and re.match(r"(?:the|an?|his|her|its|their)\s", claimed)
    return bool(plain) or _head(_forms(claimed)) in TITLES | PERSON_NOUNS


def office_in(mention: str, name: str) -> str:
    """Return what a *mention* of the person called *name* says beside the name, "" where that is no office."""
    own = set(_forms(name))
    office = " ".join(form for form in _forms(mention) if form not in own)
    return office if is_office(office) else ""


def holds_office(claimed: str, offices: Iterable[str]) -> bool:
    """Tell whether one of these *offices*, as an article puts them, is the one *claimed* or a fuller form of it."""
    wanted = set(_forms(claimed)) - STOPWORDS
    printed = [(_head(forms), set(forms)) for forms in map(_forms, offices)]
    return any(head in wanted <= forms and forms & _LESSER <= wanted for head, forms in printed)


def _forms(words: str) -> list[str]:
    return [form.removesuffix("'s") for form in Wording(words).forms]


def _head(forms: Iterable[str]) -> str:
    """Return the noun that an office is called by: the word before "of the bank", else the last."""
    return next((word for word, after in pairwise([*forms, "of"]) if after in PREPOSITIONS), "")


def _name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others: without titles and what stands before them."""
    parts = [part for part in name.split(",") if part.strip()] or [""]
    if re.match(r"\s*(?:the|an?)\s", parts[0], re.IGNORECASE):  # "the chief executive, Jeff Weiner"
        parts.sort(key=lambda part: not part.istitle())
    forms = [form.removesuffix("'s") for form in Wording(parts[0]).forms]
    after = next((index + 1 for index in range(len(forms) - 1, -1, -1) if forms[index] in TITLES), 0)
    core = forms[after:]
    if not core or core[0] in STOPWORDS:  # "the president", "the president of the club": an office, no name
        core = forms
    return frozenset(form for form in core if form not in STOPWORDS) or frozenset(core)
