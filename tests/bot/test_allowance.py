"""How much of an article is shown: turning pages adds up to its licence at most, and no quote is longer than said."""

import re
from collections.abc import Iterable

import pytest

from bot.answers import Answers
from bot.commands.allowance import Allowance, most_shown, stretch
from bot.commands.digest_choices import Memory, consider
from bot.commands.digest_entries import gather
from bot.commands.digest_looks import Look
from bot.commands.digest_reply import digest_reply
from bot.desk import Asker
from bot.replies import Ink, Reply
from briefings.article import parse_article
from briefings.library.rows import Held
from briefings.library.shelf import Shelf
from tests.bot.delivering import MORNING
from tests.fakes import NOON

READER = Asker("terminal", channel="here", user="you", may_manage=True)
NAMES = ("Ada Moss", "Ben Holt", "Cleo Marsh")
ROUND = (
    '"The harbour needs plan number {number} before the winter," {name} said. Rain number {number} fell on the pier.\n'
)
TALK = "".join(ROUND.format(number=number, name=NAMES[number % 3]) for number in range(20))
LONG = (
    "The council met on Monday about the ferries. "
    '"We shall build nine new ferries before the summer comes, and each of them will carry eighty people over the '
    'sound at every hour of the day," Mayor Ida Lund said. The vote is due in May. '
    'Critics called it "a dream". The port was built in 1901.\n'
)
LONG_WORDS = "nine new ferries before the summer comes, and each of them will carry eighty people"


def put(answers: Answers, text: str, **facts: str) -> Held:
    front = "".join(f"{key}: {value}\n" for key, value in facts.items())
    article = parse_article(f"---\n{front}---\n{text}".encode(), "harbour.md")
    return shelf(answers).numbered([answers.library.put(article, NOON)])[0]


def shelf(answers: Answers) -> Shelf:
    return answers.library.shelf(READER.place, NOON)


def sentences_shown(held: Held, replies: Iterable[Reply]) -> set[int]:
    """The sentences of the entry of which the replies show words."""
    lines = [line for reply in replies for each in reply.cards for line in each.lines]
    shown = ["".join(piece.text for piece in line if piece.ink in (Ink.WORDS, Ink.MARKED)).strip() for line in lines]
    text = held.article.text
    spans = [(text.find(each), text.find(each) + len(each)) for each in shown if len(each) > 20 and each in text]
    return {
        index
        for index, sentence in enumerate(held.sentences)
        if any(start < sentence.end and sentence.start < end for start, end in spans)
    }


async def pages(answers: Answers, line: str) -> list[Reply]:
    first = await answers.answer_line(line, READER)
    lines = [f"{line} page:{page}" for page in range(2, first.pages + 1)]
    return [first, *[await answers.answer_line(each, READER) for each in lines]]


@pytest.mark.parametrize("licence", ["all", "50%", "20%", "5%", "0"])
@pytest.mark.parametrize(
    "line", ["quotes article:{cite}", 'quotes speaker:"Ada Moss"', "quotes text:harbour", "quotes"]
)
async def test_the_pages_of_an_answer_show_no_more_than_the_licence(answers: Answers, licence: str, line: str) -> None:
    answers.per_minute = 0
    held = put(answers, TALK, licence=licence)
    replies = await pages(answers, line.format(cite=held.cite))
    shown = sentences_shown(held, replies)
    assert 0 < len(shown) <= most_shown(held)
    if "article" in line:
        cites = {piece.text for reply in replies for each in reply.cards for row in each.lines for piece in row}
        assert {f"{held.cite}-q{number}" for number in range(1, 21)} <= cites  # what is not shown is named
        assert len(shown) == min(20, most_shown(held))


@pytest.mark.parametrize("licence", ["all", "50%", "20%", "5%", "0"])
async def test_turning_on_from_a_cite_shows_no_more_than_the_licence(answers: Answers, licence: str) -> None:
    answers.per_minute = 0
    held = put(answers, TALK, licence=licence)
    for start in (1, 7, 20, 40):
        line, seen, replies = f"open cite:{held.cite}-s{start}", set[str](), list[Reply]()
        waiting = [line]
        while waiting:
            line = waiting.pop()
            seen.add(line)
            reply = await answers.answer_line(line, READER)
            replies.append(reply)
            waiting += [b.line for b in reply.buttons if b.label in ("Before", "After") and b.line not in seen]
        shown = sentences_shown(held, replies)
        assert start - 1 in shown
        assert len(shown) <= most_shown(held)
        assert len(shown) == len(stretch(held, start - 1))  # and the buttons lead to all of them


SPEECH = (
    "The council met in the old hall. "
    + '"'
    + " ".join(f"We shall build pier number {number} in the spring." for number in range(18))
    + '" Mayor Ida Lund said. The vote is due in May. The port is old.'
)


@pytest.mark.parametrize("licence", ["all", "50%", "20%", "0"])
@pytest.mark.parametrize(
    "line", ["open {cite}-q1", "copy {cite}-q1", "flag {cite}-q1", "curate set {cite}-q1 speaker:unattributed"]
)
async def test_one_quote_is_shown_within_the_licence_wherever_it_is_asked_for(
    answers: Answers, licence: str, line: str
) -> None:
    held = put(answers, SPEECH, licence=licence)
    reply = await answers.answer_line(line.format(cite=held.cite), READER)
    assert reply.understood
    assert len(sentences_shown(held, [reply])) <= most_shown(held)
    if licence == "all":
        assert len(sentences_shown(held, [reply])) >= 18
    elif not line.startswith("open"):
        assert "not shown: the licence allows a part" in text_of(reply)


async def test_turning_on_from_a_quote_shows_no_more_than_the_licence(answers: Answers) -> None:
    for licence, least in (("50%", 11), ("20%", 4), ("0", 1)):
        held = put(answers, SPEECH, licence=licence)
        lines, replies = [f"open {held.cite}-q1"], list[Reply]()
        for line in lines:
            replies.append(await answers.answer_line(line, READER))
            lines += [b.line for b in replies[-1].buttons if b.label in ("Before", "After") and b.line not in lines]
        assert len(sentences_shown(held, replies)) == least == most_shown(held)
        assert "more sentence" in text_of(replies[0])


async def test_a_quote_that_is_no_longer_there_is_shown_within_the_licence(answers: Answers) -> None:
    held = put(answers, SPEECH, licence="20%")
    put(answers, "The council met in the old hall. The mayor was silent. It rained.", licence="20%")
    reply = await answers.answer_line(f"open {held.cite}-q1", READER)
    assert "no longer there" in reply.lead
    assert "pier number" not in text_of(reply)
    assert "not shown: the licence allows a part" in text_of(reply)


@pytest.mark.parametrize("licence", ["all", "20%", "0"])
@pytest.mark.parametrize("line", ["topics topic:harbour article:{cite}", "topics topic:harbour"])
async def test_the_sentences_on_a_topic_are_shown_within_the_licence(answers: Answers, licence: str, line: str) -> None:
    text = "".join(f"Number {number} keeps the harbour of Elm at work with a plan. " for number in range(9))
    held = put(answers, text + "It rained.", licence=licence, topics="[harbour]")
    reply = await answers.answer_line(line.format(cite=held.cite), READER)
    pieces = [piece for each in reply.cards for row in each.lines for piece in row if piece.ink is Ink.WORDS]
    shown = [piece for piece in pieces if piece.text.endswith("a plan.")]
    assert len(shown) == min(9 if "article" in line else 2, most_shown(held))
    assert f"and {9 - len(shown)} more sentence" in text_of(reply) or len(shown) == 9


PRINTED = (
    "Nine new ferries will carry eighty people over the sound at every hour of the day.",
    "The museum shows a wooden boat from the war with its first engine and a brass bell.",
    "A second budget line covers blue paint and hemp rope for every pier of the old town.",
)


async def comparison(answers: Answers, **facts: str) -> tuple[Held, Reply]:
    """An article with these limits, beside one that prints its sentences among many other words."""
    held = put(answers, " ".join(PRINTED), id="one", **facts)
    rare = [", ".join(f"{kind}{number}" for number in range(30)) for kind in ("Train", "Opera", "Wheat")]
    told = " ".join(f"Of {few} they said that {each}" for each, few in zip(PRINTED, rare, strict=True))
    other = put(answers, told, id="other", licence="all")
    assert len(held.sentences) == len(other.sentences) == 3
    reply = await answers.answer_line(f"compare {held.cite} {other.cite}", READER)
    back = await answers.answer_line(f"compare {other.cite} {held.cite}", READER)
    assert "3 phrases word for word" in reply.lead
    assert [each[:20] in text_of(back) for each in PRINTED] == [each[:20] in text_of(reply) for each in PRINTED]
    return held, reply


@pytest.mark.parametrize("licence", ["all", "67%", "0"])
async def test_a_comparison_shows_phrases_within_the_licence(answers: Answers, licence: str) -> None:
    held, reply = await comparison(answers, licence=licence)
    shown = [each for each in reply.cards if any("Both print" in piece.text for piece in each.lines[0])]
    words = [each for each in shown if any(piece.ink is Ink.WORDS for piece in each.lines[0])]
    assert len(shown) == 3
    assert len(words) == most_shown(held)
    assert ("not shown: the licence allows a part" in text_of(reply)) is (licence != "all")


async def test_a_comparison_tells_too_many_words_by_their_number(answers: Answers) -> None:
    _held, reply = await comparison(answers, licence="all", max_quote_words="8")
    shown = "".join("".join(piece.text for piece in each.lines[0]) for each in reply.cards[:3])
    assert "words, not quoted at length here" in shown
    assert not any(each[5:30] in shown for each in PRINTED)


async def test_the_quotes_that_people_doubt_are_shown_within_the_licence(answers: Answers) -> None:
    answers.per_minute = 0
    for licence in ("all", "10%"):
        held = put(answers, TALK, licence=licence)
        for number in range(1, 21):
            await answers.answer_line(f"flag {held.cite}-q{number}", READER)
        reply = await answers.answer_line("curate list", READER)
        assert "20 quotes" in reply.lead
        assert len(sentences_shown(held, [reply])) == min(20, most_shown(held))


async def test_one_entry_shows_key_sentences_and_quotes_within_its_licence(answers: Answers) -> None:
    for licence in ("all", "10%", "0"):
        held = put(answers, TALK, licence=licence)
        shown = sentences_shown(held, [await answers.answer_line(f"briefing {held.cite}", READER)])
        assert 0 < len(shown) <= most_shown(held)


async def test_a_check_of_a_whole_article_shows_its_licence_and_how_much_is_left(answers: Answers) -> None:
    held = put(answers, TALK, licence="10%")
    reply = await answers.answer("check", {"text": TALK[:2000]}, READER)
    shown = sentences_shown(held, [reply])
    assert 0 < len(shown) <= most_shown(held)
    assert "not shown: the licence allows a part" in text_of(reply)


def text_of(reply: Reply) -> str:
    rows = [reply.title, *(line for each in reply.cards for line in each.lines), *reply.notes]
    return "\n".join("".join(piece.text for piece in row) for row in rows)


@pytest.mark.parametrize(
    "line",
    ["briefing", "briefing {cite}", "summary {cite} length:long", "quotes article:{cite}", "quotes speaker:Lund",
     "copy {cite}-q1", "open {cite}-q1", "open {cite}-s1", "open {cite}-s2", "open {cite}-s3", "search ferries",
     'search "eighty people"', "topics topic:ferries", "flag {cite}-q1", "digest preview", "curate list",
     'check text:"' + LONG_WORDS + '"', 'check text:"We shall build nine new ferries before winter comes, and each"'],
)  # fmt: skip
async def test_a_quote_of_too_many_words_is_told_by_its_length(answers: Answers, line: str) -> None:
    held = put(
        answers, LONG, licence="all", max_quote_words="12", url="https://example.org/ferries", topics="[ferries]"
    )
    reply = await answers.answer_line(line.format(cite=held.cite), READER)
    assert reply.understood
    assert not re.search("nine new ferries before|comes, and each of them|carry eighty people", text_of_article(reply))


def text_of_article(reply: Reply) -> str:
    lines = [line for each in reply.cards for line in each.lines]
    words = (Ink.WORDS, Ink.MARKED, Ink.OURS)
    own = [line for line in lines if "pasted" not in str(line)]
    return "\n".join("".join(piece.text for piece in line if piece.ink in words) for line in own)


async def test_a_quote_that_is_too_long_has_its_cite_its_speaker_and_the_link(answers: Answers) -> None:
    held = put(answers, LONG, licence="all", max_quote_words="12", url="https://example.org/ferries")
    for line in (f"quotes article:{held.cite}", f"open {held.cite}-q1"):
        reply = await answers.answer_line(line, READER)
        assert "words, not quoted at length here" in text_of(reply)
        assert f"{held.cite}-q1" in text_of(reply) and "Ida Lund" in text_of(reply)
        pieces = [piece for each in reply.cards for row in each.lines for piece in row]
        assert any(piece.url == "https://example.org/ferries" for piece in pieces)
    assert "“" not in text_of(reply)
    short = await answers.answer_line(f"quotes text:dream article:{held.cite}", READER)
    assert "a dream" in text_of(short)


async def test_a_digest_keeps_to_both_limits(answers: Answers) -> None:
    held = put(answers, LONG, max_quote_words="12", licence="20%")
    here = shelf(answers)
    choices = consider(Look(here), MORNING, Memory(), held.number)
    reply = digest_reply(gather(Look(here), choices), MORNING, NOON)
    assert len(sentences_shown(held, [reply])) <= most_shown(held)
    assert "carry eighty people" not in text_of(reply)


def test_an_allowance_counts_each_sentence_once(answers: Answers) -> None:
    held = put(answers, TALK, licence="5%")  # two sentences of forty
    allowance = Allowance()
    assert allowance.spend(held, held.sentences[3], held.sentences[3])
    assert allowance.spend(held, held.sentences[5])
    assert not allowance.spend(held, held.sentences[7])
    assert allowance.spend(held, held.sentences[5])
