"""Which buyer belongs to which: the tree of parents, kept beside the assessments so that no look at a group walks the whole book.

A parent that is not in the book still holds its buyers together, and buyers that name one another in a circle are one family:
both are told as problems, neither stops anything (TRADE.md 2, pain 12).
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from credit.problem import Problem

__all__ = ["NO_KIN", "Kinship", "kin_of"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Parents and children by number; made by `kin_of`, succeeded by `after`."""

    parents: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The parent of each buyer that has one."""
    children: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The buyers below each parent, in the order of their numbers."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The parents that a buyer had before the one it has, where it had others."""

    def after(self, moves: Mapping[str, str], left: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> "Kinship":
        """The tree once these buyers have these parents, empty for none, and `left` those; itself where nothing moves.

        Costs as much as there are buyers with a parent, and only where one moves.
        """
        moved = {id: parent for id, parent in moves.items() if self.parents.get(id, "") != parent}
        if not moved and all(self.left.get(id, ()) == left.get(id, ()) for id in moves):
            return self
        stayed = {id: before for id, before in self.left.items() if id not in moves}
        return kin_of({**self.parents, **moved}, {**stayed, **left})

    def __bool__(self) -> bool:
        return bool(self.parents)

    def root(self, id: str) -> str:
        """The topmost buyer above `id`, or itself; of buyers in a circle the one with the first number."""
        line = [*self.above(id)]
        last = line[-1]
        following = self.parents.get(last, "")
        return min(line[line.index(following) :]) if following else last

    def above(self, id: str) -> Iterator[str]:
        """`id`, its parent, the parent's parent and so on, each once."""
        seen: set[str] = set()
        while id and id not in seen:
            yield id
            seen.add(id)
            id = self.parents.get(id, "")

    def below(self, id: str) -> Iterator[tuple[str, int]]:
        """`id` and every buyer below it with its depth, each once, a parent before its children."""
        waiting, seen = [(id, 0)], {id}
        while waiting:
            here, depth = waiting.pop()
            yield here, depth
            fresh = [child for child in self.children.get(here, ()) if child not in seen]
            seen.update(fresh)
            waiting.extend((child, depth + 1) for child in reversed(fresh))

    def related(self, id: str) -> bool:
        """Whether a buyer has a parent, or is one."""
        return id in self.parents or id in self.children

    def ever_below(self, id: str) -> set[str]:
        """`id`, every buyer below it, and every buyer that was once below one of these."""
        once: defaultdict[str, list[str]] = defaultdict(list)
        for child, before in self.left.items():
            for parent in before:
                once[parent].append(child)
        waiting, seen = [id], {id}
        while waiting:
            here = waiting.pop()
            fresh = {*self.children.get(here, ()), *once.get(here, ())} - seen
            seen |= fresh
            waiting.extend(fresh)
        return seen

    def problems(self, known: Container[str]) -> tuple[Problem, ...]:
        """Parents that are not in the book, and buyers that name one another in a circle, each told once."""
        found = {Problem("parent_unknown", parent) for parent in self.children if parent not in known}
        found |= {Problem("parent_circle", ", ".join(sorted(circle))) for circle in self._circles()}
        return tuple(sorted(found, key=lambda problem: (problem.code, problem.detail)))

    def _circles(self) -> Iterator[list[str]]:
        for id in self.parents:
            line = [*self.above(id)]
            if self.parents.get(line[-1], "") == id:
                yield line


NO_KIN = Kinship()


def kin_of(parents: Mapping[str, str], left: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Kinship:
    """The tree of these parents; a buyer without one may be left out or have an empty one. `left` are parents of before."""
    named = {id: parent for id, parent in parents.items() if parent}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for id in sorted(named):
        children[named[id]].append(id)
    return Kinship(named, {parent: tuple(below) for parent, below in children.items()}, left)
