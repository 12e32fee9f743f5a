"""The grammar of the commands by which several people share one desk."""

from argparse import ArgumentParser
from collections.abc import Callable

from credit.proposal import Decision
from tui.cli.kinds import day
from wording.words import _

__all__ = ["asked_for", "sharing"]

Verb = Callable[[str, str], ArgumentParser]


def asked_for(made: ArgumentParser) -> None:
    """Options of a list of buyers: a question, and what others have left out."""
    _filter(made)
    made.add_argument("--mine", action="store_true", help=_("only buyers you have, and those nobody has"))


def sharing(verb: Verb) -> None:
    """`claim`, `unclaim`, `assign` and `hand-over`, and the word of a second person."""
    made = verb("claim", _("takes buyers for yourself, for the policy's days or until a day"))
    _buyers(made)
    made.add_argument("--until", type=day, metavar="DATE", help=_("last day of it"))
    _taking_over(made)
    _buyers(verb("unclaim", _("lets buyers go that you have; who had them before has them again")))
    made = verb("assign", _("gives buyers to somebody of the desk; without --until there is no end"))
    _buyers(made)
    made.add_argument("--to", required=True, metavar="NAME", help=_("who gets them"))
    made.add_argument("--until", type=day, metavar="DATE", help=_("last day of it"))
    _taking_over(made)
    made = verb("hand-over", _("puts somebody's buyers into other hands for a holiday; they return by themselves"))
    _filter(made)
    made.add_argument("--from", dest="giver", required=True, metavar="NAME", help=_("who has them"))
    made.add_argument("--to", required=True, metavar="NAME", help=_("who gets them"))
    made.add_argument("--until", type=day, required=True, metavar="DATE", help=_("last day of it"))
    made.add_argument("--reason", required=True)
    made.add_argument("--dry-run", action="store_true", help=_("say which buyers it would be, and record nothing"))
    made = verb("approve", _("agrees to what somebody else proposed for the buyer; without a buyer, what waits"))
    made.add_argument("id", nargs="?", default="")
    _decision(made)
    made = verb("refuse", _("refuses what was proposed for the buyer, or takes back what you proposed"))
    made.add_argument("id")
    made.add_argument("--reason", required=True)
    _decision(made)


def _decision(made: ArgumentParser) -> None:
    said = [each.value.replace("_", "-") for each in Decision]
    made.add_argument("--decision", default="", choices=said, help=_("which, where several wait with the buyer"))


def _filter(made: ArgumentParser) -> None:
    made.add_argument("--filter", default="", metavar="EXPR", help=_("only buyers that are asked for, such as: dpd>30 & ccy=EUR"))


def _buyers(made: ArgumentParser) -> None:
    made.add_argument("id", nargs="+")


def _taking_over(made: ArgumentParser) -> None:
    made.add_argument("--take-over", action="store_true", help=_("also what somebody else has; --reason is owed"))
    made.add_argument("--reason", default="", help=_("why"))
