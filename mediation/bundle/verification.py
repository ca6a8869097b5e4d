"""Whether a running server sends the published bundle: from outside, as any visitor could ask.

Must not need anything of the server but its address. What it sends to somebody else it cannot see.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field

from mediation.bundle.listing import ASSETS, Listing, bundle_hash, sha256
from mediation.bundle.page import read_page
from mediation.bundle.visitor import AnswerIsWrong, Fetched, different, fetch_as_everyone

STATIC_PAGES = ("/join", "/host", "/prepare", "/closed", "/verify")  # the same bytes for everyone
RENDERED_PAGES = (
    "/",
    "/sign-in",
    "/enrol",
    "/privacy",
    "/help",
    "/help/mediators",
)  # differ by language and token; what they load does not
# In a style or script: fonts, catalogues, and whatever else somebody might have it fetch from there.
MENTIONED = re.compile(rb"/static/dist/[\w.-]+")


@dataclass
class Found:
    """`listing`: of what the server sends. `differences`: in sentences; none: all is well."""

    listing: dict[str, str] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    @property
    def hash(self) -> str:
        return bundle_hash(self.listing)


def verify(url: str, expected: str, known: Listing, told: Callable[[int], None] = lambda _: None) -> Found:
    """Fetch the pages, follow every script and style, compare. Raises ServerCannotBeAsked.

    expected: the published hash of the bundle. known: the bundle of that hash, where it is at hand; with it
    the report says which file differs. told: how many have been looked at, as it goes on.
    """
    check = _Check(url, told)
    for page in STATIC_PAGES:
        check.page(page, is_static=True)
    for page in RENDERED_PAGES:
        check.page(page, is_static=False)
    check.follow()
    found = check.found
    if bundle_hash(known) == expected:
        found.differences += _compared(found.listing, known)
    if found.hash != expected:
        found.differences.append(f"The whole is {found.hash}, and should be {expected}.")
    return found


def _compared(listing: Listing, known: Listing) -> list[str]:
    changed = [path for path in listing if path in known and listing[path] != known[path]]
    return [
        *(f"{path} is not what was published." for path in changed),
        *(f"{path} is not part of what was published." for path in sorted(listing.keys() - known.keys())),
        *(
            f"{path} was published, and nothing here loads it."
            for path in sorted(known.keys() - listing.keys())
        ),
    ]


class _Check:
    def __init__(self, url: str, told: Callable[[int], None]) -> None:
        self.found = Found()
        self._url = url
        self._told = told
        self._integrity: dict[str, set[str]] = {}  # asset → what pages say of it
        self._waiting: list[str] = []

    def page(self, path: str, is_static: bool) -> None:
        answers = self._fetch(path, same_for_everyone=is_static)
        if is_static and answers:
            self.found.listing[path] = sha256(answers[0].content)
        for answer in answers:
            page = read_page(answer.content.decode(errors="replace"))
            for wrong in page.wrong:
                self._note(f"{path} {wrong}.")
            if not _is_strict(answer.policy):
                self._note(f"{path} comes with a policy that lets other scripts in.")
            for address, integrity in page.loads.items():
                self._integrity.setdefault(address, set()).add(integrity)
                self._load(path, address)

    def follow(self) -> None:
        """Everything that pages load, and what that mentions in turn."""
        while self._waiting:
            path = self._waiting.pop()
            for answer in self._fetch(path, same_for_everyone=True)[:1]:
                self.found.listing[path] = sha256(answer.content)
                digest = f"sha384-{b64encode(hashlib.sha384(answer.content).digest()).decode()}"
                if self._integrity.get(path, {digest}) != {digest}:
                    self._note(f"{path} is not what the pages' integrity hashes say.")
                if path.endswith((".js", ".css")):
                    for mentioned in MENTIONED.findall(answer.content):
                        self._load(path, mentioned.decode())

    def _load(self, by: str, path: str) -> None:
        if not path.startswith(ASSETS):
            self._note(f"{by} loads {path}, which is not of the bundle.")
        elif path not in self.found.listing and path not in self._waiting:
            self._waiting.append(path)

    def _fetch(self, path: str, same_for_everyone: bool) -> list[Fetched]:
        self._told(len(self.found.listing))
        try:
            answers = fetch_as_everyone(self._url + path)
        except AnswerIsWrong as wrong:
            self._note(f"{path} {wrong}.")
            return []
        if same_for_everyone and any(different(answers)):
            self._note(f"{path} is not the same for everyone.")
        return answers

    def _note(self, difference: str) -> None:
        if difference not in self.found.differences:
            self.found.differences.append(difference)


def _is_strict(policy: str) -> bool:
    directives = {part.strip() for part in policy.split(";")}
    return {"default-src 'none'", "script-src 'self'"} <= directives and "unsafe" not in policy
