"""What hosts do: make and change channels, set and remove seats. Must not know what a channel is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.envelope import first_hash
from mediation.rooms.errors import Conflict, Malformed, NotAllowed, TooMany
from mediation.rooms.keeper import Keeper
from mediation.rooms.limits import CHANNELS, EPOCHS, SEATS
from mediation.rooms.room import Room
from mediation.rooms.seat import Kind, Seat


@dataclass(frozen=True)
class Adding:
    """A seat that is put into a channel; `from_start`: it hears what was before, too."""

    seat: str
    listens: bool
    from_start: bool = True


class Hosting:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    # Channels

    def channel_make(
        self,
        room_id: str,
        connection: str,
        channel_id: str,
        epoch_id: str,
        members: Sequence[Adding],
        needs_host: bool,
    ) -> int:
        """The number of its first epoch."""
        room = self._keeper.room(room_id)
        room.host(connection)
        _check_seats(room, [member.seat for member in members])
        if len(self._keeper.store.channels(room_id)) >= CHANNELS:
            raise TooMany
        channel = Channel(
            channel_id,
            members={member.seat: Listening(member.listens, since=0) for member in members},
            epochs=(Epoch(1, epoch_id, start=0),),
            needs_host=needs_host,
            running_hash=first_hash(room_id, channel_id),
            lives=(0,) * (room.life - 1),
        )
        if not self._keeper.store.add_channel(room_id, channel):
            raise Conflict
        self._keeper.lifelines.renew(room)
        self._keeper.tell_channel(room, channel)
        return channel.epoch.number

    def channel_change(
        self,
        room_id: str,
        connection: str,
        channel_id: str,
        expect: int,
        epoch_id: str,
        add: Sequence[Adding],
        remove: Sequence[str],
    ) -> Epoch:
        """Begin a new epoch with other members; it. Raises Conflict when `expect` is not the present one."""
        room = self._keeper.room(room_id)
        room.host(connection)
        _check_seats(room, [*(one.seat for one in add), *remove])

        def changed(channel: Channel) -> Channel:
            if channel.epoch.number != expect:
                raise Conflict
            if len(channel.epochs) >= EPOCHS:
                raise TooMany
            members = {seat: how for seat, how in channel.members.items() if seat not in remove}
            for one in add:
                known = members.get(one.seat)
                since = 0 if one.from_start else known.since if known else channel.head
                members[one.seat] = Listening(one.listens, since)
            return channel.with_epoch(epoch_id, members)

        before, after = self._keeper.change_channel(room, channel_id, changed)
        room = self._keeper.room(room_id)
        self._tell_gone(room, before, after)
        self._keeper.tell_channel(room, after)
        return after.epoch

    def channel_set(
        self, room_id: str, connection: str, channel_id: str, held: bool, needs_host: bool
    ) -> None:
        room = self._keeper.room(room_id)
        room.host(connection)
        _, after = self._keeper.change_channel(
            room, channel_id, lambda channel: channel.with_settings(held, needs_host)
        )
        self._keeper.tell_channel(room, after)

    def _tell_gone(self, room: Room, before: Channel, after: Channel) -> None:
        gone = before.members.keys() - after.members.keys()
        taken_out = [one.id for one in room.present() if one.seat in gone]
        if taken_out:
            self._keeper.outgoing.deliver(taken_out, "channel_gone", {"channel": after.id})

    # Seats

    def seat_set(
        self,
        room_id: str,
        connection: str,
        seat_id: str,
        version: int,
        kind: Kind,
        proof_hash: bytes | None,
    ) -> None:
        """Add a seat, or replace or (`proof_hash` None) revoke its link: whoever came by it is shut out."""

        def changed(room: Room) -> Room:
            room.host(connection)
            seat = room.seats.get(seat_id)
            if seat is None:
                if len(room.seats) >= SEATS:
                    raise TooMany
                return room.with_seat(Seat(seat_id, version, kind, proof_hash))
            # Another kind would turn the person who has the seat into somebody else.
            if seat.is_opening_hosts or seat.id == room.connections[connection].seat or kind != seat.kind:
                raise NotAllowed
            if version < seat.version or (version == seat.version and proof_hash is not None):
                raise Conflict
            return room.with_seat(
                replace(seat, version=version, proof_hash=proof_hash, device=None, half=None)
            )

        before, _ = self._keeper.change(room_id, changed)
        visitors = [one.id for one in before.connections.values() if one.seat == seat_id]
        self._keeper.see_out(room_id, visitors, "removed", before)
        self._keeper.tell_seats(self._keeper.room(room_id))

    def remove(self, room_id: str, connection: str, seat_id: str) -> None:
        """Shut the seat's device out and take the seat out of all channels."""

        def removed(room: Room) -> Room:
            room.host(connection)
            seat = room.seats.get(seat_id)
            if seat is None or seat.is_opening_hosts or seat_id == room.connections[connection].seat:
                raise NotAllowed
            barred = seat.barred | ({seat.device} if seat.device else set())
            return room.with_seat(replace(seat, device=None, half=None, barred=barred))

        before, _ = self._keeper.change(room_id, removed)
        device = before.seats[seat_id].device
        self._keeper.see_out(room_id, before.of_device(seat_id, device), "removed", before)
        room = self._keeper.room(room_id)
        for channel in self._keeper.store.channels(room_id):
            if seat_id in channel.members:
                _, after = self._keeper.change_channel(
                    room, channel.id, lambda channel: channel.without(seat_id)
                )
                self._keeper.tell_channel(room, after)
        self._keeper.tell_seats(room)

    def take_over(self, room_id: str, connection: str) -> None:
        """The opening mediator's new device becomes the host seat's; the former is shut out for good."""

        def taken(room: Room) -> Room:
            tab = room.connection(connection)
            seat = room.seats[tab.seat]
            if not seat.is_opening_hosts or not room.accepts(seat.id, tab.version, tab.device):
                raise NotAllowed
            if seat.device == tab.device:
                return room
            # Barred: the lost device still has its pass, and must not take over in turn.
            return room.bound(tab, barred={seat.device} if seat.device else set())

        before, after = self._keeper.change(room_id, taken)
        if before is after:
            return
        seat_id = before.connections[connection].seat
        former = before.seats[seat_id].device
        self._keeper.see_out(room_id, before.of_device(seat_id, former), "replaced", before)
        self._keeper.tell_seats(self._keeper.room(room_id))


def _check_seats(room: Room, seats: Sequence[str]) -> None:
    """Each once (Malformed), each of this room, and no host's: hosts are in every channel (NotAllowed)."""
    if len(set(seats)) != len(seats):
        raise Malformed
    if any(seat not in room.seats or room.seats[seat].is_host for seat in seats):
        raise NotAllowed
