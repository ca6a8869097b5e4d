"""What is kept, in full. The comments are the privacy policy; SQLite stores them beside the tables."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    bytes_type = "BYTEA" if is_postgresql else "BLOB"
    time_type = "TIMESTAMP WITH TIME ZONE" if is_postgresql else "TIMESTAMP"

    op.execute("""
CREATE TABLE accounts (
    -- Those who work for the office. The people of a mediation have no account and no row, here or elsewhere.
    -- There is no address, no e-mail, no date of creation, no date of the last sign-in.
    id TEXT PRIMARY KEY,          -- random
    name TEXT NOT NULL UNIQUE,    -- what the person is called at the office, and signs in with
    kind TEXT NOT NULL CHECK (kind IN ('mediator', 'head')),
    password_hash TEXT NOT NULL,  -- Argon2id with its own salt; the password itself is never stored
    locked BOOLEAN NOT NULL       -- may not sign in
)""")
    op.execute(f"""
CREATE TABLE mediations (
    -- That a mediation took place, and when: what a certificate of its dates needs (Standards of
    -- Practice 3.8). There is no title, no name, no party, no link, no message, no option, no outcome,
    -- no number of sessions, no list of certificates issued.
    reference TEXT PRIMARY KEY,   -- random; it says nothing
    mediator TEXT NOT NULL REFERENCES accounts (id),
    started_at {time_type} NOT NULL,  -- UTC; when the mediation began
    ended_at {time_type} NOT NULL,    -- UTC; the last moment a mediator and someone else were both present
    has_ended BOOLEAN NOT NULL,   -- the mediator has said that it is over, and confirmed the day
    signature {bytes_type} NOT NULL  -- over the five above, so that a changed row is noticed
)""")
    op.execute("CREATE INDEX mediations_of_mediator ON mediations (mediator)")
    op.execute("""
CREATE TABLE destroyed_counts (
    -- How many rows of mediations were destroyed by age, so that the yearly figures stay right.
    -- Nothing else of them.
    year INTEGER PRIMARY KEY,     -- in which the mediation began
    count INTEGER NOT NULL
)""")


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first tables.")
