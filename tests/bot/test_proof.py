"""Proof: every quote that is shown, on every platform, is a slice of its stored article; a changed one is not shown."""

import html
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.answers import Answers
from bot.desk import Asker
from bot.platforms import discord_cards, plain_text, slack_blocks
from bot.replies import Reply
from briefings.article import parse_article
from briefings.library.database import open_database
from briefings.library.rows import HeldQuote
from briefings.library.schema import articles
from briefings.library.speech import QuoteFilter

ASKER = Asker("terminal", user="you", may_manage=True)
NAMES = ["Ann Lee", "Bob Ray", "Carla Díaz", "Dwayne O'Neil", "Eva Müller-Stein", "Fatima al-Sayed"]
WORDS = (
    "we they *never* said_it `that` the budget ~~is~~ <@1> @everyone :smile: [link](http://a.b) ||gone|| & naïve «so» "
    "100% of #plans – however – https://example.org/x|y <!channel> cost 3.5 million 🙂 שלום today's people’s"
).split()
SHAPES = [
    '"{words}," {name} said.',
    '{name} said, "{words}."',
    "“{words},” {name} told reporters on Monday.",
    'According to {name}, the plan is "{words}".',
    '{name} called it "{words}" and left.',
]


def made_article(seed: int) -> str:
    """Return an article with a dozen quotes full of what platforms could take for form, mention or link."""
    chance = random.Random(seed)  # seeded, so every run makes the same articles
    paragraphs = [f"{name} met the council on Monday to speak about the new plan." for name in NAMES]
    for _ in range(12):
        spoken = " ".join(chance.choices(WORDS, k=chance.randint(3, 25)))
        paragraphs.append(chance.choice(SHAPES).format(words="I think " + spoken, name=chance.choice(NAMES)))
    return "\n\n".join(paragraphs) + "\n"


def discord_text(reply: Reply) -> str:
    parts = [discord_cards.render(reply, part).payload for part in range(discord_cards.render(reply).parts)]
    shown = "\n\n".join(embed["description"] for part in parts for embed in part.get("embeds", []))
    shown = re.sub(r"(?<!\\)\*\*", "", shown)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", re.sub(r"(?m)^(\s*\d+)\\\.", r"\1.", shown))


def slack_text(reply: Reply) -> str:
    parts = [slack_blocks.render(reply, part).payload for part in range(slack_blocks.render(reply).parts)]
    literal = "".join(
        element["text"]
        for part in parts
        for block in part["blocks"]
        if block["type"] == "rich_text"
        for section in block["elements"]
        for element in section["elements"]
    )
    fallback = html.unescape("\n".join(part["text"] for part in parts))
    return literal + "\n" + fallback


def terminal_text(reply: Reply) -> str:
    return re.sub(r"\*(?=\S)|(?<=\S)\*", "", plain_text.render(reply))


def every_quote(answers: Answers) -> Iterator[HeldQuote]:
    for held in answers.library.shelf().newest(1000).items:
        yield from answers.library.shelf().quotes(QuoteFilter(article=held.number), 1000).items


@pytest.fixture
def with_made_articles(answers: Answers) -> Answers:
    for seed in range(200):
        article = parse_article(made_article(seed).encode(), f"made-{seed:03}.md")
        answers.library.put(replace(article, share=1.0), answers.clock.now())
    return answers


PLATFORMS: dict[str, Callable[[Reply], str]] = {
    "discord": discord_text,
    "slack": slack_text,
    "terminal": terminal_text,
}


async def test_every_quote_is_found_again_in_what_each_platform_shows(with_made_articles: Answers) -> None:
    answers = with_made_articles
    answers.page_size = 1000
    by_article: dict[str, list[HeldQuote]] = {}
    for quote in every_quote(answers):
        by_article.setdefault(quote.held.cite, []).append(quote)
    assert sum(map(len, by_article.values())) > 1500
    for entry, found in by_article.items():
        reply = await answers.answer_line(f"quotes article:{entry}", ASKER)
        for platform, shown in PLATFORMS.items():
            text = shown(reply)
            for quote in found:
                slice_ = quote.quote.span.of(quote.held.article.text)
                expected = slice_.replace("*", "") if platform == "terminal" else slice_
                assert expected in text, (platform, quote.cite)


async def test_after_one_byte_of_the_stored_text_changed_its_quotes_are_in_no_answer(
    answers: Answers, tmp_path: Path
) -> None:
    assert "daily basis" in terminal_text(await answers.answer_line("quotes MacGibbon", ASKER))  # it is kept now
    engine = open_database("sqlite:///library.db", tmp_path)
    with engine.begin() as connection:
        text = connection.execute(select(articles.c.text).where(articles.c.number == 1)).scalar_one()
        changed = text.replace("attacked on a daily basis", "attacked on a dally basis")
        connection.execute(update(articles).where(articles.c.number == 1).values(text=changed))
    lines = ["quotes", "quotes MacGibbon", "briefing", "briefing A1", "search attacked", "topics China", "open A1-q3"]
    for line in [*lines, "summary A1", "articles", "digest preview", "copy A1-q3", "flag A1-q3"]:
        shown = terminal_text(await answers.answer_line(line, ASKER))
        assert "dally" not in shown and "daily basis" not in shown and "MacGibbon, the" not in shown, line
