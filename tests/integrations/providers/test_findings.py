"""Values as providers write them, and what is made of them: read, not published, or ambiguous, never guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from credit.money import Money
from credit.report import FindingStatus, FindingValue
from integrations.bounded import Json
from integrations.providers.findings import clean, read_finding
from integrations.providers.mapping import Field, Place, ValueType

AMBIGUOUS, NOT_PUBLISHED = FindingStatus.AMBIGUOUS, FindingStatus.NOT_PUBLISHED


def field(type: ValueType) -> Field:
    return Field("financial_strength.rating_provider", Place.of("value"), type)


def read(type: ValueType, value: Json, **how: Any) -> tuple[FindingValue | None, FindingStatus]:
    finding = read_finding(replace(field(type), **how), {"value": value})
    return finding.value, finding.status


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "number"),
        [(71, "71"), (Decimal("7.5"), "7.5"), ("71", "71"), ("-0.5", "-0.5"), ("0.123", "0.123"), (" 12345.00 ", "12345.00")],
    )
    def test_plain_ones_are_read(self, value: Json, number: str) -> None:
        assert read(ValueType.DECIMAL, value) == (Decimal(number), FindingStatus.KNOWN)

    @pytest.mark.parametrize("value", ["12,345.00", "1.234,56", "1.234", "1,5", "12 345", "1e5 or so", "１２"])
    def test_ones_that_mean_two_things_are_not_guessed(self, value: Json) -> None:
        """Failure matrix row 24; 1.234 is a little over one in London and twelve hundred in Berlin."""
        assert read(ValueType.DECIMAL, value) == (None, AMBIGUOUS)

    @pytest.mark.parametrize("value", [None, "", "  ", "Not Rated", "---", "N/A", [], {}, "Credit Limit not applicable"])
    def test_words_and_nothing_are_not_published(self, value: Json) -> None:
        """Failure matrix row 24; absent is never zero."""
        assert read(ValueType.DECIMAL, value) == (None, NOT_PUBLISHED)

    def test_a_number_can_stand_for_nothing_where_the_mapping_says_so(self) -> None:
        assert read(ValueType.DECIMAL, "9999", null_values=("9999",)) == (None, NOT_PUBLISHED)

    @pytest.mark.parametrize("value", [True, ["71"], {"v": 71}])
    def test_another_type_is_not_a_number(self, value: Json) -> None:
        assert read(ValueType.DECIMAL, value) == (None, AMBIGUOUS)

    @pytest.mark.parametrize(
        ("mark", "value", "number"),
        [(",", "1.234,56", "1234.56"), (",", "1.234", "1234"), (".", "12,345.00", "12345.00"), (".", "1'234'567", "1234567")],
    )
    def test_the_mapping_may_name_the_decimal_mark(self, mark: str, value: str, number: str) -> None:
        assert read(ValueType.DECIMAL, value, decimal_mark=mark) == (Decimal(number), FindingStatus.KNOWN)

    @pytest.mark.parametrize(("mark", "value"), [(",", "12.34"), (".", "1,23,456"), (",", "1.234.56")])
    def test_marks_in_other_places_are_still_not_guessed(self, mark: str, value: str) -> None:
        assert read(ValueType.DECIMAL, value, decimal_mark=mark) == (None, AMBIGUOUS)

    def test_a_whole_number_has_no_rest(self) -> None:
        assert read(ValueType.INT, "12") == (Decimal(12), FindingStatus.KNOWN)
        assert read(ValueType.INT, Decimal("12.5")) == (None, AMBIGUOUS)

    def test_percent_may_carry_its_sign(self) -> None:
        assert read(ValueType.PERCENT, "12.5 %") == (Decimal("12.5"), FindingStatus.KNOWN)


class TestMoney:
    def money(self, amount: Json, currency: Json, key: str = "financial_strength.turnover") -> tuple[FindingValue | None, str]:
        rule = Field(key, Place.of("amount"), ValueType.MONEY, currency_place=Place.of("currency"))
        finding = read_finding(rule, {"amount": amount, "currency": currency})
        return finding.value, finding.status

    def test_amount_and_currency_travel_together(self) -> None:
        assert self.money("25000.00", "GBP") == (Money(2_500_000, "GBP"), "known")

    @pytest.mark.parametrize("currency", [None, "", "pounds", "gbp", 826])
    def test_amount_without_a_currency_is_no_amount(self, currency: Json) -> None:
        assert self.money("25000.00", currency) == (None, AMBIGUOUS)

    def test_amount_finer_than_its_currency_is_not_rounded(self) -> None:
        assert self.money("100.5", "JPY") == (None, AMBIGUOUS)

    def test_a_loss_is_negative_and_a_limit_never(self) -> None:
        assert self.money("-5", "EUR") == (Money(-500, "EUR"), "known")
        assert self.money("-5", "EUR", "financial_strength.credit_limit") == (None, AMBIGUOUS)

    def test_the_mapping_may_name_the_currency(self) -> None:
        assert read(ValueType.MONEY, 300, currency="EUR") == (Money(30_000, "EUR"), FindingStatus.KNOWN)


class TestDates:
    @pytest.mark.parametrize("value", ["2020-03-18", "2020-03-18T00:00:00", "2020-03-18 08:23:37", "2020-03-18T23:59:00+09:00"])
    def test_iso_gives_the_day_as_written(self, value: str) -> None:
        assert read(ValueType.DATE, value) == (date(2020, 3, 18), FindingStatus.KNOWN)

    @pytest.mark.parametrize("value", ["10/02/2025", "20221231", 20221231, "0000-00-00", "2020-13-01", "March 2020"])
    def test_other_ways_to_write_a_day_are_not_guessed(self, value: Json) -> None:
        """Failure matrix row 25."""
        assert read(ValueType.DATE, value) == (None, AMBIGUOUS)

    @pytest.mark.parametrize(
        ("form", "value", "day"),
        [
            ("%d/%m/%Y", "10/02/2025", date(2025, 2, 10)),
            ("%m/%d/%Y", "10/02/2025", date(2025, 10, 2)),
            ("%Y%m%d", 20221231, date(2022, 12, 31)),
        ],
    )
    def test_the_mapping_says_how_they_are_written(self, form: str, value: Json, day: date) -> None:
        assert read(ValueType.DATE, value, date_format=form) == (day, FindingStatus.KNOWN)

    def test_no_other_form_is_read_then(self) -> None:
        assert read(ValueType.DATE, "2025-02-10", date_format="%d/%m/%Y") == (None, AMBIGUOUS)
        assert read(ValueType.DATE, "unknown", date_format="%d/%m/%Y") == (None, NOT_PUBLISHED)


class TestTextAndTruth:
    def test_text_is_cleaned_and_a_number_is_text_too(self) -> None:
        assert read(ValueType.TEXT, " in\u202e \x1b[31madministration\n") == ("in [31madministration", FindingStatus.KNOWN)
        assert read(ValueType.TEXT, 4) == ("4", FindingStatus.KNOWN)

    @pytest.mark.parametrize("value", [True, ["a"], {"a": "b"}])
    def test_what_is_not_one_text_is_not_read(self, value: Json) -> None:
        assert read(ValueType.TEXT, value) == (None, AMBIGUOUS)

    def test_true_is_true_and_yes_is_a_convention(self) -> None:
        known = FindingStatus.KNOWN
        assert [read(ValueType.BOOL, v) for v in (True, False, "False")] == [(True, known), (False, known), (False, known)]
        assert read(ValueType.BOOL, "yes") == (None, AMBIGUOUS)
        assert read(ValueType.BOOL, 1) == (None, AMBIGUOUS)

    def test_cleaned_text_keeps_every_script(self) -> None:
        assert clean("哈尔登\u200b派克\t有限公司\u2028Ltd") == "哈尔登派克 有限公司 Ltd"


class TestPlaces:
    def test_finding_says_where_it_was_read_and_what_stood_there(self) -> None:
        finding = read_finding(replace(field(ValueType.DECIMAL), unit="points"), {"value": "Not Rated"})
        assert (finding.path, finding.original, finding.unit) == ("value", "Not Rated", "points")

    def test_expression_that_cannot_work_on_an_answer_is_unavailable(self) -> None:
        """join() of what is no list."""
        rule = Field("enterprise_quality.sic", Place.of("join(',', codes)"), ValueType.TEXT)
        assert read_finding(rule, {"codes": "46900"}).status is FindingStatus.UNAVAILABLE_NOW
        assert read_finding(rule, {"codes": ["46900", "46420"]}).value == "46900,46420"

    def test_expression_that_makes_a_float_is_not_a_number_of_the_answer(self) -> None:
        rule = Field("financial_strength.rating_provider", Place.of("to_number(value)"), ValueType.DECIMAL)
        assert read_finding(rule, {"value": "0.1"}).status is AMBIGUOUS
