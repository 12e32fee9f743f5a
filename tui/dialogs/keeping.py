"""Keep the filter that stands under a name, or let a name go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.widgets import Input

from tui.dialogs.ask import Form, entry
from tui.remembered import named
from wording import figures
from wording.words import _

__all__ = ["KeepDialog", "Kept"]

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter and its name; an empty one lets the name go."""

    name: str
    text: str


class KeepDialog(Form[Kept]):
    """One question: the name; a minus before it lets it go."""

    def __init__(self, text: str, kept: Mapping[str, str], then: Callable[[Any, Kept], None]) -> None:
        """Ask how `text` is to be called; `kept` are those there are."""
        super().__init__(then)
        self.text, self.kept = text, kept

    def title_text(self) -> str:
        """The filter that stands, and those that are kept."""
        title = _("Keep the filter {filter}").format(filter=figures.safe(self.text)) if self.text else _("No filter stands.")
        lines = [f"@{name}  {figures.safe(text)}" for name, text in list(self.kept.items())[:SHOWN]]
        return "\n".join((title, *lines, _("/ takes @NAME, alone or within a question; -NAME lets a name go.")))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Its name."""
        return ((_("Name"), entry("name")),)

    def gathered(self) -> Kept | str:
        """Name and filter, or what is wrong with them."""
        said = self.value("name").removeprefix("@")
        name = said.removeprefix("-").removeprefix("@")
        if not named(name):
            return _("A name has up to 31 letters, figures, - or _.")
        if said.startswith("-"):
            return Kept(name, "") if name in self.kept else _("No filter is kept as {name}.").format(name=f"@{name}")
        if not self.text:
            return _("No filter stands that could be kept: type one at / first.")
        return Kept(name, self.text)
