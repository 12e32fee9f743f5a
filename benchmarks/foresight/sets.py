"""The real ledgers as foresight reads them: invoices by buyer, straight from the files, each layout with its own quirks.

They stand beside the checkout and carry no licence to be passed on; nothing here writes a row of theirs anywhere.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from credit.foresight.item import NEVER, Item, plausible
from credit.foresight.learning import Buyer
from credit.foresight.reading import roll_of

__all__ = ["DATA", "LEDGERS", "ROLL", "ById", "Ledger", "Pack", "as_buyers", "ledger", "pack", "packs"]

DATA = Path(os.environ.get("DUNNAGE_SHARED") or Path(__file__).parents[3] / "shared") / "data"
ROLL = roll_of("", "")
Row = Mapping[str, str]
ById = dict[str, list[Item]]


@dataclass(frozen=True)
class Ledger:
    """A whole ledger whose items are all settled."""

    name: str
    buyers: ById

    @property
    def items(self) -> list[Item]:
        """Every invoice, by issue."""
        return sorted((item for items in self.buyers.values() for item in items), key=lambda item: item.issued)


@dataclass(frozen=True)
class Pack:
    """A ledger as it stood at the end of a day, and when what was open then was paid."""

    name: str
    on: int
    buyers: ById
    truth: Mapping[str, int]


def as_buyers(found: ById) -> list[Buyer]:
    """The same for learning."""
    return [Buyer(items, ROLL) for items in found.values()]


def _rows(path: Path, separator: str = ",") -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=separator)


def _item(number: str, issued: date, due: date, amount: str, paid: date | None) -> Item:
    day = due.toordinal()
    settled = paid.toordinal() if paid else NEVER
    return Item(number, issued.toordinal(), day, ROLL(day), round(float(amount or 0) * 100), settled, settled)


def _sap_day(text: str) -> date:
    """A day in one of the three encodings of the SAP file."""
    if text.endswith(".0") and len(text) > 12:
        return datetime.fromtimestamp(float(text) / 1e6, UTC).date()
    return date.fromisoformat(text.removesuffix(".0")[:10])


def _sap(company: str) -> Callable[[], ById]:
    def load() -> ById:
        found, seen = ById(), set()
        for number, row in enumerate(_rows(DATA / "sap_DK_IE_NO.csv")):
            whole = tuple(row.values())
            if row["BUKRS"] != company or row["TBSLT_LTEXT"] != "Invoice" or float(row["VALUE_EUR"] or 0) <= 0 or whole in seen:
                continue
            seen.add(whole)
            due = _sap_day(row["DUE_DATE"])
            item = _item(str(number), due - timedelta(days=30), due, row["VALUE_EUR"], _sap_day(row["PAYMENT_DATE"]))
            found.setdefault(row["KUNNR"], []).append(item)
        return found

    return load


def _distributor() -> ById:
    found = ById()
    for number, row in enumerate(_rows(DATA / "hr_to_2019-10.csv")):
        if row["is_dup"] == "True" or not row["amount"]:
            continue
        issued, due, paid = (date.fromisoformat(row[name][:10]) for name in ("posting_est", "due_date", "clear_date"))
        found.setdefault(row["cust_number"], []).append(_item(str(number), issued, due, row["amount"], paid))
    return found


def _brazil() -> ById:
    found = ById()
    for number, row in enumerate(_rows(DATA / "datarisk_to_2020-06.csv", ";")):
        if not row["VALOR_A_PAGAR"]:
            continue
        names = ("DATA_EMISSAO_DOCUMENTO", "DATA_VENCIMENTO", "DATA_PAGAMENTO")
        issued, due, paid = (date.fromisoformat(row[name][:10]) for name in names)
        item = _item(str(number), issued, due, row["VALOR_A_PAGAR"], paid)
        if plausible(item):
            found.setdefault(row["ID_CLIENTE"], []).append(item)
    return found


def _american(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def _fabricated() -> ById:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for row in _rows(DATA / "ibm_synthetic.csv"):
        issued, due, paid = (_american(row[name]) for name in ("InvoiceDate", "DueDate", "SettledDate"))
        found[row["customerID"]].append(_item(row["invoiceNumber"], issued, due, row["InvoiceAmount"], paid))
    return found


LEDGERS: Mapping[str, Callable[[], ById]] = {
    "SAP DK": _sap("0"), "SAP IE": _sap("2"), "SAP NO": _sap("4"),
    "HR": _distributor, "Datarisk": _brazil, "IBM (fabricated)": _fabricated,
}  # fmt: skip
"""Every whole ledger by its name."""


def ledger(name: str) -> Ledger:
    """One of them."""
    return Ledger(name, LEDGERS[name]())


def packs(folder: Path) -> list[str]:
    """Names of the pairs of a book and its truth in a folder."""
    return sorted(path.name.removesuffix("_book.csv") for path in folder.glob("*_book.csv"))


def pack(folder: Path, name: str) -> Pack:
    """One pair; the day of the book is that in its name, else the last on which anything is known to have been paid."""
    found: ById = {}
    for row in _rows(folder / f"{name}_book.csv"):
        issued, due = date.fromisoformat(row["invoice_date"]), date.fromisoformat(row["due_date"])
        paid = date.fromisoformat(row["paid_date"]) if row["paid_date"] else None
        found.setdefault(row["customer"], []).append(_item(row["invoice"], issued, due, row["amount"], paid))
    truth = {
        row["invoice"]: date.fromisoformat(row["paid_date"]).toordinal()
        for row in _rows(folder / f"{name}_truth.csv")
        if row["paid_date"]
    }
    return Pack(name, _day_of(name, found.values()), found, truth)


def _day_of(name: str, found: Iterable[list[Item]]) -> int:
    try:
        return date.fromisoformat(name[-10:]).toordinal()
    except ValueError:
        return max(max(item.issued, item.paid % NEVER) for items in found for item in items)
