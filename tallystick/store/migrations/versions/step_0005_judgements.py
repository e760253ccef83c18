"""What people judged, and what of it shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables; an earlier store holds no judgements."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "moves",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("incident", sa.Text, nullable=False),
    )
    op.create_table(
        "corrections",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
