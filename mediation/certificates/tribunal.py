"""The tribunals that may ask for a certificate (Standards of Practice 3.8), by code. Knows no case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tribunal:
    """`seat`: the city of its registry."""

    name: str
    seat: str


TRIBUNALS = {
    "undt-new-york": Tribunal("United Nations Dispute Tribunal", "New York"),
    "undt-geneva": Tribunal("United Nations Dispute Tribunal", "Geneva"),
    "undt-nairobi": Tribunal("United Nations Dispute Tribunal", "Nairobi"),
    "unat": Tribunal("United Nations Appeals Tribunal", "New York"),
    "ilo-at": Tribunal("Administrative Tribunal of the International Labour Organization", "Geneva"),
    "wb-at": Tribunal("World Bank Administrative Tribunal", "Washington, D.C."),
}
