"""From the schema a book was written in to the one this program knows, step by step.

Each step is a pure function from a tree of tables to the next. A step reads no clock and no file, so that an old book can be
tried on paper first, and what it does is tested with a tree of five lines.
"""

from collections.abc import Callable, Mapping

from storage.tree import META, Tree, schema_of

__all__ = ["SCHEMA", "STEPS", "migrate"]

Step = Callable[[Tree], Tree]

SCHEMA = 3
"""The schema this program writes."""

STEPS: Mapping[int, Step] = {1: lambda tree: tree, 2: lambda tree: tree}
"""The step that leaves each schema; every schema below `SCHEMA` has one.

From 1 to 2 the file changed, and no table. From 2 to 3 facts were added, and fields of reports and events that say nothing where
they are left out: an old document reads as it did, and an older program is told before it writes a report without them.
"""


def migrate(tree: Tree, steps: Mapping[int, Step] = STEPS, to: int = SCHEMA) -> Tree:
    """The tree in schema `to`, itself where it is in that schema; the tree given is not changed."""
    for number in range(schema_of(tree), to):
        tree = _numbered(steps[number](tree), number + 1)
    return tree


def _numbered(tree: Tree, schema: int) -> Tree:
    return {**tree, META: {id: {**doc, "schema": schema} for id, doc in tree[META].items()}}
