"""The phrases of an article that may be its topics, each with all its mentions."""

from collections.abc import Sequence

from briefings import lexicon
from briefings.phrases import Chunk, Words, common, is_listed, names
from briefings.words import ALIASES, fold

_EARLY = 4  # sentences in which a lone common noun may be brought in
_LONGEST = 6  # words of a phrase that a single noun may stand for
_PEOPLE = frozenset(fold(word) for word in lexicon.PEOPLE)


class Group:
    """The mentions of one phrase: ``chunks`` in its own words, ``shorts`` in shorter ones ("Xi", "the law")."""

    shorts: Sequence[Chunk] = ()
    titled = False  # a title stands before the name somewhere
    full = 0  # how often it stands by itself, not inside a longer phrase
    modifier = True  # it only stands before other nouns

    def __init__(self, key: str, name: bool, tags: str, chunk: Chunk) -> None:
        self.key = key
        self.name = name
        self.tags = tags
        self.chunks = [chunk]
        self.parts = key.split()

    @property
    def count(self) -> int:
        """Return how many times the article mentions the phrase."""
        return len(self.chunks) + len(self.shorts)


def candidates(words: Words, openings: Sequence[int]) -> list[Group]:
    """Return the phrases that may be topics; *openings* are the places of the sentences' first words."""
    folded = list(map(fold, words.forms))
    found: dict[str, Group] = {}
    for chunk in names(words):
        _add_name(words, folded, chunk, found)
    _join_short_names(found)
    for chunk in common(words):
        _add_phrase(words.tags, folded, chunk, found)
    _drop_mere_modifiers(found)
    _join_heads(found)
    early = openings[_EARLY] if len(openings) > _EARLY else len(words.forms)
    return [group for group in found.values() if _eligible(group, early)]


def _mention(chunk: Chunk, tags: str, folded: Sequence[str], found: dict[str, Group], name: bool) -> Group:
    """Add one mention and return its group."""
    first, last = chunk
    key = folded[first] if last - first == 1 else " ".join(folded[first:last])
    key = ALIASES.get(key, key)
    group = found.get(key)
    if group is None:
        group = found[key] = Group(key, name, tags[first:last], chunk)
    else:
        group.chunks.append(chunk)
    return group


def _add_name(words: Words, folded: Sequence[str], chunk: Chunk, found: dict[str, Group]) -> None:
    first, last = chunk
    tags = words.tags
    while first < last - 1 and tags[first] == "H":
        first += 1
    if (first == last - 1 and tags[first] in "HM") or words.forms[first].lower() in lexicon.TIMES:
        return
    cut = tags.find("O", first, last)
    if cut - first > 1 and folded[cut - 1] not in lexicon.BODIES:
        _add_name(words, folded, (first, cut), found)
        while cut < last - 1 and tags[cut] not in "CcM":
            cut += 1
        _add_name(words, folded, (cut, last), found)
        return
    group = _mention((first, last), tags, folded, found, True)
    group.full += 1
    group.modifier = False
    group.titled |= first > chunk[0]


def _join_short_names(found: dict[str, Group]) -> None:
    """Count "Xi" as a mention of "Xi Jinping" where the full name comes first."""
    longer: dict[str, str] = {}
    for key, group in found.items():
        if 2 <= len(group.tags) <= 4 and not group.tags.strip("CcHM"):
            for part in (group.parts[-1], group.parts[0]):
                longer.setdefault(part, key)
    for short, key in longer.items():
        brief = found.get(short)
        if brief is not None and key in found and brief.chunks[0] > found[key].chunks[0]:
            found[key].shorts = (*found[key].shorts, *brief.chunks)
            found[key].titled |= brief.titled
            del found[short]


def _add_phrase(tags: str, folded: Sequence[str], chunk: Chunk, found: dict[str, Group]) -> None:
    """Add the phrase, its tails ("cybersecurity law", "law") and each noun in it."""
    first, last = chunk
    for at in range(first, last - 1):
        if tags[at] == "N":
            _mention((at, at + 1), tags, folded, found, False)
    whole = True
    while first < last:
        group = _mention((first, last), tags, folded, found, False)
        group.full += whole
        group.modifier = False
        whole = False
        first += 3 if tags[first + 1 : first + 2] == "&" else 1
        while first < last and tags[first] == "C" and tags[first - 1] in "CM":
            first += 1


def _drop_mere_modifiers(found: dict[str, Group]) -> None:
    """Keep a noun that only stands before others where it does so in different phrases ("cybersecurity")."""
    modified: dict[str, set[str]] = {}
    for group in found.values():
        if len(group.tags) > 1 and group.full and not group.name:
            parts = group.parts
            for part in parts[:-1]:
                modified.setdefault(part, set()).add(parts[-1])
    for key in [key for key, group in found.items() if group.modifier and len(modified.get(key, ())) < 2]:
        del found[key]


def _join_heads(found: dict[str, Group]) -> None:
    """Count "the law" as a mention of "cybersecurity law" where that phrase brings it into the article."""
    first_use = {group.chunks[0][1]: key for key, group in found.items() if len(group.tags) == 1 and not group.name}
    for key, group in list(found.items()):
        if group.name or not group.full or not 2 <= len(group.tags) <= _LONGEST:
            continue
        head = first_use.get(group.chunks[0][1])
        if head in found and key.endswith(f" {head}"):
            own = {chunk[1] for chunk in group.chunks}
            group.shorts = (*group.shorts, *[chunk for chunk in found[head].chunks if chunk[1] not in own])
            del found[head]


def _eligible(group: Group, early: int) -> bool:
    """Tell whether the phrase stands by itself somewhere; a lone common noun must come early or again."""
    if group.tags in ("W", "T", "#", "p"):
        return group.tags == "W" and len(group.chunks) > 2 and group.key in _PEOPLE
    if len(group.key) < 2:
        return False
    if len(group.chunks) > 1:
        return True
    if group.name:
        return len(group.tags) > 1 or not is_listed(group.key)
    return group.full > 0 and (len(group.tags) > 1 or group.chunks[0][0] < early)
