"""Socket.IO packets in msgpack, as strictly as we speak them: the library sees no stranger's packet."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import msgpack
from socketio.msgpack_packet import MsgPackPacket
from socketio.packet import CONNECT, DISCONNECT, EVENT

EVENT_NAME = re.compile(r"[a-z][a-z_]{0,31}", re.ASCII)
# The library calls its own handlers by these names, for whoever sends an event so named.
RESERVED = {"connect", "disconnect", "connect_error"}
LARGEST_ACKNOWLEDGEMENT = 2**53


class PacketIsMalformed(Exception):
    """Not a packet of this protocol; nobody honest sends one, so the connection is ended."""


class StrictPacket(MsgPackPacket):  # type: ignore[misc]
    """Connect, disconnect and event, in the one namespace that there is."""

    def decode(self, encoded_packet: Any) -> None:
        packet = _unpack(encoded_packet)
        self.packet_type, self.namespace = packet.get("type"), packet.get("nsp")
        self.id, self.data = packet.get("id"), packet.get("data")
        if type(self.packet_type) is not int or self.namespace != "/" or not self._is_sound():
            raise PacketIsMalformed

    def _is_sound(self) -> bool:
        if self.packet_type == CONNECT:
            return self.data is None or isinstance(self.data, dict)
        if self.packet_type == EVENT:
            is_numbered = self.id is None or (type(self.id) is int and 0 <= self.id < LARGEST_ACKNOWLEDGEMENT)
            return is_numbered and isinstance(self.data, list) and bool(self.data) and _is_name(self.data[0])
        return bool(self.packet_type == DISCONNECT)


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and EVENT_NAME.fullmatch(name) is not None and name not in RESERVED


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
