"""How a class, a grade, a reading, a limit and a loss are reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import OWN, Formula
from wording.words import mark

__all__ = ["RISK"]

RISK: Mapping[str, Formula] = {
    "debt_class": Formula(
        mark("Class of debt"), mark("legal fact before event before age; the worst rule wins, until an override ends"), OWN
    ),
    "grade": Formula(
        mark("Grade"),
        mark("points of the own record (days late by amount, share late), held down by reports, events, age and broken promises"),
        OWN,
    ),
    "dimension": Formula(
        mark("Dimension"),
        mark("sum of points x weight of each finding / sum of weights, rounded down; nothing for what is missing"),
        OWN,
    ),
    "ability": Formula(
        mark("Ability to pay"),
        mark("sum of score x weight of its dimensions / sum of weights, rounded down, without those that have no data"),
        OWN,
    ),
    "willingness": Formula(
        mark("Willingness to pay"),
        mark("sum of score x weight of its dimensions / sum of weights, rounded down, without those that have no data"),
        OWN,
    ),
    "recommended_limit": Formula(
        mark("Recommended own-risk limit"),
        mark("smallest bound (need, net worth, turnover, own equity, country) x the grade's factor - the insurer's share"),
        mark("My DSO Manager for the bounds; the house's own factors"),
    ),
    "expected_loss": Formula(
        mark("Expected loss of the buyer"),
        mark(
            "before cover and security: balance of each bucket x loss rate of its segment; "
            "of bad and dead debt what is open x its percent"
        ),
        "IFRS 9 5.5.15; CAS 22",
    ),
    "grade_points": Formula(
        mark("Points of the own record"),
        mark("(points of the days beyond terms x share of severity + points of the percent late x the rest) / 100, rounded down"),
        OWN,
    ),
    "whole_limit": Formula(
        mark("Recommended whole limit"),
        mark("smallest bound x the grade's factor"),
        mark("My DSO Manager for the bounds; the house's own factors"),
    ),
    "short_of_need": Formula(
        mark("Short of its need"),
        mark("its own need - smallest bound"),
        mark("My DSO Manager for the bounds; the house's own factors"),
    ),
    "own_loss": Formula(
        mark("Expected loss after cover"), mark("expected loss x its share that is own risk"), "IFRS 9 B5.5.55; CAS 22"
    ),
}
