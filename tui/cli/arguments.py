"""What may be said on the command line. Help is made after the language is chosen, so it speaks it."""

import argparse
from collections.abc import Callable
from typing import Any

from credit.actions import DISPUTE_REASONS, PAPERS, RECORDED
from credit.activity import Channel, Outcome
from credit.age_basis import AgedFrom
from credit.decision import LeniencyReason
from credit.five_classes import DebtClass
from credit.report import EventKind, Severity
from credit.security import SecurityForm
from credit.shipment import GoodsStep
from credit.worklist import Lane
from tui.cli.asking_arguments import asking
from tui.cli.care_arguments import care
from tui.cli.entering_arguments import entering
from tui.cli.foresight_arguments import foreseeing
from tui.cli.kinds import count, day
from tui.cli.one_sentence import OneSentence
from tui.cli.sharing_arguments import asked_for, sharing
from tui.look import THEME_NAMES
from tui.views.ordering import ORDERS
from wording.words import _

__all__ = ["VERSION", "parser"]

LETTERS = ("service", "reminder", "statement", "confirmation", "promise", "final", "insurer", "thanks", "claim")
"""Kinds of letters, as `documents.letters` has them; that module is read once a letter is written."""

DOCUMENTS = ("board", "memo", "ecl", "forecast", "dossier", "handover", "insurer", "safe", "clocks")
"""Kinds of documents, as `tui.cli.reporting` makes them."""

VERSION = "0.1.0"

Parser = argparse.ArgumentParser


def parser() -> Parser:
    """The whole grammar of the command line."""
    top = OneSentence(prog="dunnage", description=_("What every buyer owes, how risky that is, and whom to call first."))
    top.add_argument("--version", action="version", version=f"dunnage {VERSION}")
    _common(top, top_level=True)
    verbs = top.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=OneSentence)

    def verb(name: str, says: str) -> Parser:
        made: Parser = verbs.add_parser(name, help=says, description=says)
        _common(made, top_level=False)
        made.set_defaults(command=name)
        return made

    _reading(verb)
    foreseeing(verb)
    asking(verb)
    entering(verb, _common)
    _talking(verb)
    _writing(verb)
    _deciding(verb)
    _placing(verb)
    sharing(verb)
    care(verb)
    return top


Verb = Callable[[str, str], Parser]


def _common(made: Parser, top_level: bool) -> None:
    """Options of every command; said after the command they win over those said before it."""

    def option(*names: str, **how: Any) -> None:
        if not top_level:
            how["default"] = argparse.SUPPRESS
        made.add_argument(*names, **how)

    option("--book", metavar="PATH", help=_("the book to open (default: $DUNNAGE_BOOK, else the user's data folder)"))
    option("--passphrase", metavar="REF", help=_("where its passphrase is kept: env:NAME, file:/path or keyring:service/user"))
    option("--as-of", type=day, metavar="DATE", help=_("the book as it was known on that day, with that day as today"))
    option("--policy", metavar="FILE", help=_("a policy file; only what differs from the defaults"))
    option("--lang", metavar="en|zh", help=_("language"))
    option("--json", action="store_true", help=_("one JSON document on standard output"))
    option("--demo", action="store_true", help=_("a seeded book in memory and an embedded provider; nothing is left behind"))
    if top_level:
        made.add_argument("--theme", choices=THEME_NAMES, help=_("colours of the screens: the terminal's own, day or night"))
        made.add_argument("--incognito", action="store_true", help=_("hide buyers' names and numbers on the screens"))
        made.add_argument("--cjk", action="store_true", help=_("for a terminal that draws lines and arrows two cells wide"))
        made.add_argument("--slow", action="store_true", help=_("for a thin line: ten frames a second at most, no charts"))
        made.add_argument("--mouse", action=argparse.BooleanOptionalAction, help=_("use the mouse (default: not over SSH)"))


def _alerts(verb: Verb) -> None:
    made = verb("alerts", _("the alert inbox; exit code 10 while an unseen critical alert stands"))
    made.add_argument("--since", type=day, metavar="DATE", help=_("only what was learnt since"))
    made.add_argument("--ended", type=day, metavar="DATE", help=_("also what rang on that day and rings no more"))
    made.add_argument("--severity", default="", choices=[severity.value for severity in Severity])
    made.add_argument("--ack", nargs="+", default=[], metavar="ID", help=_("mark these alerts as seen"))


def _reading(verb: Verb) -> None:
    made = verb("portfolio", _("every buyer: class, exposure, overdue, next step"))
    asked_for(made)
    made.add_argument("--sort", default="overdue", choices=tuple(ORDERS))
    made.add_argument("--aged-from", default="due", choices=[day.value for day in AgedFrom], help=_("day the aging counts from"))
    made.add_argument("--pressed", action="store_true", help=_("count buyers lost after being pressed; walks the history"))
    made.add_argument("--movers", action="store_true", help=_("only who gets better and who gets worse, each with why"))
    made.add_argument("--groups", action="store_true", help=_("groups: each parent with all below it, its members indented"))
    made.add_argument("--csv", action="store_true", help=_("rows as CSV"))
    made = verb("customer", _("one buyer in full"))
    made.add_argument("id")
    made = verb("explain", _("where each figure comes from: formula, inputs, source, day"))
    made.add_argument("id", nargs="?", default="", help=_("the buyer; without one the figures of the house"))
    made.add_argument("--figure", default="", metavar="NAME", help=_("only this figure, such as dbt"))
    made = verb("queue", _("today's work, the first row first"))
    made.add_argument("--top", type=count, metavar="N", help=_("only the first N rows"))
    made.add_argument("--lane", default="", choices=[lane.value for lane in Lane])
    made.add_argument("--held", action="store_true", help=_("who is left alone, and why"))
    made.add_argument("--since", type=day, metavar="DATE", help=_("who is new, gone or moved since that day, as known then"))
    asked_for(made)
    made.add_argument("--csv", action="store_true", help=_("rows as CSV"))
    made = verb("what-if", _("how a buyer would stand; nothing is recorded"))
    made.add_argument("id")
    made.add_argument("--pay", nargs=3, metavar=("AMOUNT", "CURRENCY", "DATE"), help=_("a payment on a day, seen on that day"))
    made.add_argument("--extend", type=count, default=0, metavar="DAYS", help=_("every open due date so many days later"))
    made.add_argument("--limit", nargs=2, metavar=("AMOUNT", "CURRENCY"), help=_("another limit"))
    _alerts(verb)
    made = verb("notify", _("sends new alerts on the channels that are set up"))
    made.add_argument("--channel", nargs="+", default=[], metavar="NAME", help=_("only these channels"))
    made.add_argument("--dry-run", action="store_true", help=_("say what would go out, and send nothing"))
    _sending(verb)
    _documents(verb)
    made = verb("letter", _("a letter to the buyer, computed at this moment"))
    made.add_argument("id")
    made.add_argument("--kind", default="", choices=LETTERS, help=_("which (default: the one today's step asks for)"))
    made.add_argument("--out", metavar="FILE", help=_("write it to a file: .txt, .html, or .eml for a mail program"))
    made.add_argument("--edit", action="store_true", help=_("open it in $VISUAL or $EDITOR first"))
    made.add_argument("--copy", action="store_true", help=_("put it into the terminal's clipboard (OSC 52), over SSH too"))


def _sending(verb: Verb) -> None:
    made = verb("send", _("sends today's letters by mail, each once; without --yes it says whom it would write to"))
    made.add_argument("id", nargs="*", help=_("only these buyers, also where a person has to send it"))
    made.add_argument("--yes", action="store_true", help=_("send them"))
    made.add_argument("--settle", choices=["sent", "not-sent"], help=_("write down whether a letter of unknown fate went"))


def _documents(verb: Verb) -> None:
    made = verb("report", _("a document on one buyer or on the house, to read, to print or to hand on"))
    made.add_argument("kind", choices=DOCUMENTS)
    made.add_argument("id", nargs="?", default="", help=_("the buyer; not said for a document on the whole house"))
    made.add_argument("--out", metavar="FILE", help=_("write it to a file: .md, .html (prints to PDF), .xlsx, .csv, .ics, .zip"))
    made.add_argument("--csv", action="store_true", help=_("rows as CSV"))
    made.add_argument("--both", action="store_true", help=_("in both languages, one after the other"))


def _talking(verb: Verb) -> None:
    made = verb("log", _("records a contact"))
    made.add_argument("id")
    made.add_argument("channel", choices=[channel.value for channel in Channel])
    made.add_argument("--outcome", default="", choices=[outcome.value for outcome in Outcome])
    _told(made)
    made = verb("arrived", _("records the day a contact provably reached the buyer"))
    made.add_argument("id")
    made.add_argument("contact", help=_("number of the contact, as customer --json tells it"))
    made.add_argument("date", type=day)
    made.add_argument("--proof", default="", help=_("what proves it, such as a courier's number"))
    made = verb("promise", _("records a promise to pay"))
    for name in ("id", "amount", "currency"):
        made.add_argument(name)
    made.add_argument("date", type=day)
    made.add_argument("--person", default="", help=_("who gave it at the buyer's"))
    made.add_argument("--method", default="", help=_("how it is to be paid, such as T/T"))
    _told(made)


def _notice(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument(
        "kind", metavar="KIND", choices=[kind.value for kind in EventKind], help=_("what was published, such as cvl")
    )
    made.add_argument("date", type=day, help=_("day it was published"))
    made.add_argument("--claim-by", type=day, metavar="DATE", help=_("last day on which claims can be lodged"))
    made.add_argument("--where", default="", metavar="TEXT", help=_("where it was read"))


def _writing(verb: Verb) -> None:
    _notice(verb("notice", _("records what was published of a buyer and read by a person, such as an insolvency")))
    made = verb("event", _("records what happened to a sale; provisional due dates become final"))
    made.add_argument("id")
    made.add_argument("number", help=_("number of the invoice"))
    made.add_argument("event", choices=[event.value for event in RECORDED])
    made.add_argument("date", type=day)
    made = verb("withdraw", _("takes back a promise that runs"))
    made.add_argument("id")
    made.add_argument("--reason", required=True)
    made.add_argument("--invoice", nargs="+", default=[], metavar="N", help=_("invoices it is about"))
    made = verb("dispute", _("records that the buyer contests invoices, or its whole balance; or closes the dispute"))
    made.add_argument("id")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--reason", choices=DISPUTE_REASONS)
    which.add_argument("--close", action="store_true", help=_("close the dispute"))
    made.add_argument("--justified", choices=["yes", "no"], help=_("whether the buyer was right; with --close"))
    made.add_argument(
        "--amount", nargs=2, metavar=("AMOUNT", "CURRENCY"), help=_("the part that is contested; the rest stays in work")
    )
    made.add_argument("--settle-by", type=day, metavar="DATE", help=_("day by which it is to be answered"))
    made.add_argument("--owner", default="", help=_("who answers it here"))
    papers = _("papers at hand that prove or refute it, alone for the one there is: {papers}").format(papers=" ".join(PAPERS))
    made.add_argument("--evidence", nargs="+", choices=PAPERS, default=[], metavar="PAPER", help=papers)
    _told(made)


def _deciding(verb: Verb) -> None:
    made = verb("classify", _("puts a class in place of the one the rules give, until a day"))
    made.add_argument("id")
    made.add_argument("debt_class", metavar="CLASS", choices=[value.value for value in DebtClass])
    made.add_argument("--until", type=day, required=True, metavar="DATE", help=_("last day of it"))
    made.add_argument("--reason", required=True)
    _put_aside(verb("snooze", _("leaves the buyer alone until a day")))
    _put_aside(verb("hold", _("leaves the buyer alone for a reason of the house, for longer than a snooze may last")))
    _limit(verb("limit", _("decides the limit of a buyer")))
    _security(verb("secure", _("writes down what stands behind a buyer's debt: a guarantee, a letter of credit, a pledge")))
    _goods(verb("goods", _("what became of goods on their way to the buyer: papers released, stopped, resold, delivered")))
    _leniency(verb("lenient", _("gives the buyer time: by evidence, with a cap and an end")))
    _release(verb("release", _("ends holds and closes disputes of the buyer; with --order lets hold rules pass for new orders")))


def _release(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument("--order", nargs="+", default=[], metavar="RULE", help=_("hold rules that are let pass for days of grace"))
    made.add_argument("--until", type=day, metavar="DATE", help=_("last day of grace (default: the longest the policy allows)"))
    made.add_argument("--reason", default="", help=_("why; owed with --order"))


def _put_aside(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument("--until", type=day, required=True, metavar="DATE")
    made.add_argument("--reason", required=True)


def _limit(made: Parser) -> None:
    for name in ("id", "amount", "currency"):
        made.add_argument(name)
    made.add_argument("--insured", metavar="AMOUNT", help=_("what of it the insurer covers, in the same currency"))
    made.add_argument("--insured-until", type=day, metavar="DATE", help=_("last day of that cover; left out it lasts"))
    made.add_argument("--insured-percent", type=int, metavar="N", help=_("what the insurer pays of a loss of this buyer"))
    made.add_argument("--group", metavar="AMOUNT", help=_("limit of this buyer and all below it, in the same currency"))
    made.add_argument("--reason", required=True)


def _security(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument("form", choices=[form.value for form in SecurityForm])
    made.add_argument("amount")
    made.add_argument("currency")
    made.add_argument("--from", dest="first", type=day, metavar="DATE", help=_("first day it can be drawn (default: today)"))
    made.add_argument("--until", type=day, metavar="DATE", help=_("last day it can be drawn (default: no end)"))
    made.add_argument("--ship-by", type=day, metavar="DATE", help=_("latest shipment date of a letter of credit"))
    made.add_argument("--number", default="", metavar="N", help=_("its number; the same number again corrects it"))
    made.add_argument("--text", default="", help=_("a note"))


def _goods(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument("number", help=_("number of the container or of the bill of lading"))
    made.add_argument("step", choices=[step.value for step in GoodsStep])
    made.add_argument("--date", type=day, metavar="DATE", help=_("day it happened (default: today)"))
    made.add_argument("--reason", default="", help=_("why, and to whom they went; owed for stopped and resold"))


def _leniency(made: Parser) -> None:
    made.add_argument("id")
    made.add_argument("--reason", choices=[reason.value for reason in LeniencyReason])
    made.add_argument("--until", type=day, metavar="DATE", help=_("its last day"))
    made.add_argument("--cap", nargs=2, metavar=("AMOUNT", "CURRENCY"), help=_("exposure above which it ends"))
    made.add_argument(
        "--evidence", action="append", default=[], metavar="TEXT", help=_("what was seen that earns it; may be said again")
    )
    made.add_argument("--text", default="", help=_("a note"))
    cover = made.add_mutually_exclusive_group()
    cover.add_argument("--insurer-consent", default="", metavar="REF", help=_("the insurer's written consent, by its reference"))
    cover.add_argument("--forfeit-cover", action="store_true", help=_("give the insurer's cover up; the amount is recorded"))
    instead = made.add_mutually_exclusive_group()
    instead.add_argument("--review", action="store_true", help=_("record that it was looked at again and stands"))
    instead.add_argument("--end", action="store_true", help=_("end it today"))


def _placing(verb: Verb) -> None:
    made = verb("pin", _("puts the buyer at the head of the queue, or at its end"))
    made.add_argument("id")
    made.add_argument("--until", type=day, metavar="DATE", help=_("last day of it"))
    made.add_argument("--reason", default="", help=_("why; owed"))
    made.add_argument("--last", action="store_true", help=_("at the end instead"))
    made.add_argument("--end", action="store_true", help=_("take it off again"))


def _told(made: Parser) -> None:
    made.add_argument("--text", default="", help=_("what was said"))
    made.add_argument("--invoice", nargs="+", default=[], metavar="N", help=_("invoices it is about"))
