"""Payment terms are read as the trade writes them; what cannot be read names the piece and what would be right.

A table line is what is typed and its canonical text; the meaning of a few is spelt out below.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.instalment import NO_DISCOUNT, WHOLE, Discount, Instalment, Rest
from credit.money import Money
from credit.term_tokens import Reason
from credit.term_words import Baseline, Method, Unit
from credit.terms import InvalidTerms, Terms, parse
from tests.credit.any_facts import calm
from tests.credit.any_terms import any_terms

READ = """
30% TT @order; 70% TT @BL+0         | 30% TT @order; 70% TT @BL
30% TT @order; 70% TT @BL_copy+0    | 30% TT @order; 70% TT @BL_copy
30% T/T @order, 70% T/T @B/L copy   | 30% TT @order; 70% TT @BL_copy
OA 60 @BL                           | OA 60 @BL
OA 60                               | OA 60 @invoice
OA 60d                              | OA 60 @invoice
O/A 60 days from B/L                | OA 60 @BL
OA @BL+60                           | OA 60 @BL
OA 2 months @BL                     | OA 2 months @BL
OA 2m @BL EOM                       | OA 2 months @BL EOM
OA 0                                | OA 0 @invoice
LC 90 @acceptance                   | LC 90 @acceptance
LC sight @presentation              | LC sight @presentation
LC sight                            | LC sight @presentation
L/C at sight                        | LC sight @sight
LC 90 @BL                           | LC 90 @BL
LC 90 days after sight              | LC 90 @sight
DP sight                            | DP sight @presentation
DP sight @presentation              | DP sight @presentation
D/P 30 days sight                   | DP 30 @sight
DA 60 @sight                        | DA 60 @sight
DA 60 @acceptance                   | DA 60 @acceptance
DA 60 @BL                           | DA 60 @BL
2/10 net 30 EOM                     | 2/10 net 30 EOM
2/10, n/30                          | 2/10 net 30
1.50/10 OA 30 @BL                   | 1.5/10 OA 30 @BL
net 30                              | OA 30 @invoice
net 30 days                         | OA 30 @invoice
30 days net                         | OA 30 @invoice
30 Days                             | OA 30 @invoice
30d n                               | OA 30 @invoice
30 days OA @BL                      | OA 30 @BL
30 days from B/L                    | OA 30 @BL
60天                                 | OA 60 @invoice
2 months net EOM                    | OA 2 months @invoice EOM
2/10, 30 days net                   | 2/10 net 30
30% TT @order; 70% 60 days @BL      | 30% TT @order; 70% OA 60 @BL
30% TT @order; rest 30 days         | 30% TT @order; rest OA 30 @invoice
NET 30 eom                          | OA 30 @invoice EOM
OA 30 EOM @BL                       | OA 30 @BL EOM
CAD                                 | CAD @presentation
COD                                 | COD @delivery
TT @BL+0                            | TT @BL
tt @bl + 30 days                    | TT @BL+30
TT 30 @BL                           | TT @BL+30
USD 5000 TT @order; rest OA 60 @BL  | USD 5000.00 TT @order; rest OA 60 @BL
5,000.00 usd TT @order; balance COD | USD 5000.00 TT @order; rest COD @delivery
JPY 5000 TT @order; rest COD;       | JPY 5000 TT @order; rest COD @delivery
CAD 5000 CAD; rest CAD              | CAD 5000.00 CAD @presentation; rest CAD @presentation
33.33% TT @order; 66.67% OA 60      | 33.33% TT @order; 66.67% OA 60 @invoice
30.0% TT @order; rest OA 60         | 30% TT @order; rest OA 60 @invoice
100% OA 60                          | OA 60 @invoice
rest OA 60                          | OA 60 @invoice
３０％ TT ＠order；７０％ TT ＠BL＋０    | 30% TT @order; 70% TT @BL
30% TT @order；余款 OA 60天 @BL       | 30% TT @order; rest OA 60 @BL
LC 即期                             | LC sight @presentation
"""

WRONG = """
                                 | MISSING      |  0 |            | TT OA LC DP DA CAD COD net             |
NTE 30                           | UNKNOWN      |  0 | NTE        | TT OA LC DP DA CAD COD net             | net
XY 60                            | UNKNOWN      |  0 | XY         | TT OA LC DP DA CAD COD net             |
TT @ordr                         | UNKNOWN      |  4 | ordr       | @order @invoice @BL @BL_copy @delivery | @order
TT                               | MISSING      |  2 |            | @order @invoice @BL @BL_copy @delivery |
30% TT; 70% OA 60                | MISSING      |  6 | ;          | @order @invoice @BL @BL_copy @delivery |
TT @acceptance                   | UNKNOWN      |  4 | acceptance | @order @invoice @BL @BL_copy @delivery |
OA 60 @order                     | UNKNOWN      |  7 | order      | @invoice @BL @BL_copy @delivery        |
OA 60 @                          | MISSING      |  7 |            | @invoice @BL @BL_copy @delivery        |
OA @BL                           | MISSING      |  6 |            | 60                                     |
OA 60 @BL+                       | MISSING      | 10 |            | 30                                     |
OA 60 @BL-5                      | UNKNOWN      |  9 | -          | EOM ;                                  |
OA 60 @BL+5                      | TWICE        | 10 | 5          | EOM ;                                  |
OA 60 90                         | TWICE        |  6 | 90         | @invoice @BL @BL_copy @delivery EOM ;  |
OA 60 @BL @BL                    | TWICE        | 10 | @          | EOM ;                                  |
net 30 EOM EOM                   | TWICE        | 11 | EOM        | @invoice @BL @BL_copy @delivery ;      |
OA 60 @BL EON                    | UNKNOWN      | 10 | EON        | EOM ;                                  | EOM
OA 1000                          | RANGE        |  3 | 1000       | 0-999                                  |
1000 days                        | RANGE        |  0 | 1000       | 0-999                                  |
30 days net 60                   | TWICE        | 12 | 60         | @invoice @BL @BL_copy @delivery EOM ;  |
30 days TT                       | UNKNOWN      |  8 | TT         | @invoice @BL @BL_copy @delivery EOM ;  |
30 net                           | UNKNOWN      |  3 | net        | %                                      |
OA 37 months                     | RANGE        |  3 | 37         | 0-36                                   |
OA 1.5                           | RANGE        |  3 | 1.5        | 0-999                                  |
LC 0 @BL                         | RANGE        |  3 | 0          | 1-999                                  |
LC                               | MISSING      |  2 |            | sight 60                               |
LC @BL                           | MISSING      |  6 |            | sight 60                               |
LC 90                            | MISSING      |  5 |            | @sight @acceptance @BL                 |
LC 90 @BL EOM                    | UNKNOWN      | 10 | EOM        | ;                                      |
LC sight @BL                     | UNKNOWN      | 10 | BL         | @presentation @sight                   |
LC sight sight                   | TWICE        |  9 | sight      | @presentation @sight ;                 | @sight
DA 60                            | MISSING      |  5 |            | @sight @acceptance @BL                 |
DA 60 @order                     | UNKNOWN      |  7 | order      | @sight @acceptance @BL                 |
DA 60 @acceptence                | UNKNOWN      |  7 | acceptence | @sight @acceptance @BL                 | @acceptance
DA sight                         | UNKNOWN      |  3 | sight      | 60 @sight @acceptance @BL ;            | @sight
CAD 30                           | UNKNOWN      |  4 | 30         | @presentation ;                        |
COD @BL                          | UNKNOWN      |  5 | BL         | @delivery                              |
CAD @presentation+5              | UNKNOWN      | 17 | +          | ;                                      |
30 TT @order; 70% OA 60          | UNKNOWN      |  3 | TT         | %                                      |
120% OA 60                       | RANGE        |  0 | 120        | 0.01-100%                              |
0% TT @order; rest OA 60         | RANGE        |  0 | 0          | 0.01-100%                              |
USD 0 TT @order; rest OA 60      | RANGE        |  4 | 0          | USD 5000                               |
jpy 0.5 TT @order; rest OA 60    | RANGE        |  4 | 0.5        | JPY 5000                               |
30% TT @order; 60% TT @BL        | SHARES       | 15 | 60         | 70% rest                               |
60% OA 60; 70% OA 90             | SHARES       | 11 | 70         | 40% rest                               |
60% OA 60; 60% OA 90; 1% OA 120  | SHARES       | 22 | 1          | rest                                   |
33.33% OA 30; 66.66% OA 60       | SHARES       | 14 | 66.66      | 66.67% rest                            |
USD 5000 TT @order               | SHARES       |  0 | USD        | rest                                   |
USD 9 TT @order; 90% OA 60       | SHARES       | 17 | 90         | rest                                   |
30% TT @order; OA 60             | MISSING      | 15 | OA         | 30% USD 5000 rest                      |
rest TT @order; rest OA 60       | TWICE        | 16 | rest       | 30% USD 5000                           |
30% COD; 70% OA 60; rest OA 90   | NOTHING_LEFT | 20 | rest       |                                        |
2/                               | MISSING      |  2 |            | 2/10                                   |
0/10 net 30                      | RANGE        |  0 | 0          | 2/10                                   |
2/1.5 net 30                     | RANGE        |  2 | 1.5        | 2/10                                   |
2/10                             | MISSING      |  4 |            | net OA                                 |
2/10 TT @BL                      | UNKNOWN      |  5 | TT         | net OA                                 |
2/40 net 30                      | RANGE        |  0 | 2/40       | 2/30                                   |
2/29 OA 1 month                  | RANGE        |  0 | 2/29       | 2/28                                   |
2/10 net 30; 50% OA 60           | ALONE        |  0 | 2/10       |                                        |
OA 60 ＠ｏｒｄｅｒ                | UNKNOWN      |  7 | order      | @invoice @BL @BL_copy @delivery        |
"""
"""Typed, reason, place, token, what would be right, and the nearest of it."""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("typed", "canonical"), lines(READ))
def test_terms_are_read_and_written_in_one_way(typed: str, canonical: str) -> None:
    terms = parse(typed)
    assert str(terms) == canonical
    assert parse(canonical) == terms
    assert terms.text == typed


@pytest.mark.parametrize(("typed", "reason", "place", "token", "expected", "near"), lines(WRONG))
def test_wrong_terms_name_the_piece_and_what_would_be_right(
    typed: str, reason: str, place: str, token: str, expected: str, near: str
) -> None:
    with pytest.raises(InvalidTerms) as raised:
        parse(typed)
    facts = raised.value.facts
    said = " ".join(str(word) for word in facts["expected"]) if isinstance(facts["expected"], tuple) else None
    assert (facts["reason"], facts["place"], facts["token"], said, facts["near"]) == (
        Reason[reason],
        int(place),
        token,
        expected,
        near,
    )


def test_a_deposit_and_the_balance_on_shipment() -> None:
    assert parse("30% TT @order; 70% TT @BL+0") == Terms(
        (
            Instalment(Decimal(30), Method.TT, Baseline.ORDER),
            Instalment(Decimal(70), Method.TT, Baseline.BL),
        )
    )


def test_an_amount_and_what_it_leaves() -> None:
    assert parse("USD 5000 TT @order; rest OA 2 months @BL").instalments == (
        Instalment(Money(500_000, "USD"), Method.TT, Baseline.ORDER),
        Instalment(Rest.REST, Method.OA, Baseline.BL, 2, Unit.MONTHS),
    )


def test_a_discount_belongs_to_the_terms() -> None:
    terms = parse("2/10 net 30 EOM")
    assert terms.discount == Discount(Decimal(2), 10)
    assert terms.instalments == (Instalment(WHOLE, Method.OA, Baseline.INVOICE, 30, end_of_month=True),)
    assert parse("net 30 EOM").discount == NO_DISCOUNT


@pytest.mark.parametrize(("typed", "sight"), [("LC sight", True), ("DP sight", True), ("LC 90 @BL", False), ("OA 0", False)])
def test_only_a_draft_without_days_is_paid_at_sight(typed: str, sight: bool) -> None:
    assert [instalment.sight for instalment in parse(typed).instalments] == [sight]


def test_nothing_after_an_event_is_nothing_in_days_and_in_months() -> None:
    assert parse("TT @BL+0 months") == parse("TT @BL+0 days") == parse("TT @BL")


@pytest.mark.parametrize("typed", ["9" * 5000 + "% OA 60", "OA " + "9" * 5000, "2/" + "9" * 5000 + " net 30"])
def test_a_number_without_end_is_a_typing_error(typed: str) -> None:
    with pytest.raises(InvalidTerms) as raised:
        parse(typed)
    assert raised.value.facts["token"] == "9" * 40
    assert raised.value.facts["reason"] is Reason.RANGE


def test_a_percentage_finer_than_sums_are_exact_is_refused() -> None:
    with pytest.raises(InvalidTerms) as raised:
        parse(f"33.{'3' * 30}% TT @order; rest OA 60")
    assert raised.value.facts["reason"] is Reason.RANGE


def test_a_piece_carries_no_control_character() -> None:
    with pytest.raises(InvalidTerms) as raised:
        parse("OA 60 \x1b[31m")
    assert (raised.value.facts["token"], raised.value.facts["place"]) == ("", 6)


PIECES = "% @ ; + 30 2/10 TT OA LC DA CAD USD BL sight order rest net EOM x １ ； \0"


@calm
@given(any_terms())
def test_canonical_text_reads_back_as_equal_terms(terms: Terms) -> None:
    assert parse(str(terms)) == terms


@calm
@given(any_terms())
def test_small_letters_and_wide_punctuation_say_the_same(terms: Terms) -> None:
    wide = str(terms).lower().translate(str.maketrans(";%@", "；％＠"))
    assert parse(wide) == terms


@calm
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join))
def test_whatever_is_typed_is_read_or_refused_with_its_place(typed: str) -> None:
    try:
        terms = parse(typed)
    except InvalidTerms as fault:
        place = fault.facts["place"]
        assert isinstance(place, int)
        assert 0 <= place <= len(typed)
    else:
        assert parse(str(terms)) == terms
