"""What a page loads, and what it must not contain. Reads HTML; fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

RUNS_OR_LOADS = {"style", "iframe", "frame", "object", "embed", "base", "applet", "portal"}


@dataclass
class Page:
    """`loads`: address → integrity attribute, of every script and style. `wrong`: what else runs or loads."""

    loads: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def read_page(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._loads(tag, given.get("src", ""), given.get("integrity", ""))
        elif tag == "link" and given.get("href") != "data:,":  # the icon that there is none
            self._loads(tag, given.get("href", ""), given.get("integrity", ""))
        elif tag == "meta" and given.get("name", "").startswith("later "):  # a script for when it is wanted
            self._loads(tag, *given.get("content", "").split(" ")[:2])
        elif tag in RUNS_OR_LOADS or (tag == "meta" and "http-equiv" in given):
            self.page.wrong.append(f"has a <{tag}>")
        if any(name.startswith("on") or "javascript:" in value.lower() for name, value in given.items()):
            self.page.wrong.append(f"has a script in an attribute of <{tag}>")

    def _loads(self, tag: str, address: str = "", integrity: str = "") -> None:
        if not address:
            self.page.wrong.append(f"has a <{tag}> of its own")
        elif not integrity.startswith("sha384-"):
            self.page.wrong.append(f"loads {address} without an integrity hash")
        else:
            self.page.loads[address] = integrity
