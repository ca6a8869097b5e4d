from __future__ import annotations

from dataclasses import replace

import pytest

from mediation.rooms import limits
from mediation.rooms.door import LinkIsNotOpen
from mediation.rooms.errors import NotAllowed, TooLarge
from mediation.rooms.passes import PassIsRefused
from tests.unit.rooms.scene import HOST, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_every_link_that_does_not_open_is_refused_alike(scene: Scene) -> None:
    scene.rooms.hosting.seat_set("room", scene.host, "bo", 1, "party", None)
    for room, seat, proof in (
        ("room", "ann", b"wrong"),
        ("room", "nobody", scene.proof("ann")),
        ("room", "bo", scene.proof("bo")),
        ("room", HOST, bytes(32)),
        ("another", "ann", scene.proof("ann")),
    ):
        with pytest.raises(LinkIsNotOpen):
            scene.rooms.door.join(room, seat, proof, None, is_mediator=True)


def test_a_browser_keeps_its_device_while_its_pass_counts(scene: Scene) -> None:
    first = scene.join("ann")
    assert scene.join("ann", former=first) == first
    assert scene.join("ann").device != first.device
    for former in (replace(first, opening="earlier"), replace(first, version=2), replace(first, seat="bo")):
        assert scene.join("ann", former=former).device != first.device


def test_a_socket_needs_a_pass_of_this_opening_and_seat(scene: Scene) -> None:
    """Seen to fail when `opening` is not compared."""
    good = scene.join("ann")
    for brought in (
        None,
        replace(good, opening="earlier"),
        replace(good, version=2),
        replace(good, seat="bo"),
    ):
        with pytest.raises(PassIsRefused) as refusal:
            scene.rooms.door.connect("tab", brought, "room", "ann")
        assert refusal.value.reason == "refused"
    with pytest.raises(PassIsRefused):
        scene.rooms.door.connect("tab", good, "another", "ann")
    assert scene.state.connections.keys() == {scene.host}


def test_a_pass_of_a_room_that_is_gone_is_told_so(scene: Scene) -> None:
    good = scene.join("ann")
    with pytest.raises(PassIsRefused) as refusal:
        scene.rooms.door.connect("tab", replace(good, room="another"), "another", "ann")
    assert refusal.value.reason == "closed"
    scene.rooms.lifecycle.close_begin("room", scene.host)
    scene.round(60)
    with pytest.raises(PassIsRefused) as refusal:
        scene.connect(good)
    assert refusal.value.reason == "closed"
    assert scene.rooms.door.has_closed("room")


def test_entering_tells_a_member_its_own_channels_and_time(scene: Scene) -> None:
    scene.make("joint", "ann", "bo")
    scene.make("caucus of bo", "bo")
    ann = scene.come_in("ann")
    assert scene.rooms.door.enter("room", ann) == {
        "admitted": True,
        "is_host": False,
        "device": scene.passes[ann].device,
        "life": 1,
        "seconds_left": 3600 + limits.AFTER_END_SECONDS,
        "closing_seconds": None,
        "channels": [
            {
                "channel": "joint", "epoch": 1, "start": 0, "head": 0, "since": 0, "listens": False,
                "held": False, "needs_host": False, "lives": [], "present": ["ann", HOST],
            }
        ],
    }  # fmt: skip


def test_entering_tells_a_host_the_seats_and_the_undertaking(scene: Scene) -> None:
    entered = scene.rooms.door.enter("room", scene.host)
    assert entered["is_host"]
    assert (entered["began"], entered["reference"], entered["mediation"]) == (False, None, "new")
    assert {seat["seat"]: (seat["kind"], seat["connected"]) for seat in entered["seats"]} == {
        HOST: ("host", True),
        "ann": ("party", False),
        "bo": ("party", False),
    }


@pytest.mark.parametrize("has_outcome", [True, False])
def test_entering_tells_a_host_alone_whether_there_may_be_an_outcome(has_outcome: bool) -> None:
    """Seen to fail when every member is told: what an office has switched on is the mediators' to say."""
    scene = Scene(has_outcome=has_outcome)
    assert scene.rooms.door.enter("room", scene.host)["outcome"] is has_outcome
    assert "outcome" not in scene.rooms.door.enter("room", scene.come_in("ann"))


def test_presence_is_told_where_the_seat_is_and_once(scene: Scene) -> None:
    scene.make("joint", "ann", "bo")
    scene.make("caucus", "bo")
    bo = scene.come_in("bo")
    scene.told.forget()
    ann = scene.come_in("ann")
    assert scene.told.of(bo, "presence") == [{"channel": "joint", "present": ["ann", "bo", HOST]}]
    scene.rooms.door.enter("room", ann)
    assert len(scene.told.of(bo, "presence")) == 1
    scene.lose(ann)
    assert scene.told.last(bo, "presence") == {"channel": "joint", "present": ["bo", HOST]}
    scene.lose(scene.host)
    assert scene.told.last(bo, "presence") == {"channel": "caucus", "present": ["bo"]}


def test_a_half_is_the_admitted_devices_and_goes_with_it(scene: Scene) -> None:
    first = scene.come_in("ann")
    assert scene.rooms.door.half_get("room", first) is None
    scene.rooms.door.half_put("room", first, b"half")
    reloaded = scene.connect(scene.passes[first])
    assert scene.rooms.door.half_get("room", reloaded) == b"half"
    second = scene.arrive("ann")
    with pytest.raises(NotAllowed):
        scene.rooms.door.half_get("room", second)
    with pytest.raises(NotAllowed):
        scene.rooms.door.half_put("room", second, b"other")
    scene.admit(second)
    assert scene.rooms.door.half_get("room", second) is None
    with pytest.raises(TooLarge):
        scene.rooms.door.half_put("room", second, bytes(limits.HALF_BYTES + 1))


def test_who_has_the_link_cannot_keep_the_admitted_person_out(scene: Scene) -> None:
    ann = scene.come_in("ann")
    for _ in range(limits.CONNECTIONS_OF_SEAT - 1):
        scene.arrive("ann")
    with pytest.raises(PassIsRefused):
        scene.arrive("ann")
    scene.connect(scene.passes[ann])


def test_a_device_has_a_few_connections_and_no_more(scene: Scene) -> None:
    ann = scene.join("ann")
    for _ in range(limits.CONNECTIONS_OF_DEVICE):
        scene.connect(ann)
    with pytest.raises(PassIsRefused):
        scene.connect(ann)


def test_leaving_a_room_that_is_gone_is_nothing(scene: Scene) -> None:
    scene.rooms.door.leave("another", scene.host)
    scene.lose(scene.host)
    scene.lose(scene.host)
    assert scene.state.connections == {}
