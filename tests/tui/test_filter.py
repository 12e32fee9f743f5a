"""The filter of the screens: questions as they are typed, and what is said of one that cannot be read."""

from tests.tui.desks import desk, drawn, opened, shown_keys, typed
from tests.wording.speaking import speaking

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
