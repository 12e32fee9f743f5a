"""Calls of which nobody knows whether they were charged, and a person's word on what became of one.

Until that is said nothing else that may be charged is sent about that buyer to that provider. The ledger of what is spent names
nobody: a buyer of the book is found by the mark of the number the provider knows it by, and where that number was changed since,
or the call was made for another book, it is settled by the call's own number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from credit.customer import Customer
from integrations.keeping.spending import Spent, State
from integrations.providers.watching import MONITORING
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.cli.rekeying import key_told
from tui.config import login
from tui.plain import facts_text
from wording import figures
from wording.listing import clauses
from wording.words import _, mark

__all__ = ["BECAME", "settle"]

ALL = "all"
"""In place of a buyer: every call of the provider whose answer was lost."""
BECAME = {"charged": State.CHARGED, "not-charged": State.NOT_CHARGED}
"""What a person may say of a call."""
_SEEN = {
    State.BEGUN: mark("cut off before its answer came, or being asked just now"),
    State.UNKNOWN: mark("its answer was lost"),
    State.ORDERED: mark("ordered, and not delivered since"),
    State.CHARGED: mark("charged"),
    State.NOT_CHARGED: mark("not charged"),
    State.REFUSED: mark("refused, not charged"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A call in doubt, and the buyer of the book it was about."""

    spent: Spent
    buyer: Customer | None
    """`None` where no buyer of this book has the number that was asked about."""

    def is_about(self, whom: str) -> bool:
        """Whether `whom` is the buyer's number in the book, or the call's own."""
        return whom in ("", self.spent.id) or (self.buyer is not None and whom == self.buyer.id)

    def record(self) -> dict[str, Any]:
        """The call for scripts."""
        spent, buyer = self.spent, self.buyer
        return {
            "id": spent.id,
            "provider": spent.provider,
            "customer_id": buyer.id if buyer else None,
            "name": buyer.name if buyer else None,
            "endpoint": spent.endpoint,
            "price": spent.price,
            "at": spent.at,
            "state": spent.state,
            "order": spent.order or None,
        }

    def told(self) -> str:
        """The call for people, in a line."""
        spent, buyer = self.spent, self.buyer
        whom = f"{figures.safe(buyer.id)} {figures.safe(buyer.name)}" if buyer else _("a buyer this book does not know")
        asked = _("{endpoint} of {moment} UTC").format(endpoint=figures.safe(spent.endpoint), moment=f"{spent.at:%Y-%m-%d %H:%M}")
        order = (_("order {number}").format(number=figures.safe(spent.order)),) if spent.order else ()
        price = (figures.money(spent.price),) if spent.price is not None else ()
        return clauses((figures.safe(spent.provider), whom, asked, *order, *price, _(_SEEN[spent.state])))


def settle(opened: Opening) -> Exit:
    """List the calls in doubt, or write down what became of one."""
    a = opened.arguments
    waiting = _doubts(opened, a.name)
    doubts = [each for each in waiting if each.is_about(a.whom)]
    if a.became is not None and a.name and a.whom == ALL and not doubts:
        return _settle_all(opened, [each for each in waiting if each.spent.doubtful])
    if a.became is None:
        _listed(doubts, as_json=a.json)
        return key_told(opened)
    if len(doubts) != 1:
        narrate(_which(doubts, a.name, a.whom))
        return Exit.USAGE
    (doubt,) = doubts
    settled = opened.records().settle(doubt.spent, BECAME[a.became], opened.config.who or login(opened.environ))
    if settled is None:
        narrate(_("That call is being asked just now, or was settled meanwhile. Look again: dunnage providers settle."))
        return Exit.LOCKED
    told = Doubt(settled, doubt.buyer)
    if a.json:
        write_json({"settled": told.record() | {"said_by": settled.said_by}, "missing": _missing([told.record()])})
    else:
        write_text(facts_text([(settled.id, told.told(), "")]))
    return Exit.DONE


def _settle_all(opened: Opening, doubts: Sequence[Doubt]) -> Exit:
    """Write down the same of every call of a provider whose answer was lost: one request may have been about a hundred buyers."""
    a, records, who = opened.arguments, opened.records(), opened.config.who or login(opened.environ)
    told = [Doubt(now, each.buyer) for each in doubts if (now := records.settle(each.spent, BECAME[a.became], who)) is not None]
    if a.json:
        write_json({"all": [each.record() | {"said_by": each.spent.said_by} for each in told]})
    else:
        write_text(facts_text([(each.spent.id, each.told(), "") for each in told]) or _("No call is in doubt.") + "\n")
    if len(told) < len(doubts):
        narrate(_("That call is being asked just now, or was settled meanwhile. Look again: dunnage providers settle."))
        return Exit.LOCKED
    return Exit.DONE


def _doubts(opened: Opening, provider: str) -> list[Doubt]:
    """The calls that wait for a person's word, oldest first."""
    records = opened.records()
    waiting = [spent for spent in records.unsettled() if provider in ("", spent.provider)]
    if not waiting:
        return []
    asked = {spent.provider for spent in waiting}
    providers = [each for each in opened.providers() if each.info.name in asked]
    accounts = opened.desk().book.accounts.values() if opened.reachable() else ()
    known: dict[tuple[str, str], Customer] = {}
    for account in accounts:
        for each in providers:
            if by := each.known_by(account.customer):
                for asked_by in (by, (*by, MONITORING)):
                    known[each.info.name, records.buyer(each.info.name, asked_by)] = account.customer
    return [Doubt(spent, known.get((spent.provider, spent.buyer))) for spent in waiting]


def _listed(doubts: Sequence[Doubt], *, as_json: bool) -> None:
    records = [each.record() for each in doubts]
    if as_json:
        write_json({"calls": records, "missing": _missing(records)})
        return
    write_text(facts_text([(each.spent.id, each.told(), "") for each in doubts]) or _("No call is in doubt.") + "\n")
    if doubts:
        narrate(_("Look at the provider's invoice, then say so: dunnage providers settle NAME BUYER charged, or not-charged."))


def _which(doubts: Sequence[Doubt], provider: str, whom: str) -> str:
    """Why it cannot be said which call is meant."""
    if not doubts:
        told = _("No call of {provider} about {whom} is in doubt. `dunnage providers settle` lists those that are.")
        return told.format(provider=figures.safe(provider), whom=figures.safe(whom))
    told = _("{n} calls may be meant: {ids}. Name one of them in place of the buyer.")
    return told.format(n=len(doubts), ids=", ".join(each.spent.id for each in doubts))


def _missing(records: Iterable[dict[str, Any]]) -> list[str]:
    return sorted({name for record in records for name, value in record.items() if value is None})
