"""How a command ends: exit codes as scripts know them, and which fault ends in which."""

from enum import IntEnum

from credit.problem import CurrencyMismatch, Fault, InvalidMoney, RefusedChange
from credit.term_tokens import InvalidTerms

__all__ = ["Exit", "exit_of"]


class Exit(IntEnum):
    """Exit codes of the headless contract."""

    DONE = 0
    USAGE = 2
    CONDITIONS = 3
    HOLD = 4
    REFUSED = 5
    LOCKED = 6
    DAMAGED = 7
    PROVIDER = 8
    BUDGET = 9
    CRITICAL_ALERTS = 10
    INTERNAL = 70
    INTERRUPTED = 130


CODES = {
    RefusedChange.code: Exit.REFUSED,
    InvalidMoney.code: Exit.REFUSED,
    InvalidTerms.code: Exit.REFUSED,
    CurrencyMismatch.code: Exit.REFUSED,
    "no_book": Exit.USAGE,
    "no_team_store": Exit.USAGE,
    "no_driver": Exit.USAGE,
    "server_refused": Exit.LOCKED,
    "server_lost": Exit.LOCKED,
    "book_encrypted": Exit.USAGE,
    "no_cipher": Exit.USAGE,
    "passphrase_in_clear": Exit.USAGE,
    "passphrase_wrong": Exit.LOCKED,
    "not_undone": Exit.REFUSED,
    "changed_since": Exit.REFUSED,
    "book_locked": Exit.LOCKED,
    "buyer_moved": Exit.LOCKED,
    "book_read_only": Exit.LOCKED,
    "book_unreadable": Exit.LOCKED,
    "book_write_failed": Exit.LOCKED,
    "book_replaced": Exit.LOCKED,
    "book_unconfirmed": Exit.LOCKED,
    "book_damaged": Exit.DAMAGED,
    "not_restored": Exit.DAMAGED,
    "not_moved": Exit.DAMAGED,
    "book_newer": Exit.DAMAGED,
    "output_failed": Exit.LOCKED,
    "letter_refused": Exit.REFUSED,
    "template_refused": Exit.REFUSED,
    "document_refused": Exit.REFUSED,
    "report_file": Exit.REFUSED,
    "rates_refused": Exit.REFUSED,
    "rates_off": Exit.REFUSED,
    "countries_refused": Exit.REFUSED,
    "table_not_saved": Exit.LOCKED,
    "spending_unwritten": Exit.LOCKED,
    "provider_failure": Exit.PROVIDER,
    "channel_failed": Exit.PROVIDER,
    "no_clipboard": Exit.REFUSED,
    "not_edited": Exit.REFUSED,
    "no_mail_server": Exit.USAGE,
}
"""Faults whose code is not `USAGE`, by their own code: the command line need not import who raises them."""


def exit_of(fault: Fault) -> Exit:
    """The exit code a fault ends in."""
    return CODES.get(fault.code, Exit.USAGE)
