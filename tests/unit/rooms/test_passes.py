from __future__ import annotations

from dataclasses import fields, replace

import pytest

from mediation.rooms.derivations import new_id
from mediation.rooms.passes import Pass, read_pass, write_pass
from mediation.rooms.tickets import Ticket, read_ticket, write_ticket

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
GIVEN = Pass(new_id(), new_id(), new_id(), 3, new_id())
TICKET = Ticket(new_id(), "account-1", "7K2M-9QXP-4D3T-W", 1_800_000_000_000)


def test_what_was_written_is_read() -> None:
    assert read_pass(KEY, write_pass(KEY, GIVEN)) == GIVEN
    assert read_ticket(KEY, write_ticket(KEY, TICKET)) == TICKET


def test_another_installations_are_worth_nothing() -> None:
    assert read_pass(OTHER_KEY, write_pass(KEY, GIVEN)) is None
    assert read_ticket(OTHER_KEY, write_ticket(KEY, TICKET)) is None


@pytest.mark.parametrize("field", [field.name for field in fields(Pass)])
def test_every_part_of_a_pass_is_under_the_mac(field: str) -> None:
    """Seen to fail when _mac leaves the device out."""
    other = replace(GIVEN, **{field: 4 if field == "version" else new_id()})  # type: ignore[arg-type]
    mac = write_pass(KEY, GIVEN).rpartition(".")[2]
    assert read_pass(KEY, write_pass(KEY, other).rpartition(".")[0] + f".{mac}") is None


@pytest.mark.parametrize("field", [field.name for field in fields(Ticket)])
def test_every_part_of_a_ticket_is_under_the_mac(field: str) -> None:
    """Seen to fail when _mac leaves ends_at out."""
    values = {"room": new_id(), "account": "account-2", "mediation": "new", "ends_at": 1_800_000_000_001}
    other = replace(TICKET, **{field: values[field]})  # type: ignore[arg-type]
    mac = write_ticket(KEY, TICKET).rpartition(".")[2]
    assert read_ticket(KEY, write_ticket(KEY, other).rpartition(".")[0] + f".{mac}") is None


NO_PASSES = {
    "nothing": "",
    "dots": ".....",
    "no_ascii": "é" * 200,
    "parts": "a.b.c.1.d.e",
    "too_long": write_pass(KEY, GIVEN) + "A",
    "a_line": "\n",
}


@pytest.mark.parametrize("text", NO_PASSES.values(), ids=NO_PASSES.keys())
def test_anything_else_is_no_pass_and_no_ticket(text: str) -> None:
    assert read_pass(KEY, text) is None
    assert read_ticket(KEY, text) is None


def test_digits_of_other_scripts_are_no_version() -> None:
    assert read_pass(KEY, write_pass(KEY, GIVEN).replace(".3.", ".٣.")) is None


def test_a_ticket_holds_nothing_that_would_read_as_another() -> None:
    with pytest.raises(ValueError, match="shape"):
        write_ticket(KEY, replace(TICKET, account="a.b"))
