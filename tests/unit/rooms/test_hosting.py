from __future__ import annotations

import pytest

from mediation.rooms import limits
from mediation.rooms.derivations import digest
from mediation.rooms.door import LinkIsNotOpen
from mediation.rooms.errors import Conflict, Malformed, NotAllowed, TooMany
from mediation.rooms.hosting import Adding
from mediation.rooms.passes import PassIsRefused
from tests.unit.rooms.scene import HOST, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene({"ann": "party", "bo": "party", "col": "host"})


def test_a_new_channel_is_told_to_its_people_and_to_no_others(scene: Scene) -> None:
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.told.forget()
    scene.make("caucus", "ann")
    member = {
        "channel": "caucus", "epoch": 1, "start": 0, "head": 0, "since": 0, "listens": False,
        "held": False, "needs_host": False, "present": ["ann", HOST], "lives": [],
    }  # fmt: skip
    host = {
        "members": [{"seat": "ann", "listens": False, "since": 0}],
        "epochs": [{"epoch": 1, "epoch_id": "caucus 1", "start": 0}],
    }
    assert scene.told.heard == {ann: [("channel", member)], scene.host: [("channel", member | host)]}
    assert scene.told.events(bo) == []


def test_a_channel_is_made_once_of_seats_that_are_there(scene: Scene) -> None:
    scene.make("joint", "ann")
    with pytest.raises(Conflict):
        scene.make("joint", "ann")
    with pytest.raises(Malformed):
        scene.make("other", "ann", "ann")
    for seat in ("nobody", HOST, "col"):
        with pytest.raises(NotAllowed):
            scene.make("other", seat)
    for n in range(limits.CHANNELS - 1):
        scene.make(f"caucus {n}", "ann")
    with pytest.raises(TooMany):
        scene.make("one too many", "ann")


def test_members_and_epoch_change_together(scene: Scene) -> None:
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.make("joint", "ann")
    scene.post(ann, "joint", "one")
    scene.told.forget()
    assert scene.change("joint", add=["bo"], remove=["ann"]) == 2
    assert scene.told.heard[ann] == [("channel_gone", {"channel": "joint"})]
    told = scene.told.last(bo, "channel")
    assert (told["epoch"], told["start"], told["since"], told["head"]) == (2, 1, 1, 1)
    scene.post(scene.host, "joint", "two", epoch=2)
    assert scene.told.of(ann, "envelope") == []
    assert len(scene.told.of(bo, "envelope")) == 1


def test_two_hosts_cannot_both_begin_the_same_epoch(scene: Scene) -> None:
    """Seen to fail when `expect` is not compared."""
    scene.make("joint", "ann")
    scene.change("joint", expect=1)
    with pytest.raises(Conflict):
        scene.change("joint", expect=1)
    with pytest.raises(Conflict):
        scene.change("joint", expect=3)


def test_a_change_that_is_refused_changes_nothing(scene: Scene) -> None:
    scene.make("joint", "ann")
    before = scene.store.channel("room", "joint")
    with pytest.raises(NotAllowed):
        scene.change("joint", add=["nobody"])
    with pytest.raises(Malformed):
        scene.change("joint", add=["bo"], remove=["bo"])
    with pytest.raises(NotAllowed):
        scene.rooms.hosting.channel_change("room", scene.host, "none", 1, "e", [Adding("bo", False)], [])
    assert scene.store.channel("room", "joint") == before


def test_who_stays_keeps_their_place(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.make("joint", "ann")
    scene.post(ann, "joint", "one")
    scene.rooms.hosting.channel_change(
        "room", scene.host, "joint", 1, "next", [Adding("ann", listens=True, from_start=False)], ["bo"]
    )
    told = scene.told.last(ann, "channel")
    assert (told["since"], told["listens"]) == (0, True)


def test_a_removed_person_is_out_of_everything(scene: Scene) -> None:
    """Seen to fail when the device is not barred."""
    scene.make("joint", "ann", "bo")
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.told.forget()
    scene.rooms.hosting.remove("room", scene.host, "ann")
    assert scene.told.events(ann) == ["removed"]
    assert scene.told.ended == [ann]
    assert scene.told.last(bo, "channel")["present"] == ["bo", HOST]
    assert scene.told.last(scene.host, "channel")["members"] == [{"seat": "bo", "listens": False, "since": 0}]
    seats = {seat["seat"]: seat["device"] for seat in scene.told.last(scene.host, "seats")["seats"]}
    assert seats["ann"] is None
    with pytest.raises(PassIsRefused):
        scene.connect(scene.passes[ann])
    back = scene.arrive("ann", former=scene.passes[ann])
    assert scene.rooms.door.enter("room", back) == {"admitted": False}
    assert scene.passes[back].device != scene.passes[ann].device


def test_a_replaced_link_and_its_passes_are_worth_nothing(scene: Scene) -> None:
    scene.make("joint", "ann")
    ann, waiting = scene.come_in("ann"), scene.arrive("ann")
    scene.rooms.hosting.seat_set("room", scene.host, "ann", 2, "party", digest(scene.proof("ann", 2)))
    assert scene.told.events(ann)[-1] == scene.told.events(waiting)[-1] == "removed"
    assert sorted(scene.told.ended) == sorted([ann, waiting])
    with pytest.raises(PassIsRefused):
        scene.connect(scene.passes[ann])
    with pytest.raises(LinkIsNotOpen):
        scene.join("ann")
    back = scene.come_in("ann", version=2)
    assert scene.rooms.door.enter("room", back)["channels"][0]["channel"] == "joint", "the seat is the same"


def test_a_revoked_link_opens_nothing_until_there_is_another(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.rooms.hosting.seat_set("room", scene.host, "ann", 1, "party", None)
    assert scene.told.events(ann)[-1] == "removed"
    with pytest.raises(LinkIsNotOpen):
        scene.join("ann")
    with pytest.raises(PassIsRefused):
        scene.connect(scene.passes[ann])
    assert next(seat for seat in scene.told.last(scene.host, "seats")["seats"] if seat["seat"] == "ann")[
        "revoked"
    ]
    scene.rooms.hosting.seat_set("room", scene.host, "ann", 2, "party", digest(scene.proof("ann", 2)))
    scene.come_in("ann", version=2)


def test_a_seat_is_added_and_never_becomes_another(scene: Scene) -> None:
    scene.rooms.hosting.seat_set("room", scene.host, "dee", 1, "support", digest(scene.proof("dee")))
    scene.come_in("dee")
    wrong = [
        ("dee", 1, "support", b"p", Conflict),  # the version it has
        ("dee", 2, "host", b"p", NotAllowed),
        (HOST, 2, "host", b"p", NotAllowed),
    ]
    for seat, version, kind, proof_hash, refusal in wrong:
        with pytest.raises(refusal):
            scene.rooms.hosting.seat_set("room", scene.host, seat, version, kind, proof_hash)  # type: ignore[arg-type]
    for n in range(limits.SEATS - 5):
        scene.rooms.hosting.seat_set("room", scene.host, f"seat {n}", 1, "party", b"p")
    with pytest.raises(TooMany):
        scene.rooms.hosting.seat_set("room", scene.host, "one too many", 1, "party", b"p")


def test_a_co_mediator_is_a_host_and_can_be_removed_by_the_other(scene: Scene) -> None:
    scene.make("joint", "ann")
    with pytest.raises(LinkIsNotOpen):
        scene.arrive("col")  # not signed in as a mediator
    col = scene.come_in("col", is_mediator=True)
    entered = scene.rooms.door.enter("room", col)
    assert entered["is_host"]
    assert entered["channels"][0]["members"] == [{"seat": "ann", "listens": False, "since": 0}]
    for seat in (HOST, "col"):
        with pytest.raises(NotAllowed):
            scene.rooms.hosting.remove("room", col, seat)
    scene.rooms.hosting.remove("room", scene.host, "col")
    with pytest.raises(NotAllowed):
        scene.rooms.hosting.channel_set("room", col, "joint", held=True, needs_host=True)


def test_the_mediator_takes_over_on_a_new_device_for_good(scene: Scene) -> None:
    """Seen to fail when the former device is not barred: it takes over in turn."""
    ann = scene.come_in("ann")
    new_pass, was_open = scene.rooms.lifecycle.open(scene.ticket, [], HOST, None)
    assert was_open
    new = scene.connect(new_pass)
    assert scene.rooms.door.enter("room", new) == {"admitted": False}
    scene.rooms.hosting.take_over("room", new)
    assert scene.told.events(scene.host)[-1] == "replaced"
    assert scene.told.events(ann)[-1] == "attempt_over"
    assert scene.rooms.door.enter("room", new)["is_host"]
    with pytest.raises(PassIsRefused):
        scene.connect(scene.host_pass)
    scene.rooms.hosting.take_over("room", new)  # again: nothing
    for tab in (ann, scene.host):
        with pytest.raises(NotAllowed):
            scene.rooms.hosting.take_over("room", tab)


def test_only_hosts_do_what_hosts_do(scene: Scene) -> None:
    """Seen to fail when host() does not ask is_host."""
    scene.make("joint", "ann")
    ann, waiting = scene.come_in("ann"), scene.arrive("bo")
    hosting, lifecycle = scene.rooms.hosting, scene.rooms.lifecycle
    for tab in (ann, waiting, "nobody"):
        for forbidden in (
            lambda tab: hosting.channel_make("room", tab, "new", "e", [], False),
            lambda tab: hosting.channel_change("room", tab, "joint", 1, "e", [], []),
            lambda tab: hosting.channel_set("room", tab, "joint", True, True),
            lambda tab: hosting.seat_set("room", tab, "new", 1, "party", b"p"),
            lambda tab: hosting.remove("room", tab, "bo"),
            lambda tab: hosting.take_over("room", tab),
            lambda tab: lifecycle.begin("room", tab),
            lambda tab: lifecycle.close_begin("room", tab),
            lambda tab: lifecycle.close_cancel("room", tab),
        ):
            with pytest.raises(NotAllowed):
                forbidden(tab)
