"""Sentence ends: a table of tricky cases, and what holds for any text.

In the table ``|`` stands for the space where a sentence must end, ``‖`` for such a place without a space.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sentences import paragraphs, sentences

CASES = {
    "plain": (
        "The council met.|It voted.",
        "Did it rain?|Yes!|It did.",
        "One line without a stop",
        "Stop!!!|Why?!|Because.",
    ),
    "titles and initials": (
        "Mr. Smith met Mrs. Jones.|They spoke.",
        "Dr. Lee, Gov. Brown and Sen. Warren came.",
        "Lt. Gen. Ray A. Odierno retired.",
        "Prof. Ada B. C. King wrote it.|It sold well.",
        "The Rev. Martin Luther King Jr. spoke.",
        "George W. Bush left.|He waved.",
        "J. K. Rowling wrote it.",
        "J.R.R. Tolkien wrote it.",
        "Gen. Sir Mike Jackson agreed.",
        "She saw St. Paul's and Mt. Fuji.",
        "Messrs. Black and White signed.",
        "It belongs to Sammy Davis Jr.|The crowd knew.",
        "Ms. Abedin met Msgr. Farmer and Pres. Assad.",
        "Adm. William McRaven and Gen. David Petraeus spoke.",
        "Sen. John F. Kennedy won.|The crowd cheered.",
        "Drs. Smith and Brown agreed.",
        "Ald. Joe Moore voted no.|The rest agreed.",
        "Hon. Jane Roe ruled.",
        "She is a Sr. Vice President at the bank.",
        "It was Vladimir V. Putin who came.",
        "Judge I. Leo Glasser ruled on Monday.",
        "General I.E. Petrov led them.",
        "He was a man with an I. Q. of 69 points.",
        "My wife and I.|We left.",
        "Rev. Dr. Martin Luther King Jr. spoke.|They listened.",
        "Vice President Joseph R. Biden Jr., in an interview, spoke.",
        "W. Mark Felt leaked it.",
        "H.R. McMaster left.|John Bolton came.",
        "Samuel L. Jackson and Robert C. Mardian came.",
        "William H. Gates III.|He left.",
        "It ended with World War I.|Germany lost.",
        "Judge I. Leo Glasser ruled.|So can I.",
    ),
    "places and countries": (
        "He lives in the U.S.|The law is new.",
        "He lives in the U.S. and works there.",
        "U.S. President Obama spoke.",
        "The U.S. Air Force agreed.",
        "They flew to Washington, D.C.|The trip was long.",
        "They flew to Washington D.C. on Monday.",
        "The U.N. Security Council met.",
        "Talks with the E.U.|They failed.",
        "He moved to Springfield, Ill.|His wife stayed.",
        "A plant in Wilmington, Del. has closed.",
        "She has a Ph.D.|It took years.",
        "She has a Ph.D. in physics.",
        "He was born in the U.S.|In 1990 he left.",
        "The U.S. House voted.|The Senate did not.",
        "The U.S. Senate voted.",
        "It is U.S. policy.|It is old.",
        "Born in the U.S.S.R., he left.",
        "He left the U.K. in May.|London was sad.",
        "NASHUA, N.H. - At a club, Chris Christie spoke.",
        "WASHINGTON, D.C. — The Senate voted.|It was late.",
        "A shooting in San Bernardino, Calif.|The two were caught.",
        "He lives at 5 Elm St. in Boston.",
        "She lives on 5th Ave. near the park.|The flat is small.",
        "They drove to St. Louis, Mo., on Monday.",
        "Ft. Worth and Mt. Vernon are towns.",
        "Fresno, Calif., is hot.|So is Tucson, Ariz.",
        "He moved to Washington, D.C., in 2010.",
    ),
    "companies": (
        "Acme Inc. said so.|Shares fell.",
        "He runs Acme Inc.|The firm is old.",
        "Acme Corp. Chief Executive Bob Smith left.",
        "Bell & Co. Ltd. of Leeds closed.",
        "Apple Inc. shares fell.|Google did not.",
        "Apple Inc. Chief Tim Cook left.",
        "Johnson & Johnson Co. and Roe Bros. merged.",
        "He works for Lock & Co.|But as he prepared, it closed.",
        "Warner Bros. made it.|It sold.",
        "Amazon.com Inc. rose.",
        "Goldman Sachs & Co. LLC sued.",
    ),
    "numbers": (
        "He wore No. 10 on his shirt.",
        "No.|He would not.",
        "It rose 3.5 percent.|That is much.",
        "It cost $1.2 million.|Nobody paid.",
        "It happened in 2014.|Then it stopped.",
        "See Fig. 3 and p. 12 for details.",
        "Vol. 2 came out.|Sales were low.",
        "Version 2.0.1 works.|Version 3 fails.",
        "The file is at 10.0.0.1 on port 80.",
        "Art. 10 of the law is short.",
        "The index fell 0.5 percent to 1,200.50.|Traders sold.",
        "He is No. 1 in the world.|Nos. 2 and 3 lost.",
        "It was the No. 2 U.S. bank.",
        "She finished in 9.58 seconds.|Nobody was faster.",
        "It rose to $5.|Then it fell.",
        "It costs $3.50.|Cheap!",
        "He scored 10.|She scored 11.",
        "Section 3.2.1 says so.|Section 4 does not.",
        "It weighs 5 lbs.|It is light.",
        "He is 6 ft. tall.|She is not.",
        "It sold 3.2 m. copies.",
        "See pp. 12-15.|They explain it.",
        "See p. 5.|It helps.",
        "Sec. 5 applies.",
        "The ratio is 3:1.|That is high.",
        "The 2.5-liter engine works.",
        "It grew by 5 per cent.|Experts were pleased.",
        "Nobody under 18 got in.|18 waited.",
        "The vote was 5 to 4.|4 people left.",
        "It has 1,000.|No more.",
        "He earned £2.5m.|She earned €3bn.",
    ),
    "times and dates": (
        "It began at 2 p.m. Monday.|It ended late.",
        "It began at 2 p.m.|The crowd left.",
        "It began at 9 a.m. EST and ended.",
        "They met Jan. 6 in Paris.",
        "They met in Jan.|The talks failed.",
        "On Sept. 11 it changed.",
        "It opened Tues. at noon.",
        "Friday, May 1, 2015|On Monday the council met.",
        "Council votes for park|Friday, May 1, 2015",
        "The vote is on Friday, May 1, 2015",
        "The trial is set for 9 a.m. Tuesday.|Jurors will be there.",
        "The talks ended at 5 p.m. in Paris.",
        "They came at 5 p.m.|The talks ended.",
        "They came at 10 p.m. EDT.|The talks ended.",
        "It closed at 6 P.M. on Friday.",
        "It closed at 6 P.M.|On Friday it opened.",
        "On Feb. 29, 2016, it rained.",
        "It fell on Dec. 7.|Then the war came.",
        "Wed. is fine.",
        "In Oct. 2012 he left.",
        "Caesar died in 44 B.C.|The people wept.",
        "It was built in 50 A.D. by Romans.",
        "The shop shuts at 8 p.m. Sundays.",
        "He left at 8 p.m.|Police came later.",
        "The match kicks off at 3 p.m. Saturday, Jan. 5, in Leeds.",
    ),
    "ellipses": (
        "Well... it depends.",
        "Well...|It depends.",
        "He waited … and left.",
        "She paused. . . and left.",
        "I thought ... well, never mind.",
        "“… There is evidence,” he said.",
        "... The next day he left.",
        "He left...",
        'He said: "I was ...|Then I left."',
        "Wait…|What?",
        "Wait… what?",
        '"I wonder ..." she said.',
        "And so on . . .|The end came.",
        'He had "no ... idea."|She had.',
    ),
    "quotation marks": (
        '"It is over," he said.|She left.',
        '"Is it over?" he asked.|"Yes."',
        '"Is it over?" Smith asked.|No one spoke.',
        '"Go away!" the old man shouted.',
        '"It is over."|Smith left the room.',
        "“It is over.”|Smith left.",
        "'It is over.'|Smith left.",
        'He said, "We won.|We are glad."|Then he left.',
        "''We lost.''|They left.",
        'The book "Who Dares?" sold well.',
        '"We won!" he shouted.|She smiled.',
        '"Why now?" Mr. Smith asked.|"We wait."',
        '"Why now?"|Mr. Smith had no answer.',
        "“Stop!” she cried.",
        '"It\'s over.|We lost," she said.',
        'He called it "a disgrace."|She agreed.',
        'He called it "a disgrace!" and left.',
        'She asked, "Why?"|He did not know.',
        "She asked “Why?” and left.",
        "‘It is late.’|She left.",
        "\"He said 'Go.'\"|She went.",
        "He said 'Go!' and left.",
        '"Right now!" Williams said.',
        'She sang "Help!" on stage.',
        'The film "Mamma Mia!" is old.',
        '"Who\'s there?" is the first line.',
        "“I came.”|“I saw.”",
        'The "U.S." is large.',
        '"I love the U.S.," he said.',
        '"He was there at 5 p.m.," she said.',
        "''Can we win Illinois?'' Mr. Manafort asked.",
        '"No."|"Yes."',
        'The song ("Why?") is old.',
        "Right now! ”|Williams left.",
        '"It\'s a long game." - Matthew Ingram',
        "“It is a long game.” — Ada Moss, mayor",
    ),
    "brackets": (
        "He left (it was late).|She stayed.",
        "(It was late.)|She stayed.",
        "He spoke [in French.]|She listened.",
        "It is true (see p. 4).",
        "It is known.[1]|It is old.",
        "She left.|(He stayed.)",
        "She left.|(He stayed.)|They met.",
        "She left (He stayed.) and came back.",
        "She left (why?) and came back.",
        "He won (see Fig. 2).|She lost.",
        "[It rained.]|They left.",
        "Sen. Bob Roe (R., Ohio) left.",
        "Rep. Jim Doe (D-Calif.) left.|He won.",
        "Rep. Jim Doe (D-Calif.)|He won.",
        "It is so.[2][3]|It was not.",
        "It is so [1].|It was not.",
        "He (Mr. Roe) left.|She (Ms. Doe) came.",
        "The firm (Acme Inc.) closed.",
    ),
    "shortened words": (
        "Fruit, e.g. apples, is good.",
        "He came first, i.e. Before noon.",
        "Smith v. Jones was heard.",
        "Brazil vs. Chile was a draw.",
        "They sell pens, ink, etc.|The shop is old.",
        "They sell pens, etc. and ink.",
        "It weighs approx. 50 kilos.",
        "Cats, dogs, etc. are pets.",
        "Cats, dogs, etc.|They are pets.",
        "Smith et al. found it.|It was new.",
        "Roe v. Wade was the law.",
        "It is ca. 50 years old.",
        "Compare cf. Smith.",
        "It was i.e. the end.",
        "He sells tea, coffee, e.g. Arabica.",
        "The dept. head left.",
        "The Dept. of Justice sued.",
        "The Univ. of Iowa won.",
        "Gov't. officials left.",
        "Est. 1923.|It is old.",
        "It is 5 ft. 3 in. tall.",
        "The P.O. box is full.",
        "R.I.P.|He was great.",
        "The A.C.L.U. sued.",
        "It's O.K.|We know.",
        "It's O.K. with me.",
        "He has an M.B.A.|He is smart.",
        "She got a B.A. in art.",
        "He weighed 12 oz. at birth.",
        "Op. cit. is old.",
        "The so-called D.I.Y. shops closed.",
        "He said a.k.a. Smith.",
        "The M.T.A. said so.|Riders were mad.",
        "The vote is 5-4.|Justice Roe wrote it.",
    ),
    "names with marks and single letters": (
        "Yahoo! Inc. agreed.|Shares rose.",
        "She likes vitamin C.|The doctor agreed.",
        "It was he and I.|The others left.",
        "Plan B.|The mayor had one.",
        "Yahoo! said so.|It rose.",
        "The show Jeopardy! is old.",
        "Will.i.am sang.|The crowd danced.",
        "He wrote for E! News.",
        "Mr. T came.|He sang.",
        "Vitamin A.|It is good.",
        "Hepatitis C.|The disease kills.",
        "World War II.|It ended.",
        "Pope John Paul II.|He died.",
        "He drove a Model T.|It was black.",
        "Grade A.|The best one.",
    ),
    "addresses on the web": (
        "See example.com for more.|It is free.",
        "Visit www.example.com/a.html.|It is free.",
        "Write to a.b@example.org.|We answer.",
        "Node.js is fast.|So is Go.",
        "Go to http://www.example.com/a?b=c.|It works.",
        "Go to https://example.org/x.html.|It works.",
        "Mail me at jane.doe@example.com.|I answer.",
        "The U.S.-based firm, Example.com, closed.",
        "Follow @jane.doe.|She posts.",
        "Version 2.0.|It is new.",
        "He owns example.co.uk.|It works.",
        "Use file.txt and run.sh.|Then stop.",
    ),
    "lost and added spaces": (
        "That was the end.‖The next day began.",
        "He owns a .38 pistol.|It is old.",
        "Rescue teams arrive .|The man was safe.",
        "He left.‖She stayed at home.",
        "It costs 3.5.It fell.",
    ),
    "dashes": (
        "He left.|— She stayed.",
        "He won.|— And then he lost.",
    ),
    "questions": (
        "Really?|Yes.|No!",
        "What?!|No.",
        '"What?!" he asked.',
        "Why?|Because.|And how?",
        "Is it 5 p.m.?|Yes.",
        'Did he say "No"?|He did.',
        'Did he say "No?"|He did.',
        'Who said "No?"|Nobody.',
        "He asked whether it was so?|It was.",
        "Did the U.S. vote?|It did.",
    ),
    "colons and semicolons": (
        "He said: Go.|She went.",
        "Note: It rained.|It stopped.",
        "He left; she stayed.",
    ),
    "lists": (
        "1. Go home.",
        "a) Go home.",
        "(1) Go home.|Stay there.",
        "1. Go home.|2. Stay.",
        "- Go home.|Stay there.",
        "Bring: 1. bread, 2. wine.",
        "A. The first answer.|B. The second answer.",
        "iv. the fourth point",
    ),
    "headlines, bylines and date lines": (
        "By JANE DOE",
        "By Jane Doe and J. K. Roe",
        "By Jane Doe, Associated Press",
        "LONDON (Reuters) - The bank closed.|It was old.",
        "PARIS, Nov. 26 - The talks failed.|They had lasted a week.",
        "BOSTON — The council met.|It voted.",
        "KABUL, Afghanistan (AP) — A bomb went off.|Nobody was hurt.",
        "Mayor resigns, cites health",
        "What now?",
        "ST. LOUIS (AP) — The arch closed.|It was snowing.",
        "Updated 3:15 p.m. EST, Mon., Jan. 4, 2016",
        "Published: Jan. 4, 2016, 9 a.m.",
    ),
    "other scripts": (
        "He has a phone.|iPhone sales rose.",
        "你好。‖他说。‖再见！",
        "Er kam am 3. Mai an.|Die Frau ging.",
        "Dr. Müller blieb, z. B. Montag.",
        "Il est parti.|Elle reste.",
        "هل انتهى الأمر؟|نعم.",
    ),
}


@pytest.mark.parametrize("case", [case for rows in CASES.values() for case in rows])
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    text = case.replace("|", " ").replace("‖", "")
    assert [span.of(text) for span in sentences(text)] == case.replace("‖", "|").split("|")


def test_headings_bylines_and_list_items_stand_alone() -> None:
    text = "A heading\nBy Jane Doe\n\nIt voted. It was close.\n- one thing\n- another thing\n1. first\n2. second\n"
    assert [span.of(text) for span in sentences(text)] == [
        "A heading", "By Jane Doe", "It voted.", "It was close.",
        "- one thing", "- another thing", "1. first", "2. second",
    ]  # fmt: skip


def test_lines_broken_at_a_fixed_width_are_put_together() -> None:
    text = (
        "The town council voted on Monday evening to close the old\n"
        "swimming hall, which had been open since the year of the\n"
        "great flood. Nobody spoke against it, and the mayor said\n"
        "that a new hall would be built.\n\nThe vote was close."
    )
    shown = [span.of(text).replace("\n", " ") for span in sentences(text)]
    assert shown[1] == "Nobody spoke against it, and the mayor said that a new hall would be built."
    assert len(shown) == 3
    assert len(paragraphs(text)) == 2


def test_each_line_is_a_paragraph() -> None:
    text = "First one.\nSecond one, which is much longer than the first.\r\n\r\n  Third. \n"
    assert [span.of(text) for span in paragraphs(text)] == [
        "First one.", "Second one, which is much longer than the first.", "Third.",
    ]  # fmt: skip


@given(
    st.text(alphabet=st.characters(), max_size=200)
    | st.text(alphabet=" .!?\"'“”()[]\n\t\x00aAB1\ud800。,", max_size=120)
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_covered_in_order_and_nothing_but_space_is_left_out(text: str) -> None:
    spans = sentences(text)
    last = 0
    for start, end in spans:
        assert text[last:start].strip() == ""
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end
    assert text[last:].strip() == ""


@pytest.mark.parametrize(
    "piece", ["a. B", ".", "a", "((", "Mr. ", "\n", '! " ', "A.B.", "Monday, May 1, 2015 ", "' ", "\u202e. "]
)
def test_a_long_line_of_anything_is_cut_in_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert isinstance(sentences(text), list)
