"""From all that is published, on whatever day, no count that is not shown can be worked out.

A world is what happened: how many mediations began and ended in each quarter. Somebody who knows the rule by
which figures are left out, and all that was published, still has two worlds for every count that is not
shown. The second one is built here, and is published alike. (Of medians: docs/decisions/0021.)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.certificates.seal import OfficeKey
from mediation.registry.figures import LEAST, NOT_SHOWN, Figures, Span, figures_of
from mediation.registry.housekeeping import Housekeeping
from mediation.registry.publication import publish_due, published_figures
from mediation.registry.registry import Registry
from tests.fixtures.clock import Clock
from tests.fixtures.database import insert_account

FIRST_YEAR = 2026
# Of each year, four quarters: how many began, how many ended.
World = list[tuple[list[int], list[int]]]
Cell = tuple[int, str, int | None]  # year's place, "begun" or "ended", quarter's place or None for the year


def happens(world: World) -> bool:
    """Whether it can have been: nothing ends that has not begun."""
    open_ones = 0
    for begun, ended in world:
        for more, fewer in zip(begun, ended, strict=True):
            open_ones += more - fewer
            if open_ones < 0 or min(more, fewer) < 0:
                return False
    return True


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small counts, around five, are what matters."""
    world: World = []
    open_ones = 0
    for _ in range(draw(st.integers(1, 4))):
        begun, ended = [], []
        for _ in range(4):
            begun.append(draw(st.integers(0, 8)))
            open_ones += begun[-1]
            ended.append(draw(st.integers(0, min(open_ones, 8))))
            open_ones -= ended[-1]
        world.append((begun, ended))
    return world


def spans_of(world: World) -> list[Span]:
    """Some mediations of that world: who began first ends first."""
    began: list[date] = []
    spans = []
    for place, (begun, ended) in enumerate(world):
        for quarter in range(4):
            began += [date(FIRST_YEAR + place, 3 * quarter + 1, 1)] * begun[quarter]
            for _ in range(ended[quarter]):
                spans.append(Span(began.pop(0), date(FIRST_YEAR + place, 3 * quarter + 3, 28)))
    return spans + [Span(day, None) for day in began]


def shown(world: World) -> list[tuple[int | None, int | None]]:
    """The counts that are published of it."""
    spans = spans_of(world)
    return [
        (figures.begun, figures.ended)
        for place in range(len(world))
        for figures in figures_of(FIRST_YEAR + place, spans).values()
    ]


def hidden_cells(world: World) -> Iterator[Cell]:
    spans = spans_of(world)
    for place in range(len(world)):
        of_year, *quarters = figures_of(FIRST_YEAR + place, spans).values()
        for kind in ("begun", "ended"):
            if of_year == NOT_SHOWN:
                yield place, kind, None
            if NOT_SHOWN in quarters:
                yield from ((place, kind, quarter) for quarter in range(4))


def value(world: World, cell: Cell) -> int:
    place, kind, quarter = cell
    counts = world[place][0 if kind == "begun" else 1]
    return sum(counts) if quarter is None else counts[quarter]


def another_world(world: World, cell: Cell) -> World:
    """In which that count is another one, and everything published is the same."""
    place, kind, quarter = cell
    begun, ended = (list(counts) for counts in world[place])
    at = quarter or 0
    if min(sum(begun), sum(ended)) < LEAST:  # the year itself is not shown
        none_ended = [0] * 4
        if kind == "begun" or value(world, cell) == 0:
            begun[at] += 1
            ended = none_ended if kind == "begun" else [int(n == at) for n in range(4)]
        else:
            ended = none_ended
    else:  # its totals are shown, and stay
        begun, ended = _moved(begun, ended, kind, at)
    return [*world[:place], (begun, ended), *world[place + 1 :]]


def _moved(begun: list[int], ended: list[int], kind: str, at: int) -> tuple[list[int], list[int]]:
    """All begin at once and all end at last; but where that is so already, one does not."""
    early, late = [sum(begun), 0, 0, 0], [0, 0, 0, sum(ended)]
    if kind == "begun" and early[at] == begun[at]:
        early[0] -= 1
        early[at or 1] += 1
    if kind == "ended" and late[at] == ended[at]:
        late[3] -= 1
        late[0 if at == 3 else at] += 1
    return early, late


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_for_every_count_that_is_not_shown_there_is_another_world(world: World) -> None:
    """Seen to fail when quarters are shown one by one, and when a year's begun is shown without its ended."""
    assert happens(world)
    for cell in hidden_cells(world):
        other = another_world(world, cell)
        assert happens(other), cell
        assert value(other, cell) != value(world, cell)
        assert shown(other) == shown(world), cell


@settings(deadline=None)
@given(worlds())
def test_no_count_below_five_is_shown(world: World) -> None:
    assert all(count is None or count >= 5 for counts in shown(world) for count in counts)


@settings(deadline=None)
@given(worlds())
def test_what_is_shown_is_what_happened(world: World) -> None:
    places = [None, 0, 1, 2, 3]
    for n, (begun, ended) in enumerate(shown(world)):
        place, quarter = n // 5, places[n % 5]
        assert begun in (None, value(world, (place, "begun", quarter)))
        assert ended in (None, value(world, (place, "ended", quarter)))
        assert (begun is None) == (ended is None)


def test_a_page_of_yesterday_tells_no_more_than_todays(engine: sa.Engine, clock: Clock) -> None:
    """Rows are destroyed and ended late meanwhile. Seen to fail when tidy publishes all years anew."""
    insert_account(engine, "m")
    registry = Registry(engine, OfficeKey(b"\1" * 32), clock)
    clock.now = datetime(2026, 1, 5, tzinfo=UTC)
    references = [registry.begin("m") for _ in range(7)]
    for reference in references[:5]:
        registry.end(reference, "m", clock.now.date())
    housekeeping = Housekeeping(engine, registry, clock, retention_years=3)

    clock.now = datetime(2027, 1, 31, 23, tzinfo=UTC)
    housekeeping.tidy()
    assert "2026" not in published_figures(engine), "a month is left to say what has ended"
    clock.forward(hours=1)
    housekeeping.tidy()
    published = published_figures(engine)
    assert published["2026"] == Figures(7, 5, 1)
    assert published["2026-Q1"] == NOT_SHOWN

    registry.destroy(references[0], "m")
    registry.end(references[6], "m", date(2026, 1, 5))
    for days in (1, 700, 500):
        clock.forward(days=days)
        housekeeping.tidy()
        still = published_figures(engine)
        assert {period: still[period] for period in published} == published
    assert registry.of_mediator("m") == []
    assert [period for period in still if len(period) == 4] == ["2025", "2026", "2027", "2028", "2029"]
    assert still["2028"] == NOT_SHOWN


def test_the_list_of_years_tells_of_no_mediation(engine: sa.Engine, clock: Clock) -> None:
    """Asked every month with one mediation, and without. Seen to fail when the list begins with its year."""
    insert_account(engine, "m")
    registry = Registry(engine, OfficeKey(b"\1" * 32), clock)
    housekeeping = Housekeeping(engine, registry, clock, retention_years=1)
    housekeeping.tidy()
    beginning = clock.now
    seen: list[list[dict[str, Figures]]] = []
    for has_one in (False, True):
        clock.now = beginning
        with engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM published_figures WHERE period >= '2026'")
        if has_one:
            registry.begin("m")
        seen.append([])
        for _ in range(40):
            clock.forward(days=30)
            housekeeping.tidy()
            seen[-1].append(published_figures(engine))
    assert seen[0] == seen[1]
    assert [period for period in seen[0][-1] if len(period) == 4] == ["2025", "2026", "2027", "2028"]


def test_a_row_that_was_changed_counts_for_nothing(engine: sa.Engine, clock: Clock) -> None:
    insert_account(engine, "m")
    registry = Registry(engine, OfficeKey(b"\1" * 32), clock)
    for reference in [registry.begin("m") for _ in range(5)]:
        registry.end(reference, "m", clock.now.date())
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE mediations SET has_ended = false"
            " WHERE reference = (SELECT min(reference) FROM mediations)"
        )
    clock.forward(days=400)
    publish_due(engine, clock.now, registry.spans)
    assert published_figures(engine)["2026"] == NOT_SHOWN


def test_what_is_kept_of_figures_is_what_is_shown(engine: sa.Engine, clock: Clock) -> None:
    """Seen to fail when publish_due writes counts below five beside a flag."""
    insert_account(engine, "m")
    registry = Registry(engine, OfficeKey(b"\1" * 32), clock)
    for _ in range(4):
        registry.end(registry.begin("m"), "m", clock.now.date())
    clock.forward(days=400)
    publish_due(engine, clock.now, registry.spans)
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT begun, ended, median_days FROM published_figures").all()
    assert len(rows) == 5
    assert all(tuple(row) == (None, None, None) for row in rows)


def test_a_year_of_five_is_shown_with_its_median() -> None:
    day = date(2026, 6, 1)
    spans = [Span(day, day + timedelta(days=n)) for n in (0, 3, 9, 29, 100)]
    assert figures_of(2026, spans)["2026"] == Figures(5, 5, 10)
    even = [*spans, Span(day, day + timedelta(days=10))]
    assert figures_of(2026, even)["2026"] == Figures(6, 6, 11), "between 10 and 11, and half goes up"
    many = [Span(date(2026, month, 1), date(2026, month, 11)) for month in (1, 4, 7, 10) for _ in range(5)]
    assert figures_of(2026, many)["2026-Q3"] == Figures(5, 5, 11)
    assert figures_of(2026, many[1:])["2026-Q3"] == NOT_SHOWN, "all four quarters, or none"
    assert figures_of(2026, many[1:])["2026"] == Figures(19, 19, 11)
