"""A buyer whose relative is in distress, told over the whole book and only where somebody belongs together."""

from datetime import date, timedelta

import pytest

from credit.alerts import Alert
from credit.alerts.family import family
from credit.assess import NOTHING_ASSESSED, Assessed, assess_book
from credit.book import Book
from credit.change import Change
from credit.limits.kinship import kin_of
from tests.credit.little_book import TODAY, day, facts, little_book

FAMILY = """
buyer    C1  name=Head
buyer    C2  name=Daughter  parent=C1
buyer    C3  name=Grandchild parent=C2
buyer    C4  name=Stranger
event    C2  E1  -20  winding_up_petition  learnt=-18
"""


def told(book: Book | str, id: str, on: date = TODAY) -> list[Alert]:
    made = little_book(book) if isinstance(book, str) else book
    return [a for a in assess_book(made, on).of(id).alerts if a.kind == "group_distress"]


def test_the_whole_family_of_a_buyer_with_a_petition_rings_and_itself_does_not() -> None:
    for id in ("C1", "C3"):
        (rung,) = told(FAMILY, id)
        assert (rung.id, rung.on, rung.learnt_on) == (f"group_distress:{id}:C2", day("-20"), day("-18"))
        assert rung.evidence == {
            "relative": "C2", "name": "Daughter", "what": "winding_up_petition", "on": day("-20"), "source": "gazette",
        }  # fmt: skip
        assert told(FAMILY, id, day("-19")) == []
    assert told(FAMILY, "C2") == []
    assert told(FAMILY, "C4") == []


def test_it_rings_once_it_is_known_whose_daughter_it_is() -> None:
    later = FAMILY + "buyer C2 name=Daughter learnt=-5 parent=C1"
    (rung,) = told(later.replace("name=Daughter  parent=C1", "name=Daughter"), "C1")
    assert rung.learnt_on == day("-5")


def test_bad_debt_of_a_relative_rings_from_the_day_it_was_bad() -> None:
    """181 days past due on day -19."""
    (rung,) = told("buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -200 900USD", "C1")
    assert (rung.evidence["what"], rung.learnt_on, rung.evidence["source"]) == ("bad", day("-19"), "own_ledger")
    assert told("buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -180 900USD", "C1") == []
    (dead,) = told("buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -1200 900USD", "C1")
    assert (dead.evidence["what"], dead.learnt_on) == ("dead", day("-1019"))  # bad already on its 181st day


def test_bad_debt_by_silence_rings_from_the_day_the_silence_was_long_enough() -> None:
    """Sixty days after the first try, and the third of them was made before."""
    text = (
        "buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -90 900USD \n call C2 K1 -70 no_answer \n"
        "email C2 K2 -60 bounced \n call C2 K3 -50 no_answer"
    )
    (rung,) = told(text, "C1")
    assert rung.on == day("-10")


def test_bad_debt_of_which_nobody_knows_the_day_rings_today() -> None:
    broken = "\n".join(f"promise C2 P{n} {-40 + n:+} 900USD by={-35 + n:+} for=I1" for n in range(3))
    (rung,) = told("buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -60 900USD \n" + broken, "C1")
    assert rung.on <= TODAY


def test_who_saw_it_is_told_and_it_ends_with_the_distress() -> None:
    owed = "buyer C2 parent=C1 \n buyer C1 \n invoice C2 I1 -200 900USD"
    (seen,) = told(owed + "\n seen C1 group_distress:C1:C2 -2 who=Mei", "C1")
    assert seen.acknowledged_by == "Mei"
    assert told(owed + "\n receipt C2 R1 -1 900USD for=I1", "C1") == []


@pytest.mark.parametrize(
    ("parents", "id", "members"),
    [
        ({"B": "A"}, "A", {"A", "B"}),  # a head nobody sells to
        ({"B": "A", "C": "B", "D": "A", "Y": "X"}, "D", {"A", "B", "C", "D"}),
        ({"A": "B", "B": "A", "C": "B"}, "C", {"A", "B", "C"}),  # they own each other
        ({"B": "A"}, "Z", {"Z"}),
    ],
)
def test_who_belongs_together(parents: dict[str, str], id: str, members: set[str]) -> None:
    assert set(family(id, kin_of(parents))) == members


def look(book: Book, previous: Assessed = NOTHING_ASSESSED) -> Assessed:
    return assess_book(book, TODAY, previous)


@pytest.mark.parametrize(
    ("line", "moved"),
    [
        ("event C3 E9 0 winding_up_order", {"C1", "C2", "C3"}),
        ("note C4 K1 0", {"C4"}),
        ("note C3 K1 0", {"C3"}),  # nothing changes for the family
        ("buyer C4 name=Stranger learnt=0 parent=C1", {"C4"}),  # and C1 hears of no distress of C4's
        ("buyer C2 name=Daughter learnt=0", {"C1", "C2", "C3"}),  # sold: C1 is alone, C3 still her daughter's
    ],
)
def test_a_change_is_looked_at_again_by_the_family_and_the_rest_stays(line: str, moved: set[str]) -> None:
    """What is kept from the look before is what a first look finds."""
    before = little_book(FAMILY)
    after = before.after(Change("test", facts(line)))
    first = look(before)
    second = look(after, first)
    assert second.by_id == look(after).by_id
    changed = {id for id in second.by_id if second.by_id[id] is not first.by_id[id]}
    assert changed <= moved
    assert set(second.since) >= changed
    assert set(second.moved(first.by_id)) >= changed


def test_another_day_is_looked_at_from_the_beginning() -> None:
    first = look(little_book(FAMILY))
    tomorrow = assess_book(first.book, TODAY + timedelta(days=1), first)
    assert [a.kind for a in tomorrow.of("C1").alerts] == ["group_distress"]
