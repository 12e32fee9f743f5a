"""How long a published event rings and bars an order: some months by its kind, insolvency without an end."""

from datetime import date

import pytest

from credit.actions.hand import Hand
from credit.actions.ordering import release_order
from credit.alerts import AlertKind
from credit.assess import assess_book
from credit.movers import getting_better
from credit.orders.law import standing_law
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import RefusedChange
from credit.report import EventKind
from tests.credit.little_book import TODAY, assessed, facts, little_book
from tests.credit.orders.asked import GOOD, asked, codes

ENDS = [
    ("winding_up_petition", 24),
    ("winding_up_petition_dismissed", 24),
    ("moratorium", 24),
    ("cva", 60),
    ("judgment", 24),
    ("director_resigned", 12),
]
"""Kinds, and the months for which the policy lets them stand."""


def back(months: int, days: int = 0) -> str:
    """The day so many months before TODAY, 2024-06-12, and so many days earlier."""
    return date(TODAY.year - months // 12, TODAY.month, TODAY.day - days).isoformat()


def rung(text: str, policy: Policy = DEFAULT_POLICY) -> set[str]:
    return {alert.kind.value for alert in assessed(text, policy).alerts}


@pytest.mark.parametrize(("kind", "months"), ENDS)
def test_a_published_event_rings_to_the_last_day_of_its_months(kind: str, months: int) -> None:
    assert kind in rung(f"event C1 E1 {back(months)} {kind}")
    assert kind not in rung(f"event C1 E1 {back(months, 1)} {kind}")


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind.opens_insolvency] + [EventKind.SANCTIONS_HIT])
def test_what_has_no_end_rings_and_bars_after_twenty_years(kind: EventKind) -> None:
    text = f"event C1 E1 2004-06-12 {kind.value}"
    assert kind.value in rung(text)
    law = standing_law(assessed(text).account.events, TODAY, DEFAULT_POLICY)
    assert law is not None
    assert law.id == "E1"


def test_every_kind_of_event_has_an_end_or_a_word_that_it_has_none() -> None:
    told = set(DEFAULT_POLICY.watching.event_months)
    without = {kind.value for kind in EventKind if kind.opens_insolvency} | {"winding_up_petition"}
    assert told == {kind.value for kind in EventKind} - without


@pytest.mark.parametrize(("kind", "months"), [("winding_up_petition", 24), ("moratorium", 24), ("cva", 60)])
def test_an_order_is_held_as_long_as_the_event_stands(kind: str, months: int) -> None:
    assert codes(asked(GOOD + f"event C1 E1 {back(months)} {kind}"))[0] in ("order_petition", "order_event")
    assert not {"order_petition", "order_event"} & {*codes(asked(GOOD + f"event C1 E1 {back(months, 1)} {kind}"))}


def test_the_policy_says_how_long() -> None:
    """A moratorium of 2022-05-12 is 25 months old: past 24, within 26; with 0 it has no end."""
    text = GOOD + "event C1 E1 2022-05-12 moratorium"
    for months, stands in ((24, False), (25, True), (26, True), (0, True)):
        policy = Policy.of({"watching": {"event_months": {"moratorium": months}}})
        assert ("moratorium" in rung(text, policy)) is stands
        assert ("order_event" in codes(asked(text, policy=policy))) is stands


def test_a_petition_weighs_for_the_months_of_its_class() -> None:
    """One idea, one key: 12 months for the class, the alert and the order alike; with 0 it weighs on its day alone."""
    policy = Policy.of({"classing": {"petition_months": 12}})
    assert "winding_up_petition" in rung(f"event C1 E1 {back(12)} winding_up_petition", policy)
    assert "winding_up_petition" not in rung(f"event C1 E1 {back(12, 1)} winding_up_petition", policy)
    never = Policy.of({"classing": {"petition_months": 0}})
    assert "winding_up_petition" not in rung("event C1 E1 -1 winding_up_petition", never)


def test_a_release_is_refused_while_the_event_stands_and_not_after() -> None:
    hand = Hand("ann", TODAY, "M1")
    for day, refused in ((back(60), True), (back(60, 1), False)):
        book = little_book(GOOD + f"event C1 E1 {day} cva")
        if refused:
            with pytest.raises(RefusedChange):
                release_order(book, hand, "C1", ["account_status"], reason="boss")
        else:
            assert release_order(book, hand, "C1", ["account_status"], reason="boss").put


def test_a_relative_that_was_in_trouble_long_ago_is_no_distress_of_the_family() -> None:
    for day, rings in ((back(60), True), (back(60, 1), False)):
        book = little_book(f"buyer C1 parent=P1 \n buyer P1 \n invoice C1 I1 +30 900USD \n event P1 E1 {day} cva")
        found = {alert.kind for alert in assess_book(book, TODAY).by_id["C1"].alerts}
        assert (AlertKind.GROUP_DISTRESS in found) is rings


def test_who_had_a_petition_long_ago_can_get_better() -> None:
    """Ten invoices paid two days late, then one forty days late, paid a week ago: better, if nothing critical stands."""
    lines = [f"invoice C1 H{n} {-400 + n} 900USD \n receipt C1 R{n} {-398 + n} 900USD for=H{n}" for n in range(10)]
    text = "\n".join([*lines, "invoice C1 I1 -47 900USD", "receipt C1 S1 -7 900USD for=I1"])
    for day, better in ((back(24), False), (back(24, 1), True)):
        book = little_book(text + f"\n event C1 E1 {day} winding_up_petition")
        found = getting_better(assess_book(book, TODAY).by_id.values(), book)
        assert bool(found) is better


def test_the_event_itself_stays_told() -> None:
    text = "event C1 E1 2003-03-01 cva"
    entry = assessed(text)
    assert [alert.kind for alert in entry.alerts] == []
    assert entry.account.events == facts(text)
