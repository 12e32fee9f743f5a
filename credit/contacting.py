"""Whether a buyer can be reached: contacts made, tries that found nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from credit.account import Account
from credit.activity import Channel, Contact
from credit.calendar import days_after
from credit.thresholds import Classing

__all__ = ["Silence", "contacts_made", "silence", "unreachable_since"]


@dataclass(frozen=True, slots=True)
class Silence:
    """Tries in a row that found nobody."""

    tries: int
    channels: int
    since: date
    """Day of the first of them."""
    days: int
    """Days from that try to the day looked at."""
    contact: str = field(default="", compare=False)
    """Number of the first of them."""

    def unreachable(self, policy: Classing) -> bool:
        """Whether the silence is long enough on enough channels to call the buyer unreachable (TRADE.md 4.3)."""
        return (
            self.tries >= policy.unanswered_tries
            and self.channels >= policy.unanswered_channels
            and self.days >= policy.unanswered_days
        )


def contacts_made(account: Account, on: date) -> tuple[Contact, ...]:
    """Contacts with the buyer by `on`, oldest first; notes and words with insurers, courts and offices are none."""
    return tuple(
        contact
        for contact in account.contacts
        if contact.on <= on and contact.channel is not Channel.NOTE and contact.outcome.with_buyer
    )


def silence(contacts: Sequence[Contact], on: date) -> Silence | None:
    """The unanswered tries since the buyer was last reached; `None` where the last one was answered or says nothing."""
    tries: list[Contact] = []
    for contact in reversed(contacts):
        if contact.outcome.reached:
            break
        if contact.outcome.reached is False:
            tries.append(contact)
    if not tries:
        return None
    return Silence(len(tries), len({contact.channel for contact in tries}), tries[-1].on, (on - tries[-1].on).days, tries[-1].id)


def unreachable_since(tries: Sequence[Contact], silent: Silence, policy: Classing) -> date:
    """Day from which the unanswered `tries` of a long silence, oldest first, made the buyer unreachable."""
    enough = next(
        tries[count - 1].on
        for count in range(policy.unanswered_tries, len(tries) + 1)
        if len({contact.channel for contact in tries[:count]}) >= policy.unanswered_channels
    )
    return max(days_after(silent.since, policy.unanswered_days), enough)
