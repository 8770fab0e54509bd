"""Made articles, and passages to check against them with what should be found. Seeded; knows nothing of the checker."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

FIRST = """Adam Alice Amara Anton Beatriz Boris Carla Chidi Dana David Elena Emeka Farid Fiona Georg Grace Hanna
Hugo Ines Ivan Jasmin Jonas Kai Kofi Lena Lucia Marek Maya Nadia Nikos Olga Omar Paula Pedro Rania Ravi
Rosa Samir Sara Stefan Tamar Tomas Uma Victor Wanda Yusuf Zara Zoltan""".split()
LAST = """Abara Almeida Banner Berger Castell Chowdry Corrigan Dabrow Delacroix Eklund Farrow Fennel Galanis
Gruber Halloran Hoxha Ibarra Jansson Karimov Kowalik Lindqvist Lombard Marchetti Mbeki Moreau Nakamoto
Novotny Okafor Oduya Paredes Petrov Quist Rahmani Rosenthal Sandoval Sato Schreiber Sorensen Takeda
Thornbury Ulrich Vasquez Verhoeven Wexler Whitlock Yamada Zanetti Zielinski""".split()
PLACES = """Arden Belmora Castlebrook Dornfeld Eastmere Falkenau Glenrock Harrowgate Innesford Jelgrad Kestrel
Lundby Marbach Northwick Ostrava Pellworm Quarrington Ravensburg Sunderby Tarnhill Ulverton Vandermeer
Westerlo Yarrowdale Zellingen""".split()
NOUNS = """account agency agreement airport ambulance archive auction bakery balance barrier battery benefit
bicycle blizzard border bridge broadcast budget building bureau cabinet campaign canal candidate cargo
cathedral census chapel charter clinic coalition coastline college committee compass concert container
contract convoy council courthouse crane crew crisis crossing currency customer dam database deadline
debt depot dialect district doctor drought election embassy engine engineer estate evidence exhibition
expedition factory farmer fee ferry festival fishery flood forecast forest foundation fountain fuel
funeral garden generator glacier grain grant guideline harbour harvest highway hospital hotel household
hurricane import income inquiry inspector insurer island journal judge junction kitchen laboratory lake
landslide laundry lawyer leader library licence lighthouse loan locomotive machine manager manuscript
market marsh mayor measure medicine memorial merchant meteor migrant mine minister mission monument
mountain museum network newspaper nurse observatory office orchard orchestra outbreak oven painter
parade parcel parliament passenger pasture patient payment pension pharmacy pipeline planet plaster
platform poet poison pollution port portrait prison prize professor programme protest province pump
quarry queue radar railway rainfall receipt reform refuge region rent reservoir rescue resident reward
river road robot roof route rumour sailor salary satellite school sculpture seaport sensor shelter
shipyard shortage signal smuggler software soldier stadium station statue storm strike student subsidy
suburb summit supplier surgeon survey tariff tax teacher telescope temple tenant theatre thief ticket
timber tornado tourist tower tractor tram treaty tribunal tunnel turbine union vaccine valley vessel
veteran village vineyard visa volcano voter wage warehouse warning water wheat widow window winter
witness workshop zoo""".split()
VERBS = """abandon accept adjust admire approve assemble auction avoid borrow build buy cancel capture challenge
change check clean close collect compare complete contain copy deliver demolish describe design destroy
divide double drain examine exchange expand explore export feed film finance follow fund govern guard
heat hide hire ignore import improve inspect insure invent join launch lease lift limit locate lower
measure mend monitor move observe open order organise outlaw paint photograph plant postpone predict
prepare preserve protect publish question raise rebuild reduce regulate reject relocate rent repair
replace report rescue restore review sell shorten sponsor store study support survey tax test trade
transfer transport treat visit watch welcome""".split()
ADJECTIVES = """abandoned ancient angry annual bitter blind brave brief bright broken busy careful cheap clumsy cold
complex costly crowded curious damaged dangerous distant double dry eager early eastern elderly empty
endless famous fragile frozen gentle gigantic golden grey handsome harsh heavy hidden hollow honest
humid icy idle illegal impatient independent local lonely loud lucky minor modest muddy narrow nervous
noisy northern obscure odd official orange patient peaceful permanent pink polite poor private proud
public quiet rapid rare remote rural rusty sacred safe secret severe shallow shy silent simple sleepy
slippery southern stable steep strange stubborn sudden sunny tall temporary thick tired tiny tough urban
useless vacant violent weak western wild wooden young""".split()
HYPHENATED = "state-owned long-term high-speed low-cost world-class part-time short-lived well-known two-storey".split()
TIMES = """in January; in March; on Tuesday; on Friday; last winter; this summer; next year; after the holidays;
before dawn; for months; within weeks; since the spring; at the weekend; over the past decade""".replace(
    "\n", " "
).split("; ")
MODALS = "will can must should could would may".split()
ROLES = "mayor minister engineer economist director biologist lawyer trader teacher captain".split()
CUES = "said added warned explained argued".split()
NEGATED = {"will": "won't", "can": "can't", "must": "must not", "should": "shouldn't", "could": "couldn't"}
MARKS = ((("“", "”"), "’"), (('"', '"'), "'"))


@dataclass(frozen=True)
class Made:
    """An article with its sentences, and its quotes with who said them."""

    id: str
    text: str
    sentences: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A passage to check: its kind, the text, a speaker given apart (or ""), and the verdict that is right."""

    kind: str
    text: str
    speaker: str
    verdict: str


def _several(noun: str) -> str:
    return noun[:-1] + "ies" if noun[-1] == "y" and noun[-2] not in "aeiou" else noun + "s"


@dataclass
class Writer:
    """Writes clauses and sentences at random, with the apostrophe and the people of one article."""

    chance: random.Random
    apostrophe: str = "'"
    people: list[str] = field(default_factory=list)

    def of(self, words: list[str]) -> str:
        return self.chance.choice(words)

    def thing(self) -> str:
        article = self.chance.choice(("the ", "a ", "every ", "this ", "the first ", ""))
        adjective = self.of(HYPHENATED) if self.chance.random() < 0.08 else self.of(ADJECTIVES)
        quality = adjective + " " if self.chance.random() < 0.6 else ""
        if self.chance.random() < 0.2:
            return f"{self.number()} {quality}{_several(self.of(NOUNS))}"
        place = f" of {self.of(PLACES)}" if self.chance.random() < 0.15 else ""
        return f"{article}{quality}{self.of(NOUNS) if article else _several(self.of(NOUNS))}{place}"

    def number(self) -> str:
        whole = self.chance.randint(2, 9999)
        return self.chance.choice(
            (f"{whole:,}", str(whole % 97 + 3), f"{whole % 90 + 1}.{whole % 10}", f"{whole % 9 + 2} million")
        )

    def action(self) -> str:
        modal = self.of(MODALS)
        if self.chance.random() < 0.35:
            modal = NEGATED.get(modal, modal + " not").replace("'", self.apostrophe)
        return f"{modal} {self.of(VERBS)}"

    def clause(self) -> str:
        parts = [self.thing(), self.action(), self.thing()]
        if self.chance.random() < 0.5:
            parts.append(
                self.chance.choice(("near", "with", "for", "behind", "against", "without")) + " " + self.thing()
            )
        if self.chance.random() < 0.4:
            parts.append(self.of(TIMES))
        return " ".join(parts)

    def sentence(self) -> str:
        said = self.clause()
        if self.chance.random() < 0.5:
            link = self.chance.choice((", and ", " because ", " — ", " – ", ", but ", "; ", " when ", " if "))
            said += link + self.clause()
        return said[0].upper() + said[1:]

    def narration(self) -> str:
        start = f"In {self.of(PLACES)}, " if self.chance.random() < 0.3 else ""
        if self.chance.random() < 0.3:
            return f"{start}{self.of(self.people)} {self.of(VERBS).rstrip('e')}ed {self.thing()} and {self.clause()}."
        said = self.sentence()
        return f"{start}{said[0].lower() + said[1:] if start else said}."


def make_article(number: int, seed: int) -> Made:
    """Return article *number*; the same numbers and seeds give the same articles."""
    chance = random.Random(seed * 1_000_003 + number)
    (opening, closing), apostrophe = chance.choice(MARKS)
    people = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(3)]
    writer = Writer(chance, apostrophe, people)
    sentences: list[str] = []
    quotes: list[tuple[str, str]] = []
    for index in range(chance.randint(8, 14)):
        if index and chance.random() < 0.4:
            person, said = chance.choice(people), writer.sentence()
            quotes.append((said, person))
            role = f", a {chance.choice(ROLES)} from {chance.choice(PLACES)}," if chance.random() < 0.2 else ""
            forms = (
                f"{opening}{said},{closing} {person} {chance.choice(CUES)}.",
                f"{person}{role} {chance.choice(CUES)}, {opening}{said}.{closing}",
                f"{opening}{said},{closing} said {person}.",
            )
            sentences.append(chance.choice(forms))
        else:
            sentences.append(writer.narration())
    text = sentences[0]
    for sentence in sentences[1:]:
        text += chance.choice((" ", " ", "\n\n")) + sentence
    return Made(f"made-{number}", text + "\n", tuple(sentences), tuple(quotes))


def make_cases(articles: list[Made], seed: int, total: int = 600) -> list[Case]:
    """Return *total* cases, in shares of their kinds, made from *articles*."""
    chance = random.Random(seed)
    shares: tuple[tuple[Callable[[random.Random, Made], Case | None], int], ...] = (
        (exact, 24), (typographic, 18), (one_word, 16), (negation, 10), (number, 10), (swapped, 12), (invented, 10),
    )  # fmt: skip
    cases: list[Case] = []
    for make, share in shares:
        made: list[Case] = []
        while len(made) < total * share // 100:
            case = make(chance, chance.choice(articles))
            if case is not None:
                made.append(case)
        cases += made
    return cases


def _claimed(chance: random.Random, said: str, person: str) -> tuple[str, str]:
    """Return a text that gives *said* to *person*, or the two apart."""
    forms = (
        f'"{said}," {person} said.',
        f'{person}: "{said}"',
        f'{person} said, "{said}."',
        f"“{said}”, said {person}",
    )
    return (said, person) if chance.random() < 0.3 else (chance.choice(forms), "")


def _passage(chance: random.Random, made: Made) -> str:
    """Return some words of the article: a sentence, a quote, or a slice of either or across the border."""
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(made.sentences)
    if kind < 0.6 and made.quotes:
        return chance.choice(made.quotes)[0]
    words = made.text.split(" ")
    length = min(chance.randint(5, 40), len(words))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def exact(chance: random.Random, made: Made) -> Case | None:
    """Return words of the article as they stand, or a quote with the one who said it."""
    if made.quotes and chance.random() < 0.3:
        return Case("exact", *_claimed(chance, *chance.choice(made.quotes)), "exact")
    return Case("exact", _passage(chance, made), "", "exact")


def typographic(chance: random.Random, made: Made) -> Case | None:
    """Return words of the article with other marks, dashes, spaces or case."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace('"', "”").replace("'", "’"),
        lambda text: text.replace("—", "–").replace(" – ", "—"),
        lambda text: text.replace(" — ", " - ").replace("–", "--"),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace(" ", "\u00a0", 3).replace(" ", "  ", 2),
        str.upper,
        str.lower,
        lambda text: f"“{text}”",
        lambda text: text.rstrip(".") + ",",
        lambda text: text.replace(" ", "\n", 1),
        lambda text: "«" + text.replace("\u200b", "") + " »",
        lambda text: text.replace("e", "e\u200b", 1),
    )
    text = _passage(chance, made)
    for change in chance.sample(changes, 2):
        text = change(text)
    return Case("typographic", text, "", "exact")


def one_word(chance: random.Random, made: Made) -> Case | None:
    """Return words of the article with one noun, verb or adjective exchanged."""
    words = _passage(chance, made).split(" ")
    places = [index for index, word in enumerate(words) if word.isalpha() and word in {*NOUNS, *VERBS, *ADJECTIVES}]
    if not places or len(words) < 6:
        return None
    place = chance.choice(places)
    for listed in (NOUNS, VERBS, ADJECTIVES):
        if words[place] in listed:
            words[place] = chance.choice([word for word in listed if word != words[place]])
            return Case("one word", " ".join(words), "", "near")
    return None


def negation(chance: random.Random, made: Made) -> Case | None:
    """Return words of the article without one of their negations."""
    text = _passage(chance, made)
    if len(text.split()) < 6:
        return None
    for modal, negated in NEGATED.items():
        for form in (negated, negated.replace("'", "’")):
            if f" {form} " in text:
                return Case("negation", text.replace(f" {form} ", f" {modal} ", 1), "", "near")
    if " not " in text:
        return Case("negation", text.replace(" not ", " ", 1), "", "near")
    return None


def number(chance: random.Random, made: Made) -> Case | None:
    """Return words of the article with one digit changed."""
    text = _passage(chance, made)
    digits = [index for index, sign in enumerate(text) if sign.isdigit()]
    if not digits or len(text.split()) < 6:
        return None
    place = chance.choice(digits)
    other = chance.choice([sign for sign in "123456789" if sign != text[place]])
    return Case("number", text[:place] + other + text[place + 1 :], "", "near")


def swapped(chance: random.Random, made: Made) -> Case | None:
    """Return a quote given to somebody else."""
    if not made.quotes:
        return None
    said, person = chance.choice(made.quotes)
    others = [name for _, name in made.quotes if name != person] + [f"{chance.choice(FIRST)} {chance.choice(LAST)}"]
    other = chance.choice(others)
    return None if other == person else Case("speaker", *_claimed(chance, said, other), "other speaker")


def invented(chance: random.Random, made: Made) -> Case | None:
    """Return words that are in no article, made as those of the articles are."""
    writer = Writer(chance, "'", [f"{chance.choice(FIRST)} {chance.choice(LAST)}"])
    said = writer.sentence() if chance.random() < 0.5 else writer.narration()
    if len(said.split()) < 5:
        return None
    named = chance.random() < 0.3 and made.quotes
    text, speaker = _claimed(chance, said.rstrip("."), made.quotes[0][1]) if named else (said, "")
    return Case("invented", text, speaker, "not in the library")
