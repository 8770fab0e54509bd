"""Salience: how well a mention can be what a later pronoun stands for, by its place and by what it names."""

import re

from briefings.quoting.mentions import Mention
from briefings.quoting.rivals import leads
from briefings.quoting.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS, PLURAL_NOUNS
from briefings.quoting.scenes import Scene

# What follows a subject: a verb, also after "for the embassy in Paris" or an apposition.
_VERB_FOLLOWS = re.compile(r"(?:p[DGwnovN]{1,6}){0,3}(?:,[^.;Q?!]{1,40},)?[dtc]{0,6}[bVvU]")
_SAYS_IN_CLAUSE = re.compile(r"(?:p[DGwnovN]{1,6}){0,2}(?:,[^.;,Q?!]{1,40})?,rb?d?V")
_CLAUSES = frozenset("when while as if because although though after before".split())
_OWNS = re.compile(r"[bdwvVU][^,.;:?!QrcK]{0,12}")
_COMMON_VERBS = frozenset(
    """took came held left met ran won lost stood became kept sat fell led lives works gave wrote spent grew rose drew
    brought bought sold sent built broke chose drove fought knew laughed struck put hit set cut paid caught taught
    threw swore forgot hid shook swung sought spent woke wore sank sprang slept sued""".split()
)


def can_be(noun: str, pronoun: str) -> bool:
    """Tell whether a noun phrase with the head *noun* can be what *pronoun* stands for."""
    if pronoun == "it":
        return noun in PAPER_NOUNS or noun in BODY_NOUNS
    if pronoun == "they":
        return noun in PLURAL_NOUNS or noun in BODY_NOUNS
    return noun in PERSON_NOUNS and noun not in PLURAL_NOUNS


def salience(scene: Scene, mention: Mention) -> float:
    """Return what the place of a mention in its sentence speaks for it: subjects stand out, objects do not."""
    kinds = scene.row.kinds
    before = kinds[mention.first - 1] if mention.first else "."
    following = kinds[mention.head + 1 : mention.head + 2]
    subject = _VERB_FOLLOWS.match(kinds, mention.head + 1) is not None
    if following == "w" and mention.kind == "N":
        subject = _is_verb(scene.row.forms[mention.head + 1])
    if mention.kind == "N" and before == "," and kinds[mention.head + 1 : mention.head + 3] == ",w":
        subject = subject or (_is_verb(scene.row.forms[mention.head + 2]) and not _in_phrase(scene, mention.first - 2))
    if mention.kind == "N" and mention.word not in PERSON_NOUNS and _SAYS_IN_CLAUSE.match(kinds, mention.head + 1):
        return 1.2  # "by Ann Roe of Ohio, the chair, who said …"
    score = 0.0
    if before == "p" and kinds[mention.first - 2 : mention.first] == "Ap":
        return 1.2  # according to Ann Roe
    if subject and mention.kind == "D" and _in_clause(scene, mention):
        score -= 1.0
    if subject or (before in "VvU" and kinds[mention.first - 2 : mention.first - 1] == "Q"):
        score += 1.2
    elif leads(scene, mention):
        score += 0.9
    elif mention.kind == "D":
        score -= 1.5
    if before == "p" and not leads(scene, mention):
        score -= 0.9
    if mention.kind == "G":
        score -= 0.5
    if mention.kind == "D" and before == ",":
        score -= 0.8  # more often an apposition than a new person
    return score


def _is_verb(word: str) -> bool:
    return word in _COMMON_VERBS or word.endswith("ed")


def _in_phrase(scene: Scene, place: int) -> bool:
    """Tell whether the noun at tag *place* hangs on a preposition."""
    kinds = scene.row.kinds
    while place > 0 and kinds[place] in "DGwnovN":
        place -= 1
    return kinds[place] == "p"


def _in_clause(scene: Scene, mention: Mention) -> bool:
    """Tell whether the mention is the subject of a clause that only says when or why."""
    before = mention.first - 1
    return before >= 0 and scene.row.kinds[before] == "c" and scene.row.forms[before].lower() in _CLAUSES


def owner(scene: Scene, mention: Mention) -> str:
    """Return the pronoun whose possessive the sentence gives its subject ("she": Roe shook her head), or ""."""
    place = scene.first_after(mention.head)
    for other in scene.mentions[place : place + 1]:
        if other.kind == "H" and _OWNS.fullmatch(scene.row.kinds, mention.head + 1, other.head):
            return other.word
    return ""


def belongs_to(mention: Mention, possessive: str) -> bool:
    """Tell whether the phrase of a mention begins with *possessive*: "her rival", "her rival, the mayor Carl Holm"."""
    row, place = mention.row, mention.first
    if mention.kind == "D" and row.forms[place].lower() == possessive:
        return True
    for place in range(mention.first - 1, max(-1, mention.first - 9), -1):
        if row.kinds[place] not in "Ddwno,":
            return False
        if row.forms[place].lower() == possessive:
            return place == 0 or row.kinds[place - 1] in ".?!Q"
    return False


def owner_next(scene: Scene, mention: Mention) -> str:
    """Return the pronoun whose possessive begins the next sentence ("she": Liu spoke. Her colleague came.), or ""."""
    place = scene.first_after(mention.head)
    for other in scene.mentions[place : place + 4]:
        if other.kind == "H" and leads(scene, other):
            return other.word if scene.sentence[other.head] == scene.sentence[mention.head] + 1 else ""
        if other.kind not in "D":
            return ""
    return ""
