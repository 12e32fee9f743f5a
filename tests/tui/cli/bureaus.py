"""Providers for the command line: the demo's parts, and a bureau of one's own that listens on this machine."""

from pathlib import Path

from integrations.demo_cast import CAST, Part, buyer_of

__all__ = ["configured", "of"]

PROVIDER = """
kind = "generic"
base_url = "http://127.0.0.1:{port}"
[[request]]
name = "report"
path = "/companies/{{id}}"
{price}
[fields]
"financial_strength.rating_provider" = {{ path = "score", type = "decimal", unit = "points" }}
[[events]]
items = "notices[]"
id = "id"
published = {{ path = "published", type = "date" }}
kind = {{ path = "code", map = {{ "2450" = "winding_up_petition" }} }}
subject = {{ path = "text", contains = "company_number" }}
"""
"""The answer: a score, and notices that count where the buyer's number stands in their text."""


def of(part: Part) -> str:
    """The number of the demo's buyer that plays this part."""
    return buyer_of(CAST.index(part) + 1).id


def configured(home: Path, port: int, price: str = "", name: str = "bureau") -> Path:
    """Writes the file of a provider that listens on `port`; `price` are the lines that say what a call costs."""
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(PROVIDER.format(port=port, price=price), encoding="utf-8")
    return path
