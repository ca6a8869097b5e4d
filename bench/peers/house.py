"""This server as it is, but for two things: rooms are open when it starts, and nobody posts too fast for it.

`python -m bench.peers.house ROOMS MEMBERS`. What members bring (pass, room, seat) and ask is checked as ever,
and every event is counted, against limits that a benchmark does not reach. Prints one line of JSON.
"""

from mediation.freed_memory import begin_anew

begin_anew()

import warnings

warnings.filterwarnings("ignore", message="\nEventlet is deprecated")
import eventlet

eventlet.monkey_patch()

from mediation.rooms import limits

limits.POSTS = limits.EVENTS = limits.Rate(1e9, 10**9)
limits.CHANNEL_BYTES = 1 << 40

import json
import os
import sys
import time
from typing import Any

from mediation import app
from mediation.config import Settings
from mediation.keys import read_or_make_key
from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.derivations import new_id
from mediation.rooms.envelope import first_hash
from mediation.rooms.passes import Pass, write_pass
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat
from mediation.serving import process

HOUR_SECONDS = 3600


def open_room(members: int) -> tuple[Room, Channel]:
    """A host and parties, each admitted to its seat, and the joint session."""
    seats = [Seat(new_id(), 1, "host", device=new_id(), is_opening_hosts=True)]
    seats += [Seat(new_id(), 1, "party", bytes(32), new_id()) for _ in range(members - 1)]
    now = time.time()
    room = Room(
        id=new_id(), opening=new_id(), account="bench", mediation="new", reference=None, opened_at=now,
        limit_at=now + HOUR_SECONDS, mac_key=bytes(32), seats={seat.id: seat for seat in seats},
    )  # fmt: skip
    channel = new_id()
    listening = {seat.id: Listening(False, 0) for seat in seats[1:]}
    return room, Channel(channel, listening, (Epoch(1, new_id(), 0),), False, first_hash(room.id, channel))


def admitted(server_key: bytes, room: Room, channel: Channel) -> list[dict[str, str]]:
    """What the tabs of a room bring."""
    return [
        {
            "room": room.id,
            "seat": seat.id,
            "channel": channel.id,
            "cookie": f"seat-{seat.id}="
            + write_pass(server_key, Pass(room.id, room.opening, seat.id, 1, str(seat.device))),
        }
        for seat in room.seats.values()
    ]


def main(rooms: int, members: int) -> int:
    def create(settings: Settings, concurrency: Any, desk: Any) -> app.Application:
        application = app.create_app(settings, concurrency, desk)
        server_key = read_or_make_key(settings.instance / "server.key")
        listed = []
        for _ in range(rooms):
            room, channel = open_room(members)
            application.rooms.lifelines.store.add(room, [(channel, [])])
            listed += admitted(server_key, room, channel)
        told = json.dumps(
            {"port": settings.port, "members": listed, "first_link": application.first_enrolment_link()}
        )
        os.write(1, told.encode() + b"\n")  # a server prints nothing but what its log says
        return application

    process.create_app = create  # type: ignore[assignment, attr-defined] # imported there
    return process.main()


if __name__ == "__main__":
    sys.exit(main(*(int(number) for number in sys.argv[1:])))
