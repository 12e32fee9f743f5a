"""The built-in kinds of providers: which adapter a file's `kind` names."""

from collections.abc import Callable, Mapping

from integrations.exchange import Refusal, accept_all
from integrations.keeping.records import Records
from integrations.providers import coface_reading, dnb_reading, opensanctions, vies_reading, world_bank_reading
from integrations.providers.builtin import Adapter, BuiltIn, Opener, Orders, open_settings
from integrations.providers.builtin_file import Settings, settings_of
from integrations.providers.coface import Coface
from integrations.providers.companies_house import CompaniesHouse
from integrations.providers.creditsafe import Creditsafe
from integrations.providers.creditsafe_access import AccessDoor
from integrations.providers.dnb import Dnb
from integrations.providers.gazette import Gazette
from integrations.providers.gleif import Gleif
from integrations.providers.hmrc import Hmrc
from integrations.providers.opensanctions import OpenSanctions
from integrations.providers.register import Register, Searches
from integrations.providers.sec import Sec
from integrations.providers.strict_table import Source
from integrations.providers.together import Batches, Together
from integrations.providers.vies import Vies
from integrations.providers.watching import Watches, Watching, WatchingRegister
from integrations.providers.world_bank import WorldBank

__all__ = ["BUILT_IN", "built_in"]

BUILT_IN: Mapping[str, tuple[Callable[[Settings], Adapter | Orders], Refusal]] = {
    "gazette": (lambda _: Gazette(), accept_all),
    "companies_house": (lambda _: CompaniesHouse(), accept_all),
    "gleif": (lambda _: Gleif(), accept_all),
    "vies": (lambda _: Vies(), vies_reading.vies_refusal),
    "hmrc": (lambda _: Hmrc(), accept_all),
    "opensanctions": (lambda settings: OpenSanctions(settings.options["dataset"]), opensanctions.refusal),
    "world_bank": (lambda _: WorldBank(), world_bank_reading.refusal),
    "sec": (lambda _: Sec(), accept_all),
    "creditsafe": (lambda settings: Creditsafe(settings.options["portfolio"]), accept_all),
    "coface": (lambda settings: Coface(settings.options["monitoring"], settings.options["country_risk"]), coface_reading.refusal),
    "dnb": (lambda _: Dnb(), dnb_reading.refusal),
}
"""How each kind's adapter is made, and what reads a body against its own answer."""


def built_in(kind: str, name: str, source: Source, records: Records, opener: Opener = open_settings) -> BuiltIn:
    """The provider `name` of a built-in kind; raises `ProviderFileRefused`."""
    make, refusal = BUILT_IN[kind]
    settings = settings_of(name, source, refusal)
    adapter = make(settings)
    if opener is open_settings and settings.options.get("access"):
        opener = _with_access
    if isinstance(adapter, Batches):
        return Together(settings, adapter, opener, records)
    watches, searches = isinstance(adapter, Watches) and adapter.watches, isinstance(adapter, Searches)
    made = _MADE[watches, searches]
    return made(settings, adapter, opener, records)


def _with_access(settings: Settings) -> AccessDoor:
    """The real door, which looks at the subscription before a report is ordered."""
    return AccessDoor(open_settings(settings), settings.name)


_MADE: Mapping[tuple[bool, bool], type[BuiltIn]] = {
    (False, False): BuiltIn,
    (False, True): Register,
    (True, False): Watching,
    (True, True): WatchingRegister,
}
"""The class of a provider, by whether it watches buyers and whether it can be searched."""
