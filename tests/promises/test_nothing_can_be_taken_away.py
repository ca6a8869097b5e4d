"""No route records, exports or gives a file to keep, but the certificate's; nor does a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.routing import Map, Rule

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.web.socket_events import EVENTS
from tests.conftest import NewRoom

ROOT = Path(__file__).parents[2]
THE_CERTIFICATE = "certificate.issue"
TO_KEEP = re.compile(
    r"record|export|download|transcript|archive|backup|history|dump|save|minutes|replay|capture",
    re.IGNORECASE,
)
PAGES_AND_PARTS = {
    "text/html", "text/plain", "text/css", "text/javascript", "application/json",
    "font/woff2", "image/svg+xml",
}  # fmt: skip


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Map]:
    """Of the application that the server runs."""
    application = create_app(Settings(instance=tmp_path_factory.mktemp("instance")), ThreadConcurrency())
    yield application.wsgi.url_map
    application.stop()


def requests_of(rule: Rule) -> Iterator[tuple[str, str]]:
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        yield method, re.sub(r"<[^>]+>", "none-1A2B.js", rule.rule)


def test_no_route_and_no_event_is_named_after_keeping(routes: Map) -> None:
    """Seen to fail when a route /rooms/transcript is added."""
    names = {f"{rule.rule} {rule.endpoint}" for rule in routes.iter_rules()} | EVENTS.keys()
    assert {name for name in names if TO_KEEP.search(name)} == set()


def test_no_route_gives_a_file_of_a_session(routes: Map, new_room: NewRoom) -> None:
    """Asked by the mediator of a room in which people talk, and by one of them, with their tokens.

    Seen to fail when /session answers as an attachment.
    """
    room = new_room(parties=1)
    party = room.admit(1)
    party.say(room.private(party), "These words are nobody's to keep.")
    token = room.host.mediator.session()["csrf_token"]
    asked = 0
    for rule in routes.iter_rules():
        if rule.endpoint in (THE_CERTIFICATE, "sign_in.sign_out"):
            continue
        for method, path in requests_of(rule):
            for visitor in (room.host.mediator, party.visitor):
                answer = visitor.http.request(
                    method, visitor.url + path, allow_redirects=False, timeout=10,
                    headers={"Origin": visitor.url, "Referer": visitor.url + path, "X-CSRFToken": token},
                )  # fmt: skip
                assert "Content-Disposition" not in answer.headers, path
                assert answer.headers["Content-Type"].partition(";")[0] in PAGES_AND_PARTS, path
                assert "nobody's to keep" not in answer.text
                asked += 1
    assert asked >= 30


def test_only_the_certificates_page_knows_how_to_give_a_file() -> None:
    """Seen to fail when the desk uses send_file."""
    giving = re.compile(
        r"attachment|content-disposition|send_file|send_from_directory|stream_with", re.IGNORECASE
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mediation").rglob("*.py")
        if giving.search(path.read_text(encoding="utf-8")) and path.parent.name in ("web", "serving", "rooms")
    }
    # The guide's pictures are the same for everyone, and are shown, not saved.
    assert found == {"mediation/web/certificate_pages.py", "mediation/web/guide.py"}


def test_no_script_makes_a_file_but_the_certificates() -> None:
    """Seen to fail when a view offers a link with `download`."""
    making = re.compile(
        r"createObjectURL|showSaveFilePicker|\bdownload\b\s*[=:(]|msSaveBlob|FileReader|new Blob|new File\b"
    )
    found = {
        path.name
        for path in (ROOT / "static/js").rglob("*.js")
        if making.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"issue.js"}
    loading = {
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"<script[^>]*>", path.read_text(encoding="utf-8"))
        and "issue.js" in path.read_text(encoding="utf-8")
    }
    assert loading == {"certificate_preview.html"}
