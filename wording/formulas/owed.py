"""How what a buyer owes, who bears it and the room under its limit are reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import LEDGER, OWN, Formula
from wording.words import mark

__all__ = ["OWED"]

OWED: Mapping[str, Formula] = {
    "overdue": Formula(mark("Overdue of the buyer"), mark("sum of the open items past their due date"), LEDGER),
    "worst_dpd": Formula(
        mark("Days past due"),
        mark("days from the due date of the oldest late item until today; a rest only a bank kept back is not late"),
        LEDGER,
    ),
    "can_stop": Formula(
        mark("Goods that can be stopped"),
        mark("sold value of what is on its way to a late buyer and whose papers are held"),
        LEDGER,
    ),
    "group_exposure": Formula(mark("Exposure of the group"), mark("sum of what is at stake with each of its members"), LEDGER),
    "group_headroom": Formula(
        mark("Room under the group limit of"), mark("limit - what counts against it of all below that node"), OWN
    ),
    "open": Formula(mark("Open"), mark("not due + overdue - deposits - unapplied amounts"), LEDGER),
    "exposure": Formula(
        mark("Exposure"), mark("not due + overdue + shipped + in production - deposits - unapplied amounts"), LEDGER
    ),
    "own_risk": Formula(mark("Own risk"), mark("exposure - secured - insured share of the insured limit"), OWN),
    "headroom": Formula(mark("Headroom"), mark("limit - what counts against it"), OWN),
    "limit_used": Formula(mark("Limit used"), mark("what counts against the limit / limit x 100"), OWN),
    "not_due": Formula(mark("Not due"), mark("sum of the open items whose due date has not passed"), LEDGER),
    "shipped": Formula(
        mark("Shipped, not invoiced"), mark("sum of the orders that have left, less what of them is invoiced"), LEDGER
    ),
    "in_production": Formula(
        mark("In production"), mark("sum of the orders that have not left, less what of them is invoiced"), LEDGER
    ),
    "ordered": Formula(mark("Ordered"), mark("shipped, not invoiced + in production"), LEDGER),
    "deposits": Formula(mark("Deposits"), mark("sum of what came in for orders and is set against no invoice"), LEDGER),
    "unapplied": Formula(mark("Unapplied"), mark("money and credit notes that are set against no invoice - deposits"), LEDGER),
    "item_class": Formula(
        mark("Class of the item"),
        mark(
            "its days past due against the ends of the classes; "
            "a legal fact, money not booked yet or an unjustified dispute first"
        ),
        OWN,
    ),
    "secured": Formula(mark("Secured"), mark("sum of the securities at what each is worth, at most the exposure"), OWN),
    "insured": Formula(
        mark("Insured"),
        mark("smaller of the insured limit, as far as it covers, and exposure - secured, x the percent the insurer pays"),
        mark("the insurer's policy; an unknown percent is the policy file's"),
    ),
    "counted": Formula(mark("Counts against the limit"), mark("the lines of the exposure that the policy counts"), OWN),
    "limit": Formula(mark("Limit"), mark("as it was decided, own risk and insured together"), mark("the house's decision")),
    "limit_ends": Formula(mark("Last day of the limit"), mark("the day it was decided + the months of the grade"), OWN),
    "over_limit": Formula(mark("Over the limit"), mark("what counts against the limit - limit, at least 0"), OWN),
    "group_overdue": Formula(mark("Overdue of the group"), mark("sum of what is overdue with each of its members"), LEDGER),
    "group_own_risk": Formula(mark("Own risk of the group"), mark("sum of the own risk with each of its members"), OWN),
    "room": Formula(
        mark("Room to extend"),
        mark("smaller of the limit and the recommended whole limit - what counts against it, at least 0"),
        OWN,
    ),
}
