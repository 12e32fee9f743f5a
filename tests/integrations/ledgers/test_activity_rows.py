"""Rows about what was said and agreed, read one by one."""

from datetime import date

import pytest

from credit.account import Fact
from credit.activity import Channel, Contact, Dispute, DisputeReason, Hold, Outcome, Promise
from credit.money import Money
from integrations.ledgers.activity_rows import activity_entry
from integrations.ledgers.columns import Columns, Given
from integrations.ledgers.faults import BadCell
from integrations.ledgers.mapping_file import load_mappings
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.tables import sheet

DAY = date(2020, 3, 1)
NAMES = (
    *("date", "customer_id", "kind", "outcome", "amount", "currency", "promised_for"),
    *("invoices", "text", "reason", "until", "closed_on", "who", "arrived_on", "proof"),
    *("owner", "settle_by", "justified", "evidence", "withdrawn_on", "withdrawn_why", "person", "method"),
)


def row(**cells: str) -> list[str]:
    told = {"date": "2020-03-01", "customer_id": "C1", **cells}
    assert set(told) <= set(NAMES)
    return [told.get(name, "") for name in NAMES]


def read(*rows: list[str]) -> list[Fact]:
    text = "\n".join(",".join(cells) for cells in (NAMES, *rows))
    columns = Columns.over(sheet("a.csv", text + "\n"), load_mappings()["story_activities"], Given(date(2021, 6, 1)))
    numbering = Numbering()
    return [activity_entry(columns, cells, numbering).facts[0] for cells in rows]


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_channel_and_outcome_can_be_told(channel: Channel, outcome: Outcome) -> None:
    (contact,) = read(row(kind=channel.upper(), outcome=outcome, text="said", invoices="N2;N1", who="mei"))
    assert isinstance(contact, Contact)
    assert (contact.channel, contact.outcome, contact.text, contact.invoices) == (channel, outcome, "said", ("N2", "N1"))
    assert (contact.customer_id, contact.on, contact.learnt_on, contact.who) == ("C1", DAY, DAY, "mei")


@pytest.mark.parametrize("reason", DisputeReason)
@pytest.mark.parametrize("column", ["reason", "outcome"])
def test_the_reason_of_a_dispute_stands_in_either_column(reason: DisputeReason, column: str) -> None:
    (dispute,) = read(row(kind="dispute", **{column: reason}))
    assert isinstance(dispute, Dispute)
    assert (dispute.reason, dispute.closed_on) == (reason, None)


def test_a_promise_has_an_amount_and_a_day() -> None:
    (promise,) = read(row(kind="promise", amount="640.00", currency="EUR", promised_for="2020-03-09"))
    assert isinstance(promise, Promise)
    assert (promise.amount, promise.promised_for) == (Money(64000, "EUR"), date(2020, 3, 9))


@pytest.mark.parametrize(
    ("cells", "until", "why"),
    [
        ({"until": "2020-05-01", "reason": "audit", "text": "see mail"}, date(2020, 5, 1), "audit"),
        ({"promised_for": "2020-05-02", "text": "holiday"}, date(2020, 5, 2), "holiday"),
        ({"until": "2020-05-01", "promised_for": "2020-05-02", "text": "holiday"}, date(2020, 5, 1), "holiday"),
    ],
)
def test_a_hold_has_a_day_and_a_reason_from_where_they_stand(cells: dict[str, str], until: date, why: str) -> None:
    (hold,) = read(row(kind="hold", **cells))
    assert isinstance(hold, Hold)
    assert (hold.until, hold.reason) == (until, why)


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"kind": "phone"}, "unknown_kind", "kind"),
        ({"kind": ""}, "missing_value", "kind"),
        ({"kind": "call", "outcome": "maybe"}, "unknown_outcome", "outcome"),
        ({"kind": "dispute", "reason": "mood"}, "unknown_reason", "reason"),
        ({"kind": "dispute", "outcome": "mood"}, "unknown_reason", "outcome"),
        ({"kind": "dispute"}, "missing_value", "outcome"),
        ({"kind": "promise", "promised_for": "2020-03-09"}, "missing_value", "amount"),
        ({"kind": "promise", "amount": "5"}, "missing_value", "promised_for"),
        ({"kind": "hold", "reason": "audit"}, "missing_value", "promised_for"),
        ({"kind": "hold", "until": "2020-05-01"}, "missing_value", "reason"),
        ({"kind": "hold", "until": "2020-05-01", "reason": "audit", "closed_on": "2020-02-29"}, "before_it_began", "closed_on"),
        ({"kind": "dispute", "reason": "price", "amount": "0"}, "not_above_zero", "amount"),
        ({"kind": "dispute", "reason": "price", "amount": "-5"}, "not_above_zero", "amount"),
        ({"kind": "dispute", "reason": "price", "amount": "much"}, "bad_amount", "amount"),
        ({"kind": "dispute", "reason": "price", "settle_by": "2020-02-29"}, "before_it_began", "settle_by"),
        ({"kind": "dispute", "reason": "price", "justified": "partly"}, "not_yes_or_no", "justified"),
        ({"kind": "dispute", "reason": "price", "evidence": "contract;contact"}, "unknown_evidence", "evidence"),
        (
            {"kind": "promise", "amount": "5", "promised_for": "2020-03-09", "withdrawn_on": "2020-02-29"},
            "before_it_began",
            "withdrawn_on",
        ),
        ({"kind": "call", "date": ""}, "missing_value", "date"),
        ({"kind": "call", "customer_id": ""}, "missing_value", "customer_id"),
    ],
)
def test_what_is_missing_or_unknown_is_named_by_its_column(cells: dict[str, str], code: str, column: str) -> None:
    with pytest.raises(BadCell) as caught:
        read(row(**cells))
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, column)


def test_a_number_stands_for_kind_day_and_what_was_said() -> None:
    """The end of a dispute comes later and is no other dispute; equal calls are two calls."""
    call, again, other = (one.id for one in read(row(kind="call"), row(kind="call"), row(kind="call", text="again")))
    assert (call.startswith("call:2020-03-01:"), again) == (True, f"{call}#2")
    assert other.partition("#")[0] != call
    open, closed = (row(kind="dispute", reason="price", closed_on=day) for day in ("", "2020-05-01"))
    assert read(open)[0].id == read(closed)[0].id


def test_the_proof_of_arrival_comes_with_its_contact_and_changes_no_number() -> None:
    sent, proven = read(row(kind="letter"), row(kind="letter", arrived_on="2020-03-09", proof="DHL 1"))
    assert isinstance(sent, Contact)
    assert isinstance(proven, Contact)
    assert (sent.arrived_on, sent.proof) == (None, "")
    assert (proven.arrived_on, proven.proof) == (date(2020, 3, 9), "DHL 1")
    assert proven.id.removesuffix("#2") == sent.id


@pytest.mark.parametrize(("more", "silent"), [("", ("arrived_on", "proof")), (",arrived_on", ("proof",))])
def test_a_file_without_the_column_leaves_what_was_proven(more: str, silent: tuple[str, ...]) -> None:
    text = f"date,customer_id,kind{more}\n2020-03-01,C1,letter{more and ','}\n"
    columns = Columns.over(sheet("a.csv", text), load_mappings()["story_activities"], Given(date(2021, 6, 1)))
    cells = ["2020-03-01", "C1", "letter", ""][: len(text.splitlines()[0].split(","))]
    found = activity_entry(columns, cells, Numbering()).silent
    assert {"arrived_on", "proof"} & set(found) == set(silent)


def test_a_dispute_may_be_about_a_part_have_its_day_and_its_owner() -> None:
    (dispute,) = read(
        row(kind="dispute", reason="price", amount="120.50", currency="EUR", settle_by="2020-03-15", owner="qa", justified="no",
            closed_on="2020-03-20")
    )  # fmt: skip
    assert isinstance(dispute, Dispute)
    assert (dispute.amount, dispute.settle_by, dispute.owner) == (Money(12050, "EUR"), date(2020, 3, 15), "qa")
    assert (dispute.justified, dispute.closed_on) == (False, date(2020, 3, 20))


@pytest.mark.parametrize(("word", "justified"), [("", None), ("yes", True), ("NO", False)])
def test_whether_the_buyer_was_right_is_yes_no_or_not_said(word: str, justified: bool | None) -> None:
    (dispute,) = read(row(kind="dispute", reason="price", justified=word))
    assert isinstance(dispute, Dispute)
    assert dispute.justified is justified
    assert (dispute.amount, dispute.settle_by, dispute.owner) == (None, None, "")


def test_a_promise_may_have_been_taken_back_and_is_the_same_promise() -> None:
    told = {"kind": "promise", "amount": "5", "promised_for": "2020-03-09"}
    stands, back = read(row(**told)), read(row(**told, withdrawn_on="2020-03-01", withdrawn_why="typed twice"))
    assert isinstance(stands[0], Promise)
    assert isinstance(back[0], Promise)
    assert (stands[0].withdrawn_on, stands[0].withdrawn_why) == (None, "")
    assert (back[0].withdrawn_on, back[0].withdrawn_why) == (DAY, "typed twice")
    assert (stands[0].id, stands[0].person, back[0].person) == (back[0].id, "", "")


def test_who_answers_and_by_when_makes_no_other_dispute() -> None:
    told = {"kind": "dispute", "reason": "price"}
    more = {"owner": "qa", "settle_by": "2020-03-15", "justified": "yes", "evidence": "contract"}
    (first,), (later,) = read(row(**told)), read(row(**told, **more))
    assert first.id == later.id


def test_papers_of_a_dispute_are_words_between_semicolons_and_none_where_none_is_told() -> None:
    told, untold = read(
        row(kind="dispute", reason="price", evidence="Contract; invoice ;contract"), row(kind="dispute", reason="quality")
    )
    assert isinstance(told, Dispute)
    assert isinstance(untold, Dispute)
    assert (told.evidence, untold.evidence) == (("contract", "invoice"), ())


def test_a_hold_may_have_ended_before_its_day_and_is_the_same_hold() -> None:
    told = {"kind": "hold", "until": "2020-05-01", "reason": "audit"}
    (runs,), (ended,) = read(row(**told)), read(row(**told, closed_on="2020-04-01"))
    assert isinstance(runs, Hold)
    assert isinstance(ended, Hold)
    assert (runs.ended_on, ended.ended_on, runs.id) == (None, date(2020, 4, 1), ended.id)


def test_who_promised_and_how_it_is_to_be_paid_are_kept() -> None:
    told = {"kind": "promise", "amount": "5", "promised_for": "2020-03-09", "person": "Ms Berg", "method": "cheque"}
    (promise,) = read(row(**told, who="mei"))
    assert isinstance(promise, Promise)
    assert (promise.person, promise.method, promise.who) == ("Ms Berg", "cheque", "mei")
