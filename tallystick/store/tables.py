"""The tables of a store.

Only ever added to: contents, items, refusals, runs, merges, judgements. `reports` and `accounts` are added
to, and rewritten for a report that was refused and read anew. Rebuilt as a whole in one transaction, after every
weighing: `verdicts`, `homes`, `moves`, `corrections`, `incidents`. "Current" is a matter of `verdicts`: a kept
report that no later version replaces and that is not the same bytes as another.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

contents = Table(
    "contents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib
)

items = Table(
    "items",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib of JSON, with the content as its dictionary
)

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("because", Text),
    Column("url", Text),
    Column("path", Text),
    Column("version_of_url", Text),  # the url where it names one page, else null
    Column("version_of_guid", Text),  # the guid where it names one entry, else null
    Column("version_order", Text, nullable=False),  # published, generation, id: the greatest is current
    Column("content_hash", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Column("private", Text, nullable=False),  # JSON list of private persons' names; never exported
)
Index("reports_by_status", reports.c.status, reports.c.because)
Index("reports_by_url", reports.c.version_of_url, reports.c.version_order)
Index("reports_by_guid", reports.c.version_of_guid, reports.c.version_order)
Index("reports_by_content", reports.c.content_hash, reports.c.id)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("event_type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("json", LargeBinary, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("report", Text, primary_key=True),
    Column("run", Integer, primary_key=True),
    Column("because", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", Text, nullable=False),  # running, done, interrupted
    Column("generation", Integer, nullable=False),  # finished builds before it; a resumed build keeps it
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("version", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("reader", Text, nullable=False, server_default="grammar"),
    Column("gazetteer", Text),  # digest of the gazetteer that its reports were read with; null where not noted
    Column("process", Integer, nullable=False),
    Column("host", Text, nullable=False),
    Column("given", Text, nullable=False),  # JSON list of what was given to build
    Column("found", Integer, nullable=False, default=0),
    Column("again", Integer, nullable=False, default=0),
    Column("kept", Integer, nullable=False, default=0),
    Column("set_aside", Integer, nullable=False, default=0),
    Column("refused", Integer, nullable=False, default=0),
    Column("counted", Integer),  # reports in the inputs by a second way of counting
    Column("gaps", Text),  # JSON list: inputs where the two counts differ
)

merges = Table(
    "merges",
    metadata,
    Column("old", Text, primary_key=True),
    Column("run", Integer, primary_key=True),
    Column("new", Text),  # null where no current report tells it any more
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("report", Text, primary_key=True),
    Column("replaces", Text),
    Column("replaced_by", Text),
    Column("same_as", Text),
    Column("lineage", Text),
    Column("copy_of", Text),  # JSON
)

homes = Table(
    "homes",
    metadata,
    Column("account", Text, primary_key=True),
    Column("incident", Text, nullable=False, index=True),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("country", Text),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("earliest", Text),
    Column("latest", Text),
    Column("voices", Integer, nullable=False),
    Column("grade", Text, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("json", LargeBinary, nullable=False),
)
Index("incidents_by_day", incidents.c.earliest, incidents.c.id)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("json", LargeBinary, nullable=False),
)

moves = Table(  # accounts that judgements moved, with the incident that would be theirs without them
    "moves",
    metadata,
    Column("account", Text, primary_key=True),
    Column("incident", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("account", Text, primary_key=True),
    Column("json", LargeBinary, nullable=False),
)

facts = Table("facts", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
