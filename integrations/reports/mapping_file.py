"""Where JSON of somebody's own shape holds what: a mapping of the reports folder, or the one its provider is asked by."""

from pathlib import Path

from integrations.providers.generic_file import mapping_of, read_document
from integrations.providers.generic_parts import read_as_of, read_fields
from integrations.providers.generic_terms import read_place
from integrations.providers.mapping import Mapping, Request
from integrations.providers.strict_table import FileTrouble, Table

__all__ = ["mapping_named"]

_KEYS = ("subject", "fields", "zone")


def mapping_named(name: str, reports: Path, providers: Path) -> Mapping | None:
    """The mapping of this name; none where nobody wrote one, or where it is a built-in provider's, whose shape is its own.

    Raises `ProviderFileRefused` for a file that is wrong.
    """
    if not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    own, asked = reports / f"{name}.toml", providers / f"{name}.toml"
    if own.is_file():
        return _of_file(name, own)
    if not asked.is_file():
        return None
    document = read_document(asked)
    return mapping_of(name, document.source) if document.text("kind") == "generic" else None


def _of_file(name: str, path: Path) -> Mapping:
    """A mapping that is never asked by: fields, and whom the file is about."""
    loose = read_document(path)
    document = Table(loose.source, loose.values, _KEYS)
    fields, day = read_fields(document), read_as_of(document)
    if not fields:
        raise document.refused(FileTrouble.MISSING_KEY, "fields")
    subject = document.table("subject")
    about = tuple((kind, read_place(subject, kind)) for kind in subject)
    return Mapping(name, "", "", (Request("file", ""),), subject=about, fields=fields, as_of=day)
