"""Put a class in place of the one the rules give: which, until when, and why."""

from dataclasses import dataclass
from datetime import date, timedelta

from textual.widgets import Input

from credit.five_classes import DebtClass
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day
from wording import terms
from wording.words import _, plural

__all__ = ["CLASSES", "OverrideDialog", "OverrideFacts"]

CLASSES = {str(place): value for place, value in enumerate(DebtClass, 1)}
"""1 the lightest, 5 the heaviest."""


@dataclass(frozen=True, slots=True)
class OverrideFacts:
    """A person's class."""

    debt_class: DebtClass
    until: date
    why: str


class OverrideDialog(Dialog[OverrideFacts]):
    """Three questions; the class that stands and the longest time are there already."""

    goes_on = True

    def title_text(self) -> str:
        """Whose class, what the rules say, and the digits."""
        found = self.about.debt_class
        most = self.about.house.policy.classing.override_most_days
        lines = (
            _("Class of {name}: the rules say {debt_class}").format(
                name=self.buyer, debt_class=terms.debt_class(found.by_rules.value)
            ),
            listed((f"{digit} {terms.debt_class(value.value)}" for digit, value in CLASSES.items()), self.app.size.width - 2),
            plural("It stands {n} day at most.", "It stands {n} days at most.", most).format(n=most),
        )
        return "\n".join(lines)

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Class, until, why."""
        stands = next(digit for digit, value in CLASSES.items() if value is self.about.debt_class.value)
        most = self.about.house.policy.classing.override_most_days
        return (
            (_("Class (a digit)"), entry("class", stands)),
            (_("Until the day"), entry("until", (self.about.on + timedelta(days=most)).isoformat())),
            (_("Why"), entry("because")),
        )

    def gathered(self) -> OverrideFacts | str:
        """The class, or what cannot be read."""
        value = CLASSES.get(self.value("class"))
        if value is None:
            return _("Class: a digit from 1 to {n}.").format(n=len(CLASSES))
        until = read_day(_("Until the day"), self.value("until"), self.about.on)
        return until if isinstance(until, str) else OverrideFacts(value, until, self.value("because"))
