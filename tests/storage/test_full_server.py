"""A server whose disk is full: one fault, nothing lost, nothing by halves, and all goes on once there is room.

The facts lie on a file system of 1 MB of their own (a tablespace), so that the server itself lives on.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.checking import checked
from storage.faults import BookWriteFailed, WriteFailure
from storage.postgres.address import address_of
from storage.postgres.moving import OnServer
from storage.sources import looked_at
from storage.store import open_store
from tests.conftest import NO_MOUNT
from tests.storage.server import Server
from wording.faults import fault

MakeInvoice = Callable[..., Invoice]


@pytest.fixture
def small() -> Iterator[Path]:
    """A file system of 1 MB on which the server may write."""
    place = Path(tempfile.mkdtemp(prefix="dn-small-"))
    told = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(told, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        place.rmdir()
        pytest.skip(NO_MOUNT)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
    with suppress(OSError):
        place.rmdir()


def test_a_full_disk_is_told_and_loses_nothing(small: Path, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> None:
    server = Server.somewhere()
    try:
        database = server.start().database()
        inside = small / "facts"
        inside.mkdir(mode=0o700)
        with suppress(LookupError):  # where the tests are run by nobody special, the server is too
            shutil.chown(inside, "postgres")
        server.sql(database, f"CREATE TABLESPACE small LOCATION '{inside}'")
        address = server.address(database)
        with open_store(address, create=True) as mei, open_store(address, create=False) as jan:
            server.sql(database, "ALTER TABLE dunnage.fact SET TABLESPACE small")
            first = Change("import", (buyer, invoice(1)), who="Mei")
            mei.commit(first, moment)
            assert jan.commit(Change("look"), moment) == (first,)
            large = Change("import", tuple(invoice(number) for number in range(2, 6000)), who="Mei")
            with pytest.raises(BookWriteFailed) as caught:
                mei.commit(large, moment)
            assert caught.value.facts["reason"] is WriteFailure.SERVER_FULL
            assert fault(caught.value).startswith("The disk of the server of postgresql://owner@/")
            assert jan.commit(Change("look"), moment) == ()
            assert len(mei.load()[0].account("K-1").invoices) == 1
            subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
            mei.commit(large, moment)
            assert jan.commit(Change("look"), moment) == (large,)
        with looked_at(OnServer(address_of(address, str))) as shelves:
            found = checked(shelves, address)
        assert found.traces.well
        assert len(found.history) == 2
    finally:
        server.stop()
