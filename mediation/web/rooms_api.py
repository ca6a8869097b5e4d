"""Preparing, opening and joining rooms, and leaving them: JSON, from our own pages alone. Decides nothing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from mediation.mediators.account import Account
from mediation.registry.registry import MediationHasEnded, MediationIsUnknown, RowSignatureIsWrong
from mediation.rooms.derivations import new_id, rehearsal_id
from mediation.rooms.door import LinkIsNotOpen
from mediation.rooms.errors import (
    Conflict,
    Malformed,
    NotAllowed,
    RoomError,
    RoomIsClosed,
    RoomIsRestoring,
    TooMany,
)
from mediation.rooms.lifecycle import UNDERTAKINGS, Place
from mediation.rooms.limits import AHEAD_SECONDS
from mediation.rooms.passes import Pass
from mediation.rooms.store import StoreIsAway
from mediation.rooms.tickets import Ticket, read_ticket, write_ticket
from mediation.web.gate import is_from_origin
from mediation.web.parts import parts, room_parts
from mediation.web.protection import csrf
from mediation.web.shapes import (
    fields,
    flag,
    hash_text,
    identifier,
    kind,
    number,
    read_fields,
    several,
    text,
    version,
)
from mediation.web.sign_in import signed_in_mediator

STATUS = {
    Malformed: 400,
    NotAllowed: 403,
    Conflict: 409,
    RoomIsRestoring: 409,
    RoomIsClosed: 410,
    TooMany: 429,
}

pages = Blueprint("rooms_api", __name__)


@pages.before_request
def refuse_other_origins() -> Response | None:
    if is_from_origin(request.environ, parts().settings.origin):
        return None
    return _refusal("not_allowed", 403)


@pages.errorhandler(RoomError)
def say_error(error: RoomError) -> Response:
    return _refusal(error.name, STATUS.get(type(error), 400))


@pages.errorhandler(StoreIsAway)
def say_away(_: StoreIsAway) -> Response:
    """To a tab it is as if the network were gone: it asks again by itself."""
    return _refusal("not_connected", 503)


@pages.post("/rooms/prepare")
def prepare() -> ResponseReturnValue:
    account = _mediator()
    asked = _body(mediation=text, declared=flag, ends_at=number)
    ahead_ms = asked["ends_at"] - room_parts().rooms.clock() * 1000
    is_rehearsal = asked["mediation"] == "rehearsal"  # nobody's matter: there is nothing to declare
    if not (asked["declared"] or is_rehearsal) or not 0 < ahead_ms <= AHEAD_SECONDS * 1000:
        raise Malformed
    room = rehearsal_id() if is_rehearsal else new_id()
    ticket = Ticket(room, account.id, _undertaking(asked["mediation"], account), asked["ends_at"])
    return jsonify(room=ticket.room, ticket=write_ticket(room_parts().server_key, ticket))


@pages.post("/rooms/open")
def open_room() -> ResponseReturnValue:
    account = _mediator()
    place = fields(Place, seat=identifier, version=version, kind=kind, proof_hash=hash_text)
    asked = _body(ticket=text, seats=several(place), host_seat=identifier)
    ticket = read_ticket(room_parts().server_key, asked["ticket"])
    if ticket is None or ticket.account != account.id:
        raise NotAllowed
    former = room_parts().seat_cookies.read(request.cookies, asked["host_seat"])
    given, was_open = room_parts().rooms.lifecycle.open(ticket, asked["seats"], asked["host_seat"], former)
    return _with_pass(jsonify(already_open=True) if was_open else jsonify({}), given)


@pages.post("/rooms/abandon")
def abandon_room() -> ResponseReturnValue:
    """The one that its mediator is about to open anew."""
    account = _mediator()
    ticket = read_ticket(room_parts().server_key, _body(ticket=text)["ticket"])
    if ticket is None or ticket.account != account.id:
        raise NotAllowed
    room_parts().rooms.restoration.abandon(ticket.room)
    return jsonify({})


@pages.post("/join")
def join() -> ResponseReturnValue:
    is_mediator = signed_in_mediator() is not None
    asked = _body(room=identifier, seat=identifier, proof=hash_text)
    former = room_parts().seat_cookies.read(request.cookies, asked["seat"])
    try:
        door = room_parts().rooms.door
        given = door.join(asked["room"], asked["seat"], asked["proof"], former, is_mediator)
    except LinkIsNotOpen:
        return _refusal("not_open", 403)
    return _with_pass(jsonify({}), given)


@pages.post("/leave")
def leave() -> ResponseReturnValue:
    answer = jsonify({})
    room_parts().seat_cookies.expire(answer, _body(seat=identifier)["seat"])
    return answer


# These two need no session to ride on, nor would a wiped tab have a token: the Origin is what is checked.
csrf.exempt(join)
csrf.exempt(leave)


def _with_pass(answer: Response, given: Pass) -> Response:
    cookies = room_parts().seat_cookies
    cookies.give(answer, given)
    for one in cookies.read_all(request.cookies):
        if room_parts().rooms.door.has_closed(one.room):  # its tab did not come to say /leave
            cookies.expire(answer, one.seat)
    return answer


def _mediator() -> Account:
    account = signed_in_mediator()
    if account is None:
        raise NotAllowed
    return account


def _undertaking(asked: str, account: Account) -> str:
    """ "new", "individual", "rehearsal", or the reference of a mediation of that account that goes on."""
    if asked in UNDERTAKINGS:
        return asked
    try:
        if not account.is_confirmed:
            raise NotAllowed
        return parts().registry.find_going_on(asked, account.id).reference
    except (MediationIsUnknown, MediationHasEnded, RowSignatureIsWrong):
        raise NotAllowed from None


def _body(**shape: Any) -> dict[str, Any]:
    try:
        given = request.get_json(silent=True)
    except RecursionError:  # a body of nothing but brackets
        raise Malformed from None
    return read_fields(given, shape)


def _refusal(name: str, status: int) -> Response:
    answer = jsonify(error=name)
    answer.status_code = status
    return answer
