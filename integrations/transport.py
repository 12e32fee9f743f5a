"""How one provider is asked: with a good key, in its turn, again where that is harmless, and for ever never.

A provider may be slow, hostile, broken or expensive, and it is asked from a worker thread while somebody is typing. So one
exchange has one deadline over all its tries, ends when it is called off, weighs at most what was agreed, goes to the pinned
host and nowhere it points to, and leaves neither its URL nor its key in a message.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from integrations.auth import NO_AUTH, Auth
from integrations.endings import Ending, ProviderFailure, Reason, Setback
from integrations.exchange import Answer, Call
from integrations.key import Key
from integrations.line import Watch
from integrations.patience import Patience
from integrations.provider import never
from integrations.retry import Clock
from integrations.secrets import Secret
from integrations.sending import Question, Sender
from integrations.terms import NO_TERMS, Terms
from integrations.tokens import Token, refused_login, token_in
from integrations.verdict import charge_ending
from integrations.window import Window

__all__ = ["Transport"]


class Transport:
    """Asks one provider; safe to share between worker threads, and made without touching the network."""

    def __init__(
        self,
        provider: str,
        base_url: str,
        *,
        auth: Auth = NO_AUTH,
        terms: Terms = NO_TERMS,
        clock: Clock = Clock(),  # noqa: B008 - frozen
        renewed: Callable[[], Auth] | None = None,
    ) -> None:
        """Pin the hosts of `base_url` and `terms`; `renewed` looks at the references of the key again once it was refused."""
        self._provider = provider
        self._terms = terms
        self._clock = clock
        self._sender = Sender(provider, base_url, terms, clock)
        self._key = Key(auth, renewed, clock.monotonic)
        self._window = Window(clock, terms.rate)
        self._patience = Patience(clock, self._window, terms.quota)

    def ask(self, call: Call, *, deadline: float | None = None, cancelled: Callable[[], bool] = never) -> Answer:
        """Bring one answer, asking again where that is harmless, until it comes, the deadline (seconds) or `cancelled()`.

        Raises RequestRefused for what is not sent at all, ProviderFailure for what brought no usable answer.
        """
        seconds = self._terms.deadline if deadline is None else deadline
        watch = Watch(self._clock.monotonic() + seconds, self._clock.monotonic, cancelled)
        question = self._sender.question(call)
        outcome = self._patience.persist(lambda: self._try(question, watch), call, watch)
        if isinstance(outcome, Answer):
            return outcome
        # Raised with no other exception in flight: one of the client's, chained to it, would hold the URL and the key.
        raise self._failure(call, outcome, watch)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What the key that is shown is made of; none where none is shown."""
        return self._key.secrets

    def keep_turns(self, place: Path) -> None:
        """Keep to the rate together with other runs, by the file `place`."""
        self._window.keep_at(place)

    def close(self) -> None:
        """Let the client go; a later call opens another."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None) -> None:
        self.close()

    def _try(self, question: Question, watch: Watch) -> Answer:
        """Ask once; a token the provider refuses is changed for another one once, and the question put again."""
        auth = self._key.current()
        if not auth.fetches:
            return self._last_try(question, auth, "", watch)
        logins: list[Token] = []

        def login() -> Token:
            logins.append(self._login(auth, watch))
            return logins[-1]

        token = self._key.token(watch, login)
        try:
            return self._send(question, auth, token, watch)
        except Setback as met:
            if met.reason is not Reason.UNAUTHORISED:
                raise
        # One login for one question: what was fetched a moment ago is shown once more, not fetched again.
        token = token if logins else self._key.token(watch, login, refused=token)
        return self._last_try(question, auth, token, watch)

    def _last_try(self, question: Question, auth: Auth, token: str, watch: Watch) -> Answer:
        """Ask; a key that is refused now is put aside."""
        try:
            return self._send(question, auth, token, watch)
        except Setback as met:
            if met.reason is Reason.UNAUTHORISED:
                self._key.refuse(auth)
            raise

    def _send(self, question: Question, auth: Auth, token: str, watch: Watch) -> Answer:
        """Send in turn, with the key as it is shown at this moment."""
        self._patience.await_turn(watch)
        headers, params = auth.stamped(self._clock.now(), token)
        return self._sender.send(question, headers, params, watch)

    def _login(self, auth: Auth, watch: Watch) -> Token:
        """Fetch a token; the watch is one of its own, for what is sent here is no order."""
        plan, parts = auth.token, urlsplit(auth.token.url)
        headers, fields = auth.login()
        call = Call(
            "token",
            parts.path,
            method="POST",
            body=None if plan.form else dict(fields),
            form=fields if plan.form else None,
            base=f"{parts.scheme}://{parts.netloc}",
            refusal=lambda body, status: self._terms.refusal(body, status) or refused_login(body, status),
        )
        own = Watch(watch.ends_at, watch.monotonic, watch.cancelled)
        self._patience.await_turn(own)
        try:
            answer = self._sender.send(self._sender.question(call), headers, {}, own)
        except Setback as met:
            if met.reason is Reason.UNAUTHORISED:
                self._key.refuse(auth)
            raise
        return token_in(answer.value, plan, self._clock.monotonic())

    def _failure(self, call: Call, met: Setback, watch: Watch) -> ProviderFailure:
        """Put the provider's name, the ending and the time to come back to what was met."""
        ending = charge_ending(met, sent=watch.sent, billable=call.billable)
        return ProviderFailure(
            provider=self._provider,
            endpoint=call.endpoint,
            ending=ending,
            reason=met.reason,
            status=met.status,
            until=self._clock.now() + timedelta(seconds=met.told) if met.told else None,
            secret=self._key.reference if ending is Ending.AUTH_FAILED else "",
        )
