"""Signs between words and clauses: those of the language spoken."""

from tests.wording.speaking import speaking
from wording.listing import clauses, listed, named


def test_each_language_has_its_own_comma_and_semicolon() -> None:
    with speaking("en"):
        assert (listed(["one", "two"]), clauses(["one", "two"])) == ("one, two", "one; two")
    with speaking("zh"):
        assert (listed(["一", "二"]), clauses(["一", "二"])) == ("一，二", "一；二")


def test_one_word_has_no_sign() -> None:
    assert (listed(["one"]), clauses(iter(()))) == ("one", "")


def test_each_language_has_its_own_colon() -> None:
    with speaking("en"):
        assert named("cash", "30") == "cash: 30"
    with speaking("zh"):
        assert named("现金", "30") == "现金：30"
