"""A letter's template: in a sandbox, made whole or refused with its line."""

from pathlib import Path

import pytest

from documents.templating import MOST, TemplateRefused, rendered

LAID = {"account": ("A  B", "<table></table>")}


def made(folder: Path, source: str) -> tuple[str, str, str]:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / "own.txt").write_text(source, encoding="utf-8")
    found = rendered("own", "en", {"buyer": "H & Co", "empty": ""}, LAID, folder)
    return found.subject, found.body, found.html


def refused(folder: Path, source: str) -> tuple[str, int]:
    with pytest.raises(TemplateRefused) as trouble:
        made(folder, source)
    return str(trouble.value.facts["problem"]), int(str(trouble.value.facts["line"]))


def test_text_and_html_come_from_one_template(tmp_path: Path) -> None:
    subject, body, html = made(tmp_path, "Subject: To {{ buyer }}\n\nDear {{ buyer }},\nhello.\n\n\n\n{{ account }}\n\nBye\n")
    assert (subject, body) == ("To H & Co", "Dear H & Co,\nhello.\n\nA  B\n\nBye\n")
    assert html == "<p>Dear H &amp; Co,<br>\nhello.</p>\n<table></table>\n<p>Bye</p>"


def test_what_is_empty_leaves_no_gap(tmp_path: Path) -> None:
    assert made(tmp_path, "Subject: S\n\nA\n\n{{ empty }}\n\nB\n")[1] == "A\n\nB\n"


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        ("Hello\n", ("no_subject", 1)),
        ("Subject: S\n\n{{ nobody }}\n", ("fails", 0)),
        ("Subject: S\n\n{% if %}\n", ("syntax", 3)),
        ("Subject: S\n\n{{ buyer.__class__ }}\n", ("fails", 0)),
        ("Subject: S\n\n{{ buyer.__class__.__mro__[1].__subclasses__() }}\n", ("fails", 0)),
        ("Subject: S\n\n{% include '/etc/passwd' %}\n", ("fails", 0)),
        ("Subject: S\n\n{% for n in range(10) %}x{% endfor %}\n", ("fails", 0)),
        ("Subject: S\n\n{{ buyer / 2 }}\n", ("fails", 0)),
        (f"Subject: S\n\n{{{{ buyer * {MOST} }}}}\n", ("too_long", 0)),
        ("Subject: S\n\n{{ '%s' % buyer.nothing }}\n", ("fails", 0)),
    ],
)
def test_what_a_template_cannot_do(tmp_path: Path, source: str, trouble: tuple[str, int]) -> None:
    assert refused(tmp_path, source) == trouble


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "own.txt").write_bytes(b"Subject: \xff\n")
    with pytest.raises(TemplateRefused) as trouble:
        rendered("own", "en", {}, {}, tmp_path)
    assert trouble.value.facts["problem"] == "unreadable"
    with pytest.raises(TemplateRefused):
        rendered("no_such", "en", {}, {}, tmp_path)
