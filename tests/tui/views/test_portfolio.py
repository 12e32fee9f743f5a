"""The portfolio: rows, orders, filter, headline and inbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from credit.pay_trend import UNKNOWN_TREND, Direction
from tests.credit.little_book import TODAY, published
from tests.tui.views.looks import SHOP, look, words
from tests.tui.views.test_house import TWO
from tests.wording.speaking import speaking
from tui.views.filtering import kept
from tui.views.fitting import fit
from tui.views.house import house
from tui.views.ordering import ORDERS
from tui.views.portfolio import aging_line, by_currency, headline, inbox, portfolio, row_ahead, standing_alerts, trend_cell
from tui.views.snapshot import RowMemory
from wording import figures


def test_a_share_above_the_whole_says_why() -> None:
    """1,000 overdue, 200 in hand and set against nothing: 1,000 of 800 are 125 %."""
    told = dict(line[:2] for line in headline(house(look("invoice C1 I1 -30 1000USD \n receipt C1 R1 -1 200USD"))))
    assert told["Overdue"].endswith("125 %, for unapplied money is taken off the receivable)")


def test_a_row_says_what_a_buyer_owes() -> None:
    """Alder: 1,500 open and overdue, 45 days, 1,500 + 700 ordered of a limit of 5,000 is 44 %."""
    rows = {row.key: row for row in portfolio(look(), RowMemory())}
    assert rows["C1"].cells == ("Alder", "collect", "-", "1,500", "1,500", "45", "44 %", "PI!", "-", "", "escalate", "")
    assert rows["C2"].cells[:6] == ("Birch", "bad", "E", "2,450", "2,600", "40"), "a petition makes bad debt; 150 is unapplied"
    assert rows["C2"].tone == "critical"
    assert rows["C2"].cells[7] == "U!!"
    assert rows["C3"].cells[1:7] == ("current", "-", "700", "", "", "-")
    assert rows["C3"].tone == "muted"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("overdue", "C2 C1 C4 C5 C3"),  # 2,600 1,500 900 800 0
        ("exposure", "C2 C1 C4 C5 C3"),  # 2,450 1,500 900 800 700
        ("worst_dpd", "C4 C1 C2 C5 C3"),  # 50 45 40 30 0
        ("debt_class", "C2 C4 C1 C5 C3"),  # bad, then by days
        ("grade", "C2 C4 C1 C5 C3"),  # E; the others are unrated, by days
        ("limit_used_percent", "C1 C2 C4 C5 C3"),  # 44 % 27 %, none, by days
        ("name", "C1 C2 C3 C4 C5"),
        ("id", "C1 C2 C3 C4 C5"),
    ],
)
def test_orders(sort: str, order: str) -> None:
    assert [row.key for row in portfolio(look(), RowMemory(), sort)] == order.split()


def test_the_grade_is_a_letter_a_dash_for_none_and_a_question_where_a_person_has_to_read() -> None:
    ten = "\n".join(f"invoice C1 P{n} {n} 9USD \n receipt C1 R{n} {n} 9USD for=P{n}" for n in (-90, -80, -70)) + "\n"
    asks = "report C1 B1 -9 bureau financial_strength.rating_common:E"
    told = [
        next(iter(portfolio(look(text), RowMemory()))).cells[2] for text in (ten, ten + asks, "buyer C1 \n" + asks, "buyer C1")
    ]
    assert told == ["A", "A?", "-?", "-"]


@pytest.mark.parametrize(
    ("direction", "cell"),
    [
        (Direction.WORSE, "4 > 22"),
        (Direction.BETTER, "4 > 22"),  # the figures say which way
        (Direction.FLAT, "="),
        (Direction.UNKNOWN, "-"),
    ],
)
def test_days_late_are_told_before_and_now_where_they_moved(direction: Direction, cell: str) -> None:
    assert trend_cell(replace(UNKNOWN_TREND, direction=direction, before=4, now=22)) == cell


def test_columns_go_by_what_they_say_less_of_as_the_terminal_narrows() -> None:
    """120 cells hold all; then the country goes, the trend, the next step, and at 60 what the class says already."""
    columns = portfolio(look(), RowMemory()).columns
    shown = {width: [columns[slot.index].key for slot in fit(columns, width)] for width in (120, 114, 104, 80, 60)}
    assert set(shown[120]) - set(shown[114]) == {"country"}
    assert set(shown[114]) - set(shown[104]) == {"trend"}
    assert set(shown[104]) - set(shown[80]) == {"next_step"}
    assert set(shown[80]) - set(shown[60]) == {"grade", "limit_used", "flags"}


def test_every_order_has_its_test() -> None:
    assert set(ORDERS) == {"overdue", "exposure", "worst_dpd", "debt_class", "grade", "limit_used_percent", "name", "id"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("alder", "C1"), ("ALD C1", "C1"), ("bad", "C2"), ("not_due", "C3"), ("ald birch", ""), ("", "C2 C1 C4 C5 C3")],
)
def test_the_filter_wants_every_word(typed: str, found: str) -> None:
    assert [row.key for row in kept(portfolio(look(), RowMemory()), look(), typed)] == found.split()


def test_an_empty_portfolio_says_why() -> None:
    assert "dunnage import" in portfolio(look(""), RowMemory()).empty
    assert "Esc" in kept(portfolio(look(), RowMemory()), look(), "zzz").empty


def test_what_no_rate_is_known_for_is_told_in_its_own_currency() -> None:
    rows = {row.key: row for row in portfolio(look(TWO), RowMemory())}
    assert rows["C1"].cells[3:5] == ("1.0 k EUR", "1.0 k EUR")
    assert rows["C2"].cells[3:5] == ("250", "300")


def test_the_headline() -> None:
    """5,800 of 6,350 is 91.3 %."""
    assert words(headline(house(look()))) == "Receivable|6,350.00 USD\nOverdue|5,800.00 USD (91 %)"
    assert by_currency(house(look())) == ()


def test_the_headline_says_that_it_is_of_a_part_and_what_is_left_out() -> None:
    totals = house(look(TWO))
    told = "Receivable|250.00 USD in part\nOverdue|300.00 USD in part\nNo rate|1,000.00 EUR"
    assert words(headline(totals)) == told
    assert words(aging_line(totals)) == "Aging, in part|31-60: 300, unapplied: -50"
    with speaking("zh"):
        assert [text for _label, text, _tone in aging_line(totals)] == ["31-60：300，未核销：-50"]


def test_the_headline_shows_no_figure_where_nothing_has_a_rate() -> None:
    totals = house(look("buyer C1 \n invoice C1 I1 -45 1000EUR"))
    assert words(headline(totals)) == "Receivable|-\nOverdue|-\nNo rate|1,000.00 EUR"
    assert aging_line(totals) == ()


def test_several_currencies_are_told_each_in_itself() -> None:
    totals = house(look(TWO, published(USD="1.25")))
    assert words(by_currency(totals)) == "By currency|1.0 k EUR  250 USD"
    day = figures.day(totals.rate_on) if totals.rate_on else ""
    assert words(headline(totals)).split("\n")[2] == f"Rates of|{day}, ECB"
    of_others = replace(published(USD="1.25"), source="Own bank, rates of the day")
    assert words(headline(house(look(TWO, of_others)))).split("\n")[2] == f"Rates of|{day}, Own bank"


def test_alerts_stand_unseen_first_the_most_severe_first() -> None:
    shown = look(SHOP + "seen C2 winding_up_petition:C2:E1 -1")
    kinds = [(alert.customer_id, alert.severity.value, alert.acknowledged) for alert in standing_alerts(shown)]
    assert kinds == [("C1", "warning", False), ("C4", "warning", False), ("C2", "critical", True)]
    assert [kind[:2] for kind in kinds] != [(a.customer_id, a.severity.value) for a in standing_alerts(look())]
    assert standing_alerts(look())[0].customer_id == "C2"


def test_alerts_since_a_day_are_those_learnt_since() -> None:
    """The petition was learnt nine days ago, the order that rings three days ago."""
    assert [alert.customer_id for alert in standing_alerts(look(), TODAY - timedelta(days=3))] == ["C1"]
    assert standing_alerts(look(), TODAY) == ()


def test_the_inbox_shows_the_first_unseen() -> None:
    ((sign, text, tone),) = inbox(look(), 1)
    assert (sign, tone) == ("!!", "critical")
    assert text.startswith("Birch: winding-up petition")
    assert len(inbox(look(), 9)) == 3


def test_every_order_has_a_name_people_use() -> None:
    with speaking("zh"):
        assert all(not name().isascii() for name in (order.says for order in ORDERS.values()))


def test_a_row_that_was_made_ahead_is_the_one_that_is_shown() -> None:
    """In a worker, buyer by buyer as each is judged anew; of one that is gone meanwhile there is none."""
    shown, memory = look(SHOP), RowMemory()
    row_ahead(shown, "C1", memory)
    row_ahead(shown, "GONE", memory)
    made = {id: row for id, (_, row) in memory.made.items()}
    assert list(made) == ["C1"]
    assert next(row for row in portfolio(shown, memory).rows if row.key == "C1") is made["C1"]
