"""Attribution: which mention said each passage, in text order.

First the patterns that are right 99 times in 100 ("…," Xi said), which decide half of all passages; then the learned
choice among the candidates. A choice below ``SURE`` is no choice.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.quoting import weights
from briefings.quoting.clauses import told
from briefings.quoting.mentions import Mention
from briefings.quoting.rivals import SUBJECT, Candidate, Spot, candidates, leads, read_spot
from briefings.quoting.scenes import Page, Scene
from briefings.quoting.turns import begun_by, carries_on

SURE = 0.46
_SURE_OF_ROLE = 0.53  # roles are confused more often than names
_SURE_OF_SUBJECT = 0.6
CERTAIN = 0.99

# "…" the mayor said / "…" said Xi / Xi said, "…" / "…" - Xi / "…" Xi said on Sunday. "…"
_AFTER = re.compile(
    r"Q(?:(?:Dp)?[DGwnovN]{0,7}?([NPnow])d?V(?!V)|(?:D[wnoNG]{0,4}?)?([no])(?:p[DGwnovN]{1,5}){1,2}d?V"
    r"|V(?:[DGwnovN]{0,6}?(N)|(P))(?![nowGNv])|-(N)(?=[,.(]|$)|Ap[DG]{0,3}(N)(?=[.,]|$))"
)
_BEFORE = re.compile(
    r"(?:^|[.?!Q])[cdt]?(?:(N)K|V(N)[,K]|(N),[^.?!QVK]{1,30},d?V[,K]"
    r"|(?:Dp)?(?:D[wnoNG]{0,4}?)?([NPno])w?(?:p[DGwnovN]{1,5}){0,2}d?[Vv]d?(?:p[DGwnovN]{1,4})?t?[,K])$"
    r"|(?:^|[.?!Q])[cdt]?(?:Dp)?D?[wnoNG]{0,4}?([no])(?:p[DGwnovN]{1,6}){0,3},N,d?V[,K]?$"
    r"|cd?(?:D[wnoNG]{0,4}?)?([no])(?:p[DGwnovN]{1,5})?d?Vd?[,K]$|(?:^|[.?!Q])([NP])wcd?V[,K]$"
    r"|(?:^|[.?!Q,cr])([NP])d?Vd?[,K]?$|(?:^|[^pUVGNr])([NP])b?d?[UV]$"
)
_BEFORE_ENDS = "K,VUd"  # the tags that it can end with
_GOES_ON = re.compile(r"Q(?:[NP]d?[Vv]|V[NP])[^QVU;:K]*\.$")


@dataclass(slots=True)
class Attribution:
    """A passage (``number``) and the mention that said it, if any, with its probability.

    ``paragraph`` is where the mention stands; ``copied`` tells that it was taken over from the passage before.
    """

    spot: Spot
    number: int
    mention: Mention | None
    paragraph: int
    chance: float
    side: str


@dataclass(slots=True)
class _Before:
    """The passage before: who said it, where that mention stands, and the place of the passage's tag."""

    mention: Mention
    home: int
    paragraph: int
    index: int
    sure: bool

    def spoke(self, mention: Mention, elsewhere_than: Scene) -> bool:
        """Tell whether *mention* is the speaker and spoke in another paragraph than this one."""
        same = mention.row is self.mention.row and mention.head == self.mention.head
        return same and self.paragraph != elsewhere_than.paragraph


def attribute(page: Page) -> Iterator[Attribution]:
    """Yield every passage of *page* with its speaker."""
    before: _Before | None = None
    for paragraph in page.inside:
        scene = page.scene(paragraph)
        assert scene is not None
        for index, number in scene.row.quoted.items():
            spot = read_spot(page.text, scene, index, page.passages[number])
            found = _decide(page, spot, number, before)
            yield found
            if found.mention is not None:
                sure = found.chance == CERTAIN
                before = _Before(found.mention, found.paragraph, paragraph, index, sure)


def _decide(page: Page, spot: Spot, number: int, before: _Before | None) -> Attribution:
    scene = spot.scene
    clause = told(scene, spot.place)
    if clause is not None and clause.mention is None:
        return Attribution(spot, number, None, scene.paragraph, 0.0, "-")
    mention = by_pattern(scene, spot.place) if clause is None else clause.mention
    if mention is not None:
        return Attribution(spot, number, mention, scene.paragraph, CERTAIN, "b" if mention.head < spot.place else "a")
    above = page.scene(scene.paragraph - 1) if spot.place == 0 else None
    mention = _announced(above) if above is not None else None
    if mention is not None:
        return Attribution(spot, number, mention, scene.paragraph - 1, CERTAIN, "u")
    if (
        before is not None
        and before.sure
        and before.paragraph == scene.paragraph
        and goes_on(scene, before.index, spot.place)
    ):
        return Attribution(spot, number, before.mention, before.home, CERTAIN, "c")
    where = (before.paragraph, before.index) if before is not None else None
    rivals = rivals_of(page, spot, before.mention if before else None, where)
    best, chance = weights.choose(weights.load("speakers"), [r.groups for r in rivals])
    if best < 0 or chance < (_SURE_OF_ROLE if rivals[best].mention.kind == "D" else SURE):
        return Attribution(spot, number, None, scene.paragraph, chance if best >= 0 else 0.0, "-")
    chosen = rivals[best]
    if (
        before is not None
        and before.spoke(chosen.mention, elsewhere_than=scene)
        and not carries_on(spot, chosen.mention)
    ):
        mention = begun_by(page.text, spot)
        return Attribution(
            spot, number, mention, scene.paragraph, _SURE_OF_SUBJECT if mention else 0.0, "p" if mention else "-"
        )
    home = scene.paragraph if chosen.side in "bapn" else scene.paragraph - 1
    if before is not None and chosen.mention is before.mention:
        home = before.home
    return Attribution(spot, number, chosen.mention, home, min(chance, 0.98), chosen.side)


def rivals_of(page: Page, spot: Spot, previous: Mention | None, place: tuple[int, int] | None) -> list[Candidate]:
    """Return the candidates for *spot*; *place* is the paragraph and the tag of the passage before."""
    same = place is not None and place[0] == spot.scene.paragraph
    distance = spot.place - place[1] if same and place is not None else None
    above = page.scene(spot.scene.paragraph - 1) if spot.place == 0 else None
    return candidates(spot, above, previous, distance)


def by_pattern(scene: Scene, index: int) -> Mention | None:
    """Return the mention that a sure pattern at tag *index* names as the speaker."""
    kinds, sentence = scene.row.kinds, scene.sentence
    match = _AFTER.match(kinds, index)
    if match is not None and sentence[match.end() - 1] == sentence[index]:
        return _mention_at(scene, match.start(match.lastindex or 1))
    if kinds[index : index + 2] == "QV" and sentence[index + 1] == sentence[index]:
        return _mention_from(scene, index + 2)
    if index == 0 or kinds[index - 1] not in _BEFORE_ENDS:
        return None
    low = bisect_left(sentence, sentence[index], max(0, index - 20), index)
    match = _BEFORE.search(kinds[low:index])
    if match is not None and (low == 0 or match.start() > 0 or sentence[low - 1] != sentence[index]):
        return _mention_at(scene, low + match.start(match.lastindex or 1))
    return None


def _announced(above: Scene) -> Mention | None:
    """Return who is announced by a paragraph that ends "Xi had this to say:"."""
    kinds = above.row.kinds
    if not kinds.endswith("K"):
        return None
    for mention in above.mentions[-12:]:
        if above.sentence[mention.head] == above.sentence[-1] and mention.kind in "NP" and leads(above, mention):
            following = kinds[mention.head + 1 : mention.head + 2]
            if following in {"b", "w", "U", "K"} or SUBJECT.match(kinds, mention.head + 1):
                return mention
    return None


def goes_on(scene: Scene, before: int, index: int) -> bool:
    """Tell whether the passage at *index* carries on the one at *before*, whose speaker stands right after it."""
    kinds, sentence = scene.row.kinds, scene.sentence
    if index - before > 40 or (index + 1 < len(kinds) and sentence[index + 1] == sentence[index]):
        return False
    between = kinds[before:index]
    return between == "Q" or _GOES_ON.match(between) is not None


def _mention_from(scene: Scene, place: int) -> Mention | None:
    """Return the mention that begins at tag *place*: "said a spokesman", "said Clinton's director"."""
    start = scene.first_after(place - 1)
    for mention in scene.mentions[start : start + 4]:
        if mention.first == place and mention.kind in "NPD":
            return mention
    return None


def _mention_at(scene: Scene, place: int) -> Mention | None:
    start = scene.first_after(place - 1)
    found = scene.mentions[start : start + 1]
    return found[0] if found and found[0].head == place else None
