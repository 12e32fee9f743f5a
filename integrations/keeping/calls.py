"""One call of a visit: how its question is written out, what of its answer is kept, and what its ledger entry becomes."""

import json
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TypeAlias

from integrations.address import RequestRefused
from integrations.bounded import strict_json
from integrations.endings import ENDING_OF, Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.answers import KeptAnswer
from integrations.keeping.spending import Entry, SpendingUnwritten, State

__all__ = ["NOT_MODIFIED", "Came", "conditional", "end", "given", "named", "read_again", "state_after", "unsent", "written"]

NOT_MODIFIED = 304
Came: TypeAlias = Answer | ProviderFailure | RequestRefused
"""What came of one call."""


def given(came: Came) -> Answer:
    """The answer, or what came in its place, raised."""
    if isinstance(came, Answer):
        return came
    raise came


def state_after(came: Came) -> State:
    """What became of a call that may be charged, by what came of it."""
    if isinstance(came, Answer):
        return State.CHARGED
    lost = isinstance(came, ProviderFailure) and came.ending is Ending.UNKNOWN_CHARGE
    return State.UNKNOWN if lost else State.NOT_CHARGED


def end(entry: Entry, state: State) -> None:
    """Write down what became of a call; where that fails it stands as one that may have been charged, and the answer counts."""
    with suppress(SpendingUnwritten):
        entry.ended(state)


def unsent(provider: str, endpoint: str, reason: Reason) -> ProviderFailure:
    """Why a call was not sent."""
    return ProviderFailure(provider=provider, endpoint=endpoint, ending=ENDING_OF[reason], reason=reason)


def named(call: Call, entry: Entry) -> Call:
    """The call with the number of its entry, where the provider takes one; it is no part of what is asked."""
    return replace(call, params={**call.params, call.reference: entry.reference}) if call.reference else call


def written(call: Call) -> str:
    """The question of a call, written out: whatever makes its answer another one."""
    parts = [call.method, call.base, call.path, dict(call.ids), dict(call.params), call.body, call.form and dict(call.form)]
    return json.dumps([*parts, dict(call.headers)], sort_keys=True, default=str)


def conditional(call: Call, found: KeptAnswer) -> Call:
    """The same call, asking only whether the answer still stands."""
    return replace(call, headers={**call.headers, **found.validators}, also_ok=call.also_ok | {NOT_MODIFIED})


def read_again(kept: KeptAnswer, call: Call, *, served: bool = False) -> Answer:
    """A kept body as an answer; it was parsed when it came, so it can be parsed again."""
    value = strict_json(kept.raw) if call.as_json and kept.raw.strip() else None
    checked = kept.checked_at if served else None
    return Answer(kept.status, kept.headers, value, kept.raw, sha256(kept.raw).hexdigest(), kept.fetched_at, checked)
