"""A built-in provider that can be searched by name: who a buyer may be, before anybody knows its number there."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from credit.identity import Candidate
from integrations.address import RequestRefused
from integrations.auth import AuthRefused
from integrations.endings import Ending, ProviderFailure
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery, ProviderCandidates, ResultReason, never
from integrations.providers.builtin import Ask, BuiltIn
from integrations.secrets import SecretRefused

__all__ = ["Register", "Searches"]


@runtime_checkable
class Searches(Protocol):
    """An adapter whose service can be searched by name."""

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Candidates in the register's order and how many there are in all; `None` where the answer did not come."""
        ...


class Register(BuiltIn):
    """One configured register."""

    def identify(self, query: IdentityQuery, cancelled: Callable[[], bool] = never) -> ProviderCandidates:
        """Search for the company; see `Identifies`."""
        name = self._settings.name
        adapter = self._adapter
        if not isinstance(adapter, Searches) or not query.name.strip():
            return ProviderCandidates(name, Ending.NOT_FOUND, ResultReason.NO_NAME)
        failures: list[ProviderFailure] = []
        try:
            found = adapter.search(self._asking(failures, query, cancelled), query, name)
        except (SecretRefused, AuthRefused) as refused:
            reference = str(refused.facts.get("reference") or refused.facts.get("secret") or "")
            return ProviderCandidates(name, Ending.AUTH_FAILED, refused.reason, secret=reference)
        except RequestRefused as refused:
            return ProviderCandidates(name, Ending.BAD_RESPONSE, f"request_{refused.reason}")
        if failures:
            failure = failures[0]
            return ProviderCandidates(name, failure.ending, failure.reason, until=failure.until, secret=failure.secret)
        if found is None:
            return ProviderCandidates(name, Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN)
        return ProviderCandidates(name, Ending.OK, candidates=tuple(found[0][: query.most]), total=found[1])

    def _asking(self, failures: list[ProviderFailure], query: IdentityQuery, cancelled: Callable[[], bool]) -> Ask:
        """Ask within a visit of its own: a search is kept and counted as any question is."""
        by = (self._settings.kind, query.name, query.country)
        about = (query.customer_id, *(number for _, number in query.registrations)) if query.customer_id else ()

        def ask(call: Call) -> Answer | None:
            try:
                with self._records.visit(
                    self._opened(), self._settings.agreed, asked_by=by, about=about, cancelled=cancelled
                ) as visit:
                    return visit.ask(call, cancelled=cancelled)
            except ProviderFailure as failure:
                failures.append(failure)
                return None

        return ask
