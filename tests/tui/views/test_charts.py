"""Series for the charts."""

from tests.tui.views.looks import look
from tests.tui.views.test_house import TWO
from tui.views.chart_data import ChartKind
from tui.views.charts import aging_chart, days_late_chart
from tui.views.house import house

PAID = """
buyer    C1
invoice  C1  I1  -200  100USD
receipt  C1  R1  -195  100USD  for=I1
invoice  C1  I2  -170  100USD
receipt  C1  R2  -171  100USD  for=I2
invoice  C1  I3  -140  100USD
receipt  C1  R3  -120  100USD  for=I3
"""


def test_the_aging_is_drawn_by_bucket_in_base_currency() -> None:
    """700 not due, 1,300 in the first bucket, 4,500 in the second; what is unapplied has no age."""
    chart = aging_chart(house(look()))
    assert chart.kind is ChartKind.BARS
    ((_, heights),) = chart.series
    assert dict(zip(chart.labels, heights, strict=True)) | {} == {
        "0": 700.0,
        "30": 1300.0,
        "60": 4500.0,
        "90": 0.0,
        "180": 0.0,
        "365": 0.0,
        ">": 0.0,
    }
    assert chart.scale == ((0.0, "0 USD"), (4500.0, "4.5 k USD"))
    assert chart.summary == "not due: 700 USD  1-30: 1.3 k USD  31-60: 4.5 k USD"


def test_an_aging_that_is_not_known_is_not_drawn() -> None:
    for text in ("buyer C1 \n invoice C1 I1 -45 1000EUR", ""):
        chart = aging_chart(house(look(text)))
        assert chart.is_empty
        assert chart.empty


def test_an_aging_of_a_part_says_so() -> None:
    chart = aging_chart(house(look(TWO)))
    assert not chart.is_empty
    assert chart.title == "Receivable in part, by days past due, up to"


def test_days_late_are_drawn_in_the_order_of_payment() -> None:
    """Due on a Saturday and paid on Thursday, three days late; a day early; twenty days late."""
    chart = days_late_chart(look(PAID), "C1")
    assert chart.kind is ChartKind.LINE
    assert chart.series == (("days late", (3.0, -1.0, 20.0)),)
    assert chart.labels == ("2023-11", "2023-12", "2024-02"), "195, 171 and 120 days before 2024-06-12"
    assert chart.summary == "last paid 20 days late"


def test_one_payment_makes_no_course() -> None:
    chart = days_late_chart(look("\n".join(PAID.split("\n")[:4])), "C1")
    assert chart.is_empty
    assert chart.empty == "Too few payments for a chart."
