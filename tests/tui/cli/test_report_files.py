"""Taking in a report from a file at the command line."""

from pathlib import Path

from tests.integrations.reports.conftest import pdf, written
from tests.tui.cli.conftest import Dunnage

ROWS = """\
key,value,unit,as_of,source
financial_strength.turnover,5000000,USD,2024-03-31,page 3
operating_capability.dbt_days,9,,2024-03-31,
"""
AS_OF = ("--as-of", "2024-06-01")


def test_a_table_of_findings_becomes_a_report(dunnage: Dunnage, known: Path, home: Path) -> None:
    ended = dunnage("import-report", "C1", written(home, ROWS), "--provider", "sinosure", *AS_OF, "--json")
    assert (ended.code, ended.json["written"], ended.json["form"]) == (0, 2, "csv")
    (report,) = dunnage("customer", "C1", *AS_OF, "--json").json["reports"]
    assert (report["provider"], report["as_of"]) == ("sinosure", "2024-03-31")


def test_one_bad_row_refuses_the_file_unless_it_may_be_left_out(dunnage: Dunnage, known: Path, home: Path) -> None:
    path = written(home, ROWS + "financial_strength.turnovr,1,USD,2024-03-31,\n")
    ended = dunnage("import-report", "C1", path, *AS_OF, "--json")
    assert (ended.code, ended.json["written"]) == (5, 0)
    assert "financial_strength.turnover" in ended.err
    assert dunnage("customer", "C1", *AS_OF, "--json").json["reports"] == []
    assert dunnage("import-report", "C1", path, *AS_OF, "--skip-bad").code == 0


def test_what_stands_in_a_pdf_is_written_only_when_a_person_confirms(dunnage: Dunnage, known: Path, home: Path) -> None:
    path = written(home, pdf(["Company number: 0099", "Report date: 2024-05-01", "Turnover: USD 100", "Equity: USD 20"]), "r.pdf")
    ended = dunnage("import-report", "C1", path, *AS_OF)
    assert ended.code == 0
    assert "--accept" in ended.err
    assert "page 1, line 3: Turnover: USD 100" in ended.out, "what it was read from stands beside each"
    assert dunnage("customer", "C1", *AS_OF, "--json").json["reports"] == []
    ended = dunnage("import-report", "C1", path, *AS_OF, "--accept", "financial_strength.equity", "--json")
    assert ended.json["written"] == 1
    ended = dunnage("import-report", "C1", path, *AS_OF, "--accept", "--json")
    assert ended.json["written"] == 2
    (report,) = dunnage("customer", "C1", *AS_OF, "--json").json["reports"]
    assert report["as_of"] == "2024-05-01"


def test_a_rehearsal_writes_nothing(dunnage: Dunnage, known: Path, home: Path) -> None:
    ended = dunnage("import-report", "C1", written(home, ROWS), *AS_OF, "--dry-run", "--json")
    assert (ended.code, ended.json["written"]) == (0, 0)
    assert dunnage("customer", "C1", *AS_OF, "--json").json["reports"] == []


def test_what_cannot_be_taken_in_is_one_sentence(dunnage: Dunnage, known: Path, home: Path) -> None:
    for path in (
        home / "nowhere.csv",
        written(home, "{", "x.json"),
        written(home, '{"a": 1}', "y.json"),
        written(home, "a,b\n1,2\n"),
    ):
        ended = dunnage("import-report", "C1", path, *AS_OF)
        assert (ended.code, ended.out) == (5, "")
        assert ended.sentence
    assert dunnage("import-report", "nobody", written(home, ROWS)).code == 2
