"""A self-check of the providers: is what they answer still read whole? Asked about buyers whose answer the book holds already.

A provider that changes a name in its answers fails quietly: a notice that is read no more looks like none. So a buyer is asked
about of whom something is known, and what was known must be found again. Nothing of it goes into the book.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from credit.account import Account
from credit.report import CreditReport, FindingStatus
from tui.asked import Answer, Reports, nothing_granted
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.heeding import failed
from tui.plain import facts_text
from wording import figures
from wording.listing import listed
from wording.provider_trouble import warned
from wording.report_terms import finding
from wording.words import _, plural

__all__ = ["self_checked"]

_UNREAD = frozenset(
    {"label_disagrees", "kind_unknown", "items_unreadable", "id_missing", "published_unreadable", "drifted", "whose_unknown"}
)
"""Warnings that say that an answer was not read whole."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of looking at one provider."""

    provider: str
    buyer: str = ""
    answer: Answer | None = None
    """`None` where nobody was asked."""
    known: int = 0
    """Findings and notices of the book that should be found again."""
    lost: tuple[str, ...] = ()
    """Findings that are read no more."""
    gone: tuple[str, ...] = ()
    """Notices that are read no more."""
    warnings: tuple[str, ...] = ()
    drift: tuple[str, ...] = field(default=())
    """Places of another form than described."""

    @property
    def whole(self) -> bool | None:
        """Whether all of it is read as before; `None` where nobody was asked, or nothing usable came."""
        if self.answer is None or not self.answer.answered:
            return None
        return not (self.lost or self.gone or self.warnings or self.drift)

    def record(self) -> dict[str, object]:
        """The look for scripts."""
        answer = self.answer
        return {
            "provider": self.provider,
            "customer_id": self.buyer or None,
            "status": str(answer.ending) if answer else None,
            "reason": answer.reason if answer else None,
            "whole": self.whole,
            "known": self.known,
            "lost_findings": list(self.lost),
            "lost_events": list(self.gone),
            "warnings": list(self.warnings),
            "drift": list(self.drift),
        }

    def told(self) -> str:
        """The look for people."""
        if self.answer is None:
            return _("not asked: the book holds nothing of it to check by. Name a buyer: --buyer ID")
        if not self.answer.answered:
            return failed(self.answer)
        if self.whole:
            told = plural("read whole: {n} thing known found again", "read whole: {n} things known found again", self.known)
            return told.format(n=self.known)
        return _("not read whole: {what}").format(what=" ".join(self._wrong()))

    def _wrong(self) -> Iterator[str]:
        if self.lost:
            yield _("Read no more: {findings}.").format(findings=listed(finding(key) for key in self.lost))
        if self.gone:
            yield _("Notices not found again: {ids}.").format(ids=listed(map(figures.safe, self.gone)))
        yield from (warned(warning) for warning in self.warnings)
        if self.drift:
            yield _("Of another form: {places}.").format(places=listed(map(figures.safe, self.drift)))


def self_checked(opened: Opening, providers: list[Reports]) -> Exit:
    """Ask each of these that is free about a buyer the book knows something of, and say whether it is still read whole."""
    a, desk = opened.arguments, opened.desk()
    accounts = [desk.book.account(id).as_known_on(desk.on) for id in ([a.buyer] if a.buyer else sorted(desk.book.accounts))]
    free = [provider for provider in providers if not provider.info.billable]
    looks = []
    for provider in free:
        about = accounts[0] if a.buyer else _best(accounts, provider.info.name)
        if about is None or not provider.known_by(about.customer):
            looks.append(Looked(provider.info.name, a.buyer))
            continue
        answer = provider.fetch(about.customer, desk.on, about.notices, granted=nothing_granted)
        looks.append(_looked(about, provider.info.name, answer))
    if a.json:
        records = [look.record() for look in looks]
        write_json({"checks": records, "missing": sorted({k for each in records for k, value in each.items() if value is None})})
    else:
        write_text(facts_text([(figures.safe(look.provider), look.told(), "") for look in looks]))
    for provider in providers:
        if provider not in free:
            told = _(
                "{provider} bills: `dunnage providers test NAME --buyer ID --live --budget AMOUNT CURRENCY` reads one report."
            )
            narrate(told.format(provider=figures.safe(provider.info.name)))
    unsound = any(look.whole is False or (look.answer is not None and look.whole is None) for look in looks)
    return Exit.PROVIDER if unsound else Exit.DONE


def _best(accounts: list[Account], provider: str) -> Account | None:
    """The buyer of whom the book holds most from this provider."""
    best = max(accounts, key=lambda account: _held(account, provider), default=None)
    return best if best is not None and _held(best, provider) else None


def _held(account: Account, provider: str) -> int:
    last = _last(account, provider)
    known = sum(each.status is FindingStatus.KNOWN for each in last.findings) if last else 0
    return known + sum(event.provider == provider for event in account.notices)


def _last(account: Account, provider: str) -> CreditReport | None:
    mine = (report for report in account.reports if report.provider == provider)
    return max(mine, key=lambda report: (report.learnt_on, report.id), default=None)


def _looked(account: Account, provider: str, answer: Answer) -> Looked:
    """What was known and what of it was found again; notices are looked for in the window that was searched."""
    last, now = _last(account, provider), answer.report
    told = {each.key: each.status for each in now.findings} if now else {}
    keys = [each.key for each in last.findings if each.status is FindingStatus.KNOWN] if last else []
    lost = (FindingStatus.UNAVAILABLE_NOW, None)
    since = min((check.since for check in answer.checks if check.since is not None), default=None)
    held = [each for each in account.notices if each.provider == provider and not each.withdrawn]
    ids = [each.id for each in held if since is not None and each.published_on >= since]
    found = {each.id for each in (*answer.events, *answer.possible)}
    return Looked(
        provider,
        account.customer.id,
        answer,
        len(keys) + len(ids),
        tuple(key for key in keys if told.get(key) in lost),
        tuple(id for id in ids if id not in found),
        tuple(str(warning) for warning in answer.warnings if warning in _UNREAD),
        tuple(note.path for note in now.drift) if now else (),
    )
