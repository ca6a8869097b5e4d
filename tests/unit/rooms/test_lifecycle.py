from __future__ import annotations

from dataclasses import replace

import pytest

from mediation.rooms import limits
from mediation.rooms.errors import Conflict, Malformed, NotAllowed, RoomIsClosed, TooMany
from mediation.rooms.lifecycle import Place
from mediation.rooms.passes import PassIsRefused
from tests.unit.rooms.scene import CLOSE_SECONDS, EMPTY_SECONDS, HOST, NOON, DatabaseIsAway, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_opening_twice_leaves_the_seats_alone(scene: Scene) -> None:
    given, was_open = scene.rooms.lifecycle.open(scene.ticket, [Place("cy", 1, "party", b"p")], HOST, None)
    assert was_open
    assert given.device != scene.host_pass.device
    assert "cy" not in scene.state.seats
    same, _ = scene.rooms.lifecycle.open(scene.ticket, [], HOST, scene.host_pass)
    assert same == scene.host_pass


def test_an_open_room_is_its_mediators_alone(scene: Scene) -> None:
    for ticket, seat in ((replace(scene.ticket, account="another"), HOST), (scene.ticket, "ann")):
        with pytest.raises(NotAllowed):
            scene.rooms.lifecycle.open(ticket, [], seat, None)


def test_a_room_opens_with_sensible_seats_and_in_time(scene: Scene) -> None:
    ticket = replace(scene.ticket, room="another")
    ann = Place("ann", 1, "party", b"p")
    for places in ([ann, ann], [Place(HOST, 1, "party", b"p")]):
        with pytest.raises(Malformed):
            scene.rooms.lifecycle.open(ticket, places, HOST, None)
    many = [Place(f"seat {n}", 1, "party", b"p") for n in range(limits.SEATS)]
    with pytest.raises(TooMany):
        scene.rooms.lifecycle.open(ticket, many, HOST, None)
    scene.now = NOON + 3600 + limits.AFTER_END_SECONDS
    with pytest.raises(RoomIsClosed):
        scene.rooms.lifecycle.open(ticket, [ann], HOST, None)


def test_a_mediator_has_so_many_rooms_open_and_no_more(scene: Scene) -> None:
    for n in range(limits.ROOMS_OF_MEDIATOR - 1):
        scene.rooms.lifecycle.open(replace(scene.ticket, room=f"room {n}"), [], HOST, None)
    with pytest.raises(TooMany):
        scene.rooms.lifecycle.open(replace(scene.ticket, room="more"), [], HOST, None)
    scene.rooms.lifecycle.open(replace(scene.ticket, room="theirs", account="another"), [], HOST, None)


def test_the_countdown_closes_the_room_and_wipes_every_tab(scene: Scene) -> None:
    ann, waiting = scene.come_in("ann"), scene.arrive("bo")
    assert scene.rooms.lifecycle.close_begin("room", scene.host) == CLOSE_SECONDS
    assert scene.told.last(ann, "closing") == {"seconds": CLOSE_SECONDS}
    assert scene.told.events(waiting) == []
    scene.round(CLOSE_SECONDS - 1)
    assert scene.rooms.lifecycle.close_begin("room", scene.host) == 1
    assert scene.rooms.door.enter("room", ann)["closing_seconds"] == 1
    scene.round(1)
    for tab in (scene.host, ann, waiting):
        assert scene.told.events(tab)[-1] == "closed"
    assert sorted(scene.told.ended) == sorted([scene.host, ann, waiting])
    assert scene.store.room("room") is None


def test_a_countdown_can_be_cancelled(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.rooms.lifecycle.close_begin("room", scene.host)
    scene.rooms.lifecycle.close_cancel("room", scene.host)
    scene.rooms.lifecycle.close_cancel("room", scene.host)
    assert scene.told.of(ann, "closing") == [{"seconds": CLOSE_SECONDS}, {"seconds": None}]
    scene.round(CLOSE_SECONDS * 2)
    assert scene.state.closes_at is None


def test_a_room_closes_two_hours_after_its_announced_end(scene: Scene) -> None:
    scene.round(3600 + limits.AFTER_END_SECONDS - 1)
    assert scene.store.room("room") is not None
    scene.round(1)
    assert scene.told.events(scene.host)[-1] == "closed"


def test_no_room_is_open_longer_than_twelve_hours(scene: Scene) -> None:
    later = replace(scene.ticket, room="later", ends_at=scene.ticket.ends_at + 10**9)
    scene.rooms.lifecycle.open(later, [], HOST, None)
    opened = scene.store.room("later")
    assert opened is not None
    assert opened.limit_at == NOON + limits.LONGEST_ROOM_SECONDS


def test_a_room_in_which_nobody_at_all_is_connected_closes(scene: Scene) -> None:
    """Seen to fail when connecting does not clear empty_since."""
    scene.lose(scene.host)
    waiting = scene.arrive("ann")
    scene.round(EMPTY_SECONDS * 2)
    assert scene.store.room("room") is not None, "somebody is waiting"
    scene.lose(waiting)
    scene.round(EMPTY_SECONDS - 1)
    assert scene.store.room("room") is not None
    scene.round(1)
    assert scene.store.room("room") is None


def test_the_limit_is_announced_and_cannot_be_called_off(scene: Scene) -> None:
    """Seen to fail when a room at its limit closes without a word, and when cancelling forgets the limit."""
    ann = scene.come_in("ann")
    scene.round(3600 + limits.AFTER_END_SECONDS - CLOSE_SECONDS)
    for tab in (ann, scene.host):
        assert scene.told.of(tab, "closing") == [{"seconds": CLOSE_SECONDS}]
    with pytest.raises(NotAllowed):
        scene.rooms.lifecycle.close_cancel("room", scene.host)
    scene.round(CLOSE_SECONDS - 1)
    assert scene.told.of(ann, "closing") == [{"seconds": CLOSE_SECONDS}], "it is said once"
    scene.round(1)
    assert scene.told.events(ann)[-1] == "closed"


def test_a_countdown_goes_no_further_than_the_limit(scene: Scene) -> None:
    scene.now = scene.state.limit_at - 20
    assert scene.rooms.lifecycle.close_begin("room", scene.host) == 20


def test_a_room_closed_twelve_hours_after_opening_does_not_open_again(scene: Scene) -> None:
    """Seen to fail when the id is forgotten at the room's limit, which is before its ticket's."""
    later = int((NOON + 40 * 3600) * 1000)
    ticket = replace(scene.ticket, room="long", ends_at=later)
    given, _ = scene.rooms.lifecycle.open(ticket, [], HOST, None)
    scene.rooms.door.connect("tab", given, "long", HOST)
    scene.round(limits.LONGEST_ROOM_SECONDS)
    assert scene.told.events("tab")[-1] == "closed"
    for hours in (0, 24):
        scene.round(hours * 3600)
        with pytest.raises(RoomIsClosed):
            scene.rooms.lifecycle.open(ticket, [], HOST, None)
        assert scene.rooms.door.has_closed("long")
    scene.round(7 * 3600)
    assert not scene.rooms.door.has_closed("long")
    with pytest.raises(RoomIsClosed):
        scene.rooms.lifecycle.open(ticket, [], HOST, None)


def test_a_closed_room_keeps_its_bare_id_until_its_limit(scene: Scene) -> None:
    scene.rooms.lifecycle.close_begin("room", scene.host)
    scene.round(CLOSE_SECONDS)
    with pytest.raises(RoomIsClosed):
        scene.rooms.lifecycle.open(scene.ticket, [], HOST, None)
    scene.round(3600 + limits.AFTER_END_SECONDS)
    assert not scene.rooms.door.has_closed("room")


def test_another_opening_of_a_room_knows_no_earlier_pass() -> None:
    """After a rehearsal days before, the same links open the room again."""
    scene = Scene()
    ticket = replace(scene.ticket, room="rehearsed", ends_at=int((NOON + 10 * 86400) * 1000))
    first, _ = scene.rooms.lifecycle.open(ticket, scene.places, HOST, None)
    scene.rooms.door.connect("tab", first, "rehearsed", HOST)
    scene.rooms.door.leave("rehearsed", "tab")
    scene.round(EMPTY_SECONDS)
    scene.round(limits.LONGEST_ROOM_SECONDS)
    second, was_open = scene.rooms.lifecycle.open(ticket, scene.places, HOST, first)
    assert not was_open
    assert (second.opening, second.device) != (first.opening, first.device)
    with pytest.raises(PassIsRefused):
        scene.rooms.door.connect("tab", first, "rehearsed", HOST)


def test_a_mediation_begins_once(scene: Scene) -> None:
    assert scene.rooms.lifecycle.begin("room", scene.host) == "NEW-REFERENCE"
    assert scene.rooms.lifecycle.begin("room", scene.host) == "NEW-REFERENCE"
    assert scene.dates.begun == [("office", "NEW-REFERENCE", True)]
    entered = scene.rooms.door.enter("room", scene.host)
    assert (entered["began"], entered["reference"]) == (True, "NEW-REFERENCE")


def test_a_further_session_goes_on_with_its_reference() -> None:
    scene = Scene(mediation="OLD-REFERENCE")
    entered = scene.rooms.door.enter("room", scene.host)
    assert (entered["began"], entered["reference"], entered["mediation"]) == (
        False,
        "OLD-REFERENCE",
        "further",
    )
    assert scene.rooms.lifecycle.begin("room", scene.host) == "OLD-REFERENCE"
    assert scene.dates.begun == [("office", "OLD-REFERENCE", False)]


def test_an_individual_meeting_writes_no_date() -> None:
    scene = Scene(mediation="individual")
    scene.come_in("ann")
    with pytest.raises(NotAllowed):
        scene.rooms.lifecycle.begin("room", scene.host)
    scene.round(60)
    assert scene.dates == type(scene.dates)()


def test_a_rehearsal_begins_without_a_date_and_goes_away_by_itself() -> None:
    """Seen to fail when a rehearsal lasts as long as any room."""
    scene = Scene(mediation="rehearsal")
    ann = scene.come_in("ann")
    assert scene.rooms.lifecycle.begin("room", scene.host) is None
    assert scene.state.has_begun
    scene.round(limits.REHEARSAL_SECONDS - CLOSE_SECONDS)
    assert scene.told.last(ann, "closing") == {"seconds": CLOSE_SECONDS}
    scene.round(CLOSE_SECONDS)
    assert "closed" in scene.told.events(ann)
    assert scene.dates == type(scene.dates)()


def test_what_the_registry_refuses_has_not_begun(scene: Scene) -> None:
    """Seen to fail when is_beginning is not taken back."""
    scene.dates.fails = True
    with pytest.raises(DatabaseIsAway):
        scene.rooms.lifecycle.begin("room", scene.host)
    assert not scene.state.has_begun
    scene.dates.fails = False
    scene.rooms.lifecycle.begin("room", scene.host)


def test_while_the_registry_is_asked_nobody_else_asks_it(scene: Scene) -> None:
    class AskedTwice(type(scene.dates)):  # type: ignore[misc]
        def begin(self, *_: object, **__: object) -> None:
            with pytest.raises(Conflict):
                scene.rooms.lifecycle.begin("room", scene.host)

    scene.rooms.lifecycle._dates = AskedTwice()
    assert scene.rooms.lifecycle.begin("room", scene.host) == "NEW-REFERENCE"


def test_dates_move_only_while_a_host_and_somebody_else_are_there() -> None:
    """Seen to fail when _advance looks at hosts alone: a forgotten tab then moves the end."""
    scene = Scene({"ann": "party", "col": "host"})
    advanced = scene.dates.advanced
    ann = scene.come_in("ann")
    scene.round(30)
    assert advanced == [], "not begun"
    scene.rooms.lifecycle.begin("room", scene.host)
    scene.round(30)
    scene.round(30)
    assert len(advanced) == 2
    scene.lose(ann)
    scene.come_in("col", is_mediator=True)
    scene.arrive("ann")
    scene.round(30)
    assert len(advanced) == 2, "two mediators, and somebody in the lobby"
    scene.lose(scene.host)
    assert len(advanced) == 2


def test_dates_are_at_most_half_a_minute_behind(scene: Scene) -> None:
    scene.come_in("ann")
    scene.rooms.lifecycle.begin("room", scene.host)
    for _ in range(120):
        scene.round(1)
    assert 4 <= len(scene.dates.advanced) <= 6
    scene.rooms.lifecycle.close_begin("room", scene.host)
    before = len(scene.dates.advanced)
    scene.round(CLOSE_SECONDS)
    assert len(scene.dates.advanced) == before + 1, "once more on closing"


def test_mediators_are_told_while_a_date_cannot_be_written_and_when_it_can_again() -> None:
    """Seen to fail when hosts are told once, and one who comes later is not."""
    scene = Scene()
    scene.come_in("ann")
    scene.rooms.lifecycle.begin("room", scene.host)
    scene.dates.fails = True
    scene.round(1)
    scene.round(1)
    assert scene.told.of(scene.host, "dates") == [{"written": False}]
    scene.round(limits.ADVANCE_SECONDS)
    assert scene.told.of(scene.host, "dates") == [{"written": False}] * 2
    scene.dates.fails = False
    scene.round(1)
    scene.round(1)
    assert scene.told.of(scene.host, "dates")[2:] == [{"written": True}]
