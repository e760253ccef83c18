"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and index."""
    op.create_table(
        "contents",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "items",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_items_report", "items", ["report"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("because", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("version_of_url", sa.Text),
        sa.Column("version_of_guid", sa.Text),
        sa.Column("version_order", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
        sa.Column("private", sa.Text, nullable=False),
    )
    op.create_index("reports_by_status", "reports", ["status", "because"])
    op.create_index("reports_by_url", "reports", ["version_of_url", "version_order"])
    op.create_index("reports_by_guid", "reports", ["version_of_guid", "version_order"])
    op.create_index("reports_by_content", "reports", ["content_hash", "id"])
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("event_type", sa.Text, nullable=False),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_accounts_report", "accounts", ["report"])
    op.create_table(
        "refusals",
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("run", sa.Integer, primary_key=True),
        sa.Column("because", sa.Text, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("process", sa.Integer, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("found", "again", "kept", "set_aside", "refused")),
    )
    op.create_table(
        "merges",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("run", sa.Integer, primary_key=True),
        sa.Column("new", sa.Text),
    )
    op.create_table(
        "verdicts",
        sa.Column("report", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text) for name in ("replaces", "replaced_by", "same_as", "lineage", "copy_of")),
    )
    op.create_table(
        "homes",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("incident", sa.Text, nullable=False),
    )
    op.create_index("ix_homes_incident", "homes", ["incident"])
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("event_type", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("earliest", sa.Text),
        sa.Column("latest", sa.Text),
        sa.Column("voices", sa.Integer, nullable=False),
        sa.Column("grade", sa.Text, nullable=False),
        sa.Column("contradictions", sa.Integer, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index("incidents_by_day", "incidents", ["earliest", "id"])
    op.create_table("facts", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
