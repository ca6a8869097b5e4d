from __future__ import annotations

from collections.abc import Iterator

import pytest

from mediation.certificates.printer import Printer
from tests.unit.certificates.certificates import DATES, REQUEST, office


@pytest.fixture(scope="session")
def printer() -> Iterator[Printer]:
    printer = Printer()
    yield printer
    printer.stop()


@pytest.fixture(scope="session")
def pdf(printer: Printer) -> bytes:
    return office(printer).issue(DATES, REQUEST)
