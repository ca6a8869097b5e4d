"""What a side writes for itself is read by its people alone: not by the mediator, with everything that a
mediator's client holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from nacl.exceptions import CryptoError

from tests.client import derivations
from tests.client.encoding import derive, encode, from_text
from tests.client.host import Host
from tests.client.own import OwnChannel, opens, own_ad, wrap_key
from tests.conftest import NewRoom

CANARY = "We could live with forty"


def everything_it_holds(host: Host) -> Iterator[bytes]:
    """S, I, of every seat L and R and what comes of them, and the keys of every channel."""
    yield from (host.secret, host.link.invitation)
    for place in host.link.places:
        link = host.link.personal(place.n)
        yield from (link.secret, derivations.first_psk(link.secret), derivations.proof_of(link.secret))
    for seat, device in host.devices.items():
        resume = derivations.resume_secret(host.secret, seat, device)
        yield from (resume, derivations.author_key(resume), derivations.draft_key(resume))
    for channel in host.channels.values():
        yield from channel.keys.values()


def exchanged(secret: bytes, public: bytes, *place: str) -> bytes | None:
    try:
        return wrap_key(secret, public, *place)
    except CryptoError:
        return None


def test_a_mediators_client_cannot_open_it_with_everything_that_it_holds(new_room: NewRoom) -> None:
    """Seen to fail when Oak's P is derive(R, 32, "own seed"): then what is tried below finds it."""
    room = new_room(parties=2)
    oak, acorn = room.admit(1), room.admit(2)
    carrier = room.make_caucus(oak, acorn)
    oaks, acorns = OwnChannel(oak, carrier), OwnChannel(acorn, carrier)
    for own in (oaks, acorns):
        own.say_hello()
        for one in (oak, acorn):
            one.hear_entry(carrier, "own_hello", public=own.entries("own_hello")[-1].content["public"])
    oaks.make_key(acorn.seat)
    acorn.hear_entry(carrier, "own_key")
    oaks.say(CANARY)
    post = acorn.hear_entry(carrier, "own")
    assert acorns.texts() == [CANARY]

    host = room.host
    host.catch_up(carrier)
    ad, box = own_ad(room.id, carrier, post), post.content["box"]
    assert opens(acorns.keys()[post.content["key"]], ad, box), "whoever was let in can"
    held = list(everything_it_holds(host))
    labels = ("own", "own seed", "own private", "own grant", "channel", "resume", "drafts", "link")
    tried = held + [derive(key, 32, label, carrier) for key in held for label in labels]
    tried += [derive(key, 32, label) for key in held for label in labels]
    tried += [derive(key, 32, "own private", carrier) for key in tried]
    assert not any(opens(key, ad, box) for key in tried)
    (made,) = [one.content for one in host.channels[carrier].entries if one.content["kind"] == "own_key"]
    for grant in made["grants"]:
        place = (room.id, carrier, made["key"], grant["of"])
        sealed = encode("own grant", 1, *place)
        shared = (exchanged(key, own.public, *place) for key in tried for own in (oaks, acorns))
        assert not any(opens(key, sealed, grant["box"]) for key in (*tried, *shared) if key)
    assert CANARY.encode() not in repr(host.channels).encode() + from_text(box)
