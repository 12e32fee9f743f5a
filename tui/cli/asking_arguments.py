"""What may be said to the commands that ask the outside: check, refresh, providers."""

from argparse import ArgumentParser
from collections.abc import Callable

from credit.orders.weighing import INCOTERMS, Documents
from tui.cli.kinds import count
from wording.words import _

__all__ = ["asking"]


def asking(verb: Callable[[str, str], ArgumentParser]) -> None:
    """Adds the commands that ask the outside."""
    made = verb("check", _("may this order be shipped? exit code 0 go, 3 conditions, 4 hold"))
    made.add_argument("id")
    made.add_argument("amount")
    made.add_argument("currency")
    made.add_argument("--terms", default="", help=_("payment terms of the order, such as 30%% TT @order; 70%% TT @BL+0"))
    made.add_argument(
        "--documents",
        default=Documents.BANK.value,
        choices=[way.value for way in Documents],
        help=_("how the documents travel: through the bank, an air waybill, a bill of lading sent by yourself"),
    )
    made.add_argument("--incoterm", default="", type=str.upper, choices=INCOTERMS, help=_("Incoterms 2020 rule of the order"))
    made.add_argument("--no-refresh", action="store_true", help=_("do not ask a provider, whatever the report's age"))
    made.add_argument("--name", default="", help=_("name of a buyer that is not in the book yet"))
    made.add_argument("--country", default="")
    made.add_argument("--company-number", default="")
    made = verb("refresh", _("asks the provider for reports and events"))
    made.add_argument("id", nargs="*")
    made.add_argument("--stale", type=count, metavar="DAYS", help=_("only buyers whose report is older, or missing"))
    made.add_argument("--provider", default="", metavar="NAME", help=_("only this provider"))
    money = made.add_mutually_exclusive_group()
    money.add_argument("--no-spend", action="store_true", help=_("send nothing that may be charged"))
    money.add_argument(
        "--budget",
        nargs=2,
        metavar=("AMOUNT", "CURRENCY"),
        help=_("ask providers that bill too, while their prices fit in it"),
    )
    made.add_argument("--dry-run", action="store_true", help=_("say who would be asked, and ask nobody"))
    _identify(verb("identify", _("who the buyer is in the registers that are configured")))
    made = verb("providers", _("configured providers: what is left to spend, when each last answered; a trial of one"))
    _providers(made)


def _providers(made: ArgumentParser) -> None:
    made.add_argument(
        "act",
        nargs="?",
        choices=["test", "check", "watch", "purge", "settle", "anew"],
        help=_(
            "test one, check whether answers are still read whole, have one watch a buyer, purge what it answered, "
            "settle a call nobody knows the charge of, or go by another local.key"
        ),
    )
    made.add_argument("name", nargs="?", default="", metavar="NAME")
    made.add_argument("whom", nargs="?", default="", metavar="BUYER", help=_("settle: the buyer, the number of the call, or all"))
    made.add_argument(
        "became",
        nargs="?",
        choices=["charged", "not-charged"],
        help=_("settle: what became of it, by the provider's invoice; left out, such calls are listed"),
    )
    made.add_argument("--buyer", default="", metavar="ID", help=_("whom a test or a check asks about, or who is to be watched"))
    made.add_argument(
        "--sample", nargs="+", default=[], metavar="FILE", help=_("test on answers in files; ENDPOINT=FILE for each")
    )
    made.add_argument("--live", action="store_true", help=_("test by asking it, also where it refused the key before"))
    made.add_argument(
        "--budget", nargs=2, metavar=("AMOUNT", "CURRENCY"), help=_("what a live test, or the order to watch a buyer, may cost")
    )


def _identify(made: ArgumentParser) -> None:
    made.add_argument("id")
    made.add_argument("--provider", default="", metavar="NAME", help=_("only this provider"))
    choice = made.add_mutually_exclusive_group()
    choice.add_argument("--accept", default="", metavar="NUMBER", help=_("this one is the buyer, or this notice is about it"))
    choice.add_argument(
        "--refuse", default="", metavar="NUMBER", help=_("this one, or the buyer of this notice, is somebody else")
    )
    choice.add_argument("--dry-run", action="store_true", help=_("write nothing down"))
    made.add_argument("--reason", default="", metavar="TEXT")
