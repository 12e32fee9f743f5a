"""What banks kept back and the house closed stands on the page, and rest by rest in the record for scripts."""

from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.customer import facts
from tui.views.customer_record import customer_record

PAID = """
buyer    C1                 name=Alder
invoice  C1  I1   -60  36500USD
receipt  C1  R1   -60  36475USD  for=I1
invoice  C1  I2   -30  36500USD
receipt  C1  R2   -30  36499.50USD  for=I2
invoice  C1  I3  -400  36500USD
receipt  C1  R3  -400  36475USD  for=I3
invoice  C1  I4   -20  10000GBP  issued=-50  discount=200GBP  discount_until=-40
receipt  C1  R4   -45  9790GBP   for=I4
invoice  C1  I5   -20  10000USD  issued=-50  discount=200USD  discount_until=-40
receipt  C1  R5   -45  9800USD   for=I5
"""


def test_the_page_tells_the_sums_of_the_year_with_the_cap() -> None:
    told = words(facts(look(PAID), "C1"))
    assert "Bank charges|10.00 GBP kept back from 1 invoice in a year and closed\n" in told  # 210 less the discount of 200
    assert "Bank charges|25.50 USD kept back from 2 invoices in a year and closed, 500.00 USD at most\n" in told


def test_scripts_read_every_rest_with_its_reason() -> None:
    record = plain(customer_record(look(PAID), "C1"))["closed_rests"]
    assert record["year"] == [
        {"amount": {"amount": "10.00", "currency": "GBP"}, "invoices": 1},
        {
            "amount": {"amount": "25.50", "currency": "USD"},
            "invoices": 2,
            "most": {"amount": "500.00", "currency": "USD"},
        },
    ]
    assert [(item["number"], item["amount"]["amount"], item["why"]) for item in record["items"]] == [
        ("I3", "25.00", "bank_charge"),
        ("I1", "25.00", "bank_charge"),
        ("I4", "210.00", "bank_charge"),
        ("I5", "200.00", "discount"),
        ("I2", "0.50", "fx_rounding"),
    ]


def test_where_nothing_was_kept_back_nothing_is_told() -> None:
    assert "Bank charges" not in words(facts(look(), "C1"))
    assert plain(customer_record(look(), "C1"))["closed_rests"] == {"year": [], "items": []}
