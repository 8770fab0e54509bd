"""Denials: words between marks that a sentence says were not said: "Roe never called it “…”", "denied that …"."""

import re
from bisect import bisect_right

from briefings.quoting.clauses import begin
from briefings.quoting.saying import UTTERING
from briefings.quoting.scenes import Scene

_WORDS_AHEAD = 12
# From the verb to the words: who does not hear them, whether and when they would be true.
_TO_PASSAGE = re.compile(r"[^,;.?!QKVUB-]{0,16}[,K]?")
# That, or a verb somewhere; not "denied wrongdoing and called it “…”".
_IN_CLAUSE = re.compile(r"(?=r|[^,;.?!QK-]{0,30}[bVUB])(?:[^,;.?!QKc-]|c(?!d?[VU])){0,30}")
_TAKEN_BACK = re.compile(r"[PN](?:b?d|b)V(?:[crPwd]|Dw)?[.!]")
_DENIES = frozenset("deny denies denied denying".split())
_NOT = frozenset("not never didn't doesn't hasn't don't wouldn't won't can't couldn't cannot".split())
_MERELY = frozenset("only just merely simply".split())
_REFUSES = frozenset("refuse refused refuses refusing decline declined declines declining".split())
_AVOIDS = frozenset("avoided avoids avoiding without denied denies denying".split())
_ANSWERS = frozenset("answer reply respond comment elaborate".split())  # "he did not answer: “…”"
_CONTRASTS = frozenset("but and although though".split())
_POSSESSIVES = frozenset("his her their its".split())
_SAYS = frozenset("say said write tweet post claim call use".split())


def denied(scene: Scene, index: int) -> bool:
    """Tell whether the sentence of the passage at tag *index*, or the next one, says that its words were not said."""
    low = begin(scene, index)
    return (low < index and (_never(scene, low, index) or _in_denial(scene, low, index))) or _taken_back(scene, index)


def _never(scene: Scene, low: int, index: int) -> bool:
    """Read "never told them to “…”", "declined to call it “…”", "without saying “…”"."""
    row, kinds = scene.row, scene.row.kinds
    verb = max(kinds.rfind("V", low, index), kinds.rfind("U", low, index))
    if verb <= low or not _negated(scene, low, verb) or row.forms[verb] not in UTTERING:
        return False
    passage = _TO_PASSAGE.fullmatch(kinds, verb + 1, index)
    if passage is None or not _CONTRASTS.isdisjoint(row.forms[verb + 1 : index]):
        return False
    return not (row.forms[verb] in _ANSWERS and kinds[index - 1] in "K,")


def _negated(scene: Scene, low: int, verb: int) -> bool:
    row = scene.row
    if row.forms[verb].endswith("ing"):
        return verb > low and row.forms[verb - 1].lower() in _AVOIDS
    if verb > low + 1 and row.forms[verb - 1] == "to":
        return row.forms[verb - 2] in _REFUSES
    first = verb
    while first > low and row.kinds[first - 1] in "bdt":
        first -= 1
    helpers = {form.lower().replace("’", "'") for form in row.forms[first:verb]}
    return not _NOT.isdisjoint(helpers) and _MERELY.isdisjoint(helpers)


def _in_denial(scene: Scene, low: int, index: int) -> bool:
    """Read "denied that he had said “…”": the whole clause is denied."""
    row = scene.row
    if _DENIES.isdisjoint(row.forms[low:index]):
        return False
    for place in range(index - 1, low, -1):
        if row.forms[place] in _DENIES:
            another = row.kinds[place + 1] == "G" or row.forms[place + 1] in _POSSESSIVES  # "denied Hill's claim"
            return not another and _IN_CLAUSE.fullmatch(row.kinds, place + 1, index) is not None
    return False


def _taken_back(scene: Scene, index: int) -> bool:
    """Read "“…”. She did not say that."."""
    row, sentence = scene.row, scene.sentence
    ahead = bisect_right(sentence, sentence[index], index, min(len(sentence), index + _WORDS_AHEAD))
    match = _TAKEN_BACK.match(row.kinds, ahead)
    if match is None:
        return False
    forms = [form.lower().replace("’", "'") for form in row.forms[ahead : match.end()]]
    return not _NOT.isdisjoint(forms) and not _SAYS.isdisjoint(forms)
