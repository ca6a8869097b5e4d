"""Sockets that never should be: no pass, a bad one, packets of no protocol. Nobody hears of them."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import websocket

from tests.client.connection import Connection, ConnectionRefused
from tests.client.encoding import new_id
from tests.client.member import Member
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess

pytestmark = pytest.mark.usefixtures("quiet_server")


@pytest.fixture
def inside(room: OpenRoom) -> Member:
    return room.admit(1)


def altered(given: str) -> dict[str, str]:
    """What somebody might make of a pass."""
    parts = given.split(".")
    return {
        "cut short": given[:-1],
        "another MAC": given[:-2] + ("AA" if given[-2:] != "AA" else "BA"),
        "another seat": ".".join([*parts[:2], new_id(), *parts[3:]]),
        "another version": ".".join([*parts[:3], "2", *parts[4:]]),
        "another device": ".".join([*parts[:4], new_id(), parts[5]]),
        "another room": ".".join([new_id(), *parts[1:]]),
        "another opening": ".".join([parts[0], new_id(), *parts[2:]]),
        "a part more": given + ".x",
        "dots": "." * 5,
        "nothing": "",
        "very long": given * 40,
        "no letters": '"\\351\\000"',
    }


def test_an_altered_pass_is_refused(room: OpenRoom, inside: Member) -> None:
    """Seen to fail when the pass's MAC is not compared."""
    name, good = next((c.name, str(c.value)) for c in inside.visitor.http.cookies if "seat-" in c.name)
    for how, cookie in altered(good).items():
        with pytest.raises(ConnectionRefused) as refused:
            Connection(inside.visitor.url, auth_of(inside), {name: cookie}, inside.visitor.origin)
        assert refused.value.message == "refused", how
    Connection(inside.visitor.url, auth_of(inside), {name: good}, inside.visitor.origin).close()


def test_a_pass_opens_its_own_seat_only(room: OpenRoom, inside: Member) -> None:
    """Seen to fail when auth's seat is believed and the pass only has to be a good one."""
    good = inside.visitor.pass_of(inside.seat) or ""
    for seat in (room.host.seat, room.link(2).seat):
        with pytest.raises(ConnectionRefused, match="refused"):
            Connection(
                inside.visitor.url,
                {"room": room.id, "seat": seat},
                {f"seat-{seat}": good},
                inside.visitor.origin,
            )


def test_a_pass_of_an_unknown_room_is_told_so_only_when_it_is_good(inside: Member) -> None:
    """Seen to fail when the room is looked up before the pass is read."""
    with pytest.raises(ConnectionRefused, match="refused"):
        inside.visitor.connect(new_id(), inside.seat)


@pytest.mark.parametrize(
    "auth",
    [
        None,
        "x",
        7,
        [],
        {},
        {"room": 1, "seat": []},
        {"room": "x" * 10_000, "seat": ""},
        {"seat": "\x00", "room": {}},
    ],
)
def test_nonsense_for_auth_is_refused(inside: Member, auth: Any) -> None:
    """Seen to fail when auth's fields are read before their types are checked."""
    cookies = {cookie.name: cookie.value or "" for cookie in inside.visitor.http.cookies}
    with pytest.raises(ConnectionRefused) as refused:
        Connection(inside.visitor.url, auth, cookies, inside.visitor.origin)
    # What is not even a packet of ours is cut off, without a word.
    assert refused.value.message in (("refused",) if isinstance(auth, dict) else ("refused", ""))


@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize(
    "origin", [None, "null", "http://127.0.0.1", "https://example.org", "{url}/", "{url}.org"]
)
def test_another_origin_gets_no_socket(inside: Member, transport: str, origin: str | None) -> None:
    """Seen to fail when the gate lets requests without Origin through, as python-engineio does."""
    wrong = origin and origin.format(url=inside.visitor.url)
    with pytest.raises(ConnectionRefused) as refused:
        inside.visitor.connect(inside.room, inside.seat, origin=wrong, transport=transport)
    assert refused.value.message in ("", "Connection error") or "403" in refused.value.message


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "example.org", "127.0.0.1", "127.0.0.1:{port}.example.org", ""]
)
def test_another_host_is_refused(server: ServerProcess, host: str) -> None:
    """Seen to fail when Host is not compared (DNS rebinding)."""
    visitor = Visitor(server.url)
    for path in ("/", "/session", "/socket.io/?EIO=4&transport=polling"):
        answer = visitor.http.get(
            server.url + path,
            headers={"Host": host.format(port=server.port), "Origin": server.url},
            timeout=10,
        )
        assert answer.status_code == 400
        assert not visitor.http.cookies
    visitor.close()


@pytest.mark.parametrize(
    "packet",
    [
        '42["enter",{}]',
        "1",
        b"\xc1",
        b"\xff" * 1000,
        b"\x84\xa4type\x00\xa4data\xc0\xa3nsp\xa2/x\xa2id\x00",
        b"\x83\xa4type\x02\xa4data\x91\xa7connect\xa3nsp\xa1/",
        b"\xdf\xff\xff\xff\xff",  # msgpack that promises more than it brings
        b"\xc9\x7f\xff\xff\xff\x01",
        b"\x91" * 2000,
        bytes(1_000_000),
    ],
)
def test_a_packet_of_no_protocol_ends_a_connection_that_has_not_joined(
    server: ServerProcess, packet: str | bytes
) -> None:
    """Seen to fail when PacketIsMalformed is not caught: the library then waits for a better one."""
    raw = transport(server)
    send(raw, packet)
    assert is_ended(raw)


def test_an_event_before_joining_is_not_heard(server: ServerProcess, room: OpenRoom, inside: Member) -> None:
    """Seen to fail when a socket without a pass is let in."""
    before = len(inside.connection.settle())
    raw = transport(server)
    for event in (b"\xa5enter", b"\xa8half_get", b"\xa5knock"):
        send(raw, b"\x84\xa4type\x02\xa4data\x92" + event + b"\x80\xa3nsp\xa1/\xa2id\x01")
    send(raw, b"\x82\xa4type\x00\xa3nsp\xa1/")  # now join, without a pass
    refusal = raw.recv()
    assert b"refused" in (refusal if isinstance(refusal, bytes) else refusal.encode())
    raw.close()
    assert inside.connection.settle()[before:] == []


def test_packets_of_no_protocol_end_one_connection_at_most(room: OpenRoom, inside: Member) -> None:
    """Seen to fail when a packet that does not decode ends more than its own connection."""
    other = room.admit(2)
    for packet in (b"\xc1\xff", b"\x83\xa4type\x63", "4", "x" * 1000, bytes(2_000_000)):
        if not other.connection.is_open:
            other.connect()
        other.connection.send_packet(packet)
    assert inside.enter()["admitted"] is True
    room.host.say(room.private(inside), "All is well.")
    inside.hear(room.private(inside), "All is well.")


@pytest.mark.parametrize(
    "sent",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /join HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # the beginning of TLS
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
)
def test_requests_of_no_protocol_are_answered_or_dropped(server: ServerProcess, sent: bytes) -> None:
    """Seen to fail with eventlet's own protocol class, which prints the address of the sender."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(4096)
        except OSError:  # cut off while still sending
            answer = b""
    assert answer == b"" or answer.startswith(b"HTTP/1.") or b"<title>Error response</title>" in answer
    assert b"Traceback" not in answer


def test_a_removed_person_cannot_send_anything_any_more(new_room: NewRoom) -> None:
    """Seen to fail when `remove` forgets to bar the device: its pass then opens the lobby again."""
    room = new_room()
    member = room.admit(1)
    room.host.remove(member.seat)
    member.connection.expect("removed")
    member.connection.expect_end()
    for _ in range(2):
        with pytest.raises(ConnectionRefused, match="refused"):
            member.connect()


def transport(server: ServerProcess) -> websocket.WebSocket:
    """An Engine.IO connection, upgraded, that has joined nothing."""
    url = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket"
    raw = websocket.create_connection(url, origin=server.url, timeout=10)
    raw.recv()
    return raw


def send(raw: websocket.WebSocket, packet: str | bytes) -> None:
    if isinstance(packet, bytes):
        raw.send_binary(packet)
    else:
        raw.send(packet)


def is_ended(raw: websocket.WebSocket) -> bool:
    """Whether the server ends it, rather than wait for the next packet until our patience ends."""
    try:
        while raw.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except (OSError, websocket.WebSocketException):
        pass
    finally:
        raw.shutdown()  # type: ignore[no-untyped-call] # close() leaves it open when the other end is closed
    return True


def auth_of(member: Member) -> dict[str, str]:
    return {"room": member.room, "seat": member.seat}
