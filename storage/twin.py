"""Making a great many frozen records quickly, where their values are known to be right.

A frozen dataclass sets each of its fields by way of `object.__setattr__`, which for an invoice of twenty fields takes four times
as long as setting them. So a record is made by a twin of its class, which has the same slots and is not frozen, and is then told
what it is: from that moment on nobody can change it.
"""

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from typing import Any

__all__ = ["unfrozen"]


def unfrozen(made: type) -> Callable[..., Any]:
    """What takes every field of `made`, in their order, and gives a record of which `__class__` may be set to `made`.

    `made` is a dataclass with slots that works nothing out of its fields when it is made.
    """
    return make_dataclass(made.__name__, [item.name for item in fields(made)], slots=True, eq=False, repr=False)
