"""The command that asks the outside about one order."""

from credit.assessment import Assessment
from credit.money import Money
from credit.orders.check import need_amount
from credit.orders.hold_rules import RuleName
from credit.orders.unknown import check_unknown
from credit.orders.verdict import Verdict
from credit.orders.weighing import Documents, weigh
from credit.policy import DEFAULT_POLICY
from credit.problem import Fault
from credit.terms import NO_TERMS, parse
from tui.cli.exits import Exit, exit_of
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.desk import Answer, Desk
from tui.heeding import failed
from tui.plain import facts_text
from tui.views.order_check import check_lines, check_record, checked
from tui.views.snapshot import Snapshot, looked_at
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["check"]

CODES = {Verdict.GO: Exit.DONE, Verdict.CONDITIONS: Exit.CONDITIONS, Verdict.HOLD: Exit.HOLD}


def check(opened: Opening) -> Exit:
    """May this order be shipped?"""
    a = opened.arguments
    amount = Money.of(a.amount.replace(",", ""), a.currency.upper())
    terms = parse(a.terms) if a.terms else NO_TERMS
    need_amount(amount)
    weigh(amount, terms, DEFAULT_POLICY.weighing)  # what cannot be judged is refused before anybody outside is asked
    desk = opened.desk(ask=not a.no_refresh)
    shown = desk.glance()
    failure: dict[str, str] = {}
    refreshed = False
    if a.id not in shown.assessed.by_id and (a.name or a.country or a.company_number):
        answer = check_unknown(amount, shown.book, shown.on, terms, a.country, a.company_number)
    else:
        entry = shown.assessed.of(a.id)
        if not a.no_refresh and _wants_report(entry, shown):
            shown, refreshed, failure = _refreshed(desk, a.id, shown)
        answer = checked(shown, a.id, amount, terms, Documents(a.documents), a.incoterm)
    if a.json:
        record = check_record(a.id, answer, shown.on, refreshed, failure)
        write_json({**looked_at(shown), **record})
    else:
        write_text(facts_text(check_lines(answer)))
    return CODES[answer.verdict]


def _wants_report(entry: Assessment, shown: Snapshot) -> bool:
    """Whether the last report is missing or too old to speak for an order."""
    if not entry.account.reports:
        return True
    latest = entry.account.reports[0]
    return latest.age(shown.on) > shown.book.policy.holding.rules[RuleName.REPORT_AGE].threshold


def _refreshed(desk: Desk, id: str, shown: Snapshot) -> tuple[Snapshot, bool, dict[str, str]]:
    """Ask every provider that costs nothing; one that fails is narrated, and the old report stands."""
    refreshed, failure = False, {}
    for provider in desk.providers:
        if provider.info.billable:
            continue
        answer = desk.ask(id, provider)
        shown = _kept(desk, id, answer)
        if answer.answered:
            refreshed = refreshed or answer.report is not None
        else:
            failure = {"failed": str(answer.ending), "failure_reason": answer.reason}
            narrate(failed(answer))
    return shown, refreshed, failure


def _kept(desk: Desk, id: str, answer: Answer) -> Snapshot:
    """The book with the answer in it; where the book cannot be written the order is judged by the answer all the same."""
    try:
        desk.accept(id, answer)
    except Fault as fault:
        if exit_of(fault) is not Exit.LOCKED:
            raise
        narrate(_("The answer counts for this verdict only. {why}").format(why=fault_sentence(fault)))
        return desk.suppose(id, answer)
    return desk.look()
