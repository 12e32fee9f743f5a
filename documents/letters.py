"""Letters to a buyer, computed at the moment they are made: what is open now, in the tone its treatment asks for.

A letter never says more than the treatment allows: nobody is dunned whose time was granted, whose debt others collect, who is
insolvent, or who owes nothing that is due. What is in dispute and what was promised is marked. Bank details come from the one
record of the house, and a letter that asks for money in a currency without an account there says so instead of leaving it out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from credit.activity import SPOKEN
from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.calendar import days_after, days_before, is_bank_day, next_bank_day
from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.ladder import Action, Sender, Tone
from credit.policy import Policy
from credit.problem import Fault
from credit.rungs import insolvent_since
from credit.treatment import HANDED_OVER, ladder_name, next_step
from documents.account import AccountLine, Block, account, as_html, as_text
from documents.letter_kinds import LetterKind, letter_of
from documents.templating import rendered
from wording import figures
from wording.words import _, language

__all__ = ["House", "Letter", "LetterKind", "LetterRefused", "letter"]

ANSWER_DAYS = 7
"""Days within which an answer is asked for; the last of them is moved to a bank day of the buyer's country."""
SOON = 30
"""Days before its due date from which on an invoice falls due shortly."""
LATELY = 30
"""Days for which a payment is thanked for."""


class LetterRefused(Fault):
    """A letter that must not be written (`reason`, `id`, `kind`)."""

    code: ClassVar[str] = "letter_refused"


@dataclass(frozen=True, slots=True)
class House:
    """Who writes."""

    name: str = ""
    who: str = ""
    bank: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By currency, the account money is to be paid to, as it is printed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the language it was made in."""

    kind: LetterKind
    tone: Tone
    subject: str
    body: str
    html: str
    lines: tuple[AccountLine, ...]
    """Open items by currency, the oldest due date first."""
    to: str
    """Address of the buyer; empty where nobody wrote one down."""
    on: date
    buyer: str


_PRESSING = frozenset({LetterKind.REMINDER, LetterKind.FINAL, LetterKind.INSURER})
_SENIOR = frozenset({Sender.FINANCE_MANAGER, Sender.EXECUTIVE, Sender.DIRECTOR, Sender.SALES_DIRECTOR, Sender.LAWYER})
_CONDUCT: Mapping[LetterKind, Tone] = {
    LetterKind.SERVICE: Tone.SERVICE,
    LetterKind.STATEMENT: Tone.SERVICE,
    LetterKind.CONFIRMATION: Tone.SERVICE,
    LetterKind.PROMISE: Tone.FRIENDLY,
    LetterKind.THANKS: Tone.FRIENDLY,
    LetterKind.INSURER: Tone.FACE_SAVING,
    LetterKind.CLAIM: Tone.FORMAL_INSOLVENCY,
}
"""Letters that are always said alike; the others are said as the treatment says."""
_PAYS = frozenset(
    {LetterKind.SERVICE, LetterKind.REMINDER, LetterKind.FINAL, LetterKind.INSURER, LetterKind.PROMISE, LetterKind.CLAIM}
)
"""Letters that tell where to pay."""


def letter(
    assessed: Assessment,
    policy: Policy,
    kind: LetterKind | None = None,
    house: House = House(),
    templates: Path | None = None,
) -> Letter:
    """The letter of this kind as of the day assessed; without one, the letter today's step asks for.

    Raises `LetterRefused` where it must not be written, `TemplateRefused` for a template of the user's that cannot be used.
    """
    step = next_step(assessed, policy)
    chosen = kind or _by_step(assessed, step.action)
    _need_allowed(assessed, chosen)
    tone = _CONDUCT.get(chosen) or (step.tone if step.tone in _TONES[chosen] else _TONES[chosen][-1])
    blocks = account(assessed, policy.buckets, _CHOSEN[chosen](assessed))
    said = {
        "buyer": _name(assessed),
        "day": figures.day(assessed.on),
        "seller": figures.safe(house.name),
        "signature": "\n".join(figures.safe(each) for each in (house.who, house.name) if each),
        "recipient": _recipient(assessed, chosen, step.sender, tone),
        "tone": tone.value,
        "earlier": "yes" if _wrote_before(assessed, blocks) else "",
        "answer_by": figures.day(_answer_by(assessed, chosen)),
        "bank": "\n\n".join(_bank(blocks, house, asks=chosen in _PAYS))
        if chosen in _PAYS or chosen is LetterKind.STATEMENT
        else "",
        "promises": "\n".join(_promises(assessed)),
        "receipts": "\n".join(_receipts(assessed)),
        "insurer_day": figures.day(told) if (told := _insurer_day(assessed)) else "",
        "insolvent_on": figures.day(since) if (since := insolvent_since(assessed)) else "",
        "claim_by": figures.day(last) if (last := _claim_by(assessed)) and last >= assessed.on else "",
        "claim_missed": figures.day(last) if last and last < assessed.on else "",
    }
    made = rendered(chosen, language(), said, {"account": (as_text(blocks), as_html(blocks))}, templates)
    lines = tuple(line for block in blocks for line in block.lines)
    return Letter(
        chosen, tone, made.subject, made.body, made.html, lines, assessed.account.customer.email, assessed.on, assessed.id
    )


_TONES: Mapping[LetterKind, tuple[Tone, ...]] = {
    LetterKind.REMINDER: (Tone.FRIENDLY, Tone.FIRM, Tone.FACE_SAVING),
    LetterKind.FINAL: (Tone.FINAL, Tone.FACE_SAVING),
}
"""How a pressing letter may be said; the last where the treatment's own tone is none of them."""


def _by_step(assessed: Assessment, action: Action) -> LetterKind:
    found = letter_of(action) or LetterKind.STATEMENT
    try:
        _need_allowed(assessed, found)
    except LetterRefused:
        return LetterKind.STATEMENT
    return found


def _need_allowed(assessed: Assessment, kind: LetterKind) -> None:
    """Refuse a letter that must not be written today."""
    reason = _against(assessed, kind)
    if reason:
        raise LetterRefused(reason=reason, id=assessed.id, kind=kind.value)


def _against(assessed: Assessment, kind: LetterKind) -> str:
    if kind in _PRESSING:
        if insolvent_since(assessed) is not None or assessed.debt_class.value is DebtClass.DEAD:
            return "no_demands"
        if ladder_name(assessed) == HANDED_OVER:
            return "only_they_write"
        if assessed.leniency is not None:
            return "time_granted"
        if not any(assessed.in_work(item) for item in assessed.ledger.late):
            return "nothing_in_work"
        if all(_in_hand(assessed).values()):
            return "money_in_hand"
    needed: Mapping[LetterKind, Callable[[Assessment], bool]] = {
        LetterKind.SERVICE: lambda it: any(_soon(it)(item) for item in it.ledger.open),
        LetterKind.PROMISE: lambda it: bool(it.running),
        LetterKind.THANKS: lambda it: any(True for _line in _receipts(it)),
        LetterKind.INSURER: lambda it: it.covered,
        LetterKind.CLAIM: lambda it: insolvent_since(it) is not None and bool(it.ledger.open),
    }
    return "" if kind not in needed or needed[kind](assessed) else f"nothing_for_{kind.value}"


def _in_hand(assessed: Assessment) -> Mapping[str, bool]:
    """By currency, whether money that is set against nothing covers all that is overdue and in work: it is matched first."""
    owed: dict[str, int] = {}
    for item in assessed.ledger.late:
        owed[item.open.currency] = owed.get(item.open.currency, 0) + assessed.in_work(item).minor
    return {currency: minor <= assessed.ledger.free.get(currency, 0) for currency, minor in owed.items()}


def _overdue(assessed: Assessment) -> Callable[[OpenItem], bool]:
    """Overdue, in a currency in which something is left to ask for."""
    in_hand = _in_hand(assessed)
    return lambda item: item.dpd > 0 and not in_hand.get(item.open.currency, False)


def _soon(_assessed: Assessment) -> Callable[[OpenItem], bool]:
    return lambda item: -SOON <= item.dpd <= 0


def _promised(assessed: Assessment) -> Callable[[OpenItem], bool]:
    return lambda item: bool(assessed.promised_amount(item))


def _all(_assessed: Assessment) -> None:
    return None


_CHOSEN: Mapping[LetterKind, Callable[[Assessment], Callable[[OpenItem], bool] | None]] = {
    LetterKind.SERVICE: _soon,
    LetterKind.REMINDER: _overdue,
    LetterKind.FINAL: _overdue,
    LetterKind.INSURER: _overdue,
    LetterKind.PROMISE: _promised,
    LetterKind.STATEMENT: _all,
    LetterKind.CONFIRMATION: _all,
    LetterKind.THANKS: _all,
    LetterKind.CLAIM: _all,
}
"""Which items stand in a letter; `None`: all of them, with the balance."""


def _wrote_before(assessed: Assessment, blocks: tuple[Block, ...]) -> bool:
    """Whether the buyer was written to since the first of these items fell due; what was written before is not about them."""
    first = min((line.due_on for block in blocks for line in block.lines), default=assessed.on)
    return any(contact.channel not in SPOKEN and contact.on > first for contact in assessed.delivered)


def _name(assessed: Assessment) -> str:
    """The buyer's name as the letter's reader writes it."""
    buyer = assessed.account.customer
    return figures.safe(buyer.name_local if language() == "zh" and buyer.name_local else buyer.name)


def _recipient(assessed: Assessment, kind: LetterKind, sender: Sender, tone: Tone) -> str:
    """Who is addressed: the practitioner, the management where seniors speak, else whoever pays the bills."""
    if kind is LetterKind.CLAIM:
        return _("insolvency practitioner of {name}").format(name=_name(assessed))
    senior = tone in (Tone.FACE_SAVING, Tone.FINAL) or sender in _SENIOR
    form = _("management of {name}") if senior and kind is not LetterKind.STATEMENT else _("accounts department of {name}")
    return form.format(name=_name(assessed))


def _answer_by(assessed: Assessment, kind: LetterKind) -> date:
    """The bank day by which an answer is asked for; where the insurer is to be told, one before that, or else that day itself."""
    country, told = assessed.account.customer.country, _insurer_day(assessed) if kind is LetterKind.INSURER else None
    usual = next_bank_day(days_after(assessed.on, ANSWER_DAYS), country)
    if told is None or usual < told:
        return usual
    before = days_before(told, 1)
    while before > assessed.on and not is_bank_day(before, country):
        before = days_before(before, 1)
    return before if before > assessed.on else told


def _bank(blocks: tuple[Block, ...], house: House, *, asks: bool) -> Iterator[str]:
    """Where to pay, for each currency; one without an account of the house says so where the letter `asks` for money."""
    for block in blocks:
        if (told := house.bank.get(block.currency)) is not None:
            head = _("Please pay {currency} to:") if asks else _("Our account in {currency}:")
            yield head.format(currency=block.currency) + "\n" + told
    if any(block.currency in house.bank for block in blocks):
        yield _("We never change our bank details by mail: if you are told of others, call us on a number you know.")
    for block in blocks if asks else ():
        if block.currency not in house.bank:
            yield _("For {currency}, please pay to the account on our invoice.").format(currency=block.currency)


def _promises(assessed: Assessment) -> Iterator[str]:
    for entry in assessed.running:
        given = entry.promise
        yield _("{amount} on {day}").format(amount=figures.money(given.amount), day=figures.day(given.promised_for))


def _receipts(assessed: Assessment) -> Iterator[str]:
    """What came in lately, and was not taken back."""
    first = days_after(assessed.on, -LATELY)
    for receipt in assessed.account.receipts:
        if first < receipt.on <= assessed.on and receipt.amount.minor > 0:
            yield _("{amount} on {day}").format(amount=figures.money(receipt.amount), day=figures.day(receipt.on))


def _insurer_day(assessed: Assessment) -> date | None:
    """The day by which the insurer must be told; `None` where that is over, or was done."""
    days = (clock.due_on for clock in assessed.clocks if clock.kind is ClockKind.INSURER_NOTICE)
    return min((day for day in days if day >= assessed.on), default=None)


def _claim_by(assessed: Assessment) -> date | None:
    """The last day for the proof of debt, be it over; `None` where none is known."""
    return min((clock.due_on for clock in assessed.clocks if clock.kind is ClockKind.INSOLVENCY_CLAIM), default=None)
