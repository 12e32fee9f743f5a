"""Take a promise: how much, and by which day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from textual.widgets import Input

from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.reading import read_day, read_money
from wording.words import _

__all__ = ["PromiseDialog", "PromiseFacts"]


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What was promised."""

    amount: Money
    promised_for: date


class PromiseDialog(Dialog[PromiseFacts]):
    """Two questions; what is overdue and the day a week ahead stand there already."""

    goes_on = True

    def title_text(self) -> str:
        """Who promises."""
        return _("{name} promises to pay").format(name=self.buyer)

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Amount and day."""
        owed = self.overdue()
        amount = f"{owed.amount} {owed.currency}" if owed else ""
        day = (self.about.on + timedelta(days=7)).isoformat()
        return ((_("Amount and currency"), entry("amount", amount)), (_("By the day"), entry("day", day)))

    def overdue(self) -> Money | None:
        """What is overdue in the currency most of it is in."""
        minor: Counter[str] = Counter()
        for item in self.about.ledger.overdue:
            minor[item.open.currency] += item.open.minor
        found = minor.most_common(1)
        return Money(found[0][1], found[0][0]) if found else None

    def gathered(self) -> PromiseFacts | str:
        """The promise, or what cannot be read."""
        money = read_money(self.value("amount"))
        if isinstance(money, str):
            return money
        day = read_day(_("By the day"), self.value("day"), self.about.on)
        return day if isinstance(day, str) else PromiseFacts(money, day)
