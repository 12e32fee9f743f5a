"""Which keeper an address picks."""

import pytest

from storage.faults import NoTeamStore
from storage.store import open_store


@pytest.mark.parametrize("scheme", ["mysql", "https"])
def test_an_address_of_a_server_of_another_kind_is_refused_without_repeating_its_password(scheme: str) -> None:
    with pytest.raises(NoTeamStore) as caught:
        open_store(f"{scheme}://mei:swordfish@ledger.example/book", create=True)

    assert caught.value.facts == {"scheme": scheme, "reason": ""}


def test_two_books_in_memory_are_two_books() -> None:
    with open_store(":memory:", create=False) as one, open_store(":memory:", create=True) as other:
        assert one is not other
        assert one.place == other.place == ":memory:"
        assert not one.read_only
