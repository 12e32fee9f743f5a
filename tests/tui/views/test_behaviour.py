"""How a buyer pays beyond its days: one line of measures, and one for each month that stands out."""

from decimal import Decimal

from tests.credit.test_payment_measures import seasonal
from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.behaviour import behaviour_lines
from tui.views.customer_record import customer_record
from tui.views.records import portfolio_record

PAYER = """
buyer    C1
invoice  C1  I1  2024-05-15  100USD
receipt  C1  R1  2024-05-22  100USD  for=I1
invoice  C1  I2  -90         100USD
promise  C1  Q1  -60         100USD  by=-50
"""
"""Seven days late and paid; open since 14 March, a Thursday: 90 days. A promise of April was broken."""


def lines(text: str) -> list[str]:
    shown = look(text)
    return words(tuple(behaviour_lines(shown.assessed.of("C1"), shown))).splitlines()


def test_the_measures_stand_in_one_line_and_no_figure_is_called_a_paydex() -> None:
    """(7 + 90) / 2 = 48.5 days; the scale has 50 at 30 days and 40 at 60: 50 - 18.5 / 3 = 43.8."""
    (told,) = lines(PAYER)
    assert told == (
        "Record|48.5 days on average, early ones counted, PAYDEX-equivalent 44, 2 of 2 late, 0 of 1 promises kept,"
        " 1 of 1 came 90 days past due"
    )


def test_without_a_record_nothing_is_said() -> None:
    assert lines("buyer C1") == []


def test_a_month_that_stands_out_has_its_line_in_either_direction() -> None:
    late = lines(seasonal(8))[-1]
    assert late.startswith("Season|what is due in August comes 2")
    assert late.endswith("days later than the rest (9 invoices, 3 years)")
    early = lines(seasonal(8, there=2, otherwise=30))[-1]
    assert early.startswith("Season|what is due in August comes 2")
    assert early.endswith("days earlier than the rest (9 invoices, 3 years)")


def test_scripts_read_every_measure() -> None:
    record = plain(customer_record(look(PAYER), "C1"))
    told = record["payment_record"]
    assert (told["signed_average"], told["at_risk_rate"], told["at_risk"]) == ("48.5", "100", {"reached": 1, "of": 1})
    assert (told["seasons"], told["season_now"]) == (None, None)
    assert "seasons" in record["missing"]
    assert "season_now" not in record["missing"]
    june = plain(customer_record(look(seasonal(6)), "C1"))["payment_record"]
    assert [month["month"] for month in june["seasons"]] == [6]
    assert june["season_now"] == june["seasons"][0]
    assert plain(customer_record(look(seasonal(8)), "C1"))["payment_record"]["season_now"] is None


def test_the_totals_of_the_house_have_every_speed() -> None:
    """Sold in April 3,000 and in May 7,300 in the 92 days to 12 June; 7,300 are owed, issued 23 days ago."""
    text = """
        invoice C1 I1 2024-05-10 3000USD issued=2024-04-10
        invoice C2 J1 2024-07-01 7300USD issued=2024-05-20
        receipt C1 R1 2024-06-01 3000USD for=I1
        invoice C3 K1 2024-03-14  100USD issued=2024-01-10
        receipt C3 K2 2024-06-12  100USD for=K1
    """
    totals = plain(portfolio_record(look(text)))["totals"]
    assert totals["true_dso"] == "23"  # 7,300 x 23 / 7,300
    assert totals["at_risk"] == {"reached": 1, "of": 1}  # K1 alone is old enough, and came to 90 days
    assert totals["at_risk_rate"] == "100"
    assert totals["countback_dso"] == "31"  # the month to 12 June sold all of it
    # 10,300 sold in 92 days over the average of 100 owed before them and 7,300 after: 3,700 x 92 / 10,300
    assert round(Decimal(totals["turnover_days"]), 2) == Decimal("33.05")


def test_a_countback_that_stops_at_a_month_without_sales_is_not_told_as_a_zero() -> None:
    totals = plain(portfolio_record(look("invoice C1 I1 2024-07-01 7300USD issued=2024-05-12")))["totals"]
    assert totals["countback_dso"] is None
    assert totals["countback_unexplained"] == {"amount": "7300.00", "currency": "USD"}


def test_countback_is_told_where_sales_explain_all_that_is_owed() -> None:
    """Owed 700: the 400 of the month to 12 June give its 31 days, the 600 of the one before the rest: 30 x 300 / 600."""
    text = """
        invoice C1 I1 2024-07-01 400USD issued=2024-06-03
        invoice C1 I2 2024-07-01 600USD issued=2024-05-06
        receipt C1 R1 2024-06-10 300USD for=I2
    """
    totals = plain(portfolio_record(look(text)))["totals"]
    assert (totals["countback_dso"], totals["countback_unexplained"]["amount"]) == ("46", "0.00")


def test_a_house_without_an_invoice_old_enough_has_no_rate() -> None:
    record = plain(portfolio_record(look("buyer C1")))
    assert record["totals"]["at_risk_rate"] is None
    assert "at_risk_rate" in record["missing"]
