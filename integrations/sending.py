"""One question on its way, once: built, looked at again, sent, followed for at most one hop, and logged.

Whether it is asked a second time is decided elsewhere. Here the final URL is compared with the pinned hosts, an answer that
lies elsewhere is fetched with a bare question, and one line is written of each request: names, numbers and a word.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from integrations.address import RequestRefused, RequestTrouble, Target, address_of
from integrations.endings import Reason, Setback
from integrations.exchange import NOTHING, Answer, Call
from integrations.headers import json_bytes, outgoing
from integrations.line import Watch
from integrations.outgoing import Leaving, Outgoing, silence_of
from integrations.redirects import Elsewhere, hops_of
from integrations.retry import Clock
from integrations.terms import Terms
from integrations.verdict import Arrival, read_answer

if TYPE_CHECKING:
    from integrations.client import Client

__all__ = ["Question", "Sender"]

_log = logging.getLogger("dunnage.transport")


@dataclass(frozen=True, slots=True)
class Question:
    """A call and the URL it leads to; everything of it that does not depend on the moment is checked."""

    call: Call
    target: Target


class Sender:
    """Sends the questions to one provider; safe to share between worker threads, and made without touching the network."""

    def __init__(self, provider: str, base_url: str, terms: Terms, clock: Clock) -> None:
        """Pin the hosts of `base_url` and `terms`."""
        self._provider = provider
        self._address = address_of(base_url, terms.allowed_hosts)
        self._hops = hops_of(self._address, terms.redirect_hosts)
        self._terms = terms
        self._clock = clock
        self._client: Client | None = None
        self._lock = threading.Lock()

    def question(self, call: Call) -> Question:
        """Check a call; raises RequestRefused for what cannot be sent."""
        outgoing(call, NOTHING, self._terms.agent)
        return Question(call, self._address.beside(call.base).target(call.path, call.ids))

    def send(self, question: Question, headers: Mapping[str, str], params: Mapping[str, str], watch: Watch) -> Answer:
        """Send once; `headers` and `params` show the key. Raises Setback for what is no answer."""
        call, started = question.call, self._clock.monotonic()
        watch.received = 0
        outcome: int | str = "failed"
        try:
            answer = self._exchange(question, headers, params, watch)
            outcome = answer.status
        except Setback as setback:
            outcome = f"{setback.status} {setback.reason}"
            raise
        else:
            return answer
        finally:
            took = (self._clock.monotonic() - started) * 1000
            _log.info("%s %s %s %d ms %d bytes", self._provider, call.endpoint, outcome, took, watch.received)

    def close(self) -> None:
        """Let the client go; a later question opens another."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _exchange(self, question: Question, headers: Mapping[str, str], params: Mapping[str, str], watch: Watch) -> Answer:
        call = question.call
        out = Outgoing(
            call.method,
            question.target.url,
            outgoing(call, headers, self._terms.agent, keeps=_keeps(call)),
            {**call.params, **params},
            json_bytes(call.body),
            call.form,
            keeps=_keeps(call),
            silence=silence_of(call.about),
        )
        try:
            return self._opened().exchange(out, watch, partial(self._check, question.target), self._reader(call))
        except Elsewhere as elsewhere:
            if call.method != "GET":
                raise
            away = elsewhere
        return self._hop(call, away, watch)

    def _hop(self, call: Call, away: Elsewhere, watch: Watch) -> Answer:
        """Fetch an answer that lies with a listed host: no key, no header of the call, and no second hop."""
        url = self._hops.checked(away)
        bare = Call(call.endpoint, "/", as_json=call.as_json, refusal=call.refusal)
        out = Outgoing("GET", url, outgoing(bare, NOTHING, self._terms.agent))
        try:
            return self._opened().exchange(out, watch, self._check_hop, self._reader(bare))
        except Setback as met:
            # What a storage service thinks of its own link says nothing about our key or the buyer, and the provider has done,
            # and may bill, what was asked: its status is the one that counts.
            reason = Reason.REDIRECT_REFUSED if 300 <= met.status < 500 else met.reason
        except RequestRefused:
            reason = Reason.REDIRECT_REFUSED  # a link nobody can follow; the question itself left long ago
        raise Setback(reason, away.status)

    def _opened(self) -> "Client":
        from integrations.client import Client

        with self._lock:
            if self._client is None:
                self._client = Client(plain=self._address.plain, authorities=self._terms.authorities)
            return self._client

    def _reader(self, call: Call) -> Callable[[Arrival], Answer]:
        refusal = call.refusal or self._terms.refusal
        return partial(read_answer, call=call, caps=self._terms.caps, refusal=refusal, now=self._clock.now)

    def _check(self, target: Target, leaving: Leaving) -> None:
        """Look once more, on the final URL, whether a question goes where it should."""
        if leaving.userinfo or not self._address.admits(leaving.scheme, leaving.host, leaving.port):
            raise RequestRefused(RequestTrouble.HOST)
        if leaving.segments != target.segments:
            raise RequestRefused(RequestTrouble.PATH)

    def _check_hop(self, leaving: Leaving) -> None:
        if leaving.userinfo or not self._hops.admits(leaving.scheme, leaving.host, leaving.port):
            raise RequestRefused(RequestTrouble.HOST)


def _keeps(call: Call) -> bool:
    """Say whether a call may go down a line that was used before: a free question that may be put twice."""
    return call.method == "GET" and not call.billable
