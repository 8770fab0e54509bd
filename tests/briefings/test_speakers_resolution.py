"""Whom a short name or a pronoun means."""

import pytest

from tests.briefings.quoting import said


def speakers(text: str) -> list[tuple[str, str]]:
    return [(q.speaker, q.grade) for q in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        'President Xi Jinping opened the hall. Xi said, "We will build it."',
        'President Xi said, "We will build it." Later Xi Jinping left.',
    ],
)
def test_a_short_name_leads_to_the_fullest_form(text: str) -> None:
    assert speakers(text) == [("Xi Jinping", "resolved")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will build it," said Minister Jan Novak on Monday.', ("Jan Novak", "named")),
        ('Jan Novak spoke. "We will build it," Novak said.', ("Jan Novak", "resolved")),
        ('"We will build it," said Jan Novak.', ("Jan Novak", "named")),
        ('"We will build it," said Minister April Jones.', ("April Jones", "named")),
        ('It is due in Jan. Novak left. "We will build it," Novak said.', ("Novak", "named")),
        ('In April Jones said: "We will build it."', ("Jones", "named")),
    ],
)
def test_a_given_name_that_is_a_month_too_is_kept_where_no_month_can_be_meant(
    text: str, speaker: tuple[str, str]
) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Anna Berg met Carl Holm on Sunday. "We will build it," she said.', "Anna Berg"),
        ('Anna Berg met Carl Holm on Sunday. "We will build it," he said.', "Carl Holm"),
        ('Carl Holm spoke for an hour. He said, "We will build it."', "Carl Holm"),
        ('A spokesman for the embassy denied it.\n"We will build it," he said.', "A spokesman for the embassy"),
        ('Ms. Berg met Mr. Holm on Sunday. "We will build it," she said.', "Berg"),
        ('The report was published on Sunday. It says, "The bridge is not safe."', "The report"),
        ('Mary Stone and Bill Stone spoke. "We will build it," she said.', "Mary Stone"),
    ],
)
def test_a_pronoun_goes_to_the_one_it_fits(text: str, speaker: str) -> None:
    assert speakers(text) == [(speaker, "resolved")]


def test_a_pronoun_with_nobody_before_it_stays_unattributed() -> None:
    assert speakers('"We will build it," he said.') == [("", "unattributed")]


def test_he_is_never_a_woman() -> None:
    assert speakers('Anna Berg opened the bridge. "We will build it," he said.') == [("", "unattributed")]


def test_a_surname_that_two_people_share_stays_as_printed() -> None:
    text = 'Mary Stone and Bill Stone opened the bridge. "We will build it," Stone said.'
    assert speakers(text) == [("Stone", "named")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Mary Stone and Bill Stone opened it. "We will build it," Mr. Stone said.', "Bill Stone"),
        ('Mary Stone and Bill Stone opened it. "We will build it," Ms. Stone said.', "Mary Stone"),
    ],
)
def test_a_title_tells_people_of_one_surname_apart(text: str, speaker: str) -> None:
    assert speakers(text) == [(speaker, "resolved")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"We will," said Anna Berg.\nYsanne Holm had come late. Holm shook her head. "It is too dear," she said.',
            "Holm",
        ),
        (
            '"We will," an official said.\nTuomo Holm came. Holm said he would not wait. "It is too dear," he said.',
            "Holm",
        ),
        ('"We will," Anna Berg said. Her rival, Tuomo Holm, objects. She smiles. "He is late," she said.', "Anna Berg"),
        ('"We will," Anna Berg said.\nAccording to Oona Holm, it rained. "It was wet," she said.', "Oona Holm"),
        ('When a guest shouted, the chair, Carl Holm, stopped the talk. "I will not have it," he said.', "Carl Holm"),
    ],
)
def test_the_subject_just_before_is_meant_though_nobody_tells_the_sex(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0].endswith(speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Carl Holm spoke. Denise was late. "It is too dear," she said.', "Denise"),
        ('Denise Holm spoke. Clinton was late. "It is too dear," she said.', "Denise Holm"),
        ('Dr. Oona Holm spoke. "It is too dear," she said.\nHer husband, Dr. Carl Holm, left.', "Oona Holm"),
        ('Jill A. Holm spoke. "It is too dear," she said.', "Jill A. Holm"),
    ],
)
def test_the_sex_of_a_name_is_told_by_a_given_name_and_not_by_a_namesake(text: str, speaker: str) -> None:
    assert speakers(text)[0][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Striker Anna Berg scored. Anna Berg is tall. "We will build it," Berg said.', "Anna Berg"),
        ('Whatever Anna Berg did, it worked. "We will build it," she said.', "Anna Berg"),
        ('"We will build it," said Councillor Anna Berg.', "Anna Berg"),
        ('"We will build it," said Anna Berg MP.', "Anna Berg"),
        (
            'Mexico\'s envoy, Anna Sol Lima de la Cruz, came. "We will," Lima de la Cruz said.',
            "Anna Sol Lima de la Cruz",
        ),
        ('The envoy, Carlos Lima Prado, came. "We will," Lima said.', "Carlos Lima Prado"),
        ('Oona de Holm spoke. De Holm was late. "We will build it," De Holm said.', "Oona de Holm"),
        ('"We will build it," said the Family Court.', "Family Court"),
    ],
)
def test_the_forms_of_one_name_are_one_person(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0].removeprefix("the ") == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Anna Berg was hurt. Ms. Berg is 24. "We will build it," Mrs. Berg said.', "Berg"),
        ('Anna Berg was late. "We will build it," Mrs. Berg said.', "Anna Berg"),
    ],
)
def test_mrs_is_another_woman_where_an_article_calls_one_of_the_name_ms(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will," said a spokeswoman for the owner, Holm Lines.', "a spokeswoman for the owner"),
        ('"We will," said the mayor of the town, Anna Berg.', "Anna Berg"),
        ('"We will," said the lawyer for Ann Roe, Anna Berg.', "Anna Berg"),
        ('"We will," said the landlord, Anna Berg.', "Anna Berg"),
        ('"We will build the bridge," one of the town\'s lawyers, Anna Berg, said.', "Anna Berg"),
        ('Carl Holm is Health Secretary. "We will," the former Health Secretary said.', "the former Health Secretary"),
        ('The Data Commissioner, Anna Berg, said: "We will build it."', "Anna Berg"),
    ],
)
def test_a_name_after_a_role_is_its_own_where_no_other_noun_can_bear_it(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We will," Carl Holm said.\nPeter Berg was late. "It is too dear," he said.', "Peter Berg"),
        ('"We will," Carl Holm said.\nOne of the workers was angry. "It is too dear," he said.', "One of the workers"),
        ('Tuomo Holm told Anna Berg that it was late. "It is too dear," she said.', ""),
        ('His wife Oona was late. Carl Holm waited. "It is too dear," she said.', "Oona"),
    ],
)
def test_a_pronoun_means_nobody_above_its_paragraph_where_one_leads_it(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Anna Berg was blind. Her teacher, Miska Holm, moved her hands. "It is too dear," she said.', "Anna Berg"),
        ('"We will," Sanli Berg said. Her colleague Tuomo Holm disagreed. "It is too dear," he said.', "Tuomo Holm"),
        ('Mr. Berg spoke. Mr. Holm bowed and said, "Mr. Berg is a great help to me."', "Holm"),
    ],
)
def test_who_belongs_to_somebody_is_not_mistaken_for_her(text: str, speaker: str) -> None:
    assert speakers(text)[-1][0] == speaker
