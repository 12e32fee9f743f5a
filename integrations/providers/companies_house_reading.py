"""What Companies House answers about one company: profile, officers, charges, insolvency cases, notices on file.

Its own samples do not keep to its own description, so every form that was ever seen is read, and what is of none is noted and
left out. Of officers only how many and when is kept, of nobody the name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import itemgetter

from credit.calendar import months_before
from credit.company_number import british as company_number
from credit.report import DriftNote, EventKind, Finding, FindingStatus
from integrations.bounded import Json, strict_json
from integrations.provider import ResultReason
from integrations.providers.completeness import drift_of, form_of, unavailable
from integrations.providers.findings import clean
from integrations.providers.notices import Dated

__all__ = ["PAGE", "Part", "parse_charges", "parse_filings", "parse_insolvency", "parse_officers", "parse_profile"]

ENT, MAN, FIN = "enterprise_quality.", "management_factors.", "financial_strength."
PAGE = 100
"""Entries of a list that are asked for at once."""
STATUS: Mapping[str, str] = {
    "active": "active", "open": "active", "registered": "active",
    "liquidation": "insolvency", "receivership": "insolvency", "administration": "insolvency",
    "voluntary-arrangement": "insolvency", "insolvency-proceedings": "insolvency",
    "dissolved": "dissolved", "converted-closed": "dissolved", "closed": "dissolved", "removed": "dissolved",
}  # fmt: skip
"""Our word for each of the register's. A petition to restore a dissolved company is a detail of `dissolved`, and no petition."""
_WINDING_UP = {
    "compulsory-liquidation": EventKind.WINDING_UP_ORDER,
    "creditors-voluntary-liquidation": EventKind.CVL,
    "members-voluntary-liquidation": EventKind.MVL,
}
_OPENING = {
    "ordered-to-wind-up-on": EventKind.WINDING_UP_ORDER,
    "administration-started-on": EventKind.ADMINISTRATION,
    "moratorium-started-on": EventKind.MORATORIUM,
    "voluntary-arrangement-started-on": EventKind.CVA,
    "dissolved-on": EventKind.DISSOLVED,
}
_ENDING = frozenset(
    {"concluded-winding-up-on", "administration-ended-on", "administration-discharged-on", "moratorium-ended-on",
     "voluntary-arrangement-ended-on", "dissolved-on"}
)  # fmt: skip
_SATISFIED = ("fully-satisfied", "satisfied")
"""States of a charge that is paid off; one that is satisfied in part still stands."""
_FILED = {
    "gazette-notice-compulsory": EventKind.STRIKE_OFF_NOTICE,
    "gazette-notice-voluntary": EventKind.STRIKE_OFF_NOTICE,
    "gazette-notice-compulsary": EventKind.STRIKE_OFF_NOTICE,
    "gazette-filings-brought-up-to-date": EventKind.STRIKE_OFF_DISCONTINUED,
    "gazette-dissolved-compulsory": EventKind.DISSOLVED,
    "gazette-dissolved-compulsary": EventKind.DISSOLVED,
    "gazette-dissolved-voluntary": EventKind.DISSOLVED,
    "gazette-dissolved-liquidation": EventKind.DISSOLVED,
    "gazette-dissolved-statutory-instrument": EventKind.DISSOLVED,
}
"""By the register's own list of descriptions, which writes two of them in two ways (`enum-filing_history_descriptions.yml`)."""
_MOVED = "change-registered-office-address"
_OFFICE = (("undeliverable_registered_office_address", "undeliverable"), ("registered_office_is_in_dispute", "in_dispute"))
"""What the register may say of the registered office, and our words for it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one answer says."""

    findings: tuple[Finding, ...] = ()
    events: tuple[Dated, ...] = ()
    drift: tuple[DriftNote, ...] = ()
    found: int = 0
    """Entries of the list it is."""
    whole: bool = True
    """Whether the list was there and every entry of it was read: only then does what is not in it say anything."""


@dataclass(slots=True)
class _Sheet:
    """Findings and notes as they are gathered."""

    findings: list[Finding] = field(default_factory=list)
    drift: list[DriftNote] = field(default_factory=list)

    def note(
        self,
        key: str,
        value: Decimal | str | bool | date | None,
        path: str,
        original: Json = None,
        absent: FindingStatus = FindingStatus.NOT_PUBLISHED,
    ) -> None:
        """A value, or that none was published, or what `absent` says in its place."""
        status = absent if value is None else FindingStatus.KNOWN
        told = clean(str(value if original is None else original), 80) if value is not None or original is not None else ""
        self.findings.append(Finding(key, value, status, path=path, original=told))

    def drifted(self, path: str, expected: str, got: Json) -> None:
        """That something else stood there; of what it was the kind alone."""
        self.drift.append(DriftNote(path, expected, form_of(got)))


def parse_profile(raw: bytes, number: str) -> Part | ResultReason:
    """The company's profile, or why it is none of this company."""
    body = strict_json(raw)
    if not isinstance(body, dict) or "company_status" not in body:
        return ResultReason.NOTHING_KNOWN
    if company_number(str(body.get("company_number", ""))) != number:
        return ResultReason.WRONG_COMPANY
    sheet = _Sheet()
    _status(body, sheet)
    sheet.note(ENT + "incorporated_on", _day(body.get("date_of_creation")), "date_of_creation")
    form = body.get("type")
    sheet.note(ENT + "legal_form", clean(form, 60) if isinstance(form, str) and form else None, "type")
    accounts, statement = _table(body, "accounts", sheet), _table(body, "confirmation_statement", sheet)
    late = [part.get("overdue") for part in (accounts, statement)]
    in_time = False if late == [False, False] else None
    sheet.note(ENT + "filings_overdue", True if True in late else in_time, "accounts.overdue, confirmation_statement.overdue")
    last = _table(accounts, "last_accounts", sheet, "accounts.")
    sheet.note(FIN + "accounts_date", _day(last.get("made_up_to")), "accounts.last_accounts.made_up_to")
    kind = last.get("type")
    sheet.note(FIN + "accounts_type", clean(kind, 60) if isinstance(kind, str) and kind else None, "accounts.last_accounts.type")
    due = _day(_table(accounts, "next_accounts", sheet, "accounts.").get("due_on") or accounts.get("next_due"))
    events = (Dated(EventKind.ACCOUNTS_OVERDUE, due, f"accounts:{due}"),) if accounts.get("overdue") is True and due else ()
    told = [word for name, word in _OFFICE if body.get(name) is True]
    clear = "none" if all(body.get(name) is False for name, _ in _OFFICE) else None
    sheet.note(ENT + "registered_office_flags", ", ".join(told) or clear, ", ".join(name for name, _ in _OFFICE))
    unlike = drift_of("companies_house", dict(body))
    return Part(tuple(unavailable(sheet.findings, unlike.gone)), (*events, *_renamed(body)), (*sheet.drift, *unlike.notes))


def parse_officers(raw: bytes, on: date) -> Part:
    """How many directors there are, how many left within twelve months before `on`, and when the newest of all was appointed."""
    body, sheet = _object(strict_json(raw)), _Sheet()
    items, whole = _listed(body, sheet, total="total_results")
    directors = [item for item in items if "director" in str(item.get("officer_role", ""))]
    left = sorted(day for item in directors if (day := _day(item.get("resigned_on"))) and months_before(on, 12) < day <= on)
    serving = len([item for item in directors if item.get("resigned_on") is None]) if whole else None
    sheet.note(MAN + "directors_active", None if serving is None else Decimal(serving), "items[].resigned_on", serving)
    sheet.note(
        MAN + "resignations_12m", Decimal(len(left)) if whole else None, "items[].resigned_on", len(left) if whole else None
    )
    appointed = [_day(item.get("appointed_on")) for item in directors]
    dated = [day for day in appointed if day is not None and day <= on] if whole and None not in appointed else []
    sheet.note(MAN + "newest_appointment_on", max(dated, default=None), "items[].appointed_on")
    events = tuple(Dated(EventKind.DIRECTOR_RESIGNED, day, f"resigned:{day}") for day in dict.fromkeys(left))
    return Part(tuple(sheet.findings), events, tuple(sheet.drift), len(items), whole)


def parse_charges(raw: bytes, on: date) -> Part:
    """What stands charged on the company; charges created or satisfied in the twelve months before `on` are events."""
    body, sheet = _object(strict_json(raw)), _Sheet()
    items, whole = _listed(body, sheet, total="total_count")
    open_ones = [item for item in items if item.get("status") in ("outstanding", "part-satisfied")]
    created = sorted(day for item in items if (day := _day(item.get("created_on") or item.get("delivered_on"))) and day <= on)
    if whole:
        sheet.note(ENT + "charges_outstanding", Decimal(len(open_ones)), "items[].status", len(open_ones))
        sheet.note(ENT + "last_charge_on", created[-1] if created else None, "items[].created_on")
    else:
        for key, path in (("charges_outstanding", "items[].status"), ("last_charge_on", "items[].created_on")):
            sheet.note(ENT + key, None, path, absent=FindingStatus.UNAVAILABLE_NOW)
    paid = sorted(day for item in items if item.get("status") in _SATISFIED and (day := _day(item.get("satisfied_on"))))
    events = [
        Dated(kind, day, f"{mark}:{day}")
        for kind, mark, days in ((EventKind.CHARGE_CREATED, "charge", created), (EventKind.CHARGE_SATISFIED, "satisfied", paid))
        for day in dict.fromkeys(days)
        if months_before(on, 12) < day <= on
    ]
    return Part(tuple(sheet.findings), tuple(events), tuple(sheet.drift), len(items), whole)


def parse_insolvency(raw: bytes) -> Part:
    """Cases of insolvency; of a case that is open the register tells no end. A petition stands there only after its order."""
    body, sheet = _object(strict_json(raw)), _Sheet()
    cases, whole = _listed(body, sheet, "cases")
    open_ones, events = 0, dict[str, Dated]()
    for place, case in enumerate(cases, 1):
        dates = [(str(each.get("type")), _day(each.get("date"))) for each in _items(case, sheet, "dates")]
        open_ones += not any(kind in _ENDING for kind, _ in dates)
        number = clean(str(case.get("number") or place), 12)
        for event in _opened(case, dates, number):
            events.setdefault(event.mark, event)
    told = f"{open_ones} of {len(cases)} cases open"
    known = bool(open_ones) if open_ones or whole else None
    sheet.note(ENT + "insolvency_open", known, "cases[].dates[].type", told, absent=FindingStatus.UNAVAILABLE_NOW)
    return Part(tuple(sheet.findings), tuple(events.values()), tuple(sheet.drift), len(cases), whole)


def parse_filings(raw: bytes) -> Part:
    """Notices of strike-off and dissolution on file, and the newest move of the registered office."""
    body, sheet = _object(strict_json(raw)), _Sheet()
    items, whole = _listed(body, sheet, total="total_count")
    events, moves = list[Dated](), list[Dated]()
    for item in items:
        filed, day = str(item.get("description")), _day(item.get("date"))
        kind = EventKind.ADDRESS_CHANGED if filed.startswith(_MOVED) else _FILED.get(filed)
        if kind is not None and day is not None:
            found = moves if kind is EventKind.ADDRESS_CHANGED else events
            found.append(Dated(kind, day, f"filing:{clean(str(item.get('transaction_id') or day), 40)}"))
    events += sorted(moves, key=lambda move: move.on)[-1:]
    return Part(events=tuple(events), drift=tuple(sheet.drift), found=len(items), whole=whole)


def _renamed(body: Mapping[str, Json]) -> Iterator[Dated]:
    """The newest change of its name, with the name it had before."""
    listed = body.get("previous_company_names")
    rows = [row for row in (listed if isinstance(listed, list) else []) if isinstance(row, dict)]
    ended = [(day, clean(str(row.get("name") or ""), 120)) for row in rows if (day := _day(row.get("ceased_on"))) is not None]
    for day, name in sorted(ended)[-1:]:
        yield Dated(EventKind.NAME_CHANGED, day, f"name:{day}", name)


def _status(body: Mapping[str, Json], sheet: _Sheet) -> None:
    said, detail = body.get("company_status"), body.get("company_status_detail")
    ours = STATUS.get(said) if isinstance(said, str) else None
    if ours == "active" and detail == "active-proposal-to-strike-off":
        ours = "strike_off_proposed"
    original = clean(f"{said} {detail or ''}", 80)
    if ours is None:
        sheet.drifted("company_status", "a status the register describes", said)
        sheet.findings.append(
            Finding(ENT + "legal_status", None, FindingStatus.AMBIGUOUS, path="company_status", original=original)
        )
    else:
        sheet.note(ENT + "legal_status", ours, "company_status", original)


def _opened(case: Mapping[str, Json], dates: Iterable[tuple[str, date | None]], number: str) -> Iterator[Dated]:
    """What a case tells of its beginning, one event of a kind."""
    told = [(word, day) for word, day in dates if day is not None]
    for word, day in sorted(told, key=itemgetter(1)):
        kind = _OPENING.get(word)
        if word == "wound-up-on":
            kind = _WINDING_UP.get(str(case.get("type")))
        if word == "instrumented-on" and "receivership" in str(case.get("type")):
            kind = EventKind.RECEIVERSHIP
        if kind is not None:
            yield Dated(kind, day, f"case{number}:{kind}")


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _table(of: Mapping[str, Json], name: str, sheet: _Sheet, within: str = "") -> Mapping[str, Json]:
    """A table of the answer; another thing in its place is noted, and nothing is none."""
    value = of.get(name)
    if value is not None and not isinstance(value, dict):
        sheet.drifted(within + name, "object", value)
    return _object(value)


def _items(of: Mapping[str, Json], sheet: _Sheet, name: str = "items") -> Iterator[Mapping[str, Json]]:
    """The entries of a list, of one object in its place, or of nothing (row 26 of the failure matrix)."""
    value = of.get(name)
    for item in value if isinstance(value, list) else [value] if value is not None else []:
        if isinstance(item, dict):
            yield item
        else:
            sheet.drifted(f"{name}[]", "object", item)


def _listed(
    body: Mapping[str, Json], sheet: _Sheet, name: str = "items", total: str = ""
) -> tuple[list[Mapping[str, Json]], bool]:
    """The entries of a list, and whether it was there and whole; one that is gone is noted, unless it says that it has none."""
    items, value, told = list(_items(body, sheet, name)), body.get(name), body.get(total)
    if value is None:
        if told != 0:
            sheet.drifted(name, "list", value)
        return items, told == 0
    count = len(value) if isinstance(value, list) else 1
    ended = told <= count if isinstance(told, int) else count < PAGE
    return items, len(items) == count and ended


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
