"""The two links of a room: everything is in the fragment."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.client.derivations import link_secret, seat_id
from tests.client.encoding import from_text, to_json, to_text


@dataclass(frozen=True)
class PersonalLink:
    room: str
    seat: str
    version: int
    secret: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"/join#{self.room}.{self.seat}.{self.version}.{to_text(self.secret)}"

    @classmethod
    def parse(cls, link: str) -> PersonalLink:
        room, seat, version, secret = link.partition("#")[2].split(".")
        return cls(room, seat, int(version), from_text(secret))


@dataclass
class Place:
    """A seat as the host link lists it. kind: party, support, observer, interpreter or host."""

    n: int
    version: int = 1
    kind: str = "party"
    label: str = ""
    side: int | None = None


@dataclass
class HostLink:
    """ends_at: the announced end, milliseconds since 1970 (UTC)."""

    room: str
    invitation: bytes = field(repr=False)
    ticket: str
    ends_at: int
    places: list[Place]
    shuttle: bool = False
    declaration: dict[str, Any] | None = None  # the mediator's: something, words

    def __str__(self) -> str:
        return "/host#" + to_text(
            to_json(
                {
                    "room": self.room,
                    "invitation": to_text(self.invitation),
                    "ticket": self.ticket,
                    "ends_at": self.ends_at,
                    "shuttle": self.shuttle,
                    "seats": [vars(place) for place in self.places],
                    "declaration": self.declaration,
                }
            )
        )

    @classmethod
    def parse(cls, link: str) -> HostLink:
        content: dict[str, Any] = json.loads(from_text(link.partition("#")[2]))
        places = [Place(**place) for place in content["seats"]]
        invitation = from_text(content["invitation"])
        return cls(
            content["room"],
            invitation,
            content["ticket"],
            content["ends_at"],
            places,
            content["shuttle"],
            content["declaration"],
        )

    def personal(self, n: int) -> PersonalLink:
        seat = seat_id(self.invitation, n)
        version = next((place.version for place in self.places if place.n == n), 1)
        return PersonalLink(self.room, seat, version, link_secret(self.invitation, seat, version))
