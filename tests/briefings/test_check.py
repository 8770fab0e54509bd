"""Comparing a pasted passage with articles: what is exact, what is near and how, and whose words they are."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefings.analysis import analyse
from briefings.article import Article
from briefings.check import Finding, Verdict, judge
from briefings.checking.claim import read_claim
from briefings.checking.difference import Change
from briefings.checking.likeness import find_near, find_shortened
from briefings.checking.occurrence import find_exact
from briefings.checking.printed import Printed
from briefings.checking.wording import Wording
from briefings.people.person import holds_office, same_person

NEWS = (
    "The council of Arden met on Tuesday.\n\n"
    "“We can’t sell the state-owned ferry — nobody wants 1,200 tonnes of rust,” said Ines Moreau, the mayor. "
    "“It is an old ship,” Boris Fennel replied, “and it will never sail again.”\n\n"
    "The firms' plans cost $5.5 million, or 12% more than in 2019-2020. Will the harbour close? "
    "Moreau said that the harbour would not close. "
    "Fennel called the idea “totally groundless”."
)


def printed(text: str) -> Printed:
    entry = analyse(Article("made", text, "Made"))
    return Printed(Wording(text), entry.quotes, entry.reported)


def judged(pasted: str, speaker: str | None = None, *texts: str) -> Finding:
    return judge(read_claim(pasted, speaker), [printed(text) for text in texts or (NEWS,)])


def changes(pasted: str) -> set[Change]:
    finding = judged(pasted)
    assert finding.verdict is Verdict.NEAR, pasted
    near = finding.places[0].near
    assert near is not None
    return {change for difference in near.differences for change in difference.changes}


@pytest.mark.parametrize(
    "pasted",
    [
        "The council of Arden met on Tuesday.",
        "the COUNCIL of arden met on tuesday,",
        '"We can\'t sell the state-owned ferry - nobody wants 1,200 tonnes of rust"',
        "«We can’t sell the state–owned ferry--nobody  wants\u00a01,200 tonnes\nof rust»",
        "nobody wants 1,200 tonnes of rust, said Ines Moreau, the mayor. It is an old ship",
        "met on Tuesday. “We can’t sell the state-owned ferry",
        "The firms’ plans cost $5.5 million, or 12 % more than in 2019–2020.",
        "Will the harbour close?",
        "the har\u00adbour would not close",
        "Moreau said that the harbour would not close",
        "> The council of Arden",
        "totally groundless",
    ],
)
def test_marks_dashes_spaces_and_case_make_no_difference(pasted: str) -> None:
    assert judged(pasted).verdict is Verdict.EXACT


@pytest.mark.parametrize(
    ("pasted", "change"),
    [
        ("We can sell the state-owned ferry — nobody wants 1,200 tonnes of rust", Change.NEGATION_MISSING),
        ("Moreau said that the harbour would close", Change.NEGATION_MISSING),
        ("The council of Arden has not met on Tuesday", Change.NEGATION_ADDED),
        ("We can’t sell the state-owned ferry — nobody wants 1,300 tonnes of rust", Change.NUMBER),
        ("The firms' plans cost $5.6 million, or 12% more than in 2019-2020", Change.NUMBER),
        ("The firms' plans cost €5.5 million, or 12% more than in 2019-2020", Change.NUMBER),
        ("The firms' plans cost $5.5 million, or 12 more than in 2019-2020", Change.NUMBER),
        ("The council of Belmora met on Tuesday", Change.NAME),
        ("Fennel said that the harbour would not close", Change.NAME),
        ("We can’t sell the state-owned boat — nobody wants 1,200 tonnes of rust", Change.WORD),
        ("We can’t sell the state owned ferry — nobody wants 1,200 tonnes of rust", Change.MARKS),
        ("We can’t sell the stateowned ferry — nobody wants 1,200 tonnes of rust", Change.WORD),
        ("The firms plans cost $5.5 million", Change.MARKS),
        ("The council, of Arden met on Tuesday", Change.MARKS),
        ("The council of Arden met on Tuesday?", Change.MARKS),
        ("The council of Arden met last Tuesday", Change.WORD),
        ("We can’t sell the state-owned ferry — nobody wants tonnes of rust", Change.LEFT_OUT),
        ("The council of Arden met again on Tuesday", Change.ADDED),
    ],
)
def test_a_difference_is_near_and_named(pasted: str, change: Change) -> None:
    assert change in changes(pasted)


@pytest.mark.parametrize(
    ("pasted", "changed"),
    [
        ("Fennel said that the harbour would not close", True),
        ("fennel said that the harbour would not close", True),
        ("The mayor said that the harbour would not close", False),
        ("She said that the harbour would not close", False),
        ("Moreau's said that the harbour would not close", False),
        ("The council of fishermen met on Tuesday", False),
        ("The Council of Arden's met on Tuesday", False),
    ],
)
def test_a_name_is_changed_only_where_another_name_stands_for_it(pasted: str, changed: bool) -> None:
    assert (Change.NAME in changes(pasted)) is changed


def test_a_near_passage_is_a_slice_and_its_differences_lie_in_it() -> None:
    near = judged("We can sell the state-owned ship — nobody wants 1,200 tonnes of rust").places[0].near
    assert near is not None
    assert near.span.of(NEWS) == "We can’t sell the state-owned ferry — nobody wants 1,200 tonnes of rust"
    assert [(each.printed.of(NEWS), each.pasted) for each in near.differences] == [("can’t", "can"), ("ferry", "ship")]


@pytest.mark.parametrize(
    ("pasted", "speaker"),
    [
        ("“It is an old ship,” Fennel said.", "Fennel"),
        ("“It is an old ship”, said Boris Fennel", "Boris Fennel"),
        ('Fennel: "It is an old ship"', "Fennel"),
        ('Mr. Fennel said, "It is an old ship."', "Mr. Fennel"),
        ('"It is an old ship" - Boris Fennel', "Boris Fennel"),
        ('"It is an old ship", according to Boris Fennel', "Boris Fennel"),
        ('According to Fennel, "it is an old ship"', "Fennel"),
        ('"It is an old ship," Fennel said, "and it will never sail again."', "Fennel"),
        ('"It is an old ship," he said.', None),
        ("It is an old ship", None),
        ('In Arden and elsewhere they said "it is an old ship"', None),
        ('The council of Arden met. Fennel said, "it is an old ship"', None),
        ('Fennel called the idea "totally groundless"', None),
    ],
)
def test_a_pasted_text_may_name_the_speaker(pasted: str, speaker: str | None) -> None:
    assert read_claim(pasted).speaker == speaker


@pytest.mark.parametrize(
    ("pasted", "speaker", "verdict"),
    [
        ("It is an old ship", "Boris Fennel", Verdict.EXACT),
        ("It is an old ship", "Fennel", Verdict.EXACT),
        ("It is an old ship", "Ines Moreau", Verdict.OTHER_SPEAKER),
        ("It is an old ship", "Petra Fennel", Verdict.OTHER_SPEAKER),
        ('"It is an old ship," Moreau said.', None, Verdict.OTHER_SPEAKER),
        ('Moreau: "It is an old ship"', None, Verdict.OTHER_SPEAKER),
        ("The council of Arden met on Tuesday.", "Fennel", Verdict.OTHER_SPEAKER),
        ("Moreau said that the harbour would not close.", "Moreau", Verdict.EXACT),
        ("It is an old ship and it will never sail again", "Fennel", Verdict.EXACT),
        ("It is an old ship and it will sail again", "Fennel", Verdict.NEAR),
        ("“It is an old ship,” Fennel said on Monday.", None, Verdict.NEAR),
        ("“It is an old ship,” Fennel never said.", None, Verdict.NEAR),
        ("“It is an old ship”, said Boris Fennel. Will the harbour shrink?", None, Verdict.NEAR),
        ("“It is an old ship”, said French President Boris Fennel", None, Verdict.NEAR),
        ("“It is an old ship”, said Mr. Fennel", None, Verdict.EXACT),
        ("The moon is made of green cheese and honey", "Fennel", Verdict.NOT_HERE),
    ],
)
def test_the_words_and_the_speaker_are_judged_together(pasted: str, speaker: str | None, verdict: Verdict) -> None:
    assert judged(pasted, speaker).verdict is verdict


HARBOUR = (
    "Port Minister Nadia Brunel opened the lock on Monday. “It leaks,” Brunel said. Karim Osei, the chief executive of "
    "the Tarn Yard, disagreed. “It is dry,” Osei said. “I am tired,” said Paula Lenz. Port Minister Nadia Brunel said "
    "that the lock would be sealed. “It is a toy,” a spokesman for the fishermen said."
)


@pytest.mark.parametrize(
    ("pasted", "speaker", "verdict"),
    [
        ("It leaks", "the minister", Verdict.EXACT),
        ("It leaks", "port minister", Verdict.EXACT),
        ("It leaks", "Port Minister Brunel", Verdict.EXACT),
        ("“It leaks,” the port minister said.", "", Verdict.EXACT),
        ("the lock would be sealed", "the port minister", Verdict.EXACT),
        ("It is dry", "chief executive of the Tarn Yard", Verdict.EXACT),
        ("It is dry", "the Tarn Yard's chief executive", Verdict.EXACT),
        ("It is dry", "Tarn Yard", Verdict.OTHER_SPEAKER),
        ("It is dry", "the port minister", Verdict.OTHER_SPEAKER),
        ("It leaks", "the finance minister", Verdict.OTHER_SPEAKER),
        ("I am tired", "the mayor", Verdict.UNCONFIRMED),
        ("I am tired", "the lock keeper", Verdict.UNCONFIRMED),
        ("I am tired", "the Tarn Yard", Verdict.OTHER_SPEAKER),
        ("I am tired", "Osei", Verdict.OTHER_SPEAKER),
        ("It is a toy", "the mayor", Verdict.OTHER_SPEAKER),
    ],
)
def test_an_office_that_the_article_gives_the_speaker_is_no_other_speaker(
    pasted: str, speaker: str, verdict: Verdict
) -> None:
    assert judged(pasted, speaker, HARBOUR).verdict is verdict


def test_a_quote_that_nobody_is_named_for_confirms_no_speaker() -> None:
    text = "The wall bore a line in red paint. “Nobody leaves this harbour alive.” Rain fell."
    assert judged("Nobody leaves this harbour alive", "Fennel", text).verdict is Verdict.UNCONFIRMED


def test_words_in_quotation_marks_must_be_quoted() -> None:
    assert judged('Moreau: "the harbour would not close"').verdict is Verdict.OTHER_SPEAKER


def test_the_same_words_of_two_people_are_both_found() -> None:
    other = "“It is an old ship,” said Karl Gruber."
    both = judged("It is an old ship", None, NEWS, other)
    assert [place.article for place in both.places] == [0, 1]
    finding = judged("It is an old ship", "Gruber", NEWS, other)
    assert finding.verdict is Verdict.EXACT
    assert [place.article for place in finding.places] == [1]
    assert [place.article for place in finding.others] == [0]


@pytest.mark.parametrize("dots", ["…", " ... ", " [...] ", " (…) ", " . . . "])
def test_a_shortened_quote_is_near_and_says_what_was_left_out(dots: str) -> None:
    claim = read_claim(f"The council{dots}met on Tuesday")
    near = find_shortened(Wording(NEWS), claim.shortened)
    assert near is not None
    assert [(each.changes, each.printed.of(NEWS)) for each in near.differences] == [((Change.LEFT_OUT,), "of Arden")]
    assert judged(f"The council{dots}met on Tuesday").verdict is Verdict.NEAR


def test_parts_in_another_order_are_not_a_shortened_quote() -> None:
    claim = read_claim("met on Tuesday … The council of Arden")
    assert find_shortened(Wording(NEWS), claim.shortened) is None


def test_a_negation_that_was_left_out_is_named() -> None:
    near = judged("the harbour would … close").places[0].near
    assert near is not None
    assert Change.NEGATION_MISSING in near.differences[0].changes


@pytest.mark.parametrize(
    ("claimed", "named", "same"),
    [
        ("Xi", "Xi Jinping", True),
        ("Chinese President Xi", "Xi Jinping", True),
        ("Xi Jinping, president of China", "Xi", True),
        ("the LinkedIn chief executive, Jeff Weiner", "Jeff Weiner", True),
        ("embassy spokesman", "A spokesman for the Chinese Embassy", True),
        ("Jeb Bush", "George Bush", False),
        ("President Obama", "President Bush", False),
        ("From", "From", True),
        ("", "Xi", False),
        ("...", "Xi", False),
    ],
)
def test_a_shorter_name_is_the_same_person_and_another_first_name_is_not(claimed: str, named: str, same: bool) -> None:
    assert same_person(claimed, named) is same


CLINIC = (
    "Dr Amara Oyelaran said that nobody needed to call a nurse. “There is no serious risk,” she added. "
    "The council will not pay anybody's dentist. It was the first time in years that the clinic had to close."
)


@pytest.mark.parametrize(
    ("pasted", "verdict"),
    [
        ("nobody needs to call a nurse", Verdict.NEAR),
        ("nobody needed to call the nurse", Verdict.NEAR),
        ("there is serious risk", Verdict.NEAR),
        ("is serious risk", Verdict.NEAR),
        ("There is serious trouble", Verdict.NOT_HERE),
        ("The council will pay everybody's dentist", Verdict.NEAR),
        ("The clinic will pay everybody's dentist", Verdict.NOT_HERE),
        ("everybody needed to call", Verdict.NEAR),
        ("pay the dentist", Verdict.NOT_HERE),
        ("not the first time in years", Verdict.NEAR),
        ("it was not the last time", Verdict.NOT_HERE),
        ("it was not the", Verdict.NOT_HERE),
    ],
)
def test_few_words_are_near_where_one_place_differs_and_a_negation_beside_it(pasted: str, verdict: Verdict) -> None:
    assert judged(pasted, None, CLINIC).verdict is verdict


@pytest.mark.parametrize(
    ("claimed", "printed", "same"),
    [
        ("the president", "Former President", False),
        ("former president", "Former President", True),
        ("the mayor", "deputy mayor of Arden", False),
        ("the mayor", "the mayor's wife", False),
        ("mayor of Arden", "Arden's mayor", True),
        ("the Arden mayor", "the mayor", False),
        ("he", "he", False),
    ],
)
def test_an_office_is_the_same_only_with_all_that_is_claimed_of_it(claimed: str, printed: str, same: bool) -> None:
    assert holds_office(claimed, [printed]) is same


def test_few_words_are_near_only_to_a_whole_quote() -> None:
    assert judged("totally groundless ideas").verdict is Verdict.NEAR
    assert judged("council of Belmora").verdict is Verdict.NOT_HERE
    assert judged("an idea").verdict is Verdict.NOT_HERE


PLAIN = (
    "The ships of Arden can’t leave: it’s too cold. In 2019–2020, 1,200 tonnes of state-owned grain — some 12% — "
    "rotted there.\n\nThe firms' plans cost $5.5 million; nobody called them “totally groundless”. "
    "Will U.S. lawyers come?\n"
)
HELD = Wording(PLAIN)
PLACES = st.tuples(st.integers(0, len(HELD) - 1), st.integers(0, len(HELD) - 1)).map(sorted)
OTHERS = ("s", "never", "can", "2020", "2,020", "5.5", "ship", "firm", "own", "Belmora", "no", "ice-cold")


@given(PLACES)
def test_any_slice_of_an_article_is_exact_where_it_stands(place: list[int]) -> None:
    slice_ = HELD.span(place[0], place[1] + 1)
    assert (slice_,) in find_exact(HELD, Wording(slice_.of(PLAIN)))
    assert judged(slice_.of(PLAIN), None, PLAIN).verdict is Verdict.EXACT


@given(PLACES, st.data())
def test_a_slice_with_any_word_changed_is_never_exact(place: list[int], data: st.DataObject) -> None:
    first, last = place
    index = data.draw(st.integers(first, last))
    word = HELD.word(index)
    other = data.draw(st.sampled_from([*OTHERS, word + "s", word + "1", "un" + word, f"not {word}", f"{word}-{word}"]))
    pasted = PLAIN[HELD.starts[first] : HELD.starts[index]] + other + PLAIN[HELD.ends[index] : HELD.ends[last]]
    assume(pasted.casefold() not in PLAIN.casefold())
    assert judged(pasted, None, PLAIN).verdict is not Verdict.EXACT


@given(PLACES, st.data())
def test_a_slice_with_a_word_left_out_is_never_exact(place: list[int], data: st.DataObject) -> None:
    first, last = place
    assume(last - first > 1)
    index = data.draw(st.integers(first + 1, last - 1))
    pasted = PLAIN[HELD.starts[first] : HELD.starts[index]] + PLAIN[HELD.ends[index] : HELD.ends[last]]
    assert judged(pasted, None, PLAIN).verdict is not Verdict.EXACT


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_judged(text: str, speaker: str) -> None:
    finding = judged(text, speaker)
    for place in finding.places:
        assert all(0 <= span.start <= span.end <= len(NEWS) for span in place.spans)


@given(st.text(alphabet="ab .,'\"“”…-–\u200b\0\u202e1%$", max_size=200))
def test_any_article_can_be_compared(text: str) -> None:
    wording = Wording(text)
    assert [text[start:end] for start, end in zip(wording.starts, wording.ends, strict=True)] == [
        wording.word(index) for index in range(len(wording))
    ]
    find_near(wording, Wording("a b a b"))
    for spans in find_exact(wording, Wording("a b")):
        assert [form for span in spans for form in Wording(span.of(text)).forms] == ["a", "b"]


@pytest.mark.parametrize("speaker", [None, "Ines Moreau", "the mayor", "Boris Fennel"])
def test_a_check_costs_by_the_length_of_an_article(speaker: str | None) -> None:
    article = printed(f"Ines Moreau, the mayor, arrived. {'“The plan is ready,” Moreau said. ' * 3_000}")
    started = time.process_time()
    judge(read_claim("plan", speaker), [article])
    assert time.process_time() - started < 3  # minutes, if each place looked at every quote
