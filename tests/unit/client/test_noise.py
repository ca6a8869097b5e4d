"""The handshake of the Python client against the public vectors, and its refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nacl import bindings

from tests.client.noise import Handshake, HandshakeDoesNotHold

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/noise_nnpsk0.json").read_text(encoding="utf-8"))
PSK = bytes(range(32))


@pytest.mark.parametrize("vector", VECTORS["vectors"])
def test_a_public_vector_is_reproduced(vector: dict[str, Any]) -> None:
    raw = {
        name: bytes.fromhex(value)
        for name, value in vector.items()
        if name.startswith(("init_", "resp_")) and isinstance(value, str)
    }
    psk = bytes.fromhex(vector["init_psks"][0])
    steps = [(bytes.fromhex(m["payload"]), bytes.fromhex(m["ciphertext"])) for m in vector["messages"]]
    initiator = Handshake(raw["init_prologue"], psk, raw["init_ephemeral"])
    responder = Handshake(raw["resp_prologue"], psk, raw["resp_ephemeral"])

    assert initiator.write(steps[0][0]) == steps[0][1]
    assert responder.read(steps[0][1]) == steps[0][0]
    assert responder.write(steps[1][0]) == steps[1][1]
    assert initiator.read(steps[1][1]) == steps[1][0]
    keys = initiator.split()
    assert keys == responder.split()
    assert keys.handshake_hash == bytes.fromhex(vector["handshake_hash"])
    for count, (payload, ciphertext) in enumerate(steps[2:]):
        key = (keys.initiator_key, keys.responder_key)[count % 2]
        nonce = bytes(4) + (count // 2).to_bytes(8, "little")
        box = bindings.crypto_aead_chacha20poly1305_ietf_encrypt(payload, b"", nonce, key)
        assert box == ciphertext


@pytest.mark.parametrize(("prologue", "psk"), [(b"other", PSK), (b"room", bytes(32))])
def test_a_first_message_made_with_another_prologue_or_psk_does_not_open(prologue: bytes, psk: bytes) -> None:
    message = Handshake(b"room", PSK).write()
    with pytest.raises(HandshakeDoesNotHold):
        Handshake(prologue, psk).read(message)


def test_an_altered_answer_does_not_open() -> None:
    initiator, responder = Handshake(b"room", PSK), Handshake(b"room", PSK)
    responder.read(initiator.write())
    answer = bytearray(responder.write(bytes(32)))
    answer[-1] ^= 1
    with pytest.raises(HandshakeDoesNotHold):
        initiator.read(bytes(answer))


def test_a_message_that_is_too_short_does_not_open() -> None:
    with pytest.raises(HandshakeDoesNotHold):
        Handshake(b"room", PSK).read(b"short")
