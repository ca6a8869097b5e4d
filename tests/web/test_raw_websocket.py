"""Frames that no websocket client sends: that connection ends, the server says nothing and goes on."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.fixtures.server_process import ServerProcess

TEXT, BINARY, CONTINUATION, CLOSE, PING = 1, 2, 0, 8, 9


@pytest.fixture
def raw(quiet_server: ServerProcess) -> Iterator[socket.socket]:
    """Past the upgrade."""
    address = urlsplit(quiet_server.url)
    assert address.hostname
    assert address.port
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            f"Host: {address.netloc}\r\nOrigin: {quiet_server.url}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(1024)
        assert b" 101 " in answer
        assert b"permessage-deflate" not in answer, "sealed bytes are not compressed"
        yield connection


def frame(content: bytes, kind: int = BINARY, is_last: bool = True, length: int | None = None) -> bytes:
    """RFC 6455, section 5.2, masked; `length` lies about it."""
    size, key = len(content) if length is None else length, b"\x01\x02\x03\x04"
    if size < 126:
        header = struct.pack("!BB", kind | is_last << 7, 0x80 | size)
    elif size < 65536:
        header = struct.pack("!BBH", kind | is_last << 7, 0x80 | 126, size)
    else:
        header = struct.pack("!BBQ", kind | is_last << 7, 0x80 | 127, size)
    return header + key + bytes(octet ^ key[n % 4] for n, octet in enumerate(content))


def has_ended(connection: socket.socket) -> bool:
    """Wait for the end; nothing of ours may be a minute in coming."""
    with contextlib.suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return True


@pytest.mark.parametrize(
    "sent",
    [
        frame(b"x", TEXT),
        frame(b"", TEXT),
        frame(b"9junk", TEXT),
        frame(b"4junk", TEXT),
        frame(b"b!!!", TEXT),
        frame(b"4\xff\xfe", TEXT),
        frame(b"\x81" * 100),
        frame(b"", length=1 << 40),
        frame(b"x", 5),
        frame(b"x", CONTINUATION),
        frame(b"x" * 200, PING),
        frame(b"\x00", CLOSE),
        frame(b"\xff\xffbye", CLOSE),
        b"\x82\x03abc",  # not masked
        b"\xc2\x80\x00\x00\x00\x00",  # compressed
    ],
)
def test_a_frame_that_is_no_packet_ends_the_connection(raw: socket.socket, sent: bytes) -> None:
    """Seen to fail when wsgi.errors is left as it is: eventlet names the client there."""
    raw.sendall(sent)
    assert has_ended(raw)


def test_a_message_in_endless_pieces_is_cut_off(raw: socket.socket) -> None:
    """Seen to fail when BoundedMessage is left out: eventlet limits each piece alone."""
    piece = b"x" * 60_000
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for number in range(200):
            raw.sendall(frame(piece, CONTINUATION if number else BINARY, is_last=False))
        pytest.fail("12 MB were taken")
