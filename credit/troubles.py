"""What is wrong with the data itself, told beside the results: nothing here stops a figure, and nothing is silently zero.

Told of an account as known on a day, and of a book; in the order of the facts, each thing once. Cheap enough to be asked of a
book of a hundred thousand invoices: a ledger is made only where credit notes or promises may exceed the debt.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from credit.account import Account, Fact, dated_on, fact_key
from credit.activity import Contact, Dispute, Promise
from credit.aging import ledger
from credit.book import Book
from credit.invoice import Invoice, Order
from credit.limits.kinship import kin_of
from credit.loss.application import ShortPayPolicy
from credit.money import Money
from credit.plausible import Plausible
from credit.problem import Problem
from credit.promises import owed_when_given
from credit.receipt import Receipt
from credit.term_words import Baseline
from credit.terms import InvalidTerms, parse

__all__ = ["account_troubles", "ahead_troubles", "book_troubles"]

Counted = Invoice | Receipt | Order | Promise
_NAMED = 20
"""Buyers nobody described of whom the nearest number is looked for: in a ledger without buyers it would be all of them."""


def book_troubles(book: Book, on: date) -> tuple[Problem, ...]:
    """Everything that is wrong with the data known by the end of `on`, buyer by buyer, then what concerns several of them."""
    found: list[Problem] = []
    owners: dict[str, str] = {}
    parents: dict[str, str] = {}
    shared: list[Problem] = []
    described: list[str] = []
    for id, whole in book.accounts.items():
        account = whole.as_known_on(on)
        if not account:
            continue
        found += account_troubles(account, on, book)
        parents[id] = account.customer.parent
        described += [id] if account.described else []
        for invoice in account.invoices:
            number = invoice.instalment_of or invoice.id
            other = owners.setdefault(number, id)
            if other != id:
                owners[number] = id
                shared.append(_problem("number_of_two_buyers", id, number, other))
    return (*_with_nearest(found, described), *dict.fromkeys(shared), *kin_of(parents).problems(parents))


def ahead_troubles(book: Book, today: date) -> tuple[Problem, ...]:
    """Facts of the whole book dated after `today`: they stand in no figure until their day comes, so nothing else tells of them.

    Asked with the day that really is today, never with an earlier one that is looked at: then what came later is no mistake.
    """
    found = (
        _problem("dated_ahead", account.id, fact.id, day.isoformat())
        for account in book.accounts.values()
        for fact in account.current().values()
        if (day := dated_on(fact)) > today
    )
    return tuple(dict.fromkeys(found))


def _with_nearest(found: list[Problem], described: list[str]) -> Iterator[Problem]:
    """These problems, the first buyers nobody described with the nearest number of one that is."""
    left = _NAMED
    for problem in found:
        if problem.code == "not_described" and left:
            left -= 1
            near = next(iter(get_close_matches(problem.buyer, described, 1)), "")
            yield _problem("not_described_near", problem.buyer, problem.detail, near) if near else problem
        else:
            yield problem


def account_troubles(account: Account, on: date, book: Book) -> tuple[Problem, ...]:
    """What is wrong with the data of one account as known on that day."""
    found = (
        *_identity(account, on, book),
        *_invoices(account, on, book.policy.plausible),
        *_receipts(account),
        *_other_currency(account),
        *_amounts(account),
        *_promises(account, on, book),
        *_dates(account, on, book.policy.plausible),
        *_credit_notes(account, on, book.policy.short_pays),
    )
    return tuple(dict.fromkeys(found))


def _problem(code: str, buyer: str, detail: str = "", other: str = "") -> Problem:
    return Problem(code, detail, buyer=buyer, expected=other)


def _identity(account: Account, on: date, book: Book) -> Iterator[Problem]:
    """A buyer nobody described, one without country, with terms nobody can read, or with money in a currency that has no rate."""
    buyer = account.customer
    if not account.described:
        yield _problem("not_described", account.id, min(account.versions, key=lambda fact: fact.learnt_on).id)
    elif not buyer.country:
        yield _problem("no_country", account.id)
    if wrong := _unread(buyer.terms):
        yield _problem("buyer_terms_unread", account.id, *wrong)
    for code in sorted({money.currency for money in _weighed(account) if money is not None}):
        if book.rates.factor(code, book.base, on) is None:
            yield _problem("no_rate", account.id, code, book.base)


def _weighed(account: Account) -> Iterator[Money | None]:
    """Every amount that is held against another: what is owed, paid, ordered, secured, contested, and every limit."""
    buyer = account.customer
    counted: tuple[Counted, ...] = (*account.invoices, *account.receipts, *account.orders)
    yield from (fact.amount for fact in counted)
    yield from (security.amount for security in account.securities)
    yield from (dispute.amount for dispute in account.disputes)
    yield from (granted.cap for granted in account.leniencies)
    yield from (buyer.limit, buyer.insured_limit, buyer.group_limit)


@lru_cache(maxsize=4096)
def _unread(terms: str) -> tuple[str, str] | None:
    """The piece of terms that cannot be read and what would be right there; `None` where all can."""
    if not terms:
        return None
    try:
        parse(terms)
    except InvalidTerms as wrong:
        expected = wrong.facts["expected"]
        return str(wrong.facts["token"]) or terms, ", ".join(map(str, expected)) if isinstance(expected, tuple) else ""
    return None


def _invoices(account: Account, on: date, policy: Plausible) -> Iterator[Problem]:
    """Due before issue, due far off, one number for two, terms nobody can read, a provisional date that has passed."""
    for invoice in account.invoices:
        if invoice.instalment is None:
            days = (invoice.due_on - invoice.issued_on).days
            if days < 0:
                yield _problem("due_before_issue", account.id, invoice.id)
            elif days > policy.due_days:
                yield _problem("due_far_off", account.id, invoice.id)
            if wrong := _unread(invoice.terms):
                yield _problem("terms_unread", account.id, *wrong)
        elif invoice.provisional and invoice.due_on < on and invoice.amount:
            yield _problem("provisional_passed", account.id, invoice.id, str(invoice.baseline))
        if invoice.instalment_of and invoice.instalment_of in account.parts.get(invoice.instalment_of, ()):
            yield _problem("number_used_twice", account.id, invoice.instalment_of)
    yield from _reused(account)


def _reused(account: Account) -> Iterator[Problem]:
    """A number under which one invoice was told, and later another: of another day and another amount."""
    before: Fact | None = None
    for fact in account.versions:  # sorted: the versions of one fact stand together, the earliest first
        if isinstance(fact, Invoice) and isinstance(before, Invoice) and fact.id == before.id and _another(before, fact):
            yield _problem("number_used_twice", account.id, fact.id)
        before = fact


def _another(before: Invoice, after: Invoice) -> bool:
    return after.issued_on != before.issued_on and after.amount != before.amount and bool(after.amount and before.amount)


def _receipts(account: Account) -> Iterator[Problem]:
    """Receipts that name no invoice of the buyer, or one that was issued later and asked for no deposit."""
    issued = {invoice.id: invoice for invoice in account.invoices}
    for receipt in account.receipts:
        for number in receipt.invoices:
            if number not in issued:
                yield _problem("receipt_of_no_invoice", account.id, receipt.id, number)
        named = [issued[number] for number in receipt.invoices if number in issued]
        if not receipt.amount or any(each.baseline is Baseline.ORDER for each in named):
            continue
        for each in named:
            if receipt.on < each.issued_on:
                yield _problem("receipt_before_invoice", account.id, receipt.id, each.instalment_of or each.id)


def _other_currency(account: Account) -> Iterator[Problem]:
    """Receipts in another currency than an invoice they name: they stay unapplied there."""
    issued = {invoice.id: invoice.amount.currency for invoice in account.invoices}
    for receipt in account.receipts:
        for number in receipt.invoices:
            if receipt.amount and issued.get(number, receipt.amount.currency) != receipt.amount.currency:
                yield _problem("receipt_other_currency", account.id, receipt.id, number)


def _amounts(account: Account) -> Iterator[Problem]:
    """Amounts of zero that were never anything else, and amounts below zero of what is always owed or promised."""
    counted: tuple[Counted, ...] = (*account.invoices, *account.receipts, *account.orders, *account.promises)
    for fact in counted:
        if isinstance(fact, Order | Promise) and fact.amount.minor < 0:
            yield _problem("negative_amount", account.id, fact.id)
        elif not fact.amount and not _taken_back(account, fact):
            yield _problem("zero_amount", account.id, fact.id)
    for limit in (account.customer.limit, account.customer.insured_limit):
        if limit is not None and limit.minor < 0:
            yield _problem("negative_limit", account.id, str(limit.amount))


def _promises(account: Account, on: date, book: Book) -> Iterator[Problem]:
    """Promises for a day before they were given, in a currency in which nothing was owed, and of more than was owed then."""
    for promise in account.promises:
        if promise.promised_for < promise.on:
            yield _problem("promise_before_given", account.id, promise.id, promise.promised_for.isoformat())
        elif promise.on <= on and promise.withdrawn_on is None:
            owed = owed_when_given(account, promise, book.policy.short_pays)
            if promise.amount.minor > 0 and not owed:
                yield _problem("promise_nothing_owed", account.id, promise.id, promise.amount.currency)
            elif promise.amount > owed:
                yield _problem("promise_above_debt", account.id, promise.id, f"{owed.amount} {owed.currency}")


def _taken_back(account: Account, fact: Counted) -> bool:
    """Whether an earlier version had an amount: it was taken back on purpose."""
    return any(fact_key(told) == fact_key(fact) and isinstance(told, Counted) and bool(told.amount) for told in account.versions)


def _dates(account: Account, on: date, policy: Plausible) -> Iterator[Problem]:
    """Days before the first year there was any business, or further ahead than anything is planned."""
    last = on.year + policy.years_ahead
    days = [(invoice.id, day) for invoice in account.invoices for day in (invoice.issued_on, invoice.due_on)]
    happened: tuple[Receipt | Order | Contact | Dispute, ...] = (
        *account.receipts, *account.orders, *account.contacts, *account.disputes,
    )  # fmt: skip
    days += [(fact.id, fact.on) for fact in happened]
    days += [(promise.id, day) for promise in account.promises for day in (promise.on, promise.promised_for)]
    days += [(event.id, event.published_on) for event in account.events]
    for id, day in days:
        if not policy.first_year <= day.year <= last:
            yield _problem("date_out_of_range", account.id, id, day.isoformat())


def _credit_notes(account: Account, on: date, short_pays: ShortPayPolicy) -> Iterator[Problem]:
    """Credit notes, save those a receipt used up, that exceed everything that is open in their currency."""
    used = {number for receipt in account.receipts for number in receipt.invoices}
    noted: Counter[str] = Counter()
    for invoice in account.invoices:
        if invoice.amount.minor < 0 and invoice.issued_on <= on and invoice.id not in used:
            noted[invoice.amount.currency] -= invoice.amount.minor
    if not noted:
        return
    items = ledger(account, on, short_pays)
    for code, minor in sorted(noted.items()):
        if minor > sum(item.open.minor for item in items.open if item.open.currency == code):
            yield _problem("credit_exceeds_debt", account.id, code)
