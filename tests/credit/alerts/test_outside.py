"""Reports that are too old or say nothing, and countries that get worse."""

from decimal import Decimal

import pytest

from credit.rates import Rates, Series
from credit.report import Severity
from tests.credit.alerts.ringing import alert, kinds, publications, rings_from
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published

OLD = "invoice C1 I1 +30 60000USD issued=-95 \n report C1 B1 -95 bureau as_of={}"


def test_a_report_goes_stale_on_its_ninety_first_day() -> None:
    rung = rings_from(OLD.format("-95"), "report_stale", "-4")
    assert rung.severity is Severity.INFO
    assert rung.evidence == {
        "provider": "bureau", "report": "B1", "days": 95, "exposure": money("60000USD"), "on": day("-95"), "source": "bureau",
    }  # fmt: skip


def test_a_report_stale_twice_over_is_a_warning() -> None:
    book = OLD.format("-95")
    before, after = alert(book, "report_stale", day("+85")), alert(book, "report_stale", day("+86"))
    assert before is not None
    assert after is not None
    assert (before.severity, after.severity) == (Severity.INFO, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (OLD.format("-90"), False),
        (OLD.format("-91"), True),
        (OLD.format("-95").replace("60000USD", "50000USD"), False),
        (OLD.format("-95").replace("60000USD", "50000.01USD"), True),
        (OLD.format("-95") + "\n report C1 B2 -1 bureau", False),
        ("invoice C1 I1 +30 60000USD", False),  # no report is another matter: the order check asks for one
        (OLD.format("-95") + "\n invoice C1 I2 +30 1EUR", True),  # the part that is known is enough
        (OLD.format("-95").replace("60000USD", "50000USD") + "\n invoice C1 I2 +30 900000EUR", False),  # nobody can say
        (OLD.format("-95") + "\n receipt C1 R1 -1 1EUR", True),
        (OLD.format("-95").replace("60000USD", "60000EUR"), False),  # worth nobody knows what
    ],
)
def test_what_is_stale(text: str, rings: bool) -> None:
    assert ("report_stale" in kinds(text)) is rings


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ("invoice C1 I2 +30 1EUR", "60000USD"),
        ("order C1 O1 -80 7000USD \n order C1 O2 -80 1EUR \n invoice C1 I3 -5 1CHF", "67000USD"),
        ("invoice C1 I2 -9 5EUR \n receipt C1 R1 -2 3000USD", "57000USD"),
    ],
)
def test_where_a_rate_is_missing_a_stale_report_tells_the_part_that_is_known(more: str, known: str) -> None:
    rung = rings_from(OLD.format("-95") + "\n" + more, "report_stale", "-4")
    assert rung.evidence["exposure"] == money(known)
    assert rung.evidence["left_out"] == ("CHF, EUR" if "CHF" in more else "EUR")


def test_it_rings_since_the_part_that_is_known_has_been_large() -> None:
    """40,000 dollars and a euro of no rate; on day -3 the dollars grow to 60,000."""
    small = "invoice C1 I1 +30 40000USD issued=-95 \n invoice C1 I2 +30 1EUR issued=-95 \n report C1 B1 -200 bureau \n"
    rings_from(small + "order C1 O1 -3 20000USD", "report_stale", "-3")


def test_the_amount_is_compared_at_the_rate() -> None:
    """50,000 USD are 40,000 EUR at 1.25."""
    for amount, rings in (("40000EUR", False), ("40000.01EUR", True)):
        book = little_book(OLD.format("-95").replace("60000USD", amount), rates=published(USD="1.25"))
        assert (alert(book, "report_stale") is not None) is rings


def test_a_stale_report_rings_from_the_day_a_rate_brought_the_exposure_past_the_amount() -> None:
    """60,000 euros were 48,000 dollars, and are 60,000 since day -2; of no rate before it nobody knew what they were worth."""
    text = OLD.format("-95").replace("60000USD", "60000EUR")
    for series in (Series((day("-999"), day("-2")), (Decimal("0.8"), Decimal(1))), Series((day("-2"),), (Decimal(1),))):
        rings_from(little_book(text, rates=Rates(series={"USD": series}), home=""), "report_stale", "-2")


def test_a_stale_report_rings_when_the_exposure_grows_past_the_amount() -> None:
    grown = "invoice C1 I1 +30 40000USD issued=-95 \n report C1 B1 -200 bureau \n order C1 O1 -3 20000USD"
    rings_from(grown, "report_stale", "-3")
    fell = grown + "\n receipt C1 R1 -2 15000USD for=I1 \n order C1 O2 -1 15000USD"
    rings_from(fell, "report_stale", "-1")
    rings_from(grown + "\n order C1 O2 -1 15000USD", "report_stale", "-3")  # further growth is the same state


E = "report C1 B1 -20 bureau as_of=-25 financial_strength.rating_common:E"


def test_a_rating_that_is_none_goes_to_a_person() -> None:
    rung = rings_from(E, "report_unrated", "-20")
    assert (rung.id, rung.severity, rung.on) == ("report_unrated:C1:B1", Severity.WARNING, day("-25"))
    assert rung.evidence == {
        "provider": "bureau", "report": "B1", "finding": "financial_strength.rating_common", "value": "E",
        "on": day("-25"), "source": "bureau",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (E.replace(":E", ":C"), False),
        (E + "\n report C1 B2 -2 bureau financial_strength.rating_common:B", False),  # the later opinion speaks
        (E + "\n report C1 B2 -2 other financial_strength.rating_common:B", True),  # another's does not speak for it
        (E + "\n report C1 B0 -9 other financial_strength.paid:yes", True),
        (E + "\n report C1 B0 -200 bureau financial_strength.rating_common:E", True),  # told once
        (E.replace(":E", ":C") + "\n report C1 B0 -40 other financial_strength.rating_common:E", True),
    ],
)
def test_which_report_asks_for_a_person(text: str, rings: bool) -> None:
    assert ("report_unrated" in kinds(text)) is rings


WORSE = publications(("-400", 4), ("-30", 5))
BUYER = "buyer C1 country=TR \n invoice C1 I1 +30 900USD issued=-60"


def test_a_country_in_a_worse_class_rings_on_the_day_of_publication() -> None:
    rung = rings_from(BUYER, "country_worse", "-30", WORSE)
    assert rung.evidence == {"country": "TR", "before": 4, "now": 5, "on": day("-30"), "source": "oecd"}
    assert (
        alert(BUYER, "country_worse", countries=publications(("-400", 4), ("-30", 5), ("-3", 5))) is None
    )  # a newer one says no more


def test_a_country_rings_once_something_is_at_stake_there() -> None:
    rings_from("buyer C1 country=TR \n order C1 O1 -7 10USD", "country_worse", "-7", WORSE)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (BUYER, publications(("-400", 5), ("-30", 5))),
        (BUYER, publications(("-400", 5), ("-30", 4))),
        (BUYER, publications(("-30", 5))),
        (BUYER, publications(("-400", 4), ("+1", 5))),
        (BUYER, publications(("-400", None), ("-30", 5))),  # not classified is not class 0
        (BUYER, publications(("-400", 4), ("-30", None))),
        (BUYER, publications(("-400", 4), ("-30", 5), country="EG")),
        (BUYER + "\n receipt C1 R1 -1 900USD for=I1", WORSE),  # nothing at stake
        (BUYER + "\n receipt C1 R1 -1 950USD", WORSE),
    ],
)
def test_what_is_no_worse_country(text: str, countries: object) -> None:
    assert alert(text, "country_worse", TODAY, countries) is None  # type: ignore[arg-type]


def test_a_petition_dismissed_after_the_next_one_was_filed_is_not_called_dismissed() -> None:
    """A dismissal is of the petition before it: of the second, not of the first."""
    text = (
        "event C1 A -90 winding_up_petition \n event C1 B -60 winding_up_petition \n event C1 D -30 winding_up_petition_dismissed"
    )
    found = {a.evidence["notice"]: a.evidence.get("dismissed_on") for a in assessed(text).alerts}
    assert found == {"A": None, "B": day("-30"), "D": None}
