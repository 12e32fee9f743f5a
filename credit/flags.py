"""What stands with a buyer beside its figures, one letter for each."""

from collections.abc import Callable, Mapping

from credit.assessment import Assessment

__all__ = ["FLAGS", "flags"]

FLAGS: Mapping[str, tuple[str, Callable[[Assessment], bool]]] = {
    "N": ("notice", lambda entry: bool(entry.account.possible)),
    "U": ("unapplied", lambda entry: any(aging.unapplied.minor > 0 for aging in entry.agings)),
    "D": ("disputed", lambda entry: bool(entry.disputes)),
    "P": ("promised", lambda entry: bool(entry.running)),
    "H": ("held", lambda entry: entry.hold is not None),
    "I": ("insured", lambda entry: entry.covered),
    "L": ("lenient", lambda entry: entry.leniency is not None),
    "W": ("waiting", lambda entry: bool(entry.proposals)),
    "^": ("pinned", lambda entry: entry.pin is not None and not entry.pin.last),
    "v": ("pushed", lambda entry: entry.pin is not None and entry.pin.last),
}
"""Each letter, its word for scripts, and when it stands: a notice nobody decided on, cash set against nothing, and so on.

A place in the queue that a person gave has a sign, for it says where to."""


def flags(entry: Assessment) -> str:
    """The letters that stand, in order."""
    return "".join(letter for letter, (_word, stands) in FLAGS.items() if stands(entry))
