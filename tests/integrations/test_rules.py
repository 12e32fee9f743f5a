"""The security rules as a whole: which tests speak of which of the 13, and that those about the line are met on a real socket.

A test that speaks of a rule has `rule_N_` in its name, one that speaks of several `rules_N_and_M_`, behind a row of the matrix
where it speaks of that too.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pytest

from tests.integrations.test_matrix import Place, defined, meets, modules
from tests.shared import SHARED, needs_shared

RULES = range(1, 14)
ON_THE_LINE = (2, 4, 5, 7, 8, 9, 10, 11, 12, 13)
"""Rules 1, 3 and 6 end before a line is opened: a key, an address and a number are refused, and nothing is asked."""
NAMED = re.compile(r"test_(?:\w+_)?rules?_((?:\d+_(?:and_)?)+)")


@cache
def shown() -> Mapping[int, list[Place]]:
    """The tests of each rule."""
    rules: dict[int, list[Place]] = defaultdict(list)
    for module in modules():
        for name in defined(module):
            if named := NAMED.match(name):
                for number in re.findall(r"\d+", named[1]):
                    rules[int(number)].append((module, name))
    return rules


@needs_shared
def test_there_are_these_rules() -> None:
    text = (SHARED / "design" / "PROVIDERS.md").read_text(encoding="utf-8")
    told = text.partition("security rules\n")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^(\d+)\. ", told, re.MULTILINE)] == list(RULES)


def test_every_rule_has_its_tests_and_every_test_of_one_names_one_there_is() -> None:
    assert set(shown()) == set(RULES)


@pytest.mark.parametrize("rule", ON_THE_LINE)
def test_a_rule_about_the_line_is_shown_over_a_socket(rule: int) -> None:
    assert any(meets(place) for place in shown()[rule]), f"no test of rule {rule} asks a server"
