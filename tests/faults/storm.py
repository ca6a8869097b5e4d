"""Three busy rooms, and a server that is killed again and again; at length in bench/faults.py."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Protocol

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.faults.history import Verdict, entries_of, judge
from tests.faults.living import Living, LivingHost, LivingMember
from tests.fixtures.rooms import OpenRoom, Rooms

ROOMS, PARTIES = 3, 2
QUIET_SECONDS = 60


@dataclass
class BusyRoom:
    room: OpenRoom
    people: list[Living]
    observed: list[list[str]] = field(default_factory=list)

    def observe(self) -> None:
        """What each has seen by now, in its order."""
        self.observed += [entries_of(person.tab, person.channel) for person in self.people]

    def is_quiet(self) -> bool:
        """Everyone has said what they had to say, and has heard as much as the others."""
        return all(person.has_said_all or person.history_breaks for person in self.people) and (
            len({len(entries_of(person.tab, person.channel)) for person in self.people}) == 1
        )


class Mortal(Protocol):
    """A server, or whatever stands for one."""

    def kill(self) -> None: ...

    def start(self) -> None: ...


class Storm:
    def __init__(self, server: Mortal, mediator: Mediator, seed: int) -> None:
        self._server = server
        self._chance = random.Random(seed)
        self._rooms = Rooms()
        self.kills = 0
        self.busy = [self._open(mediator) for _ in range(ROOMS)]

    def _open(self, mediator: Mediator) -> BusyRoom:
        room = self._rooms.open(mediator, [Place(n) for n in range(1, PARTIES + 1)])
        members = [room.admit(n) for n in range(1, PARTIES + 1)]
        joint = room.open_joint(*members)
        room.host.keep_lifeline()
        people: list[Living] = [LivingHost(room.host, joint, self._dice())]
        people += [LivingMember(member, joint, self._dice()) for member in members]
        for person in people:
            person.tab.disconnect()
        return BusyRoom(room, people)

    def _dice(self) -> random.Random:
        return random.Random(self._chance.random())

    @property
    def people(self) -> list[Living]:
        return [person for busy in self.busy for person in busy.people]

    def begin(self) -> None:
        for person in self.people:
            person.start()

    def everyone_is_heard_again(self) -> None:
        """Until each has said something more, and has been acknowledged."""
        said = [len(person.acknowledged) for person in self.people]
        deadline = time.monotonic() + QUIET_SECONDS
        while any(len(one.acknowledged) <= before for one, before in zip(self.people, said, strict=True)):
            assert time.monotonic() < deadline, "somebody never comes back"
            breaks = [one for person in self.people for one in person.history_breaks]
            assert breaks == [], f"somebody's history does not fit: {breaks}"
            time.sleep(0.01)

    def kill(self, longest_seconds: float) -> None:
        """Let them talk until each has been heard once more, and a while longer; then end it."""
        self.everyone_is_heard_again()
        time.sleep(self._chance.random() * longest_seconds)
        self._server.kill()
        self.kills += 1
        for busy in self.busy:
            busy.observe()
        self._server.start()

    def end(self) -> Verdict:
        """Wait until all is quiet, and judge."""
        for person in self.people:
            person.fall_silent()
        deadline = time.monotonic() + QUIET_SECONDS
        while not all(busy.is_quiet() for busy in self.busy) and time.monotonic() < deadline:
            time.sleep(0.05)
        for person in self.people:
            person.stop()
        verdict = Verdict()
        for busy in self.busy:
            verdict.add(judge(busy.people, busy.observed))
        for busy in self.busy:
            self._rooms.leave(busy.room)
        self._rooms.await_all()
        return verdict
