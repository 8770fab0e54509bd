"""Names that a misspelt one may stand for."""

import pytest

from briefings.library.alike import Names

NAMES = ("Petra Lund", "A spokeswoman for the Harbour Board", "Greta Svensdotter", "Jörg Ødegård", "Bo Ek", "Sven Dahl")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("petra lnud", "Petra Lund"),
        ("svensdoter", "Greta Svensdotter"),  # one word of a name
        ("SVENSDTOTER", "Greta Svensdotter"),
        ("dalh", "Sven Dahl"),
        ("svensdoter greta", "Greta Svensdotter"),  # in any order
        ("harbor spokewoman", "A spokeswoman for the Harbour Board"),
        ("jorg odegrad", "Jörg Ødegård"),
        ("Jörk", "Jörg Ødegård"),
    ],
)
def test_a_misspelt_name_is_near_the_one_whose_words_are_like_its_own(typed: str, found: str) -> None:
    near = Names(NAMES).near(typed, 3)
    assert near.alike and near.names[0] == found


@pytest.mark.parametrize("typed", ["qqqq", "zebra crossing", "the", "", "?", "lund zebra crossing", "x " * 500])
def test_where_no_name_is_like_it_those_are_told_that_are_used_most(typed: str) -> None:
    near = Names(NAMES).near(typed, 2)
    assert not near.alike and list(near.names) == list(NAMES[:2])


def test_no_names_are_near_where_there_are_none() -> None:
    assert not Names(()).near("svensdoter", 3).names
