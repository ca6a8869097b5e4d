"""What happened to everyone's words, once all is quiet: lost, doubled, reordered, or seen differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.client.tab import Tab
from tests.faults.living import Living


@dataclass
class Verdict:
    """Counts; all of them should be 0 but `entries`."""

    entries: int = 0
    lost: int = 0
    doubled: int = 0
    reordered: int = 0
    different: int = 0
    breaks: list[str] = field(default_factory=list)

    def add(self, other: Verdict) -> None:
        for name in ("entries", "lost", "doubled", "reordered", "different"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.breaks += other.breaks


def entries_of(tab: Tab, channel: str) -> list[str]:
    return [entry.entry for entry in tab.channels[channel].entries]


def judge(people: Sequence[Living], observed: Sequence[Sequence[str]]) -> Verdict:
    """People of one channel. `observed`: orders in which somebody saw entries, at some time before."""
    orders = [entries_of(person.tab, person.channel) for person in people]
    order = orders[0]
    place = {entry: number for number, entry in enumerate(order)}
    verdict = Verdict(entries=len(order))
    verdict.doubled = len(order) - len(place)
    verdict.different = sum(other != order for other in orders)
    for person in people:
        verdict.lost += sum(entry not in place for entry in person.acknowledged)
        verdict.reordered += out_of_order([entry for entry in person.written if entry in place], place)
        verdict.breaks += person.history_breaks
    for seen in observed:
        verdict.lost += sum(entry not in place for entry in seen)
        verdict.reordered += out_of_order([entry for entry in seen if entry in place], place)
    return verdict


def out_of_order(seen: Sequence[str], place: dict[str, int]) -> int:
    return sum(place[one] > place[next_one] for one, next_one in pairwise(seen))
