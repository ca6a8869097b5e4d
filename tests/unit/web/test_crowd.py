"""How much one address may have at once, and in a minute."""

from __future__ import annotations

from mediation.web.crowd import MINUTE_SECONDS, OURSELVES, Crowd

HERE, THERE = "198.51.100.1", "198.51.100.2"


def test_as_many_at_once_as_may_and_one_more_when_one_has_gone() -> None:
    crowd = Crowd(2, 100)
    assert [crowd.comes(HERE) for _ in range(3)] == [True, True, False]
    assert crowd.comes(THERE)
    crowd.goes(HERE)
    assert [crowd.comes(HERE), crowd.comes(HERE)] == [True, False]


def test_as_many_a_minute_as_may_and_more_in_the_next() -> None:
    now = 0.0
    crowd = Crowd(10, 2, ticks=lambda: now)

    def came() -> list[bool]:
        comings = [crowd.comes(HERE) for _ in range(3)]
        for _ in filter(None, comings):
            crowd.goes(HERE)
        return comings

    assert came() == [True, True, False]
    assert came() == [False, False, False]
    assert crowd.comes(THERE)
    now = MINUTE_SECONDS
    assert came() == [True, True, False]


def test_this_machine_and_known_proxies_are_not_counted() -> None:
    """They say whom they speak for."""
    crowd = Crowd(1, 1, [THERE])
    for address in (*OURSELVES, THERE):
        assert crowd.comes(address)
        assert crowd.comes(address)


def test_no_address_is_kept() -> None:
    crowd = Crowd(1, 1)
    crowd.comes(HERE)
    assert HERE not in repr(vars(crowd))
