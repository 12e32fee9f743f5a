"""Which amounts sum to what came in."""

from itertools import combinations
from random import Random

from credit.cash.sums import MOST_ITEMS, MOST_SUMS, sum_to


def test_the_first_that_sum_to_it_and_whether_they_alone_do() -> None:
    assert sum_to([300, 500, 700], 1000) == ((0, 2), True)
    assert sum_to([300, 500, 700, 200], 1000) == ((0, 2), False), "300 + 500 + 200 is 1,000 too"
    assert sum_to([300, 300], 300) == ((0,), False)
    assert sum_to([300, 500], 900) == ((), False)
    assert sum_to([], 5) == ((), False)


def test_it_agrees_with_trying_every_choice() -> None:
    """Two hundred small draws of a fixed seed, each against all its subsets."""
    random = Random(7)
    for _round in range(200):
        amounts = [random.randint(1, 12) for _item in range(random.randint(0, 7))]
        wanted = random.randint(1, 30)
        ways = [
            chosen
            for size in range(1, len(amounts) + 1)
            for chosen in combinations(range(len(amounts)), size)
            if sum(amounts[place] for place in chosen) == wanted
        ]
        found = sum_to(amounts, wanted)
        assert bool(found.places) == bool(ways)
        assert not found.places or found.places in ways
        assert found.alone == (len(ways) == 1)


def test_a_search_that_is_cut_short_is_never_sure() -> None:
    """Powers of two have a sum of their own for each choice: seventeen of them are more than may be kept."""
    assert MOST_SUMS < 2**17
    powers = [2**place for place in range(20)]
    assert sum_to(powers, 3) == ((0, 1), True)
    assert sum_to([*powers[3:], 1, 2], 8) == ((0,), True)
    assert sum_to(powers, 2**19) == ((), False), "the search ended before it got there"
    assert sum_to([5] + [10**6] * MOST_ITEMS, 5) == ((0,), False), "an item that was not looked at could be 5 too"
