"""Reported speech: sentences that say what somebody said, without quotation marks.

"Xi made it clear that …", "he denied that …", "…, the embassy said.", "According to Xi, …". A sentence that holds a
quote is left to the quotes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefings.entry import Quote, Reported
from briefings.quoting.mentions import Mention
from briefings.quoting.resolution import Resolver
from briefings.quoting.rivals import leads
from briefings.quoting.saying import BODY_NOUNS, PAPER_NOUNS, PERSON_NOUNS
from briefings.quoting.scenes import Page, Scene, read_page
from briefings.spans import Span

_HINT = re.compile(
    r"\b(?:[Aa]ccording to|\w+(?:s|ed|id|ld|ing) that|clear|said|says?|told|added|wrote|admitted|insist\w*)\b"
)
_SIGNS = (" that", "said", "say", "told", "ccording to", "added", "wrote", "clear", "admitted", "insist")
"""One of these stands in every text that _HINT finds: most paragraphs are spared the search."""
# The subject's verb and what makes it speech: "that", or a clause at once where the verb can do nothing else.
_THAT = re.compile(r"(?:,[^.;Q?!]{1,40},|(?:p[DGwnovN]{1,6}){1,2})?[bdt]{0,6}([VvU])(?:N|P|p?[DGNwnovt]{1,4})?r")
_CLAUSE = re.compile(r"(?:,[^.;Q?!]{1,40},|(?:p[DGwnovN]{1,6}){1,2})?[bdt]{0,6}(V)(?:(?:p?t)?(?=[DPN]))")
_CLEAR = re.compile(r"[bd]{0,6}(U)(?:P)?w(?:pw)?r")
_TRAILING = re.compile(r"(?:,[^.;Q?!]{1,40},)?d?(V)(?:p?t)?[,.]")
_BEFORE_CUE = ",pbdtVvU"  # the tags that these can begin with
_PLAIN_VERBS = frozenset(
    "said says say added adds told tells insisted insists argued argues claimed claims warned".split()
)
_THAT_VERBS = _PLAIN_VERBS | frozenset(
    """acknowledged acknowledges adding admits admitted agreed agrees alleged alleges announced announces arguing
    asserted asserts assured claiming complained complains conceded concedes concluded concludes confirmed
    confirms contended contends declared declares demanded demands denied denies emphasized emphasizes explained
    explains hinted implied insisted insisting maintained maintains mentioned noted notes observed persists
    pledged predicted predicts proclaimed promised promises reiterated repeated replied reported reports
    revealed reveals saying signaled stated states stressed stresses suggested suggests testified tweeted urged
    urges vowed vows warning writes wrote""".split()
)
_SPEAKING_NOUNS = PERSON_NOUNS | PAPER_NOUNS | BODY_NOUNS
_CLEAR_WORDS = frozenset(("clear", "plain", "known"))


def find_reported(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Reported, ...]:
    """Return the sentences of *text* that report speech outside *quotes*, in order, each with its speaker."""
    if not _may_report(text):
        return ()
    page = read_page(text)
    resolver = Resolver(page)
    taken = [q.span for q in quotes]
    found: list[Reported] = []
    for paragraph, block in enumerate(page.blocks):
        if not _may_report(block.of(text)):
            continue
        for sentence, mention, cue in _in_paragraph(page, paragraph, sentences):
            if _holds_quote(sentence, taken) or (found and found[-1].sentence == sentence):
                continue
            speaker = resolver.resolve(mention, paragraph)
            if speaker is not None:
                found.append(Reported(sentence, speaker.span, mention.span(), cue))
    return tuple(found)


def _may_report(text: str) -> bool:
    return any(map(text.__contains__, _SIGNS)) and _HINT.search(text) is not None


def _in_paragraph(page: Page, paragraph: int, sentences: Sequence[Span]) -> list[tuple[Span, Mention, Span]]:
    scene = page.scene(paragraph)
    assert scene is not None
    found: list[tuple[Span, Mention, Span]] = []
    kinds = scene.row.kinds
    apart = "Ap" in kinds or "Vr" in kinds  # the cue may stand elsewhere than right after the mention
    for mention in scene.mentions:
        if not apart and kinds[mention.head + 1 : mention.head + 2] not in _BEFORE_CUE:
            continue
        if mention.kind not in "NPD" or mention.word in {"i", "we", "who"}:
            continue
        cue = _cue(scene, mention)
        if cue is None:
            continue
        sentence = _sentence_of(sentences, mention.span())
        if sentence is not None:
            found.append((sentence, mention, cue))
    return found


def _cue(scene: Scene, mention: Mention) -> Span | None:
    """Return the verb by which *mention* reports speech; none where it does not."""
    row, kinds, head = scene.row, scene.row.kinds, mention.head
    if mention.kind == "D" and mention.word not in _SPEAKING_NOUNS:
        return None
    if kinds[max(0, mention.first - 2) : mention.first] == "Ap":
        return row.span(mention.first - 2, mention.first - 1)
    if mention.first and kinds[mention.first - 1] in "pVU":
        return None
    if kinds[head + 1 : head + 2] not in _BEFORE_CUE:
        return _saying_that(scene, mention)
    for pattern, verbs in ((_THAT, _THAT_VERBS), (_CLAUSE, _PLAIN_VERBS), (_TRAILING, _PLAIN_VERBS)):
        match = pattern.match(kinds, head + 1)
        if match is not None:
            place = match.start(1)
            if kinds[place] == "v" and mention.kind == "N":
                continue  # "Rust Belt states"
            if row.forms[place] in verbs and (pattern is not _THAT or row.forms[match.end() - 1] == "that"):
                return row.span(place, place)
    match = _CLEAR.match(kinds, head + 1)
    if match is not None and not _CLEAR_WORDS.isdisjoint(row.forms[match.start(1) + 1 : match.end()]):
        return row.span(match.start(1), match.end() - 2)
    return _saying_that(scene, mention)


def _saying_that(scene: Scene, mention: Mention) -> Span | None:
    """Return the verb in "groups reacted, saying that …", where *mention* leads the sentence."""
    row, kinds = scene.row, scene.row.kinds
    place = kinds.find("Vr", mention.head + 1, mention.head + 25)
    if place < 1 or kinds[place - 1] != "," or not leads(scene, mention):
        return None
    if scene.sentence[place] != scene.sentence[mention.head] or not row.forms[place].endswith("ing"):
        return None
    return row.span(place, place)


def _sentence_of(sentences: Sequence[Span], span: Span) -> Span | None:
    place = bisect_right(sentences, (span.start, 1 << 62)) - 1
    return sentences[place] if place >= 0 and sentences[place].holds(span) else None


def _holds_quote(sentence: Span, taken: Sequence[Span]) -> bool:
    place = bisect_left(taken, (sentence.start, 0))
    return any(span.meets(sentence) for span in taken[max(0, place - 1) : place + 1])
