"""Expected loss and late interest as pages and scripts show them: little figures by hand, and what stands in is told."""

from dataclasses import replace
from decimal import Decimal

from credit.loss.expected_loss import LossPolicy
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import TODAY, little_book, money
from tests.tui.views.looks import words
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.explained import explained_buyer
from tui.views.loss import legend_lines, loss_lines, loss_of, loss_record, loss_table, money_lines
from tui.views.matching import suggested, suggestion_record
from tui.views.records import portfolio_record
from tui.views.snapshot import Snapshot, snapshot

PRIORS = LossPolicy(
    prior=(Decimal("0.1"), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), Decimal("0.8")), floor=(Decimal(0),) * 5
)
"""Products: 0.01, 0.1, 0.2, 0.4, 0.8."""


def shown(text: str) -> Snapshot:
    return snapshot(replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=PRIORS)), TODAY)


BOOK = """
    invoice C1 I1  -10  100USD
    invoice C2 I2 -181  300USD
"""


def test_the_total_is_the_sum_of_the_rows_of_the_matrix_and_the_buyers_beside_it() -> None:
    """100 x .1 by the matrix, half of 300 for the bad one."""
    record = loss_record(loss_of(shown(BOOK)), shown(BOOK))
    assert record["expected_credit_loss"] == money("160USD")
    (segment,) = record["segments"]
    assert [(row["bucket"], row["balance"], row["loss_rate"], row["from"], row["months"]) for row in segment["buckets"]][1] == (
        "1-30", money("100USD"), Decimal("0.1"), "prior", 1,
    )  # fmt: skip
    assert [(one["customer_id"], one["loss"]) for one in record["individual"]] == [("C2", money("150USD"))]
    assert record["missing"] == []
    assert portfolio_record(shown(BOOK))["totals"]["expected_credit_loss"] == money("160USD")


def test_the_table_marks_what_is_a_prior() -> None:
    """I2, due 14 December, stood in the first four buckets at the ends of November to February; no year has passed since."""
    table = loss_table(loss_of(shown(BOOK)))
    assert [row.cells[4] for row in table.rows][:5] == ["1p", "1p", "1p", "1p", "0p"]
    assert table.rows[-1].cells == ("C2", "bad", "300.00 USD", "", "", "50 %", "150.00 USD")


def test_the_loss_is_said_to_be_before_cover_and_told_after_it() -> None:
    """100 x .1 of an uninsured, and 1,000 x .1 of one of whom the insurer bears nine tenths: 10 + 10 after cover."""
    looked = shown("invoice C1 I1 -10 100USD \n buyer C2 insured=2000USD \n invoice C2 I2 -10 1000USD")
    found = loss_of(looked)
    assert loss_lines(found, looked)[0][1] == "110.00 USD before cover and security, 20.00 USD after"
    record = loss_record(found, looked)
    assert (record["basis"], record["after_cover"]) == ("before_cover", money("20USD"))
    assert portfolio_record(looked)["totals"]["expected_credit_loss_after_cover"] == money("20USD")
    told = {one.figure: dict(one.inputs) for one in explained_buyer(looked, "C2")}["own_loss"]
    assert told == {"expected_loss": money("100USD"), "own_share": Decimal(10)}


def test_rates_have_two_digits_and_their_marks_a_legend() -> None:
    found = loss_of(shown(BOOK))
    assert [row.cells[5] for row in loss_table(found).rows][:5] == ["1.00 %", "10.00 %", "20.00 %", "40.00 %", "80.00 %"]
    assert [mark for mark, _told, _tone in legend_lines(found)] == ["p"]
    assert "out of these buckets: not due, 1-30, 31-60, 61-90, >90" in words(loss_lines(found, shown(BOOK)))


def test_a_figure_that_cannot_be_told_is_missing() -> None:
    looked = shown("invoice C1 I1 -10 100AED")
    assert loss_record(loss_of(looked), looked)["missing"] == ["expected_credit_loss", "after_cover"]
    assert "expected_credit_loss" in portfolio_record(looked)["missing"]
    assert loss_lines(loss_of(looked), looked)[0][1] == "-"


def test_where_a_rate_is_missing_for_some_the_rest_is_told_and_they_are_named() -> None:
    """100 x .1 of C1; C2 has a debt without a rate; of C3, 100 x .1 too, nobody knows its own share: its limit has none."""
    looked = shown(
        "invoice C1 I1 -10 100USD \n invoice C2 I2 -10 100AED \n invoice C2 I3 -9 1USD"
        " \n buyer C3 limit=9AED \n invoice C3 I4 -10 100USD"
    )
    found = loss_of(looked)
    lines = loss_lines(found, looked)
    assert lines[0][1] == "20.00 USD in part before cover and security, 10.00 USD in part after"
    assert "Told in part, without C2: there is no rate of exchange for AED." in words(lines)
    assert "also without C3" in words(lines)
    record = loss_record(found, looked)
    assert (record["expected_credit_loss"], record["after_cover"]) == (money("20USD"), money("10USD"))
    assert record["left_out"] == {"expected_credit_loss": ["C2"], "after_cover": ["C2", "C3"]}
    assert (record["partial"], record["missing"]) == (["expected_credit_loss", "after_cover"], [])
    assert [reason["code"] for reason in record["reasons"]][-2:] == ["loss_in_part", "loss_after_cover_in_part"]
    assert portfolio_record(looked)["partial"][-2:] == ["expected_credit_loss", "expected_credit_loss_after_cover"]


def test_nothing_open_has_no_line() -> None:
    empty = snapshot(little_book(""), TODAY)
    assert loss_lines(loss_of(empty), empty) == ()


def test_a_buyer_s_page_tells_what_could_be_claimed_and_what_unapplied_money_could_pay() -> None:
    """365 x 10 % x 10 days / 365 = 1.00."""
    looked = shown("""
        buyer   C1 interest_percent=10
        invoice C1 I1 -10 365USD
        receipt C1 R1  -1  65USD
    """)
    lines = money_lines(looked.assessed.of("C1"), looked.book)
    assert lines == (
        ("Interest", "1.00 USD could be claimed (the contract's clause)", "muted"),
        ("Unapplied", "65.00 USD could pay I1", "warning"),
    )
    record = customer_record(looked, "C1")
    assert record["late_interest"]["interest"] == [money("1USD")]
    assert record["late_interest"]["items"][0]["spans"][0]["percent"] == 10
    assert record["unapplied"] == [suggestion_record(each) for each in suggested(looked)]  # as `match` tells it
    (told,) = record["unapplied"]
    assert (told["receipt"], told["ground"]) == ("R1", "legal_order")
    assert told["parts"] == [{"invoice": "I1", "amount": money("65USD")}]


def test_a_range_and_its_doubts_are_said() -> None:
    """LPR of 31 March 2024: 3.45; 3,650 x 3.45 % x 73 / 365 = 25.185, x 1.3 = 32.74 and x 1.5 = 37.78."""
    looked = shown("buyer C1 country=NO\ninvoice C1 I1 -73 3650USD")
    ((label, told, tone),) = money_lines(looked.assessed.of("C1"), looked.book)
    assert (label, tone) == ("Interest", "muted")
    assert told.startswith("32.74 USD - 37.78 USD could be claimed (CISG art. 78 with a law's rate); nobody wrote down")


def test_many_invoices_are_shortened_on_the_page() -> None:
    looked = shown("\n".join(f"invoice C1 I{n} -{n} 10USD" for n in range(1, 6)) + "\nreceipt C1 R1 -1 45USD")
    assert money_lines(looked.assessed.of("C1"), looked.book)[-1][1] == "45.00 USD could pay I5, I4, I3..."


def test_a_merely_chosen_english_law_is_said_on_the_page_and_behind_the_figure() -> None:
    """UK Act s. 12: a Chinese house, a Brazilian buyer, and nothing but the choice of law in the United Kingdom."""
    seen = shown("buyer C1 country=BR law=GB \n invoice C1 I1 -40 900USD")
    why = "English law was merely chosen: by s. 12 the Act does not apply"
    assert f"Interest|no figure (no ground); {why}\n" in words(facts(seen, "C1")) + "\n"
    told = {one.figure: one for one in explained_buyer(seen, "C1")}["late_interest:I1"]
    assert told.value is None
    assert ("doubt", why) in told.inputs
