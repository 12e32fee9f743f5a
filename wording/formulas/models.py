"""The distress models over a report's statements; none is averaged with another."""

from collections.abc import Mapping

from wording.formulas.formula import Formula
from wording.words import mark

__all__ = ["MODELS"]

MODELS: Mapping[str, Formula] = {
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
