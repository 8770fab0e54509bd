"""Languages are told by script and common words; short, mixed and odd texts stay open rather than wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.languages.detection import UNDETERMINED, detect, primary

TEXTS = [
    ("en", "The ferry came back to the harbour on Friday, and the children waved."),
    ("en", "Nobody in the village has seen the old bus since the bridge was closed."),
    ("en", "“We will not sell,” she said. The firm did not answer our letter."),
    ("en", "Café owners in Málaga and São Paulo said that they would open their doors again."),
    ("en", "The Süddeutsche Zeitung and Le Monde reported that the talks in Genève had failed."),
    ("de", "Die Fähre kam am Freitag in den Hafen zurück, und die Kinder winkten."),
    ("de", "Niemand im Dorf hat den alten Bus gesehen, seit die Brücke gesperrt ist."),
    ("de", "„Wir verkaufen nicht“, sagte sie. Die Firma hat auf unseren Brief nicht geantwortet."),
    ("de", "Das Rathaus bleibt heute zu, weil die Heizung nicht mehr läuft."),
    ("fr", "Le bac est revenu au port vendredi et les enfants ont agité leurs mouchoirs."),
    ("fr", "Personne dans le village n'a vu le vieux bus depuis que le pont est fermé."),
    ("fr", "« Nous ne vendrons pas », a-t-elle dit. L'entreprise n'a pas répondu à notre lettre."),
    ("fr", "La mairie reste fermée aujourd'hui parce que le chauffage est en panne."),
    ("es", "El transbordador volvió al puerto el viernes y los niños saludaron con la mano."),
    ("es", "Nadie en el pueblo ha visto el autobús viejo desde que se cerró el puente."),
    ("es", "¿Quién lo dijo? La alcaldesa no quiso contestar a las preguntas de los vecinos."),
    ("it", "Il traghetto è tornato nel porto venerdì e i bambini hanno salutato con la mano."),
    ("it", "Nessuno nel paese ha visto il vecchio autobus da quando il ponte è stato chiuso."),
    ("it", "La sindaca non ha voluto rispondere alle domande degli abitanti della piazza."),
    ("nl", "De veerboot kwam vrijdag terug in de haven en de kinderen zwaaiden naar hem."),
    ("nl", "Niemand in het dorp heeft de oude bus gezien sinds de brug dicht is."),
    ("nl", "Het gemeentehuis blijft vandaag gesloten omdat de verwarming niet werkt."),
    ("pt", "A balsa voltou ao porto na sexta-feira e as crianças acenaram para o capitão."),
    ("pt", "Ninguém na aldeia viu o velho ônibus desde que a ponte foi fechada."),
    ("pt", "A prefeita não quis responder às perguntas dos moradores da praça."),
    ("sv", "Färjan kom tillbaka till hamnen på fredagen och barnen vinkade åt den."),
    (
        "da",
        "Der blev ikke sagt mere af de mange mennesker på broen, for hun ved ikke hvad der skal ske nu.",
    ),
    ("no", "Det er ikke mer å si, og ordføreren vil heller ikke svare på hva det ble til etter møtet."),
    ("pl", "Prom wrócił do portu w piątek, a dzieci machały, ale nikt nie był na moście."),
    ("cs", "Nikdo ve vsi už autobus neviděl, protože most je zavřený a není jak se dostat do města."),
    ("fi", "Kukaan ei ole nähnyt bussia sen jälkeen kun silta oli suljettu, mutta se on vielä siellä."),
    ("hu", "A falu és a város között nem jár busz, mert a híd már egy éve zárva van."),
    ("ro", "Nimeni din sat nu a mai văzut autobuzul de când podul este închis pentru lucrări."),
    ("tr", "Köprü için yeni bir karar var ama bu karar çok geç geldi ve kimse memnun değil."),
    ("id", "Kapal itu kembali ke pelabuhan pada hari Jumat dan anak-anak tidak ada di sana."),
    ("ru", "Паром вернулся в порт в пятницу, и дети махали ему с берега."),
    ("ru", "Никто в деревне не видел старый автобус с тех пор, как закрыли мост."),
    ("uk", "Пором повернувся до порту в п'ятницю, і діти махали йому з берега."),
    ("zh", "渡轮星期五回到了港口，孩子们向它挥手。"),
    ("zh", "村里没有人见过那辆旧公共汽车。"),
    ("ja", "フェリーは金曜日に港へ戻り、子どもたちは手を振った。"),
    ("ja", "橋が閉まってから、村では誰も古いバスを見ていない。"),
    ("ko", "여객선은 금요일에 항구로 돌아왔고 아이들은 손을 흔들었다."),
    ("ar", "عادت العبارة إلى الميناء يوم الجمعة ولوح لها الأطفال."),
    ("ar", "لم ير أحد في القرية الحافلة القديمة منذ إغلاق الجسر."),
    ("fa", "کشتی روز جمعه به بندر بازگشت و بچه‌ها برایش دست تکان دادند."),
    ("he", "המעבורת חזרה לנמל ביום שישי והילדים נופפו לה."),
    ("el", "Το πλοίο γύρισε στο λιμάνι την Παρασκευή."),
    ("hi", "नाव शुक्रवार को बंदरगाह लौट आई।"),
    ("th", "เรือกลับมาที่ท่าเรือในวันศุกร์"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", [text for _, text in TEXTS])
def test_a_few_words_are_told_rightly_or_left_open(text: str) -> None:
    words = text.split()
    told = {detect(text), None}
    for size in (1, 2, 3, 4, 6):
        for first in range(max(1, len(words) - size)):
            assert detect(" ".join(words[first : first + size])) in told


@pytest.mark.parametrize(
    "text",
    ["", " ", "...", "42", "OK", "Angela Merkel", "Die Hard", "Xi Jinping 2015", "NASDAQ 4,215.30", "La La Land",
     "Le Monde", "DW", "Los Angeles", "https://example.com/de/die-und-das", "Côte d'Ivoire 2, Ghana 1", "\ud800", "O"],
)  # fmt: skip
def test_names_figures_and_single_words_stay_open(text: str) -> None:
    assert detect(text) is None


def test_an_english_text_with_passages_in_another_language_is_english() -> None:
    text = (
        "The minister said on Monday that the talks had failed and that they would not be taken up again. "
        "Er sagte: „Das war es.“ The paper called it “la fin de la guerre”, which it was not."
    )
    assert detect(text) == "en"


def test_a_long_text_of_no_known_language_is_undetermined() -> None:
    assert detect("mira toku seva lindo parako vesu rami teno kaluv sori " * 8) == UNDETERMINED


def test_a_long_list_of_names_stays_open() -> None:
    assert detect("Anna Berg, Bob Cole, Carl Dorn, Dora Egge, Emil Falk, Fred Gall, " * 10) is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-AT", "de"), ("EN-gb", "en"), ("deu", "de"), ("fre", "fr"), ("gsw", "gsw"), ("zh-Hans", "zh")],
)
def test_a_tag_s_language_is_its_first_part(tag: str, language: str) -> None:
    assert primary(tag) == language


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = detect(text)
    assert found is None or found.isalpha()
