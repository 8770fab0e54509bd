"""PostgreSQL knows how many articles are shared, looks words up in the index, and finds those of titles or texts there.

- Nearly all articles are shared, which it cannot guess of an expression without statistics of its own.
- What waits to be put into the index of words is read as a whole by every search; with much waiting, PostgreSQL rather
  reads every article. 256 kB are some 30 articles (postgresql.org/docs/15/gin-implementation.html).
- A word can be looked for in titles (A) or texts (D) alone; so far a second look at each match did that.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_PHRASE = r"""
CREATE FUNCTION briefing_phrase(written text, begun boolean, weight text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT (NULLIF(regexp_replace(found::text, '''( |$)', ''':' || weight || '\1', 'g'), '')
        || CASE WHEN begun THEN '*' ELSE '' END)::tsquery
    FROM phraseto_tsquery('simple', briefing_words(written)) AS found
$$"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("CREATE STATISTICS articles_shared ON (coalesce(workspace, '')) FROM articles")
    op.execute("ALTER INDEX ix_articles_words SET (gin_pending_list_limit = 256)")
    op.execute("DROP FUNCTION briefing_phrase(text, boolean)")
    op.execute(_PHRASE)
    op.execute("ANALYZE (SKIP_LOCKED)")
