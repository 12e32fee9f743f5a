"""How far a refresh of many buyers is, and what came of it: one sentence for all of it, however many providers fail.

A provider that is down fails for every buyer alike. So failures are counted by provider and how they ended, and told once each.
"""

from collections import Counter
from dataclasses import dataclass, field

from tui.desk import Answer
from wording import figures, terms
from wording.deeds import left_out
from wording.provider_trouble import seen
from wording.words import _, plural

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """Answers counted as they come."""

    whole: int
    """Questions there are."""
    done: int = 0
    new: int = 0
    """Facts the book did not hold."""
    under_way: int = 0
    """Reports that are ordered and not there yet."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Questions that were not put, by the word for why."""
    failures: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Provider, ending and reason."""

    def count(self, answer: Answer, new: int) -> None:
        """Take one answer in; a buyer whose number nobody wrote down is no failure of the provider, nor is an order under way."""
        self.done += 1
        self.new += new
        self.under_way += answer.reason == "order_pending"
        if not answer.answered and answer.reason not in ("no_id", "order_pending"):
            self.failures[answer.provider, str(answer.ending), answer.reason] += 1

    def progress(self) -> str:
        """How far it is."""
        told = _("Asked {done} of {n}; esc calls it off.").format(done=self.done + self.left_out.total(), n=self.whole)
        failed = self.failures.total()
        return " ".join((told, _("{n} without an answer.").format(n=failed))) if failed else told

    def told(self) -> str:
        """What came of all of it."""
        asked = plural("{n} question asked", "{n} questions asked", self.done).format(n=self.done)
        news = plural("{n} new fact", "{n} new facts", self.new).format(n=self.new)
        parts = [_("{asked}, {news}.").format(asked=asked, news=news)]
        if self.under_way:
            told = plural("{n} report is ordered and under way.", "{n} reports are ordered and under way.", self.under_way)
            parts.append(told.format(n=self.under_way))
        parts += (_("{n} left out: {why}.").format(n=n, why=left_out(why)) for why, n in self.left_out.most_common())
        for (provider, ending, reason), times in self.failures.most_common():
            why = terms.ending(ending)
            if reason:
                why = _("{what} ({why})").format(what=why, why=seen(reason))
            told = plural("{provider} failed once: {why}.", "{provider} failed {n} times: {why}.", times)
            parts.append(told.format(provider=figures.safe(provider), n=times, why=why))
        return " ".join(parts)
