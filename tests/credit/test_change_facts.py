"""Which facts a change is about: what decides whether two desks changed the same."""

from credit.change import Change
from tests.credit.little_book import drops, facts


def test_a_change_tells_every_fact_of_which_it_puts_or_takes_out_a_version() -> None:
    put, gone = facts("call C1 K1 0 spoke \n receipt C2 R1 -1 10USD"), facts("invoice C1 I1 -9 9USD")
    change = Change("import", put, drops(gone))
    assert change.facts == {("C1", "contact", "K1"), ("C2", "receipt", "R1"), ("C1", "invoice", "I1")}
    assert Change("look").facts == frozenset()
