"""Making a great many objects of which none is garbage, such as a book that is loaded or looked at for the first time.

The collector would go through all of them again and again while they are made, and find nothing: without it, loading and the
first look take about half the time, and what was made is not gone through later either.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["lasting", "settle"]


@contextmanager
def lasting() -> Iterator[None]:
    """What is made inside is made to stay: nothing is collected meanwhile, and it is left alone afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Collect what a long work has made so far, and leave alone what stays.

    Else the collector goes through more and more of it, at moments of its own, and no thread takes a step meanwhile.
    """
    gc.collect()
    gc.freeze()
