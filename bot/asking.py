"""Asking: a question in plain words is read as the commands that it can mean, by its form. Pure; today is given."""

import re
from collections.abc import Callable
from datetime import date

from bot import readings
from bot.days import take_days
from bot.readings import Known, Question, Reading

Answer = Callable[[Question], list[Reading]]


def is_question(text: str) -> bool:
    """Tell whether *text* begins like a question or a request in plain words, or ends with a question mark."""
    return bool(_OPENING.match(text)) or text.rstrip().endswith("?")


def read_question(text: str, known: Known, today: date) -> tuple[Reading, ...]:
    """Return what *text* can mean, the likeliest first and at least one; *today* is what "yesterday" counts from."""
    rest, days = take_days(_spoken(text), today)
    for pattern, answer in _FORMS:
        match = pattern.fullmatch(rest)
        parts = {name: (value or "").strip(" ,:") for name, value in match.groupdict().items()} if match else {}
        length = _length(parts.pop("length", ""))
        found = answer(Question(rest, known, days, length=length, **parts)) if match else []
        if found:
            if found[-1].command != "search":
                found.append(readings.search(Question(rest, known, days), rest))
            return tuple({(each.command, *each.arguments.items()): each for each in found}.values())
    words = rest if is_question(text) else ""  # what was typed as search words stays as it is
    return (readings.search(Question(rest, known, days), words),)


def _spoken(text: str) -> str:
    """Return the question without politeness, marks at its end and differences of typography."""
    straight = re.sub(r"[’‘]", "'", re.sub(r"[“”„«»]", '"', " ".join(text.split())))
    asked = _POLITE.sub("", straight.strip(" ?!.,;"), count=1).removesuffix(" please")
    return re.sub(r"^(what|who|where|when|how)'s\b", r"\1 is", asked, flags=re.IGNORECASE)


def _length(words: str) -> str:
    """Return the length of a summary that is asked for, "" for none."""
    number = re.search(r"\d+|one|two|three|four|five|six|seven|eight", words.lower())
    if number:
        named = "zero one two three four five six seven eight".split()
        return number[0] if number[0].isdigit() else str(named.index(number[0]))
    return "" if not words else "long" if re.search(r"detail|full", words.lower()) else "short"


_POLITE = re.compile(
    r"(?:(?:hi|hey|hello|so|ok|well|and|please)\b[,!]? )*(?:(?:can|could|would|will) you (?:please )?)?"
    r"(?:(?:do you know|i want to know|i would like to know|i'd like to know|tell me|show me|give me|find me|find out|"
    r"show|find|list|get)\b(?! about)(?: if| whether)? ?)?(?:please )?(?:all )?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:what|who|whom|whose|when|where|which|why|how|did|does|do|is|are|was|were|has|have|had|can|could|would|will|"
    r"tell|show|give|please|any|anything|summari[sz]e|sum up|explain|latest|hey|hi|hello)(?:['’]s)?\b",
    re.IGNORECASE,
)
_SAY = (
    r"(?:say|says|said|saying|think|thinks|thought|claim|claims|claimed|state|states|stated|write|writes|wrote|tell|"
    r"tells|told|talk|talks|talked|speak|speaks|spoke|comment|comments|commented|warn|warns|warned|announce|announces|"
    r"announced|promise|promised|respond|responded|want|wants|call|called|argue|argues|argued|deny|denies|denied)"
)
_WORDS_OF = r"(?:quotes?|quotations?|statements?|comments?|remarks?|words|views?|opinions?|positions?|thoughts?)"
_WHO = r'(?P<who>[^?"]{1,80}?)'  # bounded, so that a long line costs by its length
_ON = r"(?:about|on|regarding|concerning|of|for|to|with)"
_IS = r"(?:is|are|was|were)"
_DID = r"(?:did|does|do|has|have|had|is|are|was)"
_TRUE = r"(?:did|does|has|have|is it (?:true|correct|right) that)"
_TRULY = r"(?:really |ever |actually |indeed )?"
_WHO_SAYS = rf"who (?:has |have |had )?{_SAY}"
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


def _form(pattern: str, answer: Answer) -> tuple[re.Pattern[str], Answer]:
    return re.compile(pattern, re.IGNORECASE), answer


_FORMS: tuple[tuple[re.Pattern[str], Answer], ...] = (
    _form(r"(?:open|what is|what does|where is)? ?(?P<what>A\d{1,9}-[qs]\d{1,9})(?: say| stand for| mean)?",
          readings.opened),
    _form(r"(?:what can (?:you|i|one) (?:do|ask)|how do(?:es)? (?:you|this|it) work|what do you do)(?: .*)?",
          readings.helped),
    # "did Xi say “…”?", "is it true that Xi said …", "has he said anything about …"
    _form(rf"{_TRUE} {_WHO} {_TRULY}{_SAY} (?:anything|something|much)(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"{_TRUE} {_WHO} {_TRULY}{_SAY}(?: that)?[,:]? (?!{_ON} )(?P<what>.+)", readings.said_exactly),
    _form(rf"{_TRUE} {_WHO} {_TRULY}{_SAY} {_ON} (?P<what>.+)", readings.said),
    _form(rf"{_IS} (?P<what>\".+\") {_TRULY}(?:said|printed|written|in here|in the library)(?: by (?P<who>.+))?",
          readings.said_exactly),
    # "who said what", "who said that"
    _form(rf"{_WHO_SAYS} what(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"{_WHO_SAYS} what (?:in|from) (?P<what>.+)", readings.quoted_in),
    _form(rf"{_WHO_SAYS} (?:that|this|it|these|those|so)", readings.said),
    # "who said …", "who is quoted in …", "who talks about …"
    _form(rf"{_WHO_SAYS}(?: something| anything)? (?:about|on|of) (?P<what>.+)", readings.said),
    _form(r"who (?:has |have )?(?:mention|criticis|criticiz|discuss)(?:e?s|e?d)? (?P<what>.+)", readings.said),
    _form(rf"(?:who|which \w+) (?:has |have |had )?{_SAY}(?: that)?[,:]? (?P<what>.+)", readings.who_said),
    _form(rf"who(?: all)? {_IS} (?:being )?(?:quoted|cited)", readings.said),
    _form(rf"(?:who(?: all)? {_IS} (?:quoted|cited)|who speaks|quotes?) (?:in|from) (?P<what>.+)", readings.quoted_in),
    # "what does it say about …", "what does the article on … say", "what is A1 about"
    _form(rf"what (?:does|do|did|has|have) {_THESE} (?:say|said|tell|report|reported|cover)(?: (?:me|us))?"
          rf"(?: {_ON} (?P<what>.+))?", readings.told),
    _form(r"what (?:does|did) (?P<what>A\d{1,9}|the (?:article|story|entry) .+?) (?:say|report|cover)", readings.topic),
    _form(r"what (?:is|are) (?P<what>A\d{1,9}|(?:the|this) (?:article|story|entry) .+?)(?: about)?", readings.topic),
    # "what did Xi say about …", "what was said on …", "Xi's views on …"
    _form(rf"what (?:is|was|has been|is being|were|gets) said(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"(?:what|how|which things) {_DID} {_WHO} (?:have to |already )?{_SAY}(?: (?:us|reporters|them))?"
          rf"(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"what (?P<who>(?!{_IS} |{_DID} ).{{1,80}}?) (?:has |have |had )?{_SAY}(?: {_ON} (?P<what>.+))?",
          readings.said),
    _form(rf"(?:what {_IS} )?(?:the )?{_WORDS_OF} (?:by|from|of) {_WHO}(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"(?:what {_IS} )?{_WHO}'s? {_WORDS_OF}(?: {_ON} (?P<what>.+))?", readings.said),
    _form(rf"(?:what|where) (?:does|do) {_WHO} stand (?:on|with) (?P<what>.+)", readings.said),
    _form(rf"(?:any )?{_WORDS_OF} (?:about|on|regarding) (?P<what>.+)", readings.said),
    # "what's new on …", "latest on …"
    _form(r"(?:what (?:is|was|has)|anything|is there anything|is anything|any)? ?(?:the )?"
          r"(?:new|news|latest(?: news)?|newest|happened|happening|going on|up)"
          r"(?: (?:on|about|with|in|for|from|regarding) (?P<what>.+))?", readings.news),
    _form(r"what (?:happened|happens)(?: (?:with|to|in|on|about) (?P<what>.+))?", readings.news),
    # "summarise the article on … in two sentences"
    _form(rf"(?:summari[sz]e|sum up|recap|shorten|tl;?dr:?|(?:(?:what {_IS} )?(?:an? |the )?(?:short |brief |quick )?"
          rf"(?:summary|gist|key points|main points|essence)) of) (?P<what>.+?)(?: {_LENGTH})?", readings.summary),
    # "which articles mention …", "what topics are there"
    _form(r"(?:which|what) topics(?: .*)?|what (?:are|is) (?:the|these|all|your) (?:articles|entries|news|library) "
          r"about|what (?:is|are) (?:it|they|this|these) about", readings.all_topics),
    _form(rf"{_ARTICLES} (?:from|by|published by) (?P<what>.+)", readings.of_source),
    _form(rf"{_ARTICLES}(?: (?:about|on|mention(?:s|ing)?|cover(?:s|ing)?|deals? with|regarding) (?P<what>.+))?",
          readings.news),
    _form(r"what (?:do you (?:know|have)|is known|is there) (?:about|on) (?P<what>.+)", readings.topic),
    _form(r"what (?:do you (?:know|have)|is known|is there)", readings.all_topics),
    # "who is …", "what is …", "tell me about …"
    _form(rf"who {_IS} (?P<what>.+)", readings.who_is),
    _form(r"(?:tell me |something |anything )?about (?P<what>.+)", readings.topic),
    _form(rf"(?:what|which|where|when) (?:{_IS}|about) (?P<what>.+?)(?: about)?", readings.topic),
    _form(r"what does (?P<what>.+) mean", readings.topic),
    _form(r"(?:explain|define) (?P<what>.+)", readings.topic),
    _form(r"(?P<who>.{2,60}?) (?:about|on|regarding) (?P<what>.+)", readings.said_if_known),
)  # fmt: skip
