"""Columns under the usual words of other systems, and those nothing is read from."""

from collections.abc import Callable
from typing import Any

import pytest

from integrations.ledgers.fields import FIELDS, Kind
from integrations.ledgers.headings import called, folded
from integrations.ledgers.importer import FileRead

Read = Callable[..., FileRead]


def buyer(read: FileRead) -> Any:
    return read.entries[0].facts[0]


@pytest.mark.parametrize("heading", ["email", "E-Mail", "e_mail", "Contact E-Mail", "邮箱", "电子邮件"])
def test_the_address_of_a_buyer_is_known_by_its_usual_names(read: Read, heading: str) -> None:
    found = read(f"id,name,{heading}\nC1,Alder,ap@alder.example\n")
    assert buyer(found).email == "ap@alder.example"
    assert found.not_taken == ()


def test_what_is_not_taken_is_said(read: Read) -> None:
    assert read("id,name,colour,shoe size\nC1,Alder,red,44\n").not_taken == ("colour", "shoe size")


def test_its_own_word_goes_before_another_one(read: Read) -> None:
    found = read("id,name,email,contact_email\nC1,Alder,old@alder.example,new@alder.example\n")
    assert buyer(found).email == "new@alder.example"
    assert found.not_taken == ("email",)


def test_of_two_columns_that_are_as_good_neither_is_taken(read: Read) -> None:
    found = read("id,name,mail,e-mail\nC1,Alder,one@alder.example,two@alder.example\n")
    assert buyer(found).email == ""
    assert found.not_taken == ("mail", "e-mail")


def test_every_fault_of_a_row_is_named_once(read: Read) -> None:
    found = read("number,customer_id,issue_date,due_date,amount\nI1,,2024-03-01,soon,12x\nI2,C1,2024-03-02,2024-04-30,5\n")
    assert sorted((problem.line, problem.column, problem.code) for problem in found.problems) == [
        (2, "amount", "bad_amount"),
        (2, "customer_id", "missing_value"),
        (2, "due_date", "bad_date"),
    ]
    assert found.refused == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_word_belongs_to_a_field_of_its_kind(kind: Kind) -> None:
    assert called(kind).keys() <= FIELDS[kind] | ({"paid_on"} if kind is Kind.INVOICES else set())
    assert all(list(words) == list(map(folded, words)) for words in called(kind).values())
