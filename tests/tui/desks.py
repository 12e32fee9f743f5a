"""A workstation on a little book: the desk, a store that refuses, a provider that waits, and what stands on the screen."""

import io
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from threading import Event
from typing import Any

from rich.console import Console
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from credit.book import Book
from credit.change import Change
from credit.check import Check
from credit.customer import Customer
from credit.money import Money
from credit.report import CreditReport, RiskEvent
from storage.faults import BookReadOnly, BookWriteFailed
from storage.store import Store, open_store
from tests.credit.little_book import TODAY, facts
from tui.app import Workstation
from tui.desk import Desk, Keeper, Reports
from tui.look import Look
from tui.remembered import Memory
from tui.widgets.grid import Grid
from tui.widgets.hint_line import HintLine

__all__ = [
    "BIGGEST_FIRST",
    "LATE",
    "Answered",
    "Bureau",
    "Halting",
    "Known",
    "burst",
    "caught_up",
    "desk",
    "drawn",
    "handed_over",
    "in_front",
    "open_desk",
    "opened",
    "said",
    "shown_keys",
    "typed",
    "until",
]

LATE = """
buyer    C1               limit=5000USD name=Alder
invoice  C1  I1   -45  1000USD
invoice  C1  I2   -20   500USD
buyer    C2               limit=9000USD name=Birch
invoice  C2  J1   -40  3000USD
event    C2  E1    -9  winding_up_petition
buyer    C3               name=Cedar
invoice  C3  K1   +10   700USD
"""
"""Alder is late, Birch is late and petitioned, Cedar owes nothing yet."""
BIGGEST_FIRST = ["C2", "C1", "C3"]
"""The portfolio opens sorted by what is overdue: 3,000, then 1,500, then nothing."""


def desk(text: str = LATE, providers: Sequence[Reports] = (), store: Keeper | None = None) -> Desk:
    """A desk on the book of a table, looked at on `TODAY`."""
    keeper = store or open_store(":memory:", create=True)
    change = Change("import", facts(text))
    keeper.commit(change, datetime.now(UTC))
    return Desk(Book().after(change), keeper, providers, TODAY, "mara")


@asynccontextmanager
async def opened(
    desk: Desk | Callable[[], Desk],
    size: tuple[int, int] = (80, 24),
    remapped: dict[str, str] | None = None,
    place: str = "little",
    memory: Memory | None = None,
    look: Look | None = None,
) -> AsyncIterator[tuple[Workstation, Pilot[BaseException]]]:
    """The workstation on a desk, once the book is shown."""
    app = Workstation((lambda: desk) if isinstance(desk, Desk) else desk, place, remapped, memory=memory, look=look)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield app, pilot


async def typed(pilot: Pilot[BaseException], *keys: str) -> None:
    """Presses keys, and waits until what they started is done."""
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[BaseException], true: Callable[[], bool]) -> None:
    """Waits for something that another thread does, as long as a slow machine may need."""
    for _ in range(1000):
        if true():
            return
        await pilot.pause(0.01)
    raise TimeoutError


SIGNS = {"slash": "/", "question_mark": "?", "space": " "}


async def burst(pilot: Pilot[BaseException], *keys: str) -> None:
    """Presses keys all at once, as a slow line hands them over, and waits until all of it is done."""
    handed_over(pilot, *keys)
    await caught_up(pilot)


def handed_over(pilot: Pilot[BaseException], *keys: str) -> None:
    """Presses keys all at once, and waits for nothing."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        event = events.Key(key, SIGNS.get(key, key if len(key) == 1 else None))
        event.set_sender(pilot.app)
        driver.send_message(event)


async def caught_up(pilot: Pilot[BaseException]) -> None:
    """Waits until every key that was pressed is carried out."""
    await pilot.pause()
    while pilot.app._typed:  # type: ignore[attr-defined]  # every application here is a workstation
        await pilot.pause(0.01)
    await typed(pilot)


def drawn(app: App[Any]) -> list[str]:
    """What stands on the screen, line by line, a dialog over what it leaves free."""
    console = Console(width=app.size.width, height=app.size.height, file=io.StringIO(), color_system=None, legacy_windows=False)
    with console.capture() as held:
        console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    return [line.rstrip() for line in held.get().rstrip("\n").split("\n")]


def shown_keys(app: Workstation) -> list[str]:
    """Keys of the rows in the grid of the screen in front."""
    return [row.key for row in app.screen.query_one(Grid).table.rows]


def said(app: Workstation) -> str:
    """The sentence on the last line, behind a dialog too; empty while the keys stand there."""
    hints = (hint for screen in reversed(app.screen_stack) for hint in screen.query(HintLine))
    return str(next(hints).sentence)


@dataclass(frozen=True, slots=True)
class Answered:
    """A provider's answer."""

    provider: str = "bureau"
    ending: str = "ok"
    reason: str = ""
    report: CreditReport | None = None
    events: Sequence[RiskEvent] = ()
    possible: Sequence[RiskEvent] = ()
    checks: Sequence[Check] = ()
    warnings: Sequence[str] = ()
    cost: Money | None = None
    word: str = ""

    @property
    def answered(self) -> bool:
        return self.ending in ("ok", "partial")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be spent, and what is left of it."""

    budget: Money
    left: Money
    per: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who a provider is."""

    name: str = "bureau"
    kind: str = "fake"
    host: str = "nowhere"
    billable: bool = False
    cost: Money | None = None
    left: Money | None = None
    base_url: str = "https://nowhere"
    budget: Money | None = None
    rate: None = None
    renewed_days: None = None
    per: str = "month"

    @property
    def budgets(self) -> tuple[Allowed, ...]:
        return (Allowed(self.budget or self.left, self.left, self.per),) if self.left is not None else ()

    @property
    def tightest(self) -> Allowed | None:
        return next(iter(self.budgets), None)


@dataclass(slots=True)
class Bureau:
    """A provider that answers when it is let go, or is called off."""

    answer: Answered = field(default_factory=Answered)
    info: Known = Known()
    go: Event = field(default_factory=Event)
    asked: list[str] = field(default_factory=list)
    called_off: list[str] = field(default_factory=list)
    ordered: set[str] = field(default_factory=set)
    charged: dict[str, date] = field(default_factory=dict)

    def known_by(self, subject: Customer) -> tuple[str, ...]:
        return ("number", subject.id)

    def under_way(self, subject: Customer) -> bool:
        return subject.id in self.ordered

    def charged_on(self, subject: Customer) -> date | None:
        return self.charged.get(subject.id)

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Callable[[Money | None], bool] = bool,
    ) -> Answered:
        self.asked.append(subject.id)
        while not self.go.wait(0.01):
            if cancelled():
                self.called_off.append(subject.id)
                return replace(self.answer, ending="cancelled", report=None)
        return self.answer if self.answer.ending != "ok" else replace(self.answer, report=_report(subject.id, on))


def _report(customer_id: str, on: date) -> CreditReport:
    return CreditReport(f"bureau:{on}", customer_id, "bureau", datetime.combine(on, datetime.min.time(), UTC), on)


class Halting:
    """A store on a disk that may be full, or stand still."""

    def __init__(self) -> None:
        self._kept: Store = open_store(":memory:", create=True)
        self.place = self._kept.place
        self.read_only = False
        self.in_part = False
        self.fault: BookWriteFailed | BookReadOnly | None = None
        self.turning = Event()
        self.turning.set()

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> tuple[Change, ...]:
        assert self.turning.wait(30)
        if self.fault is not None:
            raise self.fault
        return self._kept.commit(change, at)

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        self._kept.keep_first_page(name, told)

    def close(self) -> None:
        self._kept.close()


def open_desk(app: Workstation) -> Desk:
    """The desk the application has opened."""
    assert app.desk is not None
    return app.desk


def in_front(app: Workstation, kind: type[Screen[None]]) -> bool:
    """Whether a screen or dialog of this kind is what one sees."""
    return isinstance(app.screen, kind)
