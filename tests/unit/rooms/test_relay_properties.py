"""Random people do random things in one room; after each, the relay's rules hold.

They are held against a second account, kept plainly: a list of tabs, and for each channel who is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mediation.rooms.derivations import digest
from mediation.rooms.errors import NotAllowed, RoomError
from mediation.rooms.hosting import Adding
from tests.client.sealing import first_hash, next_hash
from tests.unit.rooms.scene import HOST, Scene

SEATS = ("ann", "bo", "olu", "zo")
CHANNELS = ("joint", "caucus", "another")
ENTRIES = tuple(f"entry {n}" for n in range(12))

seats = st.sampled_from(SEATS)
channels = st.sampled_from(CHANNELS)
few_seats = st.lists(seats, unique=True, max_size=3)
mostly_right = st.sampled_from((0, 0, 0, 0, 0, -1, -2, 1))
posts = st.lists(
    st.tuples(st.integers(0, 99), channels, st.sampled_from(ENTRIES), mostly_right, mostly_right),
    min_size=1,
    max_size=6,
)


@dataclass
class Tab:
    connection: str
    seat: str
    is_in: bool = False
    is_gone: bool = False


@dataclass
class InChannel:
    """seat → (listens, since), and what was said: (sender, entry) in order."""

    members: dict[str, tuple[bool, int]]
    epoch: int = 1
    start: int = 0
    held: bool = False
    said: list[tuple[str, str]] = field(default_factory=list)


class RandomRoom(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene(dict.fromkeys(SEATS, "party"))
        self.tabs = [Tab(self.scene.host, HOST, is_in=True)]
        self.known: dict[str, InChannel] = {}
        self.versions = dict.fromkeys(SEATS, 1)
        for seat in SEATS[:3]:
            self.tabs.append(Tab(self.scene.come_in(seat), seat, is_in=True))
        self.a_channel_is_made("joint", ["ann", "bo"], ["olu"])
        self.a_channel_is_made("caucus", ["ann"], [])

    def present(self) -> list[Tab]:
        return [tab for tab in self.tabs if tab.is_in and not tab.is_gone]

    def hearers(self, channel: str) -> set[str]:
        members = self.known[channel].members
        return {tab.connection for tab in self.present() if tab.seat == HOST or tab.seat in members}

    def one(self, which: int) -> Tab:
        """Any tab that ever was."""
        return self.tabs[which % len(self.tabs)]

    # Coming and going

    @rule(seat=seats, is_admitted=st.booleans())
    def somebody_comes(self, seat: str, is_admitted: bool) -> None:
        tab = Tab(self.scene.arrive(seat, version=self.versions[seat]), seat)
        self.tabs.append(tab)
        if is_admitted and self.present() and self.present()[0].seat == HOST:
            self.scene.admit(tab.connection)
            for former in self.tabs:
                if former.seat == seat and former.is_in:
                    former.is_gone = True
            tab.is_in = True

    @rule(which=st.integers(1, 99))
    def somebody_goes(self, which: int) -> None:
        tab = self.one(which)
        if tab.seat != HOST:
            self.scene.lose(tab.connection)
            tab.is_gone = True

    @rule(seat=seats)
    def somebody_is_removed(self, seat: str) -> None:
        self.scene.rooms.hosting.remove("room", self.scene.host, seat)
        for tab in self.tabs:
            tab.is_gone |= tab.seat == seat and tab.is_in
        for channel in self.known.values():
            channel.members.pop(seat, None)

    @rule(seat=seats)
    def a_link_is_replaced(self, seat: str) -> None:
        version = self.versions[seat] = self.versions[seat] + 1
        proof_hash = digest(self.scene.proof(seat, version))
        self.scene.rooms.hosting.seat_set("room", self.scene.host, seat, version, "party", proof_hash)
        for tab in self.tabs:
            tab.is_gone |= tab.seat == seat

    @rule(seconds=st.integers(0, 2))
    def time_passes(self, seconds: int) -> None:
        self.scene.round(seconds)

    # Channels

    @rule(channel=channels, speakers=few_seats, listeners=few_seats)
    def a_channel_is_made(self, channel: str, speakers: list[str], listeners: list[str]) -> None:
        listeners = [seat for seat in listeners if seat not in speakers]
        if channel in self.known:
            return
        self.scene.make(channel, *speakers, listeners=listeners)
        members = dict.fromkeys(speakers, (False, 0)) | dict.fromkeys(listeners, (True, 0))
        self.known[channel] = InChannel(members)

    @rule(channel=channels, add=few_seats, remove=few_seats, listens=st.booleans(), from_start=st.booleans())
    def members_change(
        self, channel: str, add: list[str], remove: list[str], listens: bool, from_start: bool
    ) -> None:
        known = self.known.get(channel)
        remove = [seat for seat in remove if seat not in add]
        if known is None:
            return
        adding = [Adding(seat, listens, from_start) for seat in add]
        epoch = self.scene.rooms.hosting.channel_change(
            "room", self.scene.host, channel, known.epoch, "next", adding, remove
        )
        known.epoch, known.start = known.epoch + 1, len(known.said)
        assert (epoch.number, epoch.start) == (known.epoch, known.start)
        for seat in remove:
            known.members.pop(seat, None)
        for seat in add:
            since = 0 if from_start else known.members.get(seat, (False, len(known.said)))[1]
            known.members[seat] = (listens, since)

    @rule(channel=channels, held=st.booleans())
    def a_channel_is_held(self, channel: str, held: bool) -> None:
        if channel in self.known:
            self.scene.rooms.hosting.channel_set("room", self.scene.host, channel, held, needs_host=True)
            self.known[channel].held = held

    # The relay

    @rule(posts=posts)
    def some_post(self, posts: list[tuple[int, str, str, int, int]]) -> None:
        for post in posts:
            self.somebody_posts(*post)

    def somebody_posts(self, which: int, channel: str, entry: str, off: int, back: int) -> None:
        """Sometimes under a wrong epoch, or having seen too little or too much, or twice."""
        tab, known = self.one(which), self.known.get(channel)
        epoch = max(0, (known.epoch if known else 1) + off)
        seen = max(0, (len(known.said) if known else 0) + back)
        self.scene.told.forget()
        post = ("room", tab.connection, channel, entry, epoch, seen, entry.encode())
        if known is None or not self.should_pass(tab, known, entry, epoch, seen):
            with pytest.raises(RoomError):
                self.scene.rooms.relay.post(*post)
            assert self.scene.told.heard == {}, "a refusal is the sender's alone"
            return
        self.scene.now += 1  # nobody is too fast here
        number = self.scene.rooms.relay.post(*post)
        said = (tab.seat, entry)
        if said in known.said:
            assert number == known.said.index(said) + 1
            assert self.scene.told.heard == {}
        else:
            known.said.append(said)
            assert number == len(known.said)
            assert self.scene.told.heard.keys() == self.hearers(channel)
            for heard in self.scene.told.heard.values():
                assert [event for event, _ in heard] == ["envelope"]
                assert (heard[0][1]["number"], heard[0][1]["sender"]) == (number, tab.seat)

    def should_pass(self, tab: Tab, known: InChannel, entry: str, epoch: int, seen: int) -> bool:
        if tab not in self.present():
            return False
        if tab.seat != HOST and tab.seat not in known.members:
            return False
        if (tab.seat, entry) in known.said:
            return True
        listens, _ = known.members.get(tab.seat, (False, 0))
        if tab.seat != HOST and (listens or known.held):
            return False
        return epoch == known.epoch and known.start <= seen <= len(known.said)

    @rule(which=st.integers(0, 99), channel=channels)
    def somebody_signals(self, which: int, channel: str) -> None:
        tab = self.one(which)
        self.scene.told.forget()
        try:
            self.scene.rooms.relay.signal("room", tab.connection, channel, b"box")
        except RoomError:
            assert self.scene.told.heard == {}
        else:
            assert self.scene.told.heard.keys() == self.hearers(channel) - {tab.connection}

    # What holds after whatever happened

    @invariant()
    def every_order_is_whole_and_its_hash_is_right(self) -> None:
        for id, known in self.known.items():
            envelopes = self.scene.store.envelopes("room", id, 0, 1000)
            assert [(one.sender, one.entry) for one in envelopes] == known.said
            running = first_hash("room", id)
            for number, one in enumerate(envelopes, 1):
                assert one.number == number
                running = next_hash(running, number, one.sender, one.epoch, one.entry, one.seen, one.sealed)
            channel = self.scene.store.channel("room", id)
            assert channel is not None
            assert (channel.head, channel.running_hash) == (len(known.said), running)
            assert {seat: (how.listens, how.since) for seat, how in channel.members.items()} == known.members

    @invariant()
    def everyone_catches_up_with_what_is_theirs_and_no_more(self) -> None:
        for tab in self.tabs:
            for id in CHANNELS:
                known = self.known.get(id)
                if known is None or tab.connection not in self.hearers(id):
                    with pytest.raises(NotAllowed):
                        self.scene.rooms.relay.catch_up("room", tab.connection, id, 0)
                    continue
                caught = self.scene.rooms.relay.catch_up("room", tab.connection, id, 0)
                since = 0 if tab.seat == HOST else known.members[tab.seat][1]
                numbers = [envelope["number"] for envelope in caught["envelopes"]]
                assert numbers == list(range(since + 1, len(known.said) + 1))
                assert caught["head"] == len(known.said)

    @invariant()
    def who_is_told_is_who_is_in(self) -> None:
        here = {tab.connection for tab in self.present()}
        assert {one.id for one in self.scene.state.present()} == here


RandomRoom.TestCase.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
TestRandomPeopleInARoom = RandomRoom.TestCase
