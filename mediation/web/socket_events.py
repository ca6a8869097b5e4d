"""Every event that a tab may send: its fields, and what of rooms/ it asks. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mediation.rooms.gathering import HandedIn
from mediation.rooms.hosting import Adding
from mediation.rooms.limits import HAND_IN_ENVELOPES
from mediation.rooms.rooms import Rooms
from mediation.web.shapes import (
    Shape,
    fields,
    flag,
    hash_octets,
    identifier,
    kind,
    maybe,
    number,
    octets,
    several,
    version,
)

# Given the rooms, the room's id and the connection's, and the fields by name; gives the acknowledgement.
Answer = Callable[..., dict[str, Any]]

EVENTS: dict[str, tuple[Shape, Answer]] = {}
NEVER_WAIT = frozenset({"post", "signal"})  # they ask for nothing but what the rooms' store keeps


def on(event: str, **shape: Any) -> Callable[[Answer], Answer]:
    def register(answer: Answer) -> Answer:
        EVENTS[event] = shape, answer
        return answer

    return register


# Coming in


@on("enter")
def enter(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    return rooms.door.enter(room, tab)


@on("half_put", half=octets)
def half_put(rooms: Rooms, room: str, tab: str, half: bytes) -> dict[str, Any]:
    rooms.door.half_put(room, tab, half)
    return {}


@on("half_get")
def half_get(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    return {"half": rooms.door.half_get(room, tab)}


@on("knock", message=octets, bare=flag)
def knock(rooms: Rooms, room: str, tab: str, message: bytes, bare: bool) -> dict[str, Any]:
    rooms.lobby.knock(room, tab, message, bare)
    return {}


@on("answer", attempt=identifier, message=maybe(octets))
def answer(rooms: Rooms, room: str, tab: str, attempt: str, message: bytes | None) -> dict[str, Any]:
    rooms.lobby.answer(room, tab, attempt, message)
    return {}


@on("whisper", attempt=identifier, box=octets)
def whisper(rooms: Rooms, room: str, tab: str, attempt: str, box: bytes) -> dict[str, Any]:
    rooms.lobby.whisper(room, tab, attempt, box)
    return {}


@on("admit", attempt=identifier)
def admit(rooms: Rooms, room: str, tab: str, attempt: str) -> dict[str, Any]:
    rooms.lobby.admit(room, tab, attempt)
    return {}


@on("refuse", attempt=identifier)
def refuse(rooms: Rooms, room: str, tab: str, attempt: str) -> dict[str, Any]:
    rooms.lobby.refuse(room, tab, attempt)
    return {}


# Coming back after the server's restart


@on("lifeline_kept", revision=number)
def lifeline_kept(rooms: Rooms, room: str, tab: str, revision: int) -> dict[str, Any]:
    rooms.lifeline_kept(room, tab, revision)
    return {}


@on("restore", lifeline=octets)
def restore(rooms: Rooms, room: str, tab: str, lifeline: bytes) -> dict[str, Any]:
    rooms.restoration.restore(room, tab, lifeline)
    return {}


@on(
    "hand_in",
    channel=identifier,
    before=hash_octets,
    envelopes=several(
        fields(
            HandedIn,
            number=version,
            sender=identifier,
            epoch=number,
            entry=identifier,
            seen=number,
            sealed=octets,
            life=number,
            mac=hash_octets,
        ),
        HAND_IN_ENVELOPES,
    ),
)
def hand_in(rooms: Rooms, room: str, tab: str, channel: str, **handed_in: Any) -> dict[str, Any]:
    head = rooms.restoration.hand_in(room, tab, channel, handed_in["before"], handed_in["envelopes"])
    return {"head": head}


@on("handed_in")
def handed_in(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    rooms.restoration.handed_in(room, tab)
    return {}


# Relay


@on("post", channel=identifier, entry=identifier, epoch=number, seen=number, sealed=octets)
def post(rooms: Rooms, room: str, tab: str, **post: Any) -> dict[str, Any]:
    return {
        "number": rooms.relay.post(
            room, tab, post["channel"], post["entry"], post["epoch"], post["seen"], post["sealed"]
        )
    }


@on("catch_up", channel=identifier, after=number)
def catch_up(rooms: Rooms, room: str, tab: str, channel: str, after: int) -> dict[str, Any]:
    return rooms.relay.catch_up(room, tab, channel, after)


@on("signal", channel=identifier, box=octets)
def signal(rooms: Rooms, room: str, tab: str, channel: str, box: bytes) -> dict[str, Any]:
    rooms.relay.signal(room, tab, channel, box)
    return {}


# Hosts


@on(
    "channel_make",
    channel=identifier,
    epoch_id=identifier,
    members=several(fields(Adding, seat=identifier, listens=flag)),
    needs_host=flag,
)
def channel_make(
    rooms: Rooms, room: str, tab: str, channel: str, epoch_id: str, members: list[Adding], needs_host: bool
) -> dict[str, Any]:
    return {"epoch": rooms.hosting.channel_make(room, tab, channel, epoch_id, members, needs_host)}


@on(
    "channel_change",
    channel=identifier,
    expect=number,
    epoch_id=identifier,
    add=several(fields(Adding, seat=identifier, listens=flag, from_start=flag)),
    remove=several(identifier),
)
def channel_change(rooms: Rooms, room: str, tab: str, channel: str, **change: Any) -> dict[str, Any]:
    epoch = rooms.hosting.channel_change(
        room, tab, channel, change["expect"], change["epoch_id"], change["add"], change["remove"]
    )
    return {"epoch": epoch.number, "start": epoch.start}


@on("channel_set", channel=identifier, held=flag, needs_host=flag)
def channel_set(
    rooms: Rooms, room: str, tab: str, channel: str, held: bool, needs_host: bool
) -> dict[str, Any]:
    rooms.hosting.channel_set(room, tab, channel, held, needs_host)
    return {}


@on("seat_set", seat=identifier, version=version, kind=kind, proof_hash=maybe(hash_octets))
def seat_set(rooms: Rooms, room: str, tab: str, seat: str, **link: Any) -> dict[str, Any]:
    rooms.hosting.seat_set(room, tab, seat, link["version"], link["kind"], link["proof_hash"])
    return {}


@on("remove", seat=identifier)
def remove(rooms: Rooms, room: str, tab: str, seat: str) -> dict[str, Any]:
    rooms.hosting.remove(room, tab, seat)
    return {}


@on("take_over")
def take_over(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    rooms.hosting.take_over(room, tab)
    return {}


@on("begin")
def begin(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    return {"reference": rooms.lifecycle.begin(room, tab)}


@on("close_begin")
def close_begin(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    return {"seconds": rooms.lifecycle.close_begin(room, tab)}


@on("close_cancel")
def close_cancel(rooms: Rooms, room: str, tab: str) -> dict[str, Any]:
    rooms.lifecycle.close_cancel(room, tab)
    return {}
