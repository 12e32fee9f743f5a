"""Asking providers from the screens: keys go on meanwhile, nobody is asked twice at once, and money is asked for first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from textual.screen import ModalScreen
from textual.widgets import Input, Static

from credit.check import Check
from credit.customer import Customer
from credit.money import Money
from credit.report import CreditReport, EventKind, Finding, Match, RiskEvent
from storage.faults import BookReadOnly
from tests.credit.little_book import TODAY
from tests.tui.desks import LATE, Answered, Bureau, Halting, Known, desk, open_desk, opened, said, typed, until
from tui.app import Workstation
from tui.asked import Grant, nothing_granted
from tui.desk import Desk
from tui.desk_day import DeskDay
from tui.dialogs.spending import SpendingDialog


async def test_keys_work_while_a_provider_is_slow() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        assert said(app) == "Asking about Birch ..."
        await pilot.press("j", "3", "1")
        assert (app.current_mode, app.chosen) == ("portfolio", "C1")
        assert not open_desk(app).book.accounts["C2"].reports
        bureau.go.set()
        await typed(pilot)
        assert [report.provider for report in open_desk(app).book.accounts["C2"].reports] == ["bureau"]
        assert not open_desk(app).book.accounts["C1"].reports
        assert said(app) == "Birch: bureau: 1 new fact."


async def test_two_buyers_are_asked_at_once() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r", "j", "r")
        await until(pilot, lambda: len(bureau.asked) == 2)
        assert sorted(bureau.asked) == ["C1", "C2"], "the second does not wait for the first"
        bureau.go.set()
        await typed(pilot)
        assert all(open_desk(app).book.accounts[id].reports for id in ("C1", "C2"))


def paid(cost: str = "2.50 EUR", left: Money | None = None, budget: Money | None = None) -> Bureau:
    """A provider that bills, and answers at once."""
    price = Money.of(*cost.split()) if cost else None
    bureau = Bureau(Answered(provider="paid"), Known("paid", billable=True, cost=price, left=left, budget=budget))
    bureau.go.set()
    return bureau


def offered(app: Workstation) -> str:
    """What the dialog in front says costs money."""
    assert isinstance(app.screen, SpendingDialog)
    return app.screen.title_text()


async def test_who_bills_is_asked_by_a_key_only_after_its_price_was_shown_and_agreed_to() -> None:
    bureau = paid(left=Money.of("17.50", "EUR"), budget=Money.of("20", "EUR"))
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "r")
        assert offered(app) == "Asking them costs money:\npaid: 1 report at 2.50 EUR; 17.50 EUR of 20.00 EUR left this month"
        assert app.screen.query_one("#most", Input).value == "2.50 EUR"
        assert bureau.asked == []
        await typed(pilot, "enter")
        await until(pilot, lambda: said(app) == "Birch: paid: 1 new fact.")
        assert bureau.asked == ["C2"]


async def test_escape_leaves_who_bills_unasked_and_who_costs_nothing_was_asked_meanwhile() -> None:
    bureau, free = paid(), Bureau()
    free.go.set()
    async with opened(desk(providers=[free, bureau])) as (app, pilot):
        await typed(pilot, "r")
        assert offered(app).endswith("paid: 1 report at 2.50 EUR")
        await typed(pilot, "escape")
        assert said(app) == "Birch: bureau: 1 new fact."
        assert (bureau.asked, free.asked) == ([], ["C2"])


async def test_less_than_the_price_asks_nobody_and_no_amount_is_a_fault_of_the_dialog() -> None:
    bureau = paid()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "r")
        app.screen.query_one("#most", Input).value = "much"
        await typed(pilot, "enter")
        assert "is no amount of money" in str(app.screen.query_one("#fault", Static).content)
        app.screen.query_one("#most", Input).value = "2.49 EUR"
        await typed(pilot, "enter")
        await until(pilot, lambda: said(app) == "Birch: paid left out: the budget is spent.")
        assert bureau.asked == []


async def test_who_bills_without_saying_what_is_left_out_by_name() -> None:
    async with opened(desk(providers=[paid("")])) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == "paid left out: asking costs money, and its file does not say how much."


async def test_a_report_ordered_already_is_fetched_without_a_question() -> None:
    bureau = paid()
    bureau.ordered.add("C2")
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "r")
        assert (bureau.asked, said(app)) == (["C2"], "Birch: paid: 1 new fact.")


async def test_what_reads_otherwise_than_before_is_said() -> None:
    rating = Finding("financial_strength.rating_provider", Decimal(45), unit="points")
    bureau = Telling(rating)
    bureau.go.set()
    kept = "report C2 B1 -9 bureau financial_strength.rating_provider:61"
    async with opened(desk(LATE + kept, providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == "Birch: bureau: 1 new fact. provider's score 45 points, was 61."


async def test_every_stale_report_is_asked_for_what_matters_most_first() -> None:
    """Birch owes 3,000, Alder 1,500, Cedar 700; none has a report."""
    bureau = Bureau()
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "3 questions asked, 3 new facts.")
        assert bureau.asked == ["C2", "C1", "C3"]
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "No report is stale.")


async def test_an_order_under_way_is_told_and_is_no_failure() -> None:
    bureau = Bureau(Answered(ending="not_found", reason="order_pending"))
    bureau.go.set()
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "3 questions asked, 0 new facts. 3 reports are ordered and under way.")


async def test_on_a_day_to_come_nobody_is_asked_and_the_key_says_why() -> None:
    bureau = Bureau()
    ahead = desk(providers=[bureau])
    ahead.clock = DeskDay(ahead.book, lambda: TODAY - timedelta(days=1))
    async with opened(ahead, size=(160, 24)) as (app, pilot):
        for key in ("r", "R"):
            await typed(pilot, key)
            assert said(app) == "2024-06-12 is still to come: nothing can be recorded on it. Give --as-of a day by 2024-06-11."
    assert bureau.asked == []


@dataclass(slots=True)
class Purging(Bureau):
    """A provider during whose first answer another desk purges a buyer."""

    of: list[Desk] = field(default_factory=list)
    gone: str = "C1"

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Grant = nothing_granted,
    ) -> Answered:
        for other in self.of:
            kept = {id: account for id, account in other.book.accounts.items() if id != self.gone}
            other.book = replace(other.book, accounts=kept)
        return Bureau.fetch(self, subject, on, known, cancelled, granted)


async def test_a_buyer_that_another_desk_purges_meanwhile_is_passed_over() -> None:
    """Birch owes most and is asked about first, then Alder would be; Cedar is asked about all the same."""
    bureau = Purging()
    bureau.go.set()
    at = desk(providers=[bureau])
    async with opened(at, size=(160, 24)) as (app, pilot):
        bureau.of.append(at)
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "2 questions asked, 2 new facts.")
        assert bureau.asked == ["C2", "C3"]


async def test_an_answer_about_a_buyer_that_is_gone_by_then_is_a_sentence() -> None:
    """Asked of two providers: the first answers about nobody any more, so the second is not asked."""
    first, second = Purging(gone="C2"), Bureau(info=Known("second"))
    first.go.set()
    second.go.set()
    at = desk(providers=[first, second])
    async with opened(at, size=(200, 24)) as (app, pilot):
        first.of.append(at)
        await typed(pilot, "r")
        await until(pilot, lambda: "the answer is not in the book" in said(app))
        assert (first.asked, second.asked) == (["C2"], [])


FIVE = "\n".join(f"buyer C{n} name=B{n}\ninvoice C{n} I{n} -20 {n}00USD" for n in range(1, 6))


async def test_row_12_who_is_down_is_asked_three_times_and_said_once() -> None:
    """Five buyers owe; the two that owe least are not asked about, and one sentence says so."""
    bureau = Bureau(Answered(ending="unavailable", reason="unreachable"))
    bureau.go.set()
    async with opened(desk(FIVE, providers=[bureau]), size=(200, 24)) as (app, pilot):
        await typed(pilot, "R")
        told = (
            "3 questions asked, 0 new facts. 2 left out: it could not be reached three times in a row."
            " bureau failed 3 times: not available (it cannot be reached)."
        )
        await until(pilot, lambda: said(app) == told)
        assert len(bureau.asked) == 3


async def test_rule_10_a_budget_is_asked_for_first_and_takes_what_matters_most() -> None:
    """Three at 2.50 are 7.50; 5 pays for two."""
    bureau = paid()
    bureau.answer = Answered(cost=Money.of("2.50", "EUR"))
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: isinstance(app.screen, SpendingDialog))
        assert offered(app).endswith("paid: 3 reports at 2.50 EUR")
        assert app.screen.query_one("#most", Input).value == "7.50 EUR"
        app.screen.query_one("#most", Input).value = "5 EUR"
        await typed(pilot, "enter")
        await until(pilot, lambda: said(app) == "2 questions asked, 2 new facts. 1 left out: the budget is spent.")
        assert bureau.asked == ["C2", "C1"]


async def test_a_provider_that_fails_for_everybody_is_one_line() -> None:
    bureau = Bureau(Answered(ending="unavailable", reason="unreachable"))
    bureau.go.set()
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        told = "3 questions asked, 0 new facts. bureau failed 3 times: not available (it cannot be reached)."
        await until(pilot, lambda: said(app) == told)
        assert not isinstance(app.screen, ModalScreen)


async def test_escape_calls_off_what_is_being_asked_and_the_next_one_goes_back() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("3", "r")
        await until(pilot, lambda: bureau.asked == [app.chosen])
        await pilot.press("escape")
        assert (said(app), app.current_mode) == ("Called off.", "queue")
        await until(pilot, lambda: bureau.called_off == [app.chosen])
        assert not open_desk(app).book.accounts[app.chosen].reports
        await pilot.press("escape")
        assert app.current_mode == "portfolio"


class Telling(Bureau):
    """A provider whose report holds one finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Grant = nothing_granted,
    ) -> Answered:
        report = CreditReport("bureau:1", subject.id, "bureau", datetime(2024, 6, 12, tzinfo=UTC), on, None, (self.finding,))
        return replace(self.answer, report=report)


class Deaf(Bureau):
    """A provider whose call has left already when it is called off."""

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Grant = nothing_granted,
    ) -> Answered:
        self.asked.append(subject.id)
        assert self.go.wait(10)
        return self.answer


async def test_a_call_that_was_called_off_too_late_says_that_it_may_have_been_charged() -> None:
    lost = Answered(ending="unknown_charge", reason="cancelled")
    bureau = Deaf(lost, Known("paid", billable=True, cost=Money.of("1", "EUR")))
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await pilot.press("r", "enter")
        await until(pilot, lambda: bureau.asked == ["C2"])
        await pilot.press("escape")
        assert said(app) == "Called off."
        bureau.go.set()
        await until(pilot, lambda: "providers settle" in said(app))


async def test_what_had_come_when_it_was_called_off_is_kept_and_says_what_it_costs() -> None:
    notice = RiskEvent("bureau:1", "C2", EventKind.JUDGMENT, TODAY, TODAY, "bureau")
    bureau = Deaf(Answered(events=[notice], cost=Money.of("1", "EUR")), Known("paid", billable=True, cost=Money.of("1", "EUR")))
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await pilot.press("r", "enter")
        await until(pilot, lambda: bureau.asked == ["C2"])
        await pilot.press("escape")
        bureau.go.set()
        await until(pilot, lambda: said(app) == "Called off; what bureau had answered by then is kept, and costs 1.00 EUR.")
        assert [event.id for event in open_desk(app).book.accounts["C2"].events if event.provider == "bureau"] == ["bureau:1"]


async def test_one_buyer_is_asked_about_once_at_a_time() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: bureau.asked == ["C2"])
        await pilot.press("r")
        assert said(app) == "Birch is being asked about already."
        bureau.go.set()
        await typed(pilot)
        assert bureau.asked == ["C2"]
        await typed(pilot, "r")
        assert bureau.asked == ["C2", "C2"], "once it has answered it may be asked again"


async def test_what_is_strange_in_an_answer_is_said_and_so_is_a_notice_about_a_namesake() -> None:
    notice = RiskEvent("bureau:1", "C2", EventKind.JUDGMENT, TODAY, TODAY, "bureau", "BIRCH BROS", Match.POSSIBLE)
    bureau = Bureau(Answered(possible=[notice], warnings=["as_of_unreadable", "none_found"]))
    bureau.go.set()
    async with opened(desk(providers=[bureau]), size=(200, 24)) as (app, pilot):
        await typed(pilot, "r")
        assert said(app) == (
            "Birch: bureau: 2 new facts. court judgment of 2024-06-12 may be about somebody else: BIRCH BROS."
            " Say whose it is: i on its page, or dunnage identify C2."
            " The report's date cannot be read; it was left out."
        )
        assert not [event for event in open_desk(app).book.accounts["C2"].events if event.provider == "bureau"]


async def test_a_refused_report_leaves_the_book_and_says_so() -> None:
    bureau = Bureau(Answered(ending="not_entitled", reason="forbidden"))
    bureau.go.set()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "r")
        assert open_desk(app).book is before
        assert "bureau" in said(app)
        assert "no right" in said(app)


async def test_without_a_provider_it_is_said_where_to_set_one_up() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "r")
        assert "docs/providers.md" in said(app)


async def test_leaving_calls_a_slow_provider_off() -> None:
    bureau = Bureau()
    async with opened(desk(providers=[bureau])) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: bureau.asked == ["C2"])
        before = open_desk(app).book
        await pilot.press("q")
    assert bureau.called_off == ["C2"]
    assert open_desk(app).book is before


@dataclass(frozen=True, slots=True)
class News:
    """What a round of a provider that watches brought."""

    events: tuple[RiskEvent, ...] = ()
    ending: str = "ok"
    reason: str = ""
    provider: str = "bureau"
    checks: tuple[Check, ...] = ()
    watched: int = 3
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cost: None = None
    until: None = None
    secret: str = ""

    @property
    def answered(self) -> bool:
        return self.ending == "ok"


class Watching(Bureau):
    """A provider that watches buyers, and has no reports that are stale to ask for."""

    events_bill = False

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news
        self.go.set()
        self.rounds: list[list[str]] = []

    def events(
        self,
        subjects: Iterable[Customer],
        since: date,
        on: date,
        put: Mapping[str, date | None] = MappingProxyType({}),
        cancelled: Callable[[], bool] = bool,
    ) -> News:
        self.rounds.append(sorted(subject.id for subject in subjects))
        return self.news


PETITION = RiskEvent("bureau:9", "C3", EventKind.WINDING_UP_PETITION, TODAY, TODAY, "bureau")


async def test_events_are_read_before_any_report_is_asked_for() -> None:
    bureau = Watching(News((PETITION,)))
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "3 questions asked, 3 new facts. 1 new event of 3 watched.")
        assert bureau.rounds == [["C1", "C2", "C3"]]
        assert open_desk(app).book.accounts["C3"].events == (PETITION,)
        assert any(alert.kind == "winding_up_petition" for alert in app.shown.assessed.of("C3").alerts)
        await typed(pilot, "R")
        await until(pilot, lambda: said(app) == "No report is stale. 0 new events of 3 watched.")


async def test_a_round_that_fails_is_one_sentence_and_the_reports_are_asked_for_all_the_same() -> None:
    bureau = Watching(News(ending="unavailable", reason="unreachable"))
    async with opened(desk(providers=[bureau]), size=(160, 24)) as (app, pilot):
        await typed(pilot, "R")
        told = "3 questions asked, 3 new facts. bureau: not available (it cannot be reached)."
        await until(pilot, lambda: said(app).startswith(told))


async def test_an_answer_that_the_book_cannot_take_is_told_to_be_there() -> None:
    bureau = Bureau()
    bureau.go.set()
    store = Halting()
    async with opened(desk(providers=[bureau], store=store), size=(200, 24)) as (app, pilot):
        store.fault = BookReadOnly(path="book")
        await typed(pilot, "r")
        told = "bureau answered, and the answer is not in the book. "
        await until(pilot, lambda: said(app).startswith(told))
        assert said(app).endswith(" Then ask again: what was paid for is not paid twice.")


async def test_events_that_the_book_cannot_take_are_told_and_no_report_is_asked_for() -> None:
    bureau, store = Watching(News((PETITION,))), Halting()
    async with opened(desk(providers=[bureau], store=store), size=(200, 24)) as (app, pilot):
        store.fault = BookReadOnly(path="book")
        await typed(pilot, "R")
        await until(pilot, lambda: said(app).startswith("bureau told its events, and they are not in the book. "))
        assert said(app).endswith(" Then press the key again: they are read anew.")
        assert bureau.asked == []
        assert not open_desk(app).book.accounts["C3"].events
