"""German: who speaks, and how a report says so."""

import re

from briefings.languages.cues import Speech
from briefings.languages.german import AGENCIES, SMALL, TIMES
from briefings.languages.german_verbs import HAD_SAID, OF_ONESELF, SAID
from briefings.languages.lexis import either
from briefings.languages.naming import Naming

_TITLES = either(r"herr herrn frau dr\.? prof\.? professorin professor papst papa könig königin prinz prinzessin")
# With "-in" for a woman.
_OFFICES_OF_BOTH = either(
    """minister präsident kanzler sprecher chef leiter meister direktor forscher politiker trainer richter
    kommissar autor schauspieler sänger regisseur unternehmer ökonom wissenschaftler historiker pfarrer
    lehrer polizist kapitän senator botschafter manager gründer geschäftsführer sekretär jurist analyst
    berater spieler nachbar schüler bewohner anwohner student besitzer inhaber betreiber vertreter
    experten musiker künstler mediziner virologe biologe psychologe ingenieur händler wirt fahrer züchter
    verwalter gärtner bäcker fischer retter helfer kritiker gegner anführer führer kandidat präfekt
    gouverneur aktivist koordinator
    organisator beobachter"""
)
_OFFICES_OF_ONE = either(
    """anwalt anwältin arzt ärztin rat rätin bischof vorsitzender? abgeordneter? beamter? beauftragter? experte
    expertin kollege kollegin soziologe soziologin bauer bäuerin stürmer torwart verteidiger zeuge zeugin
    mutter vater sohn tochter bruder schwester witwe witwer ehefrau ehemann general oberst vorstand chefin
    koch köchin frau mann virologin biologin landwirt wirtin graf gräfin star premier profi legende boss
    ikone gast mitglied
    weltmeisterin promi"""
)
_OFFICES = rf"(?i:{_TITLES}|[\w-]*{_OFFICES_OF_BOTH}(?:in)?|[\w-]*{_OFFICES_OF_ONE})"
_WHEN = either(
    r"""am_\w+tag(?:abend|morgen|mittag|vormittag|nachmittag)? heute gestern auch jetzt dazu später weiter danach
    schließlich außerdem zudem dagegen nun kürzlich damals"""
)

_ARTICLE = r"(?i:der|die|das|ein|eine|seine?|ihre?|deren|dessen)"
_ADJECTIVES = r"(?:(?!ander)[a-zäöüß0-9-]+(?:e|en|er|ige) ){0,2}"
_FREE = r"(?:[^,.;:„“”»«\"!?()\n]|(?<=\d)[.,:](?=\d))"  # inside one clause, outside marks
_CAPITAL = r"[A-ZÄÖÜÉ]"
_POST = rf"(?<![\w-]){_OFFICES}(?!\w)"
_WOMAN = r"\b(?:[Ff]rau|(?!Berlin|Wien|Turin)[A-ZÄÖÜ][\w-]{2,}in|Mutter|Tochter|Schwester|Witwe|Gräfin|Königin)\b"

NAMING = Naming(
    opening=re.compile(
        rf"{_ARTICLE} {_ADJECTIVES}"
        rf"(?:(?={_OFFICES}\b){_FREE}{{3,80}}|[A-ZÄÖÜ][\w-]+(?: (?:des|der|vo[nm]) {_FREE}{{1,60}})?),"
        rf" (?:(?:der|die) {_ADJECTIVES})?(?={_CAPITAL}{_FREE}{{1,50}}[,.;:])"
        rf"|{_ARTICLE} {_ADJECTIVES}(?=[A-ZÄÖÜ])"
    ),
    office=re.compile(_OFFICES),
    post=re.compile(_POST),
    spokesman=re.compile(
        r"(?i:der|die|ein|eine) \w*[Ss]precher(?:in)? (?:des|der|von|vom|für) (?:[a-zäöüß-]+ ){0,2}"
        rf"{_CAPITAL}[\w-]*(?: (?:(?:für|und|des|der|von|vom) (?:[a-zäöüß-]+ )?)?{_CAPITAL}[\w-]*){{0,5}}"
    ),
    particles="von|van|de|al|el|bin|ben|von der|van der|von und zu|di|da|du|le",
    never=SMALL | TIMES | AGENCIES,
    both="(?:und|sowie|oder)",
    gendered=("Herr", "Herrn", "Frau"),
    role=re.compile(
        rf"\b(?i:der|die|dem|den|des|ein|einem|einen|eines|einer|eine|sein\w{{0,2}}|ihr\w{{0,2}}) {_ADJECTIVES}"
        rf"(?:{_OFFICES}|(?!Berlin|Wien)[A-ZÄÖÜ][\w-]+in|Angeklagten?|Beschuldigten?|Rentners?|Franzosen?"
        r"|\d+-Jährigen?)(?!\w)(?! [A-ZÄÖÜ])"
    ),
    somebody=re.compile(
        rf"(?:(?:Ein|Eine|Sein|Seine|Ihr|Ihre|Dieser) {_ADJECTIVES}[A-ZÄÖÜ][\w-]+"
        rf"|Der {_ADJECTIVES}[A-ZÄÖÜ]\w+(?:er|[eg]e)"
        rf"|Die {_ADJECTIVES}[A-ZÄÖÜ][\w-]+(?:te|nde))(?![\w-])(?! [A-ZÄÖÜ])"
    ),
    possessive=re.compile(r"(?i:seine?|ihre?)\b"),
    acts=re.compile(r" [a-zäöü]+(?:t|te|ß|g|b|d|f|h|m|ll|ch|ck)\b"),
    owner=re.compile(" (?:des|der|vo[nm]|für|bei[m]?) "),
    occupation=re.compile(
        r"[\w-]{2,}(?:er|or|ist|ent|ant|oge|eur|är|ling|and|außen|vize|gast)(?:in)?|[A-ZÄÖÜ]{2,}(?:-[\w-]+)?"
        rf"|[A-ZÄÖÜ][\w-]+(?:ologin|ende|vorstand)|{_OFFICES}"
    ),
    plain=re.compile(rf"(?i:{_TITLES}|{_OFFICES_OF_BOTH}(?:in)?|{_OFFICES_OF_ONE})"),
    oblique=re.compile(r"(?i:der) (?:\S+ ){0,2}?[A-ZÄÖÜ][\w-]{2,}in\b"),
    nouns=True,
    determiner=re.compile(
        r"\b(?i:der|die|das|dem|den|des|eine?[mnrs]?|keine?[mnrs]?|seine?[mnrs]?|ihre?[mnrs]?|diese[mnrs]?|zu[mr]|[ai]m"
        rf"|vo[mn]|beim) {_ADJECTIVES}\Z"
    ),
    relative=re.compile(
        r"\w+ (?:\w+ )?(?:Mutter|Vater|Sohn|Tochter|Bruder|Schwester|Witwer?|Ehefrau|Ehemann|Frau|Mann|Freund(?:in)?"
        r"|Onkel|Tante|Verteidiger(?:in)?|[\w-]*[Aa]nwalt|[\w-]*[Aa]nwältin|[\w-]*[Ss]precher(?:in)?)"
        r" (?:des|der|eine[rs]) "
    ),
    others=re.compile(rf"\b(?:des|der|eine[rs]|vo[nm]) (?:\S+ )?(?:{_OFFICES}(?:s|es|n)?|[A-ZÄÖÜ][\w-]+in)(?!\w)"),
    thing_done_to=re.compile(r"(?i:dem|den|des|einem|einen|eines|seine[mns]|ihre[mns])\b|(?i:der) [^,.;:]*in\Z"),
    subject=re.compile(r"\b(?:[Ee]r|[Ss]ie)\b"),
    article=re.compile(rf"(?:\b(?i:die|eine|ihre|seine) {_ADJECTIVES}|\b(?i:frau|herrn?|dr\.) )\Z"),
    woman=re.compile(_WOMAN + r"|\b(?:[Dd]ie|[Ee]ine|[Ii]hre|[Ss]eine) "),
    man=re.compile(
        rf"\bHerrn?\b|(?<![\w-])(?i:[\w-]*{_OFFICES_OF_BOTH}|vater|sohn|bruder|mann|witwer|ehemann|papst|könig|prinz)"
        r"(?!\w)|\b[A-ZÄÖÜ][\w-]{2,}(?:er|or|ist|ent|ant|oge|eur)\b|\b[Ee]in |^Der "
    ),
    body=re.compile(
        r"\b(?:[A-ZÄÖÜ]{2,}|(?:\w+-?)?(?:[Mm]useum|[Gg]ericht|[Uu]niversität|[Pp]artei|[Vv]erein|[Bb]ank|[Ll]eague"
        r"|[Uu]nion|[Ff]irma|[Gg]ewerkschaft|[Zz]eitung|[Rr]undschau|[Kk]lub|[Cc]lub|GmbH))\b"
    ),
    speaks=re.compile(
        rf"(?:, {_FREE}{{3,80}},| \([^)\n]{{2,40}}\)|,)? (?:{_WHEN} )?"
        rf"(?:{SAID}|warf|wirft|nannte|nennt|sprach|spricht|verwies|verweist|wies|weist|hielt|hält|sah|sieht)\b"
    ),
)

_LATER = rf"(?: {_FREE}{{0,60}})? (?:zurück|dagegen|nach|zu|ein|klar|fest|in Schutz|vor)"  # the other half of a verb
_COLON_VERBS = (
    rf"(?:wies|weist|hielt|hält|legte|legt|gab|gibt|räumte|räumt|stellte|stellt|nahm|nimmt|warf|wirft)(?={_LATER}: ?\Z)"
    r"|(?:zeigte|zeigt|gab|gibt|freute|ärgerte|empörte|erinnerte) sich"
)
_PARTS = (
    rf"nannte|nennt|(?:warf|wirft)(?={_FREE}{{3,80}} vor,)"
    rf"|(?:sprach|spricht)(?={_FREE}{{0,50}} vo[nm](?: {_FREE}{{1,40}})? ?\Z)"
    rf"|(?:sah|sieht|bezeichnete|bezeichnet|lobte|kritisierte)(?={_FREE}{{0,80}} als(?: {_FREE}{{1,20}})? ?\Z)"
)
_HAD = rf"(?:hat|hatte)(?={_FREE}{{3,80}} {HAD_SAID}\b)"
_WORDS = either(
    "Satz Satzes Wort Worte Worten Spruch Motto Aussage Äußerung Behauptung Slogan Parole Zitat Titel Plakat Schild"
)

SPEECH = Speech(
    naming=NAMING,
    inverted=re.compile(
        rf",? ?(?P<cue>so|{_HAD}|{SAID}|{OF_ONESELF}(?= sich ))(?: sich| ihm| ihnen)? (?:{_WHEN} ){{0,2}}"
    ),
    inverted_pronoun=re.compile(
        rf",? ?(?P<cue>{_HAD}|{SAID}|{OF_ONESELF}(?= (?:er|sie) sich\b)) (?:{_WHEN} )?(?P<who>er|sie)\b"
    ),
    straight=re.compile(
        rf" (?:{_WHEN} )?(?P<cue>{SAID}|{_COLON_VERBS})(?: (?!(?:er|sie|es|man|wir)\b){_FREE}{{1,60}})?: ?\Z"
    ),
    part=re.compile(rf" (?:{_WHEN} )?(?P<cue>{_PARTS})(?:{_FREE}{{3,80}} vor,)?{_FREE}{{0,100}}\Z"),
    clause=re.compile(
        rf" (?:{_WHEN} )?(?P<cue>{SAID}|{_PARTS})"
        rf"(?:{_FREE}{{1,80}},(?! (?:was|wie|wer|wo|der|die|das) {_FREE}{{0,80}}\Z))?{_FREE}{{0,80}}\Z"
    ),
    late=re.compile(
        r"(?:(?:Am|Im|In|Nach|Dazu|Zuvor|Später|Danach|Zugleich|Auf|Bei|Zum|Zur|Vor|Außerdem|Zudem|"
        r"Schließlich|Anschließend|Dann|Heute|Gestern|Dem|Den)\b"
        rf"{_FREE}{{0,80}}|Auf (?:die|eine) (?:\w+)?[Ff]rage\b[^.;:„“»«\"!?()\n]{{0,160}},) "
        rf"(?P<cue>{SAID}|warf|wirft) (?:{_WHEN} )?"
    ),
    source=re.compile(r"(?P<cue>Laut|Nach (?:Angaben|Worten|Ansicht|Auffassung|Meinung|Darstellung) (?:von|des|der)) "),
    before=re.compile(r"(?!)"),
    aside=re.compile(rf", {_FREE}{{3,80}},| \([^)\n]{{2,40}}\)"),
    pronoun=re.compile(r"(?P<who>[Ee]r|[Ss]ie)\b"),
    woman=re.compile("[Ss]ie"),
    others=re.compile(
        rf"\b(?:{SAID}|{HAD_SAID}|{_WORDS}|nannte|nennt|sprach|spricht|bezeichnete?"
        r"|von (?:eine[mr]|de[mr]) \w*(?:Anruf|Brief|Gespräch|Mail|Nachricht))\b"
    ),
    denied=re.compile(
        rf"\b(?:{SAID}|hat|hatte|habe)\b{_FREE}{{0,60}} "
        r"(?:nicht|nie|niemals|nirgends|keineswegs|mitnichten|kein(?: \w+)? Mal)\b"
        rf"(?! (?:nur|ohne|viel|mehr|lange|allein|bloß)\b)(?: {_FREE}{{1,30}})?: ?\Z"
        rf"|\b(?:nannte|nennt|bezeichnete|bezeichnet|sprach|spricht)\b"
        rf"{_FREE}{{0,60}} (?:nicht|nie|niemals)\b{_FREE}{{0,30}}\Z"
    ),
    another=re.compile(r"\b(?:und|während|worauf|woraufhin|ehe|bevor)\b"),
    titled=re.compile(r"(?:Der|Die|Das|Dem|Den|Ein|Eine)\b"),
    told=re.compile(rf",? ?(?:so|{_HAD}|{SAID}|{OF_ONESELF}) "),
)
