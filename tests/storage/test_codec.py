"""Every fact comes back from its document as it went in."""

import json
import types
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.activity import Channel, Contact
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from credit.report import Costless, CreditReport, Finding, FindingStatus
from storage.codec import LAYOUTS, BadDocument, from_doc, read_doc, to_doc

DAY = date(2020, 1, 10)

moneys = st.builds(Money, st.integers(-(10**18), 10**18), st.sampled_from(["USD", "CNY", "JPY", "KWD"]))
moments = st.datetimes(timezones=st.sampled_from([timezone(timedelta(0)), timezone(timedelta(hours=8))]))
decimals = st.decimals(allow_nan=False, allow_infinity=False)
findings = st.builds(
    Finding,
    key=st.text(),
    value=st.one_of(st.none(), decimals, st.text(), st.booleans(), st.dates(), moneys),
    status=st.sampled_from(FindingStatus),
    original=st.text(),
    as_of=st.none() | st.dates(),
    period=st.none() | st.tuples(st.dates(), st.dates()),
    raw_sha256=st.text(),
)
st.register_type_strategy(Money, moneys)
st.register_type_strategy(Finding, findings)

moments_of = {CreditReport: {"fetched_at": moments}}
every_fact = st.one_of([st.builds(kind, **moments_of.get(kind, {})) for kind in get_args(Fact)])


@given(every_fact)
def test_any_fact_comes_back_equal_through_a_text_file(fact: Fact) -> None:
    assert from_doc(json.loads(json.dumps(to_doc(fact)))) == fact


@given(every_fact)
def test_a_document_of_ours_has_no_unknown_keys(fact: Fact) -> None:
    assert read_doc(to_doc(fact)) == (fact, ())


@given(every_fact)
def test_a_fact_that_was_read_is_as_frozen_as_one_that_was_made(fact: Fact) -> None:
    read = from_doc(to_doc(fact))

    assert type(read) is type(fact)
    assert hash(read) == hash(fact)
    with pytest.raises(FrozenInstanceError):
        read.id = "another"  # type: ignore[misc]  # that is the point


def test_documents_that_each_have_keys_of_their_own_are_all_read() -> None:
    doc = to_doc(Invoice("INV-1", "K-1", Money(100, "USD"), DAY, DAY, DAY))

    for strange in range(LAYOUTS + 5):
        fact, unknown = read_doc({f"key {strange}": 1, **doc})
        assert (fact, unknown) == (from_doc(doc), (f"key {strange}",))


def test_a_document_reads_like_the_fact_and_leaves_out_what_was_not_said() -> None:
    invoice = Invoice("INV-1", "K-1", Money(1234567, "USD"), date(2020, 1, 10), date(2020, 3, 10), DAY)

    assert to_doc(invoice) == {
        "kind": "invoice",
        "id": "INV-1",
        "customer_id": "K-1",
        "amount": ["12345.67", "USD"],
        "issued_on": "2020-01-10",
        "due_on": "2020-03-10",
        "learnt_on": "2020-01-10",
    }


def test_a_limit_of_zero_is_not_the_absence_of_a_limit() -> None:
    refused = Customer("K-1", "Brightwater", DAY, limit=Money.zero("USD"))

    assert to_doc(refused)["limit"] == ["0.00", "USD"]
    assert from_doc(to_doc(refused)) == refused


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("4.50"), {"decimal": "4.50"}),
        (date(2019, 12, 31), {"date": "2019-12-31"}),
        (Money.of("80000", "GBP"), {"money": ["80000.00", "GBP"]}),
        ("4.50", "4.50"),
        (True, True),
        (None, None),
    ],
)
def test_a_finding_keeps_the_kind_of_its_value(value: Any, written: Any) -> None:
    moment = datetime(2020, 4, 1, tzinfo=timezone(timedelta(hours=8)))
    report = CreditReport("R", "K-1", "bureau", moment, DAY, findings=(Finding("score", value),), costless=Costless.FREE)

    assert to_doc(report)["findings"][0].get("value") == written
    assert from_doc(to_doc(report)) == report


@pytest.mark.parametrize(("amount", "minor"), [("5", 500), ("-0.05", -5), ("5.0", 500), ("1E+2", 10000)])
def test_an_amount_typed_into_the_file_by_hand_may_be_shorter(amount: str, minor: int) -> None:
    doc = {
        "kind": "order",
        "id": "O",
        "customer_id": "K",
        "amount": [amount, "USD"],
        "on": "2020-01-10",
        "learnt_on": "2020-01-10",
    }

    fact = from_doc(doc)

    assert not isinstance(fact, Customer)
    assert fact == type(fact)("O", "K", Money(minor, "USD"), DAY, DAY)  # type: ignore[call-arg, arg-type]  # an order


@pytest.mark.parametrize(
    ("spoil", "column"),
    [
        (lambda doc: doc.pop("due_on"), "due_on"),
        (lambda doc: doc.update(due_on="2020-02-30"), "due_on"),
        (lambda doc: doc.update(due_on=20200310), "due_on"),
        (lambda doc: doc.update(amount=["1.001", "USD"]), "amount"),
        (lambda doc: doc.update(amount=["1.00", "usd"]), "amount"),
        (lambda doc: doc.update(amount=["--1.00", "USD"]), "amount"),
        (lambda doc: doc.update(amount=[1.5, "USD"]), "amount"),
        (lambda doc: doc.update(amount=12.5), "amount"),
        (lambda doc: doc.update(amount=None), "amount"),
        (lambda doc: doc.update(id=17), "id"),
        (lambda doc: doc.update(kind="guarantee"), "kind"),
        (lambda doc: doc.update(kind=["invoice"]), "kind"),
        (lambda doc: doc.pop("kind"), "kind"),
    ],
)
def test_a_spoilt_document_names_the_field(spoil: Callable[[dict[str, Any]], object], column: str) -> None:
    doc = to_doc(Invoice("INV-1", "K-1", Money(100, "USD"), DAY, DAY, DAY))
    spoil(doc)

    with pytest.raises(BadDocument) as caught:
        from_doc(doc)

    assert caught.value.column == column


@pytest.mark.parametrize(
    ("findings", "column"),
    [
        ([{"key": "score", "value": {"decimal": "many"}}], "value"),
        ([{"value": "4"}], "key"),
        ("score", "findings"),
        ([5], "findings"),
        (["angle"], "findings"),
        ([["angle"]], "findings"),
    ],
)
def test_a_spoilt_finding_spoils_its_report(findings: object, column: str) -> None:
    moment = datetime(2020, 4, 1, tzinfo=timezone(timedelta(0)))
    doc = {**to_doc(CreditReport("R", "K-1", "bureau", moment, DAY)), "findings": findings}

    with pytest.raises(BadDocument) as caught:
        from_doc(doc)

    assert caught.value.column == column


def test_keys_of_a_later_program_are_named_and_the_fact_is_read() -> None:
    contact = Contact("C-1", "K-1", DAY, DAY, Channel.CALL)
    doc = {**to_doc(contact), "mood": "hopeful", "angle": 3}

    assert list(read_doc(doc)[1]) == ["angle", "mood"]
    assert from_doc(doc) == contact


def test_what_could_not_be_read_back_is_refused_before_it_is_written() -> None:
    midnight: date = datetime(2020, 1, 10)  # noqa: DTZ001 - the mistake meant here: a moment where a day belongs

    with pytest.raises(TypeError):
        to_doc(Invoice("INV-1", "K-1", Money(100, "USD"), midnight, DAY, DAY))
    with pytest.raises(TypeError):
        to_doc(Invoice("INV-1", "K-1", types.SimpleNamespace(), DAY, DAY, DAY))  # type: ignore[arg-type]  # the mistake meant here
