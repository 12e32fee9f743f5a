"""A door that leads nowhere: questions are answered from files, so that a provider's settings can be tried unasked."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from integrations.bounded import strict_json
from integrations.endings import ENDING_OF, ProviderFailure, Reason, Setback
from integrations.exchange import Answer, Call
from integrations.secrets import Secret

__all__ = ["SampleDoor"]


class SampleDoor:
    """Answers each endpoint with its sample; an endpoint without one knows no such record."""

    def __init__(self, provider: str, samples: Mapping[str, bytes]) -> None:
        """`samples` by the endpoint's name; the one named "" answers whatever is asked first."""
        self._provider = provider
        self._samples = dict(samples)
        self.asked: list[str] = []
        """Endpoints in the order they were asked."""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """None: nothing is shown to anybody."""
        return ()

    def keep_turns(self, place: Path) -> None:
        """Nothing leaves, so nothing is counted."""

    def ask(self, call: Call, *, cancelled: Callable[[], bool]) -> Answer:
        """The sample as if it had come over the line; raises ProviderFailure as the line would."""
        self.asked.append(call.endpoint)
        raw = self._samples.get(call.endpoint)
        if raw is None:
            raw = self._samples.pop("", None)
        if raw is None:
            raise self._failure(call, Reason.NO_SUCH_RECORD)
        try:
            value = strict_json(raw) if call.as_json else None
        except Setback as setback:
            met = setback.reason
        else:
            return Answer(200, MappingProxyType({}), value, raw, sha256(raw).hexdigest(), datetime.now(UTC))
        raise self._failure(call, met)

    def _failure(self, call: Call, reason: Reason) -> ProviderFailure:
        return ProviderFailure(provider=self._provider, endpoint=call.endpoint, ending=ENDING_OF[reason], reason=reason)
