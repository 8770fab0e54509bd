"""How questions are asked in German."""

import re

from bot.questions import readings
from bot.questions.days import Calendar, day_form, last_days, last_month, last_week, this_month, this_week
from bot.questions.tongue import Tongue
from bot.questions.wording import Form, Wording, form
from briefings.languages import german

_ASK = r"(?:sagen|sag|zeigen|zeige?|nennen|nenne?|erklären|finden|finde?|suchen|suche?|verraten|verrate?|geben|gib)"
_SPOKEN = re.compile(
    rf"\A(?:(?:hallo|hi|hey|also|und|ok|bitte|guten (?:tag|morgen|abend))\b[,!]? )*"
    rf"(?:(?:kannst|könntest|würdest) du (?:mir )?(?:bitte )?(?:{_ASK},? )?|(?:ich (?:möchte|will|würde gerne?) "
    rf"(?:gerne? )?wissen|weißt du),? |{_ASK} (?:mir|uns)(?: bitte| mal)?,? |(?:zeige?|nenne?|finde?) )?"
    r"(?:bitte )?(?:mal )?(?:alle )?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:was|wer|wen|wem|wessen|wann|wo|wohin|woher|warum|wieso|weshalb|wie|worum|wovon|worüber|welche[rsnm]?|hat|haben|"
    r"hast|ist|sind|gibt|gab|wird|wurde|kannst|könntest|weißt|stimmt|zeige?|nenne?|fasse?|erkläre?|erzähle?|bitte|"
    r"hallo|guten (?:tag|morgen|abend)|neues|etwas neues)(?:['’]s)?\b",
    re.IGNORECASE,
)
_SAYS = (
    r"(?:sagt|sagte|sagten|sagen|meint|meinte|meinten|meinen|denkt|dachte|denken|hält|halten|hielt|erklärt|erklärte|"
    r"erklären|fordert|forderte|fordern|kritisiert|kritisierte|kritisieren|schreibt|schrieb|schreiben|behauptet|"
    r"behauptete|behaupten|erzählt|erzählte|spricht|sprach|sprechen|redet|redete|warnt|warnte|verspricht|versprach|"
    r"verlangt|verlangte|betont|betonte|berichtet|berichtete|berichten|äußert|äußerte|kündigt|will|wollen)"
)
_HAS_SAID = (
    r"(?:gesagt|gemeint|gedacht|gehalten|erklärt|gefordert|kritisiert|geschrieben|behauptet|erzählt|gesprochen|geredet|"
    r"gewarnt|versprochen|verlangt|betont|berichtet|geäußert|angekündigt|zitiert)"
)
_WORDS_OF = (
    r"(?:zitate?|aussagen?|äußerung(?:en)?|worte?|meinung(?:en)?|ansicht(?:en)?|position(?:en)?|haltung|standpunkte?|"
    r"stimmen|stellungnahmen?|kommentare?)"
)
_WHO = r'(?P<who>[^?"]{1,80}?)'  # bounded, so that a long line costs by its length
_ON = r"(?:über|zu|zum|zur|von|vom|bezüglich|hinsichtlich|gegen|für|vor|wegen)"
_WHAT = r"(?P<what>.+?)"
_HAS = r"(?:hat|haben|hatte|hatten)"
_IS = r"(?:ist|sind|war|waren)"
_TRULY = r"(?:wirklich |tatsächlich |schon |je |jemals |schon einmal |denn )?"
_SOMETHING = r"(?:etwas|was|irgendetwas|irgendwas|nichts)"
_THESE = (
    r"(?P<who>es|das|dies|(?:all )?(?:der|die|das|den|dem|dieser|diese|dieses|diesem|alle) "
    r"(?:artikeln?|berichte?n?|texte?n?|beiträgen?|beitrag|meldung(?:en)?|nachricht(?:en)?|bibliothek))"
)
_ARTICLES = r"(?:(?:welche|was für|gibt es|gibt's|wie viele|hast du) )?(?:artikel|berichte|beiträge|meldungen|texte)"
_THERE = r"(?: gibt es| gibt's| hast du| sind da)?"
_LENGTH = (
    r"(?P<length>in (?:\d+|einem|zwei|drei|vier|fünf|sechs|sieben|acht) (?:kurzen )?(?:sätzen|satz)|kurz|knapp|"
    r"ausführlich|im detail)"
)

_FORMS: tuple[Form, ...] = (
    form(r"(?:öffne|was ist|was steht in|was sagt|wo ist)? ?(?P<what>A\d{1,9}-[qs]\d{1,9})", readings.opened),
    form(r"(?:was kannst du|was kann (?:man|ich)(?: dich| hier)? (?:fragen|tun)|wie funktioniert (?:das|dies|es)|hilfe)"
         r"(?: .*)?", readings.helped),
    # "hat Xi „…“ gesagt?", "stimmt es, dass Xi gesagt hat, …", "hat er etwas über … gesagt?"
    form(rf"{_HAS} sich {_WHO} {_TRULY}{_ON} {_WHAT} geäußert", readings.said),
    form(rf"{_HAS} {_WHO} {_TRULY}(?:{_SOMETHING} )?{_ON} {_WHAT} (?:{_SOMETHING} )?{_HAS_SAID}", readings.said),
    form(rf"{_HAS} {_WHO} {_TRULY}{_HAS_SAID},? (?:dass )?(?P<what>.+)", readings.said_exactly),
    form(rf"{_HAS} {_WHO} {_TRULY}(?P<what>\".+\") {_HAS_SAID}", readings.said_exactly),
    form(rf"(?:stimmt es|ist es wahr),? dass {_WHO} (?:{_HAS_SAID} hat|{_SAYS}),? (?:dass )?(?P<what>.+)",
         readings.said_exactly),
    form(rf"(?:stimmt es|ist es wahr),? dass {_WHO} (?P<what>\".+\") (?:{_HAS_SAID} hat|{_SAYS})",
         readings.said_exactly),
    form(rf"(?:sagt|sagte) {_WHO} {_TRULY}(?P<what>\".+\")", readings.said_exactly),
    form(rf"(?:ist|wurde|steht) (?P<what>\".+\") (?:von {_WHO} )?{_TRULY}(?:{_HAS_SAID}|gedruckt|hier|drin)"
         r"(?: worden)?", readings.said_exactly),
    # "wer hat was gesagt?", "wer hat das gesagt?"
    form(rf"wer (?:hat|sagt|sagte) was(?: {_ON} (?P<what>.+?))?(?: {_HAS_SAID})?", readings.said),
    form(rf"wer (?:hat|sagt|sagte) was in (?P<what>.+?)(?: {_HAS_SAID})?", readings.quoted_in),
    form(rf"wer (?:hat|sagt|sagte) (?:das|dies|es|so etwas|sowas)(?: {_HAS_SAID})?", readings.said),
    # "wer hat … gesagt?", "wer wird in … zitiert?", "wer spricht über …"
    form(r"wer (?:wird|wurde) (?:alles )?zitiert|wer (?:kommt|kam) (?:alles )?zu wort", readings.said),
    form(r"wer (?:wird|wurde) (?:alles )?(?:in|im) (?P<what>.+) zitiert", readings.quoted_in),
    form(r"zitate (?:aus|in|im) (?P<what>.+)", readings.quoted_in),
    form(r"wer (?:kommt|kam) (?:alles )?(?:in|im) (?P<what>.+) zu wort", readings.quoted_in),
    form(rf"wer {_HAS} (?:sich |{_SOMETHING} )?{_ON} (?P<what>.+?) (?:{_SOMETHING} )?{_HAS_SAID}", readings.said),
    form(rf"wer {_SAYS}(?: sich| {_SOMETHING})? {_ON} (?P<what>.+)", readings.said),
    form(r"wer (?:erwähnt|erwähnte) (?P<what>.+)", readings.said),
    form(rf"wer {_HAS} (?P<what>\".+\") {_HAS_SAID}", readings.who_said),
    form(rf"wer (?:hat {_HAS_SAID}|{_SAYS}),? (?:dass )?(?P<what>.+)", readings.who_said),
    # "was sagen die Artikel über …", "was steht in A1", "worum geht es"
    form(rf"was (?:sagt|sagen|steht|berichtet|berichten)(?: in| im)? {_THESE}(?: {_ON} (?P<what>.+))?", readings.told),
    form(rf"was steht (?:hier |drin |da )?{_ON} (?P<what>.+?)(?: drin)?", readings.topic),
    form(r"was steht (?:in|im) (?P<what>.+?)(?: drin)?", readings.topic),
    form(r"worum (?:geht(?: es|'s)|dreht es sich)(?: hier)?", readings.all_topics),
    form(r"(?:worum (?:geht(?: es|'s)|dreht es sich) (?:in|im|bei)|wovon handelt) (?P<what>.+)", readings.topic),
    # "was sagt Xi über …", "was hat Xi zu … gesagt", "Zitate von Xi", "wie steht Xi zu …"
    form(rf"was (?:wird|wurde) (?:{_ON} (?P<what>.+?) )?gesagt", readings.said),
    form(rf"was {_HAS} {_WHO}(?: {_ON} (?P<what>.+?))? {_HAS_SAID}", readings.said),
    form(rf"(?:was|wie) {_SAYS}(?: sich)? {_WHO}(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"was {_WHO}(?: {_ON} (?P<what>.+?))? (?:{_SAYS}|{_HAS_SAID} (?:hat|haben))", readings.said),
    form(rf"wie (?:steht|stehen) {_WHO} {_ON} (?P<what>.+)", readings.said),
    form(rf"(?:was (?:ist|sind) )?(?:die )?{_WORDS_OF} (?:von|vom|der|des) {_WHO}(?: {_ON} (?P<what>.+))?",
         readings.said),
    form(rf"{_WORDS_OF} {_ON} (?P<what>.+)", readings.said),
    # "was gibt es Neues zu …", "was ist gestern passiert"
    form(r"(?:was (?:gibt es|gibt's|ist)|(?:gibt es|gibt's)(?: etwas)?|etwas)? ?(?:das |die |der )?"
         r"(?:neu|neues|neueste[sn]?|aktuelle[sn]?|letzten?)(?: (?:nachrichten|meldungen))?"
         r"(?: (?:zu|zum|zur|über|von|vom|aus|in|im|bei|beim) (?P<what>.+))?", readings.news),
    form(r"was (?:ist|geschah|passierte)(?: (?:mit|in|im|bei|beim|zu) (?P<what>.+?))?(?: (?:passiert|geschehen|los))?",
         readings.news),
    # "fasse den Artikel über … in zwei Sätzen zusammen"
    form(rf"fasse? (?P<what>.+?)(?: {_LENGTH})? zusammen", readings.summary),
    form(rf"(?:eine? |die )?(?:kurze )?(?:zusammenfassung|kurzfassung)(?: von| vom| zu| zum| zur| der| des| über)? "
         rf"(?P<what>.+?)(?: {_LENGTH})?", readings.summary),
    # "vergleiche A1 mit A2"
    form(r"(?:vergleiche?|was ist der unterschied zwischen) (?P<who>.+?) (?:und|mit) (?P<what>.+)", readings.compared),
    # "welche Themen gibt es", "welche Artikel erwähnen …"
    form(r"(?:welche|was für) themen(?: .*)?|(?:die )?themen", readings.all_topics),
    form(rf"{_ARTICLES}{_THERE} (?:von|vom|aus) (?P<what>.+)", readings.of_source),
    form(rf"{_ARTICLES}{_THERE}(?: (?:über|zu|zum|zur|erwähnen|behandeln|handeln von) (?P<what>.+))?", readings.news),
    # "wer ist …", "was ist …", "was weißt du über …"
    form(rf"wer {_IS} (?P<what>.+)", readings.who_is),
    form(rf"(?:was|wo|wann|welche[rsn]?) (?:{_IS}|heißt|bedeutet) (?P<what>.+)", readings.topic),
    form(rf"was (?:weißt du|weiß man) {_ON} (?P<what>.+)", readings.topic),
    form(r"(?:erkläre?|definiere) (?:mir )?(?P<what>.+)", readings.topic),
    form(r"(?:erzähle?(?: mir)? )?(?:etwas |mehr )?(?:über|von) (?P<what>.+)", readings.topic),
)  # fmt: skip

_GUESSES: tuple[Form, ...] = (
    form(rf"{_WHO}s {_WORDS_OF}(?: {_ON} (?P<what>.+))?", readings.said_if_known),
    form(r"(?P<who>.{2,60}?) (?:über|zu|zum|zur) (?P<what>.+)", readings.said_if_known),
)
_CALENDAR = Calendar(
    months=tuple("januar februar märz april mai juni juli august september oktober november dezember".split()),
    weekdays=tuple("montag dienstag mittwoch donnerstag freitag samstag sonntag".split()),
    ago=("heute", "gestern", "vorgestern"),
)
_MONTH = rf"(?:{'|'.join(_CALENDAR.months)})"
_DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|{'|'.join((*_CALENDAR.ago, *_CALENDAR.weekdays))}"
    rf"|\d{{1,2}}\.? {_MONTH}(?: \d{{4}})?|\d{{1,2}}\. ?\d{{1,2}}\.(?: ?\d{{4}})?)"
)
_DAYS = (
    day_form(rf"(?:vom?|seit(?: dem)?|zwischen(?: dem)?) ({_DAY}|\d\d?)\.? (?:bis(?: zum)?|und(?: dem)?) ({_DAY})",
             _CALENDAR.between),
    day_form(rf"(?:seit|ab)(?: dem)? ({_DAY})", _CALENDAR.since),
    day_form(rf"bis(?: zum)? ({_DAY})", _CALENDAR.until),
    day_form(rf"nach(?: dem)? ({_DAY})", _CALENDAR.after),
    day_form(rf"vor(?: dem)? ({_DAY})", _CALENDAR.before),
    day_form(rf"(?:am|vom|von) ({_DAY})", _CALENDAR.on),
    day_form(r"(?:in |während )?(?:der |den )?(?:letzten|vergangenen) (\d{1,3}) tagen?", last_days),
    day_form(r"(?:in )?(?:dieser|diese) woche", this_week),
    day_form(r"(?:in |aus )?(?:der )?(?:letzten?|vergangenen?|vorigen?) woche", last_week),
    day_form(r"(?:in )?(?:diesem|diesen) monat", this_month),
    day_form(r"(?:im )?(?:letzten|vergangenen|vorigen) monat", last_month),
    day_form(rf"im ({_MONTH})(?: (\d{{4}}))?", _CALENDAR.month),
    day_form(rf"({'|'.join(_CALENDAR.ago)})", _CALENDAR.on),
)  # fmt: skip

GERMAN = Wording(
    tongue=Tongue(
        empty=german.SMALL
        | frozenset(
            "wen wem wessen wo wohin woher warum wieso weshalb worum wovon worüber welcher welches welchen zeige sag "
            "sage nenne nennen gesagt sagt sagte sagen passiert geschehen heißt bedeutet artikel artikeln bericht "
            "berichte bitte erkläre fasse zusammen neues neueste nachrichten geht dreht handelt steht du kannst "
            "stimmt meldung meldungen".split()
        ),
        anybody=frozenset("man jemand jeder irgendjemand irgendwer alle leute andere sie er es hier irgendwo".split()),
        determiners=frozenset("der die das den dem des ein eine einen einem einer eines".split()),
        article=re.compile(
            r"(?P<cite>[AS]\d{1,9})|(?:(?:der|die|das|den|dem|des|diese[rnms]?) )?"
            r"(?:artikel|bericht|text|beitrag|meldung|nachricht)(?:s|es)? "
            r"(?:(?:über|zu|zum|zur|mit dem titel|namens) (?:(?:der|die|das|den|dem) )?)?(?P<title>.+)",
            re.IGNORECASE,
        ),
    ),
    opening=_OPENING,
    spoken=((_SPOKEN, ""), (re.compile(r",? bitte\Z", re.IGNORECASE), "")),
    forms=_FORMS,
    guesses=_GUESSES,
    days=_DAYS,
    numbers=tuple("null einem zwei drei vier fünf sechs sieben acht".split()),
    long=re.compile("ausführlich|detail"),
)
