"""A server killed 50 times, at random moments, while three rooms are busy: what became of everyone's words.

Run by `make bench-faults`. Real processes, SIGKILL, the Python client; in each room a host and two parties
who post, come back by themselves, and now and then get new keys. At the end all that was acknowledged, and
all that anybody saw, is looked for in what everybody has. `restore_seconds`: from the first tab that is back
to the room being open, with 5,000 entries to hand in. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import secrets
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.client.connection import Refused
from tests.client.links import Place
from tests.client.tab import Tab
from tests.client.visitor import Mediator
from tests.faults.storm import Storm
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

KILLS = 50
LONGEST_SECONDS = 1.0
ENTRIES, PER_TAB_PAUSE_SECONDS = 5_000, 0.05


def main() -> int:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else secrets.randbelow(10**6)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder))
        server.start()
        mediator = Mediator(server.url, "Mediator of the benchmark", "four horses and a lantern")
        mediator.enrol(server.first_link())
        storm = Storm(server, mediator, seed)
        storm.begin()
        for number in range(1, KILLS + 1):
            storm.kill(LONGEST_SECONDS)
            print(f"killed {number} times", flush=True)
        verdict = storm.end()
        restore_seconds = restore(server, mediator)
        server.stop()
    for reason in verdict.breaks:
        print(f"a history did not fit: {reason}")
    print(
        json.dumps(
            {
                "kills": storm.kills,
                "lost": verdict.lost,
                "doubled": verdict.doubled,
                "reordered": verdict.reordered,
                "different": verdict.different + len(verdict.breaks),
                "entries": verdict.entries,
                "restore_seconds": round(restore_seconds, 2),
                "seed": seed,
            }
        )
    )
    return int(verdict.lost + verdict.doubled + verdict.reordered + verdict.different > 0)


def restore(server: ServerProcess, mediator: Mediator) -> float:
    """A room of five with 5,000 entries; everybody at once brings it back."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(n) for n in range(1, 5)])
    members = [room.admit(n) for n in range(1, 5)]
    joint = room.open_joint(*members)
    tabs: list[Tab] = [room.host, *members]
    with ThreadPoolExecutor(len(tabs)) as pool:
        list(pool.map(lambda tab: talk(tab, joint, ENTRIES // len(tabs)), tabs))
    for tab in tabs:
        tab.catch_up(joint)
    room.host.keep_lifeline()
    for tab in tabs:
        tab.disconnect()
    server.kill()
    server.start()
    began = time.perf_counter()
    with ThreadPoolExecutor(len(tabs)) as pool:
        list(pool.map(come_back, tabs))
    took = time.perf_counter() - began
    check(room, joint, tabs)
    rooms.leave(room)
    rooms.await_all()
    return took


def talk(tab: Tab, channel: str, entries: int) -> None:
    for number in range(entries):
        while True:
            try:
                tab.say(channel, f"{number} of {tab.seat}")
                break
            except Refused:
                time.sleep(PER_TAB_PAUSE_SECONDS)


def come_back(tab: Tab) -> None:
    assert tab.connect().get("restoring")
    tab.bring_back()


def check(room: OpenRoom, channel: str, tabs: list[Tab]) -> None:
    for tab in tabs:
        (seen,) = (one for one in tab.enter()["channels"] if one["channel"] == channel)
        assert seen["head"] == tab.channels[channel].number >= ENTRIES
    room.host.say(channel, "The last.")


if __name__ == "__main__":
    sys.exit(main())
