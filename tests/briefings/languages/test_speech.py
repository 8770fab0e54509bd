"""German and French quotes: a speaker where a sure pattern names one, and never another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.entry import Grade, Kind, Quote
from briefings.languages import french_speech, german_speech
from briefings.languages.speech import find_quotes
from briefings.sentences import sentences

SPEECH = {"de": german_speech.SPEECH, "fr": french_speech.SPEECH}
SPEAKERS = {
    "de": [
        ("„Wir gehen“, sagte Anna Berg.", "Anna Berg"),
        ("„Wir gehen”, sagte Anna Berg.", "Anna Berg"),
        ('"Wir gehen", sagte Anna Berg.', "Anna Berg"),
        ("»Wir gehen«, sagte Anna Berg.", "Anna Berg"),
        ("„Wir gehen?“, fragte Anna Berg.", "Anna Berg"),
        ("„Wir gehen!“ rief Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte Bürgermeisterin Anna Berg am Montag.", "Anna Berg"),
        ("„Wir gehen“, sagte die Bürgermeisterin Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte der frühere Minister Karl Otto.", "Karl Otto"),
        ("„Wir gehen“, sagte der SPD-Politiker Karl Otto.", "Karl Otto"),
        ("„Wir gehen“, sagte Deutschlands Kanzler Karl Otto.", "Karl Otto"),
        ("„Wir gehen“, sagte Dr. Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, so Karl von Otto.", "Karl von Otto"),
        ("„Wir gehen“, sagte EU-Chefin Anna von der Berg.", "Anna von der Berg"),
        ("„Wir gehen“, sagte Irlands Premier Karl Otto.", "Karl Otto"),
        ("„Wir gehen“, sagte Otto Journalisten in Bonn.", None),
        ("„Wir gehen“, sagte die Mutter von Anna Berg.", None),
        ("Zu Anna Berg sagte der Richter Karl Otto: „Wir gehen.“", None),
        ("„Wir gehen“, sagte am Montag Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte Anna Berg, „und bleiben weg.“", "Anna Berg"),
        ("Anna Berg sagte: „Wir gehen.“", "Anna Berg"),
        ("Die Bürgermeisterin Anna Berg sagte: „Wir gehen.“", "Anna Berg"),
        ("Anna Berg, Chefin der Werft, sagte: „Wir gehen.“", "Anna Berg"),
        ("Anna Berg sagte am Montag in Bonn: „Wir gehen.“", "Anna Berg"),
        ("Am Montag sagte Anna Berg: „Wir gehen.“", "Anna Berg"),
        ("Nach dem Treffen mit Karl Otto sagte Anna Berg: „Wir gehen.“", "Anna Berg"),
        ("Das sei „ein schwerer Fehler“, sagte Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte ein Sprecher der Polizei.", "ein Sprecher der Polizei"),
        ("Eine Sprecherin des Ministeriums sagte: „Wir gehen.“", "Eine Sprecherin des Ministeriums"),
        ("„Wir gehen“, sagte er.", None),
        ("„Wir gehen“, sagte sie der Zeitung.", None),
        ("„Wir gehen“, sagte die Ministerin.", None),
        ("„Wir gehen“, sagte die Polizei.", None),
        ("„Wir gehen“, sagte Anna Berg und Karl Otto.", None),
        ("„Wir gehen“, sagte Bergs Sprecher.", None),
        ("„Wir gehen“, sagte Anna Bergs Anwalt.", None),
        ("„Wir gehen“, sagte der Zeitung zufolge Anna Berg.", None),
        ("„Wir gehen“, sagte Reuters.", None),
        ("Der Sprecher sagte Reuters: „Wir gehen.“", None),
        ("Der Sprecher von Anna Berg sagte: „Wir gehen.“", "Der Sprecher von Anna Berg"),
        ("Als Anna Berg kam, sagte Otto: „Wir gehen.“", None),
        ("Anna Bergs Anwalt sagte: „Wir gehen.“", None),
        ("Sie lobte Anna Berg: „Wir gehen jetzt alle nach Hause.“", None),
        ("„Wir gehen jetzt alle nach Hause.“ Anna Berg lachte.", None),
        ("„Wir gehen“, sagte Uhlmann.", "Uhlmann"),
        ("„Wir gehen“, sagte Berg zu Otto.", "Berg"),
        ("„Wir gehen“, brummte Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, freut sich Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte die Werksleiterin Anna Berg.", "Anna Berg"),
        ("„Wir gehen“, sagte Karl Graf von Otto.", "Karl Graf von Otto"),
        ("„Wir gehen“, sagte der Onkel Anna Bergs.", None),
        ("„Wir gehen“, sagte der Ministerin Anna Berg.", None),
        ("»Ich rief: ›Wir gehen‹«, erzählte Anna Berg.", "Anna Berg"),
        ("Auf die Frage, ob Karl Otto bleibt, sagte Anna Berg: „Wir gehen.“", "Anna Berg"),
        ("Der Leiter der Oper, Karl Otto, sagte: „Wir gehen.“", "Karl Otto"),
        ("Die Mutter des Fahrers, Kim Otto, sagte: „Wir gehen.“", None),
        ("Anna Berg nannte den Plan „ganz falsch“.", "Anna Berg"),
        ("Anna Berg sprach von einem „Tag der Schande“.", "Anna Berg"),
        ("Anna Berg warf Otto vor, er habe „nichts begriffen“.", "Anna Berg"),
        ("Laut Anna Berg ist der Plan „ganz falsch“.", "Anna Berg"),
        ("Laut Anna Berg hat Otto gesagt: „Wir gehen jetzt alle nach Hause.“", None),
        ("Anna Berg kritisierte den Satz von Karl Otto: „Wir gehen jetzt alle nach Hause.“", None),
        ("Otto habe gesagt, das sei „falsch“, klagte Anna Berg.", None),
        ("„Wir gehen“, sagte Anna Berg. „Und wir bleiben weg.“", "Anna Berg"),
        ("„Wir gehen“, sagte Anna Berg, und Karl Otto nickte. „Und wir bleiben alle weg.“", ("Anna Berg", None)),
        ("„Wer geht?“, fragte Anna Berg. „Niemand geht heute nach Hause.“", ("Anna Berg", None)),
    ],
    "fr": [
        ("« Nous partons », a déclaré Anna Morel.", "Anna Morel"),
        ("«\u202fNous partons\u202f», a déclaré Anna Morel.", "Anna Morel"),
        ("«\u00a0Nous partons\u00a0», a déclaré Anna Morel.", "Anna Morel"),
        ("“Nous partons”, a déclaré Anna Morel.", "Anna Morel"),
        ("« Nous partons ! », lance Anna Morel.", "Anna Morel"),
        ("« Nous partons », a déclaré lundi Anna Morel.", "Anna Morel"),
        ("« Nous partons », a vivement réagi Anna Morel.", "Anna Morel"),
        ("« Nous partons », explique à l’AFP Anna Morel.", "Anna Morel"),
        ("« Nous partons », a déclaré la maire Anna Morel.", "Anna Morel"),
        ("« Nous partons », a déclaré le ministre français Paul Roux.", "Paul Roux"),
        ("« Nous partons », a déclaré la maire de Paris, Anna Morel.", "Anna Morel"),
        ("« Nous partons », a déclaré M. Morel.", "Morel"),
        ("« Nous partons », a expliqué Jean-Luc de La Tour.", "Jean-Luc de La Tour"),
        ("« Nous partons », selon Anna Morel.", "Anna Morel"),
        ("« Nous partons », a déclaré un porte-parole de la police.", "un porte-parole de la police"),
        ("« Nous partons », a dit Anna Morel, « et nous restons loin. »", "Anna Morel"),
        ("Selon Anna Morel, « nous partons demain ».", "Anna Morel"),
        ("Anna Morel a déclaré : « Nous partons. »", "Anna Morel"),
        ("Anna Morel a déclaré lundi à Paris : « Nous partons. »", "Anna Morel"),
        ("Anna Morel explique\u202f: «\u202fNous partons.\u202f»", "Anna Morel"),
        ("La ministre Anna Morel a affirmé : « Nous partons. »", "Anna Morel"),
        ("Anna Morel, directrice du port, a déclaré : « Nous partons. »", "Anna Morel"),
        ("« Nous partons », a-t-il dit.", None),
        ("« Nous partons », dit-elle.", None),
        ("« Nous partons », affirme le ministre.", None),
        ("« Nous partons », a déclaré la police.", None),
        ("« Nous partons », a déclaré Anna Morel et Paul Roux.", None),
        ("« Nous partons », a déclaré la maire de Paris Anna Morel.", None),
        ("« Nous partons », a déclaré le ministre de la Santé, Paris ayant refusé.", None),
        ("« Nous partons », selon l'AFP.", None),
        ("Il a dit : « Nous partons demain pour la mer. »", None),
        ("Le frère d'Anna Morel a déclaré : « Nous partons. »", None),
        ("Interrogée sur Paul Roux, elle a déclaré : « Nous partons. »", None),
        ("« Nous partons », a déclaré l'avocat de Paul Roux.", None),
        ("« Nous partons », a déclaré l'avocat de Paul Roux, Jean Petit.", "Jean Petit"),
        ("Selon Paul Roux, Anna Morel a dit : « Nous partons. »", None),
        ("Anna Morel cite Paul Roux : « Nous partons demain pour la mer. »", None),
        ("Avec Paul Roux, Anna Morel a dit : « Nous partons. »", None),
        ("« Nous partons tous demain matin. » Anna Morel a souri.", None),
        ("« Nous partons », ironise Anna Morel.", "Anna Morel"),
        ("« Nous partons », a dit le gérant Paul Roux.", "Paul Roux"),
        ("« Nous partons », a dit la soudeuse Anna Morel.", "Anna Morel"),
        ("La présidente du club, Anna Morel, a dit : « Nous partons. »", "Anna Morel"),
        ("La mère du conducteur, Kim Roux, a dit : « Nous partons. »", None),
        ("Anna Morel a dénoncé « une faute grave ».", "Anna Morel"),
        ("Selon Anna Morel, le plan est « mal parti ».", "Anna Morel"),
        ("Selon Anna Morel, Paul Roux a parlé d’un plan « mal parti ».", None),
        ("Anna Morel affirme que Paul Roux lui a dit : « Nous partons demain pour la mer. »", None),
        ("Anna Morel dénonce la phrase de Paul Roux : « Nous partons demain pour la mer. »", None),
        ("« Nous partons », a dit Anna Morel. « Et nous restons loin. »", "Anna Morel"),
        ("« Qui part ? », demande Anna Morel. « Personne ne part ce soir. »", ("Anna Morel", None)),
    ],
}  # fmt: skip


def quotes(language: str, text: str) -> tuple[Quote, ...]:
    return find_quotes(text, sentences(text, language), SPEECH[language])


def speaker(quote: Quote, text: str) -> str | None:
    return quote.speaker.of(text) if quote.speaker else None


@pytest.mark.parametrize(
    ("language", "text", "expected"), [(language, *row) for language, rows in SPEAKERS.items() for row in rows]
)
def test_a_speaker_is_named_surely_or_not_at_all(
    language: str, text: str, expected: str | tuple[str | None, ...] | None
) -> None:
    found = quotes(language, text)
    assert found
    each = expected if isinstance(expected, tuple) else (expected,) * len(found)
    assert tuple(speaker(quote, text) for quote in found) == each


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Anna Berg kam spät. „Wir gehen“, sagte sie.", "Anna Berg"),
        ("de", "Anna Berg kam spät. Sie sagte: „Wir gehen.“", "Anna Berg"),
        ("de", "Anna Berg kam spät.\n„Wir gehen“, sagte sie.", "Anna Berg"),
        ("de", "Anna Berg und Karl Otto kamen spät. „Wir gehen“, sagte sie.", "Anna Berg"),
        ("de", "Anna Berg traf Eva Otto. „Wir gehen“, sagte sie.", None),
        ("de", "Anna Berg warf der Richterin Fehler vor. „Wir gehen“, sagte sie.", "Anna Berg"),
        ("de", "Anna Berg kam. Ihre Tochter Eva schlief. „Wir gehen“, sagte sie.", None),
        ("de", "Sie lobte Anna Berg: „Wir gehen jetzt alle nach Hause.“", None),
        ("de", "Anna Berg kam spät. „Wir gehen“, sagte er.", None),
        ("de", "Karl Otto traf den Trainer. „Wir gehen“, sagte er.", "Karl Otto"),
        ("de", "Karl Otto kam. Sein Freund schlief. „Wir gehen“, sagte er.", None),
        ("de", "Am Ende sprach Karl Otto. Lang widersprach. „Wir gehen“, sagte er.", None),
        ("de", "Ein Sprecher der Stadt Bonn kam. „Wir gehen“, sagte er.", "Ein Sprecher der Stadt Bonn"),
        ("de", "Der SV Bonn verlor. „Wir gehen“, sagte er.", None),
        ("fr", "Anna Morel est venue. « Nous partons », a-t-elle dit.", "Anna Morel"),
        ("fr", "Anna Morel est venue. Elle a dit : « Nous partons. »", "Anna Morel"),
        ("fr", "Anna Morel est venue. Selon elle, le plan est « mal parti ».", "Anna Morel"),
        ("fr", "Paul Roux a vu Marc Petit. « Nous partons », a-t-il dit.", None),
        ("fr", "Le maire a salué Paul Roux. « Nous partons », a-t-il dit.", "Le maire"),
        ("fr", "Paul Roux est venu. Son garagiste dormait. « Nous partons », dit-il.", None),
    ],
)
def test_a_pronoun_means_the_one_who_can_be_meant_or_nobody(language: str, text: str, expected: str | None) -> None:
    assert [speaker(quote, text) for quote in quotes(language, text)] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Anna Berg sagte nicht: „Wir gehen jetzt alle nach Hause.“"),
        ("de", "Anna Berg hat nie gesagt: „Wir gehen jetzt alle nach Hause.“"),
        ("de", "Anna Berg sprach nie von „Verrat“."),
        ("fr", "Anna Morel n’a jamais dit : « Nous partons demain pour la mer. »"),
        ("fr", "Anna Morel n’a pas déclaré : « Nous partons demain pour la mer. »"),
        ("fr", "Anna Morel ne dit pas : « Nous partons demain pour la mer. »"),
    ],
)
def test_what_somebody_did_not_say_is_no_quote(language: str, text: str) -> None:
    assert quotes(language, text) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die „Süddeutsche Zeitung“ schrieb das."),
        ("de", "Das Lied „Hallo“, sagte Anna Berg, sei alt."),
        ("de", "Das so genannte „Wunder von Bonn“ war keines."),
        ("de", "Ein Mann, „Der Lange“ genannt, ging."),
        ("fr", "Le journal « Le Monde » l'a écrit."),
        ("fr", "La chanson « Bonjour », a dit Anna Morel, est vieille."),
        ("fr", "Le soi-disant « miracle » n'en était pas un."),
    ],
)
def test_titles_and_words_at_arm_s_length_are_no_quotes(language: str, text: str) -> None:
    assert quotes(language, text) == ()


@pytest.mark.parametrize(
    ("language", "text", "grade", "expected"),
    [
        ("de", "Anna Berg kam. „Wir gehen“, sagte Berg.", Grade.RESOLVED, "Anna Berg"),
        ("de", "Anna Berg und Karl Berg kamen. „Wir gehen“, sagte Berg.", Grade.NAMED, "Berg"),
        ("de", "Anna Berg kam. „Wir gehen“, sagte Herr Berg.", Grade.NAMED, "Berg"),
        ("fr", "Claire Durand est là. « Nous partons », estime Durand.", Grade.RESOLVED, "Claire Durand"),
        ("fr", "Claire Durand est là. « Nous partons », estime M. Durand.", Grade.NAMED, "Durand"),
        ("fr", "« Nous partons », a dit un porte-parole de la mairie.", Grade.ROLE, "un porte-parole de la mairie"),
    ],
)
def test_a_short_name_is_traced_to_the_one_fuller_form(language: str, text: str, grade: Grade, expected: str) -> None:
    (quote,) = quotes(language, text)
    assert (quote.grade, speaker(quote, text)) == (grade, expected)


def test_the_halves_of_a_split_quote_are_one_utterance_and_fragments_are_told() -> None:
    split = quotes("de", "„Wir gehen“, sagte Anna Berg, „und bleiben weg.“")
    assert [quote.utterance for quote in split] == [0, 0]
    assert [quote.kind for quote in split] == [Kind.FULL, Kind.FULL]
    (part,) = quotes("de", "Das sei „ein schwerer Fehler“, sagte Anna Berg.")
    assert part.kind is Kind.FRAGMENT


pieces = st.sampled_from(
    ["„", "“", "»", "«", "« ", " »", '"', "sagte ", "a déclaré ", "Anna Berg", "Otto ", "der Minister ", ", ", ". ",
     ": ", "wir gehen", "M. ", "la maire ", "sie", "-elle ", "Sie nannte ", "\n", "Selon ", "so ", " und ", "x" * 50],
)  # fmt: skip


@given(st.sampled_from(["de", "fr"]), st.lists(pieces, max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_quotes_in_order_with_speakers_that_stand_in_it(language: str, text: str) -> None:
    last = 0
    for quote in quotes(language, text):
        assert last <= quote.span.start < quote.span.end <= len(text)
        last = quote.span.end
        assert (quote.speaker is None) == (quote.grade is Grade.UNATTRIBUTED)
        assert quote.speaker is None or quote.speaker.of(text).strip()


@pytest.mark.parametrize(
    "piece",
    [
        "„a“, sagte Anna Berg. ",
        "„",
        "Anna ",
        "« a », a dit Anna Xa Morel. ",
        "sagte ",
        "M. ",
        "Anna Berg kam. „a“, sagte sie. ",
    ],
)
def test_a_long_line_of_anything_takes_linear_time(piece: str) -> None:
    for language in SPEECH:
        assert isinstance(quotes(language, piece * (60_000 // len(piece))), tuple)
