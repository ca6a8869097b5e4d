"""What a member's tab and a host's tab have in common: a socket, a seat, and channels whose keys it holds."""

from __future__ import annotations

import json
from typing import Any

from tests.client import sealing
from tests.client.channel import Channel, Entry
from tests.client.connection import Connection
from tests.client.derivations import author_key
from tests.client.encoding import new_id, to_json
from tests.client.visitor import Visitor


class Tab:
    def __init__(self, visitor: Visitor, room: str, seat: str, version: int) -> None:
        self.visitor = visitor
        self.room = room
        self.seat = seat
        self.version = version
        self.channels: dict[str, Channel] = {}
        self.resume: bytes = b""
        self.starts: dict[str, int] = {}  # channel → where its present epoch begins
        self.entered: dict[str, Any] = {}
        self.life = 0
        self.lifeline = b""  # a host's
        self.owed: dict[str, list[Entry]] = {}  # channel → own entries that a restart has lost
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        assert self._connection is not None, "connect first"
        return self._connection

    def connect(self, **options: Any) -> dict[str, Any]:
        """Connect with the pass and enter; what `enter` answered."""
        self._connection = self.visitor.connect(self.room, self.seat, **options)
        return self.enter()

    def enter(self) -> dict[str, Any]:
        self.entered = self.connection.call("enter")
        for seen in self.entered.get("channels", []):
            self.starts[seen["channel"]] = seen["start"]
        if self.entered.get("admitted"):
            self._rejoin(self.entered["life"])
        return self.entered

    def _rejoin(self, life: int) -> None:
        """After a restart: what only this tab had is not in the room any more; its own goes again."""
        if self.life and life > self.life:
            for seen in self.entered["channels"]:
                held = self.channels.get(seen["channel"])
                begun = min(seen["lives"][self.life - 1 :], default=held.number if held else 0)
                if held is not None and begun < held.number:
                    lost = [entry for entry in held.go_back_to(begun) if entry.sender == self.seat]
                    self.owed[held.id] = [*lost, *self.owed.get(held.id, [])]
        self.life = life
        self.send_owed()

    def send_owed(self) -> None:
        """Until each has been acknowledged, whatever comes in between. Raises Refused."""
        present = {seen["channel"]: seen["epoch"] for seen in self.entered["channels"]}
        for channel, owed in self.owed.items():
            held = self.channels[channel]
            if not owed or present.get(channel) not in held.keys:
                continue  # its key is yet to be whispered
            self.catch_up(channel)
            while owed:
                if owed[0].entry not in {entry.entry for entry in held.entries}:
                    again = self.seal_post(channel, owed[0].content, entry=owed[0].entry)
                    self.connection.call("post", **again)
                owed.pop(0)

    def bring_back(self) -> None:
        """`enter` said that the room is on its way back: help, until it is there."""
        if self.lifeline:
            self.connection.call("restore", lifeline=self.lifeline)
        self.connection.expect("restoring")
        self.hand_in_all()
        self.connection.expect("restored")
        self.enter()

    def hand_in_all(self) -> None:
        for held in self.channels.values():
            number = self._hand_in(held, 0, [])
            while page := held.page_after(number):
                number = self._hand_in(held, page[0]["number"] - 1, page)
        self.connection.call("handed_in")

    def _hand_in(self, held: Channel, after: int, page: list[dict[str, Any]]) -> int:
        """From which number to go on."""
        before = held.hashes.get(after, bytes(32))
        answer = self.connection.call("hand_in", channel=held.id, before=before, envelopes=page)
        return max(after + len(page), int(answer["head"]), held.since)

    def keep_lifeline(self) -> None:
        """Take the newest that came, and say so."""
        told = self.connection.unread("lifeline")
        if told:
            self.lifeline = told[-1]["lifeline"]
            self.connection.call("lifeline_kept", revision=max(one["revision"] for one in told))

    def disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def own_keys(self) -> dict[str, bytes]:
        """Author keys by seat, of those this tab can check."""
        return {self.seat: author_key(self.resume)} if self.resume else {}

    def seal_post(self, channel: str, content: dict[str, Any] | bytes, **wrong: Any) -> dict[str, Any]:
        """The fields of a `post`; `wrong` puts other values for epoch, entry or seen, sealed consistently.

        content as bytes: in place of the JSON of a map.
        """
        held = self.channels[channel]
        fields = {"channel": channel, "entry": new_id(), "epoch": held.epoch, "seen": held.number, **wrong}
        entry, epoch, seen = fields["entry"], fields["epoch"], fields["seen"]
        raw = content if isinstance(content, bytes) else to_json(content)
        ad = sealing.post_ad(
            self.room, channel, epoch, self.seat, entry, seen, held.hashes.get(seen, held.head_hash)
        )
        tag = sealing.author_tag(author_key(self.resume), channel, entry, raw)
        fields["sealed"] = sealing.seal_post(held.keys.get(epoch, held.key), ad, tag, raw)
        return fields

    def post(self, channel: str, content: dict[str, Any] | bytes, **wrong: Any) -> int:
        """Post under the present epoch; the number it got. Raises Refused. The rest as in seal_post."""
        self.listen()
        if self.channels[channel].number < self.starts.get(channel, 0):
            self.catch_up(channel)
        number = self.connection.call("post", **self.seal_post(channel, content, **wrong))["number"]
        assert isinstance(number, int)
        return number

    def say(self, channel: str, text: str) -> int:
        return self.post(channel, {"kind": "message", "text": text})

    def signal(self, channel: str, content: dict[str, Any]) -> None:
        held = self.channels[channel]
        ad = sealing.signal_ad(self.room, channel, held.epoch, self.seat)
        self.connection.call("signal", channel=channel, box=sealing.seal_json(held.key, ad, content))

    def open_signal(self, fields: dict[str, Any]) -> dict[str, Any]:
        key = self.channels[fields["channel"]].keys[fields["epoch"]]
        ad = sealing.signal_ad(self.room, fields["channel"], fields["epoch"], fields["sender"])
        return sealing.open_json(key, ad, fields["box"])

    def apply(self, envelope: dict[str, Any]) -> Entry | None:
        return self.channels[envelope["channel"]].apply(envelope, self.own_keys())

    def listen(self) -> None:
        """Apply everything that has come for the channels whose keys are held."""
        for seen in self.connection.unread("channel"):
            self.starts[seen["channel"]] = seen["start"]
        for channel in self.channels:
            for envelope in self.connection.unread("envelope", channel=channel):
                self.apply(envelope)

    def hear(self, channel: str, text: str) -> Entry:
        """Wait until a message with that text has been applied; raises NothingHeard."""
        while True:
            self.listen()
            for entry in self.channels[channel].entries:
                if entry.content.get("text") == text:
                    return entry
            self.apply(self.connection.expect("envelope", channel=channel))

    def hear_entry(self, channel: str, kind: str, **match: Any) -> Entry:
        """Wait for the first entry of that kind whose fields match."""
        wanted = {"kind": kind, **match}
        while True:
            self.listen()
            for entry in self.channels[channel].entries:
                if wanted.items() <= entry.content.items():
                    return entry
            self.apply(self.connection.expect("envelope", channel=channel))

    def catch_up(self, channel: str) -> None:
        """Fetch and apply everything up to the server's head."""
        held = self.channels[channel]
        while True:
            answer = self.connection.call("catch_up", channel=channel, after=held.number)
            for envelope in answer["envelopes"]:
                self.apply({"channel": channel, **envelope})
            if held.number >= answer["head"]:
                return

    def whisper(self, attempt: str, seat: str, key: bytes, content: dict[str, Any]) -> None:
        box = sealing.seal_json(key, sealing.whisper_ad(self.room, seat, attempt), content)
        self.connection.call("whisper", attempt=attempt, box=box)

    def hear_whisper(self, attempt: str, seat: str, key: bytes) -> dict[str, Any]:
        box = self.connection.expect("whisper", attempt=attempt)["box"]
        ad = sealing.whisper_ad(self.room, seat, attempt)
        return json.loads(sealing.open_sealed(key, ad, box))  # type: ignore[no-any-return]
