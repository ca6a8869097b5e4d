"""Forensics of a party's laptop: what Chromium's profile folder holds of a session that is over.

No content, name or key. The link's fragment is in the browser's history (docs/threat-model.md says so): with
that link and the whole profile, nothing opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, BrowserType, expect

from tests.browser.people import Party
from tests.client.connection import ConnectionRefused
from tests.client.derivations import author_key, channel_key, link_secret, resume_secret
from tests.client.encoding import to_text
from tests.client.visitor import HttpRefused, Visitor
from tests.conftest import NewRoom
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS
from tests.fixtures.canaries import canary, forms_of_key, forms_of_word, found_in_files
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@contextmanager
def browser_with(browser_type: BrowserType, profile: Path, server: ServerProcess) -> Iterator[BrowserContext]:
    """An ordinary window, whose profile stays on the disk."""
    context = browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=CHROMIUM_FLAGS, base_url=server.url, locale="en"
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()


def files(profile: Path) -> list[Path]:
    return [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]


def widened(forms: set[bytes]) -> set[bytes]:
    """Beside each text of the forms the same in UTF-16: so does sessionStorage write on the disk."""
    return forms | {form.decode("ascii").encode("utf-16-le") for form in forms if form.isascii()}


def mediate(room: OpenRoom, party: Party, name: str, word: str) -> str:
    """Come in, say, hear and draft; the device that was admitted."""
    party.open_link(str(room.link(1)), name)
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_hello(attempt)
    party.words()
    room.host.admit(attempt)
    party.is_inside()
    private = room.host.private[room.link(1).seat]
    party.say(f"{word} is said")
    room.host.say(private, f"{word} is heard")
    party.sees(f"{word} is heard")
    party.write(f"{word} is being written")
    party.page.reload()
    returning = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_resume(returning)
    expect(party.composer).to_have_value(f"{word} is being written")
    return attempt.device


def test_a_profile_holds_nothing_that_was_said_and_opens_nothing(
    new_room: NewRoom, browser_type: BrowserType, profile: Path, server: ServerProcess
) -> None:
    """Its search is proved by a planted word. Seen to fail when the page puts its text into localStorage."""
    room, word, name, planted = new_room(parties=1), canary(), canary(), canary()
    link = room.link(1)
    with browser_with(browser_type, profile, server) as context:
        party = Party(context.pages[0])
        device = mediate(room, party, name, word)
        cookies = context.cookies()
        room.host.close_room()
        party.is_told_it_is_over()
        party.page.evaluate("word => localStorage.setItem('planted', word)", planted)

    assert found_in_files(files(profile), {"planted": forms_of_word(planted)}), (
        "the search finds what is there"
    )
    private = room.host.private[link.seat]
    resume = resume_secret(room.host.secret, link.seat, device)
    keys = {
        "room secret": room.host.secret,
        "invitation secret": room.host.link.invitation,
        "resume secret": resume,
        "channel key": channel_key(room.host.secret, private, 1, room.host.channels[private].epoch_ids[1]),
        "author key": author_key(resume),
    }
    named = {what: forms_of_key(key) for what, key in keys.items()}
    named |= {"content": forms_of_word(word), "name": forms_of_word(name)}
    assert found_in_files(files(profile), {what: widened(forms) for what, forms in named.items()}) == {}

    with browser_with(browser_type, profile, server) as context:
        assert [cookie["name"] for cookie in context.cookies() if "seat-" in str(cookie.get("name"))] == []
        thief = Party(context.new_page())
        thief.open_link(str(link), "A Thief")
        heading = thief.page.get_by_role("heading", name="Not open now")
        expect(heading).to_be_visible(timeout=PATIENCE_MS)
    visitor = Visitor(server.url)
    with pytest.raises(HttpRefused, match="403 not_open"):
        visitor.join(link)
    for cookie in cookies:  # as copied from the profile while the session went on
        visitor.http.cookies.set(str(cookie.get("name")), str(cookie.get("value")))
    with pytest.raises(ConnectionRefused, match="closed"):
        visitor.connect(link.room, link.seat)


def test_the_links_fragment_stays_in_the_browsers_history_and_nowhere_else(
    new_room: NewRoom, browser_type: BrowserType, profile: Path, server: ServerProcess
) -> None:
    """Stated, not promised: when it is no longer there, docs/threat-model.md is to say so.

    Seen to fail when main/join.js puts the fragment into localStorage.
    """
    room = new_room(parties=1)
    link = room.link(1)
    assert link.secret == link_secret(room.host.link.invitation, link.seat, 1)
    with browser_with(browser_type, profile, server) as context:
        mediate(room, Party(context.pages[0]), "A Party", canary())
        room.host.close_room()
        Party(context.pages[0]).is_told_it_is_over()
    secret = to_text(link.secret)
    found = found_in_files(files(profile), {"link": {secret.encode(), secret.encode("utf-16-le")}})
    assert "History" in found["link"]
    assert all(is_history(name) for name in found["link"]), found


def is_history(file: str) -> bool:
    """Where Chromium keeps addresses: history, tabs of a session to restore, and its own measurements."""
    return file.startswith(("History", "Top Sites", "Favicons", "Session_", "Tabs_", "Shortcuts", "ukm_db"))
