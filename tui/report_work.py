"""Asking providers from the screens: in the background, once at a time for each buyer, and never for money.

A key costs nothing unless a price was shown and agreed to, so a provider that bills is left out here; the command line asks
it within a budget.
"""

from functools import partial

from textual.worker import get_current_worker

from credit.problem import Fault
from tui.desk import Answer, Desk, Reports
from tui.desk_work import DeskWork
from tui.heeding import heeded
from wording import figures
from wording.deeds import left_out
from wording.provider_trouble import failure
from wording.words import _, plural

__all__ = ["ReportWork"]

GROUP = "refresh"


class ReportWork(DeskWork):
    """The command that asks providers."""

    def action_refresh(self) -> None:
        """Ask the providers about the buyer under the cursor; keys keep working meanwhile."""
        if self.desk is None or self.chosen not in self.shown.assessed.by_id:
            self.say(_("No buyer to show yet."))
        elif not self.desk.providers:
            self.say(_("No provider is configured; see docs/providers.md."))
        else:
            self.ask_about(self.desk, self.chosen)

    def ask_about(self, desk: Desk, customer_id: str) -> None:
        """Ask every provider that does not bill about one buyer, unless they are being asked already."""
        name = figures.safe(self.shown.assessed.by_id[customer_id].account.customer.name)
        free = [provider for provider in desk.providers if not provider.info.billable]
        if any(worker.group == GROUP and worker.name == customer_id and not worker.is_finished for worker in self.workers):
            self.say(_("{name} is being asked about already.").format(name=name))
        elif not free:
            self.say(_not_asked(desk))
        else:
            self.say(_("Asking about {name} ...").format(name=name))
            asking = partial(self.ask_providers, desk, customer_id, free)
            self.run_worker(asking, customer_id, group=GROUP, description=GROUP, exit_on_error=False, thread=True)

    def ask_providers(self, desk: Desk, customer_id: str, providers: list[Reports]) -> None:
        """Ask about one buyer, in a worker; what fails is one sentence, and what is known stays."""
        worker = get_current_worker()
        for provider in providers:
            answer = desk.ask(customer_id, provider, lambda: worker.is_cancelled)
            if worker.is_cancelled:
                return
            try:
                change, shown = desk.accept(customer_id, answer)
            except Fault as fault:
                self.call_from_thread(self.failed, None, fault)
                continue
            told = _("{name}: {what}").format(name=desk.name_of(customer_id), what=_told(answer, len(change.put)))
            if len(providers) < len(desk.providers) and provider is providers[-1]:
                told = f"{told} {_not_asked(desk)}"
            self.call_from_thread(self.stepped, told, shown)


def _told(answer: Answer, new: int) -> str:
    """What came of asking, with what a reader should heed."""
    if not answer.answered:
        return failure({"provider": answer.provider, "ending": answer.ending, "reason": answer.reason})
    told = plural("{provider}: {n} new fact.", "{provider}: {n} new facts.", new).format(provider=answer.provider, n=new)
    return " ".join((told, *heeded(answer)))


def _not_asked(desk: Desk) -> str:
    """Who was left out because asking costs money."""
    names = ", ".join(figures.safe(provider.info.name) for provider in desk.providers if provider.info.billable)
    return _("{provider} left out: {why}.").format(provider=names, why=left_out("billable"))
