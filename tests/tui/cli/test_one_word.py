"""Lines of the command line on which an amount and its currency are one word, as people write them."""

from typing import Any

import pytest

from tui.cli.arguments import parser


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add receipt C001 1200USD", {"id": "C001", "amount": "1200", "currency": "USD"}),
        ("add receipt C001 USD1,200.50", {"amount": "1,200.50", "currency": "USD"}),
        ("check C001 -50eur", {"amount": "-50", "currency": "EUR"}),
        ("promise C001 900USD 2026-03-31", {"amount": "900", "currency": "USD"}),
        ("limit C001 50000USD --insured 30000 --reason seen", {"amount": "50000", "currency": "USD", "insured": "30000"}),
        ("dispute C001 --reason quality --amount 500USD", {"amount": ["500", "USD"]}),
        ("correct invoice C001 R-1 --amount 500USD", {"number": "R-1", "amount": ["500", "USD"]}),
        ("refresh --budget 20EUR", {"budget": ["20", "EUR"]}),
        ("what-if --limit 500EUR C001", {"id": "C001", "limit": ["500", "EUR"]}),
        (
            "what-if C001 --pay 100USD 2026-01-01 --limit EUR500",
            {"pay": ["100", "USD", "2026-01-01"], "limit": ["500", "EUR"]},
        ),
    ],
)
def test_an_amount_may_stand_without_a_blank_before_its_currency(line: str, said: dict[str, Any]) -> None:
    found = vars(parser().parse_args(line.split()))
    assert {name: found[name] for name in said} == said


@pytest.mark.parametrize("amount", ["50 USD", "50USD"])
def test_a_number_of_an_invoice_that_ends_like_a_currency_stays_one(amount: str) -> None:
    found = parser().parse_args(f"add invoice C001 100EUR {amount}".split())
    assert (found.number, found.amount, found.currency) == ("100EUR", "50", "USD")


@pytest.mark.parametrize("line", ["check C001 50", "check C001 EUR", "check C001 50USDT", "add receipt C001 fifty"])
def test_what_is_no_amount_with_its_currency_ends_in_one_sentence(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(line.split())
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "currency" in told.err
