"""A document for scripts: its blocks in order, values as values, and which of them are not known and why."""

from typing import Any

from documents.paper import Absent, Block, Cell, Facts, Grid, Heading, Paper, Percent, Points, Say, absences

__all__ = ["as_record"]

Record = dict[str, Any]


def as_record(paper: Paper) -> Record:
    """The whole document."""
    return {
        "document": paper.kind,
        "as_of": paper.on,
        "house": paper.house,
        "language": paper.language,
        "title": paper.title,
        "blocks": [_block(block) for block in paper.blocks],
        "days": [{"on": day.on, "title": day.title, "text": day.text} for day in paper.days],
        "missing": [{"name": name, "why": why} for name, why in absences(paper)],
    }


def _block(block: Block) -> Record:
    match block:
        case Heading():
            return {"heading": block.text}
        case Say():
            return {"text": block.text}
        case Points():
            return {"points": list(block.texts)}
        case Facts():
            return {"facts": [{"name": name, "value": _value(cell)} for name, cell in block.rows]}
        case Grid():
            keys = [column.key for column in block.columns]
            rows = [dict(zip(keys, map(_value, row), strict=True)) for row in block.rows]
            return {"table": block.title, "columns": keys, "rows": rows}


def _value(cell: Cell) -> object:
    if isinstance(cell, Percent):
        return cell.value
    return None if isinstance(cell, Absent) else cell
