"""Who is who across articles: what joins names, and what keeps them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.entry import Grade
from briefings.people.identity import Bearer, join, read_bearer
from briefings.people.offices import offices, sex_by_title


def bearer(written: str) -> Bearer:
    """ "xi jinping/president,leader/m" -> its name, offices and sex."""
    name, given, sex = (written + "//").split("/")[:3]
    return Bearer(name, sex, frozenset(given.split(",")) - {""})


def people(*written: str) -> list[str]:
    """The person of each bearer, in order."""
    bearers = [bearer(each) for each in written]
    joined = join(bearers)
    return [joined[each] for each in bearers]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # names that agree
        (["xi jinping", "xi"], ["xi jinping", "xi jinping"]),
        (["xi jinping/president", "xi/president"], ["xi jinping", "xi jinping"]),
        (["xi jinping/president", "xi"], ["xi jinping", "xi jinping"]),
        (["jane roe", "roe"], ["jane roe", "jane roe"]),
        (["jane roe", "jane roe/mayor"], ["jane roe", "jane roe"]),
        (["jane roe//f", "roe//f"], ["jane roe", "jane roe"]),
        (["donald trump", "donald j trump", "trump"], ["donald j trump"] * 3),
        (["jane roe", "j roe"], ["jane roe", "jane roe"]),
        (["jan van der berg", "van der berg", "berg"], ["jan van der berg"] * 3),
        (["roe", "roe/mayor"], ["roe", "roe"]),
        (["jane roe/mayor", "jane roe/governor", "roe/governor"], ["jane roe"] * 3),
        (["nguyen phu trong", "nguyen", "trong"], ["nguyen phu trong"] * 3),
        # what contradicts
        (["jane roe", "john roe", "roe"], ["jane roe", "john roe", "roe"]),
        (["jane roe//f", "john roe//m", "roe//f"], ["jane roe", "john roe", "jane roe"]),
        (["jane roe/mayor", "john roe/coach", "roe/coach"], ["jane roe", "john roe", "john roe"]),
        (["xi jinping", "xi mingze", "xi"], ["xi jinping", "xi mingze", "xi"]),
        (["jane roe/mayor", "roe/analyst"], ["jane roe", "roe"]),
        (["jane roe//f", "roe//m"], ["jane roe", "roe"]),
        (["jane roe/mayor", "roe/analyst", "roe"], ["jane roe", "roe (analyst)", "roe"]),
        (["roe/analyst", "roe/mayor"], ["roe (analyst)", "roe (mayor)"]),
        (["jane roe", "june roe", "j roe"], ["jane roe", "june roe", "j roe"]),
        (["george w bush", "george h w bush", "george bush"], ["george w bush", "george h w bush", "george bush"]),
        (["donald trump", "donald trump jr", "trump"], ["donald trump", "donald trump jr", "donald trump"]),
        (["jane roe", "jane doe", "jane"], ["jane roe", "jane doe", "jane"]),
        (["donald trump", "donald"], ["donald trump", "donald"]),
        (["rob roe", "robert roe"], ["rob roe", "robert roe"]),
        # alone as often a place or a firm
        (["denzel washington", "washington"], ["denzel washington", "washington"]),
        (["denzel washington", "washington//m"], ["denzel washington", "denzel washington"]),
        (["gerald ford/president", "ford"], ["gerald ford", "ford"]),
    ],
)
def test_names_are_joined_when_they_agree_and_nothing_contradicts_it(written: list[str], expected: list[str]) -> None:
    assert people(*written) == expected


def test_others_are_joined_to_who_is_known_and_change_nobody() -> None:
    known = [bearer("jane roe/mayor"), bearer("roe")]
    others = [bearer("john roe"), bearer("roe/mayor"), bearer("roe/coach")]
    joined = join(known, others)
    assert [joined[each] for each in (*known, *others)] == ["jane roe", "jane roe", "john roe", "jane roe", "roe"]


NAMES = st.builds(
    Bearer,
    st.sampled_from(["xi", "xi jinping", "xi mingze", "roe", "jane roe", "j roe", "jane m roe", "john roe", "roe jr"]),
    st.sampled_from(["", "m", "f"]),
    st.frozensets(st.sampled_from(["mayor", "coach"]), max_size=2),
)


@given(st.lists(NAMES, max_size=12).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_order_of_arrival_does_not_matter(bearers: tuple[list[Bearer], list[Bearer]]) -> None:
    assert join(bearers[0]) == join(bearers[1])


@given(st.lists(NAMES, max_size=12))
def test_everybody_is_somebody_and_full_names_with_other_given_names_are_never_one(bearers: list[Bearer]) -> None:
    joined = join(bearers)
    assert set(joined) == set(bearers)
    named = {bearer.name: person for bearer, person in joined.items()}
    if {"jane roe", "john roe"} <= set(named):
        assert named["jane roe"] != named["john roe"]
    if {"xi jinping", "xi mingze"} <= set(named):
        assert named["xi jinping"] != named["xi mingze"]


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("President Xi Jinping spoke.", "Xi Jinping", "xi jinping/president/m"),
        ("Coach Roe said.", "Coach Roe", "roe/coach"),
        ("Mr. Xi left. President Xi said so.", "Xi", "xi/president/m"),
        ("Ann Smith, the mayor of Town, said no.", "Ann Smith", "ann smith/mayor/f"),
        ("Former Gov. Jeb Bush said.", "Jeb Bush", "jeb bush/governor/m"),
        ("Xi said so.", "Xi", "xi"),
        ("Sean O’Malley said so.", "Sean O’Malley", "sean o'malley//m"),
        ("Ms Roe said. Mr Roe denied.", "Roe", "roe"),
    ],
)
def test_a_bearer_is_read_from_titles_and_appositions(text: str, speaker: str, expected: str) -> None:
    assert read_bearer(text, speaker, Grade.NAMED) == bearer(expected)


@pytest.mark.parametrize(
    ("speaker", "grade"),
    [
        ("a spokesman for the embassy", Grade.ROLE),
        ("Article 10 of the law", Grade.ROLE),
        ("the Justice Department", Grade.NAMED),
        ("The Times", Grade.NAMED),
        ("The president", Grade.NAMED),
    ],
)
def test_offices_papers_and_bodies_have_no_other_forms(speaker: str, grade: Grade) -> None:
    assert read_bearer(f"{speaker} said so.", speaker, grade) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Ann Roe spoke.", {"mayor"}),
        ("Ann Roe, the chief executive of Acme, spoke.", {"ceo"}),
        ("Ann Roe, the Prime Minister's cybersecurity adviser, spoke.", {"adviser"}),
        ("Ann Roe, a leading expert on trade, spoke.", set()),
        ("Ann Roe spoke.", set()),
    ],
)
def test_offices_are_what_tells_people_apart(text: str, found: set[str]) -> None:
    assert offices(text, "Ann Roe") == found


@pytest.mark.parametrize(
    ("text", "sex"), [("Mr. Roe and Mrs Doe", "m"), ("Mr Roe; Ms Roe", ""), ("Roe", ""), ("said Mr. and Roe", "")]
)
def test_a_title_tells_the_sex(text: str, sex: str) -> None:
    assert sex_by_title(text, "Roe") == sex
