"""One refresh of one buyer at one provider, between the questions an adapter puts and the line they leave by.

Whatever an adapter asks comes by here: an answer that still stands is not asked for again, one the provider can confirm is
only confirmed, and a call that may be charged stands in the ledger before it is sent. The adapter sees a door like any other.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from credit.money import Money, total
from integrations.address import RequestRefused
from integrations.endings import ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import NOTHING_AGREED, Agreed, Grant, hangs, is_open, lately, nothing_granted
from integrations.keeping.answers import Answers, KeptAnswer, Question
from integrations.keeping.calls import (
    NOT_MODIFIED,
    Came,
    conditional,
    end,
    given,
    named,
    read_again,
    state_after,
    unsent,
    written,
)
from integrations.keeping.spending import BudgetSpent, Entry, KeyChanged, Per, Spending, SpendingUnwritten, Spent, State
from integrations.keeping.standing import Standings
from integrations.secrets import Secret

__all__ = ["NOTHING_AGREED", "Agreed", "Door", "Visit", "Whom", "hangs", "is_open"]

_HEADERS = frozenset({"etag", "last-modified", "content-type", "content-range", "x-total-count", "date", "link"})
"""What of the headers of an answer is kept with it."""


class Door(Protocol):
    """What the questions leave by."""

    def ask(self, call: Call, *, cancelled: Callable[[], bool]) -> Answer:
        """Bring one answer, or raise ProviderFailure or RequestRefused."""
        ...

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What the key that is shown is made of; none where none is shown."""
        ...

    def keep_turns(self, place: Path) -> None:
        """Share the moments of the last calls with other runs, in the file `place`."""
        ...


@dataclass(frozen=True, slots=True)
class Whom:
    """About whom a visit is, and with whose key."""

    buyer: str
    """Mark of the buyer as the provider knows it; the ledger names nobody."""
    credential: str
    """Mark of the credential."""
    about: tuple[str, ...] = field(default=(), repr=False)
    """The buyer's number in the book and its registrations."""
    key: str = ""
    """Mark of the key these marks were made with."""


@dataclass(slots=True)
class Kept:
    """Where a visit finds and leaves what is kept."""

    answers: Answers
    spending: Spending
    standings: Standings
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    spend: bool = True
    """False: nothing that may be charged is sent."""
    unfit: Reason | None = None
    """Why the records cannot be gone by, so that nothing that may be charged is sent; `None` where they can."""


def _as_it_is(answer: Answer) -> Answer:
    return answer


class Visit:
    """A door for one refresh; used from one thread."""

    def __init__(
        self, door: Door, kept: Kept, agreed: Agreed, whom: Whom, since: datetime, granted: Grant = nothing_granted
    ) -> None:
        """Ask through `door`; an answer that came after `since`, the moment the refresh was asked for, answers it too.

        What may be charged leaves only where it is `granted`, and what was agreed still stands.
        """
        self._door = door
        self._kept = kept
        self._agreed = agreed
        self._whom = whom
        self._since = since
        self._granted = granted
        self._asked: set[Question] = set()
        self._handed: dict[Question, Came] = {}
        self._begun: list[Entry] = []
        self.unkept = False
        """An answer could not be written down."""
        self.skewed = False
        """The provider's clock is far from ours."""

    def ask(self, call: Call, *, cancelled: Callable[[], bool] = bool, entry: Entry | None = None) -> Answer:
        """Bring one answer, kept or asked for; raises ProviderFailure or RequestRefused.

        `entry` is the one begun for this call where its order carries a reference; the caller ends it once the answer is there.
        """
        call = self._billing(call)
        if entry is not None or not (call.method == "GET" or call.safe or call.billable):
            return self._paid(call, cancelled, entry)
        question = self._question(call)
        if question in self._handed:
            return given(self._handed[question])
        found = self._found(question, call)
        if found is not None and question not in self._asked and self._stands(found):
            return read_again(found, call, served=True)
        self._asked.add(question)
        asked = call if found is None or not found.validators or call.method != "GET" else conditional(call, found)

        def kept(answer: Answer) -> Answer:
            if answer.status == NOT_MODIFIED and found is not None:
                confirmed = replace(found, checked_at=answer.fetched_at)
                self._keep(question, confirmed, durable=call.billable)
                return read_again(confirmed, call)
            self._keep_of(question, answer, call)
            return answer

        return self._paid(asked, cancelled, entry, kept)

    def lacks(self, call: Call) -> bool:
        """Whether a call would have to be sent: no answer to it is kept that still stands."""
        call = self._billing(call)
        found = self._found(self._question(call), call)
        return found is None or not self._stands(found)

    def bills(self, call: Call) -> bool:
        """Whether a call may be charged: its endpoint bills whatever the call says."""
        return call.billable or call.endpoint in self._agreed.billed

    def hand(self, call: Call, came: Came, entry: Entry | None = None) -> None:
        """Take what came of a call that was sent together with those of other visits: `ask` gives it, or raises it.

        `entry` is the one begun for it, and ends here.
        """
        call = self._billing(call)
        question = self._question(call)
        if isinstance(came, Answer):
            self._keep_of(question, came, call)
            self.skewed = self.skewed or bool(came.skew)
        self._handed[question] = came
        if entry is not None:
            end(entry, state_after(came))

    def begin(self, endpoint: str) -> Entry:
        """Write down a call that may be charged; raises ProviderFailure where it must not be sent.

        Whoever planned the refresh looked at all of this too; what was true then may have lapsed since.
        """
        provider, price, whom = self._agreed.provider, self._agreed.prices.get(endpoint), self._whom
        try:
            if (against := self._against(price)) is not None:
                raise unsent(provider, endpoint, against)
            entry = self._kept.spending.begin(provider, whom.buyer, endpoint, price, self._agreed.budgets, whom.key)
        except BudgetSpent as spent:
            against = Reason.DAY_BUDGET_SPENT if spent.facts["per"] is Per.DAY else Reason.BUDGET_SPENT
        except KeyChanged:
            against = Reason.KEY_LOST
        except (SpendingUnwritten, OSError):
            against = Reason.SPENDING_UNWRITTEN
        else:
            self._begun.append(entry)
            return entry
        raise unsent(provider, endpoint, against)

    def _against(self, price: Money | None) -> Reason | None:
        """What speaks against a call that may be charged at this moment."""
        if not self._kept.spend:
            return Reason.NOT_TO_SPEND
        if self._kept.unfit is not None:
            return self._kept.unfit
        if any(spent.doubtful for spent in self.spent()):
            return Reason.CHARGE_IN_DOUBT
        if not self._agreed.stands():
            return Reason.TERMS_CHANGED
        return None if self._granted(price) else Reason.NOT_GRANTED

    def resumed(self, spent: Spent) -> Entry:
        """An entry of an earlier run, to end it."""
        return self._kept.spending.entry(spent)

    def is_open(self, spent: Spent) -> bool:
        """Whether nothing need be ordered because of it."""
        return is_open(spent, self._agreed, self._kept.now())

    def hangs(self, spent: Spent) -> bool:
        """Whether it is an order that a person should ask after."""
        return hangs(spent, self._kept.now())

    def lately(self, spent: Spent) -> bool:
        """Whether a list of the provider may not hold it yet."""
        return lately(spent, self._kept.now())

    def spent(self) -> tuple[Spent, ...]:
        """What the ledger holds of this buyer at this provider, oldest first; nobody else is asking about it meanwhile."""
        return self._kept.spending.about(self._agreed.provider, self._whom.buyer)

    @property
    def cost(self) -> Money | None:
        """What this visit was charged, or may have been; None where nothing was, or the price is not written down."""
        prices = [entry.spent.price for entry in self._begun if entry.spent.counts and entry.spent.price is not None]
        return total(prices, prices[0].currency) if prices else None

    def _came(self, endpoint: str, found: KeptAnswer) -> None:
        """Write down as charged a call that was cut off after its answer was kept."""
        with suppress(OSError):  # a ledger that cannot be read takes no answer away
            last = next((spent for spent in reversed(self.spent()) if spent.endpoint == endpoint), None)
            if last is not None and last.doubtful and last.at <= found.fetched_at:
                end(self.resumed(last), State.CHARGED)

    def _stands(self, found: KeptAnswer) -> bool:
        """Whether it is still the answer: it came while this refresh waited, or is younger than its endpoint's term."""
        fresh = timedelta(0) if found.endpoint in self._agreed.fleeting else self._agreed.fresh
        return found.checked_at >= self._since or self._kept.now() < found.checked_at + fresh

    def _of(self, answer: Answer, call: Call) -> KeptAnswer:
        """An answer as it is kept."""
        headers = {name: value for name, value in answer.headers.items() if name in _HEADERS}
        at, until = answer.fetched_at, answer.fetched_at + self._agreed.keep
        return KeptAnswer(answer.status, headers, answer.raw, at, at, until, call.endpoint, self._whom.about, answer.sha256)

    def _billing(self, call: Call) -> Call:
        return replace(call, billable=True) if self.bills(call) and not call.billable else call

    def _question(self, call: Call) -> Question:
        return Question(self._agreed.provider, self._whom.credential, call.endpoint, written(call))

    def _found(self, question: Question, call: Call) -> KeptAnswer | None:
        """The kept answer; where it was paid for and that was not written down any more, it is now."""
        found = self._kept.answers.find(question, self._kept.now())
        if call.billable and found is not None:
            self._came(call.endpoint, found)
        return found

    def _keep_of(self, question: Question, answer: Answer, call: Call) -> None:
        if call.tells(answer.value):
            self._keep(question, self._of(answer, call), durable=call.billable)

    def _keep(self, question: Question, answer: KeptAnswer, *, durable: bool) -> None:
        self.unkept = not self._kept.answers.keep(question, answer, durable=durable) or self.unkept

    def _paid(
        self, call: Call, cancelled: Callable[[], bool], entry: Entry | None, kept: Callable[[Answer], Answer] = _as_it_is
    ) -> Answer:
        """Send a call, with its line in the ledger where it may be charged, and have its answer kept.

        Kept first and then written down as charged: whoever is cut off between the two has both, or pays for neither twice.
        """
        if not call.billable:
            return kept(self.send(call, cancelled))
        own = entry or self.begin(call.endpoint)
        try:
            answer = self.send(named(call, own), cancelled)
        except (ProviderFailure, RequestRefused) as failure:
            end(own, state_after(failure))
            raise
        answer = kept(answer)
        if entry is None:
            end(own, State.CHARGED)
        return answer

    def send(self, call: Call, cancelled: Callable[[], bool]) -> Answer:
        """Have a call sent, and write down how the provider stood; what it costs is the caller's to write down."""
        try:
            answer = self._door.ask(self._billing(call), cancelled=cancelled)
        except ProviderFailure as failure:
            if failure.reason is Reason.UNAUTHORISED and self._door.secrets:  # without a key none was refused
                self._kept.standings.refused(self._agreed.provider, self._whom.credential, self._kept.now())
            raise
        self._kept.standings.answered(self._agreed.provider, answer.fetched_at)
        self.skewed = self.skewed or bool(answer.skew)
        return answer
