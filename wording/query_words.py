"""What the fields and classes of a question are called in the language spoken, beside the words scripts use."""

from collections.abc import Mapping

from credit.five_classes import DebtClass
from wording import terms
from wording.words import _

__all__ = ["query_words"]


def query_words() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The headings of columns for the fields they show, and the names of the classes; all in small letters."""
    fields = {
        _("Buyer"): "name",
        _("Class"): "class",
        _("Grade"): "grade",
        _("Overdue"): "overdue",
        _("DPD"): "dpd",
        _("Flags"): "flag",
        _("Limit"): "limit",
        _("Whose"): "who",
    }
    classes = {name: value.value for value in DebtClass for name in (terms.debt_class(value), terms.debt_class_short(value))}
    return {word.lower(): name for word, name in fields.items()}, {word.lower(): name for word, name in classes.items()}
