"""Every tribunal's certificate in every language: signed, read back in order, and well tagged."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mediation.certificates.printer import Printer
from mediation.certificates.specimen import PEOPLE, REFERENCES, specimen
from mediation.certificates.tribunal import TRIBUNALS
from mediation.certificates.verification import verify
from mediation.certificates.wording import LANGUAGES, wording
from tests.unit.certificates.certificates import identity

Paper = tuple[str, tuple[str, ...], bytes]
ALONE = [(language,) for language in LANGUAGES]
PAIRS = [("en", "fr"), ("fr", "en"), ("ar", "en"), ("en", "ar"), ("zh", "ar"), ("ru", "zh"), ("es", "fr")]
PAPERS = [
    *itertools.product(TRIBUNALS, ALONE),
    *((tribunal, pair) for tribunal, pair in zip(itertools.cycle(TRIBUNALS), PAIRS, strict=False)),
]


@pytest.fixture(scope="module", params=PAPERS, ids=str)
def paper(request: pytest.FixtureRequest, printer: Printer) -> Paper:
    tribunal, languages = request.param
    return tribunal, languages, specimen(printer, tribunal, languages, identity=identity())


def test_it_is_one_page_that_verifies_and_reads_in_order(paper: Paper, tmp_path: Path) -> None:
    """Seen to fail when a part of the page is painted out of its turn."""
    tribunal, languages, pdf = paper
    found = verify(pdf, [])
    assert found.is_whole
    (tmp_path / "paper.pdf").write_bytes(pdf)
    told = extracted(tmp_path / "paper.pdf")
    assert told.count("\f") == 1, "one page"
    shown, in_order = _letters(told), _letters(extracted(tmp_path / "paper.pdf", "-raw"))
    for language in languages:
        words, statement = wording(language), found.sealed.statement
        facts = [
            words.say("title"),
            words.tribunal(tribunal, statement.tribunal_name, statement.seat),
            words.say("start"), words.day(statement.start.at_seat),
            words.say("end"), words.day(statement.end.at_seat),
        ]  # fmt: skip
        if len(languages) == 1:
            assert all(_letters(fact) in shown for fact in facts)
        at = [_place(in_order, fact) for fact in facts]
        assert -1 not in at, facts[at.index(-1)]
        assert at == sorted(at), "in the order in which one reads"
    for once in (
        *REFERENCES[tribunal],
        PEOPLE[languages[0]][1],
        "SPECIMEN",
        found.sealed.statement.check_code(),
    ):
        # A bracket stands the other way round where the page runs from right to left.
        assert re.sub("[()]", "", _letters(once)) in re.sub("[()]", "", shown)


def test_its_structure_is_that_of_pdf_a_and_pdf_ua(paper: Paper) -> None:
    """`make paper` asks veraPDF, which is not run with the tests: it needs a JDK.

    Seen to fail when languages, scopes, alternative texts or PDF/UA are not written, or an attachment twice.
    """
    _, languages, pdf = paper
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.Lang == languages[0]
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert all(page.Tabs == "/S" for page in opened.pages)
        assert [str(one.S) for one in opened.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert [str(one.AFRelationship) for one in opened.Root.AF] == ["/Data"]
        with opened.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert wording(languages[0]).say("title") in metadata["dc:title"]
        elements = list(_elements(opened.Root.StructTreeRoot.K))
        kinds = {str(one.S) for one in elements}
        assert {"/H1", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= kinds
        assert not kinds & {"/Art", "/L", "/H2"}
        assert all(str(one.Alt) for one in elements if one.S == "/Figure")
        assert all(one.A.Scope in ("/Row", "/Column") for one in elements if one.S == "/TH")
        spoken = {str(one.Lang) for one in elements if "/Lang" in one}
        assert spoken == set(languages[1:]), "what is in the second language says so"
        for font in _fonts(opened):
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), "every font is in the file"


def test_qpdf_finds_nothing_wrong(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper[2])
    checked = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "paper.pdf")],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "WARNING" not in checked.stdout + checked.stderr


def extracted(file: Path, *options: str) -> str:
    """`-raw`: in the order of the file, and Arabic words within a line from left to right."""
    done = subprocess.run(
        ["pdftotext", *options, str(file), "-"], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


def _place(in_order: str, fact: str) -> int:
    """Where the fact stands; -1: nowhere."""
    words = re.findall(r"[^\s/،]+|[/،]", fact)
    return max(in_order.find(_letters("".join(order))) for order in (words, words[::-1]))


def _letters(text: str) -> str:
    """Without spaces, direction marks, and the marks over Arabic letters, which come back beside them.

    Lam and alef are one shape, whose two letters pdftotext gives back in either order: they are sorted.
    """
    normal = unicodedata.normalize("NFKC", text)
    letters = "".join(c for c in normal if unicodedata.category(c)[0] not in "ZCM")
    return re.sub("[لاأإآ]{2,}", lambda run: "".join(sorted(run[0])), letters)


def _elements(kids: Any) -> Any:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid.get("/K", pikepdf.Array()))


def _fonts(opened: pikepdf.Pdf) -> list[Any]:
    return [font for page in opened.pages for font in page.Resources.Font.values()]
