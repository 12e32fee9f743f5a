"""Newer rates beside the program's own: what is taken, what is not believed, and that nothing ever gets older."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from credit.rates import Rates, Series
from integrations.kept_table import TableNotSaved
from integrations.rates import load_rates, read_rates
from integrations.rates_reading import Published
from integrations.rates_refresh import OffRate, RatesOff, judged
from integrations.rates_source import last_day, take

LAST = date(2026, 10, 30)
NOV = {day: date(2026, 11, day) for day in range(1, 31)}
TODAY = date(2026, 11, 22)


def published(**rates: Mapping[date, str]) -> Published:
    return Published({name: {day: Decimal(rate) for day, rate in of.items()} for name, of in rates.items()}, "test")


def known(**rates: str) -> Rates:
    """A table that ends on 30 October 2026."""
    return Rates("EUR", {name: Series((LAST,), (Decimal(rate),)) for name, rate in rates.items()})


def test_days_after_the_programs_table_are_added_through_the_day_looked_at() -> None:
    told = published(USD={LAST: "1.08", NOV[2]: "1.09", NOV[20]: "1.10", NOV[23]: "1.11"})
    new = judged(told, known(USD="1.08"), LAST, TODAY)
    assert new.added == {"USD": {NOV[2]: Decimal("1.09"), NOV[20]: Decimal("1.10")}}
    assert (new.ahead, new.off, new.unchecked) == (1, (), ())


def test_a_rate_more_than_a_fifth_off_is_refused_by_its_currency_and_the_others_stand() -> None:
    """1.30 is 20.4 % above 1.08, 50.4 is 20 % above 42: the first is refused, the second just stands."""
    told = published(USD={NOV[2]: "1.30"}, TRY={NOV[2]: "50.4"}, GBP={NOV[2]: "0.85"})
    new = judged(told, known(USD="1.08", TRY="42", GBP="0.84"), LAST, TODAY)
    assert sorted(new.added) == ["GBP", "TRY"]
    assert new.off == (OffRate("USD", NOV[2], Decimal("1.30"), Decimal("1.08"), LAST),)


def test_a_currency_that_slides_day_by_day_is_believed() -> None:
    """Each day 15 % above the day before; the last lies 52 % above what was known (1.15^3 = 1.520875)."""
    told = published(TRY={NOV[2]: "48.3", NOV[3]: "55.545", NOV[4]: "63.876"})
    assert not judged(told, known(TRY="42"), LAST, TODAY).off


def test_a_leap_inside_the_source_is_refused_though_it_began_well() -> None:
    told = published(USD={NOV[2]: "1.08", NOV[3]: "108"}, GBP={NOV[2]: "0.84"})
    new = judged(told, known(USD="1.08", GBP="0.84"), LAST, TODAY)
    assert [wrong.day for wrong in new.off] == [NOV[3]]
    assert "USD" not in new.added, "of such a currency nothing is taken"


def test_a_wrong_figure_on_a_day_that_is_known_speaks_against_what_follows() -> None:
    told = published(USD={LAST: "0.62", NOV[2]: "1.09"}, GBP={NOV[2]: "0.84"})
    assert [wrong.day for wrong in judged(told, known(USD="1.08", GBP="0.84"), LAST, TODAY).off] == [LAST]


def test_what_a_person_confirmed_is_taken() -> None:
    told = published(TRY={NOV[2]: "60"})
    assert judged(told, known(TRY="42"), LAST, TODAY, {"TRY"}).added == {"TRY": {NOV[2]: Decimal(60)}}


def test_a_table_the_other_way_round_is_refused_whole() -> None:
    """Euro for one unit: 1/163.2 yen, 1/0.84 pound; the dollar alone would pass (1/1.08 = 0.926, 14 % off)."""
    told = published(USD={NOV[2]: "0.926"}, JPY={NOV[2]: "0.0061"}, GBP={NOV[2]: "1.19"})
    with pytest.raises(RatesOff) as caught:
        judged(told, known(USD="1.08", JPY="163.2", GBP="0.84"), LAST, TODAY)
    assert (caught.value.facts["off"], caught.value.facts["of"]) == (2, 3)


def test_a_currency_nothing_was_known_of_is_taken_and_named() -> None:
    new = judged(published(AED={NOV[2]: "3.97"}), known(USD="1.08"), LAST, TODAY)
    assert (new.added, new.unchecked) == ({"AED": {NOV[2]: Decimal("3.97")}}, ("AED",))


def shipped(currency: str) -> Decimal:
    """The program's own last rate."""
    return load_rates([currency]).series[currency].values[-1]


def test_the_kept_file_joins_the_programs_table_and_a_weekend_has_fridays_rate(tmp_path: Path) -> None:
    """20 November 2026 is a Friday."""
    kept, usd = tmp_path / "data" / "rates.csv", shipped("USD")
    told = published(USD={LAST: str(usd), NOV[20]: str(usd)}, AED={NOV[20]: "3.97"})
    done = take(told, load_rates(), kept, TODAY)
    assert (done.before, done.last, done.told, done.saved) == (LAST, NOV[20], NOV[20], True)
    rates, problems = read_rates(kept)
    assert problems == ()
    assert rates.factor("EUR", "USD", NOV[22]) == (usd, NOV[20])
    assert rates.factor("EUR", "USD", NOV[19]) == (usd, LAST), "nothing looks ahead"
    assert rates.factor("EUR", "AED", NOV[19]) is None
    assert rates.series["USD"].days[:-1] == load_rates(["USD"]).series["USD"].days


def test_a_second_source_adds_and_one_that_is_behind_takes_nothing_away(tmp_path: Path) -> None:
    kept, usd, gbp = tmp_path / "rates.csv", str(shipped("USD")), str(shipped("GBP"))
    take(published(USD={NOV[20]: usd}), load_rates(), kept, TODAY)
    take(published(GBP={NOV[19]: gbp}), read_rates(kept)[0], kept, TODAY)
    before = kept.read_bytes()
    done = take(published(USD={NOV[2]: usd, NOV[20]: "1"}), read_rates(kept)[0], kept, TODAY, {"USD"})
    rates = read_rates(kept)[0]
    assert (done.before, done.last) == (NOV[20], NOV[20])
    assert rates.factor("EUR", "USD", NOV[20]) == (Decimal(usd), NOV[20]), "a day that is known stays as it was read"
    assert rates.factor("EUR", "GBP", NOV[20]) == (Decimal(gbp), NOV[19])
    again = take(published(USD={NOV[2]: usd}), rates, kept, TODAY)
    assert (again.saved, again.last) == (False, NOV[20])
    assert before != kept.read_bytes()
    assert last_day(rates) == NOV[20]


def test_a_damaged_file_is_named_and_the_programs_own_rates_stand(tmp_path: Path) -> None:
    kept = tmp_path / "rates.csv"
    kept.write_text("Date,USD\n2026-11-20,1.0", encoding="utf-8")
    kept.write_bytes(kept.read_bytes().replace(b"1.0", b"x"))
    rates, problems = read_rates(kept)
    assert [problem.code for problem in problems] == ["rates_file_damaged"]
    assert rates == load_rates()


def test_a_place_that_cannot_be_written_leaves_what_stood_there(tmp_path: Path) -> None:
    kept = tmp_path / "rates.csv"
    kept.with_name("rates.csv.new").mkdir()
    with pytest.raises(TableNotSaved):
        take(published(USD={NOV[20]: str(shipped("USD"))}), load_rates(), kept, TODAY)
    assert not kept.exists()
