"""The first letters of Chinese names."""

import pytest

from credit.query.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("浙江恒信", ("zjhx",)),  # zhè jiāng héng xìn, all of the first level
        ("鑫淼", ("xm",)),  # xīn miǎo: second level, ordered by radical
        ("亍齄", ("cz",)),  # chù and zhā: the first and the last of the second level
        ("厦门 鑫达", ("xmxd", "smxd")),  # shà or xià
        ("重庆长安", ("zqca", "zqza", "cqca", "cqza")),  # zhòng or chóng, cháng or zhǎng
        ("（北欧）Nord AB", ("（bo）nordab",)),
        ("東京", ("東j",)),  # a traditional character is not of the standard
    ],
)
def test_a_name_is_read_by_every_reading(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("name", ["Nord AB", "Müller", "شركة", ""])
def test_a_name_without_chinese_has_none(name: str) -> None:
    assert initials(name) == ()


def test_not_more_than_sixteen_readings_are_kept() -> None:
    assert len(initials("长" * 10)) == 16
