"""Makes and checks the catalogues: a build step, run by the packager and by hand, never by the product.

The text of a catalogue (.po) is written by people and kept; its compiled form (.mo) is made whenever the package is built or
installed, editable or not, so a wheel always carries the words it was built with.

By hand, from anywhere: no option compiles, `--check` compares the catalogues with the code, `--update` adds what is new.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

__all__ = ["check", "compile_all", "extracted", "faulty", "get_build_hook", "update"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("credit", "wording", "documents", "storage", "integrations", "tui")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "plural": (1, 2), "mark": None, "says": None, "counts": (1, 2)}
"""Calls whose first text, or first two, people will read."""
HEADING = """\
# Words of Dunnage. The English sentences stand in the code; new ones come in by wording/locale/build.py --update.
msgid ""
msgstr ""
"Project-Id-Version: Dunnage\\n"
"Language: {locale}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""How every catalogue begins: no dates and no names in it, so it changes only with its words."""


def compile_all(root: Path = ROOT) -> list[Path]:
    """Write the .mo beside each .po under `root` and give their paths; one that is read meanwhile is never half written."""
    from babel.messages.mofile import write_mo

    made = []
    for source in _sources(root):
        compiled, packed = source.with_suffix(".mo"), BytesIO()
        write_mo(packed, _read(source))
        waiting = compiled.with_suffix(f".{os.getpid()}.part")
        waiting.write_bytes(packed.getvalue())
        waiting.replace(compiled)
        made.append(compiled)
    return made


def extracted(root: Path = ROOT) -> "Catalog":
    """Every sentence of the packages under `root`."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    found = Catalog()
    for package in PACKAGES:
        for _file, _line, message, _comments, context in extract_from_dir(
            root / package, [("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message, context=context)
    return found


def faulty(known: "Catalog", wanted: "Catalog") -> Iterator[str]:
    """What is wrong with a catalogue, a line each: missing, fuzzy, empty, unused, or other placeholders."""
    for message in wanted:
        if message.id and known.get(_first(message)) is None:
            yield f"missing: {_first(message)!r}"
    for message in (*known, *known.obsolete.values()):
        if not message.id:
            continue
        if wanted.get(_first(message)) is None:
            yield f"unused: {_first(message)!r}"
        elif message.fuzzy:
            yield f"fuzzy: {_first(message)!r}"
        elif not all(_texts(message.string)):
            yield f"empty: {_first(message)!r}"
        elif any(_places([text]) != _places(_texts(message.id)) for text in _texts(message.string)):
            yield f"other placeholders: {_first(message)!r}"


def check(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with the catalogues under `root`, a line each."""
    wanted = extracted(root)
    return [f"{source.relative_to(root)}: {line}" for source in _sources(root) for line in faulty(_read(source), wanted)]


def update(root: Path = ROOT) -> None:
    """Add what is new in the code to each catalogue, without a translation, and take out what nobody says any more."""
    from babel.messages.pofile import write_po

    wanted = extracted(root)
    for source in _sources(root):
        known = _read(source)
        for message in wanted:
            if message.id and known.get(_first(message)) is None:
                known.add(message.id)
        for message in [message for message in known if message.id and wanted.get(_first(message)) is None]:
            known.delete(_first(message))
        text = BytesIO()
        write_po(text, known, width=130, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
        heading = HEADING.format(locale=source.parts[-3], plurals=known.plural_forms)
        source.write_text(heading + text.getvalue().decode("utf-8"), encoding="utf-8")


def _sources(root: Path) -> list[Path]:
    return sorted((root / "wording" / "locale").glob("*/LC_MESSAGES/*.po"))


def _read(source: Path) -> "Catalog":
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], abort_invalid=True)


def _texts(words: str | Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _first(message: "Message") -> str:
    return _texts(message.id)[0]


def _places(texts: Iterable[str]) -> set[str]:
    """Names in braces in any of the texts: an English singular may leave its number out, its plural does not."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def get_build_hook() -> type:
    """The build hook hatchling asks for; made here so that hatchling is needed by nobody else."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # its argument is the builder's own configuration
        """Compiles the catalogues into the package before it is packed."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Make every .mo and have the wheel take it, though version control does not keep it."""
            made = compile_all(Path(self.root))
            if self.target_name == "wheel":
                build_data["artifacts"] += [f"/{path.relative_to(self.root).as_posix()}" for path in made]

    return CatalogueHook


def main(arguments: list[str]) -> int:
    """Run from the command line; 1 where `--check` finds something."""
    if arguments == ["--check"]:
        found = check()
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    if arguments == ["--update"]:
        update()
    elif arguments:
        sys.stderr.write("build.py: without an option it compiles; else --check or --update\n")
        return 2
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
