"""Whatever this server answers, to whomever: the headers are there. Asked of every route that there is."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, Route
from werkzeug.routing import Map, Rule

from mediation.app import Application, create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.web.headers import (
    CONTENT_SECURITY_POLICY,
    HEADERS,
    HTTPS_HEADERS,
    IMMUTABLE,
    NOT_KEPT,
    USED_FEATURES,
)
from tests.client.visitor import Mediator, Visitor
from tests.fixtures.server_process import ServerProcess

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BUILT = next((Path(__file__).parents[2] / "static/dist").glob("join-*.js")).name
# What to put in the place of a part of a path, by the route's endpoint and the part's name.
EXAMPLES = {
    ("pages.asset", "name"): (BUILT, "none-1A2B.js"),
    ("guide.picture", "name"): ("en-words.webp", "none.webp"),
}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application that the server runs, for its route map."""
    application = create_app(Settings(instance=tmp_path_factory.mktemp("instance")), ThreadConcurrency())
    yield application
    application.stop()


@pytest.fixture(scope="module")
def routes(application: Application) -> Map:
    return application.wsgi.url_map


def paths(rule: Rule) -> Iterator[str]:
    """The route's path, with each of the examples where it has a part to fill."""
    if not rule.arguments:
        yield rule.rule
        return
    (part,) = rule.arguments
    assert (rule.endpoint, part) in EXAMPLES, f"give an example for <{part}> of {rule.rule}"
    for example in EXAMPLES[rule.endpoint, part]:
        yield re.sub(r"<[^>]+>", example, rule.rule)


def complaints(answer: requests.Response) -> list[str]:
    """What is missing, different, there twice, or there and should not be."""
    is_asset = answer.ok and answer.url.endswith(BUILT) and answer.request.method in ("GET", "HEAD")
    wanted = HEADERS | {"Cache-Control": IMMUTABLE if is_asset else NOT_KEPT}
    wrong = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in wanted.items()
        if answer.headers.get(name) != value or len(answer.raw.headers.getlist(name)) != 1
    ]
    unwanted = ("Server", "X-Powered-By", "Access-Control-Allow-Origin", *HTTPS_HEADERS)
    return wrong + [f"{name} is there" for name in unwanted if name in answer.headers]


def assert_headers(answer: requests.Response) -> None:
    found = complaints(answer)
    assert found == [], f"{answer.request.method} {answer.request.path_url}: {answer.status_code}, {found}"


def test_on_every_route_by_every_method_for_everyone(routes: Map, mediator: Mediator) -> None:
    """Seen to fail when a header that a route gave is kept, and when Gate stands before SecurityHeaders."""
    stranger = Visitor(mediator.url)
    statuses = set()
    for rule in routes.iter_rules():
        for path in paths(rule):
            for method in METHODS:
                for visitor in (stranger, mediator):
                    answer = visitor.http.request(
                        method, visitor.url + path, headers={"Origin": visitor.url},
                        json={} if method == "POST" else None, allow_redirects=False, timeout=10,
                    )  # fmt: skip
                    assert_headers(answer)
                    statuses.add(answer.status_code)
    stranger.close()
    assert statuses >= {200, 303, 400, 404, 405}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("GET", "/no-such-page", {}, b"", 404),
        ("GET", "/static/dist/../../pyproject.toml", {}, b"", 404),
        ("GET", "/", {"Host": "elsewhere.example"}, b"", 400),
        ("GET", "/", {"Cookie": "session=" + "x" * 5000}, b"", 200),
        ("POST", "/join", {"Origin": "https://elsewhere.example"}, b"{}", 403),
        ("POST", "/sign-in", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=" * 200_000, 413),
        ("GET", "/socket.io/?EIO=4&transport=polling", {}, b"", 403),
        ("GET", "/socket.io/?EIO=9", {"Origin": "{url}"}, b"", 400),
        ("POST", "/socket.io/?EIO=4&transport=polling&sid=none", {"Origin": "{url}"}, b"4", 400),
        ("OPTIONS", "/socket.io/?EIO=4&transport=polling", {"Origin": "{url}"}, b"", 200),
        ("GET", "/socket.io/?EIO=4&transport=websocket", {"Origin": "{url}"}, b"", 400),
        ("GET", "/robots.txt", {}, b"", 200),
    ],
)
def test_on_what_no_route_answers(
    server: ServerProcess, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    """Seen to fail when Gate stands before SecurityHeaders."""
    headers = {name: value.format(url=server.url) for name, value in headers.items()}
    with requests.Session() as http:
        http.trust_env = False
        request = http.prepare_request(requests.Request(method, server.url, data=body, headers=headers))
        request.url = server.url + path  # as it stands, without being tidied
        answer = http.send(request, timeout=10, allow_redirects=False)
    assert answer.status_code == status
    assert_headers(answer)


def test_on_polling_from_the_handshake_to_the_end(server: ServerProcess) -> None:
    """Seen to fail when the middleware wraps Flask's own application, inside that of Socket.IO."""
    with requests.Session() as http:
        http.trust_env = False
        http.headers["Origin"] = server.url
        url = f"{server.url}/socket.io/?EIO=4&transport=polling"
        opened = http.get(url, timeout=10)
        assert opened.text.startswith('0{"sid"')
        sid = json.loads(opened.text[1:])["sid"]
        answers = [
            opened,
            http.post(f"{url}&sid={sid}", data=b"not a packet", timeout=10),
            http.post(f"{url}&sid={sid}", data=b"1", timeout=10),
            http.get(f"{url}&sid={sid}", timeout=10),
        ]
    for answer in answers:
        assert_headers(answer)


@pytest.mark.parametrize(
    ("request_lines", "status"),
    [
        ("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: {url}\r\n"
         "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", 101),
        ("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: {url}\r\n"
         "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 7\r\n\r\n", 426),
        ("GET / HTTP/9.9\r\nHost: {host}\r\n\r\n", 505),
        ("nonsense\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n" + "X: y\r\n" * 500 + "\r\n", 431),
        ("GET / HTTP/1.1\r\nX: " + "y" * 40_000 + "\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        ("GET /" + "x" * 10_000 + " HTTP/1.1\r\n\r\n", 414),
    ],
    ids=["websocket", "old websocket", "HTTP of the future", "nonsense", "too many headers",
         "too long a header", "no length", "too long a path"],
)  # fmt: skip
def test_on_what_http_libraries_do_not_send(server: ServerProcess, request_lines: str, status: int) -> None:
    """Seen to fail when SilentProtocol.send_error and QuietWebSocket leave `more_headers` out."""
    host = server.url.removeprefix("http://")
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as raw:
        raw.sendall(request_lines.format(host=host, url=server.url).encode())
        heard = b""
        while b"\r\n\r\n" not in heard and (more := raw.recv(65536)):
            heard += more
    head = heard.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    assert head[0].split()[1] == str(status)
    for name, value in (HEADERS | {"Cache-Control": NOT_KEPT}).items():
        assert head.count(f"{name}: {value}") == 1, name


def test_on_a_fault_of_our_own(
    application: Application, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """Seen to fail when a route that raises is answered past the middleware."""

    def fail() -> None:
        raise RuntimeError("the words of a person")

    monkeypatch.setitem(application.wsgi.view_functions, "pages.health", fail)
    answer = application.wsgi.test_client().get("/healthz", base_url=application.settings.origin)
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == NOT_KEPT
    assert "words" not in answer.text + capsys.readouterr().err


def test_a_fault_of_our_own_is_told_in_the_readers_language(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And in one plain line when the page itself cannot be made. Seen to fail without the page."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    def answer() -> str:
        asked = {"Accept": "text/html", "Accept-Language": "fr"}
        client = application.wsgi.test_client()
        return client.get("/privacy", base_url=application.settings.origin, headers=asked).text

    monkeypatch.setitem(application.wsgi.view_functions, "privacy.privacy", fail)
    assert "n’a peut-être pas abouti" in answer()
    monkeypatch.setattr("mediation.web.failures.say", fail)
    assert answer() == "Something failed on our side. Please try again.\n"


def test_on_a_fault_past_flask(
    application: Application, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """Seen to fail when SecurityHeaders lets the error pass: then eventlet answers, or nobody does. And when
    Socket.IO's middleware is outside."""

    def fail(*_: Any) -> None:
        raise RuntimeError("the words of a person")

    monkeypatch.setattr(application.socketio.server.eio, "handle_request", fail)  # type: ignore[attr-defined]
    url = application.settings.origin
    answer = application.wsgi.test_client().get("/socket.io/?EIO=4", base_url=url, headers={"Origin": url})
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "words" not in answer.text + capsys.readouterr().err


def test_the_policy_lets_no_script_in_but_our_own() -> None:
    """Seen to fail when 'unsafe-inline' is added to style-src."""
    assert CONTENT_SECURITY_POLICY["default-src"] == "'none'"
    for name, value in CONTENT_SECURITY_POLICY.items():
        assert "unsafe" not in value
        assert "http" not in value, "no other server is ever asked"
        assert "*" not in value
        if name.endswith("-src"):
            assert set(value.split()) <= {"'none'", "'self'", "data:"}
    assert CONTENT_SECURITY_POLICY["require-trusted-types-for"] == "'script'"


def test_the_browser_offers_a_page_nothing_that_it_does_not_use(page_alone: Page) -> None:
    """Seen to fail when `display-capture`, or another feature that Chromium has, is left out."""
    page_alone.goto("/join")
    offered = page_alone.evaluate("() => document.featurePolicy.allowedFeatures()")
    assert {name for name in offered if not name.startswith("ch-")} == set(USED_FEATURES)
    capture = (
        "async () => { try { await navigator.mediaDevices.getDisplayMedia() } catch (e) { return e.name } }"
    )
    assert page_alone.evaluate(capture) == "NotAllowedError"


@pytest.mark.parametrize(
    "added",
    [
        "<script>document.title = 'ran'</script>",
        "<script type=module src=/static/dist/changed-1.js></script>",
        "<script src=/static/dist/changed-1.js></script>",
        "<script src=https://elsewhere.example/changed-1.js></script>",
        "<body onload=\"document.title = 'ran'\">",
        "<iframe srcdoc=\"<script>parent.document.title = 'ran'</script>\"></iframe>",
    ],
)
def test_what_is_added_to_a_page_on_the_way_does_not_run(page_alone: Page, added: str) -> None:
    """Seen to fail, for scripts of our own address without their hash, when Integrity-Policy is left out."""

    def change(route: Route) -> None:
        end = "<script type=module>document.title = 'ran'</script>"
        route.fulfill(response=route.fetch(), body=f"<!doctype html><title>untouched</title>{added}{end}")

    changed = {"status": 200, "content_type": "text/javascript", "body": "document.title = 'ran'"}
    page_alone.route("**/changed-1.js", lambda route: route.fulfill(**changed))
    page_alone.route("**/closed", change)
    page_alone.goto("/closed")
    page_alone.wait_for_load_state("load")
    assert page_alone.title() == "untouched"


def test_text_cannot_become_markup(page_alone: Page) -> None:
    """Seen to fail when `trusted-types` allows a policy named default, and when they are not required."""
    page_alone.goto("/closed")
    assign = "() => { try { document.body.innerHTML = '<b>x</b>' } catch (error) { return error.name } }"
    assert page_alone.evaluate(assign) == "TypeError"


@pytest.fixture
def page_alone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that may complain in its console."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()
