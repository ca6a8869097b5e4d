"""The desk's parts, joined. Knows of rooms only whether a mediation has one that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, request
from sqlalchemy import Engine

from mediation.certificates.key_ring import read_key_ring
from mediation.certificates.opening import open_office
from mediation.certificates.printer import Printer
from mediation.concurrency import Concurrency
from mediation.config import Settings
from mediation.keys import read_or_make_key
from mediation.mediators.accounts import Accounts
from mediation.registry.publication import published_figures
from mediation.registry.registry import Registry
from mediation.rooms.derivations import derive
from mediation.web import failures, office_keys_page, pages, rendered, support
from mediation.web.parts import Parts
from mediation.web.protection import LARGEST_MESSAGE_BYTES, csrf, limiter

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Desk:
    wsgi: Flask
    parts: Parts
    printer: Printer
    engine: Engine


def make_desk(
    settings: Settings,
    concurrency: Concurrency,
    engine: Engine,
    has_open_room: Callable[[str], bool],
) -> Desk:
    """`engine`: of a database that is ready. Raises SettingIsWrong."""
    server_key = read_or_make_key(settings.instance / "server.key")
    office_keys = read_key_ring(settings.instance)
    printer = Printer()
    parts = Parts(
        settings=settings,
        accounts=Accounts(engine, server_key, concurrency, _now),
        registry=Registry(engine, office_keys, _now),
        published_figures=lambda: published_figures(engine),
        office_keys=office_keys,
        certificates=open_office(settings, office_keys.current, printer, _now),
        has_open_room=has_open_room,
    )
    flask = Flask("mediation", template_folder=ROOT / "templates", static_folder=None)
    _configure(flask, settings, derive(server_key, 32, "sessions"))
    flask.extensions["mediation"] = parts
    csrf.init_app(flask)
    limiter.init_app(flask)
    flask.register_blueprint(pages.pages)
    flask.register_blueprint(office_keys_page.pages)
    flask.register_blueprint(support.pages)
    rendered.register(flask)
    failures.answer_failures(flask)
    flask.teardown_request(_forget)
    return Desk(flask, parts, printer, engine)


def _forget(_: BaseException | None) -> None:
    """Why a request found no page: a circle of references, in which all of it would lie about for hours."""
    request.routing_exception = None


def _now() -> datetime:
    return datetime.now(UTC)


def _configure(flask: Flask, settings: Settings, session_key: bytes) -> None:
    flask.config.update(
        SECRET_KEY=session_key,
        # __Host-: no other site of the same domain can set it; browsers want https for it.
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
        MAX_CONTENT_LENGTH=LARGEST_MESSAGE_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_MESSAGE_BYTES,
    )
