"""The list of groups: sums at each parent, members indented, orders at each level, and what is told in part."""

import pytest

from tests.tui.views.looks import look
from tui.views.fitting import fit
from tui.views.groups import alone_line, asked_for, groups, with_parents
from tui.views.ordering import ORDERS
from wording.cells import width

HOUSES = """
buyer    N                name=Nord   group_limit=5000USD
buyer    N1   parent=N    name=Aker   limit=1000USD
buyer    N2   parent=N    name=Bodo
buyer    N11  parent=N1   name=Ekne
invoice  N    I0   +9   100USD
invoice  N1   I1  -40  1500USD
invoice  N2   I2   -9   400USD
invoice  N11  I3   +9   200USD
buyer    S                name=Sud
buyer    S1   parent=S    name=Zara   limit=2000USD
invoice  S1   I4  -60  1800USD
buyer    L                name=Lone
invoice  L    I5  -90  9000USD
"""
"""Nord owes 100 + 1,500 + 400 + 200 = 2,200, 1,900 of it overdue, of a limit of 5,000; Sud's only member owes 1,800 of 2,000."""
PARTS = """
buyer    M   name=Main  group_limit=1000USD
buyer    A   parent=M   name=Alder
buyer    B   parent=M   name=Birch
invoice  A   I1  -9   700USD
invoice  A   I2  +9   900XYZ
invoice  B   I3  -9   200EUR
"""


def cells(text: str, key: str) -> dict[str, str]:
    table = groups(look(text))
    row = next(row for row in table.rows if row.key == key)
    return dict(zip([column.key for column in table.columns], row.cells, strict=True))


def keys(sort: str, *, turned: bool = False, text: str = HOUSES) -> list[str]:
    return [row.key for row in groups(look(text), sort, turned=turned).rows]


def test_a_parent_has_the_sums_of_its_group_and_members_are_indented_below() -> None:
    top = {"name": "Nord", "exposure": "2,200", "overdue": "1,900", "limit": "5.0 k USD", "limit_used": "44 %"}
    assert cells(HOUSES, "N") == {**top, "worst_dpd": "40", "debt_class": "collect", "buyers": "4", "own": "100 USD"}
    assert (cells(HOUSES, "N1")["name"], cells(HOUSES, "N1")["exposure"]) == ("  Aker", "1,700"), "1,500 + Ekne's 200"
    assert (cells(HOUSES, "N1")["limit"], cells(HOUSES, "N1")["own"]) == ("-", "1.5 k USD"), "no limit on Aker's group is set"
    leaf = cells(HOUSES, "N11")
    assert [leaf[key] for key in ("name", "exposure", "overdue", "buyers", "own")] == ["    Ekne", "200", "", "", ""]
    assert (cells(HOUSES, "S1")["limit"], cells(HOUSES, "S1")["limit_used"]) == ("2.0 k USD", "90 %")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("overdue", "N N1 N11 N2 S S1"),  # 1,900: 1,500, 400; 1,800
        ("exposure", "N N1 N11 N2 S S1"),  # 2,200: 1,700, 400; 1,800
        ("worst_dpd", "S S1 N N1 N11 N2"),  # 60; 40: 40, 9
        ("debt_class", "S S1 N N1 N11 N2"),  # both in collection, then by days
        ("limit_used_percent", "N N1 N11 N2 S S1"),  # 44 %, none
        ("name", "N N1 N11 N2 S S1"),
        ("id", "N N1 N11 N2 S S1"),
    ],
)
def test_groups_stand_in_order_and_members_within_their_parent(sort: str, order: str) -> None:
    assert keys(sort) == order.split()


def test_every_order_of_the_buyers_orders_groups_and_loses_nobody() -> None:
    for sort in ORDERS:
        for turned in (False, True):
            found = keys(sort, turned=turned)
            assert sorted(found) == ["N", "N1", "N11", "N2", "S", "S1"]
            assert found.index("N") < found.index("N1") < found.index("N11"), "a parent before its members"


def test_an_order_turned_round_turns_groups_and_members_and_keeps_what_is_absent_last() -> None:
    assert keys("overdue", turned=True) == ["S", "S1", "N", "N2", "N1", "N11"]
    assert keys("limit_used_percent", turned=True) == ["N", "N1", "N11", "N2", "S", "S1"], "Sud's group has no limit"


def test_the_sorted_column_carries_the_sign() -> None:
    signs = {column.key: column.sign for column in groups(look(HOUSES), "exposure", turned=True).columns if column.sign}
    assert signs == {"exposure": "^"}


def test_a_sum_without_what_has_no_rate_says_so_and_names_the_currencies() -> None:
    """Of 700 dollars, 900 of a currency nobody knows and 200 euros without a rate the dollars are told: 700 of 1,000."""
    top, leaf = cells(PARTS, "M"), cells(PARTS, "B")
    assert [top[key] for key in ("exposure", "overdue", "limit_used", "no_rate")] == ["700+", "700+", "70 %+", "EUR, XYZ"]
    assert [leaf[key] for key in ("exposure", "overdue", "limit_used", "no_rate")] == ["-", "-", "-", "EUR"]
    assert "no_rate" not in cells(HOUSES, "N"), "no column for what is nowhere"
    assert keys("overdue", text=PARTS) == ["M", "A", "B"]
    assert keys("overdue", turned=True, text=PARTS) == ["M", "A", "B"], "what is not known stands last"


def test_a_filter_keeps_who_is_asked_for_and_the_parents_above() -> None:
    shown = look(HOUSES)
    found = asked_for(shown, "ekne")
    assert found == {"N11"}
    assert with_parents(shown, found) == {"N", "N1", "N11"}
    assert asked_for(shown, "lone") == frozenset(), "who stands alone is in no group"
    assert asked_for(shown, "") == {"N", "N1", "N11", "N2", "S", "S1"}


def test_a_parent_that_is_not_in_the_book_says_so() -> None:
    row = cells("buyer A parent=P name=Alder \n invoice A I1 +5 900USD", "P")
    assert [row[key] for key in ("name", "exposure", "limit", "own", "buyers")] == ["P (not in the book)", "900", "-", "", "1"]


def test_colours_say_what_the_figures_say() -> None:
    over = "buyer M group_limit=100USD \n buyer A parent=M limit=900USD \n invoice A I1 +5 900USD"
    tones = {row.key: row.tone for text in (HOUSES, over) for row in groups(look(text)).rows}
    assert tones == {"N": "warning", "N1": "warning", "N11": "muted", "N2": "warning", "S": "warning", "S1": "warning"} | {
        "M": "critical",
        "A": "muted",
    }


def test_how_many_belong_to_none() -> None:
    assert alone_line(look(HOUSES)) == "Groups; 1 buyer belongs to none."
    assert alone_line(look("buyer A \n buyer B \n buyer C")) == "Groups; 3 buyers belong to none."
    assert "--parent" in groups(look("buyer A")).empty


@pytest.mark.parametrize("cells_wide", [58, 60, 78, 80])
def test_name_sums_and_share_stay_on_a_narrow_screen(cells_wide: int) -> None:
    columns = groups(look(PARTS)).columns
    slots = fit(columns, cells_wide)
    shown = [columns[slot.index].key for slot in slots]
    assert {"name", "exposure", "overdue", "limit_used"} <= set(shown)
    assert sum(slot.width for slot in slots) + len(slots) - 1 <= cells_wide


def test_deep_members_stand_no_further_in_than_six_steps() -> None:
    chain = "\n".join(f"buyer D{n} name=N{n} {f'parent=D{n - 1}' if n else ''}" for n in range(9))
    indents = [width(row.cells[0]) - width(row.cells[0].lstrip()) for row in groups(look(chain)).rows]
    assert indents == [0, 2, 4, 6, 8, 10, 12, 12, 12]
