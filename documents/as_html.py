"""A document as one HTML file that needs nothing else and prints on A4: tables keep their head on every page, rows stay whole."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

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
.dateline { margin-top: -0.6em; color: #444; }
.beside { columns: 2; column-gap: 2em; } .beside > section { break-inside: avoid; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
@page board { size: A4; margin: 10mm 12mm; }
@media print {
  .board { page: board; font-size: 7.5pt; line-height: 1.25; } .board table { font-size: 7pt; }
  .board h1 { font-size: 13pt; margin: 0 0 1mm 0; } .board h2 { font-size: 8.5pt; margin: 2.5mm 0 0.5mm 0; }
  .board .dateline { margin: 0; } .board dl, .board ul, .board p { margin: 1mm 0; }
  .board > dl { grid-template-columns: max-content 1fr max-content 1fr; }
  .board th, .board td { padding: 0.25mm 1.5mm; } .board dl { gap: 0.4mm 3mm; }
}
"""
_LANGUAGES = {"zh": "zh-CN"}


def as_html(paper: Paper) -> str:
    """The whole document."""
    language = _LANGUAGES.get(paper.language, paper.language)
    title = escape(paper.title)
    body = "\n".join(line for beside, blocks in groupby(paper.blocks, _beside) for line in _together([*blocks], beside))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<style>\n{_STYLE}</style>\n</head>\n<body class="{paper.kind}">\n<h1>{title}</h1>\n'
        f'<p class="dateline">{escape(paper.dateline)}</p>\n{body}\n</body>\n</html>\n'
    )


def _beside(block: Block) -> type[Block] | None:
    """What narrow blocks of one kind have in common, which stand beside one another; `None` for a wide one."""
    return type(block) if isinstance(block, Facts | Grid) and block.narrow else None


def _together(blocks: Sequence[Block], beside: type[Block] | None) -> Iterator[str]:
    """Blocks below one another, or narrow ones beside one another."""
    if beside is None:
        yield from (line for block in blocks for line in _block(block))
        return
    yield '<div class="beside">'
    for block in blocks:
        yield "<section>"
        yield from _block(block)
        yield "</section>"
    yield "</div>"


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
