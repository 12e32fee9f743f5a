"""Who is asked about whom, in which order, and what it may cost: settled before anybody is asked.

A provider that bills is asked only within a budget: the run's own, and those of its file, of the month and of the day. With a
budget the reports that matter most come first (`credit.report_need`); what a run leaves out is told with the reason and the need.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING

from credit.assessment import Assessment
from credit.money import Money, exponent
from credit.rates import Rates
from credit.report_need import ReportNeed, last_opinion, report_need
from tui.asked import AsksMany, Grant
from tui.desk import Named, Reports
from tui.heard import Heard
from tui.views.snapshot import Snapshot

__all__ = ["LeftOut", "Plan", "Purse", "Question", "grant_of", "planned", "price_in", "questions", "ranked", "rounds"]


@dataclass(frozen=True, slots=True)
class Question:
    """One provider about one buyer."""

    customer_id: str
    provider: Reports
    need: ReportNeed
    ordered: bool = False
    """Its report is ordered already and only to be fetched, or a charge is in doubt and nothing else is sent that bills."""
    known: bool = True
    """The provider can be asked about it; else it says why it cannot, and sends nothing."""

    @property
    def bills(self) -> bool:
        """Whether putting it may be charged."""
        return self.provider.info.billable and self.known and not self.ordered

    @property
    def price(self) -> Money | None:
        """What asking costs by the provider's file; `None` where nothing is billed, or nobody wrote it down."""
        return self.provider.info.cost if self.bills else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not put, and why not."""

    question: Question
    reason: str
    """A word of `wording.deeds.left_out`, such as `billable` (no budget was given) or `budget` (it is spent)."""

    @property
    def customer_id(self) -> str:
        """The buyer's number."""
        return self.question.customer_id

    @property
    def provider(self) -> str:
        """The provider's name."""
        return self.question.provider.info.name


@dataclass(slots=True)
class Purse:
    """What a run may spend, what it has spent so far, and who still answers in it."""

    budget: Money | None = None
    """Of this run; `None`: nothing that bills is asked."""
    exchanged: Callable[[Money, str], Money | None] = lambda money, to: money if money.currency == to else None
    """A price in another currency; `None` where no rate is known."""
    spend: bool = True
    spent: int = 0
    """Minor units of the budget's currency."""
    heard: Heard = field(default_factory=Heard)
    """Who answered so far."""
    _lefts: dict[str, Money | None] = field(default_factory=dict)

    def against(self, question: Question) -> str:
        """What speaks against a question; empty where nothing does."""
        info = question.provider.info
        if self.heard.down(info.name):
            return "down"
        if not question.bills:
            return ""
        if self.budget is None or not self.spend:
            return "billable" if self.spend else "no_spend"
        return "no_price" if info.cost is None else self._beyond(info, info.cost, self.budget)

    def pay(self, question: Question, cost: Money | None) -> None:
        """Take out what a question was charged, or may have been."""
        if cost is None:
            return
        name = question.provider.info.name
        if (left := self._left(question.provider.info)) is not None and left.currency == cost.currency:
            self._lefts[name] = left - cost
        converted = self.exchanged(cost, self.budget.currency) if self.budget is not None else None
        self.spent += converted.minor if converted is not None else 0

    def trial(self) -> "Purse":
        """A purse of the same contents, to try on it what could be paid."""
        return replace(self, _lefts=dict(self._lefts))

    def _beyond(self, info: Named, cost: Money, budget: Money) -> str:
        """Which budget a price goes beyond, if it can be held against them."""
        price, left = self.exchanged(cost, budget.currency), self._left(info)
        if price is None:
            return "currency"
        if self.spent + price.minor > budget.minor:
            return "budget"
        tightest = info.tightest
        return f"{tightest.per}_budget" if tightest is not None and left is not None and cost > left else ""

    def _left(self, info: Named) -> Money | None:
        """What is left of its tightest budget; what is spent is taken from all of them alike."""
        if info.name not in self._lefts:
            self._lefts[info.name] = info.tightest.left if info.tightest is not None else None
        return self._lefts[info.name]


@dataclass(slots=True)
class Plan:
    """Who is asked about whom, in order, and who is left out."""

    asked: list[Question] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def called_off(self, reason: str, first: int = 0) -> None:
        """Leave out every question from the `first` on."""
        self.left_out += [LeftOut(question, reason) for question in self.asked[first:]]
        del self.asked[first:]


def questions(shown: Snapshot, ids: Iterable[str], providers: Sequence[Reports], stale: int | None = None) -> list[Question]:
    """Every provider about every buyer of `ids`; with `stale` where its last opinion is older than so many days, or missing."""
    entries = [shown.assessed.of(id) for id in ids]
    return [
        _question(entry, provider)
        for entry in entries
        for provider in providers
        if stale is None or _stale(entry, provider, stale)
    ]


def _question(entry: Assessment, provider: Reports) -> Question:
    subject, need = entry.account.customer, report_need(entry, provider.info.name)
    return Question(entry.id, provider, need, provider.under_way(subject), bool(provider.known_by(subject)))


def _stale(entry: Assessment, provider: Reports, days: int) -> bool:
    """Whether the last opinion is older than so many days; who bills is asked no sooner after it was asked last.

    A bureau's opinion may be months old on the day it is bought: bought again the next night it is no younger. And an answer
    that was charged and said nothing of this buyer leaves no report at all: the ledger knows that it was bought.
    """
    name, billable = provider.info.name, provider.info.billable
    spoken = last_opinion(entry.account, name)
    asked = [report.learnt_on for report in entry.account.reports if report.provider == name] if billable else []
    charged = provider.charged_on(entry.account.customer)
    last = max((day for day in (spoken, charged, *asked) if day is not None), default=None)
    return last is None or (entry.on - last).days > days


def grant_of(question: Question) -> Grant:
    """What was agreed to with a question: its calls may cost what was planned for it in all, and nothing where it was free."""
    left = question.price

    def granted(price: Money | None) -> bool:
        nonlocal left
        if price is None or left is None or price.currency != left.currency or price > left:
            return False
        left -= price
        return True

    return granted


def ranked(asked: Iterable[Question]) -> list[Question]:
    """The greatest need first; of equal ones in the order they came."""
    return sorted(asked, key=lambda question: question.need.rank)


def planned(asked: Iterable[Question], purse: Purse) -> Plan:
    """Every question that costs nothing, and those that bill for as long as their stated prices stay within `purse`."""
    plan = Plan()
    for question in asked:
        if reason := purse.against(question):
            plan.left_out.append(LeftOut(question, reason))
        else:
            purse.pay(question, question.price)
            plan.asked.append(question)
    return plan


def rounds(asked: Sequence[Question], purse: Purse) -> Iterator[LeftOut | list[Question]]:
    """What is put next, round by round: the questions of one request, or one that is left out.

    Who takes them pays `purse` for a round before the next one is asked for: it is planned by what is left then.
    """
    done: set[int] = set()
    for place, question in enumerate(asked):
        if place in done:
            continue
        if reason := purse.against(question):
            yield LeftOut(question, reason)
            continue
        places = _together(asked, place, done, purse)
        done.update(places)
        yield [asked[each] for each in places]


def _together(asked: Sequence[Question], first: int, done: Collection[int], purse: Purse) -> list[int]:
    """The places of the questions that go with the first in one request, and are paid for together.

    Those that come between them and go to others keep their money: what matters less is not asked with it.
    """
    provider = asked[first].provider
    if asked[first].ordered or not asked[first].known or not isinstance(provider, AsksMany):
        return [first]
    trial, places = purse.trial(), list[int]()
    for place in range(first, len(asked)):
        question = asked[place]
        if place in done or trial.against(question):
            continue
        trial.pay(question, question.price)
        if question.provider is provider and question.known and not question.ordered:
            places.append(place)
            if len(places) == provider.most:
                break
    return places


def price_in(rates: Rates, on: date, price: Money, to: str) -> Money | None:
    """A price in the currency of a budget, rounded up; `None` where no rate is known."""
    known = rates.factor(price.currency, to, on)
    if known is None:
        return None
    minor = (price.minor * known[0].scaleb(exponent(to) - exponent(price.currency))).to_integral_value(ROUND_CEILING)
    return Money(int(minor), to)
