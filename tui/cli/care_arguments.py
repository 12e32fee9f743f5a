"""What may be said to the commands that take care of the book and of the policy."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date

from tui.cli.kinds import count, day, day_or_today
from wording.words import _

__all__ = ["UNSAID", "care"]

UNSAID = date.min
"""Stands for a day that was not given, where `None` means today."""


def care(verb: Callable[[str, str], ArgumentParser]) -> None:
    """Adds the commands of the care of the book and of the policy."""
    _import(verb)
    _report_file(verb)
    _tables(verb)
    verb("paths", _("where everything is"))
    verb("doctor", _("is everything in order?"))
    made = verb("backup", _("a copy of the book"))
    made.add_argument("to", metavar="FILE")
    made = verb("restore", _("puts a backup, or an exported folder, in the place of the book; what stood there is kept"))
    made.add_argument("source", metavar="FILE|DIR")
    _locking(made)
    made = verb("export", _("everything as CSV, a file for each kind of fact, and the book as plain JSON"))
    made.add_argument("to", metavar="DIR", help=_("a folder that is empty, or does not exist yet"))
    made = verb("move", _("copies a book to a new place and compares both; the old one stays"))
    made.add_argument("source", metavar="BOOK")
    made.add_argument("to", metavar="NEWBOOK")
    _locking(made)
    made = verb("history", _("what was done to the book by whom, the newest first; with --json what stood before and after"))
    made.add_argument("id", nargs="?", default="", help=_("only what is about this buyer"))
    made.add_argument("--top", type=count, metavar="N", help=_("only the first N rows"))
    made.add_argument("--csv", action="store_true", help=_("rows as CSV"))
    made = verb("undo", _("takes a change back, an import too; refused where what it put was changed again since"))
    made.add_argument("number", nargs="?", type=count, default=0, help=_("its number in the history (default: your last change)"))
    made = verb("purge", _("removes the data of a buyer for good, from the history too"))
    made.add_argument("id")
    made.add_argument("--yes", action="store_true", help=_("do it; without, what would go is told"))
    made = verb("policy", _("the policy that stands: every threshold with its value"))
    made.add_argument("--out", metavar="FILE", help=_("write it to a file that does not exist yet"))


def _import(verb: Callable[[str, str], ArgumentParser]) -> None:
    made = verb("import", _("reads ledgers into the book: whole file or nothing"))
    made.add_argument("file", nargs="+")
    kinds = ["auto", "customers", "invoices", "orders", "receipts", "activities", "securities", "shipments", "ledger", "balances"]
    made.add_argument("--kind", default="auto", choices=kinds)
    made.add_argument("--mapping", default="", metavar="NAME", help=_("the mapping to read it by"))
    made.add_argument("--currency", default="", help=_("currency of a file that names none"))
    made.add_argument(
        "--learnt", type=day_or_today, default=UNSAID, metavar="DATE|today", help=_("the day everything in it was learnt")
    )
    made.add_argument(
        "--date-order",
        default="",
        choices=["dmy", "mdy", "ymd"],
        help=_("what comes first in dates that can be read in two ways; remembered with the mapping"),
    )
    made.add_argument("--skip-bad", action="store_true", help=_("leave bad rows out instead of refusing their file"))
    made.add_argument(
        "--accept-columns",
        action="store_true",
        help=_("agree to the columns found in a file no mapping knows, and remember them"),
    )
    made.add_argument(
        "--open-items", action="store_true", help=_("the files list everything that is open: tell what they no longer name")
    )
    made.add_argument(
        "--vanished",
        choices=["keep", "paid"],
        help=_("what they no longer name stays open, or was paid by the day of the import"),
    )
    made.add_argument(
        "--openings",
        choices=["keep", "replaced"],
        help=_("opening items that stand beside invoices stay, or the invoices are all of it and take their place"),
    )
    made.add_argument("--dry-run", action="store_true", help=_("say what would come in, and write nothing"))


def _report_file(verb: Callable[[str, str], ArgumentParser]) -> None:
    made = verb("import-report", _("takes in a credit report from a file: CSV, JSON, or the text of a PDF"))
    made.add_argument("id")
    made.add_argument("file", metavar="FILE")
    made.add_argument("--provider", default="", metavar="NAME", help=_("whose report it is; its mapping reads JSON"))
    made.add_argument("--dated", type=day, metavar="DATE", help=_("day of the report, where the file does not say"))
    made.add_argument("--decimal", default="", choices=[".", ","], help=_("the decimal mark of its figures"))
    made.add_argument(
        "--accept", nargs="*", metavar="KEY", help=_("write what was found in a PDF: all that has a value, or these findings")
    )
    made.add_argument("--skip-bad", action="store_true", help=_("leave bad rows out instead of refusing the file"))
    made.add_argument("--dry-run", action="store_true", help=_("say what would come in, and write nothing"))


def _locking(made: ArgumentParser) -> None:
    """How what is written is locked, where that is not as with the book's own passphrase."""
    which = made.add_mutually_exclusive_group()
    which.add_argument("--encrypt", metavar="REF", help=_("with another passphrase than the one that opens it, kept there"))
    which.add_argument("--decrypt", action="store_true", help=_("write it in clear, although a passphrase is named"))


def _tables(verb: Callable[[str, str], ArgumentParser]) -> None:
    made = verb("rates", _("rates of exchange: the last of each currency; refresh fetches newer ones"))
    made.add_argument("what", nargs="?", choices=["refresh"], help=_("fetch newer ones"))
    made.add_argument("file", nargs="?", default="", metavar="FILE|URL", help=_("the ECB's own table (CSV, zip), or its address"))
    made.add_argument("--url", default="", help=_("another Frankfurter service than api.frankfurter.dev"))
    made.add_argument("--accept", nargs="+", default=[], metavar="CURRENCY", help=_("currencies whose rates did move that far"))
    made = verb("countries", _("country risk: the class of each country; refresh takes in a later publication"))
    made.add_argument("what", nargs="?", choices=["refresh"], help=_("take in a later publication"))
    made.add_argument("file", nargs="?", default="", metavar="FILE|URL", help=_("its table as CSV, or its address"))
    made.add_argument("--published", type=day, metavar="DATE", help=_("day of the publication, where the file does not say"))
    made.add_argument("--accept", nargs="+", default=[], metavar="COUNTRY", help=_("countries whose class did move that far"))
