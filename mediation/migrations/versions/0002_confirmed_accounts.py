"""Accounts are confirmed by a colleague."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    bytes_type, none = ("BYTEA", "''::bytea") if is_postgresql else ("BLOB", "x''")

    # A MAC over id, kind and password_hash: whether the account is locked for want of a colleague's word.
    op.execute(f"ALTER TABLE accounts ADD COLUMN confirmation {bytes_type} NOT NULL DEFAULT {none}")


def downgrade() -> None:
    raise NotImplementedError("Accounts that nobody confirmed would count as confirmed.")
