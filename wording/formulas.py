"""How each figure is reckoned, in words: its name, its formula, and where the formula comes from.

Whoever asks about a figure reads these beside the inputs of the day. The sources are the field's own: standards, bureaus,
courts and the pages that publish a formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.words import _, mark

__all__ = ["FORMULAS", "Formula", "input_name"]


@dataclass(frozen=True, slots=True)
class Formula:
    """One figure's name, formula and source, as they stand in the catalogue; a source that is a name is in none."""

    title: str
    formula: str
    cited: str

    def spoken(self) -> tuple[str, str, str]:
        """Name, formula and source in the language spoken now."""
        return _(self.title), _(self.formula), _(self.cited) if self.cited else ""


LEDGER = mark("the ledger")
OWN = mark("the house's own rule; its numbers stand in the policy file")
_MODELS: Mapping[str, Formula] = {
    "altman_z": Formula(
        mark("Altman Z, listed makers"),
        mark(
            "1.2 working capital/TA + 1.4 retained earnings/TA + 3.3 EBIT/TA + 0.6 market equity/TL + 1.0 sales/TA; "
            "TA total assets, TL total liabilities"
        ),
        "Altman 1968",
    ),
    "altman_z_private": Formula(
        mark("Altman Z', private makers"),
        mark("0.717 working capital/TA + 0.847 retained earnings/TA + 3.107 EBIT/TA + 0.420 book equity/TL + 0.998 sales/TA"),
        "Altman 1983",
    ),
    "altman_z_double": Formula(
        mark("Altman Z'', any industry"),
        mark("6.56 working capital/TA + 3.26 retained earnings/TA + 6.72 EBIT/TA + 1.05 book equity/TL"),
        "Altman 1995",
    ),
    "altman_z_emerging": Formula(
        mark("Altman Z'', emerging markets"), mark("3.25 + Z'', its zones moved by the same"), "Altman 2005"
    ),
    "zmijewski": Formula(
        mark("Zmijewski's score"),
        mark("-4.336 - 4.513 net income/TA + 5.679 TL/TA + 0.004 current assets/current liabilities; the higher, the worse"),
        "Zmijewski 1984",
    ),
    "ohlson": Formula(
        mark("Ohlson's score"),
        mark(
            "-1.32 - 0.407 ln(TA/price index) + 6.03 TL/TA - 1.43 working capital/TA + 0.0757 current liabilities/current assets "
            "- 1.72 [TL > TA] - 2.37 net income/TA - 1.83 funds from operations/TL + 0.285 [two years of loss] "
            "- 0.521 change of net income/(sum of both without signs)"
        ),
        "Ohlson 1980",
    ),
}
"""Distress models over a report's statements; none is averaged with another."""
FORMULAS: Mapping[str, Formula] = {
    # the house
    "receivable": Formula(
        mark("Receivable"), mark("open items - unapplied amounts, each currency at the last rate published"), LEDGER
    ),
    "house_overdue": Formula(mark("Overdue"), mark("sum of the aging buckets past due, in base currency"), LEDGER),
    "aged_from_invoice": Formula(
        mark("Receivable by days since the invoice"), mark("open items by day - invoice date, less unapplied amounts"), LEDGER
    ),
    "aged_from_shipment": Formula(
        mark("Receivable by days since the B/L"),
        mark("open items by day - date of the bill of lading, less unapplied amounts"),
        LEDGER,
    ),
    "dso": Formula(mark("DSO"), mark("receivable / credit sales of the months x their days"), "creditguru"),
    "best_possible_dso": Formula(
        mark("Best possible DSO"), mark("current receivable / credit sales x days"), "creditguru; quadient"
    ),
    "add": Formula(mark("Average days delinquent"), mark("DSO - best possible DSO"), "creditguru; quadient"),
    "cei": Formula(
        mark("Collection effectiveness"),
        mark("(begin + sales - end) / (begin + sales - current at the end) x 100, all of one period"),
        "Oracle Advanced Collections",
    ),
    "countback_dso": Formula(
        mark("Countback DSO"),
        mark("months of sales that use up the balance, the latest first"),
        "Oracle HFM",
    ),
    "true_dso": Formula(
        mark("True DSO"), mark("sum over open invoices of age x amount / net sales of its month"), "Oracle, by invoice"
    ),
    "turnover_days": Formula(mark("Turnover days"), mark("days of the year / (sales / average balance)"), "应收账款周转天数"),
    "expected_credit_loss": Formula(
        mark("Expected credit loss"),
        mark(
            "before cover and security: balance of each bucket x product of its roll rates to the write-off; "
            "bad and dead debt by itself"
        ),
        "IFRS 9 5.5.15; CAS 22",
    ),
    "by_currency": Formula(mark("Receivable in"), mark("open items - unapplied amounts of this currency, as they stand"), LEDGER),
    "at_risk_rate": Formula(
        mark("At-risk rate"),
        mark("invoices that came so many days past due / invoices old enough to have done so x 100"),
        "Upflow",
    ),
    # one buyer
    "overdue": Formula(mark("Overdue of the buyer"), mark("sum of the open items past their due date"), LEDGER),
    "worst_dpd": Formula(
        mark("Days past due"),
        mark("days from the due date of the oldest late item until today; a rest only a bank kept back is not late"),
        LEDGER,
    ),
    "habit": Formula(
        mark("Habit"), mark("days late by which this buyer nearly always paid: upper percentile of its latest invoices"), OWN
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
    "debt_class": Formula(
        mark("Class of debt"), mark("legal fact before event before age; the worst rule wins, until an override ends"), OWN
    ),
    "grade": Formula(
        mark("Grade"),
        mark("points of the own record (days late by amount, share late), held down by reports, events, age and broken promises"),
        OWN,
    ),
    "open": Formula(mark("Open"), mark("not due + overdue - deposits - unapplied amounts"), LEDGER),
    "exposure": Formula(
        mark("Exposure"), mark("not due + overdue + shipped + in production - deposits - unapplied amounts"), LEDGER
    ),
    "own_risk": Formula(mark("Own risk"), mark("exposure - secured - insured share of the insured limit"), OWN),
    "headroom": Formula(mark("Headroom"), mark("limit - what counts against it"), OWN),
    "limit_used": Formula(mark("Limit used"), mark("what counts against the limit / limit x 100"), OWN),
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
    **_MODELS,
    "dbt": Formula(
        mark("Days beyond terms"),
        mark(
            "sum of amount x days late / sum of amounts, each part of an invoice by itself, 0 for early payment; "
            "open overdue rests with their days so far; "
            "days from the next day banks of payer and payee both work, not from the due date"
        ),
        mark("Experian's convention"),
    ),
    "signed_average": Formula(
        mark("Average days to pay against terms"),
        mark("sum of amount x days / sum of amounts, each part of an invoice by itself, early payment counted as negative"),
        "fitsmallbusiness",
    ),
    "bucket_dbt": Formula(
        mark("Days beyond terms of what is open"),
        mark("1-30 x 15 + 31-60 x 45 + 61-90 x 75 + over 90 x 105 days past due / all that is open"),
        "bci2experian.com",
    ),
    "paydex_equivalent": Formula(
        mark("PAYDEX equivalent"),
        mark("days beyond terms on a scale of 100 to 20, one supplier"),
        "dandb.com, its knots",
    ),
    "late_share": Formula(
        mark("Share late"),
        mark("invoices paid or open after the day they could be paid on / those paid within a year or past due"),
        OWN,
    ),
    "kept_rate": Formula(mark("Promises kept"), mark("promises kept / promises judged"), "Oracle collections KPI"),
    "trend": Formula(
        mark("Trend"),
        mark("the latest invoices against the buyer's own habit: two windows (Welch's t) or a control chart"),
        mark("measured on real ledgers"),
    ),
    "value_per_day": Formula(
        mark("Cost of a day's waiting"),
        mark("sum of own-risk amount x daily loss at its age x grade x response - cost of the contact - face"),
        mark("CLLA surveys for the daily loss; the house's own factors"),
    ),
    "dimension": Formula(
        mark("Dimension"),
        mark("points of each finding by its band, weighed by its age; nothing for what is missing"),
        OWN,
    ),
    "ability": Formula(mark("Ability to pay"), mark("its dimensions by weight, without those that have no data"), OWN),
    "willingness": Formula(mark("Willingness to pay"), mark("its dimensions by weight, without those that have no data"), OWN),
    "late_interest": Formula(
        mark("Late-payment interest"),
        mark("balance x percent x days / 365; clause, else law, else CISG with a law's rate"),
        "2011/7/EU; 1998 Act; CISG art. 78; sales interpretation art. 18",
    ),
    "clock": Formula(mark("Clock"), mark("the day it is counted from + its days, by its calendar"), ""),
}

_INPUTS: Mapping[str, str] = {
    "invoice": mark("invoice"),
    "due_on": mark("due on"),
    "usual": mark("usual days late"),
    "latest": mark("nearly always paid by then"),
    "rate": mark("rate to the base currency"),
    "receivable": mark("receivable"),
    "response": mark("chance that a contact changes the outcome"),
    "sales": mark("credit sales"),
    "days": mark("days"),
    "months": mark("months"),
    "begin": mark("balance at the begin"),
    "end": mark("balance at the end"),
    "current": mark("not due"),
    "unexplained": mark("not explained by any month"),
    "not_due": mark("not due"),
    "overdue": mark("overdue"),
    "unapplied": mark("unapplied"),
    "deposits": mark("deposits"),
    "shipped": mark("shipped, not invoiced"),
    "in_production": mark("in production"),
    "secured": mark("secured"),
    "insured": mark("insured"),
    "exposure": mark("exposure"),
    "counted": mark("counts against the limit"),
    "limit": mark("limit"),
    "rate_on": mark("rates of"),
    "left_out": mark("left out, no rate"),
    "dso": mark("DSO"),
    "best_possible_dso": mark("best possible DSO"),
    "settled": mark("settled invoices"),
    "open_overdue": mark("open overdue items"),
    "weighed": mark("sum of amounts"),
    "amount_days": mark("sum of amount x days"),
    "others": mark("others"),
    "counted_zero": mark("not listed, counted with 0 days"),
    "unweighed": mark("left out, without a rate"),
    "dbt": mark("days beyond terms"),
    "prior": mark("severely delinquent within 12 months, US prior"),
    "late": mark("late"),
    "of": mark("of"),
    "kept": mark("kept"),
    "before": mark("before"),
    "now": mark("now"),
    "invoices": mark("invoices"),
    "since": mark("since"),
    "why": mark("because"),
    "confidence": mark("confidence in percent"),
    "missing": mark("missing"),
    "doubt": mark("doubt"),
    "ground": mark("ground"),
    "stake": mark("at stake"),
    "calendar": mark("calendar"),
    "binding": mark("binds"),
    "grade_factor": mark("factor of the grade"),
    "segment": mark("segment"),
    "loss_rate": mark("loss rate in percent"),
    "percent_lost": mark("lost in percent"),
    "own_share": mark("own risk of what is at stake, in percent"),
    "after_cover": mark("after cover and security"),
    "open": mark("open"),
    "probability": mark("probability of failure"),
    "zone": mark("zone"),
    "distress_below": mark("distress below"),
    "safe_above": mark("safe above"),
    "distress_above": mark("distress from a probability above"),
}


def input_name(name: str) -> str:
    """What an input of a formula is called; a name that is words already stays as it is."""
    return _(_INPUTS[name]) if name in _INPUTS else name
