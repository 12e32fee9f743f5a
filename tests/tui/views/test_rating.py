"""The grade on the buyer's page: why, and what it was before."""

from tests.credit.little_book import day
from tests.tui.views.looks import look, words
from tui.views.rating import dimension_lines, dimension_record, grade_lines
from tui.views.snapshot import Snapshot

PAID = "\n".join(f"invoice C1 P{n} {n} 9USD \n receipt C1 R{n} {n} 9USD for=P{n}" for n in (-90, -80, -70)) + "\n"


def told(text: str) -> str:
    shown: Snapshot = look(text)
    return words(tuple(grade_lines(shown.assessed.of("C1"))))


def test_the_grade_is_told_with_what_binds_first_and_its_moves_last() -> None:
    """Three invoices paid to the day make an A with the third, of 3 April; the order of 2024-06-03 makes it an E."""
    assert told(PAID + "event C1 E1 -9 winding_up_order").splitlines() == [
        "Grade|E: Insolvency: winding-up order, published 2024-06-03 (gazette).",
        "Grade|Own record: 0 days beyond terms, 0 of 3 invoices late; 100 points.",
        "Grade|unrated until 2024-04-03, then A: Own record: 0 days beyond terms, 0 of 3 invoices late; 100 points.",
        "Grade|A until 2024-06-03, then E: Insolvency: winding-up order, published 2024-06-03 (gazette).",
    ]


def test_without_a_record_it_says_so() -> None:
    assert (
        told("buyer C1")
        == "Grade|unrated: No record: too few invoices of known lateness, or none paid within a year; and no rating."
    )


def test_a_rating_that_is_none_asks_for_a_person() -> None:
    shown = look(PAID + "report C1 B1 -9 bureau financial_strength.rating_common:E")
    *_, asks = [line for line in grade_lines(shown.assessed.of("C1")) if line[2] == "warning"]
    assert asks[1] == "bureau says E for rating as of 2024-06-03: no grade. Somebody has to read the report."


TELLS = (
    "financial_strength.total_assets:1000USD financial_strength.current_assets:500USD"
    " financial_strength.current_liabilities:300USD financial_strength.retained_earnings:200USD"
    " financial_strength.equity:400USD financial_strength.ebit:100USD"
)
"""Z'' 3.34; current ratio 1.67: 85 points, equity 40 % of assets: 85 points."""


def read(text: str) -> list[str]:
    shown = look(text)
    return words(tuple(dimension_lines(shown.assessed.of("C1"), shown))).splitlines()


def test_the_page_tells_the_advice_each_dimension_and_the_default_model() -> None:
    """(equity 85 x 20 + current ratio 85 x 10 + Z'' 100 x 15) / 45 = 90; 45 of 109 parts known."""
    lines = read(PAID + "report C1 B1 -9 bureau " + TELLS)
    assert lines[0] == "Advice|No advice: the evidence is thin. Ability 90 is 20 % sure, willingness 100 is 17 % sure."
    assert lines[1] == (
        "-|financial strength: 90 of 100, 41 % sure; most by Altman Z'': safe as of 2024-06-03 (bureau), 100 points."
    )
    assert lines[2] == (
        "-|enterprise quality: 100 of 100, 34 % sure; most by days beyond our terms: 0 as of 2024-04-03 (own ledger), 100 points."
    )
    assert lines[3:6] == ["-|management: no data.", "-|operating capability: no data.", "-|external environment: no data."]
    assert lines[6] == "Distress|Altman Z'', any industry 3.34: safe"


def test_a_model_without_a_score_names_what_is_missing() -> None:
    lines = read("report C1 B1 -9 bureau " + TELLS.replace("financial_strength.ebit:100USD", ""))
    assert lines[-1] == "Distress|Altman Z'', any industry: figures missing (EBIT)"
    bank = read("report C1 B1 -9 bureau enterprise_quality.financial_firm:true " + TELLS)
    assert bank[-1] == "Distress|Altman Z'', any industry: not made for banks and insurers"


def test_nothing_known_gives_no_advice_and_no_model() -> None:
    lines = read("buyer C1")
    assert lines[0] == "Advice|No advice: too little is known of its ability or of its willingness to pay."
    assert all(line.endswith("no data.") for line in lines[1:])


def test_scripts_read_the_same_in_full() -> None:
    shown = look(PAID + "report C1 B1 -9 bureau " + TELLS)
    record = dimension_record(shown.assessed.of("C1"), shown)
    financial = record["dimensions"][0]
    assert (financial["dimension"], financial["score"], financial["confidence"]) == ("financial_strength", 90, 41)
    assert financial["freshness"] == {"on": day("-9"), "age_days": 9}
    assert financial["missing"] == [
        f"financial_strength.{name}" for name in ("acid_test", "gearing", "return_on_assets", "cash_ratio", "pd", "rating")
    ]
    assert financial["evidence"][0]["code"] == "dimension_finding"
    assert record["ability"] == {"score": 90, "confidence": 20, "dimensions": ["financial_strength"]}  # 41 x 30 / 60
    assert record["willingness"]["score"] == 100
    assert record["advice"]["code"] == "advice_thin"  # 17 % of willingness are known, and 20 are asked
    by_name = {model["model"]: model for model in record["distress"]}
    assert [name for name, model in by_name.items() if model["default"]] == ["altman_z_double"]
    assert (by_name["altman_z_double"]["zone"], by_name["altman_z_double"]["source"]) == ("safe", "bureau")
    assert (by_name["zmijewski"]["zone"], by_name["zmijewski"]["missing"]) == (None, ["net_income"])


def test_without_statements_scripts_read_no_model_and_no_ability() -> None:
    shown = look("buyer C1")
    record = dimension_record(shown.assessed.of("C1"), shown)
    assert (record["distress"], record["ability"], record["willingness"]) == (None, None, None)
    assert record["dimensions"][0]["freshness"] is None
