"""How psycopg is given a person's words: PostgreSQL knows neither the character NUL nor half a surrogate pair."""

from psycopg.types.string import StrDumper


class PlainText(StrDumper):
    """Sends a text with a replacement character in place of what PostgreSQL cannot hold."""

    def dump(self, obj: str) -> bytes:
        """Return *obj* in UTF-8. An article's own text never needs it: a file with such characters is not read."""
        return obj.replace("\0", "\ufffd").encode("utf-8", "replace")
