"""The instalments of an order nobody has placed: as though everything were done on the day, and none of them final."""

from datetime import timedelta

from credit.due import supposed
from credit.orders.check import check_order
from credit.term_words import Baseline
from credit.terms import NO_TERMS, parse
from tests.credit.little_book import TODAY, assessed, money


def test_every_event_is_supposed_on_the_day_and_every_day_provisional() -> None:
    found = supposed(parse("30% TT @order; 20% TT @BL+10; rest OA 2 months @invoice EOM"), money("1000USD"), TODAY)
    assert [each.amount for each in found] == [money("300USD"), money("200USD"), money("500USD")]
    assert [str(each.due_on) for each in found] == ["2024-06-12", "2024-06-22", "2024-08-31"]
    assert all(each.provisional and each.final_on is None for each in found)
    assert [each.counted_from for each in found] == [Baseline.ORDER, Baseline.BL, Baseline.INVOICE]
    assert supposed(NO_TERMS, money("1000USD"), TODAY) == ()


def test_where_none_are_said_the_buyer_s_own_terms_make_them() -> None:
    entry = assessed("buyer C1 terms=OA30@invoice \n invoice C1 I1 +9 90USD")
    (only,) = check_order(entry, money("1000USD"), entry.house).instalments
    assert (only.amount, only.due_on) == (money("1000USD"), TODAY + timedelta(30))
