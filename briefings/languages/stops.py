"""Where a full stop does not end a sentence in languages other than English: tables, and the rule that reads them."""

import re
from typing import NamedTuple

_NO_WORDS: frozenset[str] = frozenset()
_ROMAN = re.compile(r"[IVX]{1,5}")


class Stops(NamedTuple):
    """What a language shortens with a full stop; all in small letters, last stop off.

    ``inner`` always goes on; ``loose`` does unless a word of ``openers`` follows; ``titles`` does before a capital;
    ``before_number`` does before a figure; ``pairs`` are abbreviations of several parts, which always go on.
    With ``ordinals`` a stop after one or two figures makes an ordinal ("am 3. Oktober").
    """

    inner: frozenset[str] = _NO_WORDS
    loose: frozenset[str] = _NO_WORDS
    titles: frozenset[str] = _NO_WORDS
    before_number: frozenset[str] = _NO_WORDS
    openers: frozenset[str] = _NO_WORDS
    pairs: re.Pattern[str] | None = None
    ordinals: bool = False

    def go_on(self, before: str, word: str, shown: str, opened: str) -> bool:
        """Tell whether the sentence goes on after the stop.

        *before* is the word at the stop as printed, *word* the next one, *shown* the characters up to the stop,
        *opened* the character after the space.
        """
        before = before.replace("’", "'").rsplit("'", 1)[-1]  # "l'art. 10"
        lower, following = before.lower(), word.lower()
        opens = following in self.openers or opened in '"“‘„«»¿¡'
        if before.isdigit():
            return self.ordinals and len(before) < 3 and word[0].isalpha() and not opens
        if lower in self.inner or (self.pairs and self.pairs.search(shown)):
            return True
        if lower in self.before_number and word[0].isdigit():
            return True
        if lower in self.titles and (len(lower) > 1 or before.isupper()):
            return word[0].isupper()
        if self.ordinals and _ROMAN.fullmatch(before) and len(before) > 1:
            return not opens
        if len(before) == 1 and before.isalpha():
            return len(word) == 1 or (before.isupper() and not opens)
        return not opens and (lower in self.loose or ("." in before and all(len(p) == 1 for p in before.split("."))))


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _pairs(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[\s(])(?:{'|'.join(patterns)})\Z".replace("~", r"[ \u00a0\u202f]?"), re.IGNORECASE)


STOPS = {
    "de": Stops(
        inner=_words(
            "bzw ca vgl ggf evtl sog z.b d.h u.a i.d.r z.t o.g s.o s.u inkl zzgl bspw insb abzgl gem lt"
        ),
        loose=_words(
            """usw etc gmbh co str tel jh mio mrd std sek u.ä u.a.m bd hrsg jun sen geb gest verh
            jan feb apr jul aug sep sept okt nov dez a.d a.m"""
        ),
        titles=_words("dr prof hr fr hrn dipl ing st mag dres frl pfr ra geh gen abg"),
        before_number=_words("nr nrn abs art s bd kap ziff abb tab vers z rn tz"),
        openers=_words(
            """der die das den dem des ein eine einen einem einer er sie es wir ich ihr ihre sein seine man im am auf
            mit nach bei vor und aber doch auch nun dies diese dieser dieses jetzt heute gestern morgen
            so wie wenn weil da dann dort hier für von zu zum zur in an als ob nicht kein keine viele
            alle beide mehr noch nur was wer wo warum seit bis durch über unter zwischen dabei dazu damit
            deshalb zudem danach später allerdings jedoch"""
        ),
        pairs=_pairs(
            *(r"z\.~B", r"d\.~h", r"u\.~a", r"i\.~d\.~R", r"z\.~T", r"o\.~g", r"s\.~o", r"v\.~a", r"u\.~U"),
            *(r"v\.~Chr", r"n\.~Chr", r"i\.~A", r"z\.~Zt", r"m\.~E"),
        ),
        ordinals=True,
    ),
    "fr": Stops(
        inner=_words("cf env p.ex c.-à-d ex av apr"),
        loose=_words("etc j.-c éd vol chap trad sté cie tél janv févr juil oct nov déc"),
        titles=_words("m mm mme mlle dr pr me mgr st ste gal col cdt"),
        before_number=_words("art n no p pp fig vol chap al t"),
        openers=_words(
            """le la les l un une des il elle ils elles on ce cette ces cela ça c dans en au aux à mais et ou car puis
            nous vous je j son sa ses leur leurs par pour sur selon après avant depuis pendant lors alors
            ainsi aussi deux trois plusieurs tous toutes si quand comme qui que quoi où aujourd'hui hier
            d de du ne pas d'autres c'est l'on s'il qu'il qu'elle"""
        ),
        pairs=_pairs(r"p\.~ex", r"c\.~-à-~d", r"av\.~J\.-C", r"apr\.~J\.-C", r"J\.-C(?=\Z)"),
    ),
    "es": Stops(
        inner=_words("p.ej ej ee aprox cf vs"),
        loose=_words("etc cía ltda s.a ee.uu uu tel avda c.v ud uds vd vds"),
        titles=_words("sr sra srta sres dr dra d dña prof profa lic ing gral cnel sto sta mons fr pbro arq"),
        before_number=_words("núm num art arts pág págs p pp fig vol cap n nro ap"),
        openers=_words(
            """el la los las un una unos unas lo él ella ellos ellas este esta estos estas ese esa eso esto su sus en
            por para con sin sobre según tras desde hasta cuando como si no y o pero aunque también
            además ya hoy ayer mañana se al a de del que quien dos tres muchos todos así luego después
            entonces allí aquí ahora es fue"""
        ),
        pairs=_pairs(r"p\.~ej", r"a\.~(?:C|m)", r"d\.~C"),
    ),
    "it": Stops(
        inner=_words("p.es ca cfr vs"),
        loose=_words("ecc s.p.a s.r.l spa tel"),
        titles=_words("sig sigg sigra dott dr prof avv ing on sen gen col cap mons don rag geom arch s"),
        before_number=_words("n nr art artt pag pagg p pp fig vol cap"),
        openers=_words(
            """il lo la i gli le un una uno l egli lui lei loro questo questa questi queste quello quella in nel nella a
            al alla di del della da dal con per su tra fra e ma o anche se quando come che chi non si è
            era due tre dopo prima oggi ieri domani poi così secondo ora qui"""
        ),
        pairs=_pairs(r"p\.~es", r"a\.~C", r"d\.~C"),
    ),
    "nl": Stops(
        inner=_words("bijv bv ca vgl o.a d.w.z m.b.t t.a.v i.v.m m.n z.g n.a.v t/m incl excl"),
        loose=_words("enz etc b.v n.v v.chr n.chr jl tel mln mld st"),
        titles=_words("dhr mevr mw dr drs mr ir ing prof ds st gen kol"),
        before_number=_words("nr nrs art p blz fig jan feb mrt apr jun jul aug sep sept okt nov dec"),
        openers=_words(
            """de het een hij zij ze we wij ik dit deze die dat er in op aan bij met van voor na naar om als toen maar
            en of ook nog niet wat wie waar hoe waarom volgens sinds tot vandaag gisteren morgen nu daar
            hier hun zijn haar veel alle twee drie"""
        ),
        pairs=_pairs(r"v\.~Chr", r"n\.~Chr"),
    ),
    "pt": Stops(
        inner=_words("p.ex ex aprox cf vs"),
        loose=_words("etc s.a ltda cia tel av eua"),
        titles=_words("sr sra srs sras srta dr dra prof profa d eng arq gen cel pe exmo exma st sto"),
        before_number=_words("n nº núm art arts pág págs p pp fig vol cap"),
        openers=_words(
            """o a os as um uma uns umas ele ela eles elas este esta esse essa isso isto seu sua seus suas em no na nos
            nas por para com sem sobre segundo após desde até quando como se não e ou mas embora também
            além já hoje ontem amanhã ao à de do da dos das que quem dois três muitos todos assim depois
            então ali aqui agora é foi"""
        ),
        pairs=_pairs(r"p\.~ex", r"a\.~C", r"d\.~C"),
    ),
    "ru": Stops(
        inner=_words("т.е т.к т.н см ср напр ул пр просп пос обл д стр рис"),
        loose=_words("г гг в вв руб коп тыс млн млрд чел долл др пр им т.д т.п кв куб"),
        titles=_words("г-н г-жа проф акад доц ген св тов"),
        before_number=_words("ст п пп гл № н"),
        openers=_words(
            """он она оно они мы вы я это этот эта эти в во на с со по из за от до для к у о об при и а но или да как
            что кто где когда если не ни же уже ещё еще также его её их там тут здесь после перед между
            через потом затем однако"""
        ),
        pairs=_pairs(r"т\.~е", r"т\.~к", r"н\.~э", r"до~н"),
    ),
    "ar": Stops(inner=_words("د أ م ص ج هـ")),
}  # fmt: skip
"""One row a language; one without a row has initials only."""

PLAIN = Stops()
