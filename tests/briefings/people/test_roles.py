"""The roles that an article gives a person are its own words."""

import pytest

from briefings.people.roles import roles


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("President Xi Jinping spoke.", "Xi Jinping", ["President"]),
        ("Former Gov. Jeb Bush spoke.", "Jeb Bush", ["Former Gov."]),
        ("Ann Lee, the chair of the bank, spoke.", "Ann Lee", ["the chair of the bank"]),
        ("Ann Lee, a nurse, met Mayor Ann Lee.", "Ann Lee", ["a nurse", "Mayor"]),
        ("Alastair Hay, Norway's cyber adviser, spoke.", "Alastair Hay", ["Norway's cyber adviser"]),
        ("Ann Lee, who spoke first, left.", "Ann Lee", []),
        ("Ann Lee, Bob Ray, and others left.", "Ann Lee", []),
        ("Nobody spoke.", "Ann Lee", []),
        ("It was up to Ann Lee, the mediator. She came.", "Ann Lee", ["the mediator"]),
        ("According to Ann Lee, the bridge fell. It is gone.", "Ann Lee", []),
        ("On Monday former Health Secretary Ann Lee spoke.", "Ann Lee", ["former Health Secretary"]),
        ("But Secretary of State Ann Lee spoke.", "Ann Lee", ["Secretary of State"]),
        ("He left. Coach Ann Lee spoke.", "Ann Lee", ["Coach"]),
        ("Bob Ray met Mr Ann Lee.", "Ann Lee", []),
    ],
)
def test_titles_before_and_appositions_after_a_name_are_roles(text: str, name: str, expected: list[str]) -> None:
    assert [span.of(text) for span in roles(text, name)] == expected
