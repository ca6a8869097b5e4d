"""Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b (Noise revision 34): two messages, then a key each way."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError

from tests.client.encoding import encode

PROTOCOL = b"Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b"
HASH_BYTES = 64
KEY_BYTES = 32


class HandshakeDoesNotHold(Exception):
    """A message does not open: another psk, another prologue, or altered on the way."""


@dataclass(frozen=True)
class Split:
    """What both ends hold afterwards: a key for each direction, and the handshake hash (64 bytes)."""

    initiator_key: bytes
    responder_key: bytes
    handshake_hash: bytes


def prologue(room: str, seat: str, version: int) -> bytes:
    return encode("mediation", 1, room, seat, version)


class Handshake:
    """One end. The initiator calls write, then read; the responder read, then write; then both split."""

    def __init__(self, prologue: bytes, psk: bytes, ephemeral: bytes | None = None) -> None:
        self._private = ephemeral or secrets.token_bytes(KEY_BYTES)
        self._psk = psk
        self._remote: bytes | None = None
        self._messages = 0
        self._hash = PROTOCOL.ljust(HASH_BYTES, b"\x00")
        self._chaining = self._hash
        self._key = b""
        self._nonce = 0
        self._mix_hash(prologue)

    def write(self, payload: bytes = b"") -> bytes:
        self._begin_message()
        public = bindings.crypto_scalarmult_base(self._private)
        self._mix_ephemeral(public)
        self._mix_shared()
        return bytes(public) + self._encrypt_and_hash(payload)

    def read(self, message: bytes) -> bytes:
        """The payload; raises HandshakeDoesNotHold."""
        if len(message) < KEY_BYTES + 16:
            raise HandshakeDoesNotHold
        self._begin_message()
        self._remote = message[:KEY_BYTES]
        self._mix_ephemeral(self._remote)
        self._mix_shared()
        return self._decrypt_and_hash(message[KEY_BYTES:])

    def split(self) -> Split:
        first, second = self._expand(b"", 2)
        return Split(first[:KEY_BYTES], second[:KEY_BYTES], self._hash)

    def _begin_message(self) -> None:
        if self._messages == 0:  # the psk0 token opens the first message
            self._chaining, mixed, key = self._expand(self._psk, 3)
            self._mix_hash(mixed)
            self._initialize_key(key)
        self._messages += 1

    def _mix_ephemeral(self, public: bytes) -> None:
        self._mix_hash(public)
        self._mix_key(public)  # psk handshakes mix the ephemeral into the key too (section 9.2)

    def _mix_shared(self) -> None:
        if self._messages == 2:
            assert self._remote is not None
            try:
                self._mix_key(bindings.crypto_scalarmult(self._private, self._remote))
            except (CryptoError, RuntimeError) as error:  # a point of low order
                raise HandshakeDoesNotHold from error

    def _mix_key(self, material: bytes) -> None:
        self._chaining, key = self._expand(material, 2)
        self._initialize_key(key)

    def _initialize_key(self, key: bytes) -> None:
        self._key, self._nonce = key[:KEY_BYTES], 0

    def _mix_hash(self, data: bytes) -> None:
        self._hash = hashlib.blake2b(self._hash + data).digest()

    def _expand(self, material: bytes, count: int) -> list[bytes]:
        """HKDF of section 4.3: HMAC-BLAKE2b with 128-byte blocks."""
        temporary = hmac.digest(self._chaining, material, hashlib.blake2b)
        outputs = [b""]
        for number in range(1, count + 1):
            outputs.append(hmac.digest(temporary, outputs[-1] + bytes([number]), hashlib.blake2b))
        return outputs[1:]

    def _next_nonce(self) -> bytes:
        nonce = bytes(4) + self._nonce.to_bytes(8, "little")
        self._nonce += 1
        return nonce

    def _encrypt_and_hash(self, payload: bytes) -> bytes:
        box = bindings.crypto_aead_chacha20poly1305_ietf_encrypt(
            payload, self._hash, self._next_nonce(), self._key
        )
        self._mix_hash(box)
        return bytes(box)

    def _decrypt_and_hash(self, box: bytes) -> bytes:
        try:
            payload = bindings.crypto_aead_chacha20poly1305_ietf_decrypt(
                box, self._hash, self._next_nonce(), self._key
            )
        except CryptoError as error:
            raise HandshakeDoesNotHold from error
        self._mix_hash(box)
        return bytes(payload)
