"""Pieces of bytes from one process of ours to another, each with its length before it. Knows no content."""

from __future__ import annotations

import socket

LENGTH_BYTES = 4
LARGEST_PART = 1 << 16


def send_frame(line: socket.socket, content: bytes) -> None:
    """Raises OSError when the other end is gone."""
    line.sendall(len(content).to_bytes(LENGTH_BYTES, "big") + content)


def receive_frame(line: socket.socket) -> bytes:
    """The next, whole; raises OSError when the other end is gone."""
    return _receive(line, int.from_bytes(_receive(line, LENGTH_BYTES), "big"))


def _receive(line: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = line.recv(min(size, LARGEST_PART))
        if not part:
            raise ConnectionResetError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
