"""Hits: rows that the last filter asks for, gone to one after the other, also once every row is shown again."""

from credit.query.tokens import InvalidQuery
from tui.screens.own_rows import OwnRowsScreen
from tui.views.table import EMPTY_TABLE, Table
from tui.widgets.grid import Grid
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["HitsScreen"]


class HitsScreen(OwnRowsScreen):
    """A list that remembers what was looked for."""

    whole: Table = EMPTY_TABLE
    """The grid's table before the filter."""
    looked_for = ""
    """The last filter that was confirmed."""

    def go_to_hit(self, step: int) -> str:
        """Put the cursor on the next row that was looked for, the one before where `step` is -1; gives what is to be said."""
        if not self.looked_for:
            return _("Nothing was looked for yet: / filters the list.")
        try:
            found = {row.key for row in self.asked(self.whole, self.looked_for).rows}
        except InvalidQuery as fault:
            return fault_sentence(fault)
        grid = self.query_one(Grid)
        keys = [row.key for row in grid.table.rows]
        hits = [place for place, key in enumerate(keys) if key in found]
        if not hits or grid.cursor_key is None:
            return _("No row here is asked for by {filter}.").format(filter=self.looked_for)
        here = keys.index(grid.cursor_key)
        ahead = [place for place in hits if (place - here) * step > 0] or hits  # behind the last one round to the first
        to = min(ahead) if step > 0 else max(ahead)
        grid.point((keys[to],))
        return _("{n} of {all}: {filter}").format(n=hits.index(to) + 1, all=len(hits), filter=self.looked_for)
