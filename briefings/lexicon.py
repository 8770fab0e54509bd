"""Word classes for finding noun phrases without a tagger: small tables, written for news English."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _inflected(table: str) -> frozenset[str]:
    """Return the verbs of *table* with their regular -s, -ed and -ing forms."""
    forms: set[str] = set()
    for base in table.split():
        stem = base[:-1] if base.endswith("e") else base
        third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"
        if base.endswith(("s", "sh", "ch", "x", "z", "o")):
            third = base + "es"
        past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
        forms |= {base, third, past, stem + "ing"}
        if len(base) > 2 and base[-1] in "bdgklmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou":
            forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return frozenset(forms)


VERBS = _inflected(
    """accept accuse achieve acknowledge acquire act add address admit adopt advise affect agree aim allege allow
    announce anticipate apologize appear appeal apply appoint approach approve argue arise arrange arrest arrive ask
    assert assess assist assume assure attach attempt attend attract avoid base battle become begin believe belong
    blame block boast boost borrow bother breach bring build burn buy call cancel capture care carry cast catch
    cause cease celebrate challenge charge check cite claim clarify clear climb close collapse collect combine come
    comment commit compare compete complain complete concede conclude condemn conduct confirm confront congratulate
    connect consider consist contact contain continue contribute convert convict convince cost cover crash create
    criticise criticize cross damage deal debate decide declare decline decrease defeat defend define delay deliver
    demand demonstrate deny depend deploy describe deserve destroy detain determine develop die differ disappear
    discover discuss dismiss display divide donate doubt drag draw drive drop earn eat elect emerge emphasize employ
    enable encounter encourage end endorse enforce engage enjoy ensure enter escape establish estimate evacuate
    examine exceed exclude expand expect experience explain explode explore express extend face fail fall favor
    favour fear feature feel figure file fill find finish fire fix flee fly focus follow force forget form gain
    gather generate give grab grant grow guarantee guess handle hang happen hate head hear help hide hire hit hold
    hope host hurt identify ignore illustrate imagine impose improve include increase indicate infiltrate influence
    inform injure insist inspire install intend introduce invest investigate invite involve issue join judge jump
    justify keep kick kill knock know lack last launch lay lead learn leave lend lie lift like limit link list
    listen live lobby locate look lose love maintain manage mark marry matter mean measure meet mention mind miss
    mount move name need negotiate note notice observe obtain occur offer open operate oppose order organise
    organize outline overcome overturn owe own participate pass pay perform permit persist persuade place plan play
    plead please pledge point pose possess post pour praise predict prefer prepare present press prevent proceed
    produce prohibit promise promote prompt propose prosecute protect protest prove provide publish pull pursue push
    put question quit quote raise reach react read realise realize recall receive recognise recognize recommend
    record recover reduce refer reflect refuse regard regret reject relate release remain remember remind remove
    repeat replace reply report represent request require rescue resign resolve respond restore result retire return
    reveal review rise risk rule run rush save say schedule score search secure seek seem sell send separate serve
    settle shake share shift shoot shout show shut sign slam sleep smile sound speak specify speed spend split spot
    spread stand start state stay steal step stick stop strengthen stretch strike struggle submit succeed suffer
    suggest supply support suppose surprise surround survive suspect suspend switch tackle talk target teach tell
    tend test thank think threaten throw tie tighten touch trace track train travel treat trigger trust try turn
    undergo undermine understand unveil urge use value vary view visit volunteer vote wait wake walk want warn wash
    watch wear win wish withdraw witness wonder work worry worsen wound write yield accelerate aid answer assemble
    attack await ban bear beat bid bite break breathe clash command cool correct count crack crawl cry cut dance
    date demolish design dig double dress dump ease edit entitle exist expose feed fight fit fold freeze gaze guide
    halt harm haul honor honour hunt hurry infect insert interview kiss label land laugh leak lean march melt mix
    mock nod nominate obey offend pack paint park pick plant pray print punch race rank rate recruit ride ring roll
    rub sail sing sink sit slide slip smell smoke snap solve spark spell spin steer storm strip suck sue swear swim
    swing tap tear top tour toss tweet type unite update vow wrap"""
) | _words(
    """said made went gone came seen took taken gave given got gotten found told became began begun left felt put
    brought bought kept held wrote written stood heard let meant set met ran paid sat spoke spoken led grew grown
    lost fell fallen sent built understood spent sold thought broke broken drove driven ate eaten hit cut won hurt
    caught taught fought sought chose chosen knew known threw thrown flew flown drew drawn wore worn tore torn shot
    shut split spread cast quit beat beaten bet burst bled bred swore sworn hid hidden rode ridden rose risen shook
    shaken sang sung sank sunk slept slid stole stolen struck stuck swam swum swung woke woken wound arose arisen
    awoke fled flung froze frozen hung laid lay lain lent lit overcame overtook overthrown withdrew withdrawn
    undertook undertaken born borne shown proven being having going doing getting poised aimed owed dying lying tied
    vying"""
)
"""Verbs in all their forms; those that are nouns too are in VERB_NOUNS."""

UNMARKED_ADJECTIVES = _words(
    """mandatory statutory sensory advisory regulatory predatory contradictory unsatisfactory exploratory preparatory
    administrative controllable equitable economic electric dramatic scientific military civil municipal nuclear
    solar stellar interstellar molecular cellular circular regular secular spectacular deficient efficient ancient
    digital dental mental vital total medical criminal maternal rural urban global federal tribal fatal brutal"""
)
"""Adjectives that their ending does not show."""

VERB_NOUNS = _words(
    """act acts address aid aim aims answer answers appeal appeals approach arrest arrests attack attacks attempt
    attempts ban bans battle battles beat bid bids bite bites blame block blocks boost breach breaches break breaks
    buildings burn burns call calls care cast cause causes challenge challenges charge charges check checks claim
    claims clash clashes climb close collapse command commands comment comments concern concerns conduct contact
    contacts control controls cost costs count counts cover crack crash crashes cross cut cuts damage damages dance
    date dates deal deals debate debates decline decrease defeat delay delays demand demands design designs display
    displays doubt doubts dress drive drop dump ease end estimate estimates experience face faces fall fear fears
    feature features feed feeling feelings fight fights fighting figure figures file files fire fires fit fix flight
    focus force forces form forms funding gain gains grant grants growth guarantee guarantees guide guides halt harm
    head heads help hit hits hold hope hopes host hosts hunt hurt hurry impact increase increases influence
    interview interviews issue issues judge judges jump kick label labels lack land laugh launch launches lead leads
    leak leaks learning lie lies lift limit limits link links list lists look looks loss love march marches mark
    marks matter measure measures meeting meetings mention mind mix mount move moves name names need needs access
    note notes notice offer offers order orders pack paint park parks pass pay permit permits pick place places plan
    plans planning plant plants play plays pledge pledges point points pose post posts praise present presents press
    print process produce profit profits program project projects promise promises protest protests punch purchase
    push question questions quote quotes race races raid raids rank ranks rate rates reading record records release
    releases reply report reports request requests rescue research result results return returns review reviews ride
    rides ring rings rise risk risks roll rule rules ruling rulings run runs rush sail sale sales sanction sanctions
    save schedule score scores search searches setting shake share shares shift shooting shootings shot shots show
    shows sign signs sleep smell smoke snap sound sounds speed spell spending spin split spot spots spread stand
    stands standing start state states statement stay step steps stop storm storms stretch strike strikes strip
    struggle study studies supply supplies support surprise surge suspect suspects swing switch talk talks tap
    target targets taste tax teaching tear tears test testing tests thanks threat tie ties touch tour tours track
    tracks trade train trains training travel trial trigger trust try turn turns tweet tweets type types
    understanding update updates use value values view views visit visits volunteer volunteers vote votes voting vow
    vows wait walk war warning warnings wash watch water win wins wish wishes witness witnesses wonder work works
    worry worries wound wounds writing opening findings finding proceedings earnings killing killings bombing
    bombings hacking hearing hearings offering wedding painting paintings recording recordings swimming hiking
    fishing cooking singing dancing gaming parking drinking smoking drawing drawings driving"""
)
"""Verbs that are nouns as well: the words around decide."""

TIMES = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec day days week weeks month
    months year years hour hours minute minutes second seconds morning afternoon evening night nights today tonight
    tomorrow yesterday weekend weekends decade decades century centuries moment moments time times date age ages
    period spring summer autumn winter midnight noon dawn daily weekly monthly annual annually fiscal quarter am pm
    p.m a.m est gmt mon tue tues wed thu thur thurs fri sat sun anniversary year-old month-old week-old day-old"""
)

NOUN_ENDINGS_EXCEPTIONS = _words(
    """alternative initiative representative native relative archive motive detective executive objective incentive
    directive perspective collective narrative fugitive captive drive dive hive olive five library secretary salary
    boundary commentary documentary summary diary glossary burglary missionary dictionary anniversary adversary
    sanctuary estuary mercenary obituary beneficiary judiciary constituency vocabulary canary vegetable table cable
    bible constable stable fable syllable variable parable disciple crucible musical radical chemical festival
    hospital capital trial arrival proposal approval removal animal criminal rival material potential official
    individual signal metal journal withdrawal referral survival renewal refusal denial burial memorial tutorial
    commercial professional manual intellectual cardinal cathedral crystal canal funeral terminal interval scandal
    vandal pedal medal petal coral goal deal meal seal coal appeal editorial trivial pal portal betrayal disposal
    rehearsal dismissal public topic music traffic clinic critic republic fabric magic epidemic pandemic mechanic
    picnic logic ethic comic academic arctic antarctic plastic ceramic lyric cleric cosmetic statistic
    characteristic heroic relic colic garlic civilian musician politician physician historian guardian magician
    librarian vegetarian pedestrian electrician technician statistician comedian custodian fish dish finish wish
    parish polish british rubbish relish skirmish panic mosaic attic antic tonic sonic septic jellyfish starfish
    witness business illness fitness wireless process princess address success olympic paralympic genetic mic
    arsenic antibiotic"""
)
"""Nouns that end like adjectives."""

WEAK = _words(
    """thing things way ways lot lots kind kinds sort sorts part parts bit piece pieces number numbers amount amounts
    percent percentage per cent total rest half third quarter people person man men woman women guy guys someone
    life lives fact facts case cases area areas place places point points side sides end start beginning top bottom
    back front line lines level levels step steps example examples reason reasons idea ideas sense question
    questions answer problem problems issue issues matter matters situation situations condition conditions event
    events result results effect effects cause use order form type types member members group groups government
    governments name names word words statement statements comment comments spokesman spokeswoman spokesperson
    official officials source sources detail details information item items set list range series couple majority
    minority rate rates size length look chance chances hand hands eye eyes head heads face faces body foot feet
    home house room door street city town country countries world state states nation nations region local report
    reports interview interviews photo photos picture pictures image images file video plan plans work job jobs role
    course turn note view views opinion response need needs power attempt effort efforts action actions move moves
    decision decisions change changes process news story article author editor reporter page section copy version
    company companies business businesses firm firms organization organisation department office center centre
    authorities authority leader leaders leadership expert experts critics community public crowd audience team
    teams game games match year family families friend friends father mother son daughter wife husband brother
    sister parents child children kid kids boy boys girl girls mr mrs ms dr sir president minister chief director
    chairman secretary senator professor fan fans user users thousands scene site difference others anyone past
    future present term terms basis dollar dollars pound pounds euro euros cents mile miles metre metres meter
    meters kilometer kilometres inch inches km kg hours money price cost value talk talks"""
)
"""Nouns too general to be a topic alone; they may head a longer phrase."""

ADJECTIVES = _words(
    """able active actual additional advanced afraid alive alleged amazing ancient angry apparent available average
    aware awful bad basic beautiful best better big biggest black blue born brief bright broad brown busy certain
    cheap clean clear clever close cold common complete comfortable complex concerned conscious controversial cool
    correct crazy current cute dangerous dark dead dear deep different difficult direct dirty domestic double dry
    due dumb eager early easier easiest easy eldest elderly empty endless enormous entire equal essential exact
    excellent excited exciting existing expensive extra extreme fair faithful false familiar famous fast fat
    favorite favourite few final fine firm first flat foreign former free frequent fresh friendly full fun funny
    further future general gentle giant glad global golden good grand grateful gray great green grey guilty happy
    hard harder hardest harsh healthy heavy high higher highest hot huge human hungry ideal ill illegal immediate
    important impossible incredible independent indigenous individual initial inner innocent interested interesting
    internal international joint junior keen key large larger largest last late later latest lazy leading left legal
    less lesser light likely little live local lonely long longer longest loose loud low lower lowest lucky mad main
    major male married massive maximum mere mild minor missing modern mutual narrow national natural near nearby
    neat necessary nervous new newer newest next nice normal northern obvious odd official ok okay old older oldest
    online open opposite ordinary original other outdoor outer overall overseas own pale past perfect permanent
    personal physical pink plain pleasant poor popular positive possible potential powerful precious present pretty
    previous primary prime prior private pro proper proud public pure purple quick quiet random rapid rare raw ready
    real recent red regional regular relevant remote responsible rich right rough round royal rude sad safe same
    secondary secret secure senior sensitive separate serious severe sexual sharp shocking short sick significant
    silent silly similar simple single slight slow small smaller smart smooth social soft solid sorry southern spare
    special specific square stable standard steady still straight strange strict strong stronger stupid substantial
    successful such sudden sufficient suitable super sure surprised sweet tall temporary terrible thick thin tight
    tiny tired top total tough traditional true typical ugly unable unaware unclear uncomfortable unhappy unique
    unknown unlikely unusual upper upset urgent useful usual valid various vast violent visible vital warm weak
    wealthy weird western wet white whole wide wild willing wise wonderful wooden worried worse worst worth wrong
    young younger youngest totally more most least many much several fellow top-level broader"""
)

PLAIN_ADJECTIVES = _words(
    """able additional afraid alive amazing apparent available aware awful bad beautiful best better big biggest brief
    broad certain clear close complete current different difficult due early easy enormous entire exact exciting
    existing expensive extra extreme fair familiar famous few final fine firm former frequent fresh full further
    giant glad good great heavy higher highest huge important incredible initial interesting key large larger
    largest last late later latest leading left less likely little long longer longest low lower lowest main major
    massive mere missing much near nearby necessary new newer newest next nice obvious odd old older oldest only
    other overall own particular past perfect possible potential present previous prior proper quick ready real
    recent responsible right same serious several severe sharp short significant similar simple single slight small
    smaller specific still strong stronger substantial successful such sudden sure terrible tiny top total tough
    true typical unable unclear unlikely unusual upset urgent useful usual various vast whole wide willing wonderful
    worse worst worth wrong young broader more most least many very fellow alleged first second third fourth fifth
    so-called first-ever longtime long-time well-known ongoing upcoming growing alone numerous countless greater
    greatest lesser lots"""
)
"""Adjectives that a label loses at its front ("new law" is about the law)."""

DEMONYMS = _words(
    """american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss
    austrian polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian swedish norwegian
    danish finnish icelandic chinese japanese korean indian pakistani afghan iranian iraqi syrian israeli
    palestinian saudi egyptian libyan tunisian moroccan nigerian kenyan ethiopian somali sudanese african asian
    european australian canadian mexican brazilian argentine argentinian chilean colombian venezuelan cuban haitian
    filipino indonesian malaysian thai vietnamese burmese taiwanese tibetan arab arabic muslim islamic christian
    catholic jewish protestant buddhist hindu western eastern northern southern latin hispanic asian-american
    african-american serbian croatian bosnian estonian latvian lithuanian georgian armenian lebanese jordanian
    yemeni qatari emirati kuwaiti bangladeshi nepalese soviet slovenian gabonese californian texan londoner parisian
    democratic republican"""
)
"""Adjectives with a capital: part of a phrase, seldom a topic alone."""

TITLES = _words(
    """mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister chancellor premier senator
    representative rep sen gov governor mayor judge justice general gen colonel col captain capt lieutenant lt
    sergeant sgt major detective inspector officer constable chief king queen prince princess pope cardinal bishop
    archbishop reverend rev father sheikh imam ambassador secretary director chairman chairwoman chairperson ceo
    coach attorney lawyer doctor actor actress singer author writer spokesman spokeswoman councillor congressman
    congresswoman commissioner superintendent administrator deputy former then australian chinese british american
    emeritus first sheriff trooper biologist academic scientist philosopher mathematician herr frau monsieur madame"""
)
"""Words before a person's name that are no part of it."""

BODIES = _words(
    """university institute department ministry bank house court council brotherhood church college school academy
    association society federation union league committee commission office board bureau centre center agency
    chamber museum library party republic kingdom state emirate bishop archbishop gallery hall order organisation
    organization army secretary minister president governor mayor director chairman head leader speaker duke prince
    king queen bay gulf cape isle island strait sea port battle treaty declaration statue tower bridge rights bill
    code act"""
)
"""Names that end in one of these go on with "of": "Institute of Technology"."""

PEOPLE = _words(
    """team teams user users child children parent parents fan fans expert experts family families son daughter wife
    husband brother sister mother father company companies organization organisation police member members girl
    girls boy boys woman women game match house home community room school crowd friend friends report study project
    government video photo photos leader leaders business businesses scene"""
)
"""Weak nouns that may be a topic alone where the article keeps coming back to them."""
