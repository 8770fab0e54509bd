"""Labels: what a command's parameters and their choices are called where they are filled into a form."""

from datetime import date, timedelta

from bot.catalogue import N_, _, language_called, languages, weekday
from briefings.languages.names import language_name
from briefings.schedule import DAYS

LABELS = {
    "a": N_("First article"),
    "about": N_("About"),
    "article": N_("Article"),
    "at": N_("Times of day"),
    "at_most": N_("Most entries"),
    "author": N_("Author"),
    "b": N_("Second article"),
    "channel": N_("Channel"),
    "cite": N_("Cite"),
    "command": N_("Command"),
    "days": N_("Days"),
    "digest": N_("Digest"),
    "file": N_("File"),
    "language": N_("Language"),
    "length": N_("Length"),
    "mention": N_("Who is called"),
    "name": N_("Name"),
    "not_words": N_("Without these words"),
    "post": N_("One message, or a thread"),
    "published": N_("Published on"),
    "reason": N_("Reason"),
    "since": N_("From this day"),
    "source": N_("Source"),
    "sources": N_("Sources"),
    "speaker": N_("Speaker"),
    "speakers": N_("Speakers"),
    "text": N_("Text"),
    "title": N_("Title"),
    "topic": N_("Topic"),
    "topics": N_("Topics"),
    "undo": N_("Undo"),
    "until": N_("Up to this day"),
    "url": N_("Web address"),
    "what": N_("What"),
    "when_empty": N_("When nothing is new"),
    "words": N_("With these words"),
    "zone": N_("Time zone"),
}

# Of the choices; days and languages have names of their own.
CHOICES = {
    "jsonl": N_("Articles added here, as JSON Lines"),
    "long": N_("Long"),
    "markdown": N_("Articles added here, as Markdown"),
    "medium": N_("Medium"),
    "message": N_("All messages in the channel"),
    "quotes": N_("Quotes, as a table"),
    "say_so": N_("Say that nothing is new"),
    "short": N_("Short"),
    "silent": N_("Post nothing"),
    "thread": N_("The first in the channel, the rest in a thread"),
    "yes": N_("Show it again"),
}
_MONDAY = date(2026, 11, 23)


def choice_label(choice: str) -> str:
    """Return what people call *choice*, one of a parameter's, in the language that is spoken."""
    if choice in DAYS:
        return weekday(_MONDAY + timedelta(days=DAYS.index(choice)))
    if choice in languages():
        return language_called(choice, language_name(choice))
    return _(CHOICES[choice])
