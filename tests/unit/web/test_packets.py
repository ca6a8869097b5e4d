from __future__ import annotations

from typing import Any

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.web.packets import PacketIsMalformed, StrictPacket


def read(packet: dict[Any, Any]) -> StrictPacket:
    return StrictPacket(encoded_packet=msgpack.packb(packet))


def test_the_packets_of_the_protocol_are_read() -> None:
    event = read({"type": 2, "nsp": "/", "id": 7, "data": ["post", {"sealed": b"\x00"}]})
    assert (event.id, event.data) == (7, ["post", {"sealed": b"\x00"}])
    assert read({"type": 0, "nsp": "/", "data": {"room": "r"}}).data == {"room": "r"}
    assert read({"type": 0, "nsp": "/"}).data is None
    assert read({"type": 1, "nsp": "/", "data": None}).packet_type == 1
    assert read({"type": 2, "nsp": "/", "data": ["enter"], "options": {"compress": True}}).id is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": 3, "nsp": "/", "id": 1, "data": []},  # nothing of ours waits for an acknowledgement
        {"type": 4, "nsp": "/", "data": "error"},
        {"type": 5, "nsp": "/", "data": ["post"]},
        {"type": True, "nsp": "/", "data": None},
        {"type": 2.0, "nsp": "/", "data": ["post"]},
        {"nsp": "/", "data": ["post"]},
        {"type": 2, "nsp": "/admin", "data": ["post"]},
        {"type": 2, "nsp": {}, "data": ["post"]},
        {"type": 2, "nsp": "/", "data": []},
        {"type": 2, "nsp": "/", "data": {"0": "post"}},
        {"type": 2, "nsp": "/", "data": [{}]},
        {"type": 2, "nsp": "/", "data": ["*"]},
        {"type": 2, "nsp": "/", "data": ["connect", {}]},
        {"type": 2, "nsp": "/", "data": ["disconnect"]},
        {"type": 2, "nsp": "/", "data": ["post\n"]},
        {"type": 2, "nsp": "/", "id": -1, "data": ["post"]},
        {"type": 2, "nsp": "/", "id": "1", "data": ["post"]},
        {"type": 2, "nsp": "/", "id": 2**53, "data": ["post"]},
        {"type": 2, "nsp": "/", "data": ["post", msgpack.ExtType(5, b"")]},
        {"type": 0, "nsp": "/", "data": "room"},
    ],
)
def test_any_other_packet_is_malformed(wrong: dict[Any, Any]) -> None:
    with pytest.raises(PacketIsMalformed):
        read(wrong)


@given(st.binary())
def test_any_other_bytes_are_malformed(encoded: bytes) -> None:
    if not encoded:
        return
    try:
        StrictPacket(encoded_packet=encoded)
    except PacketIsMalformed:
        return
    raise AssertionError("a packet by chance")


@pytest.mark.parametrize("encoded", ["2[]", "4", b"\x81" * 5000, b"\xdd\xff\xff\xff\xff", b"\x90"])
def test_text_depth_and_lies_about_length_are_malformed(encoded: str | bytes) -> None:
    with pytest.raises(PacketIsMalformed):
        StrictPacket(encoded_packet=encoded)
