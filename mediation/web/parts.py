"""The parts that the pages and sockets reach, joined by app.py. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from mediation.certificates.key_ring import KeyRing
    from mediation.certificates.office import Office
    from mediation.config import Settings
    from mediation.mediators.accounts import Accounts
    from mediation.registry.figures import Figures
    from mediation.registry.registry import Registry
    from mediation.rooms.rooms import Rooms
    from mediation.web.seat_cookies import SeatCookies


@dataclass(frozen=True)
class Parts:
    """One of each; the limiter and the CSRF guard are module-level objects in web/protection.py."""

    settings: Settings
    accounts: Accounts
    registry: Registry
    published_figures: Callable[[], dict[str, Figures]]
    office_keys: KeyRing
    certificates: Office
    has_open_room: Callable[[str], bool]  # of a mediation's reference


@dataclass(frozen=True)
class RoomParts:
    """What the desk's process has not."""

    rooms: Rooms
    server_key: bytes = field(repr=False)
    seat_cookies: SeatCookies


def parts() -> Parts:
    """The parts of the application that answers this request."""
    return cast("Parts", current_app.extensions["mediation"])


def room_parts() -> RoomParts:
    """Those of rooms, of the application that answers this request."""
    return cast("RoomParts", current_app.extensions["rooms"])
