"""German and French summaries are safe to cut out; topics are names and nouns."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.analysis import analyse
from briefings.article import Article
from briefings.languages import french, french_speech, german, german_speech
from briefings.languages.extract import companions, summary_order
from briefings.languages.subjects import find_topics
from briefings.sentences import sentences
from briefings.summary import take

LEXIS = {"de": german.LEXIS, "fr": french.LEXIS}
NAMING = {"de": german_speech.NAMING, "fr": french_speech.NAMING}
FIRST = {
    "de": "Die Stadt Kappeln bekommt im Herbst eine neue Fähre.",
    "fr": "La ville de Honfleur aura un nouveau bac en automne.",
}
HANGING = {
    "de": (
        "Er rechnet mit einer Bauzeit von elf Monaten.",
        "Sie dankte dem Land für die hohe Förderung.",
        "Es wird das größte Schiff der ganzen Region.",
        "Ihre Baukosten trägt zur Hälfte das Land Schleswig-Holstein.",
        "Sein Rumpf besteht aus Stahl und Aluminium.",
        "Dies kündigte Bürgermeisterin Anna Berg am Montag an.",
        "Diese Entscheidung fiel im Rat mit großer Mehrheit.",
        "Das teilte Bürgermeisterin Anna Berg am Montag mit.",
        "Das ist das Ergebnis einer langen Verhandlung im Rat.",
        "Aber die Grünen sind gegen den Kauf der Fähre.",
        "Damit endet ein Streit, der zehn Jahre gedauert hat.",
        "Allerdings fehlt dem Land noch das nötige Geld.",
        "Zudem soll der Hafen ein neues Becken bekommen.",
        "Und die Werft stellt zehn neue Leute ein.",
        "Deshalb bleibt der alte Anleger bis Mai geschlossen.",
        "Am Montag sagte er den Journalisten die Wahrheit.",
        "Nach dem Treffen fuhr sie nach Kiel zurück.",
        "„Der Hafen braucht mehr Platz“, sagte er im Rathaus.",
        "„Der Hafen braucht bald sehr viel mehr Platz.“",
        "Die Fähre koste zwölf Millionen Euro, zu viel für die Stadt.",
        "Wir wollen im Sommer mit dem Bau beginnen.",
        "Einer von ihnen war schon am Morgen da.".replace("Einer von", "Einige davon waren"),
        "Zum einen fehlt das Geld für den neuen Anleger.",
        "Der ist schon seit vielen Jahren im Rathaus bekannt.",
    ),
    "fr": (
        "Il compte sur onze mois de travaux au chantier.",
        "Elle a remercié la région pour son aide.",
        "Ils veulent réparer les écoles de la ville.",
        "Ce bac sera le plus grand de la région.",
        "Cela coûtera douze millions d'euros à la ville.",
        "C'est le plus grand bac de toute la région.",
        "Cette décision a été prise par le conseil lundi.",
        "Ces travaux seront payés par la région Normandie.",
        "Son directeur a promis de finir avant le printemps.",
        "Leur construction a coûté douze millions d'euros.",
        "Mais les écologistes sont contre le projet du maire.",
        "Et le chantier naval embauche dix personnes cette année.",
        "Cependant, la région n'a pas encore versé l'argent.",
        "Par ailleurs, le port aura un nouveau quai.",
        "En effet, la Seine est trop haute en hiver.",
        "En 2015, il avait déjà promis un nouveau quai.",
        "Pour sa part, la région a promis son aide.",
        "La maire Anna Morel l'a annoncé lundi au conseil.",
        "« Le port manque de place », a-t-elle ajouté lundi.",
        "« Le port manque de place depuis très longtemps. »",
        "Nous voulons commencer les travaux dès cet été.",
        "Selon lui, la ville ferait mieux de réparer les écoles.",
        "Ceux qui prennent le bac paieront deux euros.",
        "L'un des marins est tombé dans la Seine.",
    ),
}  # fmt: skip
ALONE = {
    "de": (
        "Die Werft Petersen baut das Schiff in Flensburg.",
        "Bürgermeisterin Anna Berg dankte dem Land für das Geld.",
        "Das neue Schiff soll 40 Autos über die Schlei bringen.",
        "„Wir haben lange gewartet“, sagte Anna Berg im Rathaus.".replace("Wir haben lange", "Der Hafen hat lange"),
        "Am Montag stimmte der Rat der Stadt für den Kauf.",
        "Der Bau kostet 12,5 Mio. Euro und dauert elf Monate.",
        "Die Werft teilte mit, das Schiff sei im Herbst fertig.",
    ),
    "fr": (
        "Le chantier naval Petit construit le navire au Havre.",
        "La maire Anna Morel a remercié la région Normandie.",
        "En 2015, la ville avait déjà promis un nouveau quai.",
        "« Le port manque de place », a déclaré Anna Morel lundi.",
        "Les travaux coûtent 12,5 millions d'euros et durent onze mois.",
    ),
}
ODD = {
    "de": (
        "Foto: Anna Berg vor der alten Fähre im Hafen.", "Lesen Sie auch: Alles über die alte Fähre in Kappeln.",
        "Wir verwenden Cookies, damit diese Seite besser läuft.", "Alle Rechte vorbehalten, Kappelner Bote, 2026.",
        "Von Max Muster und Anna Berg", "- Ein Punkt einer Liste mit vielen Wörtern.", "Neue Fähre für Kappeln",
        "Die „halbe Wahrheit steht in diesem Satz hier.",
    ),
    "fr": (
        "Photo : Anna Morel devant l'ancien bac du port.", "Lire aussi : tout sur l'ancien bac de Honfleur.",
        "Ce site utilise des cookies pour mieux fonctionner.", "Tous droits réservés, Le Courrier de Honfleur, 2026.",
        "Par Jean Martin et Claire Durand", "- Un point d'une liste avec beaucoup de mots.",
        "Un nouveau bac pour Honfleur", "La « moitié de la vérité est dans cette phrase.",
    ),
}  # fmt: skip


def group_of_second(language: str, second: str) -> tuple[int, ...]:
    text = f"{FIRST[language]}\n{second}"
    split = sentences(text, language)
    assert len(split) == 2
    return companions(text, split, LEXIS[language])[1]


def rows(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, row) for language, each in table.items() for row in each]


@pytest.mark.parametrize(("language", "second"), rows(HANGING))
def test_what_hangs_on_the_sentence_before_comes_with_it(language: str, second: str) -> None:
    assert group_of_second(language, second) == (0, 1)


@pytest.mark.parametrize(("language", "second"), rows(ALONE))
def test_what_stands_by_itself_may_be_cut_out(language: str, second: str) -> None:
    assert group_of_second(language, second) == (1,)


@pytest.mark.parametrize(("language", "second"), rows(ODD))
def test_what_is_no_part_of_the_story_is_never_cut_out(language: str, second: str) -> None:
    assert group_of_second(language, second) == ()


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("de", "Anna Berg sagte: „Der Hafen braucht mehr Platz. Die Stadt hat kein Geld.“"),
        ("fr", "Anna Morel a dit : « Le port manque de place. La ville n'a pas d'argent. »"),
    ],
)
def test_a_quote_over_a_sentence_end_stays_whole(language: str, quote: str) -> None:
    split = sentences(quote, language)
    assert companions(quote, split, LEXIS[language]) == [(0, 1), (0, 1)]


TOPICS = {
    "de": [
        ("Die Fähre fährt. Eine neue Fähre kommt.", {"Fähre"}),
        ("Karl Otto kam. Otto ging wieder.", {"Karl Otto"}),
        ("Bürgermeisterin Anna Berg kam am Montag.", {"Anna Berg"}),
        ("Das Jahr war lang. Ein Jahr dauert zwölf Monate. Zwei Monate sind kurz.", set()),
        ("Er kam und ging. Er kam und ging.", set()),
        ("Der Hafen ist alt. Die Häfen der Stadt und der Hafen selbst.", {"Hafen"}),
        ("Der Kanzler sprach mit Journalisten. Der Kanzler ging.", {"Kanzler"}),
        ("Prozent um Prozent, Million um Million, Uhr um Uhr.", set()),
        ("Von Max Muster\nDie Fähre fährt. Die Fähre hält.", {"Fähre"}),
        ("Das Geld fehlt. Ohne Geld geht nichts. Viele Menschen und viele Menschen.", {"Geld"}),
    ],
    "fr": [
        ("Le bac part. Un nouveau bac arrive, et les bacs restent. Le port est loin du port.", {"port"}),
        ("Anna Morel est venue. La maire aime Morel.", {"Anna Morel"}),
        ("Il va à Paris et revient de Paris.", {"Paris"}),
        ("L'an dernier fut long. L'année passe. Les années passent.", set()),
        ("Il la voit et elle la voit. Il les voit.", set()),
        ("Les écoles ferment. Une école reste. L'école est vieille.", {"écoles"}),
        ("La maire Anna Morel est venue lundi.", {"Anna Morel"}),
        ("Par Jean Martin\nLe quai est neuf. Un quai reste.", {"quai"}),
        ("C'est vrai. « C'est vrai », dit-on. Ce n'est rien.", set()),
        ("Le maire parle du budget. Le budget baisse, et ce budget pèse.", {"budget"}),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "labels"), [(lang, *row) for lang, each in TOPICS.items() for row in each]
)
def test_topics_are_names_and_nouns_that_come_back(language: str, text: str, labels: set[str]) -> None:
    found = find_topics(text, sentences(text, language), "", LEXIS[language], NAMING[language])
    assert {topic.label for topic in found} == labels
    assert all(topic.label in {span.of(text) for span in topic.spans} for topic in found)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_an_article_in_the_language_is_analysed_whole(language: str) -> None:
    text = "\n".join([FIRST[language], *ALONE[language], *HANGING[language]])
    entry = analyse(Article("ferry", text, "", title_by="us", language=language))
    assert len(take(entry.order, 3)) == 3
    assert entry.quotes
    assert entry.topics


pieces = st.sampled_from(
    [*FIRST.values(), *HANGING["de"], *HANGING["fr"], "„", "« ", " »", "“", "\n", " ", "Er ", "l'a "]
)


@given(st.sampled_from(["de", "fr"]), st.lists(pieces, max_size=20).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_steps_of_its_sentences(language: str, text: str) -> None:
    split = sentences(text, language)
    steps = summary_order(text, split, "", LEXIS[language])
    assert all(0 <= index < len(split) for step in steps for index in step)
    assert all(step == tuple(range(step[0], step[-1] + 1)) for step in steps)
