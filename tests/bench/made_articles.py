"""Made news articles of a given length, with all that stands in such pages: bylines, captions, quotes, pronouns.

Seeded: the same number gives the same article. Knows nothing of the analysis.
"""

import random

from tests.bench.made_cases import ADJECTIVES, CUES, FIRST, LAST, NOUNS, PLACES, ROLES, TIMES, VERBS

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
BODIES = "Council; Ministry of Transport; Port Authority; Institute of Technology; Police; Chamber of Commerce".split(
    "; "
)
STANDING = (
    "The {adj} {noun} of {place} will {verb} the {noun2} {time}, according to the {body}.",
    "{person}, the {role} of {place}, said the {noun} would {verb} more than {number} {noun2}s {time}.",
    "“The {noun} is {adj},” {person} {cue}. “We cannot {verb} the {noun2} without it.”",
    "The {body} in {place} plans to {verb} a {adj} {noun} and to {verb2} {number} {noun2}s by 20{year}.",
    "In {place}, {number} {noun}s were counted on {day}, {percent} per cent more than a year before.",
    "{person} told the {body} that the {adj} {noun} had to {verb} the {noun2} “without any delay”.",
    "A report by the {body} found that {percent}% of {noun}s did not {verb} the {adj} {noun2}.",
    'The {role} of {place}, {person}, {cue}: "Nobody will {verb} this {noun} {time}."',
    "Critics of the {noun}, among them Dr. {person}, asked why the {noun2} cost $1.{year} million.",
)
HANGING = (
    "He {cue} that the {noun} was {adj} and did not {verb} the {noun2}.",
    "“It is a {adj} {noun},” she said. “They will {verb} it {time}.”",
    "However, the {noun2} could not {verb} the {adj} {noun} {time}.",
    "This would {verb} the {noun}, but not the {noun2}.",
    "“The {noun} was never {adj}.”",
    "They had hoped to {verb} a {noun} instead, the {body} said.",
    "But its {noun2} is {adj}, and {number} {noun}s remain.",
)
FURNITURE = (
    "Photo: The {adj} {noun} of {place}. Image: {place} Archive.",
    "Read more: Ten {adj} {noun}s to {verb} {time}",
    "We use cookies to improve this site; you can change the settings of your browser at any time.",
    "Sign up for our newsletter and get the {noun} in your inbox every {day}.",
    "- the {adj} {noun}\n- the {noun2} of {place}",
    "{person} contributed to this report from {place} on {day} and {day2}.",
    "The {noun} of {place} (pictured left) was {adj} on {day}.",
)


def made_article(number: int, seed: int, characters: int) -> str:
    """Return an article of about so many *characters*, with its headline."""
    chance = random.Random(f"{seed} {number}")
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(4)]
    places = chance.sample(PLACES, 2)
    nouns = chance.sample(NOUNS, 14)
    head = _filled("{place} to {verb} {adj} {noun} {time}", chance, names, places, nouns)
    parts = [f"# {head}\n\nBy {names[3]}\n\n{places[0].upper()}, {chance.choice(DAYS)} — "]
    size = len(parts[0])
    while size < characters:
        paragraph = [_filled(chance.choice(STANDING), chance, names, places, nouns)]
        paragraph += [_filled(chance.choice(HANGING + STANDING), chance, names, places, nouns) for _ in range(2)]
        if chance.random() < 0.15:
            paragraph.append("\n\n" + _filled(chance.choice(FURNITURE), chance, names, places, nouns))
        parts.append(" ".join(paragraph) + "\n\n")
        size += len(parts[-1])
    return "".join(parts)


def _filled(template: str, chance: random.Random, names: list[str], places: list[str], nouns: list[str]) -> str:
    filled = template.format(
        adj=chance.choice(ADJECTIVES), noun=chance.choice(nouns), noun2=chance.choice(nouns),
        verb=chance.choice(VERBS), verb2=chance.choice(VERBS), person=chance.choice(names),
        place=chance.choice(places), role=chance.choice(ROLES), cue=chance.choice(CUES), time=chance.choice(TIMES),
        body=f"{places[0]} {chance.choice(BODIES)}", day=chance.choice(DAYS), day2=chance.choice(DAYS),
        number=chance.randint(2, 900), percent=chance.randint(2, 98), year=chance.randint(27, 60),
    )  # fmt: skip
    return filled[0].upper() + filled[1:]
