"""Payment terms as the trade writes them, read into instalments: the atom of the ledger.

    30% TT @order; 70% TT @BL+0          a deposit, the balance on shipment
    USD 5000 TT @order; rest OA 60 @BL   amounts besides percentages, and what they leave
    LC 90 @acceptance    DP sight        credits and collections
    2/10 net 30 EOM                      2 percent off within 10 days, all due in 30, both from the end of the month
    30 days net    30 days               an open account, its days said first

Capital letters, slashes (L/C) and full-width Chinese punctuation make no difference. The text of terms is canonical: it reads
back as equal terms. What cannot be read raises `InvalidTerms`, which names the piece and what would be right.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from credit.instalment import NO_DISCOUNT, WHOLE, Discount, Instalment
from credit.term_clause import read_clause
from credit.term_share import made_whole, number, read_portion
from credit.term_tokens import Cursor, InvalidTerms, Reason, Token, tokens
from credit.term_words import METHODS, UNITS, Baseline, Method, Unit

__all__ = ["NO_TERMS", "InvalidTerms", "Terms", "parse", "understood"]

EXAMPLE = ("2/10",)
DAYS_OF_MONTH = 28
"""Of the shortest month: a discount never outlasts the term it belongs to."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Instalments that together make up the whole, in the order they were written."""

    instalments: tuple[Instalment, ...]
    discount: Discount = NO_DISCOUNT
    """For paying early; only where there is one instalment."""
    text: str = field(default="", compare=False)
    """What was typed."""

    def __str__(self) -> str:
        if not self.discount:
            return "; ".join(str(instalment) for instalment in self.instalments)
        only = self.instalments[0]
        if only.baseline is not Baseline.INVOICE:
            return f"{self.discount} {only}"
        return f"{self.discount} net {only.tenor}{' EOM' if only.end_of_month else ''}"


NO_TERMS = Terms(())
"""Nothing was agreed, or nobody said."""


def parse(text: str) -> Terms:
    """The terms that `text` says; raises `InvalidTerms` at the first piece that cannot stand."""
    cursor = Cursor(tokens(text))
    discount, said = _discount(cursor)
    portions, clauses = [read_portion(cursor)], [read_clause(cursor)]
    while cursor.skip({";", ","}) and cursor.peek().kind != "end":
        portions.append(read_portion(cursor))
        clauses.append(read_clause(cursor))
    if discount:
        _check(cursor, discount, clauses, said)
    shares = made_whole(cursor, portions)
    return Terms(tuple(replace(clause, share=share) for clause, share in zip(clauses, shares, strict=True)), discount, text)


@lru_cache(maxsize=1024)
def understood(text: str) -> Terms:
    """The terms that `text` says; `NO_TERMS` where none were written down, or nothing that can be read."""
    try:
        return parse(text) if text else NO_TERMS
    except InvalidTerms:
        return NO_TERMS


def _discount(cursor: Cursor) -> tuple[Discount, Token]:
    """The discount at the start of terms and where it stands, if it does."""
    start = cursor.peek()
    if start.kind != "number" or cursor.peek(1).key != "/":
        return NO_DISCOUNT, start
    cursor.take()
    cursor.take()
    if cursor.peek().kind != "number":
        cursor.fail(EXAMPLE)
    days = cursor.take()
    percent = number(cursor, start, EXAMPLE)
    if not 0 < percent < WHOLE:
        cursor.fail(EXAMPLE, Reason.RANGE, start)
    if not days.text.isdigit() or len(days.text) > len(str(Unit.DAYS.most)):
        cursor.fail(EXAMPLE, Reason.RANGE, days)
    cursor.skip({","})
    if METHODS.get(cursor.peek().key) is not Method.OA and not cursor.counts(UNITS):
        cursor.fail(("net", Method.OA))
    return Discount(percent, int(days.text)), replace(start, text=f"{start.text}/{days.text}")


def _check(cursor: Cursor, discount: Discount, clauses: list[Instalment], said: Token) -> None:
    if len(clauses) > 1:
        cursor.fail((), Reason.ALONE, said)
    only = clauses[0]
    most = only.offset * (DAYS_OF_MONTH if only.unit is Unit.MONTHS else 1)
    if discount.days > most:
        cursor.fail((str(replace(discount, days=most)),), Reason.RANGE, said)
