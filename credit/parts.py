"""The parts of an assessment, each worked out when it is first asked for, and kept.

A row asks for little and a page for much, so a book of a hundred thousand invoices stands on the screen before all of it was
judged. Every part is a pure function of the account, the day and the house's rules: when it is asked for changes nothing in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from credit.account import Account
from credit.activity import Contact, Dispute, Hold
from credit.aging import Aging, Ledger, aging, ledger
from credit.alerts import Alert, Situation, alerts
from credit.alerts.standing import in_order
from credit.assignment import Assignment, standing_on
from credit.behaviour import Habit, habit
from credit.book import Book
from credit.classing.case import Case
from credit.classing.override import overridden, override_on
from credit.clocks.clock import Clock
from credit.clocks.insurer import stops_of
from credit.clocks.limitation import time_barred
from credit.clocks.running import pressing_clocks
from credit.clocks.watch import Watch
from credit.contacting import Silence
from credit.debt_class import Classified, classify
from credit.decision import ClassOverride, Leniency, Pin
from credit.disputes import contested
from credit.exposure import Exposure, exposure
from credit.leniency import in_force
from credit.limits.stop import Stops
from credit.money import Money, exponent
from credit.pay_trend import Trend
from credit.payment_record import Share
from credit.promise_scope import promised_parts, trusted
from credit.promises import JudgedPromise
from credit.proposal import Proposal, waiting_on
from credit.rating.conduct import conduct_of
from credit.rating.grade import Conduct, Graded, grade
from credit.rating.history import grade_then

__all__ = ["PARTS", "Parts"]


@dataclass(frozen=True, eq=False)
class Parts:
    """One account on one day."""

    account: Account
    """As known on the day."""
    on: date
    house: Book
    """Policy, rates and countries; the other accounts are not in it, so an assessment that stays keeps no book alive."""
    family: tuple[Alert, ...] = ()
    """Alerts that its family rings: the one part that no account tells of itself."""

    @property
    def base(self) -> str:
        """Currency of the figures in base."""
        return self.house.base

    @cached_property
    def ledger(self) -> Ledger:
        """Its items."""
        return ledger(self.account, self.on, self.house.policy.short_pays, self.house.home, self.house.rates)

    @cached_property
    def agings(self) -> tuple[Aging, ...]:
        """One for each currency in which anything is open or unapplied."""
        return aging(self.ledger, self.house.policy.buckets)

    @cached_property
    def _factors(self) -> Mapping[str, Decimal | None]:
        """Base minor units for one minor unit of each currency; `None` where no rate was published by the day."""
        found: dict[str, Decimal | None] = {}
        for entry in self.agings:
            found[entry.currency] = self.house.worth(entry.currency, self.on)
        return found

    @cached_property
    def base_open(self) -> Mapping[str, int | None]:
        """Open amount of each open invoice in minor units of the base currency; `None` where a rate is missing."""
        factors = self._factors
        return {item.invoice.id: _times(item.open.minor, factors[item.open.currency]) for item in self.ledger.open}

    @cached_property
    def base_aging(self) -> tuple[int, ...] | None:
        """Not due, buckets and unapplied in minor units of the base currency; `None` where a rate is missing."""
        return None if None in self._factors.values() else self.converted_aging(self.agings)

    def converted_aging(self, agings: Sequence[Aging]) -> tuple[int, ...]:
        """The same of these agings alone, each of which has a rate."""
        rows = [_all_times(entry.minor, self._factors[entry.currency]) for entry in agings]
        if len(rows) == 1:
            return rows[0]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * (len(self.house.policy.buckets) + 3)

    @property
    def rated_agings(self) -> tuple[Aging, ...]:
        """The agings of the currencies that have a rate."""
        return tuple(entry for entry in self.agings if self._factors[entry.currency] is not None)

    @cached_property
    def exposure(self) -> Exposure:
        """What is at stake, and who bears it."""
        return _exposed(self)

    @cached_property
    def known_exposure(self) -> Exposure:
        """The same in part, where something has no rate of exchange: what is left out stands in its `no_rate`."""
        owed = self.exposure
        return _exposed(self, partly=True) if owed.no_rate else owed

    @property
    def watch(self) -> Watch:
        """What its clocks are read from."""
        return Watch.of(self.account, self.ledger, self.house, self.stops)

    @cached_property
    def stops(self) -> Stops:
        """What stopped the insurer's cover for what left since."""
        return stops_of(Watch.of(self.account, self.ledger, self.house), self.ledger)

    @cached_property
    def _conduct(self) -> tuple[Conduct, tuple[Contact, ...]]:
        return conduct_of(self.account, self.ledger, self.house)

    @property
    def dbt(self) -> Decimal | None:
        """Days beyond terms, weighed by amount; `None` where nothing was ever paid or overdue."""
        return self._conduct[0].dbt

    @property
    def late(self) -> Share:
        """Invoices paid or open late, counted from the next day banks of payer and payee work, of those of known lateness."""
        return self._conduct[0].late

    @property
    def trend(self) -> Trend:
        """Where its lateness goes."""
        return self._conduct[0].trend

    @property
    def promises(self) -> tuple[JudgedPromise, ...]:
        """Each promise with its state, oldest first."""
        return self._conduct[0].promises

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Contacts with the buyer, oldest first; notes and words with others are none."""
        return self._conduct[1]

    @property
    def silent(self) -> Silence | None:
        """Tries in a row that found nobody."""
        return self._conduct[0].silent

    @cached_property
    def habit(self) -> Habit:
        """How late it usually pays."""
        return habit(self.ledger, self.house.policy.alerting)

    @cached_property
    def graded(self) -> Graded:
        """The grade, and why."""
        return grade(self.account, self.on, self._conduct[0], self.house.policy.scales, self.house.policy.grading)

    @property
    def debt_class(self) -> Classified:
        """The class that stands, and why."""
        return self._classified[0]

    @property
    def override(self) -> ClassOverride | None:
        """The class somebody put in place of the rules' own, while it lasts."""
        return self._classified[1]

    @cached_property
    def _classified(self) -> tuple[Classified, ClassOverride | None]:
        return overridden(classify(_class_case(self)), override_on(self.account, self.on))

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Disputes that are open."""
        return tuple(dispute for dispute in self.account.disputes if dispute.open_on(self.on))

    @cached_property
    def contested(self) -> Mapping[str, int]:
        """Minor units that open disputes contest of each open item that is contested."""
        return contested(self.disputes, self.ledger.open) if self.account.disputes else {}

    @cached_property
    def promised(self) -> Mapping[str, int]:
        """Minor units that running promises cover of each open item that is promised."""
        believed = trusted(self.account, self.promises, self.on, self.house.policy.promising)
        return promised_parts(believed, self.ledger.open, self.contested) if believed else {}

    @property
    def hold(self) -> Hold | None:
        """The hold that runs, if one does."""
        return next((hold for hold in reversed(self.account.holds) if hold.runs_on(self.on)), None)

    @property
    def pin(self) -> Pin | None:
        """What keeps the buyer at the head or the end of the queue."""
        return next((pin for pin in reversed(self.account.pins) if pin.stands_on(self.on)), None)

    @property
    def holder(self) -> Assignment | None:
        """Who of the desk has the buyer, and since when; `None`: nobody, so it is everybody's."""
        standing = standing_on(self.account.assignments, self.on) if self.account.assignments else ()
        return standing[-1] if standing else None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Decisions that wait for a second person, the oldest first."""
        return waiting_on(self.account.proposals, self.on) if self.account.proposals else ()

    @cached_property
    def leniency(self) -> Leniency | None:
        """Time granted to the buyer that is in force."""
        return in_force(self.account, self.ledger, self.debt_class, self.house) if self.account.leniencies else None

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """Its own clocks, and those of its items that press."""
        return pressing_clocks(self.watch, self.promises, self.leniency, self.house.policy)

    @cached_property
    def alerts(self) -> tuple[Alert, ...]:
        """Every alert that stands, its family's among them: the most severe first, then the latest."""
        own = alerts(_situation(self))
        return in_order((*own, *self.family)) if self.family else own


def _times(minor: int, factor: Decimal | None) -> int | None:
    if factor is None or not minor or factor == 1:
        return None if factor is None else minor
    return int((minor * factor).to_integral_value())


def _all_times(minors: tuple[int, ...], factor: Decimal | None) -> tuple[int, ...]:
    return minors if factor == 1 else tuple(_times(minor, factor) or 0 for minor in minors)


def _exposed(of: Parts, *, partly: bool = False) -> Exposure:
    house = of.house
    return exposure(of.account, of.ledger, of.agings, house.rates, of.base, house.policy, stops=of.stops, partly=partly)


def _class_case(of: Parts) -> Case:
    """What the rules of the class look at."""
    policy, rates, home, conduct = of.house.policy, of.house.rates, of.house.home, of._conduct[0]

    def weigh(money: Money) -> int | None:
        worth = rates.convert(money, of.base, of.on)
        return worth.money.minor if worth else None

    return Case(
        of.account,
        of.ledger,
        of.base_open,
        of.graded,
        conduct.promises,
        conduct.silent,
        policy.classing,
        int(policy.classing.customer_material.scaleb(exponent(of.base))),
        weigh,
        lambda day: grade_then(of.account, day, of.house),
        policy.grading.worse_trend,
        policy.short_pays,
        lambda item: time_barred(of.account, item, of.on, policy.clocks, home),
        of.contested,
        of.stops,
        policy.grading.report_months,
    )


def _situation(of: Parts) -> Situation:
    """What the rules of the alerts look at."""

    def then(day: date) -> Situation | None:
        known = of.account.as_known_on(day)
        return _situation(Parts(known, day, of.house)) if known else None

    return Situation(of.account, of.on, of.house, of.ledger, of._conduct[0], of.graded, of, then)


PARTS = tuple(name for name, part in vars(Parts).items() if isinstance(part, cached_property) and name != "_factors")
"""Names of what is worked out and kept: all else is read from it."""
