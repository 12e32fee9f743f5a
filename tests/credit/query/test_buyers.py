"""The fields of a list of buyers, each on a little book."""

from dataclasses import replace

import pytest

from credit.assess import assess_book
from credit.change import Change
from credit.flags import flags
from credit.query.buyers import Buyer, Words, buyers
from credit.query.tokens import InvalidQuery
from tests.credit.little_book import TODAY, little_book

BOOK = """
buyer    C1               limit=5000USD name=Nordwind name_local=北风 country=NO owner=ann parent=C2 tags=key since=2015-03-01
invoice  C1  I1   -45  1000USD
invoice  C1  I2   +20   500EUR
dispute  C1  D1    -3  quality        for=I1
call     C1  K1    -3  no_answer
promise  C1  P1    -3   600USD        by=+2  for=I1
event    C1  E1    -9  winding_up_petition
buyer    C2               name=Alder
invoice  C2  J1   +10  2000USD
"""


ENGLISH = Words()


def found(text: str, words: Words = ENGLISH) -> str:
    language = buyers(words, {})
    book = assess_book(little_book(BOOK), TODAY)
    rows = [Buyer(book.of(id), book.of(id).account.customer.name.lower()) for id in ("C1", "C2")]
    question = language.read(text, TODAY)
    return " ".join(row.entry.id for row in rows if question.holds(row))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("nord", "C1"),
        ("name~WIND", "C1"),
        ("name~bf", "C1"),  # 北风, běi fēng
        ("name=北风", "C1"),
        ("id=c2", "C2"),
        ("class=not_due", "C2"),
        ("class>in_collection", "C1"),  # petitioned: bad
        ("grade<C", "C1"),  # a petition caps it at E
        ("grade>=A", ""),  # Alder is unrated: it never paid anything
        ("grade=none", "C2"),
        ("dpd>44", "C1"),
        ("dpd>45", ""),
        ("overdue>999.99usd", "C1"),
        ("overdue>1000usd", ""),
        ("overdue=0usd", "C2"),
        ("overdue=0eur", "C1 C2"),
        ("overdue<1", "C2"),  # no rate from EUR: what C1 has overdue in the base currency is not known
        ("open=500eur", "C1"),
        ("open=2k", "C2"),
        ("limit=5000", "C1"),
        ("limit>=5kusd", "C1"),
        ("limit=none", "C2"),
        ("used<1", ""),
        ("ccy=eur", "C1"),
        ("ccy=usd", "C1 C2"),
        ("ccy!=eur", "C2"),
        ("flag=disputed flag=P", "C1"),
        ("flag!=d", "C2"),
        ("alert=critical", "C1"),  # the petition
        ("alert<critical", "C2"),  # its family's
        ("country=no", "C1"),
        ("group=C2", "C1"),
        ("owner=ann", "C1"),
        ("owner=none", "C2"),
        ("tag=key", "C1"),
        ("due<today", "C1"),
        ("due>today", "C2"),
        ("contacted>=today-3", "C1"),
        ("contacted=none", "C2"),
        ("promised=today+2", "C1"),
        ("since<2016-01-01", "C1"),
    ],
)
def test_a_field(text: str, ids: str) -> None:
    assert found(text) == ids


def test_a_limit_without_a_rate_is_not_known_in_the_base_currency() -> None:
    book = assess_book(little_book("buyer C1 limit=5000GBP name=Alder\ninvoice C1 I1 +5 100USD"), TODAY)
    row = Buyer(book.of("C1"), "")
    asked = [buyers(Words(), {}).read(text, TODAY).holds(row) for text in ("limit>0", "!limit>0", "limit=5000gbp", "limit!=none")]
    assert asked == [False, False, True, True]


def test_words_of_another_language_stand_for_fields_and_classes() -> None:
    words = Words({"类别": "class"}, {"未收款": "not_due"})
    assert found("类别=未收款", words) == "C2"
    assert found("class=not_due", words) == "C2"


def test_who_rings_nothing_has_no_alert() -> None:
    book = assess_book(little_book("buyer C1 name=Alder\ninvoice C1 I1 +5 100USD"), TODAY)
    row = Buyer(book.of("C1"), "")
    assert [buyers(Words(), {}).read(text, TODAY).holds(row) for text in ("alert=none", "alert=info")] == [True, False]


@pytest.mark.parametrize("value", ["5%", "much", "k"])
def test_what_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(InvalidQuery):
        found(f"open>{value}")


def test_flags_are_the_letters_that_stand() -> None:
    assert flags(assess_book(little_book(BOOK), TODAY).of("C1")) == "DP"


def test_a_place_a_person_gave_is_asked_for_by_its_word() -> None:
    little = little_book("pin C1 N1 -1 until=+5 \n buyer C2")
    pushed = little.after(Change("pin", (replace(little.account("C1").pins[0], last=True),)))
    head, last, none = (
        Buyer(assess_book(book, TODAY).of(id), "") for book, id in ((little, "C1"), (pushed, "C1"), (little, "C2"))
    )
    asked = {word: buyers(Words(), {}).read(f"flag={word}", TODAY) for word in ("pinned", "pushed")}
    assert {word: [query.holds(row) for row in (head, last, none)] for word, query in asked.items()} == {
        "pinned": [True, False, False],
        "pushed": [False, True, False],
    }
    assert (flags(head.entry), flags(last.entry)) == ("^", "v")


def test_who_has_a_buyer_and_whether_that_is_me() -> None:
    """C1 is Anna's, C2 was Ben's until yesterday: nobody has it now."""
    book = assess_book(little_book("buyer C1 \n given C1 1 -9 Anna \n buyer C2 \n given C2 1 -9 ben until=-1"), TODAY)

    def asked(text: str, me: str = "") -> str:
        rows = [Buyer(book.of(id), "", me) for id in ("C1", "C2")]
        return " ".join(row.entry.id for row in rows if buyers(Words(), {}).read(text, TODAY).holds(row))

    assert [asked(text) for text in ("who=anna", "who~ann", "who=none", "who=ben", "who=me")] == ["C1", "C1", "C2", "", ""]
    assert [asked("who=me", me) for me in ("anna", " ANNA ", "ben")] == ["C1", "C1", ""]
    assert asked("who=me | who=none", "ben") == "C2"
