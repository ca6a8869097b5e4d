"""The browser's crypto and the Python client, each written from docs/protocol.md, understand each other."""

from __future__ import annotations

import json
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client import derivations, encoding, sealing, words
from tests.client.noise import Handshake, HandshakeDoesNotHold, prologue

ROOT = Path(__file__).parents[3]
NODE = ROOT / ".venv/bin/node"
BYTES = st.binary(max_size=700)
SEVERAL = settings(max_examples=25, deadline=None)


class BrowserFailed(Exception):
    """The browser's code threw; the error's name."""


class BrowserCrypto:
    """The modules of static/js/crypto in a Node process, called by name."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(
            [NODE, Path(__file__).with_name("browser_crypto.mjs")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def call(self, where: str, *given: Any) -> Any:
        module, name = where.split(".")
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        request = json.dumps({"module": module, "name": name, "given": given}, default=_bytes_out)
        self._node.stdin.write(request + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline(), object_hook=_bytes_in)
        if "error" in answer:
            raise BrowserFailed(answer["error"])
        return answer.get("value")

    def close(self) -> None:
        self._node.communicate()


def _bytes_out(value: bytes) -> dict[str, str]:
    return {"bytes": encoding.to_text(value)}


def _bytes_in(value: dict[str, Any]) -> Any:
    return encoding.from_text(value["bytes"]) if "bytes" in value else value


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserCrypto]:
    browser = BrowserCrypto()
    yield browser
    browser.close()


def test_every_derivation_is_the_same(browser: BrowserCrypto) -> None:
    key, link, resume = (secrets.token_bytes(32) for _ in range(3))
    seat, channel, device, epoch_id = (encoding.new_id() for _ in range(4))
    proof = derivations.proof_of(link)
    pairs = [
        (browser.call("derivation.seatId", key, 63), derivations.seat_id(key, 63)),
        (browser.call("derivation.linkSecret", key, seat, 2), derivations.link_secret(key, seat, 2)),
        (browser.call("derivation.linkProof", link), proof),
        (browser.call("derivation.proofHash", proof), derivations.proof_hash(link)),
        (
            browser.call("derivation.channelKey", key, channel, 300, epoch_id),
            derivations.channel_key(key, channel, 300, epoch_id),
        ),
        (
            browser.call("derivation.resumeSecret", key, seat, device),
            derivations.resume_secret(key, seat, device),
        ),
        (browser.call("derivation.handshakePsk", link, None), derivations.first_psk(link)),
        (browser.call("derivation.handshakePsk", link, resume), derivations.returning_psk(link, resume)),
        (browser.call("derivation.authorKey", resume), derivations.author_key(resume)),
        (browser.call("derivation.draftKey", resume), derivations.draft_key(resume)),
        (browser.call("derivation.commitmentTo", key), words.commitment(key)),
    ]
    for theirs, ours in pairs:
        assert theirs == ours


@SEVERAL
@given(parts=st.lists(st.one_of(st.text(), BYTES, st.integers(0, 2**53 - 1)), max_size=4))
def test_parts_are_encoded_the_same(browser: BrowserCrypto, parts: list[Any]) -> None:
    assert browser.call("encoding.encode", *parts) == encoding.encode(*parts)


@SEVERAL
@given(plaintext=BYTES)
def test_what_one_seals_the_other_opens(browser: BrowserCrypto, plaintext: bytes) -> None:
    key = secrets.token_bytes(32)
    assert browser.call("padding.pad", plaintext) == encoding.pad(plaintext)
    assert sealing.open_sealed(key, b"ad", browser.call("sealing.seal", key, b"ad", plaintext)) == plaintext
    assert browser.call("sealing.open", key, b"ad", sealing.seal(key, b"ad", plaintext)) == plaintext
    assert browser.call("sealing.open", key, b"other", sealing.seal(key, b"ad", plaintext)) is None


def test_posts_open_on_both_sides_and_tell_their_author(browser: BrowserCrypto) -> None:
    key, own, stranger, seen_hash = (secrets.token_bytes(32) for _ in range(4))
    room, channel, sender, entry = (encoding.new_id() for _ in range(4))
    place = {
        "room": room, "channel": channel, "epoch": 2, "sender": sender,
        "entry": entry, "seen": 7, "hashSeen": seen_hash,
    }  # fmt: skip
    body = {"kind": "message", "text": "Ein Wort, كلمة, 一言 \u2028 🌍"}
    ad = sealing.post_ad(room, channel, 2, sender, entry, 7, seen_hash)

    raw = encoding.to_json(body)
    ours = sealing.seal_post(key, ad, sealing.author_tag(own, channel, entry, raw), raw)
    assert browser.call("posts.open", key, place, own, ours) == {"body": body, "isBy": True}
    assert browser.call("posts.open", key, place, stranger, ours) == {"body": body, "isBy": False}
    assert browser.call("posts.open", key, {**place, "seen": 6}, own, ours) is None

    theirs = browser.call("cipher.sealPost", key, place, own, body)
    tag, raw = sealing.open_post(key, ad, theirs)
    assert json.loads(raw) == body
    assert tag == sealing.author_tag(own, channel, entry, raw)


def test_signals_and_whispers_open_on_both_sides(browser: BrowserCrypto) -> None:
    key = secrets.token_bytes(32)
    room, place, other = (encoding.new_id() for _ in range(3))
    signal = {"room": room, "channel": place, "epoch": 3, "sender": other}
    whisper = {"room": room, "seat": place, "attempt": other}
    note = {"kind": "typing"}
    for name, fields, ad in [
        ("Signal", signal, sealing.signal_ad(room, place, 3, other)),
        ("Whisper", whisper, sealing.whisper_ad(room, place, other)),
    ]:
        assert sealing.open_json(key, ad, browser.call(f"cipher.seal{name}", key, fields, note)) == note
        assert browser.call(f"cipher.open{name}", key, fields, sealing.seal_json(key, ad, note)) == note


def test_the_running_hash_is_the_same(browser: BrowserCrypto) -> None:
    room, channel, sender, entry = (encoding.new_id() for _ in range(4))
    sealed = secrets.token_bytes(300)
    first = sealing.first_hash(room, channel)
    stamped = {"number": 1, "sender": sender, "epoch": 1, "entry": entry, "seen": 0, "sealed": sealed}
    assert browser.call("hashes.firstHash", room, channel) == first
    assert browser.call("hashes.nextHash", first, stamped) == sealing.next_hash(
        first, 1, sender, 1, entry, 0, sealed
    )


@pytest.mark.parametrize("initiator_is_browser", [True, False])
def test_they_shake_hands_and_show_the_same_words(browser: BrowserCrypto, initiator_is_browser: bool) -> None:
    room, seat = encoding.new_id(), encoding.new_id()
    psk, member_nonce, host_nonce = (secrets.token_bytes(32) for _ in range(3))
    commitment = words.commitment(host_nonce)
    ours = Handshake(prologue(room, seat, 1), psk)
    if initiator_is_browser:
        message = browser.call(
            "handshakes.start", browser.call("cipher.handshakePrologue", room, seat, 1), psk
        )
        assert ours.read(message) == b""
        theirs = browser.call("handshakes.read", ours.write(commitment))
        assert theirs["payload"] == commitment
    else:
        theirs = browser.call("handshakes.answer", prologue(room, seat, 1), psk, ours.write(), commitment)
        assert ours.read(theirs["message"]) == commitment
    split = ours.split()
    assert theirs["fromInitiator"] == split.initiator_key
    assert theirs["fromResponder"] == split.responder_key
    assert theirs["hash"] == split.handshake_hash
    shown = browser.call("words.safetyWords", split.handshake_hash, member_nonce, host_nonce)
    assert tuple(shown) == words.word_numbers(split.handshake_hash, member_nonce, host_nonce)


def test_neither_accepts_the_other_under_another_link(browser: BrowserCrypto) -> None:
    here, psk, other = b"here", secrets.token_bytes(32), secrets.token_bytes(32)
    with pytest.raises(BrowserFailed, match="HandshakeFailed"):
        browser.call("handshakes.answer", here, other, Handshake(here, psk).write(), bytes(32))
    with pytest.raises(HandshakeDoesNotHold):
        Handshake(here, other).read(browser.call("handshakes.start", here, psk))
