"""Which words a letter to each class of debt must hold and must not hold, in both languages (TRADE.md 4.3, 4.4).

Not due: a service, and nothing is asked for. In collection: facts and one question that takes a date, no threat. Doubtful: in
person and in confidence, a part now or a plan, no threat. Bad: in confidence, and a third party is the cause. Dead: the claim
alone, and no demand. Time granted: the account, and no demand. Every kind that may be written is read, not one of them alone.
"""

import re
from collections.abc import Iterator

import pytest

from credit.policy import DEFAULT_POLICY
from documents.letters import House, Letter, LetterKind, LetterRefused, letter
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking

HOUSE = House("Zhejiang Example Trading", "Wang Li", {"USD": "Account number: 3901"})
BOOKS = {
    "not_due": "buyer C1 name=Harbour\ninvoice C1 I1 +5 1000USD",
    "in_collection": "buyer C1 name=Harbour insured=900USD\ninvoice C1 I1 -25 1000USD",
    "doubtful": "buyer C1 name=Harbour insured=900USD\ninvoice C1 I1 -120 1000USD",
    "bad": "buyer C1 name=Harbour insured=900USD\ninvoice C1 I1 -250 1000USD",
    "dead": "buyer C1 name=Harbour\ninvoice C1 I1 -250 1000USD\nevent C1 E1 -9 winding_up_order",
    "lenient": "buyer C1 name=Harbour\ninvoice C1 I1 -25 1000USD\n"
    "lenient C1 L1 -9 potential until=+90 cap=9000USD evidence=chain_listed",
}
MAY = {
    "not_due": {"service", "statement", "confirmation"},
    "in_collection": {"reminder", "final", "insurer", "statement", "confirmation"},
    "doubtful": {"reminder", "final", "insurer", "statement", "confirmation"},
    "bad": {"reminder", "final", "insurer", "statement", "confirmation"},
    "dead": {"claim", "statement", "confirmation"},
    "lenient": {"statement", "confirmation"},
}
LAW = {"en": r"\b(legal|lawyer|court|sue|lawsuit|prosecut\w+|blacklist)\b", "zh": r"律师|法院|起诉|诉讼|黑名单"}
HAND_OVER = {"en": r"collection|further notice|last time|consequence", "zh": r"移交|催收|最后一次|后果"}
ASKS = {"en": r"overdue|demand|which day|on which|by which|let the payment", "zh": r"逾期款|已逾期|何日|哪一天|请付款"}
QUESTION = {"en": r"\?", "zh": r"？"}
CONFIDENCE = {"en": r"[Ii]n confidence", "zh": r"亲启|私下|保密|私函"}
INSURER = {"en": r"insur", "zh": r"保险"}
SHAME = {
    "en": r"\b(shame|disgrace|dishonest|cheat\w*|fraud\w*|liar|bad debt|dead debt|doubtful|deadbeat)\b",
    "zh": r"无耻|丢脸|失信|老赖|骗|呆账|死账|坏账",
}
DAY = r"2024-06-19"
"""A week from TODAY, 2024-06-12."""


def written(name: str) -> Iterator[Letter]:
    """Every letter that may be written to this buyer, in the language spoken."""
    for kind in LetterKind:
        try:
            yield letter(assessed(BOOKS[name]), DEFAULT_POLICY, kind, HOUSE)
        except LetterRefused:
            continue


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", BOOKS)
def test_each_class_gets_its_own_letters_and_no_other(name: str, lang: str) -> None:
    with speaking(lang):
        assert {found.kind.value for found in written(name)} == MAY[name]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", BOOKS)
def test_no_letter_of_any_class_shames_or_names_the_house_own_classes(name: str, lang: str) -> None:
    with speaking(lang):
        for found in written(name):
            assert not re.search(SHAME[lang], found.subject + found.body, re.IGNORECASE), found.kind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_not_due_is_a_service(lang: str) -> None:
    with speaking(lang):
        for found in written("not_due"):
            for words in (LAW, HAND_OVER, INSURER):
                assert not re.search(words[lang], found.body), found.kind
            assert not re.search(ASKS[lang], found.body), found.kind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_collection_there_are_facts_and_one_question_that_takes_a_date(lang: str) -> None:
    with speaking(lang):
        (reminder,) = (found for found in written("in_collection") if found.kind is LetterKind.REMINDER)
    assert len(re.findall(QUESTION[lang], reminder.body)) == 1
    assert re.search(DAY, reminder.body)
    assert "1,000.00" in reminder.body
    for words in (LAW, HAND_OVER, CONFIDENCE, INSURER):
        assert not re.search(words[lang], reminder.subject + reminder.body)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["doubtful", "bad"])
def test_doubtful_and_bad_debt_keeps_the_buyers_face(name: str, lang: str) -> None:
    with speaking(lang):
        pressing = [found for found in written(name) if found.kind.value in ("reminder", "final", "insurer")]
    assert len(pressing) == 3
    for found in pressing:
        assert re.search(CONFIDENCE[lang], found.subject + found.body), found.kind
        assert re.search(DAY, found.body), found.kind
        for words in (LAW, HAND_OVER):
            assert not re.search(words[lang], found.subject + found.body), found.kind


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_insurer_is_the_cause_where_cover_is_at_stake_and_nowhere_else(lang: str) -> None:
    with speaking(lang):
        for found in written("bad"):
            assert bool(re.search(INSURER[lang], found.body)) is (found.kind is LetterKind.INSURER), found.kind


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["dead", "lenient"])
def test_nothing_is_asked_of_an_insolvent_buyer_or_of_one_that_was_given_time(name: str, lang: str) -> None:
    with speaking(lang):
        for found in written(name):
            if found.kind is not LetterKind.CLAIM:
                assert not re.search(ASKS[lang], found.body), found.kind
                for words in (LAW, HAND_OVER):
                    assert not re.search(words[lang], found.body), found.kind
