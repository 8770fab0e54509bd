"""The tables of the tallies and of what these do not count, which only tallies.py writes; beside those of schema.py."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from briefings.library.schema import metadata

# Of the articles that everybody may see: how many have each topic and come from each source ('' for none).
topic_counts = Table(
    "topic_counts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("score", BigInteger, nullable=False),  # in millionths
    sqlite_with_rowid=False,
)
Index("ix_topic_counts_articles", topic_counts.c.articles.desc(), topic_counts.c.score.desc(), topic_counts.c.key)

source_counts = Table(
    "source_counts",
    metadata,
    Column("source", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("dated", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Of the same articles: how many have which speaker under which name, with the number of quotes ...
name_counts = Table(
    "name_counts",
    metadata,
    Column("speaker_key", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    Index("ix_name_counts_person", "person", "said"),
    sqlite_with_rowid=False,
)
Index("ix_name_counts_said", name_counts.c.said.desc(), name_counts.c.person)

# ... and in how many a name can be asked for by a word.
name_words = Table(
    "name_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("speaker_key", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The articles that these do not count: of a workspace, limited, gone, withdrawn, or ever under embargo.
uncounted = Table(
    "uncounted",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
)
