"""What a room refuses, and the name under which the sender hears of it. An error carries nothing else.

RoomError
 ├── Malformed         ├── TooLarge          ├── TooFast
 ├── NotAllowed        ├── StaleEpoch        ├── Conflict
 ├── ChannelIsHeld     ├── NoHostIsHere      ├── ChannelIsFull
 ├── TooMany           ├── RoomIsClosed      └── RoomIsRestoring
"""

from __future__ import annotations

from typing import ClassVar


class RoomError(Exception):
    """`name`: as in docs/protocol.md, under "Events"."""

    name: ClassVar[str]


class Malformed(RoomError):
    """Not the shape that docs/protocol.md gives."""

    name = "malformed"


class TooLarge(RoomError):
    """Longer than a limit allows."""

    name = "too_large"


class TooFast(RoomError):
    """More in a short time than one sender may send."""

    name = "too_fast"


class NotAllowed(RoomError):
    """Not this sender's to do; or it does not exist, as far as the sender may know."""

    name = "not_allowed"


class StaleEpoch(RoomError):
    """The channel has gone on to another epoch: catch up, seal again."""

    name = "stale_epoch"


class Conflict(RoomError):
    """Somebody else changed it first, or it is there already."""

    name = "conflict"


class ChannelIsHeld(RoomError):
    """A mediator has paused the channel."""

    name = "held"


class NoHostIsHere(RoomError):
    """The channel needs a mediator, and none is connected."""

    name = "no_host"


class ChannelIsFull(RoomError):
    name = "channel_full"


class TooMany(RoomError):
    """More seats, channels, epochs, connections or rooms than there may be."""

    name = "too_many"


class RoomIsClosed(RoomError):
    name = "closed"


class RoomIsRestoring(RoomError):
    """The server was restarted, and the room is on its way back."""

    name = "restoring"
