"""Closed word classes that quote extraction reads: verbs of saying, titles, pronouns, nouns of people and papers."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Inflected forms are spelt out: a table that can be read needs no stemmer.
SAY_VERBS = _words(
    """say says said saying tell tells told telling ask asks asked asking add adds added adding reply replies replied
    replying respond responds responded responding answer answers answered answering explain explains explained
    explaining declare declares declared declaring announce announces announced announcing continue continues continued
    continuing write writes wrote written writing tweet tweets tweeted tweeting quip quips quipped quipping joke jokes
    joked joking recall recalls recalled recalling argue argues argued arguing insist insists insisted insisting
    conclude concludes concluded concluding exclaim exclaims exclaimed shout shouts shouted shouting yell yells yelled
    yelling remark remarks remarked remarking retort retorts retorted counter counters countered countering interject
    interjected lament laments lamented lamenting muse mused muses musing opine opined vow vows vowed vowing warn warns
    warned warning predict predicts predicted predicting testify testified testifies testifying concede concedes
    conceded conceding admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging assert
    asserts asserted asserting claim claimed claims claiming contend contends contended contending maintain maintains
    maintained maintaining observe observed observes observing assure assured assures complain complains complained
    complaining brag bragged brags bragging boast boasts boasted boasting chant chants chanted chanting cry cried cries
    crying thunder thundered deadpan deadpanned whisper whispered whispers mutter muttered grumble grumbled repeat
    repeats repeated repeating reiterate reiterates reiterated reiterating stress stresses stressed stressing emphasize
    emphasizes emphasized emphasizing emphasise emphasised inform informed informs proclaim proclaims proclaimed
    proclaiming pronounce pronounced read reads recount recounted recounts confess confessed confesses blurt blurted
    elaborate elaborated suggest suggests suggested suggesting advise advised advises caution cautioned cautions
    cautioning confirm confirms confirmed confirming deny denies denied denying reveal reveals revealed revealing swear
    swore fume fumed gush gushed scoff scoffed snap snapped sneer sneered quote quoted quotes quoting urge urges urged
    urging tout touts touted plead pleaded pleads fire fired shoot shot chime chimed intone intoned rail railed
    begin begins began blog blogged text texted email emailed e-mailed messaged sing sings sang reason reasoned sum
    summed sums note noted notes noting state states stated stating report reported reports reporting comment commented
    comments commenting post posted posts posting demand demanded demanding allege alleges alleged alleging agree
    agrees agreed agreeing promise promises promised promising wonder wondered wonders wondering think thinks thought
    believe believes believed inquire inquired volunteer volunteered offer offered offers caption captioned stipulate
    stipulates stipulated provide provides provided mention mentioned mentions cracked cracks wisecracked boomed booms
    sighed sighs screamed screams screaming bellowed roared growled snarled barked hollered hissed moaned groaned
    whined murmured stammered protested protests rejoined parried speculated theorized pondered mouthed echoed gasped
    enthused marveled marvelled ranted raved lectured chided chides scolded taunted teased bragging sniffed snorted
    chuckled laughed smiled shrugged grinned sobbed prayed interrupted pressed prodded ventured surmised summarized
    summarised clarified theorised tweeting retweeted captioning screeched shrieked chorused paused"""
)
CALL_VERBS = (
    _words(
        """call calls called calling describe describes described describing refer refers referred referring dub dubs
        dubbed dubbing label labels labeled labelled labeling brand brands branded branding deem deems deemed term terms
        termed denounce denounces denounced denouncing condemn condemns condemned condemning dismiss dismisses dismissed
        dismissing blast blasts blasted blasting slam slams slammed slamming criticize criticizes criticized criticizing
        criticise criticised praise praises praised praising accuse accuses accused accusing characterize characterizes
        characterized characterizing mock mocked mocks mocking attack attacks attacked attacking ridicule ridiculed
        decry decried decries lambaste lambasted cite cites cited citing express expresses expressed expressing feel
        feels felt hope hoped hopes want wants wanted consider considers considered see sees saw pledge pledged pledges
        propose proposed proposes proposing portray portrayed cast casts declined hail hailed hails invoke invoked
        point points pointed pointing speak speaks spoke speaking talk talked talks talking go went goes mean means
        meant hint hinted signal signaled signals signalled question questioned questions charge charged charges use
        used uses using address addressed find finds found show shows showed get got get give gave gives make makes
        made making bill billed bills nickname nicknamed list listed lists open opened opens close closed launch
        launched put puts putting compare compared comparing promote promoted welcome welcomed persist persists
        persisted"""
    )
    - SAY_VERBS
)
# Verbs of either list that do not utter: "he thinks it “fair”" are his words, but nobody's when he does not think so.
_UNUTTERED = _words(
    """think thinks thought believe believes believed suggest suggests suggested suggesting wonder wonders wondered
    wondering agree agrees agreed agreeing begin begins began offer offers offered provide provides provided fire fired
    shoot shot sum sums summed conclude concludes concluded post posted reason reasoned feel feels felt hope hoped hopes
    want wants wanted consider considers considered see sees saw expect pledge pledged propose proposed proposes
    proposing cast casts declined invoke invoked point points pointed go went goes mean means meant charge charged
    charges use used uses using address addressed find finds found show shows showed get got give gave gives make makes
    made making bill billed bills list listed lists open opened opens close closed launch launched put puts putting
    compare compared comparing promote promoted welcome welcomed persist persists persisted talk talked talks talking
    speak speaks spoke speaking express expressed expresses expressing"""
)
UTTERING = (SAY_VERBS | CALL_VERBS) - _UNUTTERED
# Of a passive, with the regular ones; never "was quoted", "is said to have told", whose subject speaks after all.
PARTICIPLES = _words("told written sung sworn read shown seen made given found put got meant cast shot")
HEARSAY = _words("quoted cited reported alleged believed")
FORMS_OF_BE = _words("is are was were be been being am isn't wasn't aren't weren't isn’t wasn’t aren’t weren’t")
# Forms that are as often nouns: verbs only where a subject stands before them.
EITHER_VERBS = _words(
    """report reports note notes claim claims comment comments state states post posts tweet tweets call calls answer
    answers charge charges question questions demand demands promise promises text email blog quote quotes caption
    mention hope hopes attack attacks feel show use list point points talk talks bill bills cast term terms label brand
    signal hint warning cry praise pledge offer fire shot joke quip remark remarks volunteer address read thought means
    reason sum"""
)

PERSON_NOUNS = _words(
    """spokesman spokeswoman spokesperson spokesmen spokespeople official officials aide aides adviser advisers advisor
    advisors analyst analysts expert experts critic critics supporter supporters opponent opponents president senator
    sen representative congressman congresswoman lawmaker lawmakers governor mayor minister secretary chairman
    chairwoman chair director leader leaders candidate candidates nominee man woman men women boy girl people person
    voter voters activist activists strategist strategists source sources reporter reporters journalist journalists
    author authors writer editor editors professor economist economists lawyer lawyers attorney attorneys judge judges
    officer officers police resident residents student students owner manager executive executives ceo founder doctor
    doctors historian scientist scientists researcher researchers scholar host anchor moderator columnist businessman
    billionaire mogul father mother son daughter brother sister wife husband friend friends colleague colleagues
    republican republicans democrat democrats conservatives liberals insider insiders operative operatives diplomat
    ambassador general commander soldier veteran pollster organizer organizers delegate delegates member members
    worker workers farmer farmers neighbor neighbors neighbour prosecutor prosecutors investigator investigators actor
    actress singer comedian coach player pastor priest bishop pope king queen prince princess chief boss treasurer
    coordinator consultant consultants contender rival rivals speaker counsel negotiator observer observers protester
    protesters demonstrators crowd audience family tycoon star caller viewer commentator commentators blogger teacher
    teenager youth aunt uncle grandmother grandfather widow businesswoman"""
)
SOMEBODY = _words("someone somebody everyone everybody")  # tagged like people, but "he" is hardly one of these
PAPER_NOUNS = _words(
    """report statement letter email e-mail memo article story editorial commentary paper newspaper document documents
    law bill treaty constitution resolution lawsuit complaint filing affidavit transcript tweet post message note
    sign banner poster headline caption ad advertisement website site blog book study survey poll release petition
    order ruling opinion decision brief act statute section clause agreement plan platform pamphlet video
    invitation slogan t-shirt shirt billboard text magazine review column analysis summary"""
)
BODY_NOUNS = _words(
    """campaign committee department ministry embassy office agency court council commission group groups organization
    organisation company companies party government administration team board bank union association center centre
    institute network channel army military bureau foundation firm university house"""
)

# What the words of a body's or a place's name are: "he" is never one of these.
BODY_NAMES = BODY_NOUNS | _words(
    """news times post journal party house college school hospital state states city county country street journal
    magazine tribune herald press media inc corp co ltd group fund trust society club league congress parliament
    conference convention project service services systems research international national united republic
    islamic democrats republicans tv radio network airlines airways motors technologies new north south east west
    america american world international street avenue beach island islands lake river mountain valley hotel tower
    street world cup award awards act amendment war day week month year"""
)
PLURAL_NOUNS = frozenset(
    w for w in PERSON_NOUNS if w.endswith("s") and w not in {"boss", "actress", "princess"}
) | _words("people men women police spokesmen spokespeople youth crowd audience family")
FEMALE_NOUNS = _words(
    """woman women girl mother daughter sister wife actress queen princess congresswoman chairwoman spokeswoman aunt
    grandmother widow businesswoman heroine lady"""
)
MALE_NOUNS = _words(
    """man men boy father son brother husband king prince congressman chairman spokesman uncle grandfather businessman
    priest pope"""
)

TITLES = _words(
    """mr mrs ms miss mx dr sen sens rep reps gov govs gen lt col sgt capt maj adm prof rev hon sir dame lord lady
    president vice senator senators representative congressman congresswoman governor mayor secretary minister prime
    chancellor king queen prince princess pope general colonel major captain lieutenant sergeant admiral judge justice
    chief professor doctor reverend father sister brother former ex-president attorney ambassador chairman chairwoman
    spokesman spokeswoman director speaker commissioner sheriff detective officer ayatollah sheikh imam rabbi bishop
    archbishop cardinal then-sen then-gov house senate majority minority leader republican democratic democrat gop
    rear first deputy foreign defense defence interior finance state treasury press campaign manager co-chair chair
    inspector superintendent candidate nominee president-elect"""
)
MALE_TITLES = _words("mr sir lord king prince pope father brother chairman congressman spokesman")
FEMALE_TITLES = _words("mrs ms miss dame lady queen princess sister chairwoman congresswoman spokeswoman")

DETERMINERS = _words(
    """the a an this these those his her its their our my your one another some many several most all few two three
    four five both each every no any other such"""
)
PRONOUNS = _words("he she they it i we you")
RELATIVES = _words("who whom whose which that")
PREPOSITIONS = _words(
    """of in on at for with from by about to into over under after before against during between among through
    without within toward towards upon like despite since until amid across around near behind via as than per
    throughout outside inside beyond along alongside regarding concerning"""
)
CONJUNCTIONS = _words("and but or nor yet so while when whereas because if although though unless whether where once")
AUXILIARIES = _words(
    """is are was were be been being am has have had having do does did will would can could may might must shall
    should isn't wasn't aren't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't"""
)
ADVERBS = _words(
    """also then later even still again now just never often always only further meanwhile however instead too
    earlier recently today yesterday tonight ago previously simply not first repeatedly famously perhaps
    moreover afterward afterwards separately similarly bluntly likewise nonetheless nevertheless well there here soon"""
)
DATES = _words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb aug sept oct nov dec"""
)
