"""Forms: a command's parameters as things to fill in, made from the one command table. Pure."""

from collections.abc import Mapping

from bot.catalogue import _
from bot.commands.command import Command, Kind, Parameter
from bot.desk import Asker
from bot.labels import LABELS, choice_label
from bot.replies import Entry, Field, Form
from briefings.schedule import DAYS, BadSchedule, read_days

_LONG = 500  # characters; a parameter that takes more is filled in on several lines
_OFFERED = {
    Kind.SEARCH,
    Kind.ARTICLE,
    Kind.STORY,
    Kind.SPEAKER,
    Kind.TOPIC,
    Kind.SOURCE,
    Kind.COMMAND,
    Kind.SCHEDULE,
    Kind.ZONE,
}


def proposed(command: Command, asker: Asker) -> dict[str, str]:
    """Return the arguments of *command* that are proposed to *asker*."""
    return {each.name: asker.zone for each in command.parameters if each.proposed and asker.zone}


def form_of(command: Command, arguments: Mapping[str, str]) -> Form:
    """Return the form of *command*, in which *arguments* stand already; without fields for one that takes nothing.

    What is required comes first.
    """
    shown = [each for each in command.parameters if not each.hidden]
    in_order = sorted(shown, key=lambda each: not each.required)
    fields = tuple(_field(each, arguments.get(each.name, "")) for each in in_order)
    return Form(command.name.capitalize(), command.name, fields, _(command.help))


def _field(parameter: Parameter, value: str) -> Field:
    days = parameter.kind is Kind.DAYS
    choices = DAYS if days else parameter.choices
    return Field(
        parameter.name,
        _(LABELS[parameter.name]),
        _each_day(value) if days else value,
        long=parameter.longest > _LONG,
        required=parameter.required,
        entry=_entry(parameter),
        choices=choices,
        labels=tuple(choice_label(each) for each in choices),
        hint=_(parameter.help),
        menu_hint=_(parameter.in_menu or parameter.help),
        several=parameter.several,
    )


def _each_day(text: str) -> str:
    """Return the days in *text* one by one: "mon, tue" for "mon-tue"; "" where none can be read."""
    try:
        return ", ".join(DAYS[day] for day in read_days(text))
    except BadSchedule:
        return ""


def _entry(parameter: Parameter) -> Entry:
    if (parameter.choices and not parameter.or_number) or parameter.kind is Kind.DAYS:
        return Entry.CHOSEN
    if parameter.choices or (parameter.kind in _OFFERED and parameter.longest <= _LONG):
        return Entry.OFFERED
    by_kind = {Kind.NUMBER: Entry.NUMBER, Kind.CHANNEL: Entry.CHANNEL, Kind.FILE: Entry.FILE}
    return by_kind.get(parameter.kind, Entry.TYPED)
