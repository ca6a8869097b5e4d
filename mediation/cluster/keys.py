"""What everything is called in Redis. Ids are random and say nothing; nothing comes from a person."""

from __future__ import annotations

OPEN = b"open"  # a set: ids of all open rooms
ROOM_KEYS = b"keys"  # a hash: mark of a room's key → its 64 bytes; also the channel on which they are told
GENERATION = b"generation"  # random: another one, and Redis has forgotten everything in between


def room(room_id: str) -> bytes:
    """Of its value, and of the channel on which every change is published."""
    return b"room:" + room_id.encode()


def closed(room_id: str) -> bytes:
    return b"closed:" + room_id.encode()


def adding(room_id: str) -> bytes:
    """While it is there, a server brings the room back."""
    return b"adding:" + room_id.encode()


def channels(room_id: str) -> bytes:
    """A hash: channel id → value."""
    return b"channels:" + room_id.encode()


def order(room_id: str) -> bytes:
    """A list: ids of channels as they were added."""
    return b"order:" + room_id.encode()


def log(room_id: str, channel_id: str) -> bytes:
    """A stream: envelopes under their numbers."""
    return channels(room_id) + b":log:" + channel_id.encode()


def numbers(room_id: str, channel_id: str) -> bytes:
    """A hash: an entry's name → its number."""
    return channels(room_id) + b":numbers:" + channel_id.encode()


def of_account(account: str) -> bytes:
    """A set: ids of its open rooms."""
    return b"account:" + account.encode()


def server(name: str) -> bytes:
    """While it is there, that server lives; also the channel on which it is told things."""
    return b"server:" + name.encode()
