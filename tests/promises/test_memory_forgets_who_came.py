"""Who came, from where and with what: in the server's memory only while they are there, and never by name."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from tests.client.derivations import link_secret, proof_of
from tests.client.encoding import to_text
from tests.client.visitor import HttpRefused, Mediator, Visitor
from tests.conftest import NewRoom
from tests.fixtures.canaries import canary, forms_of_key, forms_of_word
from tests.fixtures.memory import find_in_memory, is_gone_from_memory
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess

OWN_ADDRESS = "127.77.66.55"
BEHIND_THE_PROXY = ("203.0.113.77", "2001:db8:77:66:55:44:33:22")

SERVER_NEEDS = {"address", "agent", "pass", "proof", "seat", "device", "channel"}


class _From(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, source_address=(OWN_ADDRESS, 0))


def come(server: ServerProcess, room: OpenRoom, n: int, address: str) -> dict[str, set[bytes]]:
    """From that address to the private meeting, with words in it. All that could tell of it, by name."""
    name, agent, words = canary(), canary(), canary()
    visitor = Visitor(server.url)
    visitor.http.headers.update({"X-Forwarded-For": address, "User-Agent": agent})
    options: dict[str, Any] = {"headers": {"X-Forwarded-For": address, "User-Agent": agent}}
    if address == OWN_ADDRESS:
        del visitor.http.headers["X-Forwarded-For"]
        visitor.http.mount("http://", _From())
        options = {"headers": {"User-Agent": agent}, "source": address}
    member = room.visit(n, name, visitor)
    visitor.join(member.link)
    member.connect(**options)
    room.let_in(member)
    member.say(room.private(member), words)
    brought = visitor.pass_of(member.seat)
    assert brought is not None
    secret = link_secret(room.host.link.invitation, member.seat, 1)
    return {
        "name": forms_of_word(name),
        "words": forms_of_word(words),
        "link": forms_of_key(secret),
        "resume": forms_of_key(member.resume),
        "proof": forms_of_key(proof_of(secret)),
        "address": {address.encode()},
        "agent": {agent.encode()},
        "pass": {brought.rpartition(".")[2].encode()},
        "seat": {member.seat.encode()},
        "device": {str(member.entered["device"]).encode()},
        "channel": {room.private(member).encode()},
    }


def find(server: ServerProcess, named: dict[str, set[bytes]]) -> set[str]:
    needles = {form: name for name, forms in named.items() for form in forms}
    return {needles[form] for form in find_in_memory(server.pids, list(needles))}


def test_nothing_tells_who_was_there_once_they_have_gone(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when freed memory is not written over, and when what a request or a socket said of its
    client waits for the garbage collector (SilentProtocol.finish, QuietWebSocket). The bare id of the room
    stays until its limit, as docs/protocol.md says."""
    room = new_room(parties=3)
    addresses = (OWN_ADDRESS, *BEHIND_THE_PROXY)
    told = [come(server, room, n, address) for n, address in enumerate(addresses, 1)]
    for one in told:
        known = find(server, one)
        assert known <= SERVER_NEEDS, "no name, no word, no secret"
        assert known >= {"address", "seat", "device", "channel"}, "the search finds what is there"

    room.host.close_room()
    for member in room.members:
        member.connection.expect_end()
        member.disconnect()
        member.visitor.close()
    room.host.disconnect()
    room.host.visitor.close()

    for one in told:
        is_gone_from_memory(server.pids, one)


def test_nothing_stays_of_who_was_turned_away(server: ServerProcess, new_room: NewRoom) -> None:
    """With a link that opens nothing, with a wrong password (both are counted, and slowed down), and at pages
    that are nowhere.

    Seen to fail when what a request said of its client waits for the garbage collector, when what Flask notes
    of a page that is nowhere does, and when the limiter counts by the address itself.
    """
    room = new_room(parties=1)
    address, name, agent, seat = "203.0.113.78", canary(), canary(), canary()[:22]
    visitor = Mediator(server.url, name, "not the password")
    visitor.http.headers.update({"X-Forwarded-For": address, "User-Agent": agent})
    with pytest.raises(HttpRefused):
        visitor.post("/join", {"room": room.id, "seat": seat, "proof": to_text(bytes(32))})
    with suppress(requests.HTTPError):
        visitor.sign_in()
    for method, path in (("GET", f"/{seat}"), ("PUT", "/sign-in"), ("GET", "/rooms/open")):
        visitor.http.request(method, f"{server.url}{path}", data=seat, timeout=10)
    visitor.close()

    told = {"address": address, "name": name, "agent": agent, "seat": seat}
    is_gone_from_memory(server.pids, {kind: {word.encode()} for kind, word in told.items()})
