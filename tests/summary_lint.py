"""Whether a summary is safe to cut out, checked by rules of their own: knows nothing of how sentences are chosen."""

import re
from collections.abc import Sequence

Pair = tuple[int, int]  # where a sentence starts and ends

_HANGING = re.compile(
    r"[\W_]*(?:he|she|it|they|his|her|its|their|this|these|that|those|but|and|so|however|also|then|such)\b", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_FURNITURE = (
    ("date line", rf"(?:\w+day,? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})\W*(?:\d\d?:\d\d.*)?"),
    ("byline", r"(?:[Bb]y|[Rr]eported by|[Ww]ritten by) (?:[A-Z][\w.'’-]+[ ,]*){1,5}"),
    ("caption", r".* \.|.*\((?:pictured|left|right|above|below|file photo|file)\b.*|pictured\W.*"),
    ("photo credit", r".*\b(?:getty images|shutterstock|(?:photo|image|picture)(?: by|:| credit| courtesy)).*"),
    ("read more", r"(?:read|see|watch) (?:more|also|next|:).*|scroll down.*|click here.*|related:.*"),
    ("cookies", r".*\bcookies\b.*(?:site|browser|settings|policy|accept|consent).*"),
    ("subscription", r"(?:subscribe|sign up|log in)\b.*|.*\b(?:sign up|subscribe)\b.*\bnewsletter.*"),
    ("credit line", r".*\bcontributed to this (?:report|story|article).*|.*\ball rights reserved.*"),
    ("list fragment", r"(?:[-*•·‣]|\(?\d{1,3}[.)]|[a-z][.)])\s.*"),
    ("no whole sentence", r".*[^.!?…\"'”’»)\]]"),
)
_FURNITURE_FORMS = tuple(
    (name, re.compile(form, re.S | (0 if name == "byline" else re.I))) for name, form in _FURNITURE
)
_MARKS = re.compile(r"[\"“”]")
_WORD = re.compile(r"\w{4,}")
_SAME = 0.75  # share of the shorter one's longer words from which on two sentences say the same


def faults(text: str, sentences: Sequence[Pair], chosen: Sequence[Pair]) -> list[tuple[str, str]]:
    """Return the kind of each fault with the sentence that has it."""
    order = {tuple(pair): index for index, pair in enumerate(sentences)}
    shown = {order.get(tuple(pair), -1) for pair in chosen}
    found: list[tuple[str, str]] = []
    for pair in chosen:
        sentence, index = text[pair[0] : pair[1]], order.get(tuple(pair), -1)
        found += [(kind, sentence) for kind in _alone(sentence)]
        if index < 0 or not sentence.strip():
            found.append(("no sentence of the article", sentence))
        if hangs(sentence) and index - 1 not in shown:
            found.append(("hanging", sentence))
        if index > 0 and _is_cut(text[: pair[0]]):
            found.append(("cut at its start", sentence))
    found += [("half quote", each) for each in _halves(text, sentences, sorted(shown))]
    return found + [("said twice", each) for each in _twice([text[start:end] for start, end in chosen])]


def hangs(sentence: str) -> bool:
    """Tell whether the sentence begins with a word that points to what stands before it."""
    return _HANGING.match(sentence) is not None


def _alone(sentence: str) -> list[str]:
    return [name for name, form in _FURNITURE_FORMS if form.fullmatch(sentence)]


def _is_cut(before: str) -> bool:
    """Tell whether what stands before goes on: neither a line nor a sentence ends there."""
    return before.rstrip(" ")[-1:].isalnum() and not before.endswith(("\n", "\r"))


def _halves(text: str, sentences: Sequence[Pair], shown: Sequence[int]) -> list[str]:
    """Return the runs of sentences that hold an odd number of double quotation marks."""
    found = []
    runs: list[list[int]] = []
    for index in shown:
        if runs and index >= 0 and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        part = text[sentences[run[0]][0] : sentences[run[-1]][1]]
        if len(_MARKS.findall(part)) % 2:
            found.append(part)
    return found


def _twice(shown: Sequence[str]) -> list[str]:
    """Return the sentences that say what one before them says."""
    words = [set(_WORD.findall(each.lower())) for each in shown]
    return [
        shown[later]
        for later in range(len(shown))
        if any(
            len(words[later] & words[one]) >= _SAME * max(1, min(len(words[later]), len(words[one])))
            for one in range(later)
        )
    ]
