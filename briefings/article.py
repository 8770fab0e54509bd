"""An article: a source text as it was read, with the facts that its front matter gives."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from briefings.audience import Keys, read_audience
from briefings.errors import BadFile, Fault, Said
from briefings.languages.detection import detect, primary
from briefings.plain_yaml import Document, YamlFault, read_yaml
from briefings.refusals import DATE, instead
from briefings.sentences import sentences

MAX_BYTES = 5_000_000
DEFAULT_SHARE = 0.5  # of an article's sentences that an answer may show at once
_ID_CHARACTERS = 200
_TITLE_CHARACTERS = 80
_TITLE_WINDOW = 1000  # characters in which the first sentence is looked for
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_WITHDRAWN = re.compile(r"(?P<yes>true|yes|false|no)|(?P<day>\d{4}-\d\d-\d\d)", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an article was taken out: the day, if it is known, and why, if that was said."""

    on: date | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source text and what is known of it; what is unknown is None.

    ``text`` is the body unchanged, final line break and all; ``share`` (0 to 1) is how much of it may be shown in one
    answer with all of its pages; ``most_words`` how many words of it may be quoted at once; ``title_by`` is "source"
    for the source's own title and "us" for one that was given to it; ``language`` is a tag of BCP 47, as given or as
    found; ``priority`` (0 to 9) says how early it stands in a digest. ``audience`` names those whom it is for (empty:
    everybody); before ``embargo`` (UTC) nobody sees it.
    """

    id: str
    text: str
    title: str
    title_by: str = "source"
    source: str | None = None
    url: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    share: float = DEFAULT_SHARE
    priority: int = 0
    audience: Keys = ()
    embargo: datetime | None = None
    most_words: int | None = None
    withdrawn: Withdrawal | None = None

    @property
    def sha256(self) -> str:
        """Return the hash of the text, by which a stored copy is checked when it is read."""
        return text_hash(self.text)


def text_hash(text: str) -> str:
    """Return the hexadecimal SHA-256 of *text* in UTF-8 (lone surrogates pass through)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class FrontMatter(BaseModel):
    """The keys an article's front matter may have; every one may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # The length stands apart: counted in the pattern it would cost a tenth of a second at every start.
    id: str | None = Field(default=None, pattern=r"^[\w\p{N}][\w\p{N}.-]*$", max_length=_ID_CHARACTERS)
    title: str | None = Field(default=None, max_length=300)
    title_by: str = Field(default="source", pattern="^(source|us)$")
    source: str | None = Field(default=None, max_length=300)
    url: str | None = Field(default=None, pattern=r"^https?://[^\s\p{C}]+$", max_length=2000)
    author: str | None = Field(default=None, max_length=300)
    published: datetime | None = None
    language: str | None = Field(default=None, pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")
    topics: tuple[str, ...] = ()
    licence: float = DEFAULT_SHARE
    priority: int = Field(default=0, ge=0, le=9)
    audience: tuple[str, ...] = ()
    embargo_until: datetime | None = None
    max_quote_words: int | None = None
    withdrawn: Withdrawal | None = None

    @field_validator("title", "source", "author")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        return " ".join(value.split()) or None if value else None

    @field_validator("published", mode="before")
    @classmethod
    def _moment(cls, value: object) -> object:
        """Read a date as its midnight and a time without a zone as UTC; a weekday alone is no date."""
        if not isinstance(value, str):
            return value
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            raise ValueError(DATE) from None

    @field_validator("audience", mode="before")
    @classmethod
    def _meant(cls, value: object) -> object:
        return read_audience(value)

    @field_validator("embargo_until", mode="before")
    @classmethod
    def _instant(cls, value: object) -> object:
        """Read an instant; one without a zone would end at another moment for everybody who reads it."""
        try:
            moment = datetime.fromisoformat(str(value))
            if moment.tzinfo:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise ValueError(Said("write the instant with its zone, as in 2026-11-21T08:30:00+01:00"))

    @field_validator("max_quote_words", mode="before")
    @classmethod
    def _count(cls, value: object) -> object:
        text = str(value)
        if value is None or (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
            return value
        raise ValueError(Said("write how many words, as in 50"))

    @field_validator("withdrawn", mode="before")
    @classmethod
    def _taken_out(cls, value: object) -> object:
        """Read "true" or a day, and after it why; "false" says that the article is not withdrawn."""
        first, _, why = str("false" if value is None else value).strip().partition(" ")
        match = _WITHDRAWN.fullmatch(first.rstrip(",;:"))
        try:
            day = date.fromisoformat(match["day"]) if match and match["day"] else None
        except ValueError:
            match = None
        if match is None:
            raise ValueError(Said("write true or the day, and after it why: 2026-11-21, at the source's request"))
        no = (match["yes"] or "").lower() in ("false", "no")
        return None if no else Withdrawal(day, " ".join(why.split()) or None)

    @field_validator("topics", mode="before")
    @classmethod
    def _labels(cls, value: object) -> object:
        return () if value is None else value

    @field_validator("licence", mode="before")
    @classmethod
    def _share(cls, value: object) -> object:
        """Read "all", "30%" or "0.3" as the share of the article that may be shown."""
        if not isinstance(value, str):
            return DEFAULT_SHARE if value is None else value
        text = value.strip().lower()
        try:
            share = 1.0 if text == "all" else float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise ValueError(Said("write the share that may be shown: all, 50% or 0.5"))
        return share


# Front matter after an empty line or an invisible character, with other line ends, or with more hyphens.
_MISSED = re.compile(rf"[\s\ufeff\u200b]*-{{3,}}[ \t]*[\r\n]\s*(?:{'|'.join(FrontMatter.model_fields)})[ \t]*:")


def parse_article(data: bytes, path: str) -> Article:
    """Return the article in *data*, the bytes of the file at *path* (which gives the id and names the faults).

    Raises BadFile with one fault for each thing that is wrong.
    """
    return read_article(_decode(data, path), path)


def read_article(text: str, path: str) -> Article:
    """Return the article in *text*, as ``parse_article`` does."""
    facts, body = _front_matter(text, path)
    if not body.strip():
        raise BadFile(Fault(path, 1, "the file has no text", "write the article below the front matter"))
    return make_article(facts, body, path)


def make_article(facts: FrontMatter, body: str, path: str) -> Article:
    """Return the article with the text *body*; *path* gives the id where *facts* do not."""
    language = facts.language or detect(body)
    title = facts.title or _title(body, primary(language or "en"))
    return Article(
        id=facts.id or id_from_name(path),
        text=body,
        title=title,
        title_by=facts.title_by if facts.title or _heading(body) else "us",
        source=facts.source,
        url=facts.url,
        author=facts.author,
        published=facts.published,
        language=language,
        topics=tuple(" ".join(topic.split()) for topic in facts.topics),
        share=facts.licence,
        priority=facts.priority,
        audience=facts.audience,
        embargo=facts.embargo_until,
        most_words=facts.max_quote_words,
        withdrawn=facts.withdrawn,
    )


def id_from_name(path: str) -> str:
    """Return the id that a file's name gives: without ending, spaces and signs as hyphens."""
    name = re.split(r"[/\\]", path)[-1]
    stem = re.sub(r"\.(md|txt)$", "", name, flags=re.IGNORECASE)
    words = re.sub(r"[^\w.-]+", " ", stem).split()
    return "-".join(words).lstrip("-.")[:_ID_CHARACTERS] or "article"


def _decode(data: bytes, path: str) -> str:
    if len(data) > MAX_BYTES:
        raise BadFile(Fault(path, 1, "the file has more than 5 MB", "split it into several articles"))
    if b"\0" in data:
        raise BadFile(Fault(path, 1, "this is a binary file", "save the article as plain text in UTF-8"))
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(Fault(path, line, "the text is not UTF-8", "save the file in UTF-8")) from None


def _front_matter(text: str, path: str) -> tuple[FrontMatter, str]:
    opening = _FENCE.match(text)
    if not opening:
        if _MISSED.match(text):  # read as text, it would limit nothing
            fault = Fault(path, 1, "the front matter has no beginning", "make the first line three hyphens alone")
            raise BadFile(fault)
        return FrontMatter(), text
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise BadFile(Fault(path, 1, "the front matter has no end", "close it with a line of three hyphens"))
    try:
        document = read_yaml(text[opening.end() : closing.start()])
    except YamlFault as fault:
        raise BadFile(Fault(path, fault.line + 1, fault.problem, fault.fix)) from None
    return read_facts(document, path), text[closing.end() :]


def read_facts(document: Document, path: str) -> FrontMatter:
    """Return the front matter in *document*; raise BadFile with the faults of the file at *path*."""
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        raise BadFile(Fault(path, 2, "the front matter is no list of keys", "write it as key: value"))
    try:
        return FrontMatter.model_validate(value)
    except ValidationError as error:
        raise BadFile(*sorted(_faults(error, document, path), key=lambda fault: fault.line)) from None


def _faults(error: ValidationError, document: Document, path: str) -> list[Fault]:
    """Turn what the model refuses into faults with the line in the file (the opening fence is line 1)."""
    found = []
    for each in error.errors():
        key = ".".join(map(str, each["loc"]))
        line = document.line(tuple(each["loc"])) + 1
        if each["type"] == "extra_forbidden":
            known = Said("use one of: {known}", known=", ".join(FrontMatter.model_fields))
            found.append(Fault(path, line, Said("the key {key!r} is unknown", key=key), known))
        else:
            found.append(Fault(path, line, Said("the value of {key!r} does not fit", key=key), instead(each)))
    return found


def _title(body: str, language: str) -> str:
    """Return the first heading, else the first sentence, shortened at a word."""
    heading = _heading(body)
    if heading:
        return shorten(" ".join(heading.split()))
    beginning = body.lstrip()[:_TITLE_WINDOW]
    first = next(iter(sentences(beginning, language)), None)
    return shorten(" ".join(first.of(beginning).split()) if first else body.strip()[:_TITLE_CHARACTERS])


def _heading(body: str) -> str | None:
    """Return the first heading that has words, without the signs that may close it."""
    return next(filter(None, (each[1].rstrip(" \t#\r") for each in _HEADING.finditer(body))), None)


def shorten(text: str, limit: int = _TITLE_CHARACTERS) -> str:
    """Return *text* cut at a word so that it has at most *limit* characters, an ellipsis for what was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:-") + "…"


def day(moment: datetime) -> date:
    """Return the UTC date of *moment*."""
    return moment.astimezone(UTC).date()
