"""VAT numbers: whose register, and whether a person mistyped.

Numbers are public ones of python-stdnum's own documentation, and of companies that print them on their site.
"""

import pytest

from integrations.vat_number import MEMBERS, VatNumber, VatTrouble, vat_number


@pytest.mark.parametrize(
    ("text", "country", "register", "number"),
    [
        ("DE 136 695 976", "DE", "DE", "136695976"),
        ("136695976", "DE", "DE", "136695976"),
        ("DE136695976", "", "DE", "136695976"),
        ("de136.695-976", "CN", "DE", "136695976"),
        ("EL 094259216", "GR", "EL", "094259216"),
        ("GR094259216", "GR", "EL", "094259216"),  # Greece is EL in this register and GR everywhere else
        ("094259216", "GR", "EL", "094259216"),
        ("GB 980 7806 84", "GB", "GB", "980780684"),
        ("980780684", "GB", "GB", "980780684"),
        ("XI110305878", "GB", "XI", "110305878"),
        ("U13585627", "AT", "AT", "U13585627"),
        ("NL4495445B01", "NL", "NL", "004495445B01"),  # zeros in front are part of it
    ],
)
def test_the_register_and_the_number_in_it(text: str, country: str, register: str, number: str) -> None:
    found = vat_number(text, country)
    assert found == VatNumber(register, number)


@pytest.mark.parametrize(
    ("text", "country", "trouble"),
    [
        ("DE136695978", "DE", VatTrouble.MISTYPED),  # its last digit is 6
        ("DE1366959", "DE", VatTrouble.MISTYPED),
        ("DE../../x", "DE", VatTrouble.MISTYPED),
        ("", "DE", VatTrouble.MISTYPED),
        ("DE１３６６９５９７６", "DE", VatTrouble.MISTYPED),
        ("91310000132221222H", "CN", VatTrouble.NO_REGISTER),
        ("12-3456789", "", VatTrouble.NO_REGISTER),
    ],
)
def test_a_number_that_cannot_be_asked_about(text: str, country: str, trouble: VatTrouble) -> None:
    assert vat_number(text, country) is trouble


def test_britain_is_no_member_and_northern_ireland_is() -> None:
    assert "GB" not in MEMBERS
    assert "GR" not in MEMBERS
    assert {"XI", "EL"} <= MEMBERS
    assert len(MEMBERS) == 28, "27 member states and Northern Ireland"
