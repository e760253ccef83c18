"""The reader that told a run's reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; earlier runs were told by the grammars."""
    op.add_column("runs", sa.Column("reader", sa.Text, nullable=False, server_default="grammar"))
