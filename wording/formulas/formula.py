"""A figure's name, formula and source, as the catalogue has them and as they are said."""

from dataclasses import dataclass

from wording.words import _, mark

__all__ = ["LEDGER", "OWN", "Formula"]

LEDGER = mark("the ledger")
OWN = mark("the house's own rule; its numbers stand in the policy file")


@dataclass(frozen=True, slots=True)
class Formula:
    """One figure's name, formula and source, as they stand in the catalogue; a source that is a name is in none."""

    title: str
    formula: str
    cited: str

    def spoken(self) -> tuple[str, str, str]:
        """Name, formula and source in the language spoken now."""
        return _(self.title), _(self.formula), _(self.cited) if self.cited else ""
