"""The tables of digests: schedules, the ledger of their deliveries, and what each delivery considered and said."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from briefings.library.schema import metadata

schedules = Table(
    "schedules",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(60), nullable=False),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(40), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("at", JSON, nullable=False),
    Column("days", JSON, nullable=False),
    Column("zone", String(60), nullable=False),
    Column("filters", JSON, nullable=False),  # lists of topics, speakers, sources, words, not_words
    Column("at_most", Integer, nullable=False),
    Column("when_empty", String(10), nullable=False),
    Column("language", String(10), nullable=False, server_default="en"),
    Column("mention", String(40), nullable=False, server_default=""),  # the id of a role or group that posts call
    Column("post", String(10), nullable=False, server_default="message"),  # or thread
    Column("from_config", Boolean, nullable=False),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("counts_from", BigInteger, nullable=False, server_default="0"),  # when it was set up or given other times
    Column("planned_until", BigInteger, nullable=False),  # slots before this are in the ledger
    Column("stopped", Text),  # why nothing more is posted there
    Column("stopped_at", BigInteger),  # when it was last found so
    Column("told", Boolean, nullable=False, server_default=false()),  # that it was stopped, to who set it up
    Column("paused_by", String(60)),  # who paused it; its slots are skipped until it is resumed
    Column("removed_at", BigInteger),
    Column("set_up_by", String(40)),
    Index("ix_schedules_place", "platform", "workspace"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("schedule", ForeignKey("schedules.number"), nullable=False),
    Column("slot_at", BigInteger, nullable=False),
    Column("platform", String(20), nullable=False),
    Column("workspace", String(40), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("token", String(16), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text),
    Column("holder", String(40)),
    Column("not_before", BigInteger, nullable=False),  # nobody else may take it up before this moment
    Column("attempts", Integer, nullable=False),
    Column("sent_at", BigInteger),  # when the last part was last sent off
    Column("through", Integer),  # the highest number among the entries that were there when it was composed
    Column("through_at", BigInteger),  # when it was composed: an embargo that ends later makes an entry new again
    Column("messages", JSON, nullable=False),  # the posted parts: number (from 0) and id
    Column("link", Text),  # to the first of them
    Column("sent_as", JSON, nullable=False, server_default="{}"),  # what was sent of each part: number and hash
    Column("settings", JSON),  # of the schedule when it was composed
    Column("stands_for", String(80)),  # the local date, time and zone of the slot; none for one that a person asked for
    Column("changed_at", BigInteger, nullable=False),
    UniqueConstraint("schedule", "slot_at", "platform", "channel"),
    UniqueConstraint("token"),
    Index("ix_deliveries_state", "state"),
    Index("ix_deliveries_stands_for", "schedule", "stands_for", unique=True),
    sqlite_autoincrement=True,
)

# Why each entry that was considered for a delivery is in it or not.
considered = Table(
    "considered",
    metadata,
    Column("delivery", ForeignKey("deliveries.number"), primary_key=True),
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("chosen", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("why", String(10), nullable=False, server_default="filtered"),  # the kind of reason
    Column("position", Integer, nullable=False),
    Column("sentences", JSON, nullable=False, server_default="[]"),  # that are shown: [start, end, number]
    Column("quote", Integer),  # that is shown
    Column("story", Integer),  # it stood in with others
    Column("says", String(16)),  # what is shown, as a hash
    Index("ix_considered_article", "article"),
)

# What each delivery says, by hashes of its sentences, so that nothing is said twice.
told = Table(
    "told",
    metadata,
    Column("delivery", ForeignKey("deliveries.number"), primary_key=True),
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("key", String(16), primary_key=True),
    Index("ix_told_article", "article"),
    Index("ix_told_key", "key"),
)

# What was changed of articles that posted digests show, and what became of the posts. An article that was purged keeps
# its number here.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("delivery", ForeignKey("deliveries.number"), nullable=False),
    Column("article", Integer, nullable=False),
    Column("what", String(12), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text),
    Column("holder", String(40)),
    Column("not_before", BigInteger, nullable=False),  # nobody else may take it up before this moment
    Column("attempts", Integer, nullable=False),
    Column("done_at", BigInteger),
    Index("ix_corrections_delivery", "delivery"),
    Index("ix_corrections_state", "state"),
    sqlite_autoincrement=True,
)
