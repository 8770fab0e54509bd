"""Asking in plain words: the question is answered by the command that it means, and how it was read is said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.calls import Call, Misunderstood, check
from bot.catalogue import N_, _
from bot.commands.asked import NothingFound
from bot.commands.command import Command, Kind, Parameter
from bot.desk import Desk
from bot.questions.asking import read_question
from bot.questions.readings import Reading
from bot.replies import Button, Ink, Line, Reply, card, command_line, phrase
from briefings.errors import NotHere
from briefings.folding import telling_words
from briefings.library.search import Fit
from briefings.library.shelf import Shelf
from briefings.terms import parse_terms
from briefings.topics import topic_key

_LONGEST = 2000  # characters; a question can hold a passage that is checked
_MOST = 4  # readings that are tried
_STORY = re.compile(r"S\d{1,9}", re.IGNORECASE)
_PLACE = re.compile(r"(?<=\w) (?:in|at|from) .*")  # where a speaker is who has no name
_NEAR = 25  # topics that are looked at for the words of one


def ask_command(commands: Sequence[Command]) -> Command:
    """Return the command that answers plain questions by *commands*."""
    by_name = {each.name: each for each in commands}

    def answer(desk: Desk, arguments: Mapping[str, str]) -> Reply:
        readings = read_question(arguments["text"], Books(desk.shelf), desk.now.date())
        calls = list(_calls(readings, by_name))
        turning = {name: value for name, value in arguments.items() if name == "page"}
        vain: list[tuple[Call, Reply]] = []
        for call, settles in calls[:_MOST]:
            found, reply = _answered(call, desk, turning)
            if found or settles:
                return _with_reading(reply, call, vain, calls)
            vain.append((call, reply))
        return _with_reading(vain[0][1], vain[0][0], vain[1:], calls)

    return Command(
        "ask",
        "A question in plain words, answered by the commands it means",
        answer,
        (Parameter("text", "What did X say about Y? What is Y? Who said Z?", Kind.SEARCH, True, longest=_LONGEST),),
        (N_("ask what did {speaker} say?"), N_("what is {topic}?")),
    )


@dataclass(frozen=True, slots=True)
class Books:
    """What a question's words are looked up in: the speakers, topics and articles of a shelf."""

    shelf: Shelf

    def speakers(self, words: str) -> Sequence[str]:
        """Return the names of the speakers who are called so, the most quoted first.

        A spokesman for somebody in Australia is not called "Australia".
        """
        wanted = set(telling_words(words))
        labels = [" ".join(each.label.split()) for each in self.shelf.speakers(words)] if wanted else []
        return [each for each in labels if wanted <= set(telling_words(_PLACE.sub("", each)))]

    def topics(self, words: str) -> Sequence[str]:
        """Return the labels of the topics that hold all of these words, that of these words alone first."""
        wanted = topic_key(words)
        begun = self.shelf.topics(words, _NEAR).items or self.shelf.topics(wanted, _NEAR).items
        labels = [each.label for each in begun if set(wanted.split()) <= set(each.key.split())]
        with suppress(NotHere):
            labels.insert(0, self.shelf.topic(words).label)
        return list(dict.fromkeys(labels))

    def article(self, words: str) -> str | None:
        """Return the cite of the one article or story that is called so, None for none or several."""
        if _STORY.fullmatch(words):
            return words.upper()
        try:
            return self.shelf.find(words).cite
        except NotHere:
            return None

    def holds(self, words: str) -> bool:
        """Tell whether an entry holds all of these words."""
        terms = parse_terms(words)
        found = self.shelf.search(terms, 1)[1] if terms else None
        return found is not None and found.total > 0 and found.fit is not Fit.SOME


def _calls(readings: Sequence[Reading], commands: Mapping[str, Command]) -> Iterator[tuple[Call, bool]]:
    """Yield the readings as calls; what would be too long for its command is left out."""
    for reading in readings:
        try:
            yield check(reading.command, reading.arguments, commands), reading.settles
        except Misunderstood:
            continue


def _answered(call: Call, desk: Desk, turning: Mapping[str, str]) -> tuple[bool, Reply]:
    """Return whether anything was found, and the answer."""
    try:
        reply = call.command.handler(desk, {**call.arguments, **turning})
    except NothingFound as error:
        return False, error.reply
    return bool(reply.cards), reply


def _with_reading(
    reply: Reply, call: Call, vain: Sequence[tuple[Call, Reply]], calls: Sequence[tuple[Call, bool]]
) -> Reply:
    """Say how the question was read and what was tried in vain, first that somebody is not quoted so.

    The next reading is offered.
    """
    tried = {each.line for each, answer in vain} | {call.line}
    rest = next((each.line for each, settles in calls if each.line not in tried), None)
    notes: list[Line] = [tuple(phrase(_("read as: {line}"), Ink.QUIET, line=command_line(call.line)))]
    nothing = _("nothing found as: {line}")
    notes += [tuple(phrase(nothing, Ink.QUIET, line=command_line(each.line))) for each, answer in vain]
    other = (Button(_("Or: {line}").format(line=rest)[:75], rest),) if rest else ()
    unknown = [card(answer.title) for each, answer in vain[:1] if "speaker" in each.arguments and reply.cards]
    cards = (*unknown, *reply.cards)
    return replace(reply, cards=cards, notes=(*notes, *reply.notes), buttons=(*other, *reply.buttons))
