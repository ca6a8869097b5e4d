"""Flask-SocketIO on eventlet, as its documentation shows a chat: join_room, and emit to the room.

https://flask-socketio.readthedocs.io/en/latest/getting_started.html (Rooms). Not part of the product.
"""

import warnings

warnings.filterwarnings("ignore", message="\nEventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import json
import socket

from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
app.config["SECRET_KEY"] = "secret!"
socketio = SocketIO(app, async_mode="eventlet")


@socketio.on("join")
def on_join(data: dict[str, str]) -> None:
    join_room(data["room"])


@socketio.on("text")
def on_text(data: dict[str, str]) -> None:
    emit("message", {"msg": data["msg"]}, to=data["room"])


if __name__ == "__main__":
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print(json.dumps({"port": port}), flush=True)
    socketio.run(app, host="127.0.0.1", port=port)
