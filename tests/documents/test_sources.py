"""Whose figures a document rests on: cited with their day where one of them stands in it, and nowhere else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from credit.assess import Assessed, assess_book
from credit.country import Countries, CountryRisk
from credit.rates import Rates, Series
from documents.board import board_paper
from documents.memo import memo_paper
from documents.paper import Heading, Paper, Points
from tests.credit.little_book import TODAY, little_book
from tests.documents.test_papers import figures_of

OWED = """
    buyer    C1                    name=Harbour  country=EG
    invoice  C1  I1   -30  1000EUR
    buyer    C2                    name=Quay     country=XX
    invoice  C2  J1   -10   500USD
"""
OECD = "OECD, Country Risk Classifications of the Participants to the Arrangement on Officially Supported Export Credits"
ECB = "European Central Bank, euro foreign exchange reference rates"
RATES = Rates("EUR", {"USD": Series((date(2024, 6, 3), date(2024, 7, 1)), (Decimal("1.0842"), Decimal("1.0900")))}, ECB)
COUNTRIES = Countries({"EG": (CountryRisk(date(2023, 1, 27), 5), CountryRisk(date(2024, 1, 26), 6))}, "OECD")


def house(rates: Rates = RATES, countries: Countries = COUNTRIES) -> Assessed:
    return assess_book(replace(little_book(OWED, rates=rates), countries=countries), TODAY)


def cited(paper: Paper) -> tuple[str, ...]:
    """The points below the heading of the sources; empty where there is none."""
    for heading, points in zip(paper.blocks, paper.blocks[1:], strict=False):
        if heading == Heading("Sources"):
            assert isinstance(points, Points)
            return points.texts
    return ()


def test_the_memo_cites_the_class_of_its_country_and_the_rates_its_amounts_were_told_at() -> None:
    """Egypt is of class 6 since January, and the euro's rate is of the last day before today."""
    told = house()
    assert cited(memo_paper(told.of("C1"), told.book)) == (
        f"{OECD}; EG: class 6, of 2024-01-26; made for export credits, no other use is endorsed",
        f"{ECB}: EUR 2024-06-03; published for information, not to deal at",
    )


def test_a_memo_without_such_a_figure_cites_nobody() -> None:
    """What Quay owes is of the base currency, and nobody published a class of its country."""
    told = house()
    assert cited(memo_paper(told.of("C2"), told.book)) == ()


def test_the_page_for_the_board_cites_them_for_all_buyers_at_once() -> None:
    told = house()
    assert cited(board_paper(told, figures_of(told))) == (
        f"{OECD}, of 2024-01-26; made for export credits, no other use is endorsed",
        f"{ECB}: EUR 2024-06-03; published for information, not to deal at",
    )
    bare = house(Rates(), Countries())
    assert cited(board_paper(bare, figures_of(bare))) == ()


def test_rates_of_somebody_else_are_cited_as_theirs() -> None:
    told = house(replace(RATES, source="Own bank, rates of the day"))
    assert cited(memo_paper(told.of("C1"), told.book))[1].startswith("Own bank, rates of the day: EUR 2024-06-03")
