"""Who said it, class by class: for each way of quoting a few texts with their quotes, speakers and grades."""

import pytest

from tests.briefings.quoting import said

PARK, HADDAD = "Lena Park", "Omar Haddad"
SOFT = "The ground is soft"

SPLIT = {
    '"It will take two years," the engineer Lena Park said, "and it will cost more."': [
        ("It will take two years", PARK, "named"),
        ("and it will cost more.", PARK, "named"),
    ],
    '"It will take two years," said Lena Park, "and nobody likes that." The hall was full.': [
        ("It will take two years", PARK, "named"),
        ("and nobody likes that.", PARK, "named"),
    ],
    '"First we dig," Lena Park said. "Then we pour."': [
        ("First we dig", PARK, "named"),
        ("Then we pour.", PARK, "named"),
    ],
}
FRAGMENTS = {
    'Lena Park described the plan as "a leap in the dark."': [("a leap in the dark.", PARK, "named")],
    'Lena Park promised voters a "fair and open" tender.': [("fair and open", PARK, "named")],
    'Lena Park was quoted by the Herald as saying that the ground is "softer than butter."': [
        ("softer than butter.", PARK, "named")
    ],
}
NEIGHBOURS = {
    'Lena Park closed the meeting. "We start digging in May and we will not stop," she said.': [
        ("We start digging in May and we will not stop", PARK, "resolved")
    ],
    '"We start digging in May." That was how Lena Park put it on Monday.': [
        ("We start digging in May.", PARK, "named")
    ],
    'Lena Park had a warning for the town:\n"We start digging in May and we will not stop."': [
        ("We start digging in May and we will not stop.", PARK, "named")
    ],
}
ACCORDING = {
    'According to Lena Park, "the ground is softer than we thought."': [
        ("the ground is softer than we thought.", PARK, "named")
    ],
    '"The ground is soft," according to Lena Park.': [(SOFT, PARK, "named")],
    '"The ground is soft," according to a statement.': [(SOFT, "a statement", "role")],
}
TITLES = {
    '"We were never asked," said retired Gen. Omar Haddad.': [("We were never asked", HADDAD, "named")],
    '"We were never asked," Deputy Mayor Omar Haddad told the council.': [("We were never asked", HADDAD, "named")],
    '"We were never asked," former Sen. Lena Park said.': [("We were never asked", PARK, "named")],
}
APPOSITIONS = {
    'Omar Haddad, the head of the miners\' union, said: "We were never asked."': [
        ("We were never asked.", HADDAD, "named")
    ],
    '"We were never asked," said Omar Haddad, a miner from Kell who lost his job.': [
        ("We were never asked", HADDAD, "named")
    ],
    'Omar Haddad, who has worked there for 20 years, said, "We were never asked."': [
        ("We were never asked.", HADDAD, "named")
    ],
    '"We were never asked," said Haddad, who has worked in the mine for 20 years.': [
        ("We were never asked", "Haddad", "named")
    ],
}
NOMINAL = {
    '"We were never asked," a spokesman for the union said.': [
        ("We were never asked", "a spokesman for the union", "role")
    ],
    '"We were never asked," said a person close to the union.': [
        ("We were never asked", "a person close to the union", "role")
    ],
    'The letter read: "No mine may open on a Sunday."': [("No mine may open on a Sunday.", "The letter", "role")],
    'The ministry said in a statement: "No mine may open on a Sunday."': [
        ("No mine may open on a Sunday.", "The ministry", "role")
    ],
    'Article 3 of the treaty states that "no mine may open on it". It also states, "Mines need two exits."': [
        ("no mine may open on it", "Article 3 of the treaty", "role"),
        ("Mines need two exits.", "Article 3 of the treaty", "resolved"),
    ],
}
TWO = {
    '"No," said Lena Park. "Yes," said Omar Haddad.': [("No", PARK, "named"), ("Yes", HADDAD, "named")],
    '"We need it," Lena Park told Omar Haddad. "We do not," he replied.': [
        ("We need it", PARK, "named"),
        ("We do not", HADDAD, "resolved"),
    ],
    '"We need it," Lena Park said.\n"We do not," Omar Haddad said.': [
        ("We need it", PARK, "named"),
        ("We do not", HADDAD, "named"),
    ],
}
HEARERS = {
    'Omar Haddad told Lena Park: "We do not need it."': [("We do not need it.", HADDAD, "named")],
    '"She never lies," Omar Haddad said of Lena Park.': [("She never lies", HADDAD, "named")],
    'Of Lena Park, Omar Haddad said, "She never lies."': [("She never lies.", HADDAD, "named")],
}
OFFICES = {
    'Lena Park met Sen. Omar Haddad on Monday. "I will vote against it," the senator said.': [
        ("I will vote against it", HADDAD, "resolved")
    ],
    'Sen. Lena Park met Sen. Omar Haddad on Monday. "I will vote against it," the senator said.': [
        ("I will vote against it", "the senator", "role")
    ],
    'Vice President Lena Park spoke for an hour. "It is good," the president said.': [
        ("It is good", "the president", "role")
    ],
}
PASSIVE = {
    'In a talk with the Herald, Lena Park was asked, "Is the ground soft?"': [
        ("Is the ground soft?", "", "unattributed")
    ],
    'Lena Park was quoted as saying, "The ground is soft."': [("The ground is soft.", PARK, "named")],
    '"The ground is soft," Lena Park was quoted as saying.': [(SOFT, PARK, "named")],
}
SIGNED = {
    'Lena Park: "The ground is soft."': [("The ground is soft.", PARK, "named")],
    'LENA PARK: "The ground is soft."': [("The ground is soft.", "LENA PARK", "named")],
    "“The ground is soft.” – Lena Park, engineer": [("The ground is soft.", PARK, "named")],
}
TRANSCRIPTS = {
    f"Omar Haddad met Lena Park.\n{mark}HADDAD: Is it soft?\n{mark}PARK: It is soft.\n{mark}HADDAD: And now?": [
        ("Is it soft?", HADDAD, "resolved"),
        ("It is soft.", PARK, "resolved"),
        ("And now?", HADDAD, "resolved"),
    ]
    for mark in ("", '"', "“")
}
QUESTIONS = {
    '"Is the ground soft?" Lena Park asked.': [("Is the ground soft?", PARK, "named")],
    '"Why not now?" asked Omar Haddad. "What are we waiting for?"': [
        ("Why not now?", HADDAD, "named"),
        ("What are we waiting for?", HADDAD, "named"),
    ],
    'Asked about the ground, Lena Park said, "It is soft."': [("It is soft.", PARK, "named")],
    '"Who pays for it?" the reporter wanted to know.': [("Who pays for it?", "the reporter", "role")],
}
UNLISTED = {
    'Lena Park harrumphed: "The ground is soft."': [("The ground is soft.", PARK, "named")],
    'Lena Park sighed, "The ground is soft."': [("The ground is soft.", PARK, "named")],
}
PRONOUNS = {
    'The council met on Monday. "We need more time," it said in a statement.': [
        ("We need more time", "The council", "resolved")
    ],
    'Lena Park and Omar Haddad spoke. "We waited for years," they said.': [("We waited for years", "", "unattributed")],
    'It was praised by Lena Park of Kell, the chair, who said little. "It is good," she said in a note.': [
        ("It is good", PARK, "resolved")
    ],
    'In a speech in Kell on Tuesday, Omar Haddad struck a softer tone. "It is good," he said.': [
        ("It is good", HADDAD, "resolved")
    ],
}
SHARED = {
    'Lena Park and her brother Paul Park run the mine. "It is good," Park said.': [("It is good", "Park", "named")],
    'Lena Park and her brother Paul Park run the mine. "It is good," Mr. Park said.': [
        ("It is good", "Paul Park", "resolved")
    ],
    'Lena Park and her brother Paul Park run the mine. "It is good," Paul Park said.': [
        ("It is good", "Paul Park", "named")
    ],
}
CLASSES = {
    "split": SPLIT,
    "fragments": FRAGMENTS,
    "neighbours": NEIGHBOURS,
    "according to": ACCORDING,
    "titles": TITLES,
    "appositions": APPOSITIONS,
    "nominal": NOMINAL,
    "two speakers": TWO,
    "hearers": HEARERS,
    "passive": PASSIVE,
    "offices": OFFICES,
    "signed": SIGNED,
    "transcripts": TRANSCRIPTS,
    "questions": QUESTIONS,
    "unlisted verbs": UNLISTED,
    "pronouns": PRONOUNS,
    "shared surnames": SHARED,
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, table in CLASSES.items() for text in table])
def test_quotes_of_every_class_have_their_speakers_and_grades(name: str, text: str) -> None:
    assert said(text) == CLASSES[name][text]


@pytest.mark.parametrize(
    "text",
    [
        "Trump: ‘The Ground Is Soft’\nThe talks went on. “It is hard,” Lena Park said.",
        "'A soft ground.'\nThe talks went on. \"It is hard,\" Lena Park said.",
    ],
)
def test_a_headline_in_single_marks_is_no_quote_where_the_article_has_double_ones(text: str) -> None:
    assert [quote.words for quote in said(text)] == ["It is hard"]


@pytest.mark.parametrize("row", ['"""""', "'''''''", "“““““““““", '"' * 400])
def test_a_row_of_marks_is_an_ornament(row: str) -> None:
    assert [quote.words for quote in said(f'{row} The end. "It is hard," Lena Park said.')] == ["It is hard"]


def test_a_headline_is_no_name() -> None:
    text = 'Park Says Haddad Will Resign\nThe talks with Mr. Park went on. "It is hard," Mr. Park said.'
    assert said(text) == [("It is hard", "Park", "named")]
