"""How many deliveries a second one process of this server makes, beside four other relays.

Run by `make bench-relay`: 50 rooms of 4 members over websockets, payloads of 300 bytes, one relay process on
one core and one generator on the other, the same for all; the rate rises until the slowest hundredth takes
more than 100 ms. A delivery is a post that has reached one *other* member of its room; what a relay sends
besides (here an acknowledgement, and the envelope to its sender too) counts for nothing. A post's time runs
from the moment at which it was due. `p99_ms`: at half of the most, the middle of several stretches; what
stops the whole machine for a moment, as its host does, shows in the worst of them. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
from dataclasses import dataclass

from bench.loading import BARE, EXCALIDRAW, HOUSE, PLAIN, SAME_WORK, Felt, Load, Peer, RelayGaveUp, load_on

ROOMS, MEMBERS = 50, 4
MOST_P99_MS = 100
FIRST_RATE, RISE = 2_000, 1.6
STEP_SECONDS, TRIES, HALVINGS = 1.5, 3, 4
SETTLE_SECONDS, HALF_LOAD_TIMES = 1.0, 5
ROUNDS = 3
PEERS = {
    "house": HOUSE,
    "plain": PLAIN,
    "excalidraw": EXCALIDRAW,
    "node_same_work": SAME_WORK,
    "limit": BARE,
}


@dataclass(frozen=True)
class Measured:
    most: Felt  # the most that it sustained
    half: list[Felt]  # at half of that, several times


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    names = sys.argv[2:] or list(PEERS)
    measured: dict[str, list[Measured]] = {name: [] for name in names}
    for number in range(1, rounds + 1):
        for name in names:
            one = measure(PEERS[name])
            measured[name].append(one)
            print(f"round {number}, {PEERS[name].name}: {one.most.rate:,.0f} a second", flush=True)
    table(measured)
    if set(names) == set(PEERS):
        print(json.dumps(figures(measured)))


def measure(peer: Peer) -> Measured:
    with load_on(peer, ROOMS, MEMBERS) as load:
        load.at(FIRST_RATE, SETTLE_SECONDS)
        most = rise(load)
    with load_on(peer, ROOMS, MEMBERS) as load:
        load.at(most.rate / 4, SETTLE_SECONDS)
        return Measured(most, [load.at(most.rate / 2, STEP_SECONDS) for _ in range(HALF_LOAD_TIMES)])


def rise(load: Load) -> Felt:
    """The most that is sustained: upwards in steps until it is too much, then between the last two."""
    best = too_much = None
    rate = float(FIRST_RATE)
    halvings = 0
    while halvings < HALVINGS:
        try:
            # What else this machine does may spoil one try, not three.
            tries = (load.at(rate, STEP_SECONDS) for _ in range(TRIES))
            felt = next((one for one in tries if one.p99_ms <= MOST_P99_MS), None)
        except RelayGaveUp:
            break  # under more than it could bear
        if felt is not None:
            best = felt
        else:
            too_much = rate
        halvings += too_much is not None
        rate = rate * RISE if too_much is None else ((best.rate if best else 0) + too_much) / 2
    assert best is not None, "it did not sustain even the first rate"
    return best


def table(measured: dict[str, list[Measured]]) -> None:
    print(f"\n{'':38}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'worst':>8}{'CPU µs':>9}{'generator':>11}")
    for name, rounds in measured.items():
        most, half = [one.most for one in rounds], [felt for one in rounds for felt in one.half]
        print(
            f"{PEERS[name].name:38}{middle([one.rate for one in most]):>10,.0f}"
            f"{middle([one.p50_ms for one in half]):>9.1f}{middle([one.p99_ms for one in half]):>9.1f}"
            f"{max(one.p99_ms for one in half):>8.1f}"
            f"{middle([one.cpu_us for one in most]):>9.1f}"
            f"{middle([one.generator_busy for one in most]):>11.0%}"
        )
    print(
        "p50 and p99 at half of that rate, the middles of stretches, and the worst stretch's p99; "
        "CPU of the relay for each delivery; how busy the generator was"
    )


def figures(measured: dict[str, list[Measured]]) -> dict[str, float]:
    """Middles of the rounds; each ratio is taken within a round."""
    house = measured["house"]
    ratios = {
        f"ratio_to_{name}": round(
            middle([ours.most.rate / theirs.most.rate for ours, theirs in zip(house, rounds, strict=True)]), 2
        )
        for name, rounds in measured.items()
        if name != "house"
    }
    return {
        "deliveries_per_second": round(middle([one.most.rate for one in house])),
        "p99_ms": round(middle([felt.p99_ms for one in house for felt in one.half]), 1),
        **ratios,
    }


middle = statistics.median


if __name__ == "__main__":
    main()
