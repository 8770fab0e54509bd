"""Sentence ends in other languages. ``|`` stands for the space where a sentence must end, ``‖`` where there is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.languages.stops import STOPS
from briefings.sentences import sentences

CASES = {
    "de": (
        "Der Rat tagte.|Er stimmte ab.",
        "Dr. Müller und Prof. Dr. Weber kamen.|Sie sprachen.",
        "Sie kauft Obst, z. B. Äpfel, ein.",
        "Sie kauft Obst, z.B. Äpfel, ein.",
        "Das gilt z. B. Die Regel ist alt.",
        "Er blieb, d. h. Anna ging allein.",
        "Es kamen u. a. Peter und Anna.",
        "Am 3. Oktober wird gefeiert.|Alle haben frei.",
        "Am 12. November 2026 tagte der Rat.",
        "Im 19. Jahrhundert war das so.",
        "Der 1. FC Köln gewann.|Die Fans jubelten.",
        "Papst Johannes Paul II. kam.|Er blieb.",
        "Kaiser Wilhelm II. Enkel der Königin war er.",
        "Das war 2015.|Danach wurde es still.",
        "Sie wurde 12.|Der Kuchen war groß.",
        "Die Müller GmbH schließt.|Das ist bitter.",
        "Er arbeitet bei der Weber & Co. KG in Bonn.",
        "Obst, Gemüse usw. Die Preise steigen.".replace(" Die", "|Die"),
        "Nr. 10 siegte.|Nr. 7 verlor.",
        "Siehe Abs. 3 und Art. 5 des Gesetzes.",
        "Es kostet ca. Zehn Euro.",
        "Es kostet 3,5 Mio. Euro.|Das ist viel.",
        "St. Gallen liegt in der Schweiz.|Dort schneit es.",
        "„Es ist vorbei.“|Sie ging.",
        "„Ist es vorbei?“, fragte er.|„Ja.“",
        "„Es ist vorbei“, sagte er.|Sie ging.",
        "»Es ist vorbei.«|Sie ging.",
        "»Ist es vorbei?« fragte er.",
        "Er sagte: „Wir kommen.|Wir bleiben.“|Dann ging er.",
        "Er ging (es war spät).|Sie blieb.",
        "(Es war spät.)|Sie blieb.",
        "Was nun?|Niemand wusste es!|Doch.",
        "Der Stürmer war zufrieden …|Die Fans nicht.",
        "Am 3.5. ging er.",
        "BERLIN (dpa) –|Der Bundestag tagte.|Er stimmte ab.",
        "BAD HOMBURG -|Der Rat tagte.",
        "Berlin (dpa/AFP) —|Der Bundestag tagte.",
        "Berlin – Der Bundestag tagte.",
        "J. S. Bach schrieb es.|Das Werk ist alt.",
        "Um 20.15 Uhr begann es.|Der Saal war voll.",
    ),
    "fr": (
        "Le conseil s'est réuni.|Il a voté.",
        "M. Dupont et Mme Durand sont venus.|Ils ont parlé.",
        "MM. Dupont et Durand sont venus.",
        "Le Dr. Martin est là.",
        "« C'est fini. »|Elle est partie.",
        "«\u202fC'est fini.\u202f»|Elle est partie.",
        "«\u00a0C'est fini\u00a0?\u00a0»|Personne n'a répondu.",
        "« C'est fini ? » demande-t-il.|« Oui. »",
        "« C'est fini », a déclaré M. Dupont.|Elle est partie.",
        "Il a dit : « Nous venons.|Nous restons. »|Puis il est parti.",
        "Il aime les fruits, p. ex. Les pommes.",
        "Des pommes, des poires, etc.|Les prix montent.",
        "Des pommes, etc. en hiver.",
        "L'art. 10 de la loi est court.",
        "Il est né en 44 av. J.-C. à Rome.",
        "Quoi ?|Rien !|Bon.",
        "Il attend…|Elle arrive.",
        "Cela coûte 3,5 millions d'euros.|C'est beaucoup.",
        "Il est venu le 3.|Le maire aussi.",
        "L'État a tranché.|À Paris, on attend.",
        "J. Chirac est parti.|Il souriait.",
        "PARIS (AFP) –|Le ministre a parlé.|Il est parti.",
        "Il mesure 3 m.|Puis il est tombé.",
        "L'O.N.U. Le dit.".replace(" Le", "|Le"),
        "Rendez-vous sur example.fr.|C'est gratuit.",
    ),
    "es": (
        "El consejo se reunió.|Votó ayer.",
        "El Sr. Pérez y la Sra. Gómez vinieron.|Hablaron.",
        "El sr. Pérez vino.",
        "¿Quién vino?|¡Nadie!|Era tarde.",
        "¿Quién vino? —preguntó Ana.|—Nadie.",
        "Vive en EE. UU. desde 2010.|Es feliz.",
        "Vive en EE. UU.|El clima es bueno.",
        "Compra fruta, p. ej. Manzanas.",
        "«Se acabó.»|Ella se fue.",
        "«Se acabó», dijo.|Ella se fue.",
        "Dijo que no.|3 personas rieron.",
        "El núm. 10 ganó.",
        "Llegó a las 5 p. m. del lunes.",
    ),
    "it": (
        "Il consiglio si è riunito.|Ha votato.",
        "Il sig. Rossi e il dott. Bianchi sono venuti.",
        "Frutta, verdura, ecc.|I prezzi salgono.",
        "«È finita.»|Lei è partita.",
        "È finita?|No!",
    ),
    "nl": (
        "De raad kwam bijeen.|Hij stemde.",
        "Dhr. Jansen en mevr. de Vries kwamen.",
        "Fruit, bijv. Appels, is duur.",
        "Appels, peren enz.|De prijzen stijgen.",
    ),
    "pt": (
        "O conselho reuniu-se.|Votou ontem.",
        "O Sr. Silva e a Dra. Costa vieram.",
        "Frutas, legumes etc.|Os preços sobem.",
        "“Acabou.”|Ela saiu.",
    ),
    "ru": (
        "Совет собрался.|Он голосовал.",
        "А. С. Пушкин родился в Москве.|Он писал стихи.",
        "Это было в 1999 г. в Москве.",
        "Он живёт на ул. Ленина.|Там тихо.",
        "«Всё кончено».|Она ушла.",
        "Кто там?|Никого!",
        "Он дал им.|Потом ушёл.",
    ),
    "zh": (
        "你好。‖他说。‖再见！",
        "什么！？‖没有。",
        "“结束了。”他说。‖她走了。",
        "“结束了。”‖她走了。",
        "增长了3.5%。‖很多。",
        "他说：“我们来了。‖我们留下。”‖然后他走了。",
    ),
    "ja": (
        "会議が開かれた。‖決まった。",
        "「終わった。」と彼は言った。‖彼女は帰った。",
        "本当？‖はい！",
        "「終わった。」‖彼女は帰った。",
    ),
    "ar": (
        "اجتمع المجلس.|صوت أمس.",
        "هل انتهى الأمر؟|نعم.",
        "جاء د. أحمد أمس.|ثم ذهب.",
        "قال: \"انتهى الأمر\".|ثم ذهب.",
    ),
    "sv": ("Rådet möttes.|Det röstade.", "J. A. Berg kom.|Han gick."),
    "ko": ("회의가 열렸다.|결정되었다.",),
    "hi": ("नाव लौट आई।|बच्चे खुश थे।",),
}  # fmt: skip


@pytest.mark.parametrize(("language", "case"), [(language, case) for language, rows in CASES.items() for case in rows])
def test_sentences_end_where_a_reader_of_the_language_ends_them(language: str, case: str) -> None:
    text = case.replace("|", " ").replace("‖", "")
    assert [span.of(text) for span in sentences(text, language)] == case.replace("‖", "|").split("|")


@given(
    st.sampled_from([*STOPS, "sv", "zh", "und"]), st.text(alphabet=' .!?…"„“«»()\n\u00a0。」と说AbÄé1зд,', max_size=120)
)
@settings(max_examples=300, deadline=None)
def test_in_any_language_nothing_but_space_is_left_out(language: str, text: str) -> None:
    last = 0
    for start, end in sentences(text, language):
        assert text[last:start].strip() == ""
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end
    assert text[last:].strip() == ""
