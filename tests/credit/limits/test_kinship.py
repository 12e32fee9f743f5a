"""Who belongs to whom, with circles and parents nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.limits.kinship import NO_KIN, Kinship, kin_of
from credit.problem import Problem

TREE = kin_of({"B": "A", "C": "A", "D": "B", "E": "B", "X": "Y", "Z": ""})
CIRCLE = kin_of({"A": "C", "B": "A", "C": "B", "D": "B", "S": "S"})


@pytest.mark.parametrize(("id", "root"), [("A", "A"), ("B", "A"), ("E", "A"), ("X", "Y"), ("Y", "Y"), ("Z", "Z"), ("Q", "Q")])
def test_the_topmost_of_a_buyer(id: str, root: str) -> None:
    assert TREE.root(id) == root


def test_a_buyer_and_those_below_it_with_their_depth() -> None:
    assert [*TREE.below("A")] == [("A", 0), ("B", 1), ("D", 2), ("E", 2), ("C", 1)]
    assert [*TREE.below("B")] == [("B", 0), ("D", 1), ("E", 1)]
    assert [*TREE.above("D")] == ["D", "B", "A"]


@pytest.mark.parametrize("id", ["A", "B", "C", "D"])
def test_a_circle_is_one_family_under_its_first_number(id: str) -> None:
    assert CIRCLE.root(id) == "A"
    assert sorted(each for each, _ in CIRCLE.below("A")) == ["A", "B", "C", "D"]


def test_what_is_amiss_is_told_once() -> None:
    assert CIRCLE.problems("ABCDS") == (Problem("parent_circle", "A, B, C"), Problem("parent_circle", "S"))
    assert TREE.problems("ABCDEXZ") == (Problem("parent_unknown", "Y"),)
    assert NO_KIN.problems("") == ()


def test_a_move_makes_another_tree_and_none_makes_none() -> None:
    assert TREE.after({"B": "A", "Q": ""}) is TREE
    moved = TREE.after({"B": "C", "X": ""})
    assert [*moved.below("A")] == [("A", 0), ("C", 1), ("B", 2), ("D", 3), ("E", 3)]
    assert (moved.root("X"), bool(moved), bool(NO_KIN)) == ("X", True, False)


IDS = st.sampled_from("ABCDEF")


@given(st.dictionaries(IDS, IDS))
def test_every_buyer_stands_once_below_its_root(parents: dict[str, str]) -> None:
    kin = kin_of(parents)
    for id in "ABCDEF":
        below = [each for each, _ in kin.below(kin.root(id))]
        assert below.count(id) == 1
        assert len(set(below)) == len(below)
        assert {kin.root(each) for each in below} == {kin.root(id)}


@given(st.dictionaries(IDS, IDS), st.dictionaries(IDS, st.sampled_from(["", "A", "B"])))
def test_moves_one_by_one_or_made_anew_are_the_same(parents: dict[str, str], moves: dict[str, str]) -> None:
    kin: Kinship = kin_of(parents)
    for id, parent in moves.items():
        kin = kin.after({id: parent})
    assert kin == kin_of({**parents, **moves})
