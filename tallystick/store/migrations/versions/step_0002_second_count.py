"""The second count of a run's inputs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; earlier runs were not counted twice."""
    op.add_column("runs", sa.Column("counted", sa.Integer))
    op.add_column("runs", sa.Column("gaps", sa.Text))
