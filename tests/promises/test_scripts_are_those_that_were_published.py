"""Everyone is sent the same scripts, and anyone can check from outside that they are the published ones."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import brotli
import pytest
from click.testing import CliRunner

from mediation.bundle.listing import read_listing
from mediation.bundle.verification import STATIC_PAGES
from mediation.cli import main
from mediation.web import pages
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures.doctored_server import Change, doctored
from tests.fixtures.server_process import ServerProcess, free_port

LISTING = read_listing()
SAME, DIFFERS, NOT_CHECKED, NOT_UNDERSTOOD = 0, 1, 2, 2


def built(name: str) -> str:
    """The path of a built file, by the beginning and the end of its name."""
    start, end = name.split("…")
    return next(path for path in LISTING if path.startswith(f"/static/dist/{start}") and path.endswith(end))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["static", *arguments])
    return result.exit_code, result.output


def flipped(content: bytes) -> bytes:
    """One bit of the last byte but one."""
    return content[:-2] + bytes([content[-2] ^ 1]) + content[-1:]


def flip(path: str, encoding: str = "") -> Change:
    """One byte of one file, whatever it is packed in; or only for those who are sent that encoding."""

    def change(asked: str, visitor: Mapping[str, str], body: bytes, given: dict[str, str]) -> bytes:
        packed = given.get("Content-Encoding", "")
        if asked != path or (encoding and packed != encoding):
            return body
        return changed(body, packed, flipped)

    return change


def changed(body: bytes, packed: str, edit: Callable[[bytes], bytes]) -> bytes:
    """What it holds, edited and packed again."""
    if packed == "br":
        return bytes(brotli.compress(edit(brotli.decompress(body)), quality=1))
    return gzip.compress(edit(gzip.decompress(body))) if packed == "gzip" else edit(body)


def test_a_running_server_sends_what_was_built(server: ServerProcess) -> None:
    """Seen to fail when a page is served with a line break more."""
    code, told = run("verify", server.url)
    assert (code, told[:9]) == (SAME, "The same:"), told
    _, hash = run("hash")
    code, told = run("verify", server.url, "--hash", hash.strip(), "--json")
    found = json.loads(told)
    assert (code, found["same"], found["hash"]) == (SAME, True, hash.strip())
    assert found["files"] == LISTING, "every built file is reached from the pages"
    assert "The same:" in server.command("static", "verify", server.url)


@pytest.mark.parametrize(
    "path",
    ["/join", "/host", "/prepare", "/closed", "/verify", "join-….js", "host-….js", "enrol-….js", "room-….css",
     "desk-….css", "join-ar-….json", "noto-sans-latin-400….woff2", "host_room_board-….js",
     "join_room_board-ar-….json", "room_parts-….css"],
)  # fmt: skip
def test_one_changed_byte_is_found(server: ServerProcess, path: str) -> None:
    """Seen to fail when catalogues and fonts are not followed."""
    path = path if path.startswith("/") else built(path)
    with doctored(server.url, flip(path)) as url:
        code, told = run("verify", url)
    assert code == DIFFERS
    assert f"{path} is not what was published." in told


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_one_changed_byte_in_what_only_some_browsers_are_sent_is_found(
    server: ServerProcess, encoding: str
) -> None:
    """Seen to fail when only what comes unpacked is looked at."""
    path = built("join-….js")
    with doctored(server.url, flip(path, encoding)) as url:
        code, told = run("verify", url)
    assert code == DIFFERS
    assert f"{path} is not the same for everyone." in told


def test_a_changed_script_whose_page_says_so_is_found_too(server: ServerProcess) -> None:
    """The integrity hashes agree; the whole does not. Seen to fail when the whole is not compared."""
    script, former = built("closed-….js"), b"/static/dist/closed-"

    def change(path: str, visitor: Mapping[str, str], body: bytes, given: dict[str, str]) -> bytes:
        if path == "/closed":
            tag = re.compile(rb'<script type="module" src="' + former + rb"[^>]*></script>")
            enrol = read_tag(server, "/enrol")
            return changed(
                body, given.get("Content-Encoding", ""), lambda page: tag.sub(lambda _: enrol, page)
            )
        return body

    with doctored(server.url, change) as url:
        code, told = run("verify", url, "--hash", run("hash")[1].strip())
    assert code == DIFFERS
    assert "/closed is not what was published." in told
    assert f"{script} was published, and nothing here loads it." in told
    assert "The whole is" in told


def read_tag(server: ServerProcess, page: str) -> bytes:
    """The script tag of another page, with the right hash of another script."""
    visitor = Visitor(server.url)
    found = re.search(rb"<script [^>]*></script>", visitor.http.get(server.url + page, timeout=10).content)
    visitor.close()
    assert found
    return found.group()


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("<script>alert(1)</script>", "has a <script> of its own"),
        ("<script src=/static/dist/x-1.js></script>", "loads /static/dist/x-1.js without an integrity hash"),
        ("<script src=https://elsewhere.example/x.js integrity=sha384-x></script>", "not of the bundle"),
        ("<img src=x onerror=alert(1)>", "has a script in an attribute of <img>"),
        ("<a href=' javascript:alert(1)'>x</a>", "has a script in an attribute of <a>"),
        ("<iframe src=/closed></iframe>", "has a <iframe>"),
        ("<base href=https://elsewhere.example>", "has a <base>"),
        ("<meta http-equiv=refresh content=0>", "has a <meta>"),
    ],
)
def test_what_is_added_to_a_page_that_differs_for_everyone_is_found(
    server: ServerProcess, added: str, told: str
) -> None:
    """Seen to fail when only the static pages are read."""

    def change(path: str, visitor: Mapping[str, str], body: bytes, given: dict[str, str]) -> bytes:
        return body.replace(b"</body>", added.encode() + b"</body>") if path == "/sign-in" else body

    with doctored(server.url, change) as url:
        code, output = run("verify", url)
    assert code == DIFFERS
    assert told in output


def test_what_only_one_visitor_is_sent_is_found(server: ServerProcess) -> None:
    """Of the visitors that verify plays. Seen to fail when each file is fetched once."""

    def change(path: str, visitor: Mapping[str, str], body: bytes, given: dict[str, str]) -> bytes:
        if path != "/host" or visitor.get("Accept-Language") != "ar":
            return body
        return changed(body, given.get("Content-Encoding", ""), lambda page: page + b"\n")

    with doctored(server.url, change) as url:
        code, told = run("verify", url)
    assert code == DIFFERS
    assert "/host is not the same for everyone." in told


def test_a_policy_that_lets_other_scripts_in_is_found(server: ServerProcess) -> None:
    """Seen to fail when the policy is not read."""

    def change(path: str, visitor: Mapping[str, str], body: bytes, given: dict[str, str]) -> bytes:
        policy = given.get("Content-Security-Policy", "")
        given["Content-Security-Policy"] = policy.replace("script-src 'self'", "script-src 'self' https:")
        return body

    with doctored(server.url, change) as url:
        code, told = run("verify", url)
    assert (code, "/join comes with a policy that lets other scripts in." in told) == (DIFFERS, True)


def test_what_cannot_be_checked_is_no_yes(server: ServerProcess) -> None:
    """Seen to fail when a server that does not answer counts as the same."""
    assert run("verify", f"http://127.0.0.1:{free_port()}")[0] == NOT_CHECKED
    assert run("verify", "ftp://127.0.0.1")[0] == NOT_UNDERSTOOD
    assert run("verify", server.url, "--hash", "abc")[0] == NOT_UNDERSTOOD
    code, told = run("verify", server.url, "--hash", "0" * 64)
    assert (code, "and should be 000" in told) == (DIFFERS, True)


def test_pages_that_handle_keys_are_the_same_bytes_for_everyone(
    server: ServerProcess, new_room: NewRoom
) -> None:
    """For a stranger, a mediator, somebody in a room; in any language, by any browser.

    Seen to fail when a static page says in which language its visitor reads.
    """
    assert sorted(f"/{name}" for name in pages.STATIC_PAGES) == sorted(STATIC_PAGES)
    room = new_room(parties=1)
    party = room.admit(1)
    stranger = Visitor(server.url)
    for path in STATIC_PAGES:
        answers = [
            visitor.http.get(server.url + path, headers=headers, timeout=10)
            for visitor in (stranger, room.host.visitor, party.visitor)
            for headers in (
                {},
                {"Accept-Language": "ar", "User-Agent": "another"},
                {"Referer": server.url, "DNT": "1", "Accept": "text/html"},
            )
        ]
        assert {answer.content for answer in answers} == {answers[0].content}
        assert not any("Set-Cookie" in answer.headers for answer in answers)
    stranger.close()


def test_every_script_and_style_carries_its_hash(server: ServerProcess) -> None:
    """In what templates and pages there are. Seen to fail when `integrity` is left out of enrol.html."""
    root = Path(__file__).parents[2]
    sources = [*(root / "templates").glob("*.html"), *(root / "static/dist/pages").glob("*.html")]
    tags: list[Any] = []
    for source in sources:
        if source.name == "certificate.html":  # printed, never sent to a browser
            continue
        tags += re.findall(r"<script[^>]*>|<link rel=\"?stylesheet[^>]*>", source.read_text(encoding="utf-8"))
    assert len(tags) >= 10
    assert [tag for tag in tags if " integrity=" not in tag] == []
