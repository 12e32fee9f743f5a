"""A document as Markdown that reads well as plain text too: the columns of a table are padded in terminal cells."""

import re
from collections.abc import Iterator

from documents.paper import Block, Facts, Grid, Heading, Paper, Points, Say, said
from wording import figures
from wording.listing import named

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_STARTS = re.compile(r"^(\s*)([#+\-=]|\d+[.)])(?=\s|[=\-]|$)")
"""What makes another thing than a paragraph of a line that begins with it."""


def as_markdown(paper: Paper) -> str:
    """The whole document."""
    parts = [f"# {_plain(paper.title)}", _line(paper.dateline), *("\n".join(_block(block)) for block in paper.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: str) -> str:
    """Text that stands for itself, on one line."""
    return _SPECIAL.sub(r"\\\1", figures.safe(text))


def _line(text: str) -> str:
    """The same at the beginning of a line."""
    return _STARTS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", _plain(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {_plain(block.text)}"
        case Say():
            yield _line(block.text)
        case Points():
            yield from (f"- {_line(text)}" for text in block.texts)
        case Facts():
            yield from (f"- {named(f'**{_plain(name)}**', _plain(said(cell)))}" for name, cell in block.rows)
        case Grid():
            yield f"## {_plain(block.title)}"
            yield ""
            yield from _table(block) if block.rows else [_line(block.empty)]


def _table(grid: Grid) -> Iterator[str]:
    rows = [[_plain(said(cell)) for cell in row] for row in grid.rows]
    head = [_plain(column.title) for column in grid.columns]
    widths = [max(3, *map(figures.width, column)) for column in zip(head, *rows, strict=True)]
    ruler = ["-" * (room - 1) + ":" if column.figure else "-" * room for column, room in zip(grid.columns, widths, strict=True)]

    def line(cells: list[str]) -> str:
        placed = zip(cells, grid.columns, widths, strict=True)
        return "| " + " | ".join(figures.pad(cell, room, right=column.figure) for cell, column, room in placed) + " |"

    yield line(head)
    yield line(ruler)
    yield from map(line, rows)
