"""The filter of the screens: questions as they are typed, and what is said of one that cannot be read."""

from tests.tui.desks import desk, drawn, opened, shown_keys, typed
from tests.wording.speaking import speaking
from tui.widgets.filter_bar import FilterBar

SIGNS = {
    ">": "greater_than_sign",
    "=": "equals_sign",
    "&": "ampersand",
    " ": "space",
    "!": "exclamation_mark",
    "<": "less_than_sign",
}
NAMED = """
buyer    C1               name=Alder name_local=浙江恒信
invoice  C1  I1   -45  1000USD
buyer    C2               name=Birch
invoice  C2  J1   +40  3000USD
"""


def keys(text: str) -> list[str]:
    return [SIGNS.get(char, char) for char in text]


async def test_a_question_is_asked_as_it_is_typed_and_the_last_readable_one_holds_on() -> None:
    async with opened(desk(), (120, 40)) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd>0"))
        assert shown_keys(app) == ["C2", "C1"]
        await typed(pilot, *keys(" & "))
        assert shown_keys(app) == ["C2", "C1"]
        assert "it breaks off. Go on with name" in drawn(app)[-1]
        await typed(pilot, *keys("dpd<45"))
        assert shown_keys(app) == ["C2"], "Birch is 40 days late, Alder 45"
        assert "Filter:" not in drawn(app)[-1]
        await typed(pilot, "escape")
        assert shown_keys(app) == ["C2", "C1", "C3"]


async def test_what_cannot_be_read_is_not_closed_and_changes_nothing() -> None:
    async with opened(desk(), (120, 40)) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd>44 & foo>3"), "enter")
        assert shown_keys(app) == ["C1"], "the last that could be read: Alder is 45 days late"
        assert "foo is no field" in drawn(app)[-1]
        assert app.screen.query_one(FilterBar).display
        await typed(pilot, *(["backspace"] * 8), "enter")
        assert not app.screen.query_one(FilterBar).display


async def test_the_list_stays_while_the_name_of_a_field_is_typed() -> None:
    async with opened(desk(), (120, 40)) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd"))
        assert shown_keys(app) == ["C2", "C1", "C3"], "nobody is called so, and a sign may follow"
        await typed(pilot, *keys(">44 & ccy"))
        assert shown_keys(app) == ["C1"]
        await typed(pilot, *keys("=usd"))
        assert shown_keys(app) == ["C1"]


async def test_a_word_that_nobody_is_called_by_is_asked_for_once_it_is_confirmed() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd"), "enter")
        assert shown_keys(app) == []


async def test_above_a_filtered_list_stands_what_is_listed() -> None:
    """Alder owes 1,500 USD; the figures of the house below it are of everybody."""
    async with opened(desk()) as (app, pilot):
        assert not any("Listed" in line for line in drawn(app))
        await typed(pilot, "slash", *keys("alder"), "enter")
        told = [line for line in drawn(app) if "Listed" in line]
        assert "1 buyer, 1.5 k USD" in told[0]
        await typed(pilot, "escape")
        assert not any("Listed" in line for line in drawn(app))


async def test_it_is_asked_of_the_queue_too() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "3", "slash", *keys("class=bad"))
        assert shown_keys(app) == ["C2"], "petitioned"


async def test_a_chinese_name_is_found_by_its_initials() -> None:
    async with opened(desk(NAMED)) as (app, pilot):
        await typed(pilot, "slash", *keys("zjh"))
        assert shown_keys(app) == ["C1"]


async def test_in_chinese_the_headings_and_classes_are_understood() -> None:
    with speaking("zh"):
        async with opened(desk(NAMED)) as (app, pilot):
            await typed(pilot, "slash", *keys("类别=未收款"))
            assert shown_keys(app) == ["C2"]
