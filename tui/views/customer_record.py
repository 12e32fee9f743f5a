"""One buyer in full for scripts: the page's facts as a plain record."""

from typing import Any

from credit.activity import Contact
from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.cover_standing import cover_remarks
from credit.customer import Customer
from credit.dispatch import Dispatch
from credit.flags import flags
from credit.payment_measures import payment_measures
from credit.season import OutstandingMonth
from tui.views.agreed import agreed
from tui.views.bank_charges import charge_record
from tui.views.cash_speed import payment_record
from tui.views.citations import citation_records
from tui.views.classes import class_record
from tui.views.clocks import clocks_of_item, limitation_records, safe_records, unknown_limitation
from tui.views.dossier import dossier_record
from tui.views.exposure import exposure_record
from tui.views.forecast import buyer_forecast_record
from tui.views.in_transit import transit_record
from tui.views.instalments import deposit_records, due_record
from tui.views.lenience import leniency_hint, leniency_record
from tui.views.limits import constraint_records, group_record, limit_record
from tui.views.loss import interest_record
from tui.views.matching import suggested, suggestion_record
from tui.views.missing import missing, nulls
from tui.views.order_check import advice_record, customer_advice, release_records
from tui.views.proposals import proposal_records
from tui.views.rating import dimension_record, rating_record
from tui.views.records import alert_record, clock_records, reason_records, risk_record, trend_record
from tui.views.report_record import reports_record
from tui.views.reports import compared
from tui.views.sharing import holder_record
from tui.views.snapshot import Snapshot, looked_at
from tui.views.timeline import timeline
from tui.views.treating import playbook_records, treatment_record
from tui.views.troubles import trouble_records, troubles_of

__all__ = ["customer_record"]

Record = dict[str, Any]


def customer_record(shown: Snapshot, customer_id: str) -> Record:
    """Everything the page shows; raises `UnknownBuyer`."""
    entry = shown.assessed.of(customer_id)
    figures = dimension_record(entry, shown) | _figures(entry, shown) | {"late_interest": interest_record(entry, shown.book)}
    open_items = [_item(item, entry, shown) for item in entry.ledger.open]
    treated = treatment_record(entry, shown)
    absent = missing(figures, entry.exposure.limit is not None) - _quiet(entry) | nulls(treated) & {"call_hours"}
    return {
        **looked_at(shown),
        **_identity(entry.account.customer),
        **class_record(entry, shown),
        "flags": flags(entry),
        **holder_record(entry),
        "waiting": proposal_records(entry),
        **rating_record(entry),
        "treatment": treated,
        "playbook": playbook_records(entry),
        "leniency": leniency_record(entry, shown),
        "leniency_hint": leniency_hint(entry),
        **figures,
        "limit": {**figures["limit"], **constraint_records(entry, shown.book)},
        "group": group_record(shown, customer_id),
        "open_items": open_items,
        "forecast": buyer_forecast_record(shown, entry),
        "deposits": deposit_records(entry),
        "citations": citation_records(shown, customer_id),
        **transit_record(entry),
        "problems": trouble_records(troubles_of(entry, shown.book)),
        "alerts": [alert_record(alert) for alert in entry.alerts],
        "clocks": clock_records(entry.every_clock),
        "dossier": dossier_record(entry, shown.book),
        "safe_reports": safe_records(entry, shown.book),
        "unapplied": [suggestion_record(each) for each in suggested(shown, customer_id)],
        **agreed(entry, shown.book.policy),
        "advice": advice_record(customer_advice(shown, entry)),
        "releases": release_records(entry),
        "contacts": [_contact(contact) for contact in entry.account.contacts if contact.on <= shown.on],
        "letters": [_letter(each) for each in entry.account.dispatches],
        **reports_record(entry.account, compared(shown, customer_id)),
        "timeline": [{"on": day, "text": text} for day, text, _tone in timeline(shown, customer_id)],
        "missing": sorted(absent | unknown_limitation(open_items)),
    }


def _identity(buyer: Customer) -> Record:
    return {
        "id": buyer.id,
        "name": buyer.name,
        "name_local": buyer.name_local,
        "country": buyer.country,
        "registrations": dict(buyer.registrations),
        "terms": buyer.terms,
        "tags": list(buyer.tags),
    }


def _quiet(entry: Assessment) -> frozenset[str]:
    """Figures that are null because nobody set them or nothing needed them."""
    owed = entry.exposure
    return frozenset({"rate_on"} if not owed.no_rate else ()) | frozenset({"insured"} if owed.insured is not None else ())


def _figures(entry: Assessment, shown: Snapshot) -> Record:
    """What is reckoned of a buyer; a null among it is what cannot be told, save for a limit or a cover nobody set."""
    owed = entry.exposure
    return {
        "grade_points": entry.graded.points,
        "exposure": {**exposure_record(owed, entry.known_exposure), "cover": reason_records(tuple(cover_remarks(entry)))},
        "limit": limit_record(entry, shown.book),
        "payment_record": _record(entry, shown),
        "closed_rests": charge_record(entry, shown.book),
    }


def _record(entry: Assessment, shown: Snapshot) -> Record:
    record, further = payment_record(entry), payment_measures(entry, shown.book.policy)
    return {
        "dbt": entry.dbt,
        "unweighed": list(entry.unweighed),
        "signed_average": further.signed_average,
        "bucket_dbt": further.bucket_dbt,
        "paydex_equivalent": record.paydex_equivalent,
        "trend": trend_record(record.trend),
        "late": {"invoices": record.late.count, "of": record.late.of},
        "promises_kept": {"kept": record.kept.count, "of": record.kept.of},
        "invoices": len(entry.ledger.settled),
        "habit": {"usual": entry.habit.usual, "latest": entry.habit.latest, "invoices": entry.habit.invoices}
        if entry.habit
        else None,
        "seasons": [_season(month) for month in further.seasons] if further.seasons is not None else None,
        "season_now": _season(further.season_now) if further.season_now else None,
        **risk_record(further.at_risk),
    }


def _season(month: OutstandingMonth) -> Record:
    return {"month": month.month, "days": month.days, "invoices": month.invoices, "years": month.years}


def _item(item: OpenItem, entry: Assessment, shown: Snapshot) -> Record:
    return {
        "number": item.invoice.id,
        "issued": item.invoice.issued_on,
        **due_record(item.invoice, entry),
        "dpd": item.dpd,
        "amount": item.invoice.amount,
        "open": item.open,
        "debt_class": entry.debt_class.items[item.invoice.id],
        "promise": bool(entry.promised_amount(item)),
        "promised": entry.promised_amount(item),
        "dispute": entry.disputed(item),
        "disputed": entry.disputed_amount(item),
        "paid_otherwise": came._asdict() if (came := entry.ledger.otherwise.get(item.invoice.id)) else None,
        "clocks": clock_records(clocks_of_item(entry, item)),
        "limitation": limitation_records(entry, item, shown.book),
    }


def _letter(each: Dispatch) -> Record:
    return {"on": each.on, "kind": each.letter, "to": each.to, "subject": each.subject, "state": each.state, "step": each.step}


def _contact(contact: Contact) -> Record:
    return {
        "id": contact.id,
        "on": contact.on,
        "channel": contact.channel,
        "outcome": contact.outcome,
        "invoices": list(contact.invoices),
        "arrived_on": contact.arrived_on,
        "proof": contact.proof,
    }
