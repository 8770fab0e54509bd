"""Reasons as they were recorded, in English, and as they are said to people in their language.

Why an entry was left out of a digest and why a slot was not posted is kept in the database as a sentence. It is read
here by the message that it was made of, so that it can be said again in another language.
"""

import re
from functools import cache
from string import Formatter

from bot.catalogue import ENGLISH, N_, _, spoken

_MESSAGES = (
    N_("new"),
    N_("goes on with what was told before"),
    N_("it says nothing that was not told before"),
    N_("the same words again"),
    N_("the same words as {cite}"),
    N_("more than {n} were new"),
    N_("none of the digest's topics"),
    N_("none of the digest's speakers is quoted"),
    N_("from none of the digest's sources"),
    N_("none of the digest's words"),
    N_("it holds “{word}”"),
    N_("nothing new"),
    N_("paused"),
    N_("stopped: {reason}"),
    N_("skipped"),
    N_("the schedule was removed"),
    N_("missed: nothing ran or could post within {hours} h"),
    N_("no answer yet"),
    N_("no answer came in time"),
    N_("no answer came to {n} posts, and {reason}; look into the channel, then: digest send"),
    N_("the channel's history cannot be read"),
    N_("it is not in the channel's history"),
    N_("it was printed in a terminal"),
    N_("Discord cannot be reached"),
    N_("Discord asks to wait"),
    N_("Discord answered {status}"),
    N_("{id} is no Discord channel id"),
    N_("Discord refused the message ({reason})"),
    N_("the connection to Discord broke"),
    N_("the channel is gone"),
    N_("the channel belongs to another server than the digest"),
    N_("the bot may not post there; give it View Channel, Send Messages and Embed Links"),
    N_("this person takes no direct messages from the bot"),
    N_("Slack cannot be asked at present"),
    N_("Slack cannot be reached"),
    N_("Slack asks to wait"),
    N_("Slack answered {status}"),
    N_("Slack says {error}"),
    N_("Slack refused the message ({reason})"),
    N_("the connection to Slack broke"),
    N_("the channel is gone, or private and the bot is not in it; type /invite @briefing there"),
    N_("the bot is not in the channel; type /invite @briefing there"),
    N_("the channel is archived"),
    N_("the workspace does not let the bot post there"),
    N_("the app lacks the scope {scope}; paste the manifest again and reinstall"),
    N_("the app was removed from the workspace"),
    N_("the app's token was revoked"),
    N_("Slack refuses the token"),
)


def reason_text(reason: str | None) -> str:
    """Return the recorded *reason* in the language that is spoken; one that is not known stays as it is."""
    if reason is None or spoken() == ENGLISH:
        return reason or ""
    for pattern, message in _patterns():
        if match := pattern.fullmatch(reason):
            values = {name: reason_text(value) for name, value in match.groupdict().items()}
            return _(message).format(**values)
    return reason


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(message), message) for message in _MESSAGES)


def _pattern(message: str) -> re.Pattern[str]:
    parts = (
        re.escape(literal) + (f"(?P<{name}>.*)" if name else "")
        for literal, name, form, conversion in Formatter().parse(message)
    )
    return re.compile("".join(parts), re.DOTALL)
