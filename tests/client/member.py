"""A member: opens a personal link, knocks, compares words, is admitted, takes part, comes back."""

from __future__ import annotations

import secrets
from typing import Any

from tests.client import sealing, words
from tests.client.channel import Channel
from tests.client.derivations import first_psk, returning_psk
from tests.client.encoding import from_text, to_text
from tests.client.links import PersonalLink
from tests.client.noise import Handshake, Split, prologue
from tests.client.tab import Tab
from tests.client.visitor import Visitor


class CommitmentIsBroken(Exception):
    """The host's nonce is not the one it had committed itself to: someone stands in the middle."""


class Member(Tab):
    def __init__(self, visitor: Visitor, link: PersonalLink, name: str = "", language: str = "en") -> None:
        super().__init__(visitor, link.room, link.seat, link.version)
        self.link = link
        self.name = name
        self.language = language
        self.attempt = ""
        self.words: list[str] = []
        self.has_compared = False  # the host says that the words were compared
        self.hosts: list[str] = []
        self.grant: dict[str, Any] = {}
        self._nonce = b""
        self._commitment = b""
        self._handshake: Handshake | None = None
        self._split: Split | None = None

    @property
    def split(self) -> Split:
        assert self._split is not None, "the host has not answered yet"
        return self._split

    def arrive(self, **options: Any) -> dict[str, Any]:
        """Open the link: post the proof, connect, enter."""
        self.visitor.join(self.link)
        return self.connect(**options)

    def knock(self, bare: bool = False) -> None:
        """Under R when this tab has it, unless `bare`."""
        returning = bool(self.resume) and not bare
        psk = returning_psk(self.link.secret, self.resume) if returning else first_psk(self.link.secret)
        self._handshake = Handshake(prologue(self.room, self.seat, self.version), psk)
        self.connection.call("knock", message=self._handshake.write(), bare=bare)

    def take_answer(self) -> None:
        """Wait for the host's answer; raises HandshakeDoesNotHold."""
        assert self._handshake is not None, "knock first"
        answer = self.connection.expect("answer")
        self._commitment = self._handshake.read(answer["message"])
        self.attempt = answer["attempt"]
        self._split = self._handshake.split()

    def say_hello(self) -> None:
        self._nonce = secrets.token_bytes(32)
        self.tell(
            {
                "kind": "hello",
                "nonce": to_text(self._nonce),
                "name": self.name,
                "language": self.language,
                "accepted": True,
            }
        )

    def check_reveal(self) -> list[str]:
        """Wait for the host's nonce; the safety words. Raises CommitmentIsBroken."""
        host_nonce = from_text(self.hear_from_host("reveal")["nonce"])
        if words.commitment(host_nonce) != self._commitment:
            raise CommitmentIsBroken
        self.words = words.safety_words(self.split.handshake_hash, self._nonce, host_nonce)
        return self.words

    def come_in(self) -> None:
        """Once admitted: enter again and take the grant."""
        self.connection.expect("admitted")
        self.enter()
        self.take_grant()

    def take_grant(self) -> None:
        self.grant = self.hear_from_host("grant")
        self.resume = from_text(self.grant["resume"])
        self._take_keys(self.grant)

    def take_keys(self) -> None:
        """Wait for keys of a new epoch or channel."""
        self._take_keys(self.hear_from_host("keys"))

    def find_channel(self, kind: str, title: str = "") -> str:
        """Wait until there is a channel whose roster says that it is this one."""
        while True:
            known = len(self.connection.heard)
            self.take_waiting_keys()
            self.listen()
            for channel in self.channels.values():
                rosters = [one.content for one in channel.entries if one.content.get("kind") == "roster"]
                if rosters and (rosters[-1]["channel"], rosters[-1]["title"]) == (kind, title):
                    return channel.id
            self.connection.await_more(known)

    def take_waiting_keys(self) -> None:
        ad = sealing.whisper_ad(self.room, self.seat, self.attempt)
        for whisper in self.connection.unread("whisper", attempt=self.attempt):
            content = sealing.open_json(self.split.responder_key, ad, whisper["box"])
            if content["kind"] == "keys":
                self._take_keys(content)

    def come_back(self) -> None:
        """Knock under R and be granted without being asked; a test drives the host between the two steps."""
        self.take_answer()
        self.tell({"kind": "resume"})

    def tell(self, content: dict[str, Any]) -> None:
        self.whisper(self.attempt, self.seat, self.split.initiator_key, content)

    def hear_from_host(self, kind: str) -> dict[str, Any]:
        content = self.hear_whisper(self.attempt, self.seat, self.split.responder_key)
        while content["kind"] == "words_compared" != kind:
            self.has_compared = True
            content = self.hear_whisper(self.attempt, self.seat, self.split.responder_key)
        assert content["kind"] == kind, content["kind"]
        return content

    def _take_keys(self, content: dict[str, Any]) -> None:
        self.hosts = content["hosts"]
        new = {key["channel"] for key in content["keys"]} - self.channels.keys()
        for key in sorted(content["keys"], key=lambda key: int(key["epoch"])):
            channel = self.channels.setdefault(key["channel"], Channel.granted(self.room, key))
            channel.learn(key["epoch"], key["epoch_id"], from_text(key["key"]))
        for id in new:  # what was posted before this tab had entered was not sent to it
            self.catch_up(id)
