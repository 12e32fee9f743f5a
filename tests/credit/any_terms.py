"""Arbitrary payment terms for the properties that must hold of all of them."""

from decimal import Decimal

from hypothesis import strategies as st

from credit.instalment import WHOLE, Instalment, Rest, Share
from credit.money import Money
from credit.term_words import USAGE, Method, Unit
from credit.terms import Terms

__all__ = ["PERCENTS", "any_terms"]

PERCENTS: st.SearchStrategy[Share] = st.decimals(Decimal("0.01"), Decimal(30), places=2)
AMOUNTS: st.SearchStrategy[Share] = st.builds(Money, st.integers(1, 10**15), st.sampled_from(["USD", "JPY", "KWD", "CAD"]))


@st.composite
def any_instalment(draw: st.DrawFn, share: Share) -> Instalment:
    """An instalment that its method allows."""
    method = draw(st.sampled_from(Method))
    usage = USAGE[method]
    if not usage.after or (usage.sight and draw(st.booleans())):
        return Instalment(share, method, draw(st.sampled_from(usage.at_once)))
    unit = draw(st.sampled_from(Unit))
    offset = draw(st.integers(usage.least, unit.most))
    eom = usage.eom and draw(st.booleans())
    return Instalment(share, method, draw(st.sampled_from(usage.after)), offset, unit if offset else Unit.DAYS, eom)


@st.composite
def any_terms(draw: st.DrawFn, shares: st.SearchStrategy[Share] = PERCENTS | AMOUNTS) -> Terms:
    """Terms of one to four instalments that make up the whole: with percentages, amounts and a rest, or with one clause."""
    parts: list[Share] = list(draw(st.lists(shares, max_size=3)))
    if not parts:
        return Terms((draw(any_instalment(WHOLE)),))
    percents = [part for part in parts if isinstance(part, Decimal)]
    remainder: Share = WHOLE - sum(percents) if len(percents) == len(parts) and draw(st.booleans()) else Rest.REST
    parts.insert(draw(st.integers(0, len(parts))), remainder)
    return Terms(tuple(draw(any_instalment(part)) for part in parts))
