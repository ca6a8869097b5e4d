"""Who can make which key: the table "Secrets" of docs/protocol.md, a function a row."""

from __future__ import annotations

from tests.client.encoding import derive, digest, to_text


def seat_id(invitation: bytes, n: int) -> str:
    return to_text(derive(invitation, 16, "seat", n))


def link_secret(invitation: bytes, seat: str, version: int) -> bytes:
    return derive(invitation, 32, "link", seat, version)


def proof_of(link: bytes) -> bytes:
    return derive(link, 32, "proof")


def proof_hash(link: bytes) -> bytes:
    return digest(proof_of(link))


def channel_key(secret: bytes, channel: str, epoch: int, epoch_id: str) -> bytes:
    return derive(secret, 32, "channel", channel, epoch, epoch_id)


def resume_secret(secret: bytes, seat: str, device: str) -> bytes:
    return derive(secret, 32, "resume", seat, device)


def first_psk(link: bytes) -> bytes:
    return derive(link, 32, "psk")


def returning_psk(link: bytes, resume: bytes) -> bytes:
    return derive(link, 32, "psk", resume)


def author_key(resume: bytes) -> bytes:
    return derive(resume, 32, "own")


def draft_key(resume: bytes) -> bytes:
    return derive(resume, 32, "drafts")


WATERMARK_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def watermark_code(resume: bytes) -> str:
    return "".join(WATERMARK_LETTERS[byte % 32] for byte in derive(resume, 6, "watermark"))
