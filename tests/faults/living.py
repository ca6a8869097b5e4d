"""People who live through faults by themselves: each tab in a thread that talks, and always comes back.

Written over the Python client, as docs/protocol.md says tabs behave. Knows no server from inside.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.client.channel import HistoryDoesNotMatch
from tests.client.connection import ConnectionIsLost, ConnectionRefused, NothingHeard, Refused
from tests.client.encoding import new_id
from tests.client.host import Host
from tests.client.member import Member
from tests.client.noise import HandshakeDoesNotHold
from tests.client.sealing import DoesNotOpen
from tests.client.tab import Tab

LOST = (
    ConnectionIsLost,
    ConnectionRefused,
    NothingHeard,
    Refused,
    DoesNotOpen,
    HandshakeDoesNotHold,
    OSError,
)
AGAIN_SECONDS = 0.05
PAUSE_SECONDS = 0.08  # between one's posts: a seat may post 20 times a second


@dataclass
class Living:
    """`written`: entry ids of this person's posts, in order; `acknowledged`: those the server has ordered;
    `_unsettled`: those of them that this tab has yet to read in the order, and what they say."""

    tab: Tab
    channel: str
    chance: random.Random
    acknowledged: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    history_breaks: list[str] = field(default_factory=list)
    _pending: str | None = None
    _unsettled: dict[str, dict[str, str]] = field(default_factory=dict)
    _silent: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _is_caught_up: bool = False

    def start(self) -> None:
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def fall_silent(self) -> None:
        """Say nothing new; what is on its way still goes."""
        self._silent.set()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(30)
        self.tab.disconnect()

    @property
    def has_said_all(self) -> bool:
        says_nothing = self._silent.is_set() and self._pending is None
        return says_nothing and not self._unsettled and not any(self.tab.owed.values())

    def _live(self) -> None:
        while not self._stop.is_set():
            try:
                self._come_in()
                while not self._stop.is_set():
                    self._do_duties()
                    if not self.tab.connection.is_open:
                        raise ConnectionIsLost
                    if self._silent.is_set() and self._pending is None:
                        time.sleep(AGAIN_SECONDS)
                    else:
                        self._say_something()
            except HistoryDoesNotMatch as error:
                self.history_breaks.append(str(error))
                return
            except LOST:
                self._take_what_came()
                time.sleep(AGAIN_SECONDS)

    def _take_what_came(self) -> None:
        """A tab reads each event as it comes; this one reads what is left once the connection is gone.

        Not what came before it had caught up: that is read when it catches up.
        """
        if self._is_caught_up:
            with suppress(*LOST):
                self._hear()
        with suppress(*LOST):
            self.tab.keep_lifeline()
        self.tab.disconnect()

    def _come_in(self) -> None:
        self._is_caught_up = False
        if self.tab.connect().get("restoring"):
            self.tab.bring_back()
        self._arrive()
        for channel in self.tab.channels:
            self._catch_up(channel)
        self.tab.send_owed()
        self._send_unsettled()
        self._is_caught_up = True

    def _send_unsettled(self) -> None:
        """Words that came, but could not be read before the line was lost: the room may be without them."""
        self._settle()
        for entry, content in self._unsettled.items():
            self.tab.connection.call("post", **self.tab.seal_post(self.channel, content, entry=entry))

    def _catch_up(self, channel: str) -> None:
        """As Tab.catch_up, but words under a key that the host is about to send wait for it."""
        held = self.tab.channels[channel]
        while True:
            answer = self.tab.connection.call("catch_up", channel=channel, after=held.number)
            for envelope in answer["envelopes"]:
                while envelope["epoch"] not in held.keys:
                    self._take_keys()
                self.tab.apply({"channel": channel, **envelope})
            if held.number >= answer["head"]:
                return

    def _settle(self) -> None:
        if self._unsettled:
            for entry in self.tab.channels[self.channel].entries:
                self._unsettled.pop(entry.entry, None)

    def _arrive(self) -> None:
        """What one's part asks for on coming in."""

    def _do_duties(self) -> None:
        self._hear()

    def _hear(self) -> None:
        """Apply what has come; words under a new key wait for it.

        Where the key does not come, the words that waited for it are read again on catching up.
        """
        held = self.tab.channels[self.channel]
        was_caught_up, self._is_caught_up = self._is_caught_up, False
        for envelope in self.tab.connection.unread("envelope", channel=self.channel):
            while envelope["epoch"] not in held.keys:
                self._take_keys()
            self.tab.apply(envelope)
        self._is_caught_up = was_caught_up
        self._settle()

    def _say_something(self) -> None:
        if self._pending is None:
            self._pending = new_id()
            self.written.append(self._pending)
        content = {"kind": "message", "text": f"{len(self.written)} of {self.tab.seat}"}
        self._hear()
        try:
            self.tab.connection.call("post", **self.tab.seal_post(self.channel, content, entry=self._pending))
        except Refused as refused:
            if refused.name in ("too_fast", "no_host", "held"):
                time.sleep(AGAIN_SECONDS)
                return
            if refused.name == "stale_epoch":
                self._take_keys()
                self._catch_up(self.channel)
                return
            raise
        if not self._has_heard(self._pending):
            self.history_breaks.append("told a number, and not the words with their stamp")
        self.acknowledged.append(self._pending)
        self._unsettled[self._pending] = content
        self._pending = None
        time.sleep(PAUSE_SECONDS * self.chance.random() * 2)

    def _has_heard(self, entry: str) -> bool:
        if self.tab.connection.has_unread("envelope", entry=entry):
            return True
        return any(one.entry == entry for one in reversed(self.tab.channels[self.channel].entries))

    def _take_keys(self) -> None:
        """Wait for the keys of a new epoch."""
        raise NotImplementedError


@dataclass
class LivingMember(Living):
    def _arrive(self) -> None:
        """Knock under R, as after any lost connection, and be granted without being asked."""
        assert isinstance(self.tab, Member)
        self.tab.knock()
        self.tab.come_back()
        self.tab.take_grant()

    def _do_duties(self) -> None:
        assert isinstance(self.tab, Member)
        if self.tab.connection.unread("attempt_over"):
            raise ConnectionIsLost  # the host's line was: a tab knocks again, this one comes in anew
        self.tab.take_waiting_keys()
        self._hear()

    def _take_keys(self) -> None:
        assert isinstance(self.tab, Member)
        self.tab.take_keys()


@dataclass
class LivingHost(Living):
    """Answers knocks, keeps the lifeline, and now and then changes the channel's keys."""

    changes: int = 0

    def _arrive(self) -> None:
        assert isinstance(self.tab, Host)
        self.tab.attempts.clear()
        self.tab.learn_epochs()

    def _do_duties(self) -> None:
        host = self.tab
        assert isinstance(host, Host)
        host.keep_lifeline()
        for knock in host.connection.unread("knock"):
            with suppress(HandshakeDoesNotHold, NothingHeard, Refused):
                attempt = host.answer(knock)
                host.take_resume(attempt)
        self._hear()
        if self.chance.random() < 0.02:
            host.change_channel(self.channel)
            self.changes += 1
            host.send_keys(self.channel)
