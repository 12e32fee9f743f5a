"""Suggestions for money that is set against nothing. The usual book owes 1,000, 2,000 and 500 USD; R1 came in."""

from credit.cash.suggesting import Ground, Suggestion, deposits, suggestions, ways
from tests.credit.little_book import assessed, money

OWED = """
    invoice  C1  A1001  -40  1000USD
    invoice  C1  A1002  -10  2000USD
    invoice  C1  A1003  +20   500USD
"""


def found(lines: str, owed: str = OWED) -> list[Suggestion]:
    return list(suggestions(assessed(owed + lines)))


def told(lines: str, owed: str = OWED) -> list[tuple[Ground, list[str], bool]]:
    return [(each.ground, [part.invoice for part in each.parts], each.certain) for each in found(lines, owed)]


def test_a_number_spelt_otherwise() -> None:
    (each,) = found("receipt C1 R1 -1 600USD for=1002")
    assert (each.ground, each.certain, each.free, each.left) == (Ground.REFERENCE, True, money("600USD"), money("0USD"))
    assert [(part.invoice, part.amount) for part in each.parts] == [("A1002", money("600USD"))]


def test_one_of_the_amount() -> None:
    assert told("receipt C1 R1 -1 2000USD") == [(Ground.EXACT, ["A1002"], True)]
    assert told("receipt C1 R1 -1 1000USD", OWED + "invoice C1 A1004 +30 1000USD\n") == [(Ground.EXACT, ["A1001"], False)]


def test_one_that_is_short_by_a_banks_charge() -> None:
    """25 USD are missing of 2,000: fewer than 50, and than a tenth of it."""
    (each,) = found("receipt C1 R1 -1 1975USD")
    assert (each.ground, each.certain, each.missing) == (Ground.WITHIN_TOLERANCE, True, money("25USD"))
    two = told("receipt C1 R1 -1 1975USD", OWED + "invoice C1 A1004 +30 2001USD\n")
    assert two == [(Ground.WITHIN_TOLERANCE, ["A1002"], False)]


def test_several_that_sum_to_it() -> None:
    assert told("receipt C1 R1 -1 1500USD") == [(Ground.SUM, ["A1001", "A1003"], True)]
    other = OWED + "invoice C1 A1004 +30 1500USD\n"
    assert told("receipt C1 R1 -1 2500USD", other) == [(Ground.SUM, ["A1002", "A1003"], False)], "A1001 and A1004 would fit too"


def test_all_that_is_due_but_for_a_charge() -> None:
    """1,000 and 2,000 less 30 USD."""
    (each,) = found("receipt C1 R1 -1 2970USD")
    assert (each.ground, each.certain, each.missing) == (Ground.SUM_WITHIN_TOLERANCE, False, money("30USD"))
    assert [(part.invoice, part.amount) for part in each.parts] == [("A1001", money("1000USD")), ("A1002", money("1970USD"))]


def test_the_order_of_the_law_where_nothing_fits() -> None:
    """Due before undue and the oldest first; of 1,300 the second receives 300."""
    (each,) = found("receipt C1 R1 -1 1300USD")
    assert (each.ground, each.certain, each.missing) == (Ground.LEGAL_ORDER, False, money("0USD"))
    assert [(part.invoice, part.amount) for part in each.parts] == [("A1001", money("1000USD")), ("A1002", money("300USD"))]


def test_more_than_is_owed_stays() -> None:
    (each,) = found("receipt C1 R1 -1 4000USD")
    assert (each.ground, each.left) == (Ground.LEGAL_ORDER, money("500USD"))


def test_nothing_to_pay() -> None:
    assert told("receipt C1 R1 -1 900EUR") == [(Ground.NOTHING, [], False)]


def test_what_is_contested_is_paid_only_where_the_payer_named_it() -> None:
    dispute = "dispute C1 D1 -5 quality for=A1002\n"
    assert told(dispute + "receipt C1 R1 -1 2000USD") == [(Ground.LEGAL_ORDER, ["A1001", "A1003"], False)]
    assert told(dispute + "receipt C1 R1 -1 2000USD for=1002") == [(Ground.REFERENCE, ["A1002"], True)]


def test_what_leaves_no_choice_takes_its_invoices_first() -> None:
    """R1 fits nothing and would take the oldest; R2 is exactly that, so it has it, and R1 takes the next."""
    lines = "receipt C1 R1 -2 1700USD\nreceipt C1 R2 -1 1000USD"
    assert told(lines) == [(Ground.LEGAL_ORDER, ["A1002"], False), (Ground.EXACT, ["A1001"], True)]


def test_the_last_of_two_equals_is_still_a_choice() -> None:
    owed = "invoice C1 I1001 -9 700USD\ninvoice C1 I1002 -8 700USD\n"
    lines = "receipt C1 R1 -2 700USD\nreceipt C1 R2 -1 700USD"
    assert told(lines, owed) == [(Ground.EXACT, ["I1001"], False), (Ground.EXACT, ["I1002"], False)]


def test_a_credit_note_goes_to_its_order_to_its_amount_or_to_a_sum_but_closes_nothing_that_is_short() -> None:
    owed = "invoice C1 A1 -9 700USD order=O1\ninvoice C1 A2 -8 300USD\ninvoice C1 A3 -7 200USD\n"
    assert told("invoice C1 N1 -3 -50USD order=O1", owed) == [(Ground.REFERENCE, ["A1"], True)]
    assert told("invoice C1 N1 -3 -300USD", owed) == [(Ground.EXACT, ["A2"], True)]
    assert told("invoice C1 N1 -3 -500USD", owed) == [(Ground.SUM, ["A2", "A3"], True)]
    assert told("invoice C1 N1 -3 -690USD", owed) == [(Ground.LEGAL_ORDER, ["A1"], False)]
    (each,) = found("invoice C1 N1 -3 -300USD order=O9", owed)
    assert (each.credit, each.source, each.ground) == (True, "N1", Ground.EXACT)


def test_a_deposit_stays_with_its_order_and_money_given_back_is_missing_from_the_latest() -> None:
    lines = """
    receipt C1 R1 -9 400USD order_id=O1
    receipt C1 R2 -8 1000USD
    receipt C1 R3 -7 2000USD
    receipt C1 R4 -6 -1700USD
    receipt C1 R5 -5 100USD
    """
    assert [(each.source, each.free) for each in found(lines)] == [("R2", money("1000USD")), ("R3", money("400USD"))]


def test_a_deposit_waits_for_the_invoice_of_its_order_and_then_pays_that_and_nothing_else() -> None:
    """400 for O1, invoiced by A1 of 300; 50 for O3, of which nothing is invoiced; 70 of another currency than its invoice."""
    entry = assessed("""
    invoice C1 A1 +9 300USD order=O1
    invoice C1 A2 -9  50USD order=O2
    receipt C1 R1 -8 400USD order_id=O1
    receipt C1 R3 -9  50USD order_id=O3
    receipt C1 R4 -7  70EUR order_id=O2
    """)
    assert [(each.source, each.order, each.free) for each in deposits(entry)] == [
        ("R3", "O3", money("50USD")),
        ("R4", "O2", money("70EUR")),
    ]
    (each,) = suggestions(entry)
    assert (each.source, each.ground, each.certain) == ("R1", Ground.DEPOSIT, True)
    assert [(part.invoice, part.amount) for part in each.parts] == [("A1", money("300USD"))]
    assert each.left == money("100USD")
    assert ways(entry, "R1") == (each,)
    assert ways(entry, "R3") == ()


def test_two_deposits_of_an_order_share_its_invoice_and_money_given_back_is_missing_from_them() -> None:
    """Of 300 and 200 for O1 100 were given back: 400 are left, and R2 has 100 of them; A1 of 300 is full with R1."""
    entry = assessed("""
    invoice C1 A1 +9  300USD order=O1
    receipt C1 R1 -8  300USD order_id=O1
    receipt C1 R2 -7  200USD order_id=O1
    receipt C1 R3 -6 -100USD order_id=O1
    """)
    assert [(each.source, each.ground, each.free, each.left) for each in suggestions(entry)] == [
        ("R1", Ground.DEPOSIT, money("300USD"), money("0USD")),
        ("R2", Ground.NOTHING, money("100USD"), money("100USD")),
    ]


def test_every_way_is_offered_the_best_first_and_none_twice() -> None:
    """1,500 are A1001 and A1003 to the cent; by law A1001 and 500 of A1002, which is the oldest first as well."""
    found = ways(assessed(OWED + "receipt C1 R1 -1 1500USD"), "R1")
    assert [(each.ground, [(part.invoice, part.amount) for part in each.parts]) for each in found] == [
        (Ground.SUM, [("A1001", money("1000USD")), ("A1003", money("500USD"))]),
        (Ground.LEGAL_ORDER, [("A1001", money("1000USD")), ("A1002", money("500USD"))]),
    ]


def test_the_oldest_first_is_a_way_of_its_own_where_the_law_says_otherwise() -> None:
    """Both are due, so the law has the one without security paid before the older one that has it (Civil Code art. 560)."""
    owed = OWED.replace("A1001  -40  1000USD", "A1001  -40  1000USD terms=LC@sight")
    secured = "security C1 S1 -200 1000USD form=letter_of_credit until=+90\n"
    found = ways(assessed(owed + secured + "receipt C1 R1 -1 700USD"), "R1")
    assert [(each.ground, each.parts[0].invoice) for each in found] == [
        (Ground.LEGAL_ORDER, "A1002"),
        (Ground.OLDEST_FIRST, "A1001"),
    ]


def test_money_that_could_pay_nothing_has_one_way_and_what_is_not_free_none() -> None:
    entry = assessed(OWED + "receipt C1 R1 -1 900EUR\nreceipt C1 R2 -1 1000USD for=A1001")
    assert [each.ground for each in ways(entry, "R1")] == [Ground.NOTHING]
    assert ways(entry, "R2") == ()
