"""Facts beside a list: aligned labels, wrapped values, and only the changed lines on the wire."""

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from tests.tui.widgets.host import Host, terminal_columns
from tui.widgets.facts import Fact, Facts, laid

ACME: tuple[Fact, ...] = (
    ("Acme Ltd", "", ""),
    ("Overdue", "|12,000.00", "critical"),
    ("最早到期日", "|2026-01-31", ""),
    ("", "", ""),
    ("", "Called twice, promised nothing.", "muted"),
)


class CountedFacts(Facts):
    """Facts that note each line they paint."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)

    @property
    def texts(self) -> list[str]:
        return [super(CountedFacts, self).render_line(y).text for y in range(self.size.height)]


async def test_values_stand_below_each_other() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 8)) as pilot:
        facts.facts = ACME
        await pilot.pause()
        assert facts.texts[0].rstrip() == "Acme Ltd"
        # the widest label has ten cells, two lie between
        assert terminal_columns(facts.texts[1:3], "|", cols=30) == [12, 12]
        assert [text.rstrip() for text in facts.texts[3:6]] == ["", "Called twice, promised", "nothing."]
        assert {cell_len(text) for text in facts.texts} == {30}


async def test_a_long_value_goes_on_below_itself() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(20, 4)) as pilot:
        facts.facts = (("Note", "sent the statement", ""),)
        await pilot.pause()
        assert [text.rstrip() for text in facts.texts[:3]] == ["Note  sent the", "      statement", ""]


async def test_a_changed_value_repaints_its_line() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 8)) as pilot:
        facts.facts = ACME
        await pilot.pause()
        facts.painted.clear()
        facts.facts = (ACME[0], ("Overdue", "|0.00", ""), *ACME[2:])
        await pilot.pause()
        assert facts.painted == [1]
        facts.painted.clear()
        facts.facts = (ACME[0], ("Overdue", "|0.00", ""), *ACME[2:])
        await pilot.pause()
        assert facts.painted == []


async def test_fewer_facts_blank_the_lines_that_are_left() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 8)) as pilot:
        facts.facts = ACME
        await pilot.pause()
        facts.painted.clear()
        facts.facts = ACME[:3]
        await pilot.pause()
        # line 3 was blank already
        assert sorted(facts.painted) == [4, 5]
        assert facts.texts[4:6] == [" " * 30] * 2


@pytest.mark.parametrize(
    ("keys", "first"),
    [("j", "1"), ("j j k", "1"), ("G", "6"), ("G g", "0"), ("pagedown", "4"), ("pagedown pagedown", "6"), ("k", "0")],
)
async def test_what_is_too_high_scrolls(keys: str, first: str) -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 4)) as pilot:
        facts.facts = tuple(("", str(number), "") for number in range(10))
        await pilot.press(*keys.split())
        assert facts.texts[0].strip() == first


async def test_fewer_facts_do_not_stay_scrolled_away() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 4)) as pilot:
        facts.facts = tuple(("", str(number), "") for number in range(10))
        await pilot.press("G")
        facts.facts = facts.facts[:2]
        await pilot.pause()
        assert [text.strip() for text in facts.texts] == ["0", "1", "", ""]


async def test_markup_is_text() -> None:
    facts = CountedFacts()
    async with Host(facts).run_test(size=(30, 4)) as pilot:
        facts.facts = (("[b]x", "[red]y[/z] \x1b[31m", "no such tone"),)
        await pilot.pause()
        assert facts.texts[0].rstrip() == "[b]x  [red]y[/z] ?[31m"


def test_what_stands_between_blank_lines_has_a_column_of_labels_of_its_own() -> None:
    facts = (("a", "one", ""), ("", "", ""), ("longer", "two", ""))
    assert [line.text for line in laid(facts, 40)] == ["a  one", "", "longer  two"]
