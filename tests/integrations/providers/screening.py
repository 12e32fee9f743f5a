"""A screening service of the tests: it answers each question of a request by the buyer's name, and refuses what it is told to."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from credit.customer import Customer
from credit.money import Money
from integrations.keeping.agreed import Grant, all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import Budget
from integrations.provider import ProviderResult
from integrations.providers.builtin_file import settings_of
from integrations.providers.opensanctions import OpenSanctions, refusal
from integrations.providers.strict_table import Source
from integrations.providers.together import Together
from integrations.terms import Terms
from tests.integrations.loopback import Loopback, Play, Visit, reply
from tests.integrations.providers.builtins import TODAY, buyer

KEY = "OPENSANCTIONS_KEY"
CATALOGUE = reply(b'{"datasets": [{"name": "default", "version": "20261120-abc"}]}')
Part = Callable[[str], Any]
"""What is answered about a buyer by its name; None leaves the buyer out."""


def nobody(_name: str) -> Any:
    """Nobody resembles the buyer."""
    return {"status": 200, "results": [], "total": {"value": 0, "relation": "eq"}}


def names_in(visit: Visit) -> list[str]:
    """The names one request asks about, in its order."""
    return [str(query["properties"]["name"][0]) for query in json.loads(visit.request.body)["queries"].values()]


@dataclass(slots=True)
class Service:
    """Counts what it is asked, and answers."""

    part: Part = nobody
    refuses: Callable[[Sequence[str]], Play | None] = lambda _names: None
    """What is sent in place of an answer to a request about these."""
    asked: list[list[str]] = field(default_factory=list)
    """The names of each request."""
    catalogues: int = 0

    def __call__(self, visit: Visit) -> None:
        if visit.request.method == "GET":
            self.catalogues += 1
            visit.send(CATALOGUE)
            return
        names = names_in(visit)
        self.asked.append(names)
        play = self.refuses(names)
        if play is not None:
            visit.send(play) if isinstance(play, bytes) else play(visit)
            return
        parts = {f"q{place}": part for place, name in enumerate(names, 1) if (part := self.part(name)) is not None}
        visit.send(reply(json.dumps({"responses": parts, "limit": 5}).encode()))


def book_of(count: int) -> list[Customer]:
    """So many buyers, none of a name another one has."""
    return [replace(buyer(), id=f"C{n:03}", name=f"Buyer {n:03} Ltd") for n in range(count)]


@contextmanager
def screening(
    records: Records, service: Service, *, bills: bool = True, budget: str = "", terms: Mapping[str, Any] | None = None
) -> Iterator[Together]:
    """The hosted service, which bills 0.10 EUR a question and takes a key, or a free one of one's own."""
    text = f'kind = "opensanctions"\nauth = {{ secret = "env:{KEY}" }}\ncost = {{ amount = "0.10", currency = "EUR" }}\n'
    with Loopback([service]) as server:
        own = f'kind = "opensanctions"\nbase_url = "{server.url}"\n'
        settings = settings_of("bureau", Source("bureau.toml", text if bills else own), refusal)
        agreed = replace(settings.agreed, budgets=(Budget(Money.of(budget, "EUR")),) if budget else ())
        made: Terms = replace(settings.terms, **(terms or {}))
        settings = replace(settings, base_url=server.url, agreed=agreed, terms=made)
        yield Together(settings, OpenSanctions("default"), records=records)


def screened(
    provider: Together, subjects: Sequence[Customer], cancelled: Callable[[], bool] = bool, granted: Grant = all_granted
) -> tuple[ProviderResult, ...]:
    """What came of asking about all of them at once."""
    return provider.fetch_many(subjects, TODAY, {}, cancelled, {subject.id: granted for subject in subjects})
