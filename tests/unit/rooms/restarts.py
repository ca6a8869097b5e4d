"""A room whose server has ended and begun again, and the tabs that bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mediation.rooms.envelope import Envelope, first_hash
from mediation.rooms.gathering import HandedIn
from mediation.rooms.passes import Pass
from tests.unit.rooms.scene import Scene

BEFORE_ALL = first_hash("room", "joint")


@dataclass
class Tab:
    """What one person's browser still has."""

    brought: Pass
    envelopes: list[HandedIn]
    lifeline: bytes = b""
    connection: str = ""


@dataclass
class Restart:
    """Ann, Bo and the host were in `joint` when the server ended; it has the entries one, two, three."""

    scene: Scene
    host: Tab
    ann: Tab
    bo: Tab

    def come(self, tab: Tab) -> dict[str, Any]:
        tab.connection = self.scene.connect(tab.brought)
        return self.scene.rooms.door.enter("room", tab.connection)

    def throw(self, tab: Tab, lifeline: bytes | None = None) -> None:
        self.scene.rooms.restoration.restore("room", tab.connection, lifeline or tab.lifeline)

    def hand_in(
        self, tab: Tab, envelopes: Sequence[HandedIn] | None = None, before: bytes = BEFORE_ALL
    ) -> int:
        given = tab.envelopes if envelopes is None else envelopes
        return self.scene.rooms.restoration.hand_in("room", tab.connection, "joint", before, given)

    def finish(self, *tabs: Tab) -> None:
        for tab in tabs:
            self.scene.rooms.restoration.handed_in("room", tab.connection)

    def entries(self) -> list[tuple[int, str, str]]:
        kept = self.scene.store.envelopes("room", "joint", 0, 99)
        return [(one.number, one.sender, one.entry) for one in kept]


def kept_by_tab(envelopes: Sequence[Envelope]) -> list[HandedIn]:
    fields = [{name: value for name, value in vars(one).items() if name != "channel"} for one in envelopes]
    return [HandedIn(**one) for one in fields]


def restarted() -> Restart:
    """A server that has just started again."""
    scene = Scene()
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.make("joint", "ann", "bo")
    scene.post(ann, "joint", "one")
    scene.post(bo, "joint", "two")
    scene.post(scene.host, "joint", "three")
    kept = kept_by_tab(scene.store.envelopes("room", "joint", 0, 99))
    lifeline = scene.told.lifelines[scene.host]
    scene.rooms.lifeline_kept("room", scene.host, lifeline["revision"])
    tabs = Restart(
        scene,
        Tab(scene.passes[scene.host], kept, lifeline["lifeline"]),
        Tab(scene.passes[ann], kept),
        Tab(scene.passes[bo], kept),
    )
    scene.restart()
    return tabs


def come_back(restart: Restart) -> None:
    """All three, as they do when nothing else goes wrong."""
    for tab in (restart.ann, restart.host, restart.bo):
        assert restart.come(tab) == {"restoring": True}
    restart.throw(restart.host)
    for tab in (restart.ann, restart.host, restart.bo):
        restart.hand_in(tab)
    restart.finish(restart.ann, restart.host, restart.bo)
