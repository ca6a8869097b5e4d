"""A python-socketio server that answers a few events, for the browser's transport tests; prints its port."""

from __future__ import annotations

import threading
from typing import Any

import socketio
from werkzeug.serving import make_server

server = socketio.Server(
    async_mode="threading", serializer="msgpack", async_handlers=False, allow_upgrades=True
)


@server.event
def connect(sid: str, environ: dict[str, Any], auth: dict[str, str] | None = None) -> None:
    if auth is not None and auth.get("room") == "gone":
        raise socketio.exceptions.ConnectionRefusedError("unknown")
    server.save_session(sid, {"auth": auth})


@server.event
def echo(sid: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "auth": server.get_session(sid)["auth"]}


@server.event
def refuse(sid: str, fields: dict[str, Any]) -> dict[str, str]:
    return {"error": "held"}


@server.event
def drop_me(sid: str, fields: dict[str, Any]) -> None:
    server.emit("removed", {"bytes": b"\x09"}, to=sid)
    threading.Thread(target=server.disconnect, args=(sid,)).start()


if __name__ == "__main__":
    import logging

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    http = make_server("127.0.0.1", 0, socketio.WSGIApp(server), threaded=True)
    print(http.server_port, flush=True)
    http.serve_forever()
