"""The grammar of the commands that look ahead, and of the one that looks back to tell how right they were."""

from argparse import ArgumentParser
from collections.abc import Callable

from tui.cli.kinds import count, day
from wording.words import _

__all__ = ["foreseeing"]

Verb = Callable[[str, str], ArgumentParser]


def foreseeing(verb: Verb) -> None:
    """`forecast` and `replay`."""
    made = verb("forecast", _("every open invoice: when it will be paid, how likely late, and why"))
    made.add_argument("--weeks", action="store_true", help=_("the cash of the next thirteen weeks instead, by currency"))
    made.add_argument("--csv", action="store_true", help=_("rows as CSV"))
    made = verb("replay", _("tells the book again day by day: alerts as they would have rung, and how good the queue was"))
    made.add_argument("--from", dest="first", type=day, metavar="DATE", help=_("the first day (default: a year before the last)"))
    made.add_argument("--to", dest="last", type=day, metavar="DATE", help=_("the last day (default: the day of looking)"))
    made.add_argument("--every", type=count, default=28, metavar="DAYS", help=_("days from one look to the next (default: 28)"))
    made.add_argument("--against", default="", metavar="FILE", help=_("another policy file, to compare"))
