"""Asking providers about many buyers: the demo's over loopback, one that is down, one that talks nonsense, and some that bill."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from credit.customer import Customer
from credit.money import Money
from credit.rates import Rates, Series
from credit.report import RiskEvent
from credit.report_need import ReportNeed
from integrations.demo_cast import Part
from tests.credit.little_book import TODAY, little_book
from tests.integrations.loopback import Loopback, free_port, reply
from tests.tui.cli.bureaus import configured, of
from tests.tui.cli.conftest import Dunnage
from tests.tui.desks import Answered, Bureau, Known, desk
from tui.asked import Grant, nothing_granted
from tui.cli.refreshing import _asked as put_all
from tui.heard import Heard
from tui.refresh_plan import Purse, Question, grant_of, planned, price_in, questions
from tui.views.snapshot import snapshot


def test_a_refresh_finds_what_is_new_and_only_once(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", of(Part.OLD_FRIEND), "--json")
    (result,) = ended.json["results"]
    assert ended.code == 0
    assert result["status"] == "ok"
    assert [event["kind"] for event in result["events"]] == ["winding_up_petition"]
    assert set(result) >= {"customer_id", "provider", "status", "report_as_of", "changes", "events", "cost"}
    assert {"results", "spent", "left_out"} <= set(ended.json)
    (result,) = dunnage("--demo", "refresh", of(Part.PETITIONED), "--json").json["results"]
    assert result["events"] == [], "the desk has read it already"


def test_one_refusal_is_a_line_and_the_rest_goes_on(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", of(Part.REFUSED), of(Part.UNREGISTERED), of(Part.TAILS), "--json")
    assert ended.code == 8
    assert [result["status"] for result in ended.json["results"]] == ["not_entitled", "not_found", "ok"]
    assert "no right" in dunnage("--demo", "refresh", of(Part.REFUSED)).out


def test_a_buyer_without_a_number_is_no_failure_where_everybody_is_asked_about(dunnage: Dunnage, book: Path, home: Path) -> None:
    """Nobody wrote down a company number of the little book: a nightly run is not told that its provider is down."""
    with Loopback([reply(b"{}")]) as server:
        configured(home, server.port)
        ended = dunnage("refresh", "--json")
        assert {result["reason"] for result in ended.json["results"]} == {"no_id"}
        assert ended.code == 0
        assert dunnage("refresh", "C1", "--json").code == 8, "asked about by name, it is"


def test_a_rehearsal_asks_nobody(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", "B001", "B002", "--dry-run", "--json")
    assert (ended.code, ended.json["results"]) == (0, [])
    assert [(left["customer_id"], left["reason"]) for left in ended.json["left_out"]] == [
        ("B001", "dry_run"),
        ("B002", "dry_run"),
    ]
    everybody = dunnage("--demo", "refresh", "--dry-run", "--json").json["left_out"]
    stale = dunnage("--demo", "refresh", "--stale", "150", "--dry-run", "--json").json["left_out"]
    assert 0 < len(stale) < len(everybody) == 60


def test_a_provider_nobody_configured(dunnage: Dunnage, book: Path) -> None:
    for words in (("refresh",), ("--demo", "refresh", "--provider", "nobody")):
        ended = dunnage(*words)
        assert (ended.code, ended.out) == (2, "")
        assert "No such provider" in ended.sentence
    assert dunnage("providers").out == "No provider is configured.\n"


def test_a_report_is_kept_in_the_book(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port)
        assert dunnage("refresh", "C1").code == 0
    (report,) = dunnage("customer", "C1", "--json").json["reports"]
    assert [finding["value"] for finding in report["findings"]] == ["38"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (reply(b"<html>Welcome</html>", kind="text/html"), "bad_response"),
        (reply(b'{"score": '), "bad_response"),
        (reply(b"\xff\xfe"), "bad_response"),
        (b"nonsense\r\n\r\n", "bad_response"),
        (reply(b"", status=503), "unavailable"),
    ],
)
def test_nonsense_keeps_the_old_data(dunnage: Dunnage, known: Path, home: Path, answer: bytes, status: str) -> None:
    before = known.read_bytes()
    with Loopback([answer]) as server:
        configured(home, server.port)
        ended = dunnage("refresh", "C1", "--json")
    assert ended.code == 8
    assert [result["status"] for result in ended.json["results"]] == [status]
    assert known.read_bytes() == before


def test_a_provider_that_is_down_keeps_the_old_data(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply()]) as server:
        port = server.port
    configured(home, port)
    before = known.read_bytes()
    ended = dunnage("refresh", "C1")
    assert ended.code == 8
    assert len(ended.out.splitlines()) == 1, "one sentence"
    assert "cannot be reached" in ended.out
    assert known.read_bytes() == before


NO_NEED = ReportNeed(None, None, None, None)


def asking(ids: list[str], *providers: Bureau) -> list[Question]:
    """Each provider about each buyer."""
    return [Question(id, provider, NO_NEED) for id in ids for provider in providers]


@pytest.mark.parametrize(
    ("budget", "asked", "left_out"),
    [
        (None, ["C1 free", "C2 free"], ["C1 paid billable", "C2 paid billable"]),
        ("5.00 EUR", ["C1 free", "C1 paid", "C2 free", "C2 paid"], []),
        ("4.99 EUR", ["C1 free", "C1 paid", "C2 free"], ["C2 paid budget"]),
        ("2.49 EUR", ["C1 free", "C2 free"], ["C1 paid budget", "C2 paid budget"]),
        ("99 USD", ["C1 free", "C2 free"], ["C1 paid currency", "C2 paid currency"]),
    ],
)
def test_who_bills_is_asked_within_the_budget(budget: str | None, asked: list[str], left_out: list[str]) -> None:
    """2.50 EUR a call: two calls are 5.00 EUR."""
    providers = [Bureau(info=Known("free")), Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR")))]
    plan = planned(asking(["C1", "C2"], *providers), Purse(Money.of(*budget.split()) if budget else None))
    assert [f"{question.customer_id} {question.provider.info.name}" for question in plan.asked] == asked
    assert [f"{entry.customer_id} {entry.provider} {entry.reason}" for entry in plan.left_out] == left_out


def test_a_buyer_without_a_number_takes_nothing_from_the_budget() -> None:
    """Of 5.00 EUR two calls of 2.50 are paid: the buyer between them has no number there, so nothing is sent about it."""
    paid = Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR")))
    first, between, last = asking(["C1", "C2", "C3"], paid)
    plan = planned([first, replace(between, known=False), last], Purse(Money.of("5.00", "EUR")))
    assert ([question.customer_id for question in plan.asked], plan.left_out) == (["C1", "C2", "C3"], [])
    assert [question.price for question in plan.asked] == [Money.of("2.50", "EUR"), None, Money.of("2.50", "EUR")]


def test_what_a_rehearsal_would_cost_is_of_buyers_that_can_be_asked_about(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """The book's buyers without a number of that kind are no part of the sum, and say why where they are asked about."""
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port, PRICE)
        path = home / "config" / "dunnage" / "providers" / "bureau.toml"
        path.write_text('id = "duns"\n' + path.read_text("utf-8"), encoding="utf-8")
        rehearsed = dunnage("refresh", "--budget", "100", "EUR", "--dry-run", "--json")
        asked = dunnage("refresh", "--budget", "100", "EUR", "--json")
        assert server.requests == []
    assert rehearsed.json["would_spend"] == []
    assert {result["reason"] for result in asked.json["results"]} == {"no_id"}
    assert (asked.code, asked.json["left_out"]) == (0, [])


def test_who_bills_without_saying_what_is_never_asked() -> None:
    plan = planned(asking(["C1"], Bureau(info=Known("paid", billable=True))), Purse(Money.of("1000", "EUR")))
    assert (plan.asked, [entry.reason for entry in plan.left_out]) == ([], ["no_price"])


def test_a_price_in_another_currency_is_exchanged_and_rounded_up() -> None:
    """2.50 EUR at 1.0811 USD for 1 EUR are 2.70275, so 2.71 USD: two fit in 5.42, and not in 5.41."""
    rates = Rates("EUR", {"USD": Series((date(2024, 6, 1),), (Decimal("1.0811"),))})
    paid = Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR")))
    for budget, fits in (("5.42", 2), ("5.41", 1)):
        purse = Purse(Money.of(budget, "USD"), partial(price_in, rates, date(2024, 6, 12)))
        assert len(planned(asking(["C1", "C2"], paid), purse).asked) == fits
    assert price_in(rates, date(2024, 6, 12), Money.of("1", "AED"), "USD") is None


def test_the_budget_of_the_month_counts_beside_the_runs_own() -> None:
    """6.00 EUR are left of the month: two of 2.50."""
    paid = Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR"), left=Money.of("6", "EUR")))
    plan = planned(asking(["C1", "C2", "C3"], paid), Purse(Money.of("1000", "EUR")))
    assert [(entry.customer_id, entry.reason) for entry in plan.left_out] == [("C3", "month_budget")]


def test_a_budget_of_the_day_that_ends_says_so(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """4 EUR a day pay for one of 2.50, and of the 20 EUR of the month 17.50 are left."""
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port, PRICE)
        path = home / "config" / "dunnage" / "providers" / "bureau.toml"
        day, month = '{ amount = "4", currency = "EUR", per = "day" }', '{ amount = "20", currency = "EUR", per = "month" }'
        path.write_text(f"budget = [{day}, {month}]\n" + path.read_text("utf-8"), encoding="utf-8")
        ended = dunnage("refresh", "--budget", "100", "EUR", "--json")
        assert len(server.requests) == 1
        (row,) = dunnage("providers", "--json").json["providers"]
    assert (ended.code, [left["reason"] for left in ended.json["left_out"]]) == (9, ["day_budget"])
    assert [(each["left"]["amount"], each["per"]) for each in row["budgets"]] == [("1.50", "day"), ("17.50", "month")]
    assert row["budget_left"]["amount"] == "1.50", "what speaks first against the next call"
    assert "1.50 EUR of 4.00 EUR left today (UTC); 17.50 EUR of 20.00 EUR left this month" in dunnage("providers").out


def test_an_order_under_way_is_fetched_without_a_budget() -> None:
    paid = Bureau(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR")))
    (question,) = asking(["C1"], paid)
    assert planned([replace(question, ordered=True)], Purse()).asked == [replace(question, ordered=True)]
    assert [entry.reason for entry in planned([question], Purse(spend=False)).left_out] == ["no_spend"]


PRICE = 'billable = true\ncost = { amount = "2.50", currency = "EUR" }'


NUMBERED = "id,name,country,company_number,since\nC1,Alder Ltd,GB,0099,2024-01-01\nC2,Birch Ltd,GB,0100,2024-01-01\n"


@pytest.fixture
def numbered(dunnage: Dunnage, book: Path, home: Path) -> Path:
    """The small book, in which both buyers have a company number: C1 owes 1,000 USD, C2 owes 3,000."""
    (home / "customers.csv").write_text(NUMBERED, encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    return book


def test_a_budget_that_ends_takes_what_matters_most_and_is_code_9(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """Two buyers at 2.50 EUR each, and 3 EUR: the one that owes more is asked about."""
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port, PRICE)
        ended = dunnage("refresh", "--stale", "30", "--budget", "3", "eur", "--json")
        assert [request.target for request in server.requests] == ["/companies/0100"]
    assert ended.code == 9
    assert [(result["customer_id"], result["status"]) for result in ended.json["results"]] == [("C2", "ok")]
    assert ended.json["spent"] == [{"amount": "2.50", "currency": "EUR"}]
    (left,) = ended.json["left_out"]
    assert (left["customer_id"], left["provider"], left["reason"]) == ("C1", "bureau", "budget")
    assert left["cost"] == {"amount": "2.50", "currency": "EUR"}
    assert left["need"] == {
        "at_stake": {"amount": "1000.00", "currency": "USD"},
        "ordered": {"amount": "0.00", "currency": "USD"},
        "age_days": None,
        "value": {"amount": "1000.00", "currency": "USD"},
    }
    assert dunnage("refresh", "C1", "--budget", "three", "EUR").code == 5


def test_rule_10_the_next_run_asks_about_who_was_left_out(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port, PRICE)
        words = ("refresh", "--stale", "30", "--budget", "3", "EUR")
        assert [dunnage(*words).code for _ in range(3)] == [9, 0, 0]
        assert [request.target for request in server.requests] == ["/companies/0100", "/companies/0099"]


def test_a_rehearsal_says_what_it_would_cost_and_how_much_each_matters(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    configured(home, 1, PRICE)
    ended = dunnage("refresh", "--budget", "3", "EUR", "--dry-run")
    assert ended.out.splitlines() == [
        "C1          bureau left out: the budget is spent (1,000.00 USD at stake, no report yet)",
        "C2          bureau left out: only a rehearsal (3,000.00 USD at stake, no report yet)",
        "Would cost  2.50 EUR",
    ]
    assert ended.code == 9
    assert dunnage("refresh", "--budget", "5", "EUR", "--dry-run", "--json").json["would_spend"] == [
        {"amount": "5.00", "currency": "EUR"}
    ]


def test_the_budget_of_a_month_is_code_9_in_the_run_that_meets_it(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    """4 EUR a month pay for one of 2.50."""
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port, PRICE)
        path = home / "config" / "dunnage" / "providers" / "bureau.toml"
        path.write_text('budget = { amount = "4", currency = "EUR" }\n' + path.read_text("utf-8"), encoding="utf-8")
        ended = dunnage("refresh", "--budget", "100", "EUR", "--json")
        assert len(server.requests) == 1
    assert (ended.code, [left["reason"] for left in ended.json["left_out"]]) == (9, ["month_budget"])


def test_rule_10_a_script_that_may_not_spend_sends_nothing_that_bills(dunnage: Dunnage, numbered: Path, home: Path) -> None:
    configured(home, 1, PRICE)
    ended = dunnage("refresh", "C1", "--no-spend")
    assert (ended.code, ended.out) == (0, "C1  bureau left out: asking costs money, and nothing may be spent\n")
    assert dunnage("refresh", "C1", "--no-spend", "--budget", "3", "EUR").code == 2


def test_a_quota_that_is_used_up_is_code_9(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply(b"{}", 402)]) as server:
        configured(home, server.port)
        assert dunnage("refresh", "C1").code == 9


def test_what_a_report_says_otherwise_is_told_field_by_field(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply(b'{"score": "38"}'), reply(b'{"score": "45"}'), reply(b'{"score": "Not Rated"}')]) as server:
        configured(home, server.port)
        first = dunnage("refresh", "C1", "--as-of", "2024-06-10", "--json").json["results"][0]
        assert [(each["before"], each["after"]["value"]) for each in first["changed"]] == [(None, "38")]
        (result,) = dunnage("refresh", "C1", "--as-of", "2024-06-11", "--json").json["results"]
        assert result["changed"] == [
            {
                "key": "financial_strength.rating_provider",
                "before": {"value": "38", "unit": "points", "status": "known"},
                "after": {"value": "45", "unit": "points", "status": "known"},
            }
        ]
        told = dunnage("refresh", "C1", "--as-of", "2024-06-12").out
    assert "not published (Not Rated), was 45 points" in told


def dated(day: str, score: str) -> bytes:
    return reply(f'{{"score": "{score}", "as_of": "{day}"}}'.encode())


def test_row_34_a_provider_that_goes_back_is_told_and_what_is_newer_stands(dunnage: Dunnage, known: Path, home: Path) -> None:
    """On one day it says 38 as of 10 June, then 45 as of 1 May; the next day once more."""
    with Loopback([dated("2024-06-10", "38"), dated("2024-05-01", "45")]) as server:
        path = configured(home, server.port)
        path.write_text(path.read_text("utf-8").replace("[fields]", '[fields]\nas_of = { path = "as_of", type = "date" }'))
        assert dunnage("refresh", "C1", "--as-of", "2024-06-12", "--json").json["results"][0]["regressed_from"] is None
        for day in ("2024-06-12", "2024-06-13"):
            ended = dunnage("refresh", "C1", "--as-of", day, "--json")
            (result,) = ended.json["results"]
            assert (ended.code, result["status"], result["regressed_from"], result["changes"]) == (0, "ok", "2024-06-10", [])
        assert "older than its report of 2024-06-10, which stands" in dunnage("refresh", "C1", "--as-of", "2024-06-13").out
    newest, *_older = dunnage("customer", "C1", "--as-of", "2024-06-13", "--json").json["reports"]
    assert ([finding["value"] for finding in newest["findings"]], newest["as_of"]) == (["38"], "2024-06-10")


def test_without_a_budget_who_bills_is_left_out_with_the_reason(dunnage: Dunnage, known: Path, home: Path) -> None:
    configured(home, 1, PRICE)
    ended = dunnage("refresh", "C1")
    assert (ended.code, ended.out) == (0, "C1  bureau left out: asking costs money, and no budget is set\n")


def test_what_is_to_be_heeded_is_said(dunnage: Dunnage, known: Path, home: Path) -> None:
    """Alder's number is 0099; the notice names another, so it may be about a namesake, and never counts."""
    notice = b'{"id": "1", "code": "2450", "published": "2024-06-01", "text": "0077"}'
    odd = b'{"id": "2", "code": "9999", "published": "2024-06-01", "text": "0099"}'
    with Loopback([reply(b'{"score": "38", "notices": [' + notice + b", " + odd + b"]}")]) as server:
        configured(home, server.port)
        ended = dunnage("refresh", "C1", "--as-of", "2024-06-12")
    assert "winding-up petition of 2024-06-01 may be about somebody else" in ended.out
    assert "A notice of a kind nobody mapped was left out." in ended.out
    assert len(ended.out.splitlines()) == 1


def test_a_person_says_whose_a_notice_is_and_is_not_asked_twice(dunnage: Dunnage, known: Path, home: Path) -> None:
    """Alder's number is 0099; both notices name another. One is Alder's all the same, by its address say; the other is not."""
    notices = b", ".join(
        b'{"id": "%b", "code": "2450", "published": "2024-06-01", "text": "0077"}' % number for number in (b"1", b"2")
    )
    day = ("--as-of", "2024-06-12")
    with Loopback([reply(b'{"score": "38", "notices": [' + notices + b"]}")]) as server:
        configured(home, server.port)
        first = dunnage("refresh", "C1", *day, "--json").json["results"][0]
        waits = [notice["id"] for notice in first["possible"]]
        assert (len(waits), first["events"]) == (2, [])
        assert [notice["id"] for notice in dunnage("identify", "C1", *day, "--json").json["possible"]] == waits
        ours, others = waits
        assert dunnage("identify", "C1", "--accept", ours, *day).code == 0
        assert "not proposed again" in dunnage("identify", "C1", "--refuse", others, *day).out
        again = dunnage("refresh", "C1", *day, "--json").json["results"][0]
        assert (again["possible"], again["events"]) == ([], [])
    shown = dunnage("customer", "C1", *day, "--json").json
    assert (shown["debt_class"]["value"], shown["possible"]) == ("bad", [])
    assert dunnage("identify", "C1", "--accept", "bureau:9", *day).code in (2, 5)


def test_a_book_that_is_read_only_is_not_asked_for(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port)
        known.chmod(0o400)
        ended = dunnage("refresh", "C1")
        assert server.requests == []
    assert (ended.code, ended.out) == (6, "")
    assert "read-only" in ended.sentence


def test_an_answer_that_cannot_be_saved_is_told_and_nobody_else_is_asked(
    dunnage: Dunnage, known: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port)
        monkeypatch.setattr("os.fsync", full)
        monkeypatch.setattr("os.fdatasync", full)
        ended = dunnage("refresh", "C1", "C2", "--json")
    (result,) = ended.json["results"]
    assert (result["status"], result["saved"], result["changes"]) == ("ok", False, ["financial_strength.rating_provider"])
    (left,) = ended.json["left_out"]
    assert (left["customer_id"], left["provider"], left["reason"]) == ("C2", "bureau", "not_saved")
    assert ended.code == 6
    assert "The disk is full" in ended.sentence


def test_half_a_price_is_none(dunnage: Dunnage, known: Path, home: Path) -> None:
    """Two requests are billed and one says what it costs: no budget could be kept by that."""
    second = '[[request]]\nname = "list"\npath = "/notices/{id}"\nbillable = true'
    path = configured(home, 1, f"{PRICE}\n{second}")
    path.write_text(path.read_text(encoding="utf-8").replace("[[events]]", '[[events]]\nrequest = "list"'), encoding="utf-8")
    ended = dunnage("refresh", "C1", "--budget", "100", "EUR", "--json")
    assert (ended.code, ended.json["results"]) == (0, [])
    assert [entry["reason"] for entry in ended.json["left_out"]] == ["no_price"]


def test_a_built_in_provider_is_refreshed_like_any_other(dunnage: Dunnage, known: Path, home: Path) -> None:
    """VIES over loopback: C1 has a company number and no VAT number, so nobody is asked and that is said."""
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True)
    with Loopback([reply(b"{}")]) as server:
        (folder / "vies.toml").write_text(f'kind = "vies"\nbase_url = "{server.url}"\n', encoding="utf-8")
        ended = dunnage("refresh", "C1", "--json")
        assert (ended.code, ended.json["results"][0]["reason"], server.requests) == (8, "no_id", [])
        listed = dunnage("providers", "--json").json["providers"]
    assert [(each["name"], each["kind"], each["billable"]) for each in listed] == [("vies", "vies", False)]


def test_who_bills_is_not_asked_again_the_next_night_for_an_opinion_that_is_no_younger() -> None:
    """The bureau's opinion was sixty days old on the day it was bought."""
    for learnt, billable, wanted in ((-1, True, False), (-30, True, False), (-31, True, True), (-1, False, True)):
        book = little_book(f"buyer C1 \n report C1 P1 {learnt} paid as_of=-60")
        bureau = Bureau(info=Known("paid", billable=billable))
        found = questions(snapshot(book, TODAY), ["C1"], [bureau], 30)
        assert bool(found) is wanted


@pytest.mark.parametrize(("days", "wanted"), [(1, False), (30, False), (31, True)])
def test_who_was_paid_and_said_nothing_of_the_buyer_is_not_paid_again_the_next_night(days: int, wanted: bool) -> None:
    """No report came of it, so only the ledger knows that it was bought."""
    bureau = Bureau(info=Known("paid", billable=True), charged={"C1": TODAY - timedelta(days=days)})
    assert bool(questions(snapshot(little_book("buyer C1"), TODAY), ["C1"], [bureau], 30)) is wanted
    assert questions(snapshot(little_book("buyer C1"), TODAY), ["C1"], [bureau]), "asked about by name, it is asked"


def test_a_report_of_another_company_counts_as_bought(dunnage: Dunnage, known: Path, home: Path) -> None:
    """Charged, and about somebody else: `--stale 30` leaves it for thirty days, also where its answer is current for none."""
    with Loopback([reply(b'{"score": "38", "number": "4711"}')]) as server:
        path = configured(home, server.port, PRICE)
        subject = '[subject]\ncompany_number = "number"\n[fields]'
        text = path.read_text(encoding="utf-8").replace("[fields]", subject)
        path.write_text("keep = { fresh_days = 0 }\n" + text, encoding="utf-8")
        words = ("refresh", "--stale", "30", "--budget", "10", "EUR", "--json")
        first = [result["reason"] for result in dunnage(*words).json["results"] if result["customer_id"] == "C1"]
        again = [result for result in dunnage(*words).json["results"] if result["customer_id"] == "C1"]
        assert (first, again, len(server.requests)) == (["wrong_company"], [], 1)
        assert dunnage("refresh", "C1", "--budget", "10", "EUR", "--json").json["results"][0]["reason"] == "wrong_company"
        assert len(server.requests) == 2, "a person who names the buyer pays again"


def test_what_was_agreed_to_is_the_price_that_was_planned_and_no_more() -> None:
    """2.50 + 0.40 = 2.90: a third call, a dearer one, one in other money or of no price is not agreed to."""
    planned_ = Question("C1", Bureau(info=Known("paid", billable=True, cost=Money.of("2.90", "EUR"))), NO_NEED)
    granted = grant_of(planned_)
    asked = ["2.50 EUR", "0.40 USD", "0.41 EUR", "0.40 EUR", "0.01 EUR"]
    assert [granted(Money.of(*price.split())) for price in asked] == [True, False, False, True, False]
    assert not grant_of(planned_)(None)
    assert not grant_of(replace(planned_, ordered=True))(Money.of("0.01", "EUR")), "what was free stays free"


class Lapsing(Bureau):
    """Its report is current when the run is planned, and not any more when it is asked."""

    def under_way(self, subject: Customer) -> bool:
        return True

    def fetch(
        self,
        subject: Customer,
        on: date,
        known: Iterable[RiskEvent] = (),
        cancelled: Callable[[], bool] = bool,
        granted: Grant = nothing_granted,
    ) -> Answered:
        bought = granted(self.info.cost)
        self.asked.append("bought" if bought else "refused")
        return Answered() if bought else Answered(ending="cancelled", reason="not_granted")


@pytest.mark.parametrize(
    ("budget", "asked", "left_out"),
    [(None, ["refused"], ["billable"]), ("2.49", ["refused"], ["budget"]), ("2.50", ["refused", "bought"], [])],
)
def test_what_was_free_when_it_was_planned_is_bought_only_within_the_budget(
    budget: str | None, asked: list[str], left_out: list[str]
) -> None:
    bureau = Lapsing(info=Known("paid", billable=True, cost=Money.of("2.50", "EUR")))
    at = desk(providers=[bureau])
    purse = Purse(Money.of(budget, "EUR") if budget else None)
    results, left, code = put_all(at, questions(at.look(), ["C1"], [bureau]), purse, everybody=False)
    assert (bureau.asked, [entry.reason for entry in left], code) == (asked, left_out, 0)
    assert len(results) == len(asked) - 1


def test_row_12_a_provider_that_is_down_is_left_out_after_three_and_keeps_nobody_waiting(
    dunnage: Dunnage, home: Path, book: Path
) -> None:
    """Five buyers: of the one that cannot be reached three are asked about, of the other all five."""
    rows = [f"D{n},Buyer {n},{n:08d},2024-01-01" for n in range(1, 6)]
    (home / "five.csv").write_text("\n".join(["id,name,company_number,since", *rows]) + "\n", encoding="utf-8")
    assert dunnage("import", home / "five.csv").code == 0
    with Loopback([reply(b'{"score": "38"}')]) as server:
        away = configured(home, free_port(), name="away")
        away.write_text("limits = { seconds = 1 }\n" + away.read_text("utf-8"), encoding="utf-8")
        configured(home, server.port, name="here")
        ended = dunnage("refresh", *(f"D{n}" for n in range(1, 6)), "--json")
    told = [(row["customer_id"], row["provider"], row["reason"]) for row in ended.json["results"]]
    assert [row for row in told if row[1] == "away"] == [(f"D{n}", "away", "unreachable") for n in (1, 2, 3)]
    assert [row[0] for row in told if row[1] == "here"] == ["D1", "D2", "D3", "D4", "D5"]
    assert [(left["customer_id"], left["reason"]) for left in ended.json["left_out"]] == [("D4", "down"), ("D5", "down")]
    assert ended.code == 8


@pytest.mark.parametrize(
    ("came", "asked"),
    [
        ([("unavailable", "silent")] * 9, 3),
        ([("unavailable", "silent")] * 2 + [("ok", "")] + [("unavailable", "unreachable")] * 9, 6),
        ([("unavailable", "silent"), ("not_found", "no_id")] * 9, 5),
        ([("unavailable", "silent"), ("not_found", "no_such_record")] * 9, 18),
        ([("unavailable", "server_error")] * 9, 9),
        ([("unknown_charge", "silent")] * 9, 3),
        ([("unknown_charge", "charge_in_doubt")] * 9, 9),
    ],
)
def test_three_in_a_row_that_were_not_reached_are_enough(came: list[tuple[str, str]], asked: int) -> None:
    """An answer between them begins anew; a buyer that cannot be asked about, or a fault of the server itself, says nothing."""
    heard, put = Heard(), 0
    for ending, reason in came:
        if not heard.down("bureau"):
            heard.note(Answered(ending=ending, reason=reason))
            put += 1
    assert put == asked
