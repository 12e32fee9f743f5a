"""Decide the limit of a buyer: how much, why, and what the insurer covers of it."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.widgets import Input

from credit.actions import Cover
from credit.assessment import Assessment
from credit.book import Book
from credit.limits.recommendation import stands_no_day
from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.reading import read_day, read_money
from tui.views.limits import limit_lines
from wording.listing import named
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["LimitDialog", "LimitFacts"]


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """What was decided; what is not given of the cover stays as it is."""

    limit: Money
    why: str
    cover: Cover


class LimitDialog(Dialog[LimitFacts]):
    """Five questions; the limit that stands is there already, and what is advised stands above."""

    def __init__(self, book: Book, about: Assessment, then: Callable[[Dialog[LimitFacts], LimitFacts], None]) -> None:
        """Ask about a buyer of `book`, by which its advice is made."""
        super().__init__(about, then)
        self._advice = tuple(limit_lines(about, book))
        self._never = stands_no_day(about, book)

    def title_text(self) -> str:
        """Whose limit, what is advised, and why."""
        (_label, advised, _tone), *why = self._advice
        lines = (
            _("Limit of {name}").format(name=self.buyer),
            named(_("Advised"), advised),
            *(text for _sign, text, _tone in why),
            *([reason_sentence(self._never)] if self._never is not None else []),
        )
        return "\n".join(lines)

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Limit, why, and three of the cover, in which stands greyed what is known."""
        buyer = self.about.account.customer
        until, percent = buyer.insured_until, buyer.insured_percent
        return (
            (_("Limit"), entry("limit", _typed(buyer.limit))),
            (_("Why"), entry("because")),
            (_("Insured (optional)"), entry("insured", placeholder=_typed(buyer.insured_limit))),
            (_("Cover until (optional)"), entry("until", placeholder="" if until is None else until.isoformat())),
            (_("Cover in % (optional)"), entry("percent", placeholder="" if percent is None else str(percent))),
        )

    def gathered(self) -> LimitFacts | str:
        """The decision, or what cannot be read."""
        limit = read_money(self.value("limit"))
        insured = read_money(self.value("insured")) if self.value("insured") else None
        until = read_day(_("Cover until"), self.value("until"), self.about.on) if self.value("until") else None
        percent = self._percent()
        if isinstance(limit, str) or isinstance(insured, str) or isinstance(until, str) or isinstance(percent, str):
            return next(read for read in (limit, insured, until, percent) if isinstance(read, str))
        return LimitFacts(limit, self.value("because"), Cover(insured, until, percent))

    def _percent(self) -> int | str | None:
        typed = self.value("percent").removesuffix("%").strip()
        if typed.isascii() and typed.isdecimal():
            return int(typed)
        return _("Cover in %: a whole number such as 90.") if typed else None


def _typed(money: Money | None) -> str:
    """An amount as it is typed."""
    return "" if money is None else f"{money.amount} {money.currency}"
