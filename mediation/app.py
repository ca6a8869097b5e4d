"""The composition root: the only file that knows every part. Joins them; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO

from mediation.concurrency import Concurrency
from mediation.config import Settings
from mediation.keys import read_or_make_key
from mediation.web import failures, pages
from mediation.web.gate import Gate
from mediation.web.headers import SecurityHeaders

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Application:
    settings: Settings
    wsgi: Flask
    socketio: SocketIO

    def start(self) -> None:
        """Begin what goes on beside the requests."""

    def stop(self) -> None:
        """The process is about to end."""

    def first_enrolment_link(self) -> str | None:
        """Where the very first account is made; None once there is one."""
        return None


def create_app(settings: Settings, concurrency: Concurrency) -> Application:
    """Everything, joined; raises SettingIsWrong."""
    server_key = read_or_make_key(settings.instance / "server.key")
    flask = Flask("mediation", template_folder=ROOT / "templates", static_folder=None)
    flask.secret_key = server_key
    socketio = SocketIO(flask, async_mode=concurrency.socket_mode)
    flask.register_blueprint(pages.pages)
    failures.answer_failures(flask)
    flask.wsgi_app = SecurityHeaders(  # type: ignore[method-assign]
        Gate(flask.wsgi_app, settings.origin), settings.is_https
    )
    return Application(settings, flask, socketio)
