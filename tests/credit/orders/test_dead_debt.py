"""What killed the debt on which an order is held: each kind of death by its own facts."""

from datetime import date

import pytest

from credit.orders.verdict import Verdict
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import TODAY, day
from tests.credit.orders.asked import GOOD, asked

OLD = GOOD.replace("limit=10000USD", "limit=10000USD law=GB") + "invoice C1 I2 {0} 900USD \n "
"""900 of 4,900: more than a tenth of what is owed."""


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        (
            OLD.format("2018-03-01"),  # six years by the law of England
            "order_time_barred",
            {
                "invoice": "I2", "on": date(2024, 3, 1), "since": date(2018, 3, 1), "law": "GB", "source": "policy",
                "rule": "[K] Limitation Act 1980 s. 5, 29, 30",
            },
        ),
        (OLD.format("-1096"), "order_dead_age", {"invoice": "I2", "days": 1096, "on": TODAY, "source": "own_ledger"}),
        (
            OLD.format("-20") + "letter C1 K1 -2 written_off for=I2",
            "order_written_off",
            {"invoice": "I2", "on": day("-2"), "contact": "K1", "source": "desk"},
        ),
        (
            OLD.format("-20") + "letter C1 K1 -2 unenforceable for=I2",
            "order_unenforceable",
            {"invoice": "I2", "on": day("-2"), "contact": "K1", "source": "desk"},
        ),
        (
            OLD.format("-20") + "class C1 V1 -9 dead until=+90 reason=told who=mara",
            "order_dead",
            {
                "invoice": "I2", "on": day("-9"), "until": day("+90"), "why": "told", "override": "V1", "who": "mara",
                "source": "desk",
            },
        ),
    ],
)  # fmt: skip
def test_each_death_is_told_by_its_own_facts(text: str, code: str, facts: dict[str, ReasonFact]) -> None:
    found = asked(text)
    assert (found.verdict, found.reasons[0]) == (Verdict.HOLD, Reason(code, facts | {"debt_class": "dead"}))
