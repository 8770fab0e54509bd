"""Offices: the words of titles and occupations by which two people of one name are told apart."""

import re

from briefings.people.roles import roles
from briefings.quoting.saying import FEMALE_TITLES, MALE_TITLES, TITLES

_SAME = {
    "sen": "senator", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
    "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain", "maj": "major", "sgt": "sergeant",
    "adm": "admiral", "lt": "lieutenant", "prof": "professor", "spokesman": "spokesperson",
    "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair", "advisor": "adviser",
    "attorney": "lawyer", "actress": "actor", "executive": "ceo", "president-elect": "president", "rev": "reverend",
}  # fmt: skip
# What tells one bearer of a name from another; "leader", "official" or "expert" could be anybody.
_OFFICES = frozenset(
    """president premier chancellor king queen pope prince princess minister senator representative governor mayor
    judge justice general colonel captain major sergeant admiral lieutenant professor bishop archbishop cardinal
    ambassador sheriff coach spokesperson director analyst lawyer economist scientist teacher engineer actor singer
    player detective commissioner secretary chair adviser manager ceo editor journalist reporter farmer student priest
    imam rabbi ayatollah sheikh speaker treasurer prosecutor researcher historian author writer doctor nurse
    superintendent inspector reverend""".split()
)
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|from|to|with|who|on|and)\s.*", re.DOTALL)
_BEFORE = re.compile(r"(?:[^\W\d_][\w.'’-]*[ \u00a0]){1,3}\Z")
_MOST_PLACES = 20  # of a name in a text that are looked at
_WINDOW = 60  # characters before a name in which its titles stand


def offices(text: str, name: str) -> frozenset[str]:
    """Return the offices that *text* gives *name*, in titles before it and in appositions after it."""
    heads = (_AFTER_HEAD.sub("", span.of(text)).split()[-1] for span in roles(text, name))
    return frozenset(found for head in heads if (found := office(head)))


def office(word: str) -> str:
    """Return the office that *word* names in its common form, "" where it names none that tells people apart."""
    plain = word.strip(".,’'").lower()
    common = _SAME.get(plain, plain)
    return common if common in _OFFICES else ""


def sex_by_title(text: str, name: str) -> str:
    """Return "m" or "f" where titles before *name* say it ("Mr", "Ms"), "" where none does or they disagree."""
    found: set[str] = set()
    start = text.find(name)
    for _ in range(_MOST_PLACES):
        if start < 0:
            break
        window = text[max(0, start - _WINDOW) : start]
        last = window.split()[-1:]  # mostly a word in small letters, which is no title
        before = _BEFORE.search(window) if last and not last[0].islower() else None
        for word in reversed(before[0].split() if before else []):
            title = word.strip(".,").lower()
            if title not in TITLES or not word[0].isupper():
                break
            found.update({"m"} if title in MALE_TITLES else {"f"} if title in FEMALE_TITLES else ())
        start = text.find(name, start + len(name))
    return found.pop() if len(found) == 1 else ""
