"""Collecting: people who may manage add articles, mend and withdraw them; what is done is shown with who did it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.calls import Misunderstood
from bot.catalogue import _, counted, told
from bot.commands.asked import page_asked
from bot.commands.command import Command, Kind, Parameter
from bot.commands.shown import acts_line, ask, pages_of
from bot.desk import Desk
from bot.replies import Card, Entry, Field, Form, Reply, card, cite, ours, phrase, quiet, strong
from briefings.article import DEFAULT_SHARE, Article, FrontMatter, id_from_name, read_article
from briefings.audience import narrowed
from briefings.errors import BadFile, BriefingError, Fault, Said, one_line
from briefings.incoming import Incoming, from_bytes, incoming
from briefings.library.additions import Act, NotUsable, Taken
from briefings.library.removal import Known
from briefings.refusals import instead

_LONGEST = 6000  # characters of a typed text
_IN_FORM = 3000  # characters that a field of a form may hold everywhere
_AT_ONCE = 100  # articles of one command
_FILES = 10  # that a form takes
_MOST_FAULTS = 5
_FACTS = ("title", "source", "author", "url", "published")


class NotAdded(BriefingError):
    """What was given cannot become an article; the text says what to give instead."""


def add(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Add the article that is given as an address, a file or a text; without any of these open a form."""
    _check_place(desk)
    given = [name for name in ("what", "file", "text") if arguments.get(name)]
    if not given:
        return _form(_("Add an article"), "library add", _add_fields())
    if len(given) > 1:
        raise NotAdded("Give one of what, file and text, not {given} at once", given=" + ".join(given))
    added: list[Known] = []
    faults: list[str] = []
    for found in _given(desk, arguments):
        if isinstance(found, Fault):
            faults.append(_fault(found))
            continue
        article = _with_facts(found, arguments)
        try:
            _check_audience(desk, article)
            added.append(desk.additions.add(article, desk.asker.place, desk.by, desk.now))
        except (NotAdded, NotUsable, Taken) as error:
            faults.append(told(error))
    if not added and faults:
        raise NotAdded(faults[0])
    if not added:
        raise NotAdded("There is no article in this; give a text, .md, .txt, .jsonl or .zip")
    count = counted("{n} article", "{n} articles", len(added))
    return Reply(
        title=tuple(phrase(_("{added} {articles}"), added=strong(_("Added")), articles=ours(count))),
        cards=tuple(card([cite(each.cite), ours(" "), strong(each.title)]) for each in added[:10]),
        notes=tuple((ours(each),) for each in faults[:_MOST_FAULTS]),
        buttons=(
            *(ask(each.cite, "briefing", article=each.cite) for each in added[:5]),
            *((ask(_("Withdraw"), "library withdraw", article=added[0].cite),) if len(added) == 1 else ()),
            ask(_("List"), "library list"),
        ),
        private=True,
    )


def _check_audience(desk: Desk, article: Article) -> None:
    if desk.workspace and narrowed([(desk.workspace,), article.audience]) is None:
        raise NotAdded("“{title}” has an audience that names nobody here; mend it or leave it out", title=article.title)


def _fault(fault: Fault) -> str:
    """Return *fault* in the asker's language; what a file holds in it cannot pass for other lines."""
    return one_line(told(fault.said))


def _given(desk: Desk, arguments: Mapping[str, str]) -> Iterator[Article | Fault]:
    """Yield the articles that the arguments hold or lead to."""
    if arguments.get("text"):
        yield from _from_text(arguments["text"], arguments.get("title"))
        return
    if arguments.get("file"):
        found = _from_file(desk, arguments["file"])
    elif arguments["what"].lower().startswith(("http://", "https://")):
        yield desk.fetch(arguments["what"])
        return
    elif desk.asker.platform == "terminal" and Path(arguments["what"]).exists():
        found = incoming([Path(arguments["what"])])
    elif " " in arguments["what"]:
        yield from _from_text(arguments["what"], arguments.get("title"))
        return
    else:
        raise NotAdded(
            "“{what}” is no web address; write one with https://, or the text itself", what=arguments["what"]
        )
    for number, (_path, article) in enumerate(found):
        if number >= _AT_ONCE:
            problem = Said("the file has more than {most} articles", most=_AT_ONCE)
            yield Fault(arguments.get("file", ""), 1, problem, "split it")
            return
        yield article


def _from_file(desk: Desk, name: str) -> Iterator[Incoming]:
    if desk.uploads:
        return chain.from_iterable(from_bytes(each.data, each.name) for each in desk.uploads)
    if desk.asker.platform == "terminal":
        return incoming([Path(name)])
    raise NotAdded("No file came with this; attach one, or give an address or a text")


def _from_text(text: str, title: str | None) -> Iterator[Article | Fault]:
    """Yield the article that was typed: read as a file is, so that front matter limits it here too."""
    try:
        made = read_article(text, "text.md")
    except BadFile as error:
        yield from error.faults
        return
    yield replace(made, id=id_from_name(f"{(title or made.title)[:60]} {made.sha256[:6]}"))


def _with_facts(article: Article, arguments: Mapping[str, str]) -> Article:
    """Return *article* with the facts that the arguments give in the place of its own."""
    given = {name: arguments[name] for name in _FACTS if arguments.get(name)}
    try:
        facts = FrontMatter.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        reason = instead(first)
        wrong = NotAdded("The value of {option} does not fit: {reason}", option=first["loc"][0], reason=reason)
        raise Misunderstood(told(wrong), option=str(first["loc"][0])) from None
    changed: dict[str, Any] = {name: getattr(facts, name) for name in given}
    if "title" in given:
        changed["title_by"] = "source"
    return replace(article, **changed)


def edit(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Change the text or the facts of an article; without a new value open a form that holds the present ones."""
    _check_place(desk)
    known, article = desk.additions.find(arguments["article"], desk.asker.place, desk.now)
    if not any(arguments.get(name) for name in ("file", "text", *_FACTS)):
        return _form(
            _("Edit {cite}").format(cite=known.cite), f"library edit article:{known.cite}", _edit_fields(article)
        )
    if arguments.get("file") or arguments.get("text"):
        text = "" if arguments.get("file") else arguments["text"]  # a form holds the present text beside the file
        new = next(_given(desk, {**arguments, "what": "", "text": text}), None)
        if isinstance(new, Fault):
            raise NotAdded(_fault(new))
        article = _with_text(article, new) if new is not None else article
        _check_audience(desk, article)
    changed = _with_facts(article, arguments)
    return _done(desk, desk.additions.change(known.number, changed, desk.asker.place, desk.by, desk.now), _("Changed"))


def _with_text(article: Article, new: Article) -> Article:
    """Return *article* with the text of *new*, and with the limits that are given there."""
    return replace(
        article,
        text=new.text,
        share=new.share if new.share != DEFAULT_SHARE else article.share,
        audience=new.audience or article.audience,
        embargo=new.embargo or article.embargo,
        most_words=new.most_words or article.most_words,
        withdrawn=new.withdrawn or article.withdrawn,
    )


def withdraw(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Show an article no longer, or show a withdrawn one again."""
    _check_place(desk)
    known = desk.additions.find(arguments["article"], desk.asker.place, desk.now)[0]
    if arguments.get("undo") == "yes":
        back = desk.additions.put_back(known.number, desk.asker.place, desk.by, desk.now)
        return _done(desk, back, _("Put back"))
    why = " ".join(arguments.get("reason", "").split()) or None
    gone = desk.additions.withdraw(known.number, why, desk.asker.place, desk.by, desk.now)
    return _done(desk, gone, _("Withdrawn"))


def listed(desk: Desk, arguments: Mapping[str, str]) -> Reply:
    """Answer with the articles that were added here, the latest first, and who did what to them."""
    _check_place(desk)
    page = page_asked(arguments)
    found = desk.additions.listed(desk.asker.place, desk.now, desk.page_size, (page - 1) * desk.page_size)
    hint = ((ours(_("Add one with library add.")),),) if not found.total else ()
    return Reply(
        title=(strong(_("Added here")),),
        lead=counted("{n} article", "{n} articles", found.total),
        cards=tuple(_known_card(known, acts) for known, acts in found.items),
        notes=hint,
        buttons=tuple(
            ask(_("Edit {cite}").format(cite=known.cite), "library edit", article=known.cite)
            for known, acts in found.items[:5]
        ),
        page=page,
        pages=pages_of(found.total, desk.page_size),
        private=True,
    )


def _known_card(known: Known, acts: tuple[Act, ...]) -> Card:
    shown = [] if known.shown else [quiet(f" ({_('not shown')})")]
    return card([cite(known.cite), ours(" "), strong(known.title), *shown], *([acts_line(acts[-4:])] if acts else []))


def _done(desk: Desk, known: Known, what: str) -> Reply:
    acts = desk.additions.acts([known.number], desk.asker.place).get(known.number, ())
    undo = () if known.shown else (ask(_("Show again"), "library withdraw", article=known.cite, undo="yes"),)
    look = (ask(known.cite, "briefing", article=known.cite),) if known.shown else ()
    return Reply(
        title=(strong(what), ours(" "), cite(known.cite)),
        cards=(_known_card(known, acts),),
        buttons=(*look, *undo, ask(_("List"), "library list")),
        private=True,
    )


def _form(title: str, line: str, fields: tuple[Field, ...]) -> Reply:
    says = _('Type {line} with what you want to give, as in: {line} title:"A title" text:"The text."')
    return Reply((ours(says.format(line=line)),), private=True, form=Form(title, line, fields))


def _add_fields() -> tuple[Field, ...]:
    return (
        Field("title", _("Title")),
        Field("text", _("Text"), long=True),
        Field("file", _("Or files: .md, .txt, .jsonl or .zip"), entry=Entry.FILE, most=_FILES),
        Field("source", _("Source")),
        Field("published", _("Published, as 2026-11-21")),
        Field("what", _("Or the address of a page")),
    )


def _edit_fields(article: Article) -> tuple[Field, ...]:
    text = (Field("text", _("Text"), article.text, long=True),) if len(article.text) <= _IN_FORM else ()
    day = article.published.date().isoformat() if article.published else ""
    return (
        Field("title", _("Title"), article.title),
        *text,
        Field("source", _("Source"), article.source or ""),
        Field("published", _("Published, as 2026-11-21"), day),
        Field("file", _("A file with the new text"), entry=Entry.FILE),
        Field("url", _("Address"), article.url or ""),
    )


def _check_place(desk: Desk) -> None:
    if desk.asker.platform != "terminal" and not desk.workspace:
        raise NotAdded("In direct messages there is no library of yours; say this in a server")


_ARTICLE = Parameter("article", "An article that was added here: its cite (A1) or id", Kind.ARTICLE, required=True)
_FILE = Parameter("file", "A file: .md, .txt, .jsonl or .zip", Kind.FILE)
_TEXT = Parameter("text", "The text", Kind.WORDS, longest=_LONGEST)
_FACT_PARAMETERS = (
    Parameter("title", "Its title"),
    Parameter("source", "Who published it"),
    Parameter("author", "Who wrote it"),
    Parameter("url", "Where it was published", longest=2000),
    Parameter("published", "When it was published: 2026-11-21"),
)
_UNDO = Parameter("undo", "yes: show it again", choices=("yes",), in_menu="Of a withdrawn article")
COMMANDS = (
    Command(
        "library add",
        "Add an article: an address, a file or a text; without any of these a form opens",
        add,
        (
            Parameter("what", "The address of a page; at the terminal also a path", longest=_LONGEST),
            _FILE,
            _TEXT,
            *_FACT_PARAMETERS,
        ),
        ('library add title:"A short note" text:"The mayor opened the bridge on Friday."',),
        manage=True,
        steady=False,
    ),
    Command(
        "library edit",
        "Change an article that was added here; without a new value a form opens",
        edit,
        (_ARTICLE, _TEXT, _FILE, *_FACT_PARAMETERS),
        ('library edit A3 title:"Another title"',),
        manage=True,
        steady=False,
    ),
    Command(
        "library withdraw",
        "Show an article that was added here no longer, or again",
        withdraw,
        (_ARTICLE, Parameter("reason", "Why; said where a cite of it is opened"), _UNDO),
        ('library withdraw A3 reason:"It was wrong"', "library withdraw A3 undo:yes"),
        manage=True,
        steady=False,
    ),
    Command(
        "library list",
        "The articles that were added here, and who did what to them",
        listed,
        (),
        ("library list",),
        manage=True,
        steady=False,
    ),
)
