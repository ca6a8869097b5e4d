"""Fetches one address as several different people would, and says whether all were given the same."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import brotli

PATIENCE_SECONDS = 30
LARGEST_BYTES = 16 * 1024 * 1024
# Different in all that a server could tell people apart by, but for their addresses.
PEOPLE = (
    {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36",
        "Accept-Language": "en",
        "Accept-Encoding": "gzip, deflate, br",
    },
    {
        "User-Agent": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
        "Accept-Language": "ar",
        "Accept-Encoding": "gzip",
        "Cookie": "session=a-visitor-who-was-here-before",
    },
    {"User-Agent": "", "Accept-Encoding": "identity"},
)


class ServerCannotBeAsked(Exception):
    """No answer at all; the message says why."""


class AnswerIsWrong(Exception):
    """There is an answer, and it is not the file; the message says what is wrong."""


@dataclass(frozen=True)
class Fetched:
    content: bytes
    policy: str  # the Content-Security-Policy


def fetch_as_everyone(url: str) -> list[Fetched]:
    """One for each of PEOPLE. Raises ServerCannotBeAsked, AnswerIsWrong."""
    return [_fetch(url, headers) for headers in PEOPLE]


def _fetch(url: str, headers: dict[str, str]) -> Fetched:
    try:
        # The command that this serves has taken nothing but http and https for an address.
        request = Request(url, headers=headers)  # noqa: S310 - as said
        with _opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            body, head = answer.read(LARGEST_BYTES + 1), answer.headers
    except HTTPError as error:
        raise AnswerIsWrong(f"is answered with {error.code}") from None
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise ServerCannotBeAsked(str(reason)) from None
    if len(body) > LARGEST_BYTES:
        raise AnswerIsWrong("is far too large")
    return Fetched(_decoded(body, head), head.get("Content-Security-Policy", ""))


def _decoded(body: bytes, head: Message) -> bytes:
    encoding = head.get("Content-Encoding", "identity")
    try:
        if encoding == "br":
            return bytes(brotli.decompress(body))
        return gzip.decompress(body) if encoding == "gzip" else body
    except (brotli.error, OSError, EOFError):
        raise AnswerIsWrong(f"cannot be unpacked ({encoding})") from None


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """None: a redirect is an answer like any other, and not the file."""


_opener = build_opener(_NoRedirects)


def different(answers: list[Fetched]) -> Iterator[int]:
    """Which of PEOPLE were given something else than the first."""
    return (n for n, answer in enumerate(answers) if answer.content != answers[0].content)
