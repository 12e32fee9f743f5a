"""Letters to unusual buyers: several currencies, no address, any script, hundreds of items, more credit than debt."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from credit.policy import DEFAULT_POLICY
from documents.letters import House, Letter, LetterKind, LetterRefused, letter
from documents.mailable import as_file, eml, posted
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking

HOUSE = House("Zhejiang Example Trading", "Wang Li", {"USD": "Account number: 3901", "EUR": "IBAN: DE00"})
BOTH = pytest.mark.parametrize("lang", ["en", "zh"])


def made(book: str, kind: LetterKind | None = None, lang: str = "en") -> Letter:
    with speaking(lang):
        return letter(assessed(book), DEFAULT_POLICY, kind, HOUSE)


SEVERAL = """
    buyer    C1  name=Harbour
    invoice  C1  U1  -25   1000USD
    invoice  C1  E1  -20    500EUR
    invoice  C1  J1  -10  90000JPY
    receipt  C1  R1   -3    600EUR
"""


@BOTH
def test_each_currency_is_asked_for_alone_and_one_that_is_paid_already_is_not(lang: str) -> None:
    """600 EUR lie there unapplied for E1 of 500: a reminder of it would ask for what was paid."""
    found = made(SEVERAL, lang=lang)
    assert found.kind is LetterKind.REMINDER
    assert [line.invoice for line in found.lines] == ["J1", "U1"]
    assert ("E1" in found.body, "DE00" in found.body, "3901" in found.body) == (False, False, True)
    assert re.search(r"90,000(?!\.)", found.body), "a yen has no minor unit"
    whole = made(SEVERAL, LetterKind.STATEMENT, lang)
    assert [line.invoice for line in whole.lines] == ["E1", "J1", "U1"]
    assert "-100.00" in whole.body, "500 EUR less 600"


@BOTH
def test_a_statement_tells_our_account_and_asks_for_nothing(lang: str) -> None:
    body = made(SEVERAL, LetterKind.STATEMENT, lang).body
    assert {"en": "Our account in EUR:\nIBAN: DE00", "zh": "我方 EUR 账户：\nIBAN: DE00"}[lang] in body
    assert {"en": "Please pay", "zh": "请付"}[lang] not in body


def test_without_an_address_it_is_written_and_says_whom_it_is_for_to_nobody() -> None:
    found = made("buyer C1 name=Harbour\ninvoice C1 I1 -25 1000USD")
    assert found.to == ""
    message = message_from_bytes(eml(found), policy=default)
    assert (message["To"], message["Subject"]) == (None, found.subject)


NAMES = ["شركة النور للتجارة", "Harbour 🚢 Lines", "Nordwind\u202eGmbH", "株式会社ハーバー", "O'Brien & <Sons>"]


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_stands_in_text_page_and_mail(name: str, lang: str) -> None:
    found = made(f"buyer C1 name={name.replace(' ', '_')}\ninvoice C1 I1 -25 1000USD", lang=lang)
    told = name.replace("\u202e", "")
    assert told.replace(" ", "") in found.body.replace("_", "").replace(" ", "")
    assert "\u202e" not in found.body, "no sign that turns the line round"
    sent = message_from_bytes(posted(found, "a@b.example", "x@y.example", "1", datetime(2024, 6, 12, tzinfo=UTC)), policy=default)
    text = sent.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert text.replace("\r\n", "\n") == found.body
    assert "<Sons>" not in as_file(found, "a.html").decode()


@BOTH
def test_three_hundred_items_stand_in_one_letter_and_sum_to_the_cent(lang: str) -> None:
    """1 to 300 USD are 45,150; every tenth is contested."""
    rows = "\n".join(f"invoice C1 I{n:03} -{n % 90 + 1} {n}USD" for n in range(1, 301))
    contested = ",".join(f"I{n:03}" for n in range(10, 301, 10))
    found = made(f"buyer C1 name=Harbour\n{rows}\ndispute C1 D1 -1 quality for={contested}", LetterKind.STATEMENT, lang)
    assert (len(found.lines), "45,150.00" in found.body) == (300, True)
    assert sum(line.disputed for line in found.lines) == 30
    assert len([line for line in found.body.splitlines() if line.endswith("*")]) == 30
    assert found.html.count("<tr>") > 300


CREDIT = "buyer C1 name=Harbour\ninvoice C1 I1 -25 1000USD\ninvoice C1 N1 -20 -1500USD"


@BOTH
def test_more_credit_than_debt_is_a_balance_in_the_buyers_favour_and_nobody_is_reminded(lang: str) -> None:
    found = made(CREDIT, lang=lang)
    assert (found.kind, "-500.00" in found.body) == (LetterKind.STATEMENT, True)
    for kind in (LetterKind.REMINDER, LetterKind.FINAL):
        with pytest.raises(LetterRefused) as refused:
            made(CREDIT, kind, lang)
        assert refused.value.facts["reason"] == "money_in_hand"
    assert "-500.00" in made(CREDIT, LetterKind.CONFIRMATION, lang).body


def test_a_chinese_letter_has_no_half_width_stop_between_its_words() -> None:
    bodies = [made(SEVERAL, kind, "zh").body for kind in (LetterKind.STATEMENT, LetterKind.REMINDER, LetterKind.CONFIRMATION)]
    assert [mark for body in bodies for mark in re.findall(r"[\u4e00-\u9fff][,;:!?]|[\d)][;:] (?=\d)", body)] == []
