"""Forms: a run of capitalised words read as a name, without titles and what else stands before or behind it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefings.quoting.given_names import FEMALE, MALE
from briefings.quoting.saying import (
    BODY_NAMES,
    BODY_NOUNS,
    DATES,
    FEMALE_TITLES,
    MALE_TITLES,
    PERSON_NOUNS,
    PLURAL_NOUNS,
    TITLES,
)
from briefings.quoting.tagging import NO_NAME
from briefings.spans import Span

_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
LONGEST = 160  # characters; a longer run of capitals is a headline, no name
_WORD = re.compile(r"[^\s\u00a0]+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_LETTERS = frozenset("mp mps mep msp kc qc sc phd md mba mbe obe cbe frs esq".split())  # behind a name
# These go before a title or a body, they do not make a person by themselves ("House Speaker", "State Department").
_SOFT_TITLES = frozenset(
    """house senate majority minority republican democratic democrat gop rear first foreign defense defence interior
    finance state treasury press campaign deputy prime vice chief justice""".split()
)
_ALSO_SURNAMES = frozenset("king pope judge justice prince bishop dean".split())
# Months that people are called by: a given name after a title ("Minister April Jones").
_ALSO_GIVEN = frozenset("april may june august".split())
LINKS = frozenset("of the de la los da dos du di del della van der den von bin ibn ben al el le ter y".split())
# Capitalised before a name these tell what somebody does, or only begin the sentence.
OPENERS = (
    PERSON_NOUNS
    - PLURAL_NOUNS
    - frozenset(
        "star king queen prince princess pope bishop priest boy girl man woman person source youth chief boss".split()
    )
) | frozenset(
    """councillor councilman councilwoman alderman striker midfielder defender goalkeeper keeper winger forward
    quarterback pitcher skipper umpire referee surgeon nurse midwife vet engineer architect artist painter sculptor
    musician pianist violinist cellist guitarist drummer conductor composer soprano tenor choreographer dancer poet
    novelist playwright translator interpreter publisher photographer filmmaker critic cartoonist biologist chemist
    physicist astronomer geologist ecologist psychologist psychiatrist sociologist anthropologist archaeologist
    epidemiologist virologist meteorologist climatologist statistician mathematician philosopher theologian librarian
    curator archivist paramedic firefighter constable superintendent pathologist coroner barrister solicitor magistrate
    lawmaker legislator backbencher deputy envoy spokesperson undersecretary shopkeeper landlord landlady publican
    fisherman trawlerman plumber electrician carpenter builder driver pilot captain sailor skipper cyclist runner
    sprinter swimmer boxer wrestler golfer jockey teammate defendant plaintiff claimant witness victim survivor suspect
    pensioner retiree campaigner organiser volunteer entrepreneur investor banker broker trader accountant auditor
    nobody everybody somebody whatever whenever wherever maybe sadly luckily fortunately unfortunately surprisingly
    ironically inevitably crucially interestingly""".split()
)


@dataclass(slots=True, eq=False)
class Form:
    """A run of capitalised words read as a name: where the name begins and ends in the run, and what it is made of.

    ``title`` is the last one before it, in lower case; ``sex`` is what titles and the given name tell.
    """

    start: int
    end: int
    words: tuple[str, ...]
    sex: str
    title: str
    surname: str
    given: str
    suffix: str


class Name(NamedTuple):
    """A name where it stands in the text, without title; ``sex`` of its form is "m", "f" or nothing."""

    span: Span
    form: Form

    def is_body(self) -> bool:
        """Tell whether a word of the name says that it is no person ("Justice Department", "CNN")."""
        return any(w in BODY_NAMES for w in self.form.words)


def read_name(text: str, start: int, end: int) -> Name | None:
    """Return the name in the run of capitalised words ``text[start:end]`` without its titles, or none."""
    form = read_form(text[start:end]) if end - start <= LONGEST else None
    return None if form is None else _new(Name, (_new(Span, (start + form.start, start + form.end)), form))


@lru_cache(maxsize=16384)
def read_form(run: str) -> Form | None:
    """Read a run of capitalised words; none where it holds no name."""
    found = [(m.start(), m.end(), m.group().strip(".,’'").lower()) for m in _WORD.finditer(run)]
    first, sex, title = _past_titles(run, found)
    rest = found[first:]
    while len(rest) > 2 and rest[-1][2] in _LETTERS and run[rest[-1][0] : rest[-1][1]][:2].isupper():
        rest = rest[:-1]
    words = [w for _, _, w in rest]
    if "of" in words[2:] and not set(words[: words.index("of")]) & BODY_NOUNS:
        rest = rest[: words.index("of")]
    words = [w for _, _, w in rest if w]
    if not words or (len(words) == 1 and words[0] in DATES):
        return None
    last = len(words) - 1
    while last > 0 and words[last] in _SUFFIXES:
        last -= 1
    suffix = words[-1] if last < len(words) - 1 else ""
    if not sex and last > 0:
        sex = sex_of_given(words[0])
    given = words[0] if last > 0 else ""
    return Form(rest[0][0], rest[-1][1], tuple(words), sex, title, words[last], given, suffix)


def sex_of_given(word: str) -> str:
    """Return the sex that a given name tells: "m", "f" or nothing."""
    return "m" if word in MALE else "f" if word in FEMALE else ""


def _past_titles(run: str, found: list[tuple[int, int, str]]) -> tuple[int, str, str]:
    """Return the index of the first word that is no title, the sex that titles tell, and the last of them."""
    first, sex, title = 0, "", ""
    for i, (_, end, word) in enumerate(found[:-1]):
        following = found[i + 1][2]
        if word in LINKS:
            break
        opens = word in NO_NAME or (word in OPENERS and not any(w in BODY_NAMES for _, _, w in found[i + 1 :]))
        if opens and (i == first or _soft(found[first:i])) and word not in TITLES:
            if (word == "jan" and run[end - 1] != ".") or (title and word in _ALSO_GIVEN):
                break  # the month would be "Jan."
            first = i + 1
        elif word in TITLES and following not in _SUFFIXES and following not in LINKS:
            if word in _SOFT_TITLES and (not _title_follows(found, i + 1) or i > first):
                continue
            if i > first and word in _ALSO_SURNAMES and not _title_follows(found, i + 1):
                continue
            first, title = i + 1, word
            sex = "m" if word in MALE_TITLES else "f" if word in FEMALE_TITLES else sex
    return first, sex, title


def _soft(found: list[tuple[int, int, str]]) -> bool:
    return all(word in _SOFT_TITLES for _, _, word in found)


def _title_follows(found: list[tuple[int, int, str]], index: int) -> bool:
    return any(w in TITLES and w not in _SOFT_TITLES for _, _, w in found[index:-1])
