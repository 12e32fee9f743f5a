"""Letters: each says what its treatment allows and nothing else. TODAY is Wednesday 2024-06-12; a week later is the 19th.

The words a letter must hold and must not hold follow TRADE.md 4.4: facts and one question that takes a date in collection;
doubtful and bad debt in person, in confidence and without a threat, so the buyer keeps its face; nothing is demanded of a buyer
that was given time or is insolvent.
"""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from credit.ladder import Tone
from credit.policy import DEFAULT_POLICY
from documents.letters import House, Letter, LetterKind, LetterRefused, letter
from documents.mailable import eml, posted
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking

HOUSE = House("Zhejiang Example Trading", "Wang Li", {"USD": "Account number: 3901"})
NOT_DUE = "buyer C1 name=Harbour email=ap@harbour.example\ninvoice C1 I1 +5 1000USD"
COLLECTION = "buyer C1 name=Harbour\ninvoice C1 I1 -25 1000USD"
DOUBTFUL = "buyer C1 name=Harbour\ninvoice C1 I1 -120 1000USD"
BAD = "buyer C1 name=Harbour insured=900USD\ninvoice C1 I1 -250 1000USD"
LENIENT = COLLECTION + "\nlenient C1 L1 -9 potential until=+90 cap=9000USD evidence=chain_listed"
INSOLVENT = COLLECTION + "\nevent C1 E1 -9 winding_up_order"


def made(book: str, kind: LetterKind | None = None, house: House = HOUSE) -> Letter:
    return letter(assessed(book), DEFAULT_POLICY, kind, house)


def refused(book: str, kind: LetterKind) -> str:
    with pytest.raises(LetterRefused) as trouble:
        made(book, kind)
    return str(trouble.value.facts["reason"])


def test_a_letter_has_its_kind_its_tone_and_its_recipient() -> None:
    found = made(NOT_DUE)
    assert (found.kind, found.tone, found.to) == (LetterKind.SERVICE, Tone.SERVICE, "ap@harbour.example")
    assert found.subject == "Invoices falling due - Zhejiang Example Trading"


def test_what_was_written_before_the_items_fell_due_is_no_earlier_letter_about_them() -> None:
    firm = "buyer C1 name=Harbour\ninvoice C1 I1 -50 1000USD\nemail C1 K1 "
    assert "in spite of our earlier notes" in made(f"{firm}-49 text=hello", LetterKind.REMINDER).body
    assert "earlier" not in made(f"{firm}-50 text=hello", LetterKind.REMINDER).body


@pytest.mark.parametrize(
    ("book", "kind", "tone"),
    [
        (NOT_DUE, LetterKind.SERVICE, Tone.SERVICE),
        (COLLECTION, LetterKind.REMINDER, Tone.FRIENDLY),
        (DOUBTFUL, LetterKind.REMINDER, Tone.FACE_SAVING),
        (BAD, LetterKind.INSURER, Tone.FACE_SAVING),
        (BAD.replace("insured=900USD", ""), LetterKind.FINAL, Tone.FACE_SAVING),
        (LENIENT, LetterKind.STATEMENT, Tone.SERVICE),
        (INSOLVENT, LetterKind.CLAIM, Tone.FORMAL_INSOLVENCY),
        ("buyer C1", LetterKind.STATEMENT, Tone.SERVICE),
    ],
)
def test_todays_step_chooses_the_letter_and_the_treatment_its_tone(book: str, kind: LetterKind, tone: Tone) -> None:
    found = made(book)
    assert (found.kind, found.tone) == (kind, tone)


THREAT = re.compile(
    r"\b(legal|lawyer|court|sue|collection|further notice|last time)\b|律师|法院|起诉|移交|催收|最后一次", re.IGNORECASE
)
DEMAND = re.compile(r"overdue|demand|please pay|which day|已逾期|请付款|何日", re.IGNORECASE)
DATE = re.compile(r"2024-06-19")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("book", [COLLECTION, DOUBTFUL])
def test_a_reminder_holds_facts_one_question_with_a_date_and_no_threat(book: str, lang: str) -> None:
    with speaking(lang):
        body = made(book).body
    assert not THREAT.search(body)
    assert DATE.search(body)
    assert re.search(r"[?？]", body)
    assert "1,000.00" in body
    assert "I1" in body


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("book", "kind"), [(DOUBTFUL, LetterKind.REMINDER), (BAD, LetterKind.FINAL), (BAD, LetterKind.INSURER)])
def test_doubtful_and_bad_debt_is_spoken_of_in_confidence_with_the_management(book: str, kind: LetterKind, lang: str) -> None:
    with speaking(lang):
        found = made(book, kind)
    assert not THREAT.search(found.body)
    assert re.search({"en": "In confidence", "zh": "亲启"}[lang], found.subject)
    assert found.body.startswith({"en": "To the management of Harbour\n", "zh": "Harbour 管理层："}[lang])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", [LetterKind.STATEMENT, LetterKind.CONFIRMATION])
@pytest.mark.parametrize("book", [NOT_DUE, COLLECTION, DOUBTFUL, BAD, LENIENT])
def test_a_statement_states_and_neither_asks_nor_warns(book: str, kind: LetterKind, lang: str) -> None:
    with speaking(lang):
        body = made(book, kind).body
    assert not THREAT.search(body)
    assert not DEMAND.search(body)


def test_the_insurer_is_named_as_the_cause_with_its_day() -> None:
    body = made(COLLECTION.replace("name=Harbour", "name=Harbour insured=900USD"), LetterKind.INSURER).body
    assert "oblige us to report" in body
    assert re.search(r"for the account below it is 2024-\d\d-\d\d\.", body)


@pytest.mark.parametrize(
    ("due", "told", "asked"),
    [
        (
            -57,
            "2024-06-15",
            "2024-06-14",
        ),  # 60 days after 16 April: a Saturday; the Friday before it, not the week ahead (19 June)
        (-60, "2024-06-12", "2024-06-12"),  # to be told today: no day is left before it
        (-30, "2024-07-12", "2024-06-19"),  # a month ahead: the answer is asked for within a week as ever
        (-70, "", "2024-06-19"),  # the day is over: no day is named that nobody can keep
    ],
)
def test_the_answer_is_asked_for_before_the_insurer_must_be_told(due: int, told: str, asked: str) -> None:
    book = f"buyer C1 name=Harbour country=GB insured=900USD\ninvoice C1 I1 {due} 1000USD"
    body = made(book, LetterKind.INSURER).body
    assert re.findall(r"for the account below it is ([\d-]+)\.", body) == ([told] if told else [])
    assert re.findall(r"leave by ([\d-]+)\?", body) == [asked]


def test_a_final_demand_names_what_follows_only_where_the_treatment_is_final() -> None:
    """A bad debt of thirty days and two contacts in treatment has come to the lawyer's letter."""
    book = BAD + "\n" + "\n".join(f"email C1 K{n} -{60 - n} text=hello" for n in range(3))
    found = made(book.replace("-250", "-250"), LetterKind.FINAL)
    assert (found.tone, found.subject) == (Tone.FINAL, "Final demand")
    assert "hand the matter over for collection" in found.body
    assert "our earlier letters have not settled them" in found.body


@pytest.mark.parametrize(
    ("book", "kind", "reason"),
    [
        (INSOLVENT, LetterKind.REMINDER, "no_demands"),
        (INSOLVENT, LetterKind.FINAL, "no_demands"),
        (COLLECTION + "\ncall C1 K1 -3 handed_over", LetterKind.REMINDER, "only_they_write"),
        (LENIENT, LetterKind.FINAL, "time_granted"),
        (NOT_DUE, LetterKind.REMINDER, "nothing_in_work"),
        (COLLECTION + "\ndispute C1 D1 -3 quality for=I1", LetterKind.REMINDER, "nothing_in_work"),
        (COLLECTION + "\nreceipt C1 R1 -3 1000USD", LetterKind.REMINDER, "money_in_hand"),
        (COLLECTION + "\ninvoice C1 N1 -3 -1000USD", LetterKind.FINAL, "money_in_hand"),
        (COLLECTION, LetterKind.SERVICE, "nothing_for_service"),
        (COLLECTION, LetterKind.PROMISE, "nothing_for_promise"),
        (COLLECTION, LetterKind.THANKS, "nothing_for_thanks"),
        (COLLECTION, LetterKind.INSURER, "nothing_for_insurer"),
        (COLLECTION, LetterKind.CLAIM, "nothing_for_claim"),
    ],
)
def test_what_must_not_be_written(book: str, kind: LetterKind, reason: str) -> None:
    assert refused(book, kind) == reason


def test_money_in_hand_that_covers_a_part_is_told_and_the_rest_is_asked_for() -> None:
    body = made(COLLECTION + "\nreceipt C1 R1 -3 999USD", LetterKind.REMINDER).body
    assert re.search(r"^Payments and credits not set against an invoice +-999\.00$", body, re.MULTILINE)
    other = COLLECTION + "\ninvoice C1 I2 -20 500EUR\nreceipt C1 R1 -3 1000USD"
    assert made(other, LetterKind.REMINDER).kind is LetterKind.REMINDER


def test_open_amounts_are_told_and_not_invoice_amounts() -> None:
    body = made(COLLECTION + "\nreceipt C1 R1 -3 400USD for=I1", LetterKind.REMINDER).body
    assert "1,000.00  600.00" in body
    assert re.search(r"^Open items +600\.00$", body, re.MULTILINE)


def test_a_promise_as_it_was_noted() -> None:
    body = made(COLLECTION + "\npromise C1 P1 -1 600USD by=+9 for=I1", LetterKind.PROMISE).body
    assert "600.00 USD on 2024-06-21" in body
    assert "The payment is for these items:" in body


def test_thanks_for_what_came_in_lately() -> None:
    book = "buyer C1\ninvoice C1 I1 -45 1000USD\nreceipt C1 R1 -3 1000USD for=I1\nreceipt C1 R0 -40 5USD"
    body = made(book, LetterKind.THANKS).body
    assert "1,000.00 USD on 2024-06-09" in body
    assert "5.00 USD on" not in body
    paid = "buyer C1\ninvoice C1 I1 -45 1000USD\nreceipt C1 R1 -3 1000USD for=I1"
    assert "Nothing is open between us." in made(paid, LetterKind.THANKS).body


def test_the_claim_goes_to_the_practitioner() -> None:
    found = made(INSOLVENT, LetterKind.CLAIM)
    assert found.body.startswith("To the insolvency practitioner of Harbour\n")
    assert "opened on 2024-06-03" in found.body


@pytest.mark.parametrize(
    ("opened", "says"),
    [
        (-9, "(the last day is 2024-07-03), and let us know"),  # 30 days after 3 June
        (-40, "of meetings and dividends. The last day for claims was 2024-06-02: please admit the claim all the same"),
    ],
)
def test_a_claim_whose_day_is_over_says_so_and_asks_for_admission(opened: int, says: str) -> None:
    book = f"{COLLECTION}\nevent C1 E1 {opened} winding_up_order"
    assert says in made(book, LetterKind.CLAIM).body
    with speaking("zh"):
        assert ("已过" in made(book, LetterKind.CLAIM).body) is (opened == -40)
        assert " （" not in made(book, LetterKind.CLAIM).body


def test_a_buyer_that_owes_nothing_is_told_so() -> None:
    assert "Nothing is open." in made("buyer C1", LetterKind.STATEMENT).body


def test_a_currency_without_an_account_of_the_house_refers_to_the_invoice() -> None:
    two = COLLECTION + "\ninvoice C1 I2 -20 500EUR"
    body = made(two, LetterKind.REMINDER).body
    assert "Please pay USD to:\nAccount number: 3901" in body
    assert "For EUR, please pay to the account on our invoice." in body


def test_the_local_name_stands_in_a_chinese_letter() -> None:
    with speaking("zh"):
        found = made("buyer C1 name=Harbour name_local=宁波远洋\ninvoice C1 I1 -25 1000USD")
    assert found.body.startswith("宁波远洋 财务部：")


def test_foreign_text_speaks_neither_to_a_terminal_nor_to_a_browser() -> None:
    found = made("buyer C1 name=\x1b[2J<script>Harbour\ninvoice C1 I1 -25 1000USD", house=House("Us\n\nYou owe more", "W"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", found.body + found.subject + found.html)
    assert "<script>" not in found.html
    assert "Us You owe more" in found.body


def test_as_a_mail_it_is_text_and_html_with_a_number_that_repeats_itself() -> None:
    first, again = eml(made(NOT_DUE)), eml(made(NOT_DUE))
    message = message_from_bytes(first, policy=default)
    assert (message["To"], message["Subject"]) == ("ap@harbour.example", "Invoices falling due - Zhejiang Example Trading")
    assert message["Message-ID"] == message_from_bytes(again, policy=default)["Message-ID"]
    assert message["Message-ID"] != message_from_bytes(eml(made(NOT_DUE, LetterKind.STATEMENT)), policy=default)["Message-ID"]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == made(NOT_DUE).body
    assert "<table" in html.get_content()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_is_there_in_both_languages(kind: LetterKind, lang: str) -> None:
    books = {
        LetterKind.SERVICE: NOT_DUE,
        LetterKind.PROMISE: COLLECTION + "\npromise C1 P1 -1 600USD by=+9 for=I1",
        LetterKind.THANKS: COLLECTION + "\nreceipt C1 R1 -3 400USD for=I1",
        LetterKind.INSURER: BAD,
        LetterKind.CLAIM: INSOLVENT,
    }
    with speaking(lang):
        found = made(books.get(kind, COLLECTION), kind)
    assert found.subject
    assert "{" not in found.body
    assert ("Dear " in found.body) == (lang == "en")
    assert bool(re.search("[一-鿿]", found.body)) == (lang == "zh")


def test_the_template_of_the_user_takes_the_place_of_the_programs(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "reminder.txt").write_text("Subject: Hello {{ buyer }}\n\n{{ account }}\n", encoding="utf-8")
    found = letter(assessed(COLLECTION), DEFAULT_POLICY, LetterKind.REMINDER, HOUSE, tmp_path)
    assert found.subject == "Hello Harbour"
    assert found.body.startswith("Account in USD on 2024-06-12")
    assert letter(assessed(COLLECTION), DEFAULT_POLICY, LetterKind.FINAL, HOUSE, tmp_path).subject != "Hello Harbour"


def test_what_is_handed_over_is_ascii_and_bears_the_number_of_its_own() -> None:
    at = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
    with speaking("zh"):
        found = made(COLLECTION.replace("name=Harbour", "name=宁波远洋"))
    sender = "浙江 <ar@house.example>"
    data = posted(found, sender, "ap@harbour.example, cfo@harbour.example", "m1", at, "pay@house.example")
    assert data.isascii()
    message = message_from_bytes(data, policy=default)
    assert (message["From"], message["Reply-To"]) == (sender, "pay@house.example")
    assert message["To"] == "ap@harbour.example, cfo@harbour.example"
    assert message["Date"] == "Wed, 12 Jun 2024 09:30:00 +0000"
    assert message["Subject"] == found.subject
    assert message["Message-ID"].endswith("@house.example>")
    assert (
        message["Message-ID"] != message_from_bytes(posted(found, sender, "x@y.example", "m2", at), policy=default)["Message-ID"]
    )
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == found.body
