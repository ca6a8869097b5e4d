"""A host: opens a room, answers knocks, admits, keeps channels, closes. Drives nothing by itself."""

from __future__ import annotations

import secrets
from typing import Any

from tests.client import derivations, words
from tests.client.attempt import Attempt
from tests.client.channel import Channel
from tests.client.encoding import from_text, new_id, to_text
from tests.client.links import HostLink, PersonalLink
from tests.client.noise import Handshake, prologue
from tests.client.tab import Tab
from tests.client.visitor import Mediator


class Host(Tab):
    def __init__(self, mediator: Mediator, link: HostLink, secret: bytes | None = None) -> None:
        super().__init__(mediator, link.room, derivations.seat_id(link.invitation, 0), 1)
        self.mediator = mediator
        self.link = link
        self.secret = secret or secrets.token_bytes(32)
        self.attempts: dict[str, Attempt] = {}
        self.devices: dict[str, str] = {}
        self.members: dict[str, dict[str, int]] = {}  # channel → seat → since
        self.private: dict[str, str] = {}  # seat → its private meeting

    def open_room(self) -> dict[str, Any]:
        seats = [self._seat(self.link.personal(place.n), place.kind) for place in self.link.places]
        return self.mediator.post_as_mediator(
            "/rooms/open", {"ticket": self.link.ticket, "seats": seats, "host_seat": self.seat}
        )

    def enter(self) -> dict[str, Any]:
        entered = super().enter()
        if entered.get("admitted"):
            self.resume = derivations.resume_secret(self.secret, self.seat, entered["device"])
            self.devices = {seat["seat"]: seat["device"] for seat in entered["seats"] if seat["device"]}
            self.devices[self.seat] = entered["device"]
        return entered

    def restore(self) -> None:
        """After a reload with S and I in hand: every channel again from the log, keys derived anew."""
        for seen in self.entered["channels"]:
            held = self.channels[seen["channel"]] = Channel.made(self.room, seen["channel"])
            for epoch in seen["epochs"]:
                self._learn_epoch(held, epoch["epoch"], epoch["epoch_id"], epoch["start"])
            self.members[held.id] = {member["seat"]: member["since"] for member in seen["members"]}
            self.catch_up(held.id)

    def learn_epochs(self) -> None:
        """Those that began without this tab being told, in channels that it knows."""
        for seen in self.entered["channels"]:
            held = self.channels.get(seen["channel"])
            for epoch in seen["epochs"]:
                if held is not None and epoch["epoch"] not in held.keys:
                    self._learn_epoch(held, epoch["epoch"], epoch["epoch_id"], epoch["start"])

    def own_keys(self) -> dict[str, bytes]:
        """A host can make every seat's author key."""
        return {
            seat: derivations.author_key(derivations.resume_secret(self.secret, seat, device))
            for seat, device in self.devices.items()
        }

    def answer_knock(self, **match: Any) -> Attempt:
        """Wait for a knock and answer it, under R where it is known, else under L alone."""
        return self.answer(self.connection.expect("knock", **match))

    def answer(self, knock: dict[str, Any]) -> Attempt:
        seat, version = knock["seat"], knock["version"]
        link = derivations.link_secret(self.link.invitation, seat, version)
        resume = derivations.resume_secret(self.secret, seat, knock["device"])
        returning = knock["known"] and not knock["bare"]
        psk = derivations.returning_psk(link, resume) if returning else derivations.first_psk(link)
        handshake = Handshake(prologue(self.room, seat, version), psk)
        handshake.read(knock["message"])
        host_nonce = secrets.token_bytes(32)
        message = handshake.write(words.commitment(host_nonce))
        attempt = Attempt(
            knock["attempt"], seat, knock["device"], handshake.split(), host_nonce, bool(returning)
        )
        self.attempts[attempt.id] = attempt
        self.connection.call("answer", attempt=attempt.id, message=message)
        return attempt

    def take_hello(self, attempt: Attempt) -> list[str]:
        """Wait for the hello, reveal the nonce; the safety words."""
        hello = self.hear_from(attempt)
        assert hello["kind"] == "hello"
        attempt.name, attempt.language = hello["name"], hello["language"]
        attempt.words = words.safety_words(
            attempt.split.handshake_hash, from_text(hello["nonce"]), attempt.host_nonce
        )
        self.tell(attempt, {"kind": "reveal", "nonce": to_text(attempt.host_nonce)})
        return attempt.words

    def admit(self, attempt: Attempt) -> None:
        """Admit; open the seat's private meeting; grant."""
        self.connection.call("admit", attempt=attempt.id)
        self.devices[attempt.seat] = attempt.device
        if attempt.seat not in self.private:
            self.private[attempt.seat] = self.make_channel([attempt.seat], kind="private")
        self.grant(attempt)

    def take_resume(self, attempt: Attempt) -> None:
        """A returning tab's first whisper has opened: grant without asking."""
        assert self.hear_from(attempt)["kind"] == "resume"
        self.grant(attempt)

    def grant(self, attempt: Attempt) -> None:
        resume = derivations.resume_secret(self.secret, attempt.seat, attempt.device)
        self.tell(
            attempt,
            {
                "kind": "grant",
                "resume": to_text(resume),
                "hosts": [self.seat],
                "keys": [key for channel in self.members for key in self.keys_for(channel, attempt.seat)],
                "name": attempt.name,
            },
        )

    def keys_for(self, channel: str, seat: str) -> list[dict[str, Any]]:
        """The keys of every epoch that overlaps what the seat may hear."""
        if seat not in self.members[channel]:
            return []
        held, since = self.channels[channel], self.members[channel][seat]
        return [
            {
                "channel": channel,
                "epoch": epoch,
                "epoch_id": held.epoch_ids[epoch],
                "key": to_text(held.keys[epoch]),
                "since": since,
                "hash": to_text(held.hashes[since]),
            }
            for epoch in sorted(held.keys)
            if epoch == held.epoch or held.starts[epoch + 1] > since
        ]

    def make_channel(
        self,
        seats: list[str],
        kind: str = "caucus",
        title: str = "",
        listeners: tuple[str, ...] = (),
        needs_host: bool = False,
    ) -> str:
        """A new channel with these seats; the roster is its first entry. send_keys whispers its keys."""
        channel, epoch_id = new_id(), new_id()
        members = [{"seat": seat, "listens": seat in listeners} for seat in [*seats, *listeners]]
        self.connection.call(
            "channel_make", channel=channel, epoch_id=epoch_id, members=members, needs_host=needs_host
        )
        held = self.channels[channel] = Channel.made(self.room, channel)
        self._learn_epoch(held, 1, epoch_id, 0)
        self.members[channel] = dict.fromkeys([*seats, *listeners], 0)
        people = [{"seat": seat, "name": self._name(seat), "role": "party", "side": None} for seat in seats]
        self.post(channel, {"kind": "roster", "channel": kind, "title": title, "people": people})
        return channel

    def open_joint(self, seats: list[str], listeners: tuple[str, ...] = ()) -> str:
        channel = self.make_channel(seats, kind="joint", listeners=listeners, needs_host=True)
        self.send_keys(channel)
        return channel

    def change_channel(
        self, channel: str, add: list[str] | None = None, remove: list[str] | None = None, **options: Any
    ) -> None:
        """Add and remove seats under a new epoch. options: from_start, listens."""
        held, epoch_id = self.channels[channel], new_id()
        from_start = options.get("from_start", False)
        added = [
            {"seat": seat, "listens": options.get("listens", False), "from_start": from_start}
            for seat in add or []
        ]
        answer = self.connection.call(
            "channel_change",
            channel=channel, expect=held.epoch, epoch_id=epoch_id, add=added, remove=remove or [],
        )  # fmt: skip
        self.catch_up(channel)
        self._learn_epoch(held, answer["epoch"], epoch_id, answer["start"])
        for seat in remove or []:
            self.members[channel].pop(seat, None)
        for seat in add or []:
            self.members[channel][seat] = 0 if from_start else answer["start"]

    def send_keys(self, channel: str) -> None:
        """Whisper the channel's keys to every member whose handshake this host holds."""
        for attempt in self.attempts.values():
            keys = self.keys_for(channel, attempt.seat)
            if keys:
                self.tell(attempt, {"kind": "keys", "hosts": [self.seat], "keys": keys})

    def remove(self, seat: str) -> None:
        """Shut a seat out, then change the keys of what it could read."""
        self.connection.call("remove", seat=seat)
        self.attempts = {id: attempt for id, attempt in self.attempts.items() if attempt.seat != seat}
        for channel, members in self.members.items():
            if members.pop(seat, None) is not None:
                self.change_channel(channel)

    def replace_link(self, n: int) -> PersonalLink:
        """A new version of a seat's link; the former is worth nothing."""
        place = next(place for place in self.link.places if place.n == n)
        place.version += 1
        link = self.link.personal(n)
        fields = {**self._seat(link, place.kind), "proof_hash": derivations.proof_hash(link.secret)}
        self.connection.call("seat_set", **fields)
        return link

    def begin(self) -> str:
        reference: str = self.connection.call("begin")["reference"]
        return reference

    def close_room(self) -> None:
        """Begin the countdown and wait for the end."""
        self.connection.call("close_begin")
        self.connection.expect("closed")

    def tell(self, attempt: Attempt, content: dict[str, Any]) -> None:
        self.whisper(attempt.id, attempt.seat, attempt.split.responder_key, content)

    def hear_from(self, attempt: Attempt) -> dict[str, Any]:
        return self.hear_whisper(attempt.id, attempt.seat, attempt.split.initiator_key)

    def _seat(self, link: PersonalLink, kind: str) -> dict[str, Any]:
        proof_hash = to_text(derivations.proof_hash(link.secret))
        return {"seat": link.seat, "version": link.version, "kind": kind, "proof_hash": proof_hash}

    def _name(self, seat: str) -> str:
        return next((attempt.name for attempt in self.attempts.values() if attempt.seat == seat), "")

    def _learn_epoch(self, held: Channel, epoch: int, epoch_id: str, start: int) -> None:
        held.learn(epoch, epoch_id, derivations.channel_key(self.secret, held.id, epoch, epoch_id))
        held.starts[epoch] = self.starts[held.id] = start
