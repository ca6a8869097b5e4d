from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.rooms.derivations import new_id
from mediation.rooms.errors import Malformed
from mediation.web import shapes
from mediation.web.socket_events import EVENTS

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(ANYTHING)
def test_anything_is_read_or_malformed(value: Any) -> None:
    """No other error ever comes of it: a handler that raises would be a fault of ours."""
    for shape, _ in EVENTS.values():
        for given_value in (value, dict.fromkeys(shape, value)):
            try:
                read = shapes.read_fields(given_value, shape)
            except Malformed:
                continue
            assert read.keys() == shape.keys()


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (
            shapes.identifier,
            [new_id()],
            [new_id() + "A", new_id()[1:], new_id()[1:] + "\n", "é" * 22, b"A" * 22],
        ),
        (shapes.number, [0, 1, 2**53 - 1], [-1, 2**53, 1.0, True, "1", None]),
        (shapes.version, [1, 999_999_999], [0, 10**9, True]),
        (shapes.flag, [True, False], [0, 1, None, "true"]),
        (shapes.octets, [b"x"], [b"", "x", [1]]),
        (shapes.hash_octets, [bytes(32)], [bytes(31), bytes(33), "A" * 43]),
        (shapes.kind, ["party", "host"], ["Party", "", None, ["party"], {}]),
        (shapes.text, ["x", "é" * 512], ["", "x" * 513, 5]),
        (shapes.maybe(shapes.octets), [None, b"x"], ["", False]),
        (shapes.several(shapes.flag), [[], [True] * 64], [[True] * 65, (True,), {"": True}, [None]]),
    ],
)
def test_each_check_takes_what_is_right_and_nothing_else(
    check: shapes.Check, right: list[Any], wrong: list[Any]
) -> None:
    for value in right:
        assert check(value) == value
    for value in wrong:
        with pytest.raises(Malformed):
            check(value)


def test_a_hash_in_json_is_its_bytes() -> None:
    assert shapes.hash_text("A" * 43) == bytes(32)
    cases: list[Any] = ["A" * 42, "A" * 44, "=" * 43, bytes(43)]
    for wrong in cases:
        with pytest.raises(Malformed):
            shapes.hash_text(wrong)


def test_a_field_too_many_or_too_few_is_malformed() -> None:
    shape = {"held": shapes.flag}
    cases: list[Any] = [{}, {"held": True, "more": 1}, [], None, "held", {"hold": True}]
    for wrong in cases:
        with pytest.raises(Malformed):
            shapes.read_fields(wrong, shape)
