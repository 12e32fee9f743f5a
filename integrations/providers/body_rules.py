"""What a provider's body says of its own success, as data: services that answer 200 with an error inside.

A status inside the body is compared as text with the words of the provider's file. One that is named nowhere is an error that
passes, so an answer nobody understands never becomes a report; whether such an answer is billed nobody knows either.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from integrations.bounded import Json
from integrations.endings import Reason
from integrations.providers.mapping import NOWHERE, Place

__all__ = ["MEANINGS", "BodyRules"]

MEANINGS: Mapping[str, Reason] = {
    "not_found": Reason.NO_SUCH_RECORD,
    "not_entitled": Reason.FORBIDDEN,
    "no_credit": Reason.NO_CREDIT,
    "quota": Reason.QUOTA_USED,
    "rate_limited": Reason.TOO_MANY_REQUESTS,
    "key_refused": Reason.UNAUTHORISED,
    "unavailable": Reason.ERROR_INSIDE,
}
"""What a word inside the body may mean, as a file says it."""


@dataclass(frozen=True, slots=True)
class BodyRules:
    """How the answers of one provider say that they are none."""

    required: tuple[Place, ...] = ()
    """What stands in every answer."""
    error: Place = NOWHERE
    """Where the status or the error stands."""
    ok_values: tuple[str, ...] = ()
    empty_values: tuple[str, ...] = ()
    """Statuses of an answer that knows no such company."""
    meanings: Mapping[str, Reason] | None = None
    """What further words mean."""

    def refusal(self, body: Json, status: int) -> Reason | None:
        """Say what speaks against a body; with a status that speaks for itself only a word that is named counts."""
        word = _text(self.error.find(body)) if self.error else ""
        if word in (self.meanings or {}):
            return (self.meanings or {})[word]
        if status >= 300:
            return None
        if word in self.empty_values:
            return Reason.NO_SUCH_RECORD
        if word and word not in self.ok_values:  # with no word for success what stands there is an error, and "false" is plain
            return Reason.WORD_UNKNOWN if self.ok_values and word != "false" else Reason.ERROR_INSIDE
        return Reason.PART_MISSING if any(place.find(body) is None for place in self.required) else None


def _text(value: Json) -> str:
    """A word, a number or a truth as text; a list or an object is an error whatever it holds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int) else "?"
