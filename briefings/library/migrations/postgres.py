"""What PostgreSQL needs beside the tables: texts in the order of code points, and words for full-text search.

``briefing_words`` cuts a text into its words as SQLite's FTS5 does (unicode61, diacritics removed), whatever the
server's locale; ``briefing_phrase`` makes a query of words that follow one another, the last of which may go on.
A tsvector holds a megabyte and 16,383 places, so a long article is found by its first 100,000 characters.
"""

import sqlalchemy as sa
from alembic import op

_LOWERING = "SELECT collname FROM pg_collation WHERE collname IN ('pg_c_utf8', 'und-x-icu') ORDER BY collname LIMIT 1"
_WORDS = """
CREATE FUNCTION briefing_words(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT left(regexp_replace(lower(regexp_replace(
        normalize(written, NFKD), '[\\u0300-\\u036f]', '', 'g') {collate}), '[^[:alnum:]]+', ' ', 'g'), 100000)
$$"""
_PHRASE = """
CREATE FUNCTION briefing_phrase(written text, begun boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT CASE WHEN begun THEN (NULLIF(found::text, '') || ':*')::tsquery ELSE found END
    FROM phraseto_tsquery('simple', briefing_words(written)) AS found
$$"""
_COLUMN = """
ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', briefing_words(title)), 'A')
    || setweight(to_tsvector('simple', briefing_words(coalesce(source, ''))), 'B')
    || setweight(to_tsvector('simple', briefing_words(coalesce(author, ''))), 'C')
    || setweight(to_tsvector('simple', briefing_words(text)), 'D')) STORED"""
_UNSORTED = """
SELECT table_name, column_name, data_type, character_maximum_length FROM information_schema.columns
WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying') AND collation_name IS NULL
AND table_name <> 'alembic_version'"""


def sort_by_code_point(connection: sa.Connection) -> None:
    """Give every text column that has none yet the order of SQLite; LIKE 'word%' can then use its index, too."""
    for table, column, kind, most in connection.execute(sa.text(_UNSORTED)).all():
        length = f"({most})" if most else ""
        change = f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind}{length} COLLATE "C"'
        connection.execute(sa.text(change))


def add_words() -> None:
    """Add the generated column that is searched, and its index."""
    lowering = op.get_bind().execute(sa.text(_LOWERING)).scalar()
    op.execute(_WORDS.format(collate=f'COLLATE "{lowering}"' if lowering else ""))
    op.execute(_PHRASE)
    op.execute(_COLUMN)
    op.execute("CREATE INDEX ix_articles_words ON articles USING gin (words)")
