"""Every limit of a room, in one place; docs/protocol.md, "Limits". Over one: a named error to the sender."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB

SEALED_BYTES = 64 * KIB  # an envelope's, a whisper's or a signal's sealed content
CHANNEL_BYTES = 16 * MIB
HANDSHAKE_BYTES = 256  # Noise NNpsk0 needs 48 and 80
HALF_BYTES = 256
LIFELINE_BYTES = 96 * KIB  # a room with more (tens of thousands of epochs) does not come back after a restart
HAND_IN_ENVELOPES = 200
CATCH_UP_ENVELOPES = 200
CATCH_UP_BYTES = 1 * MIB

SEATS = 64
CHANNELS = 64
EPOCHS = 1024  # of one channel
CONNECTIONS_OF_DEVICE = 8
CONNECTIONS_OF_SEAT = 32
ROOMS_OF_MEDIATOR = 5

LONGEST_ROOM_SECONDS = 12 * 3600
REHEARSAL_SECONDS = 3600  # then it goes away by itself
AFTER_END_SECONDS = 2 * 3600  # after the announced end
AHEAD_SECONDS = 366 * 24 * 3600  # how long before its end a room may be prepared
PASS_SECONDS = 12 * 3600
GATHER_SECONDS = 10  # how long a room on its way back waits for those who are not there
PAUSE_IN_GATHERING_SECONDS = 3  # who is still handing in is waited for
LONGEST_GATHERING_SECONDS = 120
ADVANCE_SECONDS = 20  # the registry is at most 30 s behind


@dataclass(frozen=True, eq=False)  # each is itself: hashed for every event
class Rate:
    """`per_second` on average, `burst` at once."""

    per_second: float
    burst: int


POSTS = Rate(20, 60)  # posts and signals, of a seat
KNOCKS = Rate(10 / 60, 10)  # of a device
KNOCKS_OF_SEAT = Rate(30 / 60, 30)  # of all devices that are not admitted: a link makes as many as it likes
EVENTS = Rate(100, 400)  # everything together, of a connection: a host whispers to many
