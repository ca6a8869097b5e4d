"""A channel as one tab holds it: its keys by epoch, its entries in order, its running hash."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from tests.client import sealing
from tests.client.encoding import from_text

PAGE_BYTES = 40 * 1024  # before the last
PAGE_ENVELOPES = 200


class HistoryDoesNotMatch(Exception):
    """A post does not open although its epoch's key is known, or a number is missing."""


@dataclass(frozen=True)
class Entry:
    """What an envelope held. `tag_holds` is None where this tab cannot check the author's tag.

    `content` is empty where it was no map.
    """

    number: int
    sender: str
    entry: str
    content: dict[str, Any]
    tag_holds: bool | None


@dataclass
class Channel:
    """`hashes` by number, from `since` on; `starts` (hosts only) by epoch."""

    room: str
    id: str
    epoch: int
    since: int = 0
    keys: dict[int, bytes] = field(default_factory=dict, repr=False)
    epoch_ids: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    hashes: dict[int, bytes] = field(default_factory=dict, repr=False)
    envelopes: dict[int, dict[str, Any]] = field(default_factory=dict, repr=False)
    entries: list[Entry] = field(default_factory=list)
    number: int = 0

    @classmethod
    def made(cls, room: str, channel: str) -> Channel:
        return cls(room, channel, epoch=1, hashes={0: sealing.first_hash(room, channel)})

    @classmethod
    def granted(cls, room: str, key: dict[str, Any]) -> Channel:
        since = key["since"]
        channel = cls(room, key["channel"], key["epoch"], since, number=since)
        channel.hashes[since] = from_text(key["hash"])
        return channel

    @property
    def key(self) -> bytes:
        return self.keys[self.epoch]

    @property
    def head_hash(self) -> bytes:
        return self.hashes[self.number]

    def learn(self, epoch: int, epoch_id: str, key: bytes) -> None:
        self.keys[epoch], self.epoch_ids[epoch] = key, epoch_id
        self.epoch = max(self.epoch, epoch)

    def texts(self) -> list[str]:
        """The messages' texts, in order."""
        return [entry.content["text"] for entry in self.entries if entry.content.get("kind") == "message"]

    def page_after(self, number: int) -> list[dict[str, Any]]:
        """What a server that has lost it is handed: envelopes in a row, as they came."""
        page: list[dict[str, Any]] = []
        size_bytes = 0
        while number + 1 in self.envelopes and len(page) < PAGE_ENVELOPES and size_bytes < PAGE_BYTES:
            number += 1
            page.append(self.envelopes[number])
            size_bytes += len(page[-1]["sealed"])
        return page

    def go_back_to(self, number: int) -> list[Entry]:
        """Drop what came after; the entries that were there."""
        gone = [entry for entry in self.entries if entry.number > number]
        self.entries = [entry for entry in self.entries if entry.number <= number]
        for after in range(number + 1, self.number + 1):
            del self.hashes[after], self.envelopes[after]
        self.number = number
        return gone

    def apply(self, envelope: dict[str, Any], own_keys: dict[str, bytes]) -> Entry | None:
        """The entry, None when it was applied before. `own_keys`: author keys by seat."""
        number, sender, epoch = envelope["number"], envelope["sender"], envelope["epoch"]
        if number <= self.number:
            return None
        if number != self.number + 1:
            raise HistoryDoesNotMatch("a number is missing")
        entry, seen, sealed = envelope["entry"], envelope["seen"], envelope["sealed"]
        before = self.head_hash
        self.number = number
        self.envelopes[number] = {name: value for name, value in envelope.items() if name != "channel"}
        self.hashes[number] = sealing.next_hash(before, number, sender, epoch, entry, seen, sealed)
        if epoch not in self.keys:
            raise HistoryDoesNotMatch("no key for this epoch")
        if seen not in self.hashes:
            raise HistoryDoesNotMatch("the sender had seen what this tab never heard")
        ad = sealing.post_ad(self.room, self.id, epoch, sender, entry, seen, self.hashes[seen])
        try:
            tag, raw = sealing.open_post(self.keys[epoch], ad, sealed)
        except sealing.DoesNotOpen as error:
            raise HistoryDoesNotMatch("a post does not open") from error
        tag_holds = None
        if sender in own_keys:
            tag_holds = hmac.compare_digest(tag, sealing.author_tag(own_keys[sender], self.id, entry, raw))
        content = json.loads(raw)
        self.entries.append(
            Entry(number, sender, entry, content if isinstance(content, dict) else {}, tag_holds)
        )
        return self.entries[-1]
