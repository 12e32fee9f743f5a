"""What may be said to the commands that enter and correct facts by hand: the same fields for both, the numbers first."""

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable

from credit.customer import REGISTERS
from tui.cli.kinds import day
from wording.words import _

__all__ = ["entering"]

Parser = ArgumentParser
Verb = Callable[[str, str], Parser]
Common = Callable[[Parser, bool], None]


def entering(verb: Verb, common: Common) -> None:
    """Adds `add` and `correct`, each with a command of its own for a buyer, an order, an invoice and a receipt."""
    for name, says, anew in (
        ("add", _("enters a buyer, an order, an invoice or a receipt by hand; an order is checked as it is entered"), True),
        ("correct", _("corrects one of them; what is not said stays, an amount of 0 takes it out"), False),
    ):
        made = verb(name, says)
        kinds = made.add_subparsers(dest="kind", required=True, metavar="customer|order|invoice|receipt", parser_class=type(made))
        for kind, fill in (("customer", _customer), ("order", _order), ("invoice", _invoice), ("receipt", _receipt)):
            each = kinds.add_parser(kind, argument_default=SUPPRESS)
            common(each, False)
            fill(each, anew)

    _match(verb("match", _("suggests which invoices money pays that is set against nothing, and sets it against them")))


def _match(made: Parser) -> None:
    made.add_argument("receipt", nargs="?", default="", help=_("number of a receipt or of a credit note; left out: all of them"))
    made.add_argument("--customer", default="", metavar="ID", help=_("only this buyer"))
    made.add_argument(
        "--apply", action="store_true", help=_("do as suggested: of all of them, only where the ground leaves no choice")
    )
    how = made.add_mutually_exclusive_group()
    how.add_argument("--invoice", nargs="+", default=[], metavar="N", help=_("set the receipt against these, in this order"))
    how.add_argument(
        "--to",
        nargs="+",
        default=[],
        metavar="N=AMOUNT",
        help=_("divide the receipt by hand, in its currency; the rest stays free"),
    )


def _customer(made: Parser, anew: bool) -> None:
    made.add_argument("id", help=_("number of the buyer"))
    made.add_argument("--name", required=anew)
    made.add_argument("--name-local", help=_("name in its own script"))
    made.add_argument("--country", type=str.upper, help=_("two letters, such as GB"))
    made.add_argument(
        "--register", nargs=2, action="append", metavar=("KIND", "NUMBER"),
        help=_("an official number: {kinds}; an empty one takes it out").format(kinds=", ".join(REGISTERS)),
    )  # fmt: skip
    made.add_argument("--currency", type=str.upper, help=_("currency it is invoiced in"))
    made.add_argument("--terms", help=_("its usual payment terms, such as OA 60 @BL"))
    made.add_argument("--email")
    made.add_argument("--industry")
    made.add_argument("--since", type=day, metavar="DATE", help=_("first day of business with it"))
    made.add_argument("--parent", metavar="ID", help=_("buyer it belongs to"))
    made.add_argument("--tags", nargs="+", metavar="WORD")
    made.add_argument("--insurer", metavar="NAME")
    made.add_argument("--law", metavar="COUNTRY|CISG", help=_("law that governs the contract"))
    made.add_argument("--owner", metavar="NAME", help=_("who speaks to it here"))


def _order(made: Parser, anew: bool) -> None:
    made.add_argument("id", help=_("number of the buyer"))
    made.add_argument("number", help=_("number of the order"))
    _amount(made, anew)
    made.add_argument("--date", dest="on", type=day, metavar="DATE", help=_("day it was taken (default: today)"))
    made.add_argument("--shipped", dest="shipped_on", type=day, metavar="DATE", help=_("day the goods left"))
    made.add_argument("--terms", help=_("its payment terms (default: those of its buyer)"))


def _invoice(made: Parser, anew: bool) -> None:
    made.add_argument("id", help=_("number of the buyer"))
    made.add_argument("number", help=_("number of the invoice; a credit note has a negative amount"))
    _amount(made, anew)
    made.add_argument("--issued", dest="issued_on", type=day, metavar="DATE", help=_("day of issue (default: today)"))
    made.add_argument("--due", dest="due_on", type=day, metavar="DATE", help=_("due date, instead of terms"))
    made.add_argument("--terms", help=_("its payment terms (default: those of its buyer)"))
    made.add_argument("--order", dest="order_id", metavar="N", help=_("order it is for"))
    made.add_argument("--shipped", dest="shipped_on", type=day, metavar="DATE", help=_("date of the bill of lading"))


def _receipt(made: Parser, anew: bool) -> None:
    made.add_argument("id", help=_("number of the buyer"))
    if not anew:
        made.add_argument("number", help=_("number of the receipt"))
    _amount(made, anew)
    if anew:
        made.add_argument("--number", help=_("its number (default: one is made)"))
    made.add_argument("--date", dest="on", type=day, metavar="DATE", help=_("day it came in (default: today)"))
    made.add_argument("--invoice", dest="invoices", nargs="+", metavar="N", help=_("invoices it pays, in this order"))
    made.add_argument("--order", dest="order_id", metavar="N", help=_("order it is the deposit of"))


def _amount(made: Parser, anew: bool) -> None:
    """The amount and its currency: behind the numbers where the fact is new, by an option where it is known."""
    if anew:
        made.add_argument("amount")
        made.add_argument("currency")
    else:
        made.add_argument("--amount", nargs=2, metavar=("AMOUNT", "CURRENCY"))
