"""Socket.IO packets in msgpack, as strictly as we speak them: the library sees no stranger's packet."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Container, Mapping
from typing import Any, NoReturn

import engineio.packet
import msgpack
from socketio.msgpack_packet import MsgPackPacket
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT

NAMESPACE = "/"

EVENT_NAME = re.compile(r"[a-z][a-z_]{0,31}", re.ASCII)
# The library calls its own handlers by these names, for whoever sends an event so named.
RESERVED = {"connect", "disconnect", "connect_error"}
LARGEST_ACKNOWLEDGEMENT = 2**53

pack = msgpack.Packer().pack  # msgpack.packb makes a new one each time


class PacketIsMalformed(Exception):
    """Not a packet of this protocol; nobody honest sends one, so the connection is ended."""


class SharedPacket(engineio.packet.Packet):  # type: ignore[misc] # engineio has no types
    """A message that goes to many: the library's own keeps how its first transport encoded it."""

    def __init__(self, message: bytes) -> None:
        self.packet_type, self.data, self.binary = engineio.packet.MESSAGE, message, True

    def encode(self, b64: bool = False) -> str | bytes:
        return "b" + b64encode(self.data).decode("ascii") if b64 else self.data


class StrictPacket(MsgPackPacket):  # type: ignore[misc] # socketio has no types
    """Connect, disconnect and event, in the one namespace that there is."""

    def decode(self, encoded_packet: Any) -> None:
        packet = read_packet(encoded_packet)
        self.packet_type, self.namespace = packet["type"], packet["nsp"]
        self.id, self.data = packet.get("id"), packet.get("data")


def read_packet(encoded: bytes | str, known: Container[str] = ()) -> dict[str, Any]:
    """Its `type`, `nsp`, and for events a sound `data` and perhaps `id`; raises PacketIsMalformed.

    `known`: names that need not be looked at.
    """
    packet = _unpack(encoded)
    kind, data, number = packet.get("type"), packet.get("data"), packet.get("id")
    if kind == EVENT:
        is_numbered = number is None or (type(number) is int and 0 <= number < LARGEST_ACKNOWLEDGEMENT)
        is_sound = is_numbered and isinstance(data, list) and bool(data) and _is_name(data[0], known)
    else:
        is_sound = kind == DISCONNECT or (kind == CONNECT and (data is None or isinstance(data, dict)))
    if type(kind) is not int or packet.get("nsp") != NAMESPACE or not is_sound:
        raise PacketIsMalformed
    return packet


def event_packet(event: str, payload: Mapping[str, Any]) -> SharedPacket:
    return SharedPacket(pack({"type": EVENT, "data": [event, dict(payload)], "nsp": NAMESPACE}))


def acknowledgement(number: int, answer: Mapping[str, Any]) -> SharedPacket:
    return SharedPacket(pack({"type": ACK, "data": [dict(answer)], "nsp": NAMESPACE, "id": number}))


def _is_name(name: Any, known: Container[str]) -> bool:
    return isinstance(name, str) and (
        name in known or (EVENT_NAME.fullmatch(name) is not None and name not in RESERVED)
    )


def _unpack(encoded: Any) -> dict[Any, Any]:
    try:
        packet = msgpack.unpackb(encoded, ext_hook=_refuse_extension)
    except Exception as error:  # whatever the decoder finds wrong with a stranger's bytes
        raise PacketIsMalformed from error
    if not isinstance(packet, dict):
        raise PacketIsMalformed
    return packet


def _refuse_extension(_code: int, _data: bytes) -> NoReturn:
    raise PacketIsMalformed
