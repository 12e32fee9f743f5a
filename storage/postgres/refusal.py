"""Why a server let nobody in: by the number it gives, whatever language it speaks.

The client library tells that number for everything but the line itself, of which it hands on words alone. So where the words are
not the English ones, the door is tried once more and what is spoken there is written down, in memory, to read the number.
"""

import os
import re
import select
from collections.abc import Mapping
from time import monotonic
from typing import Any

import psycopg
from psycopg import pq

from storage.faults import Refused

__all__ = ["refused_why"]

ENGLISH = (
    (Refused.FULL, r"too many clients|remaining connection slots|too many connections"),
    (Refused.PASSWORD, r"password authentication failed|authentication failed"),
    (Refused.DATABASE, r'database ".*" does not exist'),
    (Refused.ROLE, r'role ".*" (does not exist|is not permitted to log in)'),
    (Refused.NOT_ALLOWED, r"pg_hba\.conf|permission denied"),
)
"""What a server says of itself where it speaks English, or an older client library cannot tell what was spoken."""
OURS = (
    (Refused.PASSWORD, r"no password supplied"),
    (Refused.TLS, r"certificate|does not support SSL|SSL error|sslmode|SSL connection"),
)
"""What the client library says; of this program it is asked in no other language."""
BY_SERVER = re.compile(r"\S:  \S")
"""How a server's own words are told from the client library's: a weight in its language, a colon and two blanks."""
NUMBERS: Mapping[str, Refused] = {
    "28P01": Refused.PASSWORD,
    "3D000": Refused.DATABASE,
    "42501": Refused.NOT_ALLOWED,
    "53300": Refused.FULL,
}
NOBODY = ("28000", "InitializeSessionUserId")
"""The number of everybody who is not let in, and the place in the server that looks for the user."""


def refused_why(error: psycopg.Error, parameters: Mapping[str, Any], patience: float) -> Refused | None:
    """Why the line was not made; `None` where nothing was heard of the server but silence, or what only passes."""
    text = str(error)
    spoken = bool(BY_SERVER.search(text))
    for reason, pattern in (*OURS * (not spoken), *ENGLISH * spoken):
        if re.search(pattern, text):
            return reason
    if not spoken:
        return None
    number, where = _numbered(_overheard(parameters, patience))
    if number == NOBODY[0]:
        return Refused.ROLE if where == NOBODY[1] else Refused.NOT_ALLOWED
    return NUMBERS.get(number)


def _numbered(spoken: str) -> tuple[str, str]:
    """Number of the last refusal in what was spoken, and where in the server it was made; both empty where there is none."""
    found = re.findall(r'ErrorResponse\b.*? C "(\w{5})".*', spoken)
    line = spoken[spoken.rfind("ErrorResponse") :]
    where = re.search(r' R "(\w+)"', line)
    return (found[-1] if found else ""), (where[1] if where else "")


def _overheard(parameters: Mapping[str, Any], patience: float) -> str:
    """What the server and the client library say to each other at the door; empty where the library cannot tell."""
    told = psycopg.conninfo.make_conninfo(**parameters)
    line, written = pq.PGconn.connect_start(told.encode()), os.memfd_create("refusal")
    try:
        line.trace(written)
        until = monotonic() + patience
        while (state := line.connect_poll()) in (pq.PollingStatus.READING, pq.PollingStatus.WRITING) and monotonic() < until:
            ways = ([line.socket], []) if state == pq.PollingStatus.READING else ([], [line.socket])
            select.select(*ways, [], max(0.0, until - monotonic()))
        line.untrace()
        return os.pread(written, 1 << 16, 0).decode(errors="replace")
    except psycopg.Error:  # a library before 14, or of a system on which it cannot
        return ""
    finally:
        line.finish()
        os.close(written)
