"""The words of a letter from a template: the product's own, or one of the user's that takes its place.

A template is text: its first line is the subject, `{{ account }}` is the account laid out. Rendered twice, once for text and once
for HTML, from one template. A user's template runs in a sandbox that reaches no attribute behind a value and no file, sees only
texts, and what it names that is not there is a fault and not a gap in a letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from credit.problem import Fault

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["Rendered", "TemplateRefused", "rendered"]

OWN = Path(__file__).parent / "templates"
_SUBJECT = "Subject:"
_PLACE = "\u0001{}\u0001"
"""Stands in HTML for what is laid out as a table; no text of a buyer holds it, for control characters are stripped."""
MOST = 200_000
"""Characters of a letter; a template that makes more is a slip."""


class TemplateRefused(Fault):
    """A letter's template that cannot be used (`path`, `line`, `problem`)."""

    code: ClassVar[str] = "template_refused"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's words."""

    subject: str
    body: str
    html: str


def rendered(
    name: str, language: str, said: Mapping[str, str], laid_out: Mapping[str, tuple[str, str]], own: Path | None
) -> Rendered:
    """The template `name` in a language, filled with texts (`said`) and with what is laid out as text and as HTML.

    One of the same path below `own` takes the place of the product's. Raises `TemplateRefused`.
    """
    path, source = _source(name, language, own)
    text = _filled(path, source, {**said, **{key: plain for key, (plain, _html) in laid_out.items()}})
    marked = {key: _PLACE.format(key) if plain else "" for key, (plain, _html) in laid_out.items()}
    subject, body = _parted(path, text)
    _again, written = _parted(path, _filled(path, source, {**said, **marked}))
    html = "\n".join(f"<p>{_broken(part)}</p>" for part in written.strip().split("\n\n") if part.strip())
    for key, (_plain, laid) in laid_out.items():
        html = html.replace(f"<p>{_PLACE.format(key)}</p>", laid).replace(_PLACE.format(key), laid)
    return Rendered(subject, body, html)


def _source(name: str, language: str, own: Path | None) -> tuple[Path, str]:
    places = [folder / language / f"{name}.txt" for folder in (own, OWN) if folder is not None]
    for path in places:
        try:
            return path, path.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            break
    raise TemplateRefused(path=path, line=0, problem="unreadable")


def _filled(path: Path, source: str, values: Mapping[str, str]) -> str:
    from jinja2 import TemplateSyntaxError
    from jinja2.exceptions import TemplateError

    try:
        text = _environment().from_string(source).render(dict(values))
    except TemplateSyntaxError as wrong:
        line, problem = wrong.lineno, "syntax"
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, MemoryError, RecursionError):
        line, problem = 0, "fails"
    else:
        if len(text) > MOST:
            raise TemplateRefused(path=path, line=0, problem="too_long")
        return "\n".join(line.rstrip() for line in text.splitlines())
    raise TemplateRefused(path=path, line=line, problem=problem)


@cache
def _environment() -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    made.globals.clear()  # no range, which could run for ever, and nothing else that is no text
    return made


def _parted(path: Path, text: str) -> tuple[str, str]:
    """Subject and body; more than one empty line in a row is one."""
    first, _newline, rest = text.lstrip().partition("\n")
    if not first.startswith(_SUBJECT):
        raise TemplateRefused(path=path, line=1, problem="no_subject")
    lines: list[str] = []
    for line in rest.strip().split("\n"):
        if line or (lines and lines[-1]):
            lines.append(line)
    return first.removeprefix(_SUBJECT).strip(), "\n".join(lines) + "\n"


def _broken(part: str) -> str:
    return escape(part).replace("\n", "<br>\n")
