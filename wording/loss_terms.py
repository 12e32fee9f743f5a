"""Words of expected loss and late interest: segments, grounds and doubts."""

from collections.abc import Mapping

from wording.words import _, mark

__all__ = ["BUCKETS", "doubt", "interest_basis", "rolled_on", "segment"]

BUCKETS = ("not_due", "1-30", "31-60", "61-90", ">90")
"""The buckets of the matrix, a month wide each but the last."""

_SEGMENT: Mapping[str, str] = {
    "insured_calm": mark("insured, calm country"),
    "insured_risky": mark("insured, risky country"),
    "insured_unclassified": mark("insured, country unrated"),
    "uninsured_calm": mark("uninsured, calm country"),
    "uninsured_risky": mark("uninsured, risky country"),
    "uninsured_unclassified": mark("uninsured, country unrated"),
}
_BASIS: Mapping[str, str] = {
    "contract": mark("the contract's clause"),
    "law": mark("the governing law"),
    "cisg_and_law": mark("CISG art. 78 with a law's rate"),
    "none": mark("no ground"),
}
_DOUBT: Mapping[str, str] = {
    "uk_s12_link_unknown": mark("English law: s. 12 asks for a significant link with the United Kingdom"),
    "uk_s12_no_link": mark("English law was merely chosen: by s. 12 the Act does not apply"),
    "rate_missing": mark("no reference rate is known for those days"),
    "cisg_rate_open": mark("the CISG leaves the rate open; courts differ"),
    "court_sets_surcharge": mark("the court chooses between the least and the most"),
    "before_lpr": mark("the breach lies before the LPR was the base"),
    "fixed_sum_unknown": mark("the fixed sum goes by the size in sterling"),
    "law_not_written": mark("nobody wrote down which law governs"),
    "law_without_rate": mark("the rate of the governing law is not known here"),
    "table_ended": mark("a later reference rate may hold"),
}


def segment(name: str) -> str:
    """A segment of the loss matrix."""
    return _(_SEGMENT[name])


def rolled_on(bucket: str) -> str:
    """What it means that a debt of a bucket rolled on."""
    if bucket == BUCKETS[0]:
        return _("still owed a month later")
    return _("lost") if bucket == BUCKETS[-1] else _("more than ninety days late")


def interest_basis(value: str) -> str:
    """On which ground interest is claimed."""
    return _(_BASIS[value])


def doubt(value: str) -> str:
    """What is doubtful about a claim of interest."""
    return _(_DOUBT[value])
