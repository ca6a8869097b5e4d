"""The composition root: the only file that knows every part. Joins them; decides nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mediation import log
from mediation.certificates.key_ring import CURRENT
from mediation.clock import clock_trouble, steady_clock
from mediation.cluster.cluster import Cluster, new_server_name
from mediation.cluster.opening import open_redis
from mediation.cluster.outgoing import OwnTabs
from mediation.concurrency import Concurrency
from mediation.config import SettingIsWrong, Settings
from mediation.database import DatabaseIsBusy, open_engine, overwrite_traces
from mediation.dates import RegistryDates
from mediation.desk.application import Desk, make_desk
from mediation.desk.handover import Handover
from mediation.desk.process import DeskProcess
from mediation.hardening import give_back_free_memory
from mediation.keys import read_or_make_key
from mediation.metrics import Metrics
from mediation.migrations import migrate
from mediation.registry.housekeeping import Housekeeping
from mediation.registry.owed_ends import OwedEnds
from mediation.rooms.memory_store import MemoryRoomStore
from mediation.rooms.room_keys import RoomKeys
from mediation.rooms.rooms import Rooms
from mediation.rooms.store import StoreIsAway
from mediation.slot_file import SlotFile
from mediation.web import rooms_api
from mediation.web.counted_tabs import CountedTabs
from mediation.web.crowd import Crowd
from mediation.web.gate import Gate
from mediation.web.headers import SecurityHeaders
from mediation.web.parts import Parts, RoomParts
from mediation.web.seat_cookies import SeatCookies
from mediation.web.sockets import SocketOutgoing, Sockets, make_socketio

SECONDS_BETWEEN_ROUNDS = 0.2  # a countdown ends for everyone when it does on their screens
SECONDS_BETWEEN_ENDS = 1
SECONDS_BETWEEN_COUNTS = 3600
SECONDS_BETWEEN_TURNS = 0.25
SECONDS_BETWEEN_TIDYINGS = 3600


@dataclass(frozen=True)
class Application:
    settings: Settings
    concurrency: Concurrency
    wsgi: Flask
    socketio: SocketIO
    desk: Desk
    desk_process: DeskProcess | None  # None: the desk is served by this process
    rooms: Rooms
    engine: Engine
    housekeeping: Housekeeping
    ends: OwedEnds
    cluster: Cluster | None
    metrics: Metrics | None
    answer_at_once: Callable[[str, bytes], bool]  # as serving/ asks for it

    @property
    def parts(self) -> Parts:
        return self.desk.parts

    def start(self) -> None:
        """Begin what goes on beside the requests."""
        if self.desk_process is not None:
            self.desk_process.start(self.rooms.lifecycle.has_open_room)
        if self._clock_trouble():
            log.note("clock_is_doubtful")  # `mediation doctor` says why
        if self.cluster is not None:
            self.cluster.start(self.rooms.door, self.rooms.restoration.expect_back)
        if self.metrics is not None:
            try:
                self.metrics.serve(self.settings.metrics_port)
            except OSError as error:  # the port is another's: sessions go on without being measured
                log.fault("metrics", error)
            self.concurrency.spawn(self._watch_turns)
        self.concurrency.spawn(self._look_after_rooms)
        self.concurrency.spawn(self._write_ends)
        self.concurrency.spawn(self._tell_load)
        self.concurrency.spawn(self._look_after_registry)

    def stop(self) -> None:
        """The process is about to end: nothing that was deleted stays behind in SQLite's write-ahead log."""
        if self.desk_process is not None:
            self.desk_process.stop()
        self.desk.printer.stop()
        if self.cluster is not None:
            self.cluster.stop()
        self._settle_ends()
        try:
            overwrite_traces(self.engine)
            self.engine.dispose()
        except Exception as error:  # the command line may hold the database just now
            log.fault("stopping", error)

    def first_enrolment_link(self) -> str | None:
        """Where the very first account is made; None once there is one."""
        token = self.parts.accounts.first_link()
        return f"{self.settings.origin}/enrol#{token}" if token else None

    def _clock_trouble(self) -> str:
        key_made_at = datetime.fromtimestamp((self.settings.instance / CURRENT).stat().st_mtime, UTC)
        latest = self.parts.registry.latest_moment()
        return clock_trouble(_now(), [key_made_at, latest] if latest else [key_made_at])

    def _look_after_rooms(self) -> None:
        while True:
            self.concurrency.sleep(SECONDS_BETWEEN_ROUNDS)
            try:
                if self.rooms.look_after():
                    give_back_free_memory()
            except StoreIsAway as error:
                log.fault("rooms", error, "rooms_away")
            except Exception as error:  # rooms must still close after whatever went wrong in one round
                log.fault("rooms", error)

    def _write_ends(self) -> None:
        """Beside the rooms, which never wait for the database."""
        while True:
            self.concurrency.sleep(SECONDS_BETWEEN_ENDS)
            self._settle_ends()

    def _settle_ends(self) -> None:
        try:
            trouble = self.ends.settle()
        except Exception as error:  # whatever it is: it is tried again
            trouble = error
        if trouble is not None:
            log.fault("registry", trouble, "dates_not_moved")

    def _tell_load(self) -> None:
        while True:
            self.concurrency.sleep(SECONDS_BETWEEN_COUNTS)
            rooms, connections = self.rooms.count()
            log.note("load", rooms=log.band(rooms), connections=log.band(connections), faults=log.faults())

    def _watch_turns(self) -> None:
        while self.metrics is not None:
            began = time.monotonic()
            self.concurrency.sleep(SECONDS_BETWEEN_TURNS)
            self.metrics.waited(time.monotonic() - began - SECONDS_BETWEEN_TURNS)

    def _look_after_registry(self) -> None:
        while True:
            try:
                self.housekeeping.tidy()
            except Exception as error:  # it is tried again; rows that stay an hour longer harm nobody
                log.fault("tidying", error)
            self.concurrency.sleep(SECONDS_BETWEEN_TIDYINGS)


def create_app(
    settings: Settings, concurrency: Concurrency, desk_process: DeskProcess | None = None
) -> Application:
    """Everything, joined; raises SettingIsWrong."""
    server_key = read_or_make_key(settings.instance / "server.key")
    slots = SlotFile(settings.instance / "rooms.keys", concurrency)
    redis = open_redis(settings.redis_url, settings.redis_writes_to_disk) if settings.redis_url else None
    engine = _ready_database(settings, concurrency)
    desk = make_desk(
        settings, concurrency, engine, lambda reference: rooms.lifecycle.has_open_room(reference)
    )
    flask, registry = desk.wsgi, desk.parts.registry
    ends = OwedEnds(registry, _now)

    socketio = make_socketio(flask, concurrency)
    server = socketio.server  # type: ignore[attr-defined] # its stubs leave it out
    tabs = SocketOutgoing(server)
    metrics = Metrics(lambda: rooms.count()) if settings.metrics_port else None
    told = CountedTabs(tabs, metrics.delivered) if metrics else tabs
    cluster = _join_cluster(redis, tabs, told, server.eio, slots, concurrency) if redis else None
    rooms = Rooms(
        cluster.store if cluster else MemoryRoomStore(),
        cluster.outgoing if cluster else told,
        RegistryDates(registry, ends),
        settings.close_seconds,
        settings.empty_room_seconds,
        settings.outcome,
        steady_clock(),
        keys=cluster.room_keys if cluster else RoomKeys(slots.read(), slots.write),
    )
    seat_cookies = SeatCookies(server_key, settings.is_https)
    sockets = Sockets(server, tabs, rooms, seat_cookies, concurrency)
    sockets.listen()
    flask.extensions["rooms"] = RoomParts(rooms, server_key, seat_cookies)
    flask.register_blueprint(rooms_api.pages)
    inside = Handover(flask.wsgi_app, flask, desk_process) if desk_process else flask.wsgi_app
    flask.wsgi_app = SecurityHeaders(  # type: ignore[method-assign] # as Flask advises
        Gate(inside, settings.origin, crowd_of(settings), settings.proxies), settings.is_https
    )
    housekeeping = Housekeeping(engine, registry, _now, settings.retention_years)
    return Application(
        settings, concurrency, flask, socketio, desk, desk_process, rooms, engine, housekeeping, ends,
        cluster, metrics, sockets.answer_at_once if cluster is None else _nothing_at_once,
    )  # fmt: skip


def _nothing_at_once(_connection: str, _message: bytes) -> bool:
    """Redis is asked, and waited for."""
    return False


def _join_cluster(
    redis: Redis,
    tabs: SocketOutgoing,
    told: OwnTabs,
    engine: Any,
    slots: SlotFile,
    concurrency: Concurrency,
) -> Cluster:
    name = new_server_name()
    make_id = engine.generate_id
    engine.generate_id = lambda: f"{name}.{make_id()}"  # every connection says whose it is
    try:
        return Cluster(
            redis, name, told, tabs.is_here, tabs.drop_everyone, concurrency, slots.read(), slots.write
        )
    except (StoreIsAway, RedisError, OSError):
        raise SettingIsWrong("MEDIATION_REDIS_URL: Redis does not answer.") from None


def crowd_of(settings: Settings) -> Crowd:
    return Crowd(settings.connections_of_address, settings.requests_of_address, settings.proxies)


def _now() -> datetime:
    return datetime.now(UTC)


def _ready_database(settings: Settings, concurrency: Concurrency) -> Engine:
    try:
        engine = open_engine(settings.database, concurrency)
        migrate(engine)
    except (SQLAlchemyError, DatabaseIsBusy, OSError) as error:
        raise SettingIsWrong(
            f"MEDIATION_DATABASE_URL: the database cannot be used ({type(error).__name__})."
        ) from None
    return engine
