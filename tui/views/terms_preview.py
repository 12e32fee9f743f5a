"""What payment terms come to while they are typed: each instalment, its amount and its day; or the word that is wrong."""

from collections.abc import Mapping
from datetime import date

from credit.due import schedule
from credit.money import Money
from credit.problem import CurrencyMismatch
from credit.term_words import Baseline
from credit.terms import InvalidTerms, parse
from tui.views.order_instalments import due_line
from wording.faults import fault as fault_sentence

__all__ = ["terms_preview"]


def terms_preview(text: str, amount: Money | None, events: Mapping[Baseline, date]) -> tuple[str, ...]:
    """A line for each instalment of `amount`, due as `events` say; without an amount the clauses alone.

    A day marked with `~` waits for its event. Of terms that cannot be read the wrong word is told, and what would be right.
    """
    try:
        terms = parse(text)
        if amount is None or amount.minor <= 0:
            return tuple(str(instalment) for instalment in terms.instalments)
        return tuple(due_line(each) for each in schedule(terms, amount, events))
    except (InvalidTerms, CurrencyMismatch) as wrong:
        return (fault_sentence(wrong),)
