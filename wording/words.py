"""The language of the product: English sentences in the code, other languages from a catalogue beside it.

A sentence is looked up at the moment it is said, never when a module is imported, so choosing the language first is enough
and no screen can keep a word of another language. A catalogue that is missing is a fault: half a translation is none.
"""

import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import ClassVar

from credit.problem import Fault

__all__ = [
    "CATALOGUES",
    "CatalogueMissing",
    "UnknownLanguage",
    "_",
    "activate",
    "detect",
    "language",
    "mark",
    "plural",
    "spoken_in",
]

CATALOGUES = Path(__file__).parent / "locale"
"""Folder of the catalogues, one `LOCALE/LC_MESSAGES/dunnage.mo` each; made from the .po when the package is built."""

_CODES = {"en": "en", "zh": "zh", "zh_cn": "zh", "zh-cn": "zh"}
"""How a language may be written in the settings, in small letters."""
_LOCALES = {"zh": "zh_CN"}
"""Folder of each language that has a catalogue; English stands in the code."""


class UnknownLanguage(Fault):
    """A language was asked for that the product does not speak (`lang`, `known`)."""

    code: ClassVar[str] = "unknown_language"


class CatalogueMissing(Fault):
    """The words of a language were not installed or cannot be read (`lang`)."""

    code: ClassVar[str] = "catalogue_missing"


class _Spoken:
    """What is spoken now; one for the process, because a screen has one reader."""

    language = "en"
    words = NullTranslations()


_AWHILE: ContextVar[tuple[str, NullTranslations] | None] = ContextVar("awhile", default=None)
"""Another language than the process speaks, for what one thread is making now: a letter to somebody else."""


def activate(lang: str) -> str:
    """Speak this language from now on and give its code, `en` or `zh`.

    Raises `UnknownLanguage`, or `CatalogueMissing` where its words are not there; what was spoken before then stays.
    """
    code = _known(lang)
    _Spoken.words = _catalogue(code)
    _Spoken.language = code
    return code


def _known(lang: str) -> str:
    code = _CODES.get(lang.strip().lower())
    if code is None:
        raise UnknownLanguage(lang=lang, known=", ".join(sorted(set(_CODES.values()))))
    return code


def detect(environ: Mapping[str, str]) -> str:
    """The language the environment asks for, `en` where it asks for none that is spoken here.

    The first of LC_ALL, LC_MESSAGES and LANG that is not empty counts (POSIX, Environment Variables, section 8.2).
    """
    wanted = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if wanted.lower().replace("-", "_").partition(".")[0].split("_")[0] == "zh" else "en"


@contextmanager
def spoken_in(lang: str) -> Iterator[None]:
    """Speak this language within the block and in this thread alone: the screens go on in theirs. Raises as `activate` does."""
    code = _known(lang)
    token = _AWHILE.set((code, _catalogue(code)))
    try:
        yield
    finally:
        _AWHILE.reset(token)


def language() -> str:
    """Code of the language spoken now."""
    awhile = _AWHILE.get()
    return awhile[0] if awhile else _Spoken.language


def _(message: str) -> str:
    """`message` in the language spoken now."""
    return _words().gettext(message) if message else ""


def plural(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language spoken now asks for with `n` things; placeholders stay unfilled."""
    return _words().ngettext(one, many, n)


def _words() -> NullTranslations:
    awhile = _AWHILE.get()
    return awhile[1] if awhile else _Spoken.words


def mark(message: str) -> str:
    """`message` as it is: marks a word of a table for translation, to be said later through `_`."""
    return message


def _catalogue(code: str) -> NullTranslations:
    """The words of one language; raises `CatalogueMissing`."""
    if code not in _LOCALES:
        return NullTranslations()
    try:
        with (CATALOGUES / _LOCALES[code] / "LC_MESSAGES" / "dunnage.mo").open("rb") as file:
            return GNUTranslations(file)
    except (OSError, struct.error, UnicodeDecodeError):
        # OSError stands for a missing file and for a wrong magic number alike, struct.error for a file cut short.
        missing = CatalogueMissing(lang=code)
    raise missing
