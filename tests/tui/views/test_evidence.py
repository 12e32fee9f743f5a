"""The papers of a dispute on the page and in the record: at hand, and missing."""

from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import assessed, little_book
from tests.wording.speaking import speaking
from tui.views.evidence import evidence_lines, evidence_record

CONTESTED = """
    buyer    C1
    invoice  C1  I1  -20  900USD  order=O1
    invoice  C1  I2  -10  100USD
    order    C1  O1  -90  900USD
    dispute  C1  D1   -3  not_received  for=I1  evidence=delivery
    dispute  C1  D2   -3  duplicate     for=I2
    dispute  C1  D3  -40  quality       for=I2  closed=-9
"""


def lines(text: str) -> list[tuple[str, str, str]]:
    return list(evidence_lines(assessed(text), little_book(text)))


def test_the_page_tells_of_each_open_dispute_what_is_at_hand_and_what_is_missing() -> None:
    assert lines(CONTESTED) == [
        (
            "Evidence",
            "not received (I1): at hand contract or confirmed order, signed proof of delivery; missing transport document",
            "warning",
        ),
        (
            "Evidence",
            "duplicate invoice (I2): at hand invoice; missing contract or confirmed order, transport document",
            "warning",
        ),
    ]


def test_where_nothing_is_missing_nothing_warns() -> None:
    whole = CONTESTED.replace("order=O1", "order=O1 shipped_on=-80")
    held = "contract or confirmed order, transport document, signed proof of delivery"
    assert lines(whole)[0] == ("Evidence", f"not received (I1): at hand {held}; missing -", "")


def test_a_dispute_of_the_whole_balance_is_about_all_of_it() -> None:
    told = lines("buyer C1 \n invoice C1 I1 -20 900USD \n dispute C1 D1 -3 already_paid")
    missing = "invoice, statement of our bank, copy of the transfer"
    assert told == [("Evidence", f"already paid (all of it): at hand -; missing {missing}", "warning")]


def test_the_line_in_chinese() -> None:
    with speaking("zh"):
        assert lines(CONTESTED)[0][1] == "未收到（I1）：已有 合同或已确认的订单，签收单；缺 运输单据"


def test_the_record_tells_both_by_their_words_closed_disputes_too() -> None:
    entry = assessed(CONTESTED)
    told = {each.id: evidence_record(each, entry, DEFAULT_POLICY) for each in entry.account.disputes}
    assert told["D1"] == {"held": ["contract", "delivery"], "missing": ["transport"]}
    assert told["D3"] == {
        "held": [], "missing": ["contract", "transport", "specification", "inspection", "complaint", "survey"],
    }  # fmt: skip
