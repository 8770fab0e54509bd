"""A paragraph as a row of tags: names, pronouns, verbs of saying, quoted passages, each one letter.

Patterns of who said what are then short strings: ``Q,NV`` is a quote, a comma, a name and a verb of saying.

Letters: Q quoted passage, N name, G name or noun with a possessive, P pronoun, D determiner, V verb of saying,
U verb of calling, B either of them in the passive ("was told"), v a form that is noun or verb, n noun for people,
o noun for papers and bodies, w other word, b auxiliary, p preposition, c conjunction, r relative pronoun,
A "according", d adverb, t date, K colon, and the marks ``, . ; ( ) - ? !`` as themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from briefings.quoting import saying
from briefings.quoting.marks import Passage
from briefings.spans import Span
from briefings.words import Kept

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚА-ЯΑ-Ω"
_ABBREVIATIONS = (
    """Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Del Ald Supt Det Cmdr Atty Gen Lt Col Sgt Capt Maj Adm Prof Rev Hon Jr Sr
    St Ft Mt Inc Corp Co Ltd Jan Feb Aug Sept Oct Nov Dec No vs"""
).split()
_POINT = "|".join(rf"(?<=\b{word}\.)" for word in _ABBREVIATIONS)
# One capitalised word: initials, or a word with the point of an abbreviation. It begins with the character class, so
# that the search skips to capitals; its parts are bounded, so that no text makes the search slow.
_CAPITALS = (
    rf"[{_UPPER}](?:(?:\.[{_UPPER}]){{0,6}}\.(?=\W)"
    rf"|[\w&]{{0,40}}+(?:[-'’‑](?![sS]\b)\w{{1,40}}+){{0,4}}+(?:\.(?:{_POINT}))?)"
)
_LINK = (
    r"(?:of(?: the)?|de(?: la| los)?|da|dos|du|di|del|della|van(?: de[rn]?)?|von|bin|ibn|ben|al|el|la|le|der|den"
    r"|ter|y|&)"
)
# A capital after "U.S." may begin a sentence: these never go on a name.
_OPENING = (
    r"(?:The|He|She|It|They|We|I(?!\.)|But|And|In|On|At|A(?!\.)|An|This|That|These|His|Her|Its|For|If|As|When|While"
    r"|There)\b"
)
_OPENS = re.compile(rf"\s+{_OPENING}")
_MORE = rf"[ \u00a0](?!{_OPENING})(?:{_LINK}[ \u00a0])?{_CAPITALS}"
CAPITAL_RUN = re.compile(rf"{_CAPITALS}(?:{_MORE})+")
_TOKEN = re.compile(
    r"((?! )"
    rf"(?:[a-z]++(?=[ ,\n])|,|{_CAPITALS}(?:{_MORE})*(?:['’]s?(?!\w))?"
    r"|[^\W_][\w&]*(?:[-'’‑.]\w+)*(?:['’](?!\w))?"
    r"|[;:.?!()\[\]…]|[-–—―]+(?!\w)|[–—―]+))"
)
_UNLISTED_VERB = re.compile(r"(?<!rN)(?<!rDn)(?<=[NPno])w(?=[,K]Q)|(?<=Q)w(?=[NP])")
_HOW = re.compile(r"(?<=V)w(?=[,K]?Q)")
_BESIDE_VERB = re.compile(r"(?<=[NPnob])c(?=V)|(?<=D)V")
_MAYBE_PASSIVE = re.compile(r"b[dtw]{0,3}[VU]")
_IN_PLACE = {"once": "d", "reply": "o"}
_NAME_BEGINS = re.compile(rf"[{_UPPER}]")
_MARK_KINDS = {mark: mark for mark in ",;.?!()"} | {"[": "(", "]": ")", "…": ".", ":": "K"}


def _word_kinds() -> dict[str, str]:
    """Return the letter of every word of the closed classes; a later class wins over an earlier one."""
    kinds: dict[str, str] = {}
    for words, kind in (
        (saying.PAPER_NOUNS | saying.BODY_NOUNS, "o"),
        (saying.PERSON_NOUNS | saying.SOMEBODY, "n"),
        (saying.CALL_VERBS, "U"),
        (saying.SAY_VERBS, "V"),
        (saying.EITHER_VERBS, "v"),
        (saying.ADVERBS, "d"),
        (saying.CONJUNCTIONS, "c"),
        (saying.PREPOSITIONS, "p"),
        (saying.DETERMINERS, "D"),
        (saying.RELATIVES, "r"),
        (saying.PRONOUNS, "P"),
        (saying.AUXILIARIES, "b"),
        (saying.DATES, "t"),
        ({"according"}, "A"),
    ):
        kinds.update(dict.fromkeys(words, kind))
    return kinds


_new = tuple.__new__  # makes a named tuple in a third of the time that calling its class takes
WORD_KINDS = _word_kinds()
# Capitalised at the start of a sentence these are no names.
NO_NAME = frozenset(w for w, k in WORD_KINDS.items() if k in "dcpDrPbtA") | {
    "asked", "speaking", "responding", "pressed", "yes", "no", "yeah", "what", "how", "why", "former", "to",
    "hundreds", "thousands", "dozens", "known", "born", "raised",
    "indeed", "finally", "still", "unlike", "given", "following", "last", "next",
    "what's", "it's", "he's", "that's",
}  # fmt: skip


# Capitalised inside a sentence these are: Al From, George Will.
_ALSO_NAMES = frozenset("from will may march april june august case sunday given early young best long born".split())


@dataclass(slots=True, eq=False)
class Row:
    """The tags of one paragraph: ``kinds`` one letter each; ``starts`` and ``ends`` in characters of the text.

    ``forms`` has the words, marks and names as they are printed (nothing for a quoted passage); ``quoted`` gives for
    the place of each ``Q`` the number of its passage.
    """

    kinds: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    quoted: dict[int, int]

    def span(self, first: int, last: int) -> Span:
        """Return the characters from tag *first* to tag *last*, both included."""
        return _new(Span, (self.starts[first], self.ends[last]))


def read_row(text: str, block: Span, inside: Sequence[tuple[int, Passage]]) -> Row:
    """Tag the paragraph *block*; *inside* are its passages with their numbers, in order."""
    tags = _Tags([], [], [], [])
    kinds, forms, starts, ends = tags
    position = block.start
    for _, passage in inside:
        _read(text, position, passage.outer.start, tags)
        kinds.append("Q")
        forms.append("")
        starts.append(passage.outer.start)
        ends.append(passage.outer.end)
        position = passage.outer.end
    _read(text, position, block.end, tags)
    _read_names(text, block.end, tags)
    row = Row("".join(kinds), forms, starts, ends, {})
    _read_passives(row)
    if "cV" in row.kinds or "DV" in row.kinds:
        _read_beside_verbs(row)
    if inside:
        _read_unlisted_verbs(row)
        quoted = [place for place, kind in enumerate(kinds) if kind == "Q"]
        row.quoted.update(zip(quoted, [number for number, _ in inside], strict=True))
    return row


class _Tags(NamedTuple):
    kinds: list[str]
    forms: list[str]
    starts: list[int]
    ends: list[int]


def _read_passives(row: Row) -> None:
    """Part "was told" from "has told": the subject of a passive is not the one who speaks."""
    for match in _MAYBE_PASSIVE.finditer(row.kinds):
        first, place = match.start(), match.end() - 1
        word = row.forms[place]
        if not all(map(_is_adverb, row.kinds[first + 1 : place], row.forms[first + 1 : place])):
            continue
        if row.forms[first].lower() in saying.FORMS_OF_BE and _is_passive(word):
            letter = "B" if word in saying.UTTERING else "w"
            row.kinds = row.kinds[:place] + letter + row.kinds[place + 1 :]


def _is_adverb(kind: str, word: str) -> bool:
    return kind != "w" or word.endswith("ly") or word in {"therefore", "thus", "hence"}


def _is_passive(word: str) -> bool:
    return word in saying.PARTICIPLES or (word.endswith("ed") and word not in saying.HEARSAY)


def _read_beside_verbs(row: Row) -> None:
    """Read "Roe once said" with an adverb, "the reply" with a noun."""
    for match in _BESIDE_VERB.finditer(row.kinds):
        place = match.start()
        letter = _IN_PLACE.get(row.forms[place])
        if letter is not None:
            row.kinds = row.kinds[:place] + letter + row.kinds[place + 1 :]


def _read_unlisted_verbs(row: Row) -> None:
    """Read "she harrumphed, “…”" with a verb of saying: a past form between a subject and a quote is one."""
    for match in _UNLISTED_VERB.finditer(row.kinds):
        place = match.start()
        if row.forms[place].endswith("ed"):
            row.kinds = row.kinds[:place] + "V" + row.kinds[place + 1 :]
    for match in _HOW.finditer(row.kinds):
        place = match.start()
        if row.forms[place].endswith("ly"):
            row.kinds = row.kinds[:place] + "d" + row.kinds[place + 1 :]


def _read(text: str, start: int, end: int, tags: _Tags) -> None:
    """Append the tags between *start* and *end*; most tokens have the same tag everywhere."""
    if start == end:
        return
    pieces = _TOKEN.split(text[start:end])  # what lies between, a token, what lies between, ...
    bounds = list(accumulate(map(len, pieces), initial=start))
    kinds, forms, starts, ends = tags
    tokens = pieces[1::2]
    kinds += map(_kind_alone, tokens)
    forms += tokens
    starts += bounds[1:-2:2]
    ends += bounds[2:-1:2]


def _read_names(text: str, end: int, tags: _Tags) -> None:
    """Put in the tags of names that hang on what stands beside them; the paragraph ends at *end*."""
    kinds, forms, starts, ends = tags
    place = 0
    for _ in range(kinds.count("")):
        place = kinds.index("", place)
        token, first, last = forms[place], starts[place], ends[place]
        letters, parts = _name_parts(token, place > 0 and _under_way(text, kinds[place - 1], first))
        if len(parts) == 1:
            kinds[place], forms[place], ends[place] = letters, parts[0], first + len(parts[0])
        else:
            begins = list(accumulate(map(len, parts), _past_space, initial=first))
            kinds[place : place + 1], forms[place : place + 1] = letters, parts
            starts[place : place + 1], ends[place : place + 1] = begins[:-1], [begin - 1 for begin in begins[1:]]
        place += len(parts)
        if token[-1] == "." and _OPENS.match(text, last, end):
            kinds.insert(place, ".")  # "the U.S. The party": the point does two things
            forms.insert(place, ".")
            starts.insert(place, last - 1)
            ends.insert(place, last)


def _past_space(start: int, length: int) -> int:
    return start + length + 1


def _read_kind(token: str) -> str:
    """Return the letter of a word, a mark or a name; nothing where a name's letter hangs on what stands beside it."""
    if _NAME_BEGINS.match(token):
        first = token.partition(" ")[0].lower()
        plain = first not in NO_NAME and token.lower() not in WORD_KINDS and token[-1] not in ".'’"
        return "N" if plain and not token.endswith(("'s", "’s")) else ""
    if token[0].isalnum():
        return (
            "G" if token[-1] in "'’" else WORD_KINDS.get(token) or WORD_KINDS.get(token.replace("’", "'").lower(), "w")
        )
    return _MARK_KINDS.get(token[0], "-")


_kind_alone = Kept(_read_kind).__getitem__


@lru_cache(maxsize=1 << 14)
def _name_parts(token: str, under_way: bool) -> tuple[str, tuple[str, ...]]:
    """Return a run of capitalised words without those that only begin the sentence, which stand before it.

    Each part has a letter; *under_way* tells that the sentence has begun before.
    """
    letters = ""
    parts: list[str] = []
    rest = token
    while rest:
        word, _, after = rest.partition(" ")
        word = word if after else without_possessive(word)
        lower = word.lower()
        named = (lower in _ALSO_NAMES and under_way) or (lower == "jan" and after)  # the month would be "Jan."
        if named or lower not in NO_NAME or (len(word) > 1 and word.isupper()):
            return letters + _name_kind(rest, under_way), (*parts, rest)  # also "IT", "WHO"
        letters += WORD_KINDS.get(lower, "w")
        parts.append(word)
        rest, under_way = after, True
    return letters, tuple(parts)


def _name_kind(name: str, under_way: bool) -> str:
    """Return the letter of a name, or of a capitalised word that begins a sentence."""
    if name != without_possessive(name):
        return "G"
    kind = WORD_KINDS.get(name.lower(), "N")
    if kind == "o" and "-" in name:
        return "o"  # a T-shirt
    shouted = len(name) > 1 and name.isupper()
    return "N" if " " in name or shouted or (under_way and kind not in "VU") else kind


def without_possessive(name: str) -> str:
    """Return *name* without a possessive ending."""
    return name[:-2] if name.endswith(("'s", "’s")) else name.rstrip("'’")


def _under_way(text: str, before: str, start: int) -> bool:
    """Tell whether a sentence is under way before *start*, after the tag *before*: a capital there makes a name."""
    if before in ".?!K":
        return False
    return before != "Q" or "," in text[max(0, start - 5) : start]
