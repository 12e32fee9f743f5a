"""Which book, which policy, which rates: what was said on the command line wins over the environment, that over settings."""

from pathlib import Path

import pytest

from tests.storage.by_hand import change_by_hand
from tests.tui.cli.conftest import SMALL, Dunnage, undue

ON = ("--as-of", "2024-06-12")


def test_the_book_is_the_one_that_is_named(dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('book = "~/set.json"\n', encoding="utf-8")
    assert dunnage("paths", "--json").json["paths"]["book"] == str(home / "set.json")
    monkeypatch.setenv("DUNNAGE_BOOK", str(home / "env.json"))
    assert dunnage("paths", "--json").json["paths"]["book"] == str(home / "env.json")
    assert dunnage("paths", "--json", "--book", "said.json").json["paths"]["book"] == "said.json"


def test_a_policy_file_changes_the_class(dunnage: Dunnage, book: Path, home: Path) -> None:
    """C2 is twelve days late: past seven days of grace, within twenty."""
    assert _classes(dunnage) == {"C1": "in_collection", "C2": "in_collection"}
    policy = home / "policy.toml"
    policy.write_text("[classing]\ngrace_days = 20\n", encoding="utf-8")
    assert _classes(dunnage, "--policy", str(policy)) == {"C1": "in_collection", "C2": "not_due"}
    mine = home / "config" / "dunnage" / "policy.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(policy.read_text(encoding="utf-8"), encoding="utf-8")
    assert _classes(dunnage)["C2"] == "not_due"


def test_a_policy_that_is_not_there_is_a_fault(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("portfolio", "--policy", "nowhere.toml")
    assert ended.code == 2
    assert "nowhere.toml" in ended.sentence


def test_figures_of_the_house_are_in_its_own_currency(dunnage: Dunnage, home: Path) -> None:
    """The rate is the European Central Bank's, published on a day that is told."""
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('base_currency = "EUR"\n', encoding="utf-8")
    ledger = home / "ledger.csv"
    ledger.write_text(SMALL, encoding="utf-8")
    assert dunnage("import", ledger).code == 0
    totals = dunnage("portfolio", "--json", *ON).json["totals"]
    assert totals["receivable"]["currency"] == "EUR"
    assert totals["rate_on"] <= "2024-06-12"
    assert totals["by_currency"][0]["receivable"] == {"amount": "4000.00", "currency": "USD"}


def test_an_order_in_a_currency_the_book_does_not_hold_has_its_rate(dunnage: Dunnage, home: Path) -> None:
    """The bank's table of 2024-06-03 has 1.0842 USD for the euro: 1,000 EUR are 1,084.20 USD beside 1,000 that are open."""
    for name, text in {
        "customers.csv": "id,name,country,currency,credit_limit\nC1,Alder Ltd,GB,USD,50000\n",
        "ledger.csv": SMALL,
    }.items():
        (home / name).write_text(text, encoding="utf-8")
    assert dunnage("import", home / "customers.csv", home / "ledger.csv", "--learnt", "2024-05-26").code == 0
    ended = dunnage("check", "C1", "1000", "EUR", "--no-refresh", "--json", *ON)
    assert "no_rate" not in {reason["code"] for reason in ended.json["reasons"]}
    assert ended.json["exposure_after"] == {"amount": "2084.20", "currency": "USD"}
    assert ended.json["missing"] == []


def test_a_document_in_the_book_that_cannot_be_read_is_told_and_the_rest_is_shown(dunnage: Dunnage, book: Path) -> None:
    change_by_hand(book, undue)
    dunnage("portfolio")  # the plain file it is now is brought forward, which is said once
    ended = dunnage("portfolio", "--json", *ON)
    assert ended.code == 0
    assert [buyer["id"] for buyer in ended.json["customers"]] == ["C1"], "of C2 there was that invoice alone"
    assert "J1" in ended.sentence


def _classes(dunnage: Dunnage, *words: str) -> dict[str, str]:
    return {buyer["id"]: buyer["debt_class"] for buyer in dunnage("portfolio", "--json", *ON, *words).json["customers"]}


def test_a_later_classification_in_the_users_folder_rings(dunnage: Dunnage, home: Path) -> None:
    """Viet Nam was in class 4 on 2026-01-30; the user read class 6 off the publication of June."""
    buyers, ledger = home / "buyers.csv", home / "ledger.csv"
    buyers.write_text("id,name,country,since\nC1,Alder,VN,2024-01-01\n", encoding="utf-8")
    ledger.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\nC1,I1,2026-06-01,2026-08-01,1000.00,,USD\n",
        encoding="utf-8",
    )
    assert dunnage("import", buyers, ledger).code == 0
    folder = Path(dunnage("paths", "--json").json["paths"]["countries"])
    folder.mkdir(parents=True)
    (folder / "june.csv").write_text("published_on,country,class\n2026-06-26,VN,6\n2026-06-26,XX,9\n", encoding="utf-8")

    def kinds(day: str) -> list[str]:
        return [alert["kind"] for alert in dunnage("alerts", "--json", "--as-of", day).json["alerts"]]

    assert "country_worse" in kinds("2026-06-26")
    assert "country_worse" not in kinds("2026-06-25")
    ended = dunnage("doctor")
    assert (ended.code, 'june.csv, line 3, column "class"' in ended.err) == (0, True)
