"""One browser's cookies and what it asks over HTTP; a signed-in mediator is a visitor too."""

from __future__ import annotations

import re
import secrets
from html import unescape
from typing import Any

import requests

from tests.client.connection import Connection
from tests.client.derivations import proof_of
from tests.client.encoding import to_text
from tests.client.links import PersonalLink


class HttpRefused(Exception):
    """A request was answered with an error status."""

    def __init__(self, status: int, error: Any) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.error = error


class Visitor:
    def __init__(self, url: str, origin: str | None = None) -> None:
        self.url = url
        self.origin = origin or url
        self.http = requests.Session()
        self.http.trust_env = False
        # As a proxy on this machine would say it: limits count by address, and every person has their own.
        self.address = f"198.18.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
        self.http.headers["X-Forwarded-For"] = self.address

    def post(self, path: str, body: Any, **headers: str) -> dict[str, Any]:
        """The JSON answer; raises HttpRefused."""
        headers = {"Origin": self.origin, **headers}
        answer = self.http.post(self.url + path, json=body, headers=headers, timeout=10)
        try:
            content = answer.json()
        except requests.JSONDecodeError:
            content = {"error": None}
        if not answer.ok:
            raise HttpRefused(answer.status_code, content.get("error"))
        assert isinstance(content, dict)
        return content

    def join(self, link: PersonalLink) -> None:
        self.post("/join", {"room": link.room, "seat": link.seat, "proof": to_text(proof_of(link.secret))})

    def leave(self, seat: str) -> None:
        self.post("/leave", {"seat": seat})

    def connect(self, room: str, seat: str, **options: Any) -> Connection:
        cookies = {cookie.name: cookie.value or "" for cookie in self.http.cookies}
        options = {"origin": self.origin, "headers": {"X-Forwarded-For": self.address}, **options}
        return Connection(f"{self.url}?shard={room[:2]}", {"room": room, "seat": seat}, cookies, **options)

    def pass_of(self, seat: str) -> str | None:
        """The cookie that lets this browser into a seat."""
        for cookie in self.http.cookies:
            if cookie.name in (f"seat-{seat}", f"__Host-seat-{seat}"):
                return cookie.value
        return None

    def close(self) -> None:
        self.http.close()


class Mediator(Visitor):
    """A person with an account: enrols, signs in, prepares and opens rooms."""

    def __init__(self, url: str, name: str, password: str) -> None:
        super().__init__(url)
        self.name = name
        self.password = password

    def enrol(self, link: str) -> None:
        path = re.sub(r"^https?://[^/]+", "", link)
        token = path.rpartition("#")[2]
        self._send_form(
            path.partition("#")[0],
            {"token": token, "name": self.name, "password": self.password, "again": self.password},
        )

    def sign_in(self) -> None:
        self._send_form("/sign-in", {"name": self.name, "password": self.password})

    def session(self) -> dict[str, Any]:
        answer = self.http.get(self.url + "/session", timeout=10)
        answer.raise_for_status()
        content: dict[str, Any] = answer.json()
        return content

    def prepare(self, ends_at: int, mediation: str = "new") -> tuple[str, str]:
        """The room's id and the ticket that opens it."""
        body = {"mediation": mediation, "declared": True, "ends_at": ends_at}
        answer = self.post_as_mediator("/rooms/prepare", body)
        return answer["room"], answer["ticket"]

    def post_as_mediator(self, path: str, body: Any) -> dict[str, Any]:
        return self.post(path, body, **{"X-CSRFToken": self.session()["csrf_token"]})

    def end_mediation(self, reference: str, ended_on: str) -> None:
        self._send_form("/desk/end", {"reference": reference, "ended_on": ended_on}, page="/desk")

    def issue_certificate(self, reference: str, **request: str) -> bytes:
        """The PDF."""
        return self._send_form("/certificate", {"reference": reference, **request})

    def _send_form(self, path: str, fields: dict[str, str], page: str = "") -> bytes:
        """What a form on `page` (else at `path`) leads to."""
        form = self.http.get(self.url + (page or path), timeout=10)
        form.raise_for_status()
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form.text)
        assert found is not None, "the form carries a CSRF token"
        answer = self.http.post(
            self.url + path,
            data={**fields, "csrf_token": unescape(found.group(1))},
            headers={"Origin": self.origin, "Referer": self.url + path},
            timeout=30,
        )
        answer.raise_for_status()
        return answer.content
