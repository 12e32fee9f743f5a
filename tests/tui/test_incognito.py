"""On a shared screen nobody reads who it is about: no buyer's name or number stands in any frame, however it got there."""

import re

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.widgets import Input

from tests.tui.desks import drawn, said, typed
from tests.tui.scenes import walked, walking
from tests.wording.speaking import speaking
from tui.app import Workstation
from tui.incognito import Hiding, Secrets
from tui.look import Look

WORDS = (
    *("hexholme", "quillfeather", "hqx", "417", "海纳", "照明"),
    *("brindlewick", "brw", "902", "ostravane", "möbel", "ost-133"),
)
"""What tells of a buyer, in small letters."""


def leaks(lines: list[str]) -> list[str]:
    return [line for line in lines if any(word in line.casefold() for word in WORDS)]


async def test_nobody_is_named_on_any_screen_or_dialog() -> None:
    """In Chinese on a small screen; the second step below is looked at for names as well, in English on a usual one."""
    told = {}
    with speaking("zh"):
        async with walking((60, 20), Look(incognito=True)) as (app, pilot):
            async for name in walked(app, pilot):
                told[name] = drawn(app)
    assert {name: leaks(lines) for name, lines in told.items() if leaks(lines)} == {}
    assert sum("xxx" in line for lines in told.values() for line in lines) > len(told), "there was something to hide"


async def test_a_key_hides_and_shows_again_on_screens_in_dialogs_and_while_one_types() -> None:
    async with walking() as (app, pilot):
        for keys in ((), ("a",), ("i", "tab", "enter"), ("escape", "3", "slash", *"hexh")):
            await typed(pilot, *keys)
            before = drawn(app)
            assert leaks(before), keys
            await typed(pilot, "f9")
            assert leaks(drawn(app)) == [], keys
            assert len(drawn(app)) == len(before)
            await typed(pilot, "f9", "f9")
            assert drawn(app)[:-1] == before[:-1], "shown again as it was; the last line tells so"
            assert said(app) == "Names and numbers are shown again."


async def test_a_buyer_that_comes_in_meanwhile_is_hidden_too() -> None:
    async with walking(look=Look(incognito=True)) as (app, pilot):
        await typed(pilot, "a", "b", "tab", *"ZETA-55", "enter", *"Zetaborough", "enter")
        assert "ZETA-55" in app.shown.book.accounts
        await typed(pilot, "1", "3", "1", "slash", *"zetaborough")
        assert [line for line in drawn(app) if "zeta" in line.casefold()] == []
        assert any("xxxxxxxxxxx" in line for line in drawn(app))


FIGURE = re.compile(r"\d[\d.,]*\d")
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


async def test_at_the_second_step_no_figure_of_two_digits_is_read_anywhere() -> None:
    told = {}
    async with walking((80, 24), Look(incognito=True)) as (app, pilot):
        await typed(pilot, "f9")
        async for name in walked(app, pilot):
            told[name] = drawn(app)
    read = {name: [line for line in lines if FIGURE.search(DAY.sub("", line))] for name, lines in told.items()}
    assert {name: lines for name, lines in read.items() if lines} == {}
    assert {name: leaks(lines) for name, lines in told.items() if leaks(lines)} == {}
    assert sum("##" in line for lines in told.values() for line in lines) > len(told), "there was something to hide"


async def test_a_name_is_hidden_from_its_first_letter_while_it_is_typed_and_a_question_is_not() -> None:
    """In the filter and where one jumps to a buyer; a slip does not show what was typed until then."""
    async with walking(look=Look(incognito=True)) as (app, pilot):
        for opens in ("slash", "colon"):
            seen = []
            await typed(pilot, opens)
            for letter in "hexxen":
                await typed(pilot, letter)
                seen.append(typed_into(app))
            assert seen == ["x" * count for count in range(1, 7)], opens
            await typed(pilot, "escape")
        await typed(pilot, "slash", *"dpd", "greater_than_sign", *"30 holz")
        assert typed_into(app) == "dpd>30 holz"


def typed_into(app: Workstation) -> str:
    """What stands in the entry one types into, as it is painted."""
    assert isinstance(app.focused, Input)
    return "".join(strip.text for strip in app.focused.render_lines(app.focused.size.region)).strip()


@pytest.mark.parametrize(
    ("typed_so_far", "read"),
    [
        ("n", "x"),
        ("nord v", "xxxx x"),
        ("name~nor", "name~xxx"),
        ("overdue>50k", "overdue>50k"),  # a field, though Overton begins so
        ("over", "xxxx"),
        ("宁", "某"),
        ("2024-06-12", "2024-06-12"),  # begins like the number, as years do
        ("20240", "xxxxx"),
        ("hello", "hello"),
    ],
)
def test_of_what_is_typed_every_beginning_of_a_secret_is_hidden(typed_so_far: str, read: str) -> None:
    secrets = Secrets({"name", "overdue"})
    secrets.learn(("Nord Vale", "Overton", "宁波海纳"), ("20240555",))
    assert secrets.hidden(typed_so_far, typed=True) == read


def test_figures_give_way_and_days_stay() -> None:
    line = "1 Queue 26-004 1,234.56 USD 6.4 k 5 % 90 d 2026-03-31 2026-03 ４２"
    hiding = Hiding(Secrets(), figures=True)
    found = hiding.apply([Segment(line)], Color.parse("black"))
    assert "".join(segment.text for segment in found) == "1 Queue ##-### #,###.## USD #.# k 5 % ## d 2026-03-31 2026-03 某某"


@pytest.mark.parametrize(
    ("names", "numbers", "line", "read"),
    [
        (("Nord Vale Trading Ltd",), (), "Call Nord Vale Trading Ltd.", "Call xxxx xxxx Trading Ltd."),
        (("Nord Vale",), (), "NORD-VALE: vale, nordic", "xxxx-xxxx: xxxx, nordic"),
        (("Group Holding",), (), "Group Holding", "xxxxx xxxxxxx"),
        (("Yarrowick Homewares",), (), "Yarrowick Homew~  Yarr..", "xxxxxxxxx xxxxx~  xxxx.."),
        (("Yarrowick",), (), "rowick Ltd", "xxxxxx Ltd"),
        (("Yarrowick",), (), "a rowick", "a rowick"),
        (("Ölmühle Käse",), (), "an Ölmühle", "an xxxxxxx"),
        (("شركة النور",), (), "x شركة", "x xxxx"),
        (("宁波海纳照明有限公司",), (), "客户宁波海纳照明有限公司，逾期", "客户某某某某某某有限公司，逾期"),
        (("🏭🏭",), (), "🏭🏭 3", "某某 3"),
        ((), ("C-100", "17", "9910"), "C-100 100 17 9910 99100 C-1~", "x-xxx 100 17 xxxx 99100 x-x~"),
        ((), ("ap@nord.example",), "to ap@nord.example, x", "to xx@xxxx.xxxxxxx, x"),
    ],
)
def test_what_is_hidden_is_as_wide_as_it_was(names: tuple[str, ...], numbers: tuple[str, ...], line: str, read: str) -> None:
    """A short number is left: it could be any figure, and every figure like it would go."""
    secrets = Secrets()
    secrets.learn(names, numbers)
    assert secrets.hidden(line) == read
    assert cell_len(read) == cell_len(line)
