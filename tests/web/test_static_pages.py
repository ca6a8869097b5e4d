from __future__ import annotations

from pathlib import Path

import pytest

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.web import pages
from mediation.web.headers import HEADERS
from tests.web.conftest import Person

PAGE = b"<!doctype html><title>Join</title>"
SCRIPT, BROTLI, GZIP = b"export {};", b"in brotli", b"in gzip"


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Built files as static/build.mjs leaves them."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/join.html").write_bytes(PAGE)
    (tmp_path / "join-1A2B3C4D.js").write_bytes(SCRIPT)
    (tmp_path / "join-1A2B3C4D.js.br").write_bytes(BROTLI)
    (tmp_path / "join-1A2B3C4D.js.gz").write_bytes(GZIP)
    (tmp_path / "Noto-9Z.woff2").write_bytes(b"font")
    (tmp_path / "manifest.json").write_text("{}")
    monkeypatch.setattr(pages, "DIST", tmp_path)
    return tmp_path


def test_a_static_page_is_the_same_bytes_for_everyone(dist: Path, visitor: Person, mediator: Person) -> None:
    for person in (visitor, mediator):
        answer = person.opens("/join")
        assert answer.data == PAGE
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_pages_that_are_not_built_say_so(dist: Path, visitor: Person) -> None:
    answer = visitor.opens("/host")
    assert answer.status_code == 503
    assert "make assets" in answer.text


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", BROTLI),
        ("gzip", "gzip", GZIP),
        ("", None, SCRIPT),
        ("br;q=0", None, SCRIPT),
    ],
)
def test_an_asset_is_compressed_as_the_browser_likes_and_kept_for_ever(
    dist: Path, visitor: Person, accepted: str, encoding: str | None, body: bytes
) -> None:
    answer = visitor.opens("/static/dist/join-1A2B3C4D.js", **{"Accept-Encoding": accepted})
    assert answer.data == body
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_font_has_its_type(dist: Path, visitor: Person) -> None:
    assert visitor.opens("/static/dist/Noto-9Z.woff2").headers["Content-Type"] == "font/woff2"


@pytest.mark.parametrize(
    "path",
    [
        "manifest.json", "none-1A2B.js", "pages/join.html", "..%2f..%2fpyproject-1.js",
        "%2e%2e/dist/join-1A2B3C4D.js", "join-1A2B3C4D.js.br", "join-1A2B3C4D.js%00.js", "",
    ],
)  # fmt: skip
def test_nothing_else_is_served_from_there(dist: Path, visitor: Person, path: str) -> None:
    assert visitor.opens(f"/static/dist/{path}").status_code == 404


def test_every_answer_carries_the_security_headers(visitor: Person) -> None:
    """Seen to fail when Gate stands before SecurityHeaders."""
    answers = [
        visitor.opens("/healthz"),
        visitor.opens("/sign-in"),
        visitor.opens("/no-such-page"),
        visitor.opens("/socket.io/?EIO=4&transport=polling"),
        visitor.opens("/", Host="evil.example"),
        visitor.opens("/socket.io/?EIO=9", Origin=visitor._url),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 403, 400, 400]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Server" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost:8000", ""])
def test_another_host_is_refused(visitor: Person, host: str) -> None:
    answer = visitor.opens("/", Host=host)
    assert answer.status_code == 400
    assert answer.text == "This service is at http://127.0.0.1:8000\n"
    assert visitor.opens("/healthz", Host=host).text == "ok"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8000/"}, 403),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Upgrade": "websocket"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 400),  # past the gate, and refused there for EIO=9
        ({"Origin": "http://127.0.0.1:8000"}, 400),
    ],
)
def test_the_socket_is_reached_from_our_own_pages_alone(
    visitor: Person, headers: dict[str, str], status: int
) -> None:
    for path in ("/socket.io/?EIO=9", "/socket.io?EIO=9", "/socket.io//?EIO=9"):
        answer = visitor.client.get(path, base_url=visitor._url, headers=headers)
        assert answer.status_code in (status, 404 if status == 400 else status)
    posted = visitor.client.post("/socket.io/?EIO=4&sid=x", base_url=visitor._url, headers=headers)
    assert posted.status_code == (400 if headers.get("Origin") == "http://127.0.0.1:8000" else 403)


def test_behind_https_everything_is_https(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path, public_url="https://mediation.example.org")
    application = create_app(settings, ThreadConcurrency())
    client = application.wsgi.test_client()
    base = "http://mediation.example.org"  # as the proxy asks
    answer = client.get("/sign-in", base_url=base)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    seat = "A" * 22
    left = client.post(
        "/leave", json={"seat": seat}, base_url=base, headers={"Origin": "https://mediation.example.org"}
    )
    assert left.headers["Set-Cookie"].startswith(f"__Host-seat-{seat}=;")
    assert "Secure" in left.headers["Set-Cookie"]
    application.stop()
