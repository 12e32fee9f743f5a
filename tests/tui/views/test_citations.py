"""Whose the figures are that come with the program: said where one of them stands, with its day, and nowhere else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.country import Countries, CountryRisk, CountryStatus
from credit.rates import Rates, Series
from tests.credit.little_book import TODAY, little_book
from tests.tui.views.looks import SHOP
from tests.tui.views.test_records import plain
from tui.views.citations import citation_lines, citation_records
from tui.views.customer_record import customer_record
from tui.views.reports import reports
from tui.views.snapshot import Snapshot, snapshot

PUBLISHED = date(2024, 1, 26)
EURO = Rates("EUR", {"USD": Series((date(2024, 6, 3),), (Decimal("1.0842"),))}, "European Central Bank, reference rates")
COUNTRIES = Countries(
    {
        "EG": (CountryRisk(date(2023, 1, 27), 5), CountryRisk(PUBLISHED, 6)),
        "GB": (CountryRisk(PUBLISHED, None, CountryStatus.HIGH_INCOME_OECD),),
    },
    "OECD country risk classification",
)
OECD = "OECD, Country Risk Classifications of the Participants to the Arrangement on Officially Supported Export Credits"


def shown(country: str, text: str = SHOP) -> Snapshot:
    book = replace(little_book(text, rates=EURO), countries=COUNTRIES)

    def of(account: Account) -> Account:
        return replace(account, customer=replace(account.customer, country=country))

    return snapshot(replace(book, accounts={id: of(account) for id, account in book.accounts.items()}), TODAY)


def test_the_class_of_the_country_is_told_with_its_publisher_its_day_and_what_it_is_for() -> None:
    """The publication of the day looked at, not the one before it."""
    (line,) = citation_lines(shown("EG"), "C1")
    assert line == ("Source", f"{OECD}; EG: class 6, of 2024-01-26; made for export credits, no other use is endorsed", "muted")
    (line,) = citation_lines(shown("GB"), "C1")
    assert "GB: high-income OECD country, not classified, of 2024-01-26" in line[1]


def test_the_rates_are_told_where_an_amount_was_told_at_them() -> None:
    """100 EUR beside 1,000 USD owed in USD: the euro's rate is in the sum, and in no other buyer's."""
    mixed = shown("", SHOP + "\ninvoice  C3  K2   +10   100EUR\n")
    assert [line[1] for line in citation_lines(mixed, "C3")] == [
        "European Central Bank, reference rates: EUR 2024-06-03; published for information, not to deal at"
    ]
    assert list(citation_lines(mixed, "C1")) == []


def test_they_stand_below_the_reports_whether_or_not_there_is_one_and_in_the_record() -> None:
    look = shown("EG")
    assert reports(look, "C1")[-1] == next(iter(citation_lines(look, "C1")))
    assert reports(look, "C2")[-1] == next(iter(citation_lines(look, "C2")))
    assert plain(customer_record(look, "C1"))["citations"] == [
        {"what": "country_risk", "source": OECD, "of": "EG", "on": "2024-01-26"}
    ]
    assert citation_records(shown("XX"), "C1") == []
