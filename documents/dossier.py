"""The bad-debt dossier of one buyer: on which ground each item may be deducted, which papers are there and which are missing."""

from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.dossier import CURRENCY, HOUSE, Dossier, complete_percent, dossier
from documents.about_buyer import dealings, identity, money_or
from documents.paper import Absent, Block, Cell, Column, Facts, Grid, Paper, Percent, Say
from wording import terms
from wording.document_terms import ground
from wording.listing import clauses, listed
from wording.reasons import reason as reason_sentence
from wording.words import _, language

__all__ = ["dossier_paper"]


def dossier_paper(entry: Assessment, book: Book) -> Paper:
    """The dossier on the day assessed; a house elsewhere is told that the rule is not its own."""
    title = _("Bad-debt dossier: {name}").format(name=entry.account.customer.name)
    found = dossier(entry.account, entry.ledger.open, entry.on, book.rates, book.policy.dossier, book.home)
    said = entry.debt_class
    standing = Facts(((_("Class"), terms.debt_class(said.value)), (_("Why"), reason_sentence(said.reasons[0]))))
    blocks: list[Block] = [identity(entry), standing]
    if book.home != HOUSE:
        told = _("These rules are those of houses in China; yours is in {home}.")
        blocks.append(Say(told.format(home=book.home)))
    else:
        blocks.append(
            Say(
                _(
                    "A checklist and no tax opinion: the tax office says what is conclusive. Nothing is filed; the papers are "
                    "kept for inspection (SAT announcement 2018 No. 15)."
                )
            )
        )
        blocks += [_items(entry, found), _missing(found)]
    return Paper("dossier", title, entry.on, language(), (*blocks, dealings(entry, every=True)))


def _items(entry: Assessment, found: tuple[Dossier, ...]) -> Grid:
    shape = (
        Column("invoice", _("Invoice")),
        Column("due_on", _("Due")),
        Column("days_past_due", _("Days past due"), True),
        Column("open", _("Open"), True),
        Column("worth", _("Worth in {currency}").format(currency=CURRENCY), True),
        Column("grounds", _("Ground")),
        Column("held", _("In the book")),
        Column("missing", _("Missing")),
        Column("complete", _("Complete"), True),
    )
    by_number = {item.invoice.id: item for item in entry.ledger.open}
    rows: list[tuple[Cell, ...]] = []
    for told in found:
        item = by_number[told.invoice]
        grounds: Cell = clauses(ground(each) for each in told.grounds) or Absent(_("none yet"))
        papers = [listed(terms.paper(paper) for paper in part) for part in (told.held, told.missing)]
        worth = money_or(told.worth, _("no rate of exchange"))
        share = Percent(Decimal(complete_percent((told,))))
        rows.append((told.invoice, item.invoice.due_on, item.dpd, item.open, worth, grounds, *papers, share))
    return Grid(_("Items"), shape, tuple(rows), _("Nothing is overdue."))


def _missing(found: tuple[Dossier, ...]) -> Grid:
    """Every paper that is still to be found, and for which invoices."""
    wanted: dict[str, list[str]] = {}
    for told in found:
        for paper in told.missing:
            wanted.setdefault(paper, []).append(told.invoice)
    shape = (Column("paper", _("Paper")), Column("invoices", _("For invoices")))
    rows = tuple((terms.paper(paper), ", ".join(numbers)) for paper, numbers in wanted.items())
    return Grid(_("Papers still missing"), shape, rows, _("No paper is missing."))
