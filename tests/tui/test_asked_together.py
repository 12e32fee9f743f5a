"""A provider that answers about many buyers in one request: what is put together, paid, kept, and called off."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import pytest
from textual.widgets import Input

from credit.customer import Customer
from credit.money import Money
from credit.report import EventKind, RiskEvent
from credit.report_need import ReportNeed
from storage.faults import BookWriteFailed
from tests.credit.little_book import TODAY
from tests.tui.desks import Answered, Bureau, Known, desk, open_desk, opened, said, typed, until
from tui import refresh_pace
from tui.asked import AsksMany, Grant
from tui.cli.refreshing import _asked as put_all
from tui.dialogs.spending import SpendingDialog
from tui.refresh_plan import LeftOut, Purse, Question, rounds
from tui.views.snapshot import Snapshot

NO_NEED = ReportNeed(None, None, None, None)
EURO = Money.of("1.00", "EUR")


@dataclass(slots=True)
class Lists(Bureau):
    """A provider of up to three buyers a request; `lost` says of whom its answer does not come."""

    most: int = 3
    requests: list[list[str]] = field(default_factory=list)
    lost: Mapping[str, Answered] = field(default_factory=dict)
    deaf: bool = False
    """Its answer is on its way when it is called off."""

    def fetch_many(
        self,
        subjects: Sequence[Customer],
        on: date,
        known: Mapping[str, Iterable[RiskEvent]] = MappingProxyType({}),
        cancelled: Callable[[], bool] = bool,
        granted: Mapping[str, Grant] = MappingProxyType({}),
    ) -> Sequence[Answered]:
        self.requests.append([subject.id for subject in subjects])
        price = self.info.cost
        assert all(granted[subject.id](price) is (price is not None) for subject in subjects)
        while not self.go.wait(0.01):
            if cancelled() and not self.deaf:
                return [replace(self.answer, ending="cancelled") for _ in subjects]
        return [self.lost.get(subject.id) or self.told(subject.id) for subject in subjects]

    def told(self, id: str) -> Answered:
        event = RiskEvent(f"bureau:{id}", id, EventKind.JUDGMENT, TODAY, TODAY, "bureau")
        return replace(self.answer, events=[event], cost=self.info.cost)


def lists(*, bills: bool = False, left: str = "", name: str = "lists") -> Lists:
    """It answers at once, for 1.00 EUR a buyer where it bills."""
    month = Money.of(left, "EUR") if left else None
    made = Lists(Answered(provider=name), Known(name, billable=bills, cost=EURO if bills else None, left=month))
    made.go.set()
    return made


def asking(ids: str, *providers: Bureau) -> list[Question]:
    return [Question(id, provider, NO_NEED) for id in ids.split() for provider in providers]


def put(asked: Sequence[Question], purse: Purse) -> list[str]:
    """Every round as it is put, each question paid at its price: `who:whom whom`, or `-who:whom` where one is left out."""
    told = []
    for some in rounds(asked, purse):
        if isinstance(some, LeftOut):
            told.append(f"-{some.provider}:{some.customer_id}")
            continue
        told.append(f"{some[0].provider.info.name}:{' '.join(question.customer_id for question in some)}")
        for question in some:
            purse.pay(question, question.price)
    return told


def test_the_double_is_such_a_provider() -> None:
    assert isinstance(lists(), AsksMany)
    assert not isinstance(Bureau(), AsksMany)


def test_as_many_as_a_request_takes_go_together_and_others_keep_their_turn() -> None:
    asked = asking("A B C D", lists(), Bureau())
    assert put(asked, Purse()) == ["lists:A B C", "bureau:A", "bureau:B", "bureau:C", "lists:D", "bureau:D"]


def test_one_that_costs_nothing_more_is_asked_alone() -> None:
    first, *rest = asking("A B C", lists())
    assert put([first, replace(rest[0], ordered=True), rest[1]], Purse()) == ["lists:A C", "lists:B"]
    assert put([replace(first, ordered=True), *rest], Purse()) == ["lists:A", "lists:B C"]


@pytest.mark.parametrize(
    ("budget", "left", "told"),
    [
        ("5.00", "", ["lists:A B C", "lists:D E"]),
        ("3.00", "", ["lists:A B C", "-lists:D", "-lists:E"]),
        ("2.99", "", ["lists:A B", "-lists:C", "-lists:D", "-lists:E"]),
        ("99", "2.00", ["lists:A B", "-lists:C", "-lists:D", "-lists:E"]),
    ],
)
def test_a_purse_that_ends_makes_the_request_smaller(budget: str, left: str, told: list[str]) -> None:
    """Five at 1.00 EUR each."""
    assert put(asking("A B C D E", lists(bills=True, left=left)), Purse(Money.of(budget, "EUR"))) == told


def test_what_matters_less_takes_no_money_from_what_comes_between() -> None:
    """4.00 EUR: A at both is 3.00, B at the lists 4.00; nothing is left for B at the bureau, nor for C at either."""
    dear = Bureau(Answered(provider="dear"), Known("dear", billable=True, cost=Money.of("2.00", "EUR")))
    asked = asking("A B C", lists(bills=True), dear)
    assert put(asked, Purse(Money.of("4.00", "EUR"))) == ["lists:A B", "dear:A", "-dear:B", "-lists:C", "-dear:C"]


def test_trying_leaves_the_purse_as_it_was() -> None:
    purse = Purse(Money.of("3.00", "EUR"))
    (question, *_) = asking("A", lists(bills=True, left="2.00"))
    trial = purse.trial()
    for _ in range(2):
        assert trial.against(question) == ""
        trial.pay(question, EURO)
    assert (trial.against(question), purse.against(question), purse.spent) == ("month_budget", "", 0)


def test_a_run_asks_once_and_keeps_each_answer_in_the_order_it_was_planned() -> None:
    provider, other = lists(bills=True), Bureau()
    other.go.set()
    provider.lost = {"C2": Answered("lists", "bad_response", "nothing_known")}
    opened_desk = desk(providers=[provider, other])
    asked = asking("C1 C2 C3", provider, other)
    results, left_out, code = put_all(opened_desk, asked, Purse(Money.of("3", "EUR")), everybody=True)
    assert (provider.requests, provider.asked, other.asked, left_out) == ([["C1", "C2", "C3"]], [], ["C1", "C2", "C3"], [])
    assert [(result.customer_id, result.answer.provider) for result in results] == [
        (question.customer_id, question.provider.info.name if question.provider is provider else "bureau") for question in asked
    ]
    assert [result.answer.ending for result in results] == ["ok", "ok", "bad_response", "ok", "ok", "ok"]
    assert {id: bool(opened_desk.book.accounts[id].events) for id in ("C1", "C3")} == {"C1": True, "C3": True}
    assert code == 8, "one of them failed"


def test_a_request_whose_answers_the_book_takes_not_tells_each_and_asks_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    provider, other = lists(), Bureau()
    full = desk(providers=[provider, other])

    def commit(*_args: object) -> None:
        raise BookWriteFailed(path="x", why="full")

    monkeypatch.setattr(full.store, "commit", commit, raising=True)
    results, left_out, code = put_all(full, asking("C1 C2 C3", provider, other), Purse(), everybody=True)
    assert [(result.customer_id, result.unsaved is not None) for result in results] == [("C1", True), ("C2", True), ("C3", True)]
    assert [(left.customer_id, left.provider, left.reason) for left in left_out] == [
        (id, "bureau", "not_saved") for id in ("C1", "C2", "C3")
    ]
    assert (other.asked, code) == ([], 6)


async def test_every_stale_screening_is_one_request_from_the_screens_too() -> None:
    provider = lists()
    async with opened(desk(providers=[provider]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "3 questions asked, 3 new facts.")
        assert (provider.requests, provider.asked) == ([["C2", "C1", "C3"]], [])
        assert all("bureau:" + id in {event.id for event in open_desk(app).book.accounts[id].events} for id in ("C1", "C2", "C3"))


async def test_an_amount_for_two_of_three_is_one_request_about_what_matters_most() -> None:
    provider = lists(bills=True)
    async with opened(desk(providers=[provider]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: isinstance(app.screen, SpendingDialog))
        app.screen.query_one("#most", Input).value = "2 EUR"
        await typed(pilot, "enter")
        await until(pilot, lambda: said(app) == "2 questions asked, 2 new facts. 1 left out: the budget is spent.")
        assert provider.requests == [["C2", "C1"]]


async def test_a_request_that_is_called_off_asks_nobody_else() -> None:
    provider = lists()
    provider.most = 2
    provider.go.clear()
    async with opened(desk(providers=[provider]), size=(160, 24)) as (app, pilot):
        await pilot.press("R")
        await until(pilot, lambda: provider.requests == [["C2", "C1"]])
        await pilot.press("escape")
        await until(pilot, lambda: not app._questions_out())
        assert (provider.requests, said(app)) == ([["C2", "C1"]], "Called off.")


async def test_what_had_come_of_a_request_when_it_was_called_off_is_kept_and_its_whole_cost_told() -> None:
    """Two of three answers came, at 1.00 EUR each; of the third nobody knows."""
    provider = lists(bills=True)
    provider.deaf, provider.lost = True, {"C1": Answered("lists", "unknown_charge", "cancelled", cost=EURO)}
    provider.go.clear()
    async with opened(desk(providers=[provider]), size=(160, 24)) as (app, pilot):
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, SpendingDialog))
        await pilot.press("enter")
        await until(pilot, lambda: len(provider.requests) == 1)
        await pilot.press("escape")
        provider.go.set()
        await until(pilot, lambda: said(app) == "Called off; what lists had answered by then is kept, and costs 2.00 EUR.")
        kept = {id for id, account in open_desk(app).book.accounts.items() if f"bureau:{id}" in {e.id for e in account.events}}
        assert kept == {"C2", "C3"}


@pytest.mark.parametrize(("pause", "latest", "times"), [(60.0, 60.0, 1), (60.0, 0.0, 4)])
async def test_while_somebody_types_the_rows_are_painted_anew_at_the_end_or_when_it_is_late(
    monkeypatch: pytest.MonkeyPatch, pause: float, latest: float, times: int
) -> None:
    """Three questions, each followed by news that are due at once: a key came a moment ago."""
    bureau = Bureau()
    bureau.go.set()
    for name, seconds in (("STEP", 0.0), ("SHOWN", 0.0), ("PAUSE", pause), ("LATEST", latest)):
        monkeypatch.setattr(refresh_pace, name, seconds)
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        shown: list[str] = []
        stepped = app.stepped

        def count(told: str, snapshot: Snapshot) -> None:
            shown.append(told)
            stepped(told, snapshot)

        monkeypatch.setattr(app, "stepped", count)
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "3 questions asked, 3 new facts.")
        assert len(shown) == times
