"""Summaries of articles and briefings on one: who a pronoun means stands outside the article's words."""

from bot.answers import Answers
from bot.replies import Ink, plain
from briefings.article import Article
from tests.bot.generated import ask
from tests.fakes import NOON

TEXT = (
    "The council of Westbury voted on Monday to close the old swimming hall. Mayor Ann Lee defended the vote. "
    "She said that the repairs would cost nine million pounds. Swimmers met outside the town hall. "
    '"We have looked at every other way," Lee said. "This is a sad day for the town," said Bob Ray, a swimmer. '
    "The hall was built in 1971. Engineers had warned of the roof. The station stands beside it."
)


def test_a_label_outside_the_words_says_whom_a_pronoun_means(answers: Answers) -> None:
    answers.library.put(Article("hall", TEXT, "The hall", share=1), NOON)
    lines = [card.lines for card in ask(answers, "summary hall 9").cards]
    labels = [plain(each[1]) for each in lines if len(each) > 1]
    assert labels == ["“She” is Ann Lee"]
    for each in lines:
        assert all(piece.text in TEXT for piece in each[0] if piece.ink is Ink.WORDS)


def test_a_briefing_leads_with_one_sentence_and_has_different_speakers(answers: Answers) -> None:
    answers.library.put(Article("hall", TEXT, "The hall", share=1.0), NOON)
    reply = ask(answers, "briefing hall")
    first, *others = [plain(card.lines[0]) for card in reply.cards]
    assert first.startswith("The council of Westbury voted")
    assert all(each.startswith("• ") for each in others[:3]) and not any(each.startswith("• ") for each in others[3:])
    assert ["Lee" in plain(card.lines[-1]) or "Bob Ray" in plain(card.lines[-1]) for card in reply.cards[4:]]


def test_a_topic_of_which_only_hanging_sentences_speak_is_told_so(answers: Answers) -> None:
    text = "- He sold the drills.\nThe council of Westbury met. The mayor spoke. The town voted for it."
    answers.library.put(Article("drills", text, "Drills"), NOON)
    said = plain(ask(answers, "summary drills about:drills").title)
    assert "speaks of “drills” only in 1 sentence that cannot stand alone" in said
