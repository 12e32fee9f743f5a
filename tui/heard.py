"""Who still answers in a run: a provider that three questions in a row could not reach is asked no more in it.

Each question waits up to its whole time, with its tries and pauses. With hundreds of buyers a provider that is down would take
hours of a night, and whoever is asked after it would wait as long.
"""

from collections import Counter
from dataclasses import dataclass, field

from tui.asked import Answer

__all__ = ["DOWN", "Heard"]

DOWN = frozenset({"unreachable", "untrusted", "silent", "broken", "deadline"})
"""Reasons that speak of the line and not of a buyer; a server with a fault of its own may have it with one buyer alone."""
NOT_SENT = frozenset({"not_found", "cancelled", "unknown_charge"})
"""Endings of a question that may never have left: no number, called off, a charge in doubt."""
ENOUGH = 3


@dataclass(slots=True)
class Heard:
    """How often in a row each provider was not reached."""

    in_vain: Counter[str] = field(default_factory=Counter)

    def note(self, answer: Answer) -> None:
        """Take in what came of a question; an answer of whatever kind begins anew, and one that was not put says nothing."""
        if answer.reason in DOWN:
            self.in_vain[answer.provider] += 1
        elif answer.ending not in NOT_SENT or answer.reason == "no_such_record":
            del self.in_vain[answer.provider]

    def down(self, provider: str) -> bool:
        """Whether it is asked no more in this run."""
        return self.in_vain[provider] >= ENOUGH
