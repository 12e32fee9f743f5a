"""Documents of little books, in both languages; TODAY is Wednesday 2024-06-12.

Expected text is put together by hand from the book at the top: days past due are counted from its day, half of 1,000 is 500.
"""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from credit.assess import Assessed, assess_book
from credit.assessment import Assessment
from credit.foresight.cash import cash_of
from credit.lessons import NO_LESSONS
from credit.loss.estimate import LossEstimate, expected_credit_loss
from credit.money import Money
from credit.payment_record import Share
from credit.process import Process
from credit.worklist import Task, place
from documents.as_calendar import as_calendar
from documents.as_markdown import as_markdown
from documents.board import Age, Figures, board_paper
from documents.dossier import dossier_paper
from documents.folder import dossier_folder
from documents.forecast import forecast_paper
from documents.house_lists import clocks_paper, safe_paper
from documents.loss import loss_paper
from documents.memo import memo_paper
from documents.paper import Facts, Grid, Paper, Points, Say, absences, said
from documents.recovery import DocumentRefused, handover_paper, insurer_paper
from tests.credit.little_book import TODAY, little_book, money
from tests.wording.speaking import speaking

GIVEN_UP = """
    buyer    C1                    name=Harbour  country=GB  terms=OA60  law=CN
    invoice  C1  I1  -400  1000USD shipped_on=-455  order=O1
    order    C1  O1  -470  1000USD
    email    C1  K1  -300          arrived_on=-299  proof=courier
    event    C1  E1  -200  winding_up_order
"""
INSURED = """
    buyer    C1                    name=Harbour  country=GB  limit=5000USD  insured=3000USD
    invoice  C1  I1   -30  1000USD
    invoice  C1  I2   +30   500USD
    promise  C1  P1   -20  1000USD by=-10  for=I1
    dispute  C1  D1    -3  quality  for=I1  amount=200USD
    security C1  S1    -9   400USD  form=standby_lc
    note     C1  K1    -2          text=ours_alone
    email    C1  K2    -1  insurer_notified
    email    C1  K3    -1          text=please_pay
"""
UNTOLD = INSURED.replace("insurer_notified", "replied")
"""The same of which the insurer has not heard: by the policy it must within 60 days of the due date, which leaves 30."""
SELLS = "\n".join(f"invoice C1 I{n} -40 3650USD issued=-100\nreceipt C1 R{n} -40 3650USD for=I{n}" for n in range(5))
"""18,250 a year is 50 a day x (60 + 0 + 30) days = 4,500; paid on the day: grade A, factor 1."""
DEFERRED = """
    buyer    C1                    name=Harbour  country=GB
    invoice  C1  I1   +60  1000USD issued=-40  shipped_on=-40
    invoice  C1  I2   +40   500USD issued=-40  shipped_on=-40
"""


def house(text: str, home: str = "CN") -> Assessed:
    return assess_book(replace(little_book(text), home=home), TODAY)


def one(text: str, home: str = "CN") -> Assessment:
    return house(text, home).of("C1")


def grid(paper: Paper, title: str) -> list[list[str]]:
    """The rows of one table as people read them."""
    (found,) = (each for each in paper.grids if each.title == title)
    return [[said(cell) for cell in row] for row in found.rows]


def facts(paper: Paper) -> dict[str, str]:
    return {name: said(cell) for block in paper.blocks if isinstance(block, Facts) for name, cell in block.rows}


DOSSIER = """\
# Bad-debt dossier: Harbour

2024-06-12

- **Customer**: Harbour
- **Number**: C1
- **Country**: GB
- **Registration**: - (nobody wrote it down)
- **Payment terms**: OA60
- **Law of the contract**: CN
- **Mail address**: - (nobody wrote it down)

- **Class**: dead debt
- **Why**: Insolvency: winding-up order, published 2023-11-25.

A checklist and no tax opinion: the tax office says what is conclusive. Nothing is filed; the papers are kept for inspection \
(SAT announcement 2018 No. 15).
"""
DOSSIER_ZH = """\
# 坏账损失资料：Harbour

2024-06-12

- **客户**：Harbour
- **编号**：C1
- **国家**：GB
- **注册号**：-（未记录）
- **付款条件**：OA60
- **合同适用法律**：CN
- **邮箱**：-（未记录）

- **类别**：死账
- **理由**：破产：清盘令，2023-11-25 公告。

本表是清单，不是税务意见：证据是否确凿由税务机关认定。资料不需报送，留存备查（国家税务总局公告2018年第15号）。
"""


def test_the_dossier_lists_the_ground_and_the_papers_still_missing() -> None:
    paper = dossier_paper(one(GIVEN_UP), house(GIVEN_UP).book)
    assert as_markdown(paper).startswith(DOSSIER)
    ground = "bankrupt, wound up or deregistered (Caishui [2009] No. 57, art. 4(1))"
    held = "invoice, contract, bill of lading, demands that provably arrived, insolvency papers, evidence from abroad"
    missing = "loss booked, explanation of the loss"
    # 400 days before 12 June 2024 is 9 May 2023; 6 of 8 papers are there: 75 %
    row = ["I1", "2023-05-09", "400", "1,000.00 USD", "- (no rate of exchange)", ground, held, missing, "75 %"]
    assert grid(paper, "Items") == [row]
    assert grid(paper, "Papers still missing") == [["loss booked", "I1"], ["explanation of the loss", "I1"]]
    assert grid(paper, "What was said")[0][4:6] == ["2023-08-18", "courier"]


def test_the_dossier_in_chinese() -> None:
    with speaking("zh"):
        paper = dossier_paper(one(GIVEN_UP), house(GIVEN_UP).book)
        assert as_markdown(paper).startswith(DOSSIER_ZH)
        assert grid(paper, "尚缺资料") == [["损失入账", "I1"], ["损失情况说明", "I1"]]
        assert "财税[2009]57号第四条（一）" in grid(paper, "明细")[0][5]


def test_a_house_elsewhere_is_told_that_the_rule_is_not_its_own() -> None:
    told = as_markdown(dossier_paper(one(GIVEN_UP, "DE"), house(GIVEN_UP, "DE").book))
    assert "These rules are those of houses in China; yours is in DE." in told
    assert "Papers still missing" not in told


def test_the_handover_pack_tells_the_claim_and_what_speaks_against_it() -> None:
    paper = handover_paper(one(INSURED), house(INSURED).book)
    assert facts(paper)["Overdue"] == "1,000.00 USD"
    assert facts(paper)["Interest to the day"] == "- (nobody wrote down which law governs)"
    nobody = "- (nobody wrote it down)"
    item = ["I1", nobody, "2024-03-14", nobody, "2024-05-13", "30", "1,000.00 USD", "1,000.00 USD", "200.00 USD", "0.00 USD"]
    assert grid(paper, "Overdue invoices") == [item]
    missing = (
        "contract or confirmed order, transport document, agreed specification or sample, "
        "inspection certificate before shipment, complaint of the buyer in writing, survey report or photographs"
    )
    contests = ["2024-06-09", "quality", "I1", "200.00 USD", "open", "- (none)", missing, ""]
    assert grid(paper, "What the buyer contests") == [contests]
    assert grid(paper, "What the buyer promised") == [["2024-05-23", "1,000.00 USD", "2024-06-02", "0.00 USD", "broken"]]
    assert grid(paper, "Securities") == [["standby letter of credit", "S1", "400.00 USD", "- (no end)", ""]]
    # four years after the due date of 13 May 2024 (PRC Civil Code art. 594)
    assert ["I1", "CN", "2028-05-13", "2024-05-13"] in [row[:4] for row in grid(paper, "Limitation")]
    assert [row[0] for row in grid(paper, "Clocks")] == ["limitation"]


def test_what_leaves_the_house_holds_no_note_of_its_own_and_no_talk_with_others() -> None:
    for paper in (handover_paper(one(INSURED), house(INSURED).book), insurer_paper(one(INSURED), house(INSURED).book)):
        assert [row[-1] for row in grid(paper, "What was said")] == ["please_pay"]
        assert "ours_alone" not in as_markdown(paper)


def test_who_of_the_house_saw_a_notice_is_told_inside_it_alone() -> None:
    seen = GIVEN_UP + "\n    seen     C1  winding_up_order:C1:E1  -190"
    assert "seen on 2023-12-05" in as_markdown(memo_paper(one(seen), house(seen).book))
    for text in (GIVEN_UP, seen):
        told = as_markdown(handover_paper(one(text), house(text).book))
        assert "winding-up order" in told.partition("## Published of the buyer")[2]
        assert "seen" not in told


def test_the_notice_to_the_insurer_tells_cover_and_items() -> None:
    paper = insurer_paper(one(INSURED), house(INSURED).book)
    told = facts(paper)
    assert (told["Insured limit"], told["Covered share"]) == ("3,000.00 USD", "90 %")
    assert told["Overdue"] == "1,000.00 USD"
    # 1,500 at stake, less a standby letter of credit of 400 at 95 %: 1,120, of which 90 % is 1,008
    assert told["Insured of what is at stake"] == "1,008.00 USD"
    assert [row[0] for row in grid(paper, "Overdue invoices")] == ["I1"]
    assert [row[0] for row in grid(paper, "Invoices not yet due")] == ["I2"]
    with speaking("zh"):
        assert insurer_paper(one(INSURED), house(INSURED).book).title == "逾期通知：Harbour"


def test_what_the_house_makes_of_its_own_cover_is_no_part_of_the_notice() -> None:
    """90 days late, the insurer should have heard 30 days ago: that the cover is in doubt the house alone is told."""
    late = "buyer C1 insured=900USD\ninvoice C1 I1 -90 100USD"
    paper = insurer_paper(one(late), house(late).book)
    assert [day.title.partition(":")[0] for day in paper.days if "insurer" in day.title or "hand-over" in day.title]
    told = as_markdown(paper)
    assert not [word for word in ("in doubt", "Ask the insurer", "should have heard", "Clocks") if word in told]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("buyer C1\ninvoice C1 I1 +5 100USD", "handover", "nothing_overdue"),
        ("buyer C1 insured=900USD\ninvoice C1 I1 +5 100USD", "insurer", "nothing_overdue"),
        ("buyer C1\ninvoice C1 I1 -90 100USD", "insurer", "not_insured"),
    ],
)
def test_a_document_about_nothing_is_refused(text: str, kind: str, reason: str) -> None:
    make = handover_paper if kind == "handover" else insurer_paper
    with pytest.raises(DocumentRefused) as trouble:
        make(one(text), house(text).book)
    assert trouble.value.facts["reason"] == reason


def test_the_memo_reads_five_dimensions_and_says_what_is_not_known() -> None:
    text = INSURED + "report C1 B1 -20 bureau as_of=-25 financial_strength.current_ratio:3"
    paper = memo_paper(one(text), house(text).book)
    names = ["financial strength", "enterprise quality", "management", "operating capability", "external environment"]
    rows = grid(paper, "Five dimensions")
    assert [row[0] for row in rows] == names
    assert rows[0][3] == "2024-05-18"  # 25 days before today
    assert rows[2][1:4] == ["- (no data)", "0 %", "- (no data)"]
    told = facts(paper)
    assert told["At stake"] == "1,500.00 USD"
    assert told["Promises kept"] == "0 of 1"
    assert told["Limit now"] == "5,000.00 USD"
    assert told["Willingness to pay"] == "- (no data on its own dimensions)"
    assert grid(paper, "Reports it rests on") == [["bureau", "2024-05-18", "2024-05-23", "25"]]
    assert ("own_risk", "") not in set(absences(paper))


def test_the_memo_in_chinese() -> None:
    with speaking("zh"):
        paper = memo_paper(one(INSURED), house(INSURED).book)
        assert [row[0] for row in grid(paper, "五个维度")] == ["财务实力", "企业品质", "管理因素", "运营能力", "外部环境"]
        assert facts(paper)["还款意愿"] == "-（其自身维度无数据）"
        assert paper.title == "信用备忘录：Harbour"


def test_the_memo_of_a_buyer_without_anything() -> None:
    paper = memo_paper(one("buyer C1"), house("buyer C1").book)
    told = facts(paper)
    assert told["Days beyond terms"] == "- (no record yet)"
    assert told["Limit now"] == "- (none was ever set)"
    assert "Nothing is open." in as_markdown(paper)


def test_the_memo_says_which_step_is_next_and_what_binds_the_limit() -> None:
    """A winding-up order makes an E, whose factor is 0; of 9,000 insured the insurer bears 8,100, and the need is 4,500."""
    dead = memo_paper(one("buyer C1\ninvoice C1 I1 -9 900USD\nevent C1 E1 -2 winding_up_order"), house("buyer C1").book)
    assert facts(dead)["What binds it"] == "Grade E: cash or letter of credit only."
    assert facts(dead)["Next step"].startswith("file a claim by letter")
    text = "buyer C1 insured=9000USD insured_percent=90\n" + SELLS
    assert facts(memo_paper(one(text), house(text).book))["What binds it"] == (
        "no own risk: the insurer bears 8,100.00 USD, the whole limit would be 4,500.00 USD"
    )


def test_the_memo_tells_what_comes_before_the_step_of_the_ladder() -> None:
    """Money of 19,000 waits to be matched: the queue asks that first, and the ladder's own step follows it."""
    text = "buyer C1\ninvoice C1 I1 -120 30000USD\nreceipt C1 R1 -1 19000USD"
    entry, book = one(text), house(text).book
    first = place(entry, book.policy, book.rates, NO_LESSONS)
    assert isinstance(first, Task)
    ladder = facts(memo_paper(entry, book))["Next step"]
    told = facts(memo_paper(entry, book, first.step))
    assert told["Next step"] == "match money, collector, by 2024-06-12"
    assert told["Then"] == ladder != told["Next step"]


def test_the_memo_calls_nothing_paid_that_is_still_open() -> None:
    """Of two late invoices one was paid, and one was paid on its day; where none is open any more, none is told."""
    paid = (
        "buyer C1\ninvoice C1 I1 -90 9USD\nreceipt C1 R1 -80 9USD for=I1\ninvoice C1 I2 -70 9USD\nreceipt C1 R2 -70 9USD for=I2"
    )
    text = paid + "\ninvoice C1 I3 -60 9USD"
    assert facts(memo_paper(one(text), house(text).book))["Invoices paid late or overdue"] == "2 of 3; 1 of them still open"
    assert facts(memo_paper(one(paid), house(paid).book))["Invoices paid late or overdue"] == "1 of 2"


def test_more_overdue_than_receivable_is_told_with_its_reason() -> None:
    assessed = house(UNTOLD)
    more = replace(figures_of(assessed), receivable=money("800USD"))
    told = facts(board_paper(assessed, more))["Overdue, of the receivable"]
    assert told == "125 %, for unapplied money is taken off the receivable"  # 1,000 of 800


def test_the_matrix_of_the_expected_loss() -> None:
    paper = loss_paper(house(INSURED))
    # roll rates of the policy .20 .35 .50 .60 .70: 500 x .0147 = 7.35 and 1,000 x .0735 = 73.50 (TRADE.md 3.4)
    assert facts(paper)["Expected loss before cover and security"] == "80.85 USD"
    first, second, *_rest = grid(paper, "Provision matrix")
    assert first[1:5] == ["not due", "500.00 USD", "20.00 %", "1"]
    assert (first[6:], second[6:]) == (["1.47 %", "7.35 USD"], ["7.35 %", "73.50 USD"])


def test_a_loss_without_a_rate_says_so() -> None:
    paper = loss_paper(house("buyer C1\ninvoice C1 I1 -5 100XAU"))
    assert facts(paper)["Expected loss before cover and security"] == "- (no rate of exchange)"
    assert facts(paper)["Left out, without a rate of exchange"] == "C1"


def test_the_list_for_safe() -> None:
    paper = safe_paper(house(DEFERRED))
    # shipped 40 days ago and due in 60: deferred 100 days, more than 90; to be reported 30 days after, which was 10 days ago
    assert grid(paper, "Deferred receipts") == [
        ["C1", "Harbour", "I1", "1,000.00 USD", "2024-05-03", "2024-08-11", "100", "2024-06-02", "- (not yet)"]
    ]
    (empty,) = safe_paper(house(DEFERRED, "DE")).grids
    assert (empty.rows, empty.empty) == ((), "SAFE asks this of houses in China; yours is in DE.")


def test_clocks_go_into_a_calendar() -> None:
    paper = clocks_paper(house(UNTOLD))
    assert grid(paper, "Clocks")[0][0] == "C1  Harbour"
    told = as_calendar(paper)
    assert told.count("BEGIN:VEVENT") == len(paper.days) > 2
    assert "SUMMARY:notice to the insurer: C1  Harbour" in told
    alone = clocks_paper(house(UNTOLD), "C1")
    assert alone.title == "Clocks of Harbour"
    assert len(grid(alone, "Clocks")[0]) == len(grid(paper, "Clocks")[0]) - 1


def test_a_clock_tells_what_is_doubtful_of_its_day_and_a_promise_its_money() -> None:
    text = "buyer C1 country=ZZ\ninvoice C1 I1 -30 1000USD\npromise C1 P1 -1 500USD by=+10 for=I1"
    rows = {row[0]: row for row in grid(clocks_paper(house(text), "C1"), "Clocks")}
    assert rows["promise"][3:5] == ["500.00 USD", "500.00 USD by 2024-06-22"]
    told = "(no law is written down, and one that may govern is not known: the right day may be earlier)"
    assert rows["limitation"][5].endswith(f"1,000.00 USD of the buyer is at stake in all. {told}")


def figures_of(assessed: Assessed) -> Figures:
    ages = (Age("not_due", money("500USD"), 1), Age("1-30", money("1000USD"), 1))
    loss = loss_of(assessed)
    owed = (money("1500USD"), money("1000USD"))
    worked = Process(12, contact_rate=Share(2, 3), disputes_closed=2, dispute_days=15, clocks_missed=1)
    return Figures(*owed, (owed,), ages, (), None, None, None, None, None, 90, loss, worked)


def loss_of(assessed: Assessed) -> LossEstimate:
    return expected_credit_loss(assessed)


def test_the_page_for_the_board() -> None:
    assessed = house(UNTOLD)
    paper = board_paper(assessed, figures_of(assessed))
    told = facts(paper)
    assert told["Receivable"] == "1,500.00 USD"
    assert told["Overdue, of the receivable"] == "67 %"  # 1,000 of 1,500
    assert told["DSO, days"] == "- (too few months of sales)"
    assert told["Invoices that came 90 days past due"] == "- (no invoice is old enough)"
    assert grid(paper, "By class") == [["in collection", "1", "USD", "1,500.00 USD"]]
    assert [row[0] for row in grid(paper, "Most overdue buyers")] == ["C1  Harbour"]
    assert [row[1] for row in grid(paper, "Clocks with money at stake, within 30 days or missed")] == ["notice to the insurer"]
    assert (told["Contact rate"], told["Promises kept"]) == ("67 % (2 of 3)", "- (nothing was written down)")
    assert (told["Days of a dispute"], told["Clocks missed"], told["Looked back on"]) == ("8", "1", "12 months")
    with speaking("zh"):
        assert board_paper(assessed, figures_of(assessed)).title == "应收账款：董事会报告"


def test_the_page_for_the_board_is_one_sheet_and_says_how_much_more_there_is() -> None:
    """Twelve buyers, each with the insurer's clock within 30 days and a petition that nobody has seen."""
    one_of_many = (
        "buyer {id} name={id} limit=5000USD insured=3000USD\ninvoice {id} I1 -35 1000USD\nevent {id} E1 -2 winding_up_petition\n"
    )
    assessed = house("".join(one_of_many.format(id=f"C{n:02}") for n in range(12)))
    paper = board_paper(assessed, figures_of(assessed))
    clocks = len(grid(paper, "Clocks with money at stake, within 30 days or missed"))
    told = [block.text for block in paper.blocks if isinstance(block, Say)]
    assert (len(grid(paper, "Most overdue buyers")), clocks) == (10, 10)
    (alerts,) = (block.texts for block in paper.blocks if isinstance(block, Points))
    assert (len(alerts), told[-1]) == (4, "And 8 more.")
    assert len(told) == 2


def test_the_dossier_is_packed_with_its_proofs_and_what_is_missing() -> None:
    assessed = house(GIVEN_UP)
    packed = dossier_folder(assessed.of("C1"), assessed.book)
    assert packed == dossier_folder(assessed.of("C1"), assessed.book)
    files = zipfile.ZipFile(io.BytesIO(packed))
    assert files.namelist() == ["dossier.html", "dossier.csv", "account.txt", "contacts.csv", "missing.csv"]
    told = {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}
    assert "courier" in told["contacts.csv"]
    assert "1,000.00" in told["account.txt"]
    missing = told["missing.csv"].splitlines()[1:]
    assert missing
    assert all(row.startswith("I1,") for row in missing)


def test_the_cash_forecast_tells_the_weeks_of_the_forecast_of_cash() -> None:
    """The weeks are those of `dunnage forecast --weeks`: what is sure is no more than what is as likely as not."""
    text = INSURED + "    invoice  C1  I3  +200   70EUR issued=-10\n    invoice  C1  I4  +201   30EUR issued=-10\n"
    assessed = house(text)
    paper = forecast_paper(assessed)
    (weeks,) = (each for each in paper.grids if each.title == "By week")
    told = cash_of(assessed)
    shown = [tuple(cell.minor for cell in row if isinstance(cell, Money)) for row in weeks.rows]
    assert shown == [(one.expected, one.half, one.sure) for one in told.weeks]
    assert all(sure <= half for _expected, half, sure in shown)
    # a week is the seven days after the one before; today is 2024-06-12
    assert weeks.rows[0][:2] == (date(2024, 6, 13), date(2024, 6, 19))
    assert facts(paper)["Last quarter"]
    assert facts(paper)["How right"] == "- (the book is too young to be tried on itself)"
    days = {row[1]: row[4:7] for row in grid(paper, "Open invoices")}
    assert set(days) == {"I1", "I2", "I3", "I4"}
    assert all(low <= paid <= high for paid, low, high in days.values())
    with speaking("zh"):
        assert forecast_paper(house(text)).title == "现金预测"


def test_every_document_stands_in_every_language_with_the_same_tables() -> None:
    makers = (
        lambda it: memo_paper(it.of("C1"), it.book),
        lambda it: handover_paper(it.of("C1"), it.book),
        lambda it: insurer_paper(it.of("C1"), it.book),
        lambda it: dossier_paper(it.of("C1"), it.book),
        loss_paper,
        forecast_paper,
        safe_paper,
        clocks_paper,
        lambda it: board_paper(it, figures_of(it)),
    )
    for make in makers:
        english = make(house(INSURED))
        with speaking("zh"):
            chinese = make(house(INSURED))
        assert _shape(english) == _shape(chinese)
        assert (english.language, chinese.language) == ("en", "zh")


def _shape(paper: Paper) -> list[object]:
    return [
        ([column.key for column in block.columns], len(block.rows)) if isinstance(block, Grid) else type(block).__name__
        for block in paper.blocks
    ]
