"""A paragraph as a row of tags: names, pronouns, verbs of saying, quoted passages, each one letter.

Patterns of who said what are then short strings: ``Q,NV`` is a quote, a comma, a name and a verb of saying.

Letters: Q quoted passage, N name, G name or noun with a possessive, P pronoun, D determiner, V verb of saying,
U verb of calling, v a form that is noun or verb, n noun for people, o noun for papers and bodies, w other word,
b auxiliary, p preposition, c conjunction, r relative pronoun, A "according", d adverb, t date, K colon, and the
marks ``, . ; ( ) - ? !`` as themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefings import saying
from briefings.marks import Passage
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
_OPENING = r"(?:The|He|She|It|They|We|I|But|And|In|On|At|A|An|This|That|These|His|Her|Its|For|If|As|When|While|There)\b"
_OPENS = re.compile(rf"\s+{_OPENING}")
_MORE = rf"[ \u00a0](?!{_OPENING})(?:{_LINK}[ \u00a0])?{_CAPITALS}"
CAPITAL_RUN = re.compile(rf"{_CAPITALS}(?:{_MORE})+")
_NAME = re.compile(rf"({_CAPITALS}(?:{_MORE})*)(['’]s?(?!\w))?")
_TOKEN = re.compile(
    r"((?=[\w,;:.?!()\[\]…–—―-])"
    rf"(?:[a-z]++(?=[ ,\n])|,|{_CAPITALS}(?:{_MORE})*(?:['’]s?(?!\w))?"
    r"|[^\W_][\w&]*(?:[-'’‑.]\w+)*(?:['’](?!\w))?"
    r"|[;:.?!()\[\]…]|[-–—―]+(?!\w)|[–—―]+))"
)
_UNLISTED_VERB = re.compile(r"(?<=[NPno])w(?=[,K]Q)|(?<=Q)w(?=[NP])")
_NAME_BEGINS = re.compile(rf"[{_UPPER}]")
_MARK_KINDS = {mark: mark for mark in ",;.?!()"} | {"[": "(", "]": ")", "…": ".", ":": "K"}


def _word_kinds() -> dict[str, str]:
    """Return the letter of every word of the closed classes; a later class wins over an earlier one."""
    kinds: dict[str, str] = {}
    for words, kind in (
        (saying.PAPER_NOUNS | saying.BODY_NOUNS, "o"),
        (saying.PERSON_NOUNS, "n"),
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
    "indeed", "finally", "still", "unlike", "given", "following", "last", "next", "what's", "it's", "he's", "that's",
}  # fmt: skip


# Capitalised inside a sentence these are: Al From, George Will.
_ALSO_NAMES = frozenset("from will may march april june august case sunday given early young best long".split())


@dataclass(slots=True, eq=False)
class Row:
    """The tags of one paragraph: ``kinds`` one letter each; ``starts`` and ``ends`` in characters of the text.

    ``quoted`` gives for the place of each ``Q`` the number of its passage, ``stems`` for each name with a possessive
    where the name without it ends.
    """

    kinds: str
    starts: list[int]
    ends: list[int]
    quoted: dict[int, int]
    stems: dict[int, int]

    def span(self, first: int, last: int) -> Span:
        """Return the characters from tag *first* to tag *last*, both included."""
        return _new(Span, (self.starts[first], self.ends[last]))


def read_row(text: str, block: Span, inside: Sequence[tuple[int, Passage]]) -> Row:
    """Tag the paragraph *block*; *inside* are its passages with their numbers, in order."""
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: dict[int, int] = {}
    stems: dict[int, int] = {}
    position = block.start
    for number, passage in inside:
        _read(text, position, passage.outer.start, kinds, starts, ends, stems)
        quoted[len(kinds)] = number
        kinds.append("Q")
        starts.append(passage.outer.start)
        ends.append(passage.outer.end)
        position = passage.outer.end
    _read(text, position, block.end, kinds, starts, ends, stems)
    return Row(
        _with_unlisted_verbs(text, "".join(kinds), ends) if inside else "".join(kinds), starts, ends, quoted, stems
    )


def _with_unlisted_verbs(text: str, kinds: str, ends: list[int]) -> str:
    """Return *kinds* where "she harrumphed, “…”" has a verb of saying: a past form between a subject and a quote."""
    for match in _UNLISTED_VERB.finditer(kinds):
        place = match.start()
        if text.endswith("ed", 0, ends[place]):
            kinds = kinds[:place] + "V" + kinds[place + 1 :]
    return kinds


def _read(
    text: str, start: int, end: int, kinds: list[str], starts: list[int], ends: list[int], stems: dict[int, int]
) -> None:
    """Append the tags between *start* and *end* to the three lists; most tokens have the same tag everywhere."""
    pieces = _TOKEN.split(text[start:end])  # what lies between, a token, what lies between, ...
    bounds = list(accumulate(map(len, pieces), initial=start))
    firsts, lasts = bounds[1:-2:2], bounds[2:-1:2]
    known = list(map(_kind_alone, pieces[1::2]))
    done = 0
    for place in [place for place, kind in enumerate(known) if not kind]:
        kinds += known[done:place]
        starts += firsts[done:place]
        ends += lasts[done:place]
        done = place + 1
        match, last = _NAME.match(text, firsts[place], end), lasts[place]
        assert match is not None
        _read_name(text, match, kinds, starts, ends)
        if kinds[-1] == "G":
            stems[len(kinds) - 1] = match.end(1)
        if text[last - 1] == "." and _OPENS.match(text, last, end):
            kinds.append(".")  # "the U.S. The party": the point does two things
            starts.append(last - 1)
            ends.append(last)
    kinds += known[done:]
    starts += firsts[done:]
    ends += lasts[done:]


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


def _read_name(text: str, match: re.Match[str], kinds: list[str], starts: list[int], ends: list[int]) -> None:
    """Append a run of capitalised words, with the words split off that only begin the sentence."""
    first, last = match.span(1)
    while True:
        stop = text.find(" ", first, last)
        stop = last if stop < 0 else stop
        lower = text[first:stop].lower()
        if lower not in NO_NAME or (stop - first > 1 and text[first:stop].isupper()):
            break  # also "IT", "WHO"
        if lower in _ALSO_NAMES and _mid_sentence(text, kinds, first):
            break
        kinds.append(WORD_KINDS.get(lower, "w"))
        starts.append(first)
        ends.append(stop)
        if stop >= last:
            return
        first = stop + 1
    word = text[first:last]
    lower = word.lower()
    kind = "N"
    if match.group(2):
        kind, last = "G", match.end()
    elif lower in WORD_KINDS and " " not in word and not (word.isupper() and len(word) > 1):
        kind = WORD_KINDS[lower] if not _mid_sentence(text, kinds, first) or WORD_KINDS[lower] in "VU" else "N"
    kinds.append(kind)
    starts.append(first)
    ends.append(last)


def _mid_sentence(text: str, kinds: list[str], start: int) -> bool:
    """Tell whether a sentence is under way before *start*, so that a capital there makes a name."""
    if not kinds or kinds[-1] in ".?!K":
        return False
    return kinds[-1] != "Q" or "," in text[max(0, start - 5) : start]
