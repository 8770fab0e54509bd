"""Clauses: whose words a sentence says are between the marks, where its own grammar tells.

"Roe said Hill had told her: “…”" are Hill's words, and so are "Roe was called “a liar” by Hill" and "Roe rejected
Hill's claim that it was “…”". Most sentences tell nothing of the kind.
"""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from briefings.quoting.mentions import Mention
from briefings.quoting.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS, UTTERING
from briefings.quoting.scenes import Scene
from briefings.quoting.tagging import Row

_REACH = 40  # tags before a passage that are looked at; keeps the work linear
_REACH_AFTER = 20
_FEW = 4  # tags that hold one subject and one verb
_NOUNS = PERSON_NOUNS | PAPER_NOUNS | BODY_NOUNS
_TO_PASSAGE = re.compile(r"[DGwnovNPpdt-]{0,14}[,K]?r?")  # who hears the words, where, when
_FROM_OUTER = re.compile(r"[DGwnovNPpdt]{0,8}r?")
_PASSIVE_AFTER = re.compile(r"Q[DGwnovNP]{1,7}b{1,3}d?B")
_QUOTED_AS = re.compile(r"[Vv][DGwnovNPpdt]{1,14}pV")
_WITH_RELATIVE = re.compile(r"(?:^|[.?!Q,c])(?:D?[wnoN]{0,3}?[nN]|D)(r)[^,;.?!QK-]{2,14}V[,K]")
_RELATIVE_AFTER = re.compile(r"Q(?:D?[wnoN]{0,3}?[nN]|D)(r)[^,;.?!QK-]{2,14}V(?=[.,p]|$)")
_LEADING = re.compile(
    r"(?:^|[.?!Q])[cdt]?(?:(?:Dp)?D[wnoNG]{0,3}?)?([NPno])(?:p[DGwnovN]{1,5})?(?:b{1,3}d?B|b?d?[wVU])"
    r"[^,;.?!QKBrc-]{0,12}(?:cd?(V)|,d?([UV]))[DGwnovNPpdtbr]{0,10}[,K]?$"
)
_TWO_VERBS = re.compile(r"[c,]d?[UV]")
_APPOSED = re.compile(r"(?<=[NnG]),[DGwnovN]{1,6}(?:p[DGwnovN]{1,5})?,$")
_CLAIM = re.compile(r"([GD])[dw]{0,2}([wov])(r[^,;.?!QKVUB-]{0,16}[bdDPp]|p[DGwnovN]{1,6}p|[,K])$")
_LETTER = re.compile(r"op[DGwno]{0,4}[Nn][,K]$")
_CLAIM_ENDS = "K,bdDPp"  # the tags that these patterns can end with
_CLAIMS = frozenset(
    """claim claims words remark remarks comment comments statement statements phrase assertion assertions accusation
    accusations allegation allegations suggestion assessment complaint warning boast jibe quip""".split()
)
_DESCRIPTIONS = frozenset("description characterisation characterization portrayal depiction".split())
_QUOTING = frozenset("quote quotes quoted quoting cite cites cited citing".split())
# Who issues a paper speaks through it: "released a video that said".
_ISSUES = frozenset(
    """release releases released releasing issue issues issued issuing post posts posted posting publish publishes
    published publishing send sends sent sending air aired airs ran""".split()
)
_SHOWN = frozenset("sign banner poster billboard slogan t-shirt shirt invitation".split())
_BELONGING = frozenset("of for from by with in at".split())  # "the head of a group that said"
_MODALS = frozenset("would will could should may might must can shall".split())


class Told(NamedTuple):
    """What a sentence tells of a passage: its speaker; with none, that nobody named in the sentence is."""

    mention: Mention | None


def told(scene: Scene, index: int) -> Told | None:
    """Return what the sentence tells of the passage at tag *index*; none where it tells nothing."""
    low = begin(scene, index)
    if low == index:
        return _after(scene, index)
    if index - low < _FEW and scene.row.kinds.find("B", low, index) < 0:
        return None
    for read in _passive, _quoted, _claim, _relative, _inner, _leading:
        found = read(scene, low, index)
        if found is not None:
            return found
    return None


def begin(scene: Scene, index: int) -> int:
    """Return the tag where the sentence of tag *index* begins, or where one stops looking."""
    return bisect_left(scene.sentence, scene.sentence[index], max(0, index - _REACH), index)


def _after(scene: Scene, index: int) -> Told | None:
    """Read ""…," Roe was told by Hill", ""…," Roe quoted Hill as saying", ""…," said … the man who knew Hill said"."""
    kinds = scene.row.kinds
    high = bisect_right(scene.sentence, scene.sentence[index], index, min(len(kinds), index + _REACH_AFTER))
    if kinds.find("B", index, high) > 0:
        match = _PASSIVE_AFTER.match(kinds, index, high)
        return Told(_agent(scene, match.end(), match.end() + 8)) if match is not None else None
    if kinds.find("pV", index, high) > 0:
        return _quoted(scene, index + 1, high)
    match = _RELATIVE_AFTER.match(kinds, index, high) if kinds.find("r", index, high) > 0 else None
    return _who(scene, match) if match is not None else None


def _passive(scene: Scene, low: int, index: int) -> Told | None:
    """Read "was called “a liar” by Hill": the agent speaks, else nobody who is named."""
    kinds = scene.row.kinds
    verb = kinds.rfind("B", low, index)
    if verb < 0 or not _TO_PASSAGE.fullmatch(kinds, verb + 1, index):
        return None
    agent = _agent(scene, verb + 1, index) or _agent(scene, index + 1, index + 2)
    return Told(agent) if agent is not None or not _said_elsewhere(scene, low, index) else None


def _said_elsewhere(scene: Scene, low: int, index: int) -> bool:
    """Tell whether the sentence has another source: "according to Hill", or a verb of saying after the passage."""
    kinds = scene.row.kinds
    high = bisect_right(scene.sentence, scene.sentence[index], index, min(len(kinds), index + _REACH_AFTER))
    return "A" in kinds[low:high] or "V" in kinds[index:high]


def _agent(scene: Scene, start: int, stop: int) -> Mention | None:
    """Return who stands after the "by" between tags *start* and *stop*."""
    forms = scene.row.forms[start:stop]
    return _phrase_at(scene, start + forms.index("by") + 1) if "by" in forms else None


def _quoted(scene: Scene, low: int, high: int) -> Told | None:
    """Read "quoted Hill as saying" between the tags *low* and *high*."""
    row = scene.row
    match = _QUOTED_AS.search(row.kinds, low, high) if row.kinds.find("pV", low, high) > 0 else None
    if match is None or row.forms[match.start()] not in _QUOTING or row.forms[match.end() - 2] != "as":
        return None
    if row.kinds[match.start() - 1] == "b":
        return None  # "Hill was quoted as saying"
    return Told(_phrase_at(scene, match.start() + 1))


def _claim(scene: Scene, low: int, index: int) -> Told | None:
    """Read "Hill's claim that it was “…”", "her description of it as “…”", "a letter from Hill: “…”"."""
    row = scene.row
    if row.kinds[index - 1] not in _CLAIM_ENDS:
        return None
    match = _LETTER.search(row.kinds, low, index)
    if match is not None and row.forms[match.start() + 1] in {"from", "by"}:
        return Told(_headed(scene, index - 2))
    match = _CLAIM.search(row.kinds, low, index)
    if match is None:
        return None
    noun, rest = row.forms[match.start(2)], match[3]
    if rest[:1] == "p":
        fits = noun in _DESCRIPTIONS and row.forms[index - 1] == "as" and row.kinds[match.start() - 1] != "U"
    else:
        fits = noun in _CLAIMS
    owner = _headed(scene, match.start()) if fits else None
    return Told(owner) if owner is not None else None


def _relative(scene: Scene, low: int, index: int) -> Told | None:
    """Read "the woman who knew Hill said: “…”": Hill does not speak."""
    kinds = scene.row.kinds
    if kinds.find("r", low, index) < 0 or kinds[index - 1] not in "K,":
        return None
    match = _WITH_RELATIVE.search(kinds, max(0, low - 1), index)
    return _who(scene, match) if match is not None and match.end() == index else None


def _who(scene: Scene, match: re.Match[str]) -> Told | None:
    """Return the noun before the relative pronoun of *match*."""
    if scene.row.forms[match.start(1)] not in {"who", "that"}:
        return None
    noun = _headed(scene, match.start(1) - 1)
    return Told(noun) if noun is not None else None


def _inner(scene: Scene, low: int, index: int) -> Told | None:
    """Read "Roe said Hill had told her: “…”", "which critics call “…”": the subject of the verb nearest the words."""
    row, kinds = scene.row, scene.row.kinds
    verb = _nearest_verb(kinds, low, index)
    if verb <= low or not _utters(row, verb) or not _TO_PASSAGE.fullmatch(kinds, verb + 1, index):
        return None
    place = _subject_place(scene, low, verb)
    if kinds[place] == "r":
        return _antecedent(scene, place)
    subject = _headed(scene, place)
    if subject is None or subject.first <= low or not _may_speak(subject, kinds[index - 1] == "K"):
        return None
    if kinds[subject.first - 1] == "r":
        return Told(subject)
    outer = kinds.rfind("V", low, subject.first)
    if outer < 0 or row.forms[outer] not in UTTERING or not _FROM_OUTER.fullmatch(kinds, outer + 1, subject.first):
        return None
    if kinds[verb] == "v" or (kinds[verb] == "U" and verb + 1 == index):
        return None  # "said a group called “…”"
    return Told(subject)


def _leading(scene: Scene, low: int, index: int) -> Told | None:
    """Read "Roe nodded and said “…”", "Roe left the room, calling it “…”": one subject with two verbs."""
    kinds = scene.row.kinds
    if not _TWO_VERBS.search(kinds, low, index) or kinds[index + 1 : index + 3] in {"PV", "NV"}:
        return None
    match = _LEADING.search(kinds, max(0, low - 1), index)
    if match is None:
        return None
    if match[3] and not scene.row.forms[match.start(3)].endswith("ing"):
        return None
    subject = _headed(scene, match.start(1))
    return Told(subject) if subject is not None else None


def _nearest_verb(kinds: str, low: int, index: int) -> int:
    """Return the place of the last verb before tag *index*; of "call", "read" only right after a subject."""
    verb = max(kinds.rfind("V", low, index), kinds.rfind("U", low, index))
    either = kinds.rfind("v", max(low, verb), index)
    return either if either > low and kinds[either - 1] in "nNPr" else verb


def _subject_place(scene: Scene, low: int, verb: int) -> int:
    """Return where the subject of the verb at tag *verb* ends; *low* where the verb is only a possibility."""
    row = scene.row
    place = verb - 3 if row.forms[verb - 2 : verb] == ["used", "to"] else verb - 1
    while place > low and row.kinds[place] in "bdt":
        if row.forms[place] in _MODALS:
            return low
        place -= 1
    apposed = _APPOSED.search(row.kinds, low, place + 1) if row.kinds[place] == "," else None
    return apposed.start() - 1 if apposed is not None else place


def _utters(row: Row, verb: int) -> bool:
    word = row.forms[verb]
    return word in UTTERING and not word.endswith("ing") and row.forms[verb + 1] != "for"  # "calls for “…”"


def _antecedent(scene: Scene, place: int) -> Told | None:
    """Return what the relative at tag *place* goes back to: "a T-shirt that said “…”"."""
    row = scene.row
    noun = _headed(scene, place - 2 if row.kinds[place - 1] == "," else place - 1)
    if noun is None or noun.kind != "D" or noun.word not in _NOUNS:
        return None
    if noun.word in _SHOWN:
        return Told(None)
    before = row.forms[noun.first - 1]
    return Told(noun) if before not in _ISSUES and before not in _BELONGING else None


def _may_speak(mention: Mention, colon: bool) -> bool:
    if mention.kind == "P":
        return mention.word in {"he", "she", "they"}
    return mention.kind == "N" or (mention.kind == "D" and (colon or mention.word in _NOUNS))


def _headed(scene: Scene, place: int) -> Mention | None:
    """Return the mention whose head is at tag *place*."""
    start = scene.first_after(place - 1)
    found = scene.mentions[start : start + 1]
    return found[0] if found and found[0].head == place else None


def _phrase_at(scene: Scene, place: int) -> Mention | None:
    """Return the mention in the noun phrase that begins at tag *place*."""
    start = scene.first_after(place - 1)
    for mention in scene.mentions[start : start + 4]:
        if mention.kind in "NPD":
            return mention if not scene.row.kinds[place : mention.head].strip("DGdwnovN") else None
    return None
