"""In which language a letter is written: the one asked for, else that of the buyer's country, as far as it is spoken here."""

from wording.words import language

__all__ = ["language_to"]

_CHINESE = frozenset({"CN", "HK", "MO", "TW"})


def language_to(country: str, asked: str | None = None) -> str:
    """Code of the language of a letter to a buyer of this country; of one whose country nobody wrote down, the one spoken now."""
    if asked:
        return asked
    return ("zh" if country in _CHINESE else "en") if country else language()
