"""Text that is pasted where nothing is typed: no letter of it is a command."""

from tui.at_once import like_text
from tui.commands import BY_ID, MOVES, keys_of, sign
from tui.first_page_work import FirstPageWork
from wording.words import _

__all__ = ["PasteWork"]

MOVING = ("portfolio", "customer", "queue", "back", "mark")
"""Commands that a person strikes many of in a row, beside the keys that move in a list."""
OPENING = ("filter", "palette", "check", "promise", "keep_filter")
"""Commands behind which text is typed at once, and which record nothing of a text they cannot read."""
SPACE = "space"


class PasteWork(FirstPageWork):
    """Takes pasted text for text."""

    def like_text(self, signs: str) -> bool:
        """Whether keys that came at once are no commands of a person, by the keys there are."""
        moves = "".join(key for key in MOVES if len(key) == 1) + self._printed(MOVING)
        return like_text(signs, moves, self._printed(OPENING))

    def _printed(self, ids: tuple[str, ...]) -> str:
        """What the keys of commands print."""
        signs = (" " if key == SPACE else sign(key) for id in ids for key in keys_of(BY_ID[id], self.remapped))
        return "".join(each for each in signs if len(each) == 1)

    def not_taken(self) -> None:
        """Say where a pasted text can go."""
        self.say(_("Text was pasted where nothing is typed, and nothing was done. Open / or a form, and paste there."))
