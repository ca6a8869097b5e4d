from __future__ import annotations

import base64
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from mediation.certificates.crest import CrestIsWrong, read_crest
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import seal
from tests.unit.certificates.certificates import DATES, KEY, REQUEST, office


def picture(folder: Path, mode: str, name: str) -> Path:
    Image.new(mode, (64, 48)).save(folder / name)
    return folder / name


@pytest.mark.parametrize(
    ("mode", "name"), [("RGBA", "a.png"), ("L", "a.png"), ("P", "a.PNG"), ("RGB", "a.jpg")]
)
def test_a_crest_is_printed_and_no_reader_may_smooth_it(
    printer: Printer, tmp_path: Path, mode: str, name: str
) -> None:
    """ISO 19005-3, 6.2.8. Seen to fail when the style leaves image-rendering as it is."""
    statement = office(printer).state(DATES, REQUEST)
    furniture = Furniture("0" * 32, crest=read_crest(picture(tmp_path, mode, name)))
    pdf = printer.print(Order(statement, seal(statement, KEY).to_bytes(), furniture))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        images = [one for one in opened.pages[0].Resources.XObject.values() if one.Subtype == "/Image"]
        assert (64, 48) in [(int(one.Width), int(one.Height)) for one in images]
        assert not any(bool(one.Interpolate) for one in images)


def test_a_crest_for_a_printing_press_is_refused(tmp_path: Path) -> None:
    """ISO 19005-3, 6.2.4.3. Seen to fail when the colours are not looked at."""
    with pytest.raises(CrestIsWrong, match="not in CMYK"):
        read_crest(picture(tmp_path, "CMYK", "crest.jpg"))


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    for name, content in (
        ("a.png", b"no picture"),
        ("a.gif", b"GIF89a"),
        ("a.svg", b""),
        ("b.png", b"x" * (2 << 20)),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CrestIsWrong):
            read_crest(tmp_path / name)
    with pytest.raises(CrestIsWrong, match="cannot be read"):
        read_crest(tmp_path / "missing.png")


def test_a_drawing_is_taken_as_it_is(tmp_path: Path) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    (tmp_path / "crest.svg").write_bytes(drawn)
    assert (
        read_crest(tmp_path / "crest.svg") == f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"
    )
    assert read_crest(None) == ""
