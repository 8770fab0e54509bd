"""German: which words carry nothing by themselves."""

import re

from briefings.languages.german_verbs import SAID
from briefings.languages.lexis import Lexis, either


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


SMALL = _words(
    """ab aber alle allein allem allen aller allerdings alles als also am an ander andere anderen anderer anderes
    auch auf aus außerdem außer bei beide beiden beim bereits bis bisher bist da dabei dadurch dafür dagegen
    daher damals damit danach daneben dann daran darauf daraus darin darüber darum darunter das dass davon
    davor dazu dein deine dem den denen denn dennoch der deren derzeit des deshalb dessen dich die dies
    diese diesem diesen dieser dieses dir doch dort drei du durch ebenfalls ebenso eher eigentlich ein eine
    einem einen einer eines einige einigen einmal er erst erste ersten es etwa etwas euch euer für fünf gab
    ganz gar gegen gegenüber gerade gibt ging habe haben hat hatte hatten heute hier hin hinter ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem infolge ins ist ja je jede jedem jeden jeder
    jedes jedoch jener jetzt kam kann kein keine keinem keinen keiner konnte konnten können künftig laut
    lediglich man manche manchmal mehr mein meine mich mir mit muss musste müssen nach nachdem neben nein
    neue neuen neuer nicht nichts nie niemand noch nun nur ob oder offenbar oft ohne rund schließlich schon
    sehr sei seien sein seine seinem seinen seiner seines seit seitdem selbst sich sie sind so sogar sollen
    sollte sollten somit sondern sonst soll sowie statt trotz trotzdem über um und uns unser unsere unter
    viel viele vielen vielleicht vier vom von vor vorher während wann war waren warum was wegen weil weiter
    weitere weiteren welche wenig weniger wenn wer werde werden wie wieder will wir wird wo wobei wohl
    wollen wollte worden wurde wurden würde würden zehn zeigt zu zudem zuerst zufolge zugleich zum zumindest
    zunächst zur zuvor zwar zwei zwischen gestern morgen einerseits andererseits dementsprechend demnach
    stattdessen hingegen nämlich jedenfalls insgesamt zuletzt inzwischen mittlerweile"""
)

TIMES = _words(
    """montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august
    september oktober november dezember jahr jahre jahren jahres monat monate monaten woche wochen tag tage
    tagen stunde stunden minute minuten uhr abend morgen mittag nacht sekunden wochenende ende anfang mitte
    zeit jahrhundert"""
)
_WEAK = _words(
    """prozent millionen million milliarden milliarde euro dollar zahl teil ziel grund fall frage mal seite art
    weise beispiel menschen leute person personen angaben angabe bereich punkt stelle rahmen zusammenhang
    meter kilometer reihe dank hand kopf platz thema sache dinge ding rolle sinn folge"""
)
AGENCIES = _words(
    """reuters dpa afp ap cnn ard zdf journalisten reportern reporter medien zeitung spiegel bild zeit faz welt sz
    deutschlandfunk rundfunk abgeordneten zuschauern anhängern fans politikern freunden kollegen"""
)
_POINT = either(
    r"""er sie ihm ihn ihnen ihre?[mnrs]? seine?[mnrs]? dies(?:e[mnrs]?)? dessen deren solche[mnrs]? denen"""
)
_ALONE = either(
    r"""ist war sei sind waren hat hatte haben hatten wird wurde wurden werden soll sollte sollen kann konnte könnte
    muss musste gilt galt heißt zeigt geht ging sagte sagt bedeutet macht dürfte will wollte kommt kam
    sollten können teilte teilt meldete bestätigte kündigte gab ergab geschah führte führt lag liegt steht
    stand gehört reicht freut betrifft sieht sah begann endete weiß hieß blieb bleibt lässt ließ sorgt
    sorgte folgt gelang fand findet kostet kostete dauert berichtete erklärte"""
)
_SUBJUNCTIVE = either(
    r"""sei seien habe werde könne müsse solle wolle dürfe gebe gehe komme koste bleibe wisse brauche stehe liege
    mache"""
)
_HANGING = either(
    rf"""{_POINT} es aber allerdings also andere[nrs]? andererseits anschließend auch außerdem beide[ns]? da
    dabei dadurch dafür dagegen daher damals damit danach daneben dann daran darauf daraufhin daraus darin
    darüber darum davon davor dazu demnach denn dennoch derselbe deshalb deswegen doch dort drittens
    ebenfalls ebenso einerseits eine[rs]?(?=_von) einige_davon erstere[rs]? genauso gleichzeitig hier
    hierzu hinzu hingegen ich infolgedessen insofern inzwischen ja jedenfalls jedoch jene[mnrs]? jetzt
    keine[rs]?(?=_von) letztere[rs]? man mein\w* mittlerweile nämlich nein nicht_nur_das nun oder
    schließlich so solch\w* somit sondern stattdessen trotzdem und unser\w* währenddessen weiter weitere
    wir wobei woraufhin zudem zugleich zuletzt zum_(?:einen|anderen) zuvor zweitens du euch uns mich mir
    gleiches ähnlich ein_weitere[rs] eine_weitere später bislang seitdem seither ersten?s noch wie_bereits
    was wer worauf deren dessen im_gegensatz_dazu grund_dafür der_grund_dafür der_grund(?=:)
    auf_der_anderen_seite"""
)
_PREPOSITION = either(
    r"""am im in nach vor seit bei mit auf für gegen ohne durch aus von zu zum zur über unter um an wegen trotz
    gestern heute morgen während neben laut"""
)

LEXIS = Lexis(
    small=SMALL,
    dull=TIMES | _WEAK | AGENCIES | _words("herr frau herrn sprecher sprecherin chef präsident minister ministerin"),
    hangs=re.compile(
        rf"(?i)[\s\"„“»«(–—-]*(?:(?:{_HANGING})\b|(?:das|der|die|den|dem) {_ALONE}\b"
        rf"|{_PREPOSITION}\b(?:[^,.:;]{{0,80}} | ){_POINT}\b|[^.\n]{{0,600}}[“«”\"],? (?:{SAID}) (?:er|"
        rf"sie|es|man|wir)\b"
        # Reported speech in the subjunctive, whose speaker stands in the sentence before.
        rf"|(?=[^\n]{{0,400}}\b{_SUBJUNCTIVE}\b)"
        rf"(?![^\n]{{0,400}}\b(?:{SAID}|teilte|zufolge|laut|angaben|hieß|dass|kündigte|nannte|ob)\b))"
    ),
    odd=re.compile(
        r"(?i)\A\W*(?:fotos?|bild(?:er)?|video|grafik|quelle|text|autor|von|aktualisiert|veröffentlicht|"
        r"stand)\s*:|"
        r"\A(?:von|text:) [^.!?]{3,60}\Z|\A\W*(?:lesen sie|mehr (?:dazu|zum thema)|hier (?:klicken|geht)|"
        r"zum artikel|anzeige\b|newsletter|jetzt abonnieren)|"
        r"\bcookies?\b|\bdatenschutz(?:erklärung|hinweis)|\balle rechte vorbehalten|\bnewsletter\b|"
        r"\babonnieren\b|"
        r"\bgetty images|\bsymbolbild|\barchivbild|\bfoto:|\bmit material von\b|\(dpa|\bdpa/|"
        r"\(im bild|\b(?:links|rechts) im bild|\bpicture alliance"
    ),
    noun=None,
    endings=re.compile(r"(?:ern|en|er|es|s|n|e)\Z"),
)
