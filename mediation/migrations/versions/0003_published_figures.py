"""Yearly figures are kept as they were published."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE published_figures (
    -- What the page of figures shows of a year that is over, so that it stays the same whatever becomes of
    -- the rows behind it. Nothing is here that is not shown there: no number below five, nobody's share.
    period TEXT PRIMARY KEY,  -- "2026", or "2026-Q1"
    begun INTEGER,            -- mediations begun in it; none: not shown
    ended INTEGER,            -- mediations ended in it; none: not shown
    median_days INTEGER       -- of those that ended, from the first day to the last, both counted
)""")


def downgrade() -> None:
    raise NotImplementedError("Figures would then change with the rows behind them.")
