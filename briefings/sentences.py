"""Paragraphs and sentences as spans of the unchanged text."""

import re

from briefings.spans import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|St|No|Prof|Inc|Corp|vs|Jr|Sr)|\b[A-Z])\.$")


def sentences(text: str) -> list[Span]:
    """Return the sentences of *text* in order; each starts and ends with a character that is no space."""
    found: list[Span] = []
    for block in re.finditer(r"[^\n]+", text):
        start = block.start()
        for end in [*(m.end() for m in _END.finditer(text, block.start(), block.end())), block.end()]:
            if end != block.end() and _ABBREVIATION.search(text[max(start, end - 8) : end]):
                continue
            piece = text[start:end]
            stripped = piece.strip()
            if stripped:
                first = start + len(piece) - len(piece.lstrip())
                found.append(Span(first, first + len(stripped)))
            start = end
    return found
