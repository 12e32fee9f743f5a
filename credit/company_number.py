"""Company numbers as registers write them: which noughts are part of one is each country's own rule."""

import re

__all__ = ["british", "written"]


def british(number: str) -> str:
    """A number of Great Britain in its eight characters, noughts before shorter ones; empty for none."""
    bare = "".join(number.split()).upper()
    match = re.fullmatch(r"([A-Z]{2})?([0-9]{1,8})", bare, re.ASCII)
    if match is None:
        return ""
    letters, digits = match[1] or "", match[2]
    whole = letters + digits.zfill(8 - len(letters))
    return whole if len(whole) == 8 else ""


def written(number: str, country: str) -> str:
    """A company number as it is compared: without the spaces and case registers differ in, whole by the rule of its country."""
    return ((british(number) if country == "GB" else "") or "".join(number.split())).casefold()
