"""What a bank kept back on the way closes the invoice: nobody who pays to the day becomes bad debt by 25 dollars a transfer.

TRADE.md 3.12 and row 21: at most the larger of 50 USD and 0.2 % of the debt, never above 10 % of it, 500 USD a buyer and year.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from credit.account import Account
from credit.aging import Ledger, OpenItem, ledger
from credit.applied import part_payments
from credit.bank_charges import BankCharges, bank_charges
from credit.breach import first_over, over_limit_since
from credit.five_classes import DebtClass
from credit.kept_back import with_rests
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy, ShortPayReason
from credit.monthly import month_series
from credit.orders.check import check_order
from credit.orders.verdict import Verdict
from credit.payment_record import Share
from credit.policy import DEFAULT_POLICY
from credit.rates import NO_RATES
from credit.rating.letter import Grade
from tests.credit.alerts.ringing import alert, kinds, rings_from
from tests.credit.little_book import TODAY, assessed, day, facts, little_book, money

NO_TOLERANCE = ShortPayPolicy(absolute={}, percent=Decimal(0))
CHARGE = ShortPayReason.BANK_CHARGE


def monthly(count: int, paid: str = "36475", every: int = 30) -> str:
    """So many invoices of 36,500 USD, each paid short on its due date."""
    return "buyer C1 limit=500000USD \n" + "\n".join(
        f"invoice C1 I{n:02} -{n * every} 36500USD \n receipt C1 R{n:02} -{n * every} {paid}USD for=I{n:02}"
        for n in range(1, count + 1)
    )


def items(text: str, on: str = "0", policy: ShortPayPolicy = DEFAULT_SHORT_PAYS) -> Ledger:
    account = Account.of("C1", facts(text)).as_known_on(day(on))
    return ledger(account, day(on), policy)


def open_minor(found: Ledger) -> dict[str, int]:
    return {item.invoice.id: item.open.minor for item in found.open}


def test_who_pays_to_the_day_is_not_made_bad_debt_by_its_bank() -> None:
    """Tolerance max(50, 0.2 % of 36,500 = 73) = 73: 25 closes. Eleven times 25 is 275, below 500 a year."""
    found = assessed(monthly(11))
    assert found.ledger.open == ()
    assert found.dbt == 0
    assert found.late == Share(0, 11)
    assert found.graded.value is Grade.A
    assert found.debt_class.value is DebtClass.NOT_DUE
    assert not found.alerts
    book = little_book(monthly(11))
    assert check_order(found, money("1000USD"), book).verdict is Verdict.GO


def test_what_was_kept_back_stands_beside_the_invoice_with_why() -> None:
    (settled,) = items("invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4766.66USD for=I1").settled  # TRADE.md 3.12: 33.34
    assert (settled.on, settled.kept_back, settled.why) == (day("-60"), 3334, CHARGE)
    (rounded,) = items("invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4799.50USD for=I1").settled
    assert (rounded.kept_back, rounded.why) == (50, ShortPayReason.FX_ROUNDING)


@pytest.mark.parametrize(
    ("invoiced", "paid", "closes"),
    [
        ("4800USD", "4799.99USD", True),
        ("4800USD", "4750USD", True),  # 50
        ("4800USD", "4749.99USD", False),
        ("36500USD", "36427USD", True),  # 0.2 % = 73
        ("36500USD", "36426.99USD", False),
        ("300USD", "270USD", True),  # 10 % at most: 30
        ("300USD", "269.99USD", False),
        ("4800GBP", "4790.40GBP", True),  # of a currency without an absolute sum 0.2 % alone: 9.60
        ("4800GBP", "4790.39GBP", False),
    ],
)
def test_the_tolerance_is_the_larger_of_the_two_and_never_more_than_a_tenth(invoiced: str, paid: str, closes: bool) -> None:
    found = items(f"invoice C1 I1 -60 {invoiced} \n receipt C1 R1 -60 {paid} for=I1")
    assert bool(found.settled) is closes
    assert bool(found.open) is not closes


def test_beyond_the_cap_of_the_year_the_rests_stay_open() -> None:
    """Weekly payments 40 short: twelve are 480, the thirteenth would be 520. The oldest came first."""
    found = items(monthly(14, "36460", 7))
    assert open_minor(found) == {"I02": 4000, "I01": 4000}
    assert sum(settled.kept_back for settled in found.settled) == 48000


def test_a_year_later_there_is_room_again_and_what_was_refused_stays_open() -> None:
    late = "\n invoice C1 I99 +300 36500USD \n receipt C1 R99 +300 36460USD for=I99"
    found = items(monthly(14, "36460", 7) + late, "+300")
    assert open_minor(found) == {"I02": 4000, "I01": 4000}


def test_a_payment_in_parts_closes_with_the_part_that_comes_near() -> None:
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -50 2000USD for=I1 \n receipt C1 R2 -40 2780USD for=I1"
    assert open_minor(items(text, "-45")) == {"I1": 280000}
    (settled,) = items(text).settled
    assert (settled.on, settled.kept_back) == (day("-40"), 2000)


def test_two_transfers_of_one_day_are_one_payment() -> None:
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -50 4770USD for=I1 \n receipt C1 R2 -50 30USD for=I1"
    assert [settled[1:] for settled in items(text).settled] == [(day("-50"), 0, None)]


def test_what_comes_after_all_was_paid_on_the_day_it_was_closed() -> None:
    """Whoever makes up for its bank weeks later is no later payer than one that does not."""
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4775USD for=I1 \n receipt C1 R2 -20 25USD for=I1"
    (before,) = items(text, "-30").settled
    (after,) = items(text).settled
    assert (before.on, before.kept_back, before.why) == (day("-60"), 2500, CHARGE)
    assert (after.on, after.kept_back, after.why) == (day("-60"), 0, None)
    assert items(text).unapplied == ()


def test_a_payment_that_bounced_closes_nothing() -> None:
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4775USD for=I1 \n receipt C1 R2 -50 -4775USD for=I1"
    assert items(text, "-55").open == ()
    assert open_minor(items(text)) == {"I1": 480000}


@pytest.mark.parametrize(
    ("dispute", "closes"),
    [
        ("dispute C1 D1 -70 quality for=I1", False),
        ("dispute C1 D1 -70 quality", False),  # the whole balance of the day
        ("dispute C1 D1 -70 quality for=I9", True),
        ("dispute C1 D1 -70 quality for=I1 closed=-65", True),
        ("dispute C1 D1 -50 quality for=I1", True),  # nobody knew of it on the day of the payment
    ],
)
def test_what_the_buyer_contests_is_no_charge_of_a_bank(dispute: str, closes: bool) -> None:
    found = items(f"invoice C1 I1 -60 4800USD issued=-120 \n receipt C1 R1 -60 4775USD for=I1 \n {dispute}")
    assert bool(found.settled) is closes


def test_a_claim_that_was_right_is_no_charge_of_a_bank() -> None:
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4775USD for=I1"
    assert open_minor(items(f"{text} \n dispute C1 D1 -70 quality for=I1 closed=-65 justified=yes")) == {"I1": 2500}


def test_a_discount_for_paying_early_is_told_as_that() -> None:
    text = "invoice C1 I1 -20 10000USD issued=-50 discount=200USD discount_until=-40 \n receipt C1 R1 {on} {paid}USD for=I1"
    (early,) = items(text.format(on="-45", paid=9800)).settled
    assert (early.on, early.kept_back, early.why) == (day("-45"), 20000, ShortPayReason.DISCOUNT)
    (less,) = items(text.format(on="-45", paid=9775)).settled  # 25 beyond the discount
    assert (less.kept_back, less.why) == (22500, CHARGE)
    assert open_minor(items(text.format(on="-39", paid=9800))) == {"I1": 20000}


def test_a_discount_taken_too_late_is_no_charge_of_a_bank_though_it_is_small() -> None:
    text = "invoice C1 I1 -20 1000USD issued=-50 discount=20USD discount_until=-40 \n receipt C1 R1 -39 {paid}USD for=I1"
    assert open_minor(items(text.format(paid=980))) == {"I1": 2000}
    assert [settled.why for settled in items(text.format(paid=985)).settled] == [CHARGE]


def test_a_house_that_closes_nothing_says_so_in_its_policy() -> None:
    strict = replace(DEFAULT_POLICY, short_pays=NO_TOLERANCE)
    found = assessed(monthly(11), strict)
    assert len(found.ledger.open) == 11
    assert items(monthly(11), policy=NO_TOLERANCE).settled == ()


def test_no_day_looks_at_the_payments_after_it() -> None:
    """What a day tells is what the whole book tells of it later: the cap counts what was closed before, and nothing after."""
    text = monthly(14, "36460", 7)
    whole = Account.of("C1", facts(text))
    closed = {settled.invoice.id for settled in ledger(whole, TODAY).settled}
    for back in range(100):
        then = TODAY - timedelta(days=back)
        told = ledger(whole.as_known_on(then), then)
        assert {settled.invoice.id for settled in told.settled} <= closed


def test_the_months_count_what_was_closed_and_what_came_after_all() -> None:
    text = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4775USD for=I1 \n receipt C1 R2 -20 25USD for=I1"
    account = Account.of("C1", facts(text))
    for on in (day("-40"), TODAY):
        told = month_series([account], on, {"USD": Decimal(1)}, 4)
        assert [month.receivable for month in told.months if month.ends_on >= date(2024, 4, 30)][-1] == 0
        assert told.at_risk.reached == 0


def test_open_items_are_told_as_before() -> None:
    (item,) = items("invoice C1 I1 -60 4800USD \n receipt C1 R1 -50 4000USD for=I1").open
    assert item == OpenItem(item.invoice, money("800USD"), 60, day("-50"))


def test_a_discount_after_a_charge_was_closed_moves_no_month() -> None:
    """45 short of 1,000 on one day, 20 of it the discount; five days later 25 come and 20 stay kept back."""
    text = """
        invoice  C1  I1  2024-06-30  1000USD  issued=2024-05-20  discount=20USD  discount_until=2024-06-10
        receipt  C1  R1  2024-05-31   955USD  for=I1
        receipt  C1  R2  2024-06-05    25USD  for=I1
    """
    (settled,) = items(text).settled
    assert (settled.on, settled.kept_back) == (date(2024, 5, 31), 2000)
    told = month_series([Account.of("C1", facts(text))], TODAY, {"USD": Decimal(1)}, 2).months
    assert [(month.receivable, month.current) for month in told] == [(0, 0), (0, 0)]


AFTER_ALL = "invoice C1 I1 -60 4800USD \n receipt C1 R1 -60 4775USD for=I1 \n receipt C1 R2 -20 25USD for=I1"


def test_a_rest_that_closed_rolls_into_no_bucket() -> None:
    account = Account.of("C1", facts(AFTER_ALL + "\n invoice C1 I2 -50 900USD \n receipt C1 R3 -9 400USD for=I2"))
    told = with_rests(account, part_payments(account, TODAY), DEFAULT_SHORT_PAYS)
    assert told["I1"] == ((day("-60"), 477_500), (day("-60"), 2_500))
    assert told["I2"] == ((day("-9"), 40_000),)


def test_what_was_closed_is_over_no_limit() -> None:
    """4,800 are open of a limit of 4,800 until another 100 are invoiced; the 25 a bank took are none of it."""
    text = """
        buyer    C1  limit=4800USD
        invoice  C1  I1  -60  4800USD  issued=-120
        receipt  C1  R1  -60  4775USD  for=I1
        invoice  C1  I2  +10  4800USD  issued=-50
        invoice  C1  I3  +50   100USD  issued=-10
    """
    account = little_book(text).account("C1")
    assert over_limit_since(account, NO_RATES, TODAY, DEFAULT_POLICY) == day("-10")
    assert first_over(account, money("4800USD"), day("-55"), NO_RATES, TODAY) == day("-10")
    strict = replace(DEFAULT_POLICY, short_pays=NO_TOLERANCE)
    assert over_limit_since(account, NO_RATES, TODAY, strict) == day("-50")


def test_the_charges_of_a_year_are_summed_by_currency_without_the_discount() -> None:
    text = (
        monthly(3)
        + """
        invoice  C1  E1  -20  10000EUR  issued=-50  discount=200EUR  discount_until=-40
        receipt  C1  S1  -45   9775EUR  for=E1
        invoice  C1  E2  -20  10000EUR  issued=-50  discount=200EUR  discount_until=-40
        receipt  C1  S2  -45   9800EUR  for=E2
        invoice  C1  G1  -20  10000GBP
        receipt  C1  S3  -20   9990GBP  for=G1
        invoice  C1  OLD -400 36500USD
        receipt  C1  S4  -400 36475USD  for=OLD
    """
    )
    assert bank_charges(items(text), DEFAULT_SHORT_PAYS) == (
        BankCharges(money("25EUR"), 1, money("500EUR")),
        BankCharges(money("10GBP"), 1, None),
        BankCharges(money("75USD"), 3, money("500USD")),
    )


OVER = monthly(24, "36460", 15)
"""Two invoices a month, 40 short each: of the 24 within a year twelve are closed (480), the cap of 500 leaves twelve open."""


def test_who_pays_to_the_day_is_no_late_payer_beyond_the_cap_either() -> None:
    found = assessed(OVER)
    assert len(found.ledger.open) == 12, "what is owed stays owed"
    assert found.exposure.overdue == money("480USD")
    assert (found.dbt, found.late, found.graded.value) == (Decimal(0), Share(0, 24), Grade.A)
    assert found.debt_class.value is DebtClass.NOT_DUE
    assert check_order(found, money("1000USD"), little_book(OVER)).verdict is Verdict.GO


def test_what_came_after_all_beyond_the_cap_was_paid_on_the_day_of_the_charge() -> None:
    """The newest, due 15 days ago and 40 short, is made up for today: it was paid to the day, and so says the record."""
    found = assessed(OVER + "\n receipt C1 R0 0 40USD for=I01")
    assert len(found.ledger.open) == 11
    assert (found.dbt, found.late) == (Decimal(0), Share(0, 24))
    assert found.habit.latest == 0


def test_a_rest_beyond_a_charge_is_late_all_the_same() -> None:
    """100 short of 36,500 is more than any bank's charge."""
    found = assessed(OVER + "\n invoice C1 X1 -30 36500USD \n receipt C1 X2 -30 36400USD for=X1")
    assert found.late == Share(1, 25)
    assert [item.invoice.id for item in found.ledger.late] == ["X1"]


def test_an_invoice_short_by_a_charge_never_reached_ninety_days() -> None:
    """Its rest is open for eight months; of the months' at-risk rate it is none."""
    told = month_series([Account.of("C1", facts(OVER))], TODAY, {"USD": Decimal(1)}, 4)
    assert told.at_risk.reached == 0
    assert told.months[-1].receivable == 48000


def test_a_series_beyond_the_cap_is_warned_of_for_a_year() -> None:
    """The thirteenth, I12, due on day -180, would make 520: it is the first that was left open."""
    rung = rings_from(OVER, "charges_over_cap", "-180")
    assert {**rung.evidence} == {
        "count": 12, "most": money("500USD"), "invoice": "I12", "since": day("-180"), "on": day("-180"), "source": "own_ledger",
    }  # fmt: skip
    assert "charges_over_cap" in kinds(OVER, day("+349"))
    assert "charges_over_cap" not in kinds(OVER, day("+350"))  # the last was left open on day -15


def test_a_series_that_was_learnt_late_is_warned_of_then() -> None:
    assert rings_from("\n".join(f"{line} learnt=-9" for line in OVER.split("\n")), "charges_over_cap", "-9").severity == "warning"


def test_a_series_that_comes_again_after_a_year_rings_anew() -> None:
    """One was left open on day -15 and seen; the next on day +413, when thirteen were short within a fortnight."""
    first = monthly(13, "36460", 15).replace("I", "A").replace(" R", " Q")
    assert first.count("invoice") == 13
    again = "\n".join(
        f"invoice C1 B{n:02} +{400 + n} 36500USD issued=0 \n receipt C1 S{n:02} +{400 + n} 36460USD for=B{n:02}"
        for n in range(1, 14)
    )
    text = first + "\n seen C1 charges_over_cap:C1 -10 \n" + again
    before = alert(text, "charges_over_cap")
    after = alert(text, "charges_over_cap", day("+413"))
    assert before is not None
    assert after is not None
    assert (before.acknowledged, before.evidence["invoice"], before.evidence["count"]) == (True, "A01", 1)
    assert (after.acknowledged, after.evidence["invoice"], after.evidence["count"]) == (False, "B13", 1)
    assert alert(text, "charges_over_cap", day("+412")) is None


def test_what_closed_on_its_first_day_is_not_closed_again_by_what_trickles_in() -> None:
    """20 missing of 1,000 close on the first day; 10 that come two days later leave 10 kept back, still as of that day."""
    account = Account.of("C1", facts("""
        invoice  C1  I1   -10  1000USD
        receipt  C1  R1    -5   980USD  for=I1
        receipt  C1  R2    -3    10USD  for=I1
    """))  # fmt: skip
    items = ledger(account, TODAY)
    assert items.open == ()
    assert [(paid.invoice.id, paid.on, paid.kept_back) for paid in items.settled] == [("I1", day("-5"), 1000)]


def paid_short(count: int, days: int, by: int = 50, currency: str = "USD") -> str:
    """So many invoices of 1,000, each paid `by` short, `days` apart; the first on day -400."""
    return "\n".join(
        f"    invoice  C1  {currency}{at}  {-410 + at * days}  1000{currency}\n"
        f"    receipt  C1  r{currency}{at}  {-400 + at * days}  {1000 - by}{currency}  for={currency}{at}"
        for at in range(count)
    )


def still_open(text: str, on: date = TODAY) -> list[str]:
    return [item.invoice.id for item in ledger(Account.of("C1", facts(text)), on).open]


def test_the_cap_of_the_year_is_filled_to_its_last_cent_and_no_further() -> None:
    """500 a year: ten rests of 50 close, the eleventh does not."""
    assert still_open(paid_short(10, 1)) == []
    assert still_open(paid_short(11, 1)) == ["USD10"]


def test_a_rest_leaves_the_cap_after_a_year_to_the_day() -> None:
    """The first of ten rests closed on day -400; 365 days later, on day -35, there is room again, and no day before."""
    late = "\n    invoice  C1  L  -45  1000USD\n    receipt  C1  rL  {}  950USD  for=L"
    assert still_open(paid_short(10, 1) + late.format(-36)) == ["L"]
    assert still_open(paid_short(10, 1) + late.format(-35)) == []


def test_a_currency_whose_cap_is_full_stops_no_other() -> None:
    assert still_open(paid_short(11, 1) + "\n" + paid_short(12, 1, currency="GBP", by=2)) == ["USD10"]


def test_a_whole_unit_is_rounding_and_a_cent_more_a_banks_charge() -> None:
    def why(came: str) -> ShortPayReason | None:
        text = f"""
            invoice  C1  I1  -10  1000USD
            receipt  C1  R1   -5  {came}USD  for=I1
        """
        return ledger(Account.of("C1", facts(text)), TODAY).settled[0].why

    assert why("999") is ShortPayReason.FX_ROUNDING  # 100 minor units are missing
    assert why("998.99") is ShortPayReason.BANK_CHARGE


def test_an_invoice_paid_in_full_before_it_hides_no_rest() -> None:
    account = Account.of("C1", facts("""
        invoice  C1  I1   -20  1000USD
        receipt  C1  R1   -15  1000USD  for=I1
        invoice  C1  I2   -10  1000USD
        receipt  C1  R2    -5   980USD  for=I2
    """))  # fmt: skip
    parts = with_rests(account, part_payments(account, TODAY), DEFAULT_SHORT_PAYS)
    assert parts["I2"] == ((day("-5"), 98_000), (day("-5"), 2_000))


def test_what_the_buyer_contested_that_very_day_is_no_banks_charge() -> None:
    """Justified at once, or of its whole balance with an invoice of that day in it."""
    text = """
        invoice  C1  I1   -10  1000USD  issued={issued}
        receipt  C1  R1    -5   980USD  for=I1
        dispute  C1  D1    -5  quality  {more}
    """
    assert still_open(text.format(issued="-30", more="for=I1 closed=-5 justified=yes")) == ["I1"]
    assert still_open(text.format(issued="-5", more="")) == ["I1"]
    assert still_open(text.format(issued="-4", more="")) == [], "issued after it"


def test_what_trickles_in_on_a_closed_invoice_keeps_no_other_from_closing() -> None:
    assert still_open("""
        invoice  C1  I1   -10  1000USD
        receipt  C1  R1    -8   980USD  for=I1
        receipt  C1  R2    -6    10USD  for=I1
        invoice  C1  I2   -10  1000USD
        receipt  C1  R3    -5   980USD  for=I2
    """) == []  # fmt: skip
