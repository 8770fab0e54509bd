"""How questions are asked in English."""

import re

from bot.questions import readings
from bot.questions.days import Calendar, day_form, last_days, last_month, last_week, this_month, this_week
from bot.questions.tongue import Tongue
from bot.questions.wording import Form, Wording, form
from briefings.stopwords import STOPWORDS

_POLITE = re.compile(
    r"\A(?:(?:hi|hey|hello|so|ok|well|and|please)\b[,!]? )*(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:do you know|i want to know|i would like to know|i'd like to know|tell me|show me|give me|find me|find out|"
    r"show|find|list|get)\b(?! about)(?: if| whether)? ?)?(?:please )?(?:all )?",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\A(what|who|where|when|how)'?s\b", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:what|who|whom|whose|when|where|which|why|how|did|does|do|is|are|was|were|has|have|had|can|could|would|will|"
    r"tell|show|give|please|any|anything|summari[sz]e|sum up|explain|latest|hey|hi|hello|list|find|get)(?:['’]?s)?\b",
    re.IGNORECASE,
)
_STATE = (
    r"(?:say|says|said|saying|claim|claims|claimed|state|states|stated|write|writes|wrote|tell|tells|told|warn|warns|"
    r"warned|announce|announces|announced|argue|argues|argued)"
)
_SAY = (
    rf"(?:{_STATE}|think|thinks|thought|talk|talks|talked|speak|speaks|spoke|comment|comments|commented|promise|"
    r"promised|respond|responded|want|wants|call|called|deny|denies|denied)"
)
_WORDS_OF = (
    r"(?:quotes?|quotations?|statements?|comments?|remarks?|words|views?|opinions?|positions?|thoughts?|reactions?|"
    r"responses?)"
)
_BEST = r"(?:any |the )?(?:best |key |main |important |latest )?"
_WHO = r'(?P<who>[^?"]{1,80}?)'  # bounded, so that a long line costs by its length
_ON = r"(?:about|on|regarding|concerning|of|for|to|with)"
_IS = r"(?:is|are|was|were)"
_DID = r"(?:did|does|do|has|have|had|is|are|was)"
_TRUE = r"(?:did|does|has|have|is it (?:true|correct|right) that)"
_TRULY = r"(?:really |ever |actually |indeed )?"
_WHO_SAYS = rf"who (?:has |have |had )?{_SAY}"
_WHO_STATES = rf"who (?:has |have |had )?{_STATE}"
_THESE = (
    r"(?P<who>it|this|that|these|those|(?:all )?(?:the|this|that|these|those|your) "
    r"(?:articles?|story|stories|reports?|texts?|pieces?|entry|entries|news|library|documents?))"
)
_ARTICLES = (
    r"(?:(?:which|what|any|are there|is there|how many|do you have) )?(?:any )?(?:articles?|entries|stories|reports)"
    rf"(?: are there| do you have)?(?: {_IS})?"
)
_LENGTH = (
    r"(?P<length>in (?:\d+|one|two|three|four|five|six|seven|eight) (?:short )?sentences?|briefly|shortly|in short|"
    r"in detail|in full)"
)


_FORMS: tuple[Form, ...] = (
    form(r"(?:open|what is|what does|where is)? ?(?P<what>A\d{1,9}-[qs]\d{1,9})(?: say| stand for| mean)?",
         readings.opened),
    form(r"(?:what can (?:you|i|one) (?:do|ask)|how do(?:es)? (?:you|this|it) work|what do you do)(?: .*)?",
         readings.helped),
    # "did Xi say “…”?", "is it true that Xi said …", "has he said anything about …"
    form(rf"{_TRUE} {_WHO} {_TRULY}{_SAY} (?:anything|something|much)(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"{_TRUE} {_WHO} {_TRULY}{_STATE}(?: that)?[,:]? (?!{_ON} )(?P<what>.+)", readings.said_exactly),
    form(rf"{_TRUE} {_WHO} {_TRULY}{_SAY}(?: {_ON})? (?P<what>.+)", readings.said),
    form(rf"{_IS} (?P<what>\".+\") {_TRULY}(?:said|printed|written|in here|in the library)(?: by (?P<who>.+))?",
         readings.said_exactly),
    # "who said what", "who said that"
    form(rf"{_WHO_SAYS} what(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"{_WHO_SAYS} what (?:in|from) (?P<what>.+)", readings.quoted_in),
    form(rf"{_WHO_STATES} (?:that|this|it|these|those|so)", readings.said),
    # "who said …", "who is quoted in …", "who talks about …"
    form(rf"{_WHO_SAYS}(?: something| anything)? (?:about|on|of) (?P<what>.+)", readings.said),
    form(r"who (?:has |have )?(?:mention|discuss)(?:e?s|e?d)? (?P<what>.+)", readings.said),
    form(rf"(?:who|which \w+) (?:has |have |had )?{_SAY}(?: that)?[,:]? (?P<what>.+)", readings.who_said),
    form(rf"who(?: all)? {_IS} (?:being )?(?:quoted|cited)", readings.said),
    form(rf"(?:who(?: all)? {_IS} (?:quoted|cited)|who speaks|{_BEST}quotes?) (?:in|from|of) (?P<what>.+)",
         readings.quoted_in),
    form(r"(?:the )?speakers", readings.said),
    # "what does it say about …", "what does the article on … say", "what is A1 about"
    form(rf"what (?:does|do|did|has|have) {_THESE} (?:say|said|tell|report|reported|cover)(?: (?:me|us))?"
         rf"(?: {_ON} (?P<what>.+))?", readings.told),
    form(r"what (?:does|did) (?P<what>A\d{1,9}|the (?:article|story|entry) .+?) (?:say|report|cover)", readings.topic),
    form(r"what (?:is|are) (?P<what>A\d{1,9}|(?:the|this) (?:article|story|entry) .+?)(?: about)?", readings.topic),
    # "what did Xi say about …", "what was said on …", "Xi's views on …"
    form(rf"what (?:is|was|has been|is being|were|gets) said(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"(?:what|how|which things)(?: else)? {_DID} {_WHO} (?:have to |already )?{_SAY}(?: (?:us|reporters|them))?"
         rf"(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"what (?P<who>(?!{_IS} |{_DID} ).{{1,80}}?) (?:has |have |had )?{_SAY}(?: {_ON} (?P<what>.+))?",
         readings.said),
    form(rf"(?:what {_IS} )?{_BEST}{_WORDS_OF} (?:by|from|of) {_WHO}(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"(?:what {_IS} )?{_WHO}'s? {_WORDS_OF}(?: {_ON} (?P<what>.+))?", readings.said),
    form(rf"(?:what|where) (?:does|do) {_WHO} stand (?:on|with) (?P<what>.+)", readings.said),
    form(rf"{_BEST}{_WORDS_OF} (?:about|on|regarding) (?P<what>.+)", readings.said),
    # "what's new on …", "latest on …"
    form(r"(?:what (?:is|was|has)|anything|is there anything|is anything|any)? ?(?:the )?"
         r"(?:new|news|latest(?: news)?|newest|happened|happening|going on|up)"
         r"(?: (?:on|about|with|in|for|from|regarding) (?P<what>.+))?", readings.news),
    form(r"(?:anything|something|news)(?: else)?", readings.news),
    form(rf"what {_IS} (?:the )?(?:main|top|big|biggest|most important|latest) (?:stories|story|news|headlines)",
         readings.news),
    form(r"(?:briefing|brief me|update me|update) (?:on|about) (?P<what>.+)", readings.topic),
    form(r"what (?:happened|happens)(?: (?:with|to|in|on|about) (?P<what>.+))?", readings.news),
    # "summarise the article on … in two sentences"
    form(rf"(?:summari[sz]e|sum up|recap|shorten|tl;?dr:?|(?:(?:what {_IS} )?(?:an? |the )?(?:short |brief |quick )?"
         rf"(?:summary|gist|key points|main points|essence)) of) (?P<what>.+?)(?: {_LENGTH})?", readings.summary),
    # "compare A1 and A2"
    form(r"(?:compare|what is the difference between) (?P<who>.+?) (?:and|with|to|vs\.?|versus) (?P<what>.+)",
         readings.compared),
    # "which articles mention …", "what topics are there"
    form(r"(?:which|what) topics(?: .*)?|(?:the )?topics", readings.all_topics),
    form(r"what (?:are|is) (?:(?:the|these|all|your) (?:articles|entries|news|library)|it|they|this|these) about",
         readings.all_topics),
    form(rf"{_ARTICLES} (?:from|by|published by) (?P<what>.+)", readings.of_source),
    form(rf"{_ARTICLES}(?: (?:about|on|mention(?:s|ing)?|cover(?:s|ing)?|deals? with|regarding) (?P<what>.+))?",
         readings.news),
    form(r"what (?:do you (?:know|have)|is known|is there) (?:about|on) (?P<what>.+)", readings.topic),
    form(r"what (?:do you (?:know|have)|is known|is there)", readings.all_topics),
    # "who is …", "what is …", "tell me about …"
    form(rf"who {_IS} (?P<what>.+)", readings.who_is),
    form(r"(?:tell me |something |anything )?about (?P<what>.+)", readings.topic),
    form(rf"(?:what|which|where|when) (?:{_IS}|about) (?P<what>.+?)(?: about)?", readings.topic),
    form(r"what does (?P<what>.+) mean", readings.topic),
    form(r"(?:explain|define) (?P<what>.+)", readings.topic),
    form(r"(?:open|show|read) (?P<what>(?:the |this )?(?:article|story|entry|piece|report) .+)", readings.topic),
    form(r"(?:in|what about|how about)? ?(?P<what>[AS]\d{1,9})", readings.topic),
    form(r"why (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|isn't|aren't|don't|doesn't|"
         r"didn't|can't|won't) .+", readings.searched),
)  # fmt: skip

_GUESSES: tuple[Form, ...] = (form(r"(?P<who>.{2,60}?) (?:about|on|regarding) (?P<what>.+)", readings.said_if_known),)
_CALENDAR = Calendar(
    months=tuple("january february march april may june july august september october november december".split()),
    weekdays=tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
    ago=("today", "yesterday"),
)
_MONTH = rf"(?:{'|'.join(_CALENDAR.months)})"
_DAY = (
    rf"(?:\d{{4}}-\d\d?-\d\d?|{'|'.join((*_CALENDAR.ago, *_CALENDAR.weekdays))}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
)
_DAYS = (
    day_form(rf"(?:since|from|between)[ :] ?({_DAY}|\d\d?),? (?:until|till|to|and|through)[ :] ?({_DAY})",
             _CALENDAR.between),
    day_form(rf"(?:since|from|starting)[ :] ?({_DAY})", _CALENDAR.since),
    day_form(rf"(?:until|till|up to)[ :] ?({_DAY})", _CALENDAR.until),
    day_form(rf"after ({_DAY})", _CALENDAR.after),
    day_form(rf"before ({_DAY})", _CALENDAR.before),
    day_form(rf"on ({_DAY})", _CALENDAR.on),
    day_form(r"(?:in |within |over |from )?(?:the )?(?:last|past) (\d{1,3}) days", last_days),
    day_form(r"(?:in |during |from )?this week", this_week),
    day_form(r"(?:in |during |from )?(?:the )?(?:last|past) week", last_week),
    day_form(r"(?:in |during |from )?this month", this_month),
    day_form(r"(?:in |during |from )?(?:the )?last month", last_month),
    day_form(rf"(?:in|during) ({_MONTH})(?: (\d{{4}}))?", _CALENDAR.month),
    day_form(rf"(?:from )?({'|'.join(_CALENDAR.ago)})", _CALENDAR.on),
)  # fmt: skip

ENGLISH = Wording(
    tongue=Tongue(
        empty=STOPWORDS
        | frozenset(
            "what's who's tell show said told happened happen mean means article articles please explain define "
            "summarise summarize latest new news mentioned mention mentions "
            "topics quotes entries speakers best key main".split()
        ),
        anybody=frozenset(
            "people anyone anybody everyone everybody they he she others somebody someone it anywhere here".split()
        ),
        determiners=frozenset("this that these those".split()),  # names are looked up with and without "the"
        article=re.compile(
            r"(?P<cite>[AS]\d{1,9})|(?:the |this |that |your )?(?:article|story|entry|piece|report|text)s? "
            r"(?:(?:on|about|called|titled|named|with the title) )?(?P<title>.+)",
            re.IGNORECASE,
        ),
    ),
    opening=_OPENING,
    spoken=((_POLITE, ""), (re.compile(r" please\Z"), ""), (_CONTRACTED, r"\1 is")),
    forms=_FORMS,
    guesses=_GUESSES,
    days=_DAYS,
    numbers=tuple("zero one two three four five six seven eight".split()),
    long=re.compile("detail|full"),
)
