"""The distress models and what they say, as it stands in the catalogue."""

from wording.words import mark

__all__ = ["DISTRESS_MODEL", "WHY_NO_SCORE", "ZONE"]

DISTRESS_MODEL = {
    "altman_z": mark("Altman Z, listed makers"),
    "altman_z_private": mark("Altman Z', private makers"),
    "altman_z_double": mark("Altman Z'', any industry"),
    "altman_z_emerging": mark("Altman Z'', emerging markets"),
    "zmijewski": mark("Zmijewski's probability"),
    "ohlson": mark("Ohlson's probability"),
}
ZONE = {"safe": mark("safe"), "grey": mark("grey zone"), "distress": mark("distress")}
WHY_NO_SCORE = {
    "missing": mark("figures missing"),
    "no_denominator": mark("cannot be divided by"),
    "financial_firm": mark("not made for banks and insurers"),
    "not_listed": mark("the firm is not listed"),
    "listed": mark("the firm is listed"),
    "not_manufacturer": mark("the firm is no manufacturer"),
    "not_emerging": mark("no emerging market"),
    "not_us_dollars": mark("made for US dollars"),
}
