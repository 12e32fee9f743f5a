"""The language is chosen once and looked up each time something is said."""

import struct
from pathlib import Path

import pytest

from tests.wording.speaking import speaking
from wording import words
from wording.words import CatalogueMissing, UnknownLanguage, _, activate, detect, language, plural


@pytest.mark.parametrize(("said", "spoken"), [("en", "en"), ("zh", "zh"), ("zh_CN", "zh"), ("zh-CN", "zh"), (" ZH ", "zh")])
def test_a_language_may_be_written_in_several_ways(said: str, spoken: str) -> None:
    with speaking(said):
        assert language() == spoken


def test_a_language_nobody_speaks_is_a_fault_that_names_those_that_are() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        activate("fr")
    assert caught.value.facts == {"lang": "fr", "known": "en, zh"}
    assert language() == "en"


MAGIC = 0x950412DE
CUT_SHORT = struct.pack("<7I", MAGIC, 0, 9, 28, 28, 0, 0)
"""A heading that promises nine words and tables for them, and then nothing."""


@pytest.mark.parametrize("content", [None, b"", struct.pack("<I", MAGIC), b"no catalogue at all", CUT_SHORT])
def test_half_a_translation_is_none(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "zh_CN" / "LC_MESSAGES" / "dunnage.mo"
    place.parent.mkdir(parents=True)
    if content is not None:
        place.write_bytes(content)
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    with pytest.raises(CatalogueMissing) as caught:
        activate("zh")
    assert caught.value.facts == {"lang": "zh"}
    assert _("Buyer") == "Buyer"


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zha_CN"}, "en"),  # Zhuang, another language
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_GB"}, "zh"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_environment_asks_for_a_language(environ: dict[str, str], found: str) -> None:
    assert detect(environ) == found


def test_a_word_follows_the_language_of_the_moment() -> None:
    before = _("Buyer")
    with speaking("zh"):
        during = _("Buyer")
    assert (before, during, _("Buyer")) == ("Buyer", "客户", "Buyer")


def test_a_number_chooses_its_form() -> None:
    forms = ("{count} further invoice", "{count} further invoices")
    assert [plural(*forms, n) for n in (0, 1, 2)] == [forms[1], forms[0], forms[1]]
    with speaking("zh"):
        assert {plural(*forms, n) for n in (0, 1, 2)} == {"另有 {count} 张发票"}


def test_nothing_stays_nothing() -> None:
    with speaking("zh"):
        assert _("") == ""
