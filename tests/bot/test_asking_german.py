"""Questions in German are read as the same commands."""

import time

import pytest

from bot.questions.asking import is_question, read_question
from bot.questions.days import take_days
from bot.questions.german import GERMAN
from tests.bot.asking import TODAY, Books, lines


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Was sagt Xi über China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("was hat Xi Jinping zur cybersecurity law gesagt?", 'quotes speaker:"Xi Jinping" topic:"cybersecurity law"'),
        ("Was sagte Xi über Hacker", 'quotes speaker:"Xi Jinping" text:Hacker'),
        ("was hat Xi gesagt?", 'quotes speaker:"Xi Jinping"'),
        ("Was hat Xi seit dem 1. November gesagt?", 'quotes speaker:"Xi Jinping" since:2026-11-01'),
        ("Was sagt Obama zu China?", "quotes speaker:Obama"),
        ("Kannst du mir sagen, was Xi über China sagt?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Weißt du, was Xi zu China gesagt hat?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Wie steht Xi zu China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Wie äußert sich Xi zu China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Was hält Xi von China?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Zitate von Xi zu China", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Die Haltung von MacGibbon", 'quotes speaker:"Alastair MacGibbon"'),
        ("MacGibbons Aussagen zu China", 'quotes speaker:"Alastair MacGibbon" topic:China'),
        ("Aussagen zu China", "quotes topic:China"),
        ("Xi über China", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Was wurde über China gesagt?", "quotes topic:China"),
        ("Was sagen die Leute über China?", "quotes topic:China"),
        ("Hat Xi etwas über China gesagt?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Hat sich Xi zu China geäußert?", 'quotes speaker:"Xi Jinping" topic:China'),
        ("Hat Xi „a huge gap“ gesagt?", 'check text:"a huge gap" speaker:Xi'),
        ("Hat MacGibbon wirklich gesagt, dass „attacked daily“?", 'check text:"attacked daily" speaker:MacGibbon'),
        ("Stimmt es, dass Xi gesagt hat, die Lücke ist groß?", 'check text:"die Lücke ist groß" speaker:Xi'),
        ("Wurde „false cliches“ von Xi gesagt?", 'check text:"false cliches" speaker:Xi'),
        ("Wer hat „totally groundless“ gesagt?", 'check text:"totally groundless"'),
        ("Wer hat gesagt, dass die Lage ernst ist?", 'quotes text:"die Lage ernst ist"'),
        ("Wer hat was über China gesagt?", "quotes topic:China"),
        ("Wer hat was gesagt?", "quotes"),
        ("Wer hat das gestern gesagt?", "quotes since:2026-11-22 until:2026-11-22"),
        ("Wer spricht über China?", "quotes topic:China"),
        ("Wer hat sich zu China geäußert?", "quotes topic:China"),
        ("Wer erwähnt Zölle?", "quotes text:Zölle"),
        ("Wer wird zitiert?", "quotes"),
        ("Wer wird in A1 zitiert?", "quotes article:A1"),
        ("Wer kommt im Artikel über the bridge zu Wort?", "quotes article:A3"),
        ("Zitate aus A2", "quotes article:A2"),
        ("Was sagt der Artikel über China?", "topics topic:China"),
        ("Was steht in A1?", "briefing article:A1"),
        ("Was steht über China drin?", "topics topic:China"),
        ("Worum geht es?", "topics"),
        ("Worum geht es in A2?", "briefing article:A2"),
        ("Wovon handelt der Artikel über the bridge?", "briefing article:A3"),
        ("Was gibt es Neues?", "briefing"),
        ("Was gibt's Neues zu China?", "articles topic:China"),
        ("Gibt es etwas Neues zu China seit dem 1.11.2026?", "articles topic:China since:2026-11-01"),
        ("Neues zu China", "articles topic:China"),
        ("Die neuesten Nachrichten zu China", "articles topic:China"),
        ("Was ist letzte Woche passiert?", "articles since:2026-11-16 until:2026-11-22"),
        ("Was ist in China passiert?", "articles topic:China"),
        ("Fasse A1 in zwei Sätzen zusammen", "summary article:A1 length:2"),
        ("Bitte fass den Artikel über the bridge ausführlich zusammen!", "summary article:A3 length:long"),
        ("Zusammenfassung von A2", "summary article:A2"),
        ("Gib mir eine kurze Zusammenfassung des Artikels über the bridge", "summary article:A3"),
        ("Welche Themen gibt es?", "topics"),
        ("Welche Artikel gibt es zu China?", "articles topic:China"),
        ("Artikel von Reuters", "articles source:Reuters"),
        ("Wer ist Alastair MacGibbon?", 'quotes speaker:"Alastair MacGibbon"'),
        ("Was ist das cybersecurity law?", 'topics topic:"cybersecurity law"'),
        ("Was weißt du über China?", "topics topic:China"),
        ("Erkläre mir China", "topics topic:China"),
        ("Was ist A1-q2?", "open cite:A1-q2"),
        ("Was kannst du?", "help"),
        ("Wie viele Menschen leben in Perth?", 'search text:"Menschen leben Perth"'),
        ("Warum plant die Stadt eine Brücke?", 'search text:"plant Stadt Brücke"'),
    ],
)  # fmt: skip
def test_a_question_is_read_as_the_command_that_it_means(question: str, line: str) -> None:
    assert lines(question)[0] == line


@pytest.mark.parametrize(
    ("text", "rest", "since", "until"),
    [
        ("Gesetz seit 2026-11-01", "Gesetz", "2026-11-01", None),
        ("Gesetz seit gestern", "Gesetz", "2026-11-22", None),
        ("Gesetz vorgestern", "Gesetz", "2026-11-21", "2026-11-21"),
        ("Gesetz vom 1. bis 3. November", "Gesetz", "2026-11-01", "2026-11-03"),
        ("zwischen dem 1. Oktober und dem 3. November 2025", "", "2026-10-01", "2025-11-03"),
        ("Gesetz bis zum 3.11.2026", "Gesetz", None, "2026-11-03"),
        ("Gesetz vor dem 1. November", "Gesetz", None, "2026-10-31"),
        ("Gesetz nach dem 1.11.", "Gesetz", "2026-11-02", None),
        ("Gesetz am Freitag", "Gesetz", "2026-11-20", "2026-11-20"),
        ("Gesetz vom 20. März", "Gesetz", "2026-03-20", "2026-03-20"),
        ("Gesetz in den letzten 7 Tagen", "Gesetz", "2026-11-16", None),
        ("Gesetz diese Woche", "Gesetz", "2026-11-23", None),
        ("Gesetz aus der letzten Woche", "Gesetz", "2026-11-16", "2026-11-22"),
        ("Gesetz in diesem Monat", "Gesetz", "2026-11-01", None),
        ("Gesetz im letzten Monat", "Gesetz", "2026-10-01", "2026-10-31"),
        ("Gesetz im Dezember", "Gesetz", "2025-12-01", "2025-12-31"),
        ("Gesetz im Februar 2024", "Gesetz", "2024-02-01", "2024-02-29"),
        ("seit dem 31. November", "seit dem 31. November", None, None),
        ("seit dem Krieg", "seit dem Krieg", None, None),
    ],
)
def test_days_are_taken_out_of_the_words(text: str, rest: str, since: str | None, until: str | None) -> None:
    found, days, _ = take_days(text, GERMAN.days, TODAY)
    assert (found, days.get("since"), days.get("until")) == (rest, since, until)


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("wer hat das gesagt", True),
        ("Zeig mir Neues", True),
        ("fasse A1 zusammen", True),
        ("Gibt's Neues", True),
        ("Wertpapiere der Bank", False),
        ("Wasserwerk", False),
    ],
)
def test_a_question_begins_like_one(line: str, is_asked: bool) -> None:
    assert is_question(line) is is_asked


@pytest.mark.parametrize("part", ["hat x das gesagt ", "was ist ", "sagt über von ", '"', "fasse ", "seit "])
def test_a_long_question_costs_by_its_length(part: str) -> None:
    start = time.process_time()
    read_question("was hat " + part * (2000 // len(part)), Books(), TODAY)
    assert time.process_time() - start < 0.5
