"""Turns: who speaks in a paragraph that names no speaker, after somebody has spoken in an earlier one."""

import re

from briefings.quoting.mentions import Mention
from briefings.quoting.rivals import Spot, leads
from briefings.quoting.saying import PERSON_NOUNS

_ASKS = frozenset(("asked", "asks", "wondered", "inquired"))
_OWN_WORDS = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b")
_LONGEST = 300  # characters of the words that are looked at


def carries_on(spot: Spot, previous: Mention) -> bool:
    """Tell whether *previous*, who spoke in an earlier paragraph, may speak here too.

    Not where somebody is named before the words, and not in answer to a question of his own.
    """
    before = spot.scene.mentions[: spot.scene.first_after(spot.place)]
    return not _asks(previous) and not any(mention.kind in "NG" or mention.word in PERSON_NOUNS for mention in before)


def begun_by(text: str, spot: Spot) -> Mention | None:
    """Return whom the sentence before the words begins with, where these end the paragraph and speak of "me".

    Xi shook his head. "I will build it."
    """
    scene, place = spot.scene, spot.place
    kinds, sentence = scene.row.kinds, scene.sentence
    inner = spot.passage.inner
    if place + 1 < len(kinds) or kinds[place - 1 : place] != "." or "Q" in kinds[:place]:
        return None
    if not _OWN_WORDS.search(text, inner.start, min(inner.end, inner.start + _LONGEST)):
        return None
    for mention in scene.mentions:
        if sentence[mention.head] == sentence[place - 1] and leads(scene, mention):
            return mention if mention.kind == "N" else None
    return None


def _asks(mention: Mention) -> bool:
    forms, head, first = mention.row.forms, mention.head, mention.first
    return not _ASKS.isdisjoint((*forms[head + 1 : head + 2], *forms[max(0, first - 1) : first]))
