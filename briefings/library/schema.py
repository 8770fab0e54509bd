"""The tables, in SQLAlchemy Core. Moments are UTC in whole microseconds since 1970.

They are the same on SQLite and PostgreSQL; ``database.py`` says what is portable. A workspace of articles, curations
and flags is a key of ``briefings.audience`` ("discord:123"), '' for shared.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
)

from briefings.library.packed import Packed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row, which PostgreSQL's writers lock and count up, one after the other. SQLite does both by itself.
changes = Table(
    "changes",
    metadata,
    Column("counter", BigInteger, primary_key=True, autoincrement=False),
)

# A row stays when its file goes (gone_at is set), so that its number, and with it every cite, is never given twice.
articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(200), nullable=False),
    Column("workspace", String(40), nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("title_by", String(10), nullable=False),
    Column("source", Text),
    Column("url", Text),
    Column("author", Text),
    Column("published_at", BigInteger),
    Column("language", String(20)),
    Column("given_topics", JSON, nullable=False),
    Column("share", Float, nullable=False),
    Column("priority", Integer, nullable=False, server_default="0"),  # the higher, the earlier in a digest
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("gone_at", BigInteger),
    Column("came_by", String(10), nullable=False, server_default="folder"),  # folder, import or chat
    Column("corrected_at", BigInteger),  # when its words were last changed
    Column("analysis", Integer, nullable=False),
    Column("sentences", JSON, nullable=False),  # [start, end, number]
    Column("summary", JSON, nullable=False),
    Column("last_quote", Integer, nullable=False),  # the highest number that a quote of it ever had
    Column("last_sentence", Integer, nullable=False),
    Column("audience", JSON, nullable=False, server_default=text("'[]'")),  # keys, as in the table audiences
    Column("limited", Boolean, nullable=False, server_default=false()),  # to its audience
    Column("embargo_until", BigInteger),
    Column("most_words", Integer),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Column("withdrawn_at", BigInteger),
    Column("withdrawn_why", Text),
    UniqueConstraint("workspace", "id"),
    Index("ix_articles_published_at", "published_at"),
    Index("ix_articles_analysis", "analysis", "gone_at"),
    Index("ix_articles_source", "source"),
    Index("ix_articles_embargo_until", "embargo_until"),
    sqlite_autoincrement=True,
)

Index("ix_articles_time", func.coalesce(articles.c.published_at, articles.c.added_at).desc(), articles.c.id)
Index("ix_articles_title", func.lower(articles.c.title))

# The key by which each source that an article ever had is found.
source_names = Table(
    "source_names",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", Text, nullable=False),
    sqlite_with_rowid=False,
)

# For whom the limited articles are: workspaces and channels.
audiences = Table(
    "audiences",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Index("ix_audiences_article", "article"),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("article", ForeignKey("articles.number"), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("changed_ns", BigInteger, nullable=False),
    Column("audience", JSON, nullable=False, server_default=text("'[]'")),  # of the folders that hold it
    Index("ix_files_article", "article"),
)

# What an article said before its words were changed, with what its cites named then.
versions = Table(
    "versions",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sentences", JSON, nullable=False),  # [start, end, number]
    Column("quotes", JSON, nullable=False),  # [start, end, number]
    Column("replaced_at", BigInteger, nullable=False),
)

# What people did to articles, in the order in which they did it. An article that was purged keeps its number here.
acts = Table(
    "acts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", Integer, nullable=False),
    Column("workspace", String(40), nullable=False),
    Column("did", String(12), nullable=False),
    Column("done_by", String(60), nullable=False),  # "" once the person wants to be forgotten
    Column("done_at", BigInteger, nullable=False),
    Index("ix_acts_article", "article"),
    Index("ix_acts_workspace", "workspace"),
    sqlite_autoincrement=True,
)

# Where copies of this database were put, so that what is purged can be looked for there.
backups = Table(
    "backups",
    metadata,
    Column("path", Text, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
)

quotes = Table(
    "quotes",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("spans", JSON, nullable=False),  # speaker, mention, cue, evidence: [start, end] or null
    Column("grade", String(12), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("utterance", Integer, nullable=False),
    Column("speaker", Text),  # as shown
    Column("speaker_key", Text),
    Column("folded", Text, nullable=False),  # the words without case and typography, for text filters
    Column("words_key", String(16)),  # of the words alone, for finding the same ones elsewhere; none for a few words
    Index("ix_quotes_speaker_key", "speaker_key", "article"),
    Index("ix_quotes_words_key", "words_key"),
)

# Sentences that say what somebody said without quoting it.
reported = Table(
    "reported",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("spans", JSON, nullable=False),  # speaker, mention, cue: [start, end]
    Column("speaker_key", Text, nullable=False),
    Column("folded", Text, nullable=False, server_default=""),  # as of quotes
    Column("topics", Text, nullable=False, server_default=""),  # the keys of those it speaks of, each between line ends
    Index("ix_reported_speaker_key", "speaker_key", "article"),
)

# What people found wrong with a quote's speaker. A correction ends when another takes its place or it is taken back;
# workspace '' is the operator's, which counts for everybody.
curations = Table(
    "curations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", ForeignKey("articles.number"), nullable=False),
    Column("quote", Integer, nullable=False),
    Column("workspace", String(40), nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("speaker", Text),
    Column("speaker_key", Text),
    Column("set_by", String(60), nullable=False),
    Column("set_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Index("ix_curations_quote", "article", "quote"),
    Index("ix_curations_workspace", "workspace", "ended_at"),
    sqlite_autoincrement=True,
)

flags = Table(
    "flags",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", ForeignKey("articles.number"), nullable=False),
    Column("quote", Integer, nullable=False),
    Column("workspace", String(40), nullable=False),
    Column("flagged_by", String(60), nullable=False),
    Column("flagged_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Index("ix_flags_workspace", "workspace", "settled_at"),
    sqlite_autoincrement=True,
)

# Every word by which a speaker of an article can be asked for: "xi" and "jinping" both lead to "xi jinping".
called = Table(
    "called",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("word", Text, primary_key=True),
    Column("speaker_key", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# The speakers of an article with what tells them apart, and the person that each is, across articles.
bearers = Table(
    "bearers",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("speaker_key", Text, primary_key=True),
    Column("name", Text, nullable=False),  # without titles
    Column("surname", Text),  # its last word; none for offices, papers and bodies, whose names have no other forms
    Column("first", Text),  # a family name that stands first
    Column("sex", String(1), nullable=False),
    Column("offices", Text, nullable=False),
    Column("person", Text, nullable=False),  # the fullest name of the person
    Column("time", BigInteger, nullable=False),  # when the article was published, else added
    Column("said", Integer, nullable=False),  # how many quotes of the article are the speaker's
    Index("ix_bearers_name", "name", "sex", "offices"),
    Index("ix_bearers_surname", "surname"),
    Index("ix_bearers_first", "first"),
    Index("ix_bearers_person", "person", "time", "article", "said"),
)

topics = Table(
    "topics",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("time", BigInteger, nullable=False),  # when the article was published, else added
    Index("ix_topics_key", "key", "time", "article"),
)

# Which quotes speak of which topic: in their words or in the sentence that says who spoke.
topic_quotes = Table(
    "topic_quotes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("time", BigInteger, primary_key=True),  # when the article was published, else added
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("quote", Integer, primary_key=True),
    Index("ix_topic_quotes_article", "article"),
    sqlite_with_rowid=False,
)

# A typed line that is too long for a button's id, under its hash; so that buttons outlive a restart.
lines = Table(
    "lines",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("line", Text, nullable=False),
    Column("stored_at", BigInteger, nullable=False),
)

# Random bytes, in hexadecimal digits, that all processes share: what seals the ids of buttons.
keys = Table("keys", metadata, Column("name", String(20), primary_key=True), Column("key", Text, nullable=False))

# What an entry's story is found by. A story is a number; one that another took in says which.
stories = Table(
    "stories",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("became", Integer),
    sqlite_autoincrement=True,
)

profiles = Table(
    "profiles",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("story", ForeignKey("stories.number"), nullable=False),
    Column("copy_of", Integer),  # the first article with these words, if this is not it
    Column("published_at", BigInteger),
    Column("known", Packed, nullable=False),  # terms by weight, anchors, years and the steps of its sketch
    Index("ix_profiles_story", "story"),
    Index("ix_profiles_copy_of", "copy_of"),
)

# The rarest words of each entry, and hashes of its runs of words ("#1234"), by which others are found.
telling_words = Table(
    "telling_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("workspace", String(40), primary_key=True),
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("share", SmallInteger, nullable=False, server_default="0"),  # its root, in 255ths; 0: not known
    sqlite_with_rowid=False,
)

# How many entries hold each word of all their profiles.
word_counts = Table(
    "word_counts",
    metadata,
    Column("word", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)
