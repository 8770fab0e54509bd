"""For whom articles are: keys are read, places meet them, and several audiences leave those whom all of them name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.audience import Keys, is_within, narrowed, place_keys, read_audience
from briefings.place import Place

KEYS = st.sampled_from(["discord:1", "discord:1/2", "discord:1/3", "discord:12", "slack:T1", "slack:T1/C2", "slack:T2"])
AUDIENCES = st.lists(st.lists(KEYS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
PLACES = st.builds(
    Place, st.sampled_from(["discord", "slack"]), st.sampled_from(["", "1", "12", "T1"]), st.sampled_from(["2", "C2"])
)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("discord:123", ("discord:123",)),
        (" slack:T1/C2 ", ("slack:T1/C2",)),
        (["slack:T1", "discord:1/2", "slack:T1"], ("slack:T1", "discord:1/2")),
    ],
)
def test_one_key_or_a_list_of_them_is_read(given: object, read: Keys) -> None:
    assert read_audience(given) == read


@pytest.mark.parametrize(
    "given",
    [None, "", [], {}, "everybody", "discord:", "discord:abc", "discord:1/", "slack:t1", "T1", ["discord:1", ""], 7,
     "discord:1/2/3", "discord:١", [["discord:1"]]],
)  # fmt: skip
def test_what_names_nobody_is_refused_with_what_to_write(given: object) -> None:
    with pytest.raises(ValueError, match="discord:GUILD/CHANNEL"):
        read_audience(given)


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        (Place("discord", "1", "2"), ("discord:1", "discord:1/2")),
        (Place("slack", "T1", ""), ("slack:T1",)),
        (Place("discord", "", "2"), ()),
        (Place("terminal", "", "here"), ()),
    ],
)
def test_a_place_meets_its_workspace_and_its_channel_and_a_direct_message_nobody(place: Place, keys: Keys) -> None:
    assert place_keys(place) == keys


def sees(place: Place, audience: Keys | None) -> bool:
    return audience == () or bool(set(place_keys(place)) & set(audience or ()))


@given(AUDIENCES, PLACES)
def test_several_audiences_let_in_those_whom_each_of_them_lets_in(audiences: list[Keys], place: Place) -> None:
    assert sees(place, narrowed(audiences)) == all(sees(place, each) for each in audiences)


def test_without_an_audience_it_is_for_everybody_and_two_that_share_nobody_are_none() -> None:
    assert narrowed([]) == narrowed([(), ()]) == ()
    assert narrowed([("discord:1",), (), ("slack:T1",)]) is None


@pytest.mark.parametrize(
    ("audience", "wider", "within"),
    [
        ((), (), True),
        (("discord:1",), (), True),
        ((), ("discord:1",), False),
        (("discord:1/2",), ("discord:1",), True),
        (("discord:1",), ("discord:1/2",), False),
        (("discord:12",), ("discord:1",), False),
        (("slack:T1", "discord:1/2"), ("discord:1", "slack:T1"), True),
        (("slack:T2", "discord:1/2"), ("discord:1", "slack:T1"), False),
    ],
)
def test_an_audience_is_within_one_that_names_all_of_it(audience: Keys, wider: Keys, within: bool) -> None:
    assert is_within(audience, wider) is within
