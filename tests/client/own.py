"""A side's own channel, as docs/protocol.md has it: keys that come from nothing a mediator holds."""

from __future__ import annotations

import json
import secrets
from typing import Any

from nacl import bindings

from tests.client.channel import Entry
from tests.client.encoding import derive, digest, encode, from_text, new_id, to_json, to_text
from tests.client.member import Member
from tests.client.sealing import DoesNotOpen, open_sealed, seal
from tests.client.words import word_list

WORDS = 8


def wrap_key(secret: bytes, public: bytes, *place: str) -> bytes:
    """place: room, channel, key, the entry of the hello."""
    return derive(bytes(bindings.crypto_scalarmult(secret, public)), 32, "own grant", *place)


class OwnChannel:
    """One person's hold on the own channel that `carrier` carries. seed: P."""

    def __init__(self, member: Member, carrier: str, seed: bytes | None = None) -> None:
        self.member = member
        self.carrier = carrier
        self.secret = derive(seed or secrets.token_bytes(32), 32, "own private", carrier)
        self.public = bytes(bindings.crypto_scalarmult_base(self.secret))

    def entries(self, kind: str) -> list[Entry]:
        self.member.listen()
        made = self.member.channels[self.carrier].entries
        return [entry for entry in made if entry.content.get("kind") == kind]

    def say_hello(self) -> None:
        self.member.post(self.carrier, {"kind": "own_hello", "public": to_text(self.public)})

    def hello_of(self, seat: str) -> tuple[str, bytes]:
        """The entry, and the public key."""
        latest = [entry for entry in self.entries("own_hello") if entry.sender == seat][-1]
        return latest.entry, from_text(latest.content["public"])

    def make_key(self, *seats: str) -> None:
        """For oneself and these."""
        key, own_key = new_id(), secrets.token_bytes(32)
        grants = []
        for seat in (self.member.seat, *seats):
            of, public = self.hello_of(seat)
            place = (self.member.room, self.carrier, key, of)
            box = seal(wrap_key(self.secret, public, *place), encode("own grant", 1, *place), own_key)
            grants.append({"to": seat, "of": of, "box": to_text(box)})
        self.member.post(self.carrier, {"kind": "own_key", "key": key, "grants": grants})

    def keys(self) -> dict[str, bytes]:
        """Those that were given to this person."""
        opened = {}
        for made in self.entries("own_key"):
            _, public = self.hello_of(made.sender)
            for grant in made.content["grants"]:
                if grant["to"] == self.member.seat:
                    place = (self.member.room, self.carrier, made.content["key"], grant["of"])
                    opened[made.content["key"]] = open_sealed(
                        wrap_key(self.secret, public, *place),
                        encode("own grant", 1, *place),
                        from_text(grant["box"]),
                    )
        return opened

    def say(self, text: str) -> None:
        key, own_key = list(self.keys().items())[-1]
        id = new_id()
        content = to_json({"kind": "message", "text": text})
        box = seal(
            own_key, encode("own", 1, self.member.room, self.carrier, key, self.member.seat, id), content
        )
        self.member.post(self.carrier, {"kind": "own", "key": key, "id": id, "box": to_text(box)})

    def texts(self) -> list[str]:
        """Of what this person can open."""
        keys, texts = self.keys(), []
        for post in self.entries("own"):
            key = post.content["key"]
            if key in keys:
                ad = own_ad(self.member.room, self.carrier, post)
                body: dict[str, Any] = json.loads(open_sealed(keys[key], ad, from_text(post.content["box"])))
                texts.append(body["text"])
        return texts

    def words_with(self, seat: str) -> str:
        """What both read out."""
        publics = sorted((self.public, self.hello_of(seat)[1]), key=to_text)
        bits = int.from_bytes(digest("own words", *publics)[:11], "big")
        return " ".join(word_list()[(bits >> (11 * place)) & 2047] for place in reversed(range(WORDS)))


def own_ad(room: str, carrier: str, post: Entry) -> bytes:
    return encode("own", 1, room, carrier, post.content["key"], post.sender, post.content["id"])


def opens(key: bytes, ad: bytes, box: str) -> bool:
    try:
        open_sealed(key, ad, from_text(box))
    except DoesNotOpen:
        return False
    return True
