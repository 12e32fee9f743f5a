"""A document as one HTML file that needs nothing else and prints on A4: tables keep their head on every page, rows stay whole."""

from collections.abc import Iterator
from html import escape

from documents.paper import Block, Facts, Grid, Heading, Paper, Points, Say, said

__all__ = ["as_html"]

_STYLE = """\
@page { size: A4; margin: 18mm 15mm 18mm 15mm; }
body { font-family: "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", Arial, sans-serif; font-size: 10pt;
  line-height: 1.4; color: #000; background: #fff; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 1.6em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
th, td { border-bottom: 1px solid #bbb; padding: 2px 6px; text-align: left; vertical-align: top; }
th.figure, td.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; } tr { break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 1em; } dt { font-weight: bold; } dd { margin: 0; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""
_LANGUAGES = {"zh": "zh-CN"}


def as_html(paper: Paper) -> str:
    """The whole document."""
    language = _LANGUAGES.get(paper.language, paper.language)
    title = escape(paper.title)
    body = "\n".join(line for block in paper.blocks for line in _block(block))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2>{escape(block.text)}</h2>"
        case Say():
            yield f"<p>{escape(block.text)}</p>"
        case Points():
            yield "<ul>"
            yield from (f"<li>{escape(text)}</li>" for text in block.texts)
            yield "</ul>"
        case Facts():
            yield "<dl>"
            yield from (f"<dt>{escape(name)}</dt><dd>{escape(said(cell))}</dd>" for name, cell in block.rows)
            yield "</dl>"
        case Grid():
            yield f"<h2>{escape(block.title)}</h2>"
            yield from _table(block) if block.rows else [f"<p>{escape(block.empty)}</p>"]


def _table(grid: Grid) -> Iterator[str]:
    def row(cells: list[str], tag: str) -> str:
        sides = [' class="figure"' if column.figure else "" for column in grid.columns]
        told = "".join(f"<{tag}{side}>{escape(cell)}</{tag}>" for cell, side in zip(cells, sides, strict=True))
        return f"<tr>{told}</tr>"

    yield "<table>\n<thead>"
    yield row([column.title for column in grid.columns], "th")
    yield "</thead>\n<tbody>"
    yield from (row([said(cell) for cell in cells], "td") for cells in grid.rows)
    yield "</tbody>\n</table>"
