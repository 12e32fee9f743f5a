"""Which providers are configured: one file each, and a broken one keeps none of the others from work."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from credit.problem import Problem
from integrations.keeping.records import Records
from integrations.keeping.visit import Door
from integrations.provider import Provider
from integrations.providers.builtin import open_settings
from integrations.providers.generic import GenericProvider, Opener, open_transport
from integrations.providers.generic_file import mapping_of, read_document
from integrations.providers.kinds import BUILT_IN, built_in
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source

__all__ = ["Registry", "make", "read_providers"]


@dataclass(frozen=True, slots=True)
class Registry:
    """The providers of a folder, and what is wrong with the files that are none."""

    providers: tuple[Provider, ...] = ()
    problems: tuple[Problem, ...] = ()

    def named(self, name: str) -> Provider | None:
        """The provider of this name, in any case."""
        return next((provider for provider in self.providers if provider.info.name.casefold() == name.casefold()), None)


def read_providers(folder: Path, opener: Opener = open_transport, records: Records | None = None) -> Registry:
    """The providers of every `*.toml` in `folder`, by name; a folder that is not there holds none. Never raises."""
    records = records or Records()
    providers: list[Provider] = []
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.toml"), key=lambda path: path.stem.casefold())
    records.tidy_left({path.stem for path in paths})
    for path in paths:
        try:
            providers.append(make(path.stem, path, opener, records))
        except ProviderFileRefused as refused:
            problems.append(_problem(refused, path))
    return Registry(tuple(providers), tuple(problems))


def make(
    name: str, path: Path, opener: Opener = open_transport, records: Records | None = None, door: Door | None = None
) -> Provider:
    """The provider `name` that the file `path` describes; nobody is asked. Raises `ProviderFileRefused`.

    It asks through `door` where one is given, whatever its file says.
    """
    document = read_document(path)
    kind = document.text("kind")
    if kind in BUILT_IN:
        return built_in(kind, name, document.source, records or Records(), _by(door) if door else open_settings)
    if kind not in _KINDS:
        raise document.refused(FileTrouble.BAD_VALUE, "kind", ", ".join((*_KINDS, *BUILT_IN)))
    return _KINDS[kind](name, document.source, _by(door) if door else opener, records or Records())


def _by(door: Door) -> Callable[[object], Door]:
    return lambda _described: door


def _generic(name: str, source: Source, opener: Opener, records: Records) -> Provider:
    return GenericProvider(mapping_of(name, source), opener, records)


_KINDS: dict[str, Callable[[str, Source, Opener, Records], Provider]] = {"generic": _generic}


def _problem(refused: ProviderFileRefused, path: Path) -> Problem:
    """The fault as a problem: `provider_file_<trouble>`, the key and the nearest one, the line."""
    near = f" ({refused.near}?)" if refused.near else ""
    return Problem(f"provider_file_{refused.problem}", refused.key + near, str(path), refused.line)
