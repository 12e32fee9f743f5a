"""Asking providers from the screens: in the background, once at a time, counted as it goes, and called off at a key.

Who costs nothing is asked at once. Who bills is asked only within an amount that was agreed to in a dialog, which names each
price and what is left of the month.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.worker import Worker, get_current_worker

from credit.assessment import Assessment
from credit.money import Money, total
from credit.problem import Fault, UnknownBuyer
from credit.report import CreditReport, changed_findings
from tui.asked import AsksMany
from tui.desk import Answer, Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.many import SureDialog
from tui.dialogs.spending import SpendingDialog
from tui.heeding import failed, heeded
from tui.mark_work import MarkWork
from tui.offers import offers, priced, total_price, unpriced
from tui.refresh_pace import Due, Pace
from tui.refresh_plan import LeftOut, Purse, Question, grant_of, price_in, questions, ranked, rounds
from tui.refresh_tally import Tally
from tui.turns import Courtesy, short_turns
from tui.views.changed import changed_text
from tui.views.how_many import how_many
from tui.views.kept import Kept
from tui.views.portfolio import row_ahead
from tui.watch_round import round_told, watch
from wording import figures
from wording.deeds import left_out
from wording.faults import fault as fault_sentence
from wording.words import _, plural

__all__ = ["ReportWork"]

GROUP = "refresh"
ALL = "*"
"""Name of the work on every buyer whose report is stale."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions that are put together."""

    asked: Sequence[Question]
    purse: Purse
    name: str
    """The buyer's number, or `ALL`."""
    after: str = ""
    """What is said behind the outcome."""

    @property
    def many(self) -> bool:
        """Whether it is about more than one buyer."""
        return self.name.startswith(ALL)

    def said_before(self, desk: Desk, question: Question) -> CreditReport | None:
        """The provider's report before, where one buyer is asked about: of many only a count is told."""
        account = desk.book.accounts.get(question.customer_id)
        if self.many or account is None:
            return None
        reports = account.as_known_on(desk.on).reports
        return next((report for report in reports if report.provider == question.provider.info.name), None)

    def who(self, desk: Desk) -> str:
        """The one buyer; by its number where it is gone."""
        id = self.asked[0].customer_id
        return desk.name_of(id) if id in desk.book.accounts else id


class ReportWork(MarkWork):
    """The commands that ask providers."""

    kept: Kept
    """What the portfolio keeps from one snapshot to the next."""

    def action_refresh(self) -> None:
        """Ask the providers about the buyer under the cursor, or about every marked one; keys keep working meanwhile."""
        if self.desk is not None and self.desk.providers and (marked := self.marked):
            self.push_screen(SureDialog(_("Ask about {whose}?").format(whose=how_many(marked)), partial(self._refresh, marked)))
        elif self.desk is None or self.chosen not in self.shown.assessed.by_id:
            self.say(_("No buyer to show yet."))
        elif not self.desk.providers:
            self.say(_("No provider is configured; see docs/providers.md."))
        elif self._busy(self.chosen):
            self.say(_("{name} is being asked about already.").format(name=self.desk.name_of(self.chosen)))
        else:
            self._put(self.desk, questions(self.shown, [self.chosen], self.desk.providers), self.chosen)

    def _refresh(self, marked: Sequence[Assessment]) -> None:
        """Ask about all of them, what matters most first."""
        if self._busy(ALL):
            self.say(_("Reports of several buyers are being asked for already."))
        elif self.desk is not None:
            found = ranked(questions(self.shown, [entry.id for entry in marked], self.desk.providers))
            self._put(self.desk, found, ALL)

    def action_refresh_stale(self) -> None:
        """Ask about every marked buyer, else about each whose report is stale by the policy, what matters most first."""
        if self.desk is None or not self.shown.assessed.by_id:
            self.say(_("No buyer to show yet."))
        elif not self.desk.providers:
            self.say(_("No provider is configured; see docs/providers.md."))
        elif self.marked:
            self.action_refresh()
        elif self._busy(ALL):
            self.say(_("Stale reports are being asked for already."))
        else:
            self.say(_("Reading events, then looking for stale reports ..."))
            self._work(partial(self._gather, self.desk), ALL)

    def call_off(self) -> bool:
        """Call off whatever is being asked; tells whether anything was."""
        running = self._questions_out()
        for worker in running:
            worker.cancel()
        return bool(running)

    def _questions_out(self) -> list[Worker[Any]]:
        """Questions that are out and were not called off."""
        out = (worker for worker in self.workers if worker.group == GROUP)
        return [worker for worker in out if not worker.is_finished and not worker.is_cancelled]

    def _busy(self, name: str) -> bool:
        return any(worker.name == name for worker in self._questions_out())

    def _work(self, work: partial[None], name: str) -> Worker[None]:
        return self.run_worker(work, name, group=GROUP, description=GROUP, exit_on_error=False, thread=True)

    def _gather(self, desk: Desk) -> None:
        """Read what watching providers have new, then find what is stale, in a worker: the stake of every buyer is worked out."""
        with short_turns():
            self._gather_all(desk)

    def _gather_all(self, desk: Desk) -> None:
        shown, worker = self.shown, get_current_worker()
        rounds = watch(desk, sorted(shown.assessed.by_id), desk.providers, lambda: worker.is_cancelled)
        unsaved = next((each.unsaved for each in rounds if each.unsaved is not None), None)
        if rounds and not worker.is_cancelled:
            shown = desk.look()
            self.call_from_thread(self.publish, shown)
        if unsaved is not None:
            self.call_from_thread(self._unread, next(each.provider for each in rounds if each.unsaved is not None), unsaved)
            return
        stale = shown.book.policy.watching.stale_days
        found = ranked(questions(shown, sorted(shown.assessed.by_id), desk.providers, stale))
        if not worker.is_cancelled:
            self.call_from_thread(self._put, desk, found, ALL, round_told(rounds))

    def _put(self, desk: Desk, asked: Sequence[Question], name: str, events: str = "") -> None:
        """Ask who costs nothing, and ask a person about who bills; `events` is what was read before."""
        free = [question for question in asked if not question.bills]
        paid, without = priced(asked), " ".join(filter(None, (unpriced(asked), events)))
        if not asked:
            self.say(" ".join(filter(None, (_("No report is stale."), events))))
        elif free:
            about = desk.name_of(name) if name != ALL else plural("{n} report", "{n} reports", len(free)).format(n=len(free))
            self.say(_("Asking about {name} ...").format(name=about))
            self._work(partial(self._ask, desk, Asking(free, Purse(), name, without)), name)
        elif without:
            self.say(without)
        if paid:
            self._offer(desk, paid, name)

    def _offer(self, desk: Desk, paid: Sequence[Question], name: str) -> None:
        """Name what it costs, and ask within what is agreed to."""
        exchanged = partial(price_in, desk.book.rates, desk.on)
        most = total_price(paid, exchanged)
        about = self.shown.assessed.of(paid[0].customer_id)

        def agreed(dialog: Dialog[Money], budget: Money) -> None:
            dialog.dismiss()
            if not self._busy(f"{name} paid"):
                self._work(partial(self._ask, desk, Asking(paid, Purse(budget, exchanged), f"{name} paid")), f"{name} paid")

        self.push_screen(SpendingDialog(about, offers(paid), most, agreed))

    def _ask(self, desk: Desk, asking: Asking) -> None:
        """Put the questions, in a worker; what fails is counted, and what is known stays."""
        with short_turns():
            self._ask_all(desk, asking)

    def _ask_all(self, desk: Desk, asking: Asking) -> None:
        worker, tally, pace = get_current_worker(), Tally(len(asking.asked)), Pace(self.still_for)
        told: list[str] = []
        courtesy = Courtesy(self.still_for)
        for some in rounds(asking.asked, asking.purse):
            if isinstance(some, LeftOut):
                tally.left_out[some.reason] += 1
                told.append(_("{provider} left out: {why}.").format(provider=some.provider, why=left_out(some.reason)))
                continue
            courtesy.give_way()
            try:
                answers = _asked(desk, some, lambda: worker.is_cancelled)
            except UnknownBuyer as gone:  # another desk purged it meanwhile
                told.append(fault_sentence(gone))
                continue
            for question, answer in zip(some, answers, strict=True):
                asking.purse.pay(question, answer.cost)
                asking.purse.heard.note(answer)
            if not self._kept(desk, asking, list(zip(some, answers, strict=True)), tally, told, courtesy):
                return
            if asking.many:
                courtesy.give_way()
                self._tell(pace.due(), desk, tally)
        said = tally.told() if asking.many else _("{name}: {what}").format(name=asking.who(desk), what=" ".join(told))
        self.call_from_thread(self.stepped, " ".join(filter(None, (said, asking.after))), desk.look())

    def _tell(self, due: Due, desk: Desk, tally: Tally) -> None:
        if due is Due.LOOK:
            self.call_from_thread(self.stepped, tally.progress(), desk.look())
        elif due is Due.SENTENCE:
            self.call_from_thread(self.say, tally.progress())

    def _kept(
        self,
        desk: Desk,
        asking: Asking,
        came: Sequence[tuple[Question, Answer]],
        tally: Tally,
        told: list[str],
        courtesy: Courtesy,
    ) -> bool:
        """Keep what came of one request; False where nothing more is asked: it was called off, or the book takes nothing.

        The buyer is judged anew at once, and its row made: the next look is of all of them, and would keep the keys waiting.
        """
        worker, shown = get_current_worker(), None
        kept: list[Answer] = []
        for question, answer in came:
            if worker.is_cancelled and not (answer.answered and self.is_running):
                self._called_off(answer)
                continue
            before = asking.said_before(desk, question)
            try:
                courtesy.give_way()
                change = desk.accept(question.customer_id, answer)
                courtesy.give_way()
                shown = desk.look()
                row_ahead(shown, question.customer_id, self.kept.rows)
            except Fault as fault:
                self.call_from_thread(self._unsaved, answer, fault)
                return False
            kept.append(answer)
            tally.count(answer, len(change.put))
            told.append(_told(answer, len(change.put), before))
        if worker.is_cancelled and shown is not None:
            self.call_from_thread(self.stepped, _came_all_the_same(kept), shown)
        return not worker.is_cancelled

    def _unsaved(self, answer: Answer, fault: Fault) -> None:
        """Say that an answer came and is not in the book, and why."""
        told = _(
            "{provider} answered, and the answer is not in the book. {why} Then ask again: what was paid for is not paid twice."
        )
        self.say(told.format(provider=answer.provider, why=fault_sentence(fault)))

    def _unread(self, provider: str, fault: Fault) -> None:
        """Say that events came and are not in the book, and why: the next round reads them again, for nothing."""
        told = _("{provider} told its events, and they are not in the book. {why} Then press the key again: they are read anew.")
        self.say(told.format(provider=provider, why=fault_sentence(fault)))

    def _called_off(self, answer: Answer) -> None:
        """Say what was called off too late to be sure that it costs nothing."""
        if answer.ending == "unknown_charge" and self.is_running:
            self.call_from_thread(self.say, failed(answer))


def _asked(desk: Desk, some: Sequence[Question], cancelled: Callable[[], bool]) -> Sequence[Answer]:
    """What the provider answers to the questions of one request."""
    provider = some[0].provider
    if len(some) > 1 and isinstance(provider, AsksMany):
        return desk.ask_many({question.customer_id: grant_of(question) for question in some}, provider, cancelled)
    return [desk.ask(question.customer_id, question.provider, cancelled, grant_of(question)) for question in some]


def _came_all_the_same(answers: Sequence[Answer]) -> str:
    """Said of what was there when it was called off: what was paid for is kept."""
    provider, costs = answers[0].provider, [answer.cost for answer in answers if answer.cost is not None]
    if not costs:
        return _("Called off; what {provider} had answered by then is kept.").format(provider=provider)
    told = _("Called off; what {provider} had answered by then is kept, and costs {cost}.")
    return told.format(provider=provider, cost=figures.money(total(costs, costs[0].currency)))


def _told(answer: Answer, new: int, before: CreditReport | None) -> str:
    """What came of asking: what reads otherwise than before, and what a reader should heed."""
    if not answer.answered:
        return failed(answer)
    told = plural("{provider}: {n} new fact.", "{provider}: {n} new facts.", new).format(provider=answer.provider, n=new)
    if before is None or answer.report is None or not new:
        return " ".join((told, *heeded(answer)))
    changed = changed_text(changed_findings(before, answer.report), before, answer.report)
    return " ".join((told, *((f"{changed}.",) if changed else ()), *heeded(answer)))
