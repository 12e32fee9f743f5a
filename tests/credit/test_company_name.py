"""One company under the names registers give it, and two companies under names that look alike."""

import pytest

from credit.company_name import folded_name, resemblance

SAME = [
    ("Muster & Söhne GmbH", "MUSTER UND SOEHNE"),
    ("Nordhaven Trading Ltd", "NORDHAVEN TRADING LIMITED"),
    ("Nordhaven Trading Co., Ltd.", "Nordhaven  Trading"),
    ("The Blue Anchor plc", "Blue Anchor Public Limited Company"),
    ("Société Générale de Fret S.A.R.L.", "SOCIETE GENERALE DE FRET SARL"),
    ("Ødegård A/S", "Odegard AS"),
    ("J.P. Nord, Inc.", "JP Nord Incorporated"),
    ("Polna Sp. z o.o.", "POLNA SP ZOO"),
    ("PT Maju Bersama Tbk", "Maju Bersama"),
    ("ООО «Ромашка»", "Ромашка"),
    ("深圳市ＡＢＣ科技有限公司", "深圳市ABC科技股份有限公司"),
    ("株式会社北港", "北港 株式会社"),
    ("Straße Handel KG", "STRASSE HANDEL"),
]
OTHER = [
    ("Nordhaven Trading Ltd", "Nordhaven Shipping Ltd"),
    ("Anchor Blue Ltd", "Blue Anchor Ltd"),
    ("深圳市北港科技有限公司", "深圳市南港科技有限公司"),
    ("Limited Ltd", "Company Ltd"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_legal_form_case_accents_and_width_make_no_other_company(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_word_is_another_company(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


def test_a_legal_form_within_a_name_stays() -> None:
    assert folded_name("SE Coast Ltd") == "se coast"


def test_a_name_that_is_a_legal_form_is_kept() -> None:
    assert (folded_name("The Limited"), folded_name("公司"), folded_name(" ")) == ("limited", "公司", "")


def test_resemblance_is_twice_the_pairs_in_common_by_all_pairs() -> None:
    # night: ni ig gh ht; nacht: na ac ch ht. One pair of four and four in common: 2 x 1 / 8 = 25 %.
    assert resemblance("Night Ltd", "Nacht") == 25
    assert (resemblance("Nordhaven Ltd", "NORDHAVEN"), resemblance("北港", "南海"), resemblance("", "Nord")) == (100, 0, 0)
    assert resemblance("X", "x Ltd") == 100
