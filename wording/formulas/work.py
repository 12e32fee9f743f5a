"""How what is to be done, by when and at what price is reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import LEDGER, OWN, Formula
from wording.words import mark

__all__ = ["WORK"]

INTEREST = "2011/7/EU; 1998 Act; CISG art. 78; sales interpretation art. 18"
FORESIGHT = mark("the book's own record, tried on its earlier days")

WORK: Mapping[str, Formula] = {
    "value_per_day": Formula(
        mark("Cost of a day's waiting"),
        mark(
            "sum of own-risk amount x daily loss at its age x grade x response - cost of the contact - face;"
            " own risk stands in place of age and grade once it was tried on enough of the book's invoices"
        ),
        mark("CLLA surveys for the daily loss; the house's own factors"),
    ),
    "late_interest": Formula(
        mark("Late-payment interest"),
        mark("balance x percent x days / 365; clause, else law, else CISG with a law's rate"),
        INTEREST,
    ),
    "clock": Formula(mark("Clock"), mark("the day it is counted from + its days, by its calendar"), ""),
    "lane": Formula(
        mark("Lane"),
        mark(
            "a clock whose missing loses money before what happened today before the cost of waiting; "
            "within clocks the least slack, then the most money"
        ),
        OWN,
    ),
    "aim": Formula(mark("Goal of the ladder"), mark("the day this treatment began + days of the ladder"), OWN),
    "deadline": Formula(
        mark("Deadline of the ladder"),
        mark("the day this treatment began + days of the ladder; of time that was granted its last day"),
        OWN,
    ),
    "contacts_this_week": Formula(
        mark("Contacts of the week"), mark("contacts that left the house in the last seven days"), LEDGER
    ),
    "review_due": Formula(mark("Review of the leniency"), mark("the day of the grant or of the last review + days"), OWN),
    "interest_sum": Formula(mark("Late-payment interest in"), mark("sum of the interest on each late item"), INTEREST),
    "most_interest": Formula(
        mark("Late-payment interest at the most in"), mark("sum of the most a court may give on each late item"), INTEREST
    ),
    "limitation": Formula(
        mark("Limitation"),
        mark("the day it runs from, or the end of that year where the law says so, + the years of the law"),
        "",
    ),
    "p_late": Formula(
        mark("Chance of late"),
        mark("P(late) x P(late ones wait so long) / P(any waits so long); 1 once its day has passed"),
        FORESIGHT,
    ),
    "p_late_30": Formula(
        mark("Chance of over 30 days late"),
        mark("the same of those paid more than 30 days after their day, by the habit of the buyer and the book"),
        FORESIGHT,
    ),
    "expected_paid": Formula(
        mark("Expected payment"),
        mark("the bank day by which half of such invoices are paid, of those that have waited so long"),
        FORESIGHT,
    ),
    "paid_from": Formula(mark("Paid from"), mark("the bank day by which one in ten of such invoices is paid"), FORESIGHT),
    "paid_until": Formula(mark("Paid until"), mark("the bank day by which nine in ten of such invoices are paid"), FORESIGHT),
    "rank_value": Formula(mark("Value in a queue"), mark("open amount in base currency x how far its risk moves it"), FORESIGHT),
    "exposure_after": Formula(
        mark("Exposure after the order"),
        mark("exposure + what of the order is at risk: each part of its terms x its percent"),
        OWN,
    ),
    "own_risk_after": Formula(mark("Own risk after the order"), mark("exposure after - secured - insured, at least 0"), OWN),
}
