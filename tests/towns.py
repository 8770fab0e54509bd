"""Articles about made-up towns, whose words are so different that none is a copy of another or tells the same story."""

_BEGIN = ("Amble", "Brack", "Corrin", "Dun", "East", "Farrow", "Glen", "Harts", "Iron", "Kestrel")
_END = ("ford", "water", "dale", "mere")
_THINGS = "harbour school library market hospital railway theatre reservoir airport tower".split()
_PARTS = "roof cellar gate garden window staircase engine fence clock kitchen".split()
_PEOPLE = "Moss Crane Hart Finch Vale West Lane Reed Stone Marsh".split()


def town(number: int) -> str:
    """The name of a town."""
    return _BEGIN[number % 10] + _END[number // 10 % 4]


def town_text(number: int, deed: str = "repaired") -> str:
    """The text of an article of five sentences; *deed* is what the council did."""
    name, thing = town(number), _THINGS[(number + number // 10) % 10]
    parts = (_PARTS[(number + step * (1 + number // 10)) % 10] for step in range(4))
    told = " ".join(f"The council of {name} {deed} the {part} of its {thing} this spring." for part in parts)
    mayor = f"{_BEGIN[(number + 3) % 10]} {_PEOPLE[(number * 3 + number // 10) % 10]}"
    return f'{told} "The {thing} of {name} belongs to all of us who live here," Mayor {mayor} said.'
