"""Opening a desk: which book, which policy, which rates, which providers. The only place that knows them all."""

import argparse
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from credit.book import Book
from credit.change import Change
from credit.policy import Policy
from credit.problem import Fault, Problem
from storage.passphrase import Passphrase
from storage.postgres.address import address_of, is_address, shown
from storage.store import Store, file_at, open_store
from tui.cli.output import narrate
from tui.cli.unlocking import named, revealed, way_to
from tui.config import Config, Places, load_policy, login
from tui.desk import Desk, Reports
from tui.lasting import lasting
from wording.faults import fault as fault_sentence
from wording.words import language

if TYPE_CHECKING:
    from integrations.keeping.records import Records
    from storage.postgres.moving import OnServer
    from tui.views.first_page import FirstPage

__all__ = ["DaySaidInVain", "Opening"]


class DaySaidInVain(Fault):
    """`--as-of` was said to a command that reaches every day of the book (`command`)."""

    code = "day_said_in_vain"


@dataclass(slots=True)
class Opening:
    """Everything one run of the program was told, and what it opened; closes what it opened."""

    arguments: argparse.Namespace
    environ: Mapping[str, str]
    places: Places
    config: Config
    problems: tuple[Problem, ...] = ()
    closing: ExitStack = field(default_factory=ExitStack)
    _records: "Records | None" = None
    _passphrase: Passphrase | None = None
    _opened: Store | None = None
    """The store that was opened for its first page, until a desk is opened on it."""

    @property
    def book_place(self) -> str:
        """The book this run is about."""
        said = self.arguments.book or self.environ.get("DUNNAGE_BOOK") or self.config.book
        return os.path.expanduser(said) if said else str(self.places.book)  # noqa: PTH111 - a URL is no path

    @property
    def book_shown(self) -> str:
        """The same as it may be shown: no password stands in it."""
        return shown(self.book_place)

    @property
    def passphrase(self) -> Passphrase | None:
        """What opens this run's book and encrypts what is made of it; `None` where none is named."""
        if self._passphrase is None:
            self._passphrase = way_to(named(self.arguments, self.config.passphrase))
        return self._passphrase

    def policy(self) -> Policy:
        """The policy by `--policy`, else by the user's file."""
        said = self.arguments.policy
        return load_policy(Path(said), owed=True) if said else load_policy(self.places.policy_file)

    def desk(self, *, create: bool = False, ask: bool = False) -> Desk:
        """The desk on the book; `create` makes a book where none is, `ask` brings the providers."""
        return self.desk_and_store(create=create, ask=ask)[0]

    def desk_and_store(self, *, create: bool = False, ask: bool = False) -> tuple[Desk, Store]:
        """The desk, and the store it works on, for whoever asks what no desk needs."""
        with lasting():
            store = self.store(create=create)
            loaded, problems = store.load()
        self.problems += (*store.notes, *problems)
        book = self.dressed(loaded)
        on, who = self.arguments.as_of, self.config.who or login(self.environ)
        providers = self.providers() if ask else ()
        if not self.arguments.demo:
            desk = Desk(book, store, providers, on, who)
            back = desk.clock.back() if on is None else None
            if back is not None and self.arguments.command is not None:  # the screens say it themselves
                narrate(fault_sentence(back))
            return desk, store
        from integrations.demo_book import DEMO_DAY, demo_facts

        change = Change("import", demo_facts(DEMO_DAY))
        day = on or DEMO_DAY
        desk = Desk(book.after(change), store, providers, day, who, lambda: max(DEMO_DAY, date.today()))  # noqa: DTZ011 - the user's own day
        store.commit(change, datetime.now(UTC))
        return desk, store

    def need_no_day(self) -> None:
        """Refuse a day that would be passed over: some commands reach every day of the book."""
        if self.arguments.as_of is not None:
            raise DaySaidInVain(command=self.arguments.command)

    def reachable(self) -> bool:
        """Whether something stands where the book should, for one who need not read it whole yet; of a server it is supposed."""
        if is_address(self.book_place):
            return True
        try:
            os.stat(self.book_place)  # noqa: PTH116 - `Path.exists` raises for some names and denies for others
        except OSError:
            return False
        return True

    def store(self, *, create: bool = False) -> Store:
        """The store of this run's book; in memory for the demo."""
        if self._opened is not None:
            opened, self._opened = self._opened, None
            return opened
        place = ":memory:" if self.arguments.demo else self.book_place
        create = create or self.arguments.demo
        return self.closing.enter_context(open_store(place, create=create, passphrase=self.passphrase, reveals=revealed))

    def first_page(self) -> "FirstPage | None":
        """What a screen showed of this run's book the last time; `None` where it was made by other rules, or for another day."""
        if self.arguments.demo or self.arguments.as_of is not None:
            return None
        from tui.views.first_page import read_page

        try:
            self._opened = self.store()
            kept = self._opened.first_page(language())
            page = None if kept is None else read_page(kept.told, kept.behind)
            alike = page is not None and (page.policy, page.base) == (self.policy().version, self.config.base_currency)
        except Fault:
            return None  # opening the desk will say it
        return page if alike else None

    def place_of(self, said: str) -> "Path | OnServer":
        """The file that is named, or the book on a server."""
        if not is_address(said):
            return file_at(said)
        address = address_of(said, revealed)
        from storage.postgres.moving import OnServer

        return OnServer(address)

    def dressed(self, book: Book) -> Book:
        """`book` with this user's policy, base currency, the classes of countries, and every rate: an order may come in any."""
        from integrations.countries import read_countries
        from integrations.rates import read_rates

        dressed = replace(book, policy=self.policy(), base=self.config.base_currency, home=self.home())
        countries, problems = read_countries(self.places.countries)
        rates, more = read_rates(self.places.rates)
        self.problems = (*self.problems, *(each for each in (*problems, *more) if each not in self.problems))
        return replace(dressed, rates=rates, countries=countries)

    def home(self) -> str:
        """Country of the house: the setting, else the one the clocks are counted by."""
        return self.config.country.upper() or self.policy().clocks.home

    def records(self) -> "Records":
        """What this machine keeps of asking providers; in memory for the demo."""
        from integrations.keeping.records import Records

        if self._records is None:
            spend = not getattr(self.arguments, "no_spend", False)
            self._records = Records(None if self.arguments.demo else self.places.records, spend=spend)
        return self._records

    def providers(self) -> Sequence[Reports]:
        """Configured providers; in the demo the embedded one, answering over loopback."""
        if self.arguments.demo:
            from integrations.demo import DemoProvider, demo_provider

            return (demo_provider(self.closing.enter_context(DemoProvider())),)
        from integrations.registry import read_providers

        registry = read_providers(self.places.providers, records=self.records())
        self.problems += registry.problems
        return registry.providers
