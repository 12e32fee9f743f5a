"""A clock as a value, its kinds, and the reason it gives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.clocks.day_count import CALENDAR_DAYS, WEEKDAYS, working_days_left
from credit.money import Money
from credit.promises import JudgedPromise
from credit.reason import DESK, OWN_LEDGER, POLICY, Reason, ReasonFact

__all__ = ["Clock", "ClockKind", "Doubt", "Fact", "Rule", "clock_reason", "promise_clock"]


class ClockKind(StrEnum):
    """What runs out."""

    PROMISE = "promise"
    INSURER_NOTICE = "insurer_notice"
    INSURER_STOP = "insurer_stop"
    """From then on the insurer covers no further shipment."""
    INSURER_HANDOVER = "insurer_handover"
    """Collection must have been handed over."""
    INSURER_CLAIM = "insurer_claim"
    """The waiting period is over and the claim can be filed."""
    LIMITATION = "limitation"
    INSOLVENCY_CLAIM = "insolvency_claim"
    """Proof of debt."""
    TAX_REFUND = "tax_refund"
    """The money must have come in, or the export tax refund falls away."""
    SAFE_REPORT = "safe_report"
    """A deferred receipt must have been reported to the State Administration of Foreign Exchange."""
    LC_SHIPMENT = "lc_shipment"
    """The goods must have left, or the credit been amended."""
    LC_PRESENTATION = "lc_presentation"
    DOCUMENTS = "documents"
    """The buyer is asked whether its documents are complete."""
    DISPUTE = "dispute"
    """A dispute is to be answered."""
    REVIEW = "review"
    """Leniency is to be looked at again."""


class Doubt(StrEnum):
    """Why a clock's day is not certain; a clock in doubt is shown with it, and never as advice."""

    NONE = ""
    VERIFY_IN_POLICY = "verify_in_policy"
    """The number is what is commonly quoted: the user's own insurance policy, or the house's own filing, decides."""
    UNVERIFIED_LAW = "unverified_law"
    """Known, but not read in the statute."""
    SOURCES_CONTRADICT = "sources_contradict"
    UNKNOWN_LAW = "unknown_law"
    """No pack tells the period of this law."""
    LAW_NOT_WRITTEN = "law_not_written"
    """Nobody wrote down which law governs: the earlier of the laws that may is shown."""
    A_LAW_UNKNOWN = "a_law_unknown"
    """Nobody wrote down which law governs, and no pack tells the period of one that may: an earlier day is possible."""
    HOUSE_RULE = "house_rule"
    """The house's own number: no law or contract stands behind it."""
    RATE_UNKNOWN = "rate_unknown"
    """Nobody wrote down the refund or its rate, so the money at stake is not known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The fact that set a clock going."""

    kind: str
    """`invoice`, `contact`, `event`, `dispute`, ..."""
    id: str
    on: date
    """Its day: since when the clock runs."""
    source: str = OWN_LEDGER
    """Who says it: the own ledger, the desk, or a provider by its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """By what a clock's last day is counted."""

    calendar: str = CALENDAR_DAYS
    """`calendar_days`, or the country whose working days count (`weekdays` where nobody wrote it down)."""
    source: str = POLICY
    """Article, page or convention the number is from."""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Clock:
    """One date by which something must have happened."""

    kind: ClockKind
    due_on: date
    slack: int
    """Calendar days left; negative once it has run out."""
    subject: str
    """Invoice, promise, dispute, event or leniency it belongs to."""
    stake: Money | None = None
    """Money lost if it is missed; `None` for a clock that loses none, or an amount nobody knows."""
    since: date | None = None
    """Day of the fact that set it going."""
    calendar: str = CALENDAR_DAYS
    """By which days the last one is counted: `calendar_days`, or a country whose working days count."""
    working_slack: int | None = None
    """Working days left in the country `working_in`; `None` beyond ten years."""
    working_in: str = ""
    """Country of whoever must act, or whose days the clock counts; `weekdays` where nobody wrote it down."""
    source: str = ""
    """Article, page or convention its number is from."""
    doubt: Doubt = Doubt.NONE
    fact: Fact | None = None
    """What set it going."""

    @classmethod
    def running(
        cls, kind: ClockKind, fact: Fact, due_on: date, on: date, country: str, rule: Rule, stake: Money | None = None,
        subject: str = "",
    ) -> "Clock":  # fmt: skip
        """The clock as it stands on `on`; it belongs to the fact that set it going unless `subject` says otherwise.

        `country` is where somebody must act; a clock that counts working days is counted in its own calendar's country.
        """
        return cls(
            kind, due_on, (due_on - on).days, subject or fact.id, stake, fact.on, rule.calendar,
            working_days_left(on, due_on, country), country or WEEKDAYS, rule.source, rule.doubt, fact,
        )  # fmt: skip


def clock_reason(clock: Clock) -> Reason:
    """Why a clock presses: its day, what is left in calendar and in working days, what is lost, and what it rests on."""
    facts: dict[str, ReasonFact] = {"due_on": clock.due_on, "days": clock.slack, "subject": clock.subject}
    if clock.fact is not None:
        facts |= {"on": clock.fact.on, "source": clock.fact.source, "rule": clock.source}
        facts["notice" if clock.fact.kind == "event" else clock.fact.kind] = clock.fact.id
    if clock.working_slack is not None:
        facts |= {"working_days": clock.working_slack, "country": clock.working_in}
    if clock.doubt:
        facts["doubt"] = clock.doubt.value
    if clock.stake is not None:
        facts["stake"] = clock.stake
    return Reason(f"clock_{clock.kind.value}" + ("_missed" if clock.slack < 0 else ""), facts)


def promise_clock(entry: JudgedPromise, on: date, country: str = "") -> Clock:
    """The clock of a running promise: the last day, in bank days of the payer's `country`, on which the money may come in."""
    fact = Fact("promise", entry.promise.id, entry.promise.on, DESK)
    return Clock.running(
        ClockKind.PROMISE, fact, entry.judged_on, on, country, Rule(country or WEEKDAYS, "SAP FSCM promise to pay")
    )
