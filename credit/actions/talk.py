"""What was said with a buyer: contacts, and its word to pay."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.actions.assigning import claimed_by_contact
from credit.actions.hand import Hand, known, need_invoices
from credit.actions.proposing import above, lapsing, proposed
from credit.activity import Channel, Contact, Outcome, Promise
from credit.aging import OpenItem, ledger
from credit.book import Book
from credit.change import Change
from credit.classing.case import meant_by
from credit.exposure import converted_total
from credit.money import Money
from credit.problem import RefusedChange
from credit.promise_scope import last_day, misfit, replaced_by, standing_beside
from credit.promises import JudgedPromise, PromiseState, judged
from credit.proposal import Decision, Proposal

__all__ = ["contacted", "log_contact", "take_promise", "withdraw_promise"]


def log_contact(
    book: Book,
    hand: Hand,
    customer_id: str,
    channel: Channel,
    outcome: Outcome = Outcome.NONE,
    text: str = "",
    invoices: Sequence[str] = (),
) -> Change:
    """Record a call, mail, letter, visit, message or note; where the policy says so, who speaks to a buyer claims it.

    That invoices are written off is proposed only, where what is open of all that would be written off of the buyer by then is
    above the policy's amount.
    """
    change = contacted(book, hand, customer_id, channel, outcome, text, invoices)
    threshold = book.policy.four_eyes.write_off
    if outcome is not Outcome.WRITTEN_OFF or not threshold:
        return change
    account = known(book, hand, customer_id)
    still_open = ledger(account, hand.on, book.policy.short_pays).open
    meant = need_invoices(account, invoices) or tuple(item.invoice.id for item in still_open)
    given_up = _given_up(account, still_open, book, hand.on, meant)
    if not above(book, (given_up,), threshold, hand.on):
        return change
    wait = (Decision.WRITE_OFF, given_up, lapsing(book, hand.on), hand.who, text)
    fact = Proposal(hand.mark, customer_id, hand.on, hand.on, *wait, channel=channel, invoices=meant)
    return proposed(account, hand, fact)


def contacted(
    book: Book, hand: Hand, customer_id: str, channel: Channel, outcome: Outcome, text: str, invoices: Sequence[str]
) -> Change:
    """The contact recorded, whatever it tells; refused for an invoice nobody knows."""
    account = known(book, hand, customer_id)
    invoices = need_invoices(account, invoices)
    fact = Contact(hand.mark, customer_id, hand.on, hand.on, channel, outcome, tuple(invoices), text, hand.who)
    claims = claimed_by_contact(book, hand, account) if channel is not Channel.NOTE else ()
    return Change("log_contact", (fact, *claims), who=hand.who)


def _given_up(account: Account, items: Sequence[OpenItem], book: Book, on: date, meant: Sequence[str]) -> Money | None:
    """What is open of the invoices in `meant` and of those written off before, so that nothing is to be had by halves.

    In base currency where there are several; `None` where a rate is missing.
    """
    before = [each for each in account.contacts if each.outcome is Outcome.WRITTEN_OFF and each.on <= on]
    amounts = [
        item.open for item in items if item.invoice.id in meant or any(meant_by(each.invoices, each.on, item) for each in before)
    ]
    currencies = {amount.currency for amount in amounts}
    return converted_total(amounts, currencies.pop() if len(currencies) == 1 else book.base, book.rates, on)


def take_promise(
    book: Book,
    hand: Hand,
    customer_id: str,
    amount: Money,
    promised_for: date,
    invoices: Sequence[str] = (),
    text: str = "",
    person: str = "",
    method: str = "",
) -> Change:
    """Record the buyer's word to pay `amount` by a day, with who gave it and how it is to be paid.

    Refused for a day gone by or beyond the policy's longest, an amount that is not positive, is of another currency than the
    invoices, or is more than is owed, and where nothing is. A running promise for the same invoices is withdrawn: the new word
    takes its place, save where a plan was agreed and both are instalments; one that names further invoices too is refused.
    """
    account = known(book, hand, customer_id)
    invoices = need_invoices(account, invoices)
    if amount.minor <= 0:
        raise RefusedChange(reason="promise_amount")
    if promised_for < hand.on:
        raise RefusedChange(reason="promise_day", day=promised_for, on=hand.on)
    if promised_for > (last := last_day(account, hand.on, book.policy.promising)):
        raise RefusedChange(reason="promise_far_off", day=promised_for, last=last)
    running = _running(account, book, hand)
    items = ledger(account, hand.on, book.policy.short_pays)
    wrong = misfit(amount, invoices, items, standing_beside(account, running, invoices))
    if wrong is not None:
        raise wrong
    replaced = replaced_by(account, running, invoices)
    for promise in replaced:
        if further := [number for number in promise.invoices if number not in invoices]:
            raise RefusedChange(reason="promise_wider", day=promise.promised_for, invoices=tuple(further))
    fact = Promise(
        hand.mark, customer_id, hand.on, hand.on, amount, promised_for, tuple(invoices), text, hand.who, person, method=method
    )
    return Change("take_promise", (*(_taken_back(promise, hand, "") for promise in replaced), fact), who=hand.who)


def withdraw_promise(book: Book, hand: Hand, customer_id: str, reason: str, invoices: Sequence[str] = ()) -> Change:
    """Take back the running promises that name one of `invoices`, or the only one that runs where none is given.

    Refused without a reason, where none runs (what is broken stays broken), and where several run and none is named.
    """
    account = known(book, hand, customer_id)
    invoices = need_invoices(account, invoices)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    running = [entry.promise for entry in _running(account, book, hand)]
    found = [promise for promise in running if not invoices or set(invoices) & set(promise.invoices)]
    if not found:
        raise RefusedChange(reason="no_promise_runs", id=customer_id)
    if len(found) > 1 and not invoices:
        raise RefusedChange(reason="which_promise", id=customer_id)
    return Change("withdraw_promise", tuple(_taken_back(promise, hand, reason) for promise in found), who=hand.who)


def _running(account: Account, book: Book, hand: Hand) -> list[JudgedPromise]:
    policy = book.policy
    every = judged(account, hand.on, policy.promising, policy.short_pays, book.rates)
    return [entry for entry in every if entry.state is PromiseState.RUNNING]


def _taken_back(promise: Promise, hand: Hand, why: str) -> Promise:
    return replace(promise, withdrawn_on=hand.on, withdrawn_by=hand.who, withdrawn_why=why, learnt_on=hand.on)
