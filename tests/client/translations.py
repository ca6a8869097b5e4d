"""What interpreters have written of what was said, as docs/entries.md ("Interpreters") has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from tests.client.channel import Channel, Entry

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
MOST_LANGUAGES = 8
MOST_LETTERS = 8000
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
SAYING = ("message", "relayed", "shared")


class Translation(NamedTuple):
    by: str  # a seat
    text: str


def translations(channel: Channel, hosts: Iterable[str]) -> dict[str, dict[str, Translation]]:
    """By message and language; only those that count. hosts: seats, as the grant names them."""
    hosts = set(hosts)
    interpreters: set[str] = set()
    said: dict[str, tuple[str, dict[str, Translation]]] = {}  # who, and what of it
    for entry in channel.entries:
        kind = entry.content.get("kind")
        if kind == "roster" and entry.sender in hosts:
            people = entry.content["people"]
            interpreters = {person["seat"] for person in people if person["role"] == "interpreter"}
        elif kind in SAYING:
            said.setdefault(entry.entry, (str(entry.content.get("seat", entry.sender)), {}))
        elif kind == "withdraw" and said.get(str(entry.content.get("entry")), ("",))[0] == entry.sender:
            del said[str(entry.content["entry"])]
        elif kind == "translation" and entry.sender in interpreters:
            _take(said, entry)
    return {message: made for message, (_, made) in said.items() if made}


def is_words(text: str) -> bool:
    """Whether a text may stand: not blank, nothing unseen but tabs and line breaks, nothing that turns it."""
    if not text.strip() or len(text) > MOST_LETTERS or TURNING.search(text):
        return False
    return not any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\t\n" for one in text)


def _take(said: dict[str, tuple[str, dict[str, Translation]]], entry: Entry) -> None:
    of, language, text = (entry.content.get(name) for name in ("of", "language", "text"))
    if not isinstance(language, str) or LANGUAGE.fullmatch(language) is None:
        return
    if not isinstance(text, str) or not is_words(text):
        return
    if not isinstance(of, str) or of not in said:
        return
    _, made = said[of]
    if len(made.keys() - {language}) < MOST_LANGUAGES:
        made[language] = Translation(entry.sender, text)
