"""Abbreviations whose full stop is not, or not always, the end of a sentence: in small letters, last stop off."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


TITLES = _words(
    """mr mrs ms messrs mme mlle dr drs prof gov govs sen sens rep reps gen lt col cpt capt cmdr maj sgt cpl pvt adm
    rev fr hon supt insp det ptl msgr pres st ste mt ft sir sr.a sra srta herr hr dipl ing amb asst atty comm commr
    dir brig lieut 1st.lt ofc spc ald
    supts sgts lts profs revs"""
)
"""Stand before a name: a stop after them never ends a sentence."""

BEFORE_INITIAL = TITLES | _words("judge justice general professor president senator congressman doctor")
"""After one of these an "I." is an initial; elsewhere it is the speaker or a number ("World War I.")."""

INNER = _words(
    """e.g eg i.e ie vs v viz cf ca approx al.so ibid incl esp nr tel ext max min resp bzw z.b d.h u.a vgl ggf evtl sog
    p.ej m.e aka a.k.a c.f p.ex w/o"""
)
"""Go on with the words that follow them, where printed in small letters."""

BEFORE_NUMBER = _words(
    "no nos nr num art arts sec secs fig figs eq ch chap vol vols p pp pg par abs op ed tel ver pt § ft lb lbs"
)
"""No end where a number follows ("No. 10"); elsewhere an ordinary word."""

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
"""No end where a number follows ("Jan. 6"), else like LOOSE."""

LOOSE = _words(
    """inc corp ltd co cos llc llp plc bros jr sr esq ph.d phd m.d md b.a m.a b.sc m.sc j.d d.d.s mfg assn assoc dept
    univ inst intl natl govt ave blvd rd hwy pkwy sq bldg apt ste gmbh ag ala ariz ark calif colo conn del fla ga
    ill ind kan kans ky la mass mich minn miss mo mont neb nebr nev okla ore pa penn tenn tex va vt wash wis wisc
    wyo n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va d.c b.c u.s u.s.a u.k u.n e.u u.a.e u.s.s.r a.m p.m a.d b.c.e c.e
    et.al est mon tue tues wed thu thur thurs fri sat sun usw lb lbs oz ft yd mi mph km kg cm mm sec mins hrs min hr
    yr yrs no.s bn mn"""
)
"""May end a sentence: they do where a word follows that opens sentences, not where a name goes on."""

DAY_HALVES = _words("a.m p.m am pm")
"""A weekday, a month or a time zone after them goes on with the sentence ("2 p.m. Monday")."""

AFTER_DAY_HALF = _words(
    """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
    thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec est edt et cst cdt ct mst mdt mt pst pdt pt gmt bst utc cet cest jst ist hkt aest eastern
    central mountain pacific greenwich local"""
)

OPENERS = _words(
    """a an the this that these those it its he she they we you i his her their our my your there here in on at by for
    from with without after before during since until under over between among against about as if when while where
    what who whom whose which why how although though because once unless whether despite like and but or so yet nor
    however also then thus hence meanwhile moreover furthermore instead still now today yesterday tomorrow last next
    some many most more much few several all both each every another other others such one two three four five no
    not none neither either only even just perhaps maybe yes to according earlier later is are was were do does did
    can could will would should has have had may might must let don't it's he's she's i'm i've we're they're that's
    there's what's didn't isn't police officials people critics experts image images photo photos picture pictures
    caption der die das den dem ein eine einen er sie es wir ich ihr im am auf mit nach bei vor und aber doch auch
    nun le la les un une il elle ils elles ce cette ces dans en au aux mais et"""
)
"""Words that, with a capital, open a sentence rather than go on with a name."""

MARKED_NAMES = _words(
    "yahoo! jeopardy! e! panic! wham! oklahoma! who? guess? westward! mamma! airplane! ok! hello! us!"
)
"""Names that bring their own mark; a following word in lower case or a name goes on."""

GERMAN_MONTHS = _words(
    """januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert
    jahrhunderts jh weltkrieg klasse"""
)
"""After "3." in German the stop is an ordinal's."""

SPEECH_VERBS = _words(
    """said says say asked asks ask replied replies added adds wrote writes told tells shouted shouts cried answered
    exclaimed wondered demanded joked tweeted yelled screamed recalled continued explained remarked quipped"""
)
"""After a question or exclamation in quotation marks these, with their subject, go on with the sentence."""
