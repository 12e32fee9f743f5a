"""Every alert ends: by the fact that takes away what it rang for, or by the time its rule gives it (TRADE.md 4.6).

Each little book rings today and rang yesterday; with the fact, learnt today, it rings no more today, and still did yesterday as
the book was known then. What only time ends rings for so long and no longer.
"""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from credit.alerts import AlertKind
from credit.change import Change
from credit.kept_back import YEAR
from credit.policy import DEFAULT_POLICY
from credit.report import EventKind
from tests.credit.alerts.ringing import alert, kinds, paid
from tests.credit.alerts.test_no_fact_no_alert import SAMPLES
from tests.credit.little_book import TODAY, day, facts, little_book

PROMPTLY = "".join(f"invoice C1 N{n} +{n} 900USD issued=-9 \n receipt C1 N{n} +{n} 900USD for=N{n} \n" for n in range(1, 25))
"""Two dozen invoices paid on their days."""

BY_A_FACT: Mapping[AlertKind, str] = {
    AlertKind.OVERDUE_BEYOND_HABIT: "receipt C1 Z1 0 900USD for=I1",
    AlertKind.PARTIAL_PAYMENTS: "",
    AlertKind.SHORT_PAY_SERIES: "",
    AlertKind.ORDER_WHILE_OVERDUE: "receipt C1 Z1 0 900USD for=I1",
    AlertKind.EXPOSURE_GROWTH: "buyer C1 limit=900000USD limit_on=0 learnt=0",
    AlertKind.CASH_TERMS: "buyer C1 terms=OA60@BL learnt=0",
    AlertKind.LIMIT_EXCEEDED: "buyer C1 limit=9000USD limit_on=0 learnt=0",
    AlertKind.LIMIT_EXPIRED: "buyer C1 limit=9000USD limit_on=0 learnt=0",
    AlertKind.INSURER_LIMIT_CUT: "buyer C1 insured=900000USD learnt=0",
    AlertKind.BROKEN_PROMISE: "receipt C1 Z1 0 900USD for=I1",
    AlertKind.UNREACHABLE: "call C1 Z1 0 spoke",
    AlertKind.MAIL_BOUNCED: "email C1 Z1 0 replied",
    AlertKind.FIRST_DISPUTE: "dispute C1 D1 -3 quality for=I1 closed=0 learnt=0",
    AlertKind.LATE_DISPUTE: "dispute C1 D1 -5 quality for=I1 closed=0 learnt=0",
    AlertKind.REPORT_STALE: "report C1 Z1 0 bureau financial_strength.rating_common:A",
    AlertKind.REPORT_UNRATED: "report C1 Z1 0 bureau financial_strength.rating_common:A",
    AlertKind.COUNTRY_WORSE: "",
    AlertKind.FILINGS_OVERDUE: "report C1 Z1 0 bureau enterprise_quality.filings_overdue:false",
    AlertKind.GROUP_DISTRESS: "buyer C2 learnt=0",
    AlertKind.GROUP_LIMIT_EXCEEDED: "buyer C1 group_limit=9000USD learnt=0",
}
"""What ends it; where nothing is written, that everything open is paid."""

WATCHED = DEFAULT_POLICY.watching
BY_TIME: Mapping[AlertKind, tuple[str, int]] = {
    AlertKind.CHARGES_OVER_CAP: ("-10", YEAR),
    AlertKind.ORDER_SPIKE: ("-3", WATCHED.growth_days),
    AlertKind.TERMS_STRETCH: ("-5", WATCHED.sign_days),
    AlertKind.CASH_ELSEWHERE: ("-5", WATCHED.sign_days),
    AlertKind.BANK_DETAILS_CHANGED: ("-3", WATCHED.bank_days),
    AlertKind.GRADE_DROP: ("-40", WATCHED.drop_days),
    AlertKind.OWNER_CHANGED: ("-9", WATCHED.sign_days),
}
"""The day of what its little book rings for (the last charge, the order, the call, the petition, the new owner), and for how many
days the policy lets it stand; the cap of charges is one of a year."""


def everything_paid(kind: AlertKind) -> str:
    entry = SAMPLES[kind][0].book.account("C1")
    return " \n ".join(f"receipt C1 Z{i.id} 0 9000USD for={i.id}" for i in entry.invoices)


def test_every_kind_has_an_ending() -> None:
    assert {*BY_A_FACT, *BY_TIME, AlertKind.PAYING_LATER} == set(AlertKind)


@pytest.mark.parametrize("kind", BY_A_FACT)
def test_a_fact_ends_it_and_yesterday_it_still_rang(kind: AlertKind) -> None:
    book = SAMPLES[kind][0].book
    ended = book.after(Change("ends", facts(BY_A_FACT[kind] or everything_paid(kind))))
    assert alert(book, kind) is not None
    assert alert(ended, kind) is None
    assert (before := alert(book, kind, TODAY - timedelta(1))) is not None
    assert (known := alert(ended, kind, TODAY - timedelta(1))) is not None
    assert known.id == before.id


@pytest.mark.parametrize("kind", BY_TIME)
def test_time_ends_it_on_the_day_the_policy_says(kind: AlertKind) -> None:
    book, (since, stands) = SAMPLES[kind][0].book, BY_TIME[kind]
    over = day(since) + timedelta(stands)
    assert alert(book, kind) is not None
    assert alert(book, kind, over - timedelta(1)) is not None
    assert alert(book, kind, over) is None


def test_who_pays_promptly_again_pays_later_no_more() -> None:
    slips = SAMPLES[AlertKind.PAYING_LATER][0].book
    better = slips.after(Change("ends", facts(PROMPTLY)))
    assert alert(better, AlertKind.PAYING_LATER) is not None
    assert alert(better, AlertKind.PAYING_LATER, TODAY + timedelta(25)) is None


def test_a_grade_that_rose_again_ends_its_fall() -> None:
    fallen = paid(0, count=12) + "report C1 B1 -20 bureau financial_strength.rating_common:D \n"
    assert AlertKind.GRADE_DROP in kinds(fallen)
    assert AlertKind.GRADE_DROP not in kinds(fallen + "report C1 B2 0 bureau financial_strength.rating_common:A")


def test_a_petition_that_was_dismissed_stands_until_somebody_has_seen_it() -> None:
    """A fact and its later revocation both stand: nothing published is ended by anything but being seen."""
    text = "event C1 E1 -9 winding_up_petition dismissed_on=-2 \n"
    found = alert(text, EventKind.WINDING_UP_PETITION)
    assert found is not None
    assert not found.acknowledged
    seen = alert(little_book(text + f"seen C1 {found.id} -1"), EventKind.WINDING_UP_PETITION)
    assert seen is not None
    assert seen.acknowledged
