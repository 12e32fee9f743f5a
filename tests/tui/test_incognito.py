"""On a shared screen nobody reads who it is about: no buyer's name or number stands in any frame, however it got there."""

import pytest
from rich.cells import cell_len

from tests.tui.desks import drawn, said, typed
from tests.tui.scenes import walked, walking
from tests.wording.speaking import speaking
from tui.incognito import Secrets
from tui.look import Look

WORDS = (
    *("hexholme", "quillfeather", "hqx", "417", "海纳", "照明"),
    *("brindlewick", "brw", "902", "ostravane", "möbel", "ost-133"),
)
"""What tells of a buyer, in small letters."""


def leaks(lines: list[str]) -> list[str]:
    return [line for line in lines if any(word in line.casefold() for word in WORDS)]


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("zh", (60, 20))])
async def test_nobody_is_named_on_any_screen_or_dialog(lang: str, size: tuple[int, int]) -> None:
    told = {}
    with speaking(lang):
        async with walking(size, Look(incognito=True)) as (app, pilot):
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
            await typed(pilot, "f9")
            assert drawn(app)[:-1] == before[:-1], "shown again as it was; the last line tells so"
            assert said(app) == "Names and numbers are shown again."


async def test_a_buyer_that_comes_in_meanwhile_is_hidden_too() -> None:
    async with walking(look=Look(incognito=True)) as (app, pilot):
        await typed(pilot, "a", "b", "tab", *"ZETA-55", "enter", *"Zetaborough", "enter")
        assert "ZETA-55" in app.shown.book.accounts
        await typed(pilot, "1", "3", "1", "slash", *"zetaborough")
        assert [line for line in drawn(app) if "zeta" in line.casefold()] == []
        assert any("xxxxxxxxxxx" in line for line in drawn(app))


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
