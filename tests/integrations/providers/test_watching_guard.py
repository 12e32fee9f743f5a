"""A body an adapter cannot read, met while it reads the news of its buyers: that provider fails, and the refresh goes on."""

from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending, Reason, Setback
from integrations.keeping.agreed import all_granted
from integrations.providers.coface import Coface
from integrations.providers.creditsafe import Creditsafe
from integrations.providers.watching import News
from tests.integrations.loopback import reply
from tests.integrations.providers import test_coface_monitoring as coface
from tests.integrations.providers import test_creditsafe_monitoring as creditsafe
from tests.integrations.providers.builtins import TODAY

LOGIN = "clerk:lock"


def unreadable(*_: Any) -> News:
    raise Setback(Reason.NOT_JSON)


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACE_LOGIN", LOGIN)
    monkeypatch.setenv("COFACE_KEY", "door-key")


def test_news_of_a_portfolio_that_cannot_be_read_are_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Creditsafe, "news", unreadable)
    with creditsafe.watching(tmp_path) as (provider, _):
        answer = provider.events([creditsafe.HALDON], creditsafe.BEGUN, TODAY, creditsafe.NEW)
    assert (answer.ending, answer.reason) == (Ending.BAD_RESPONSE, Reason.NOT_JSON)
    assert (answer.events, answer.checks) == ((), ()), "nothing was searched"


def test_notifications_that_cannot_be_read_are_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Coface, "news", unreadable)
    with coface.watching(tmp_path) as (provider, _):
        answer = provider.events([coface.HALDON], coface.BEGUN, TODAY, {"C001": None})
    assert (answer.ending, answer.reason) == (Ending.BAD_RESPONSE, Reason.NOT_JSON)
    assert (answer.events, answer.checks) == ((), ()), "nothing was searched"


def test_an_order_to_watch_whose_answer_cannot_be_read_keeps_its_price(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order went out and was answered with 204, so its 5.00 are spent; only the reading after it fails."""
    place = Coface.place

    def placed(self: Coface, *rest: Any) -> News:
        assert place(self, *rest) is None
        return unreadable()

    monkeypatch.setattr(Coface, "place", placed)
    with coface.watching(tmp_path, listed=coface.NOBODY, ordered=(reply(b"", 204),)) as (provider, _):
        result = provider.watch(coface.HALDON, TODAY, all_granted)
    assert (result.ending, result.reason, result.cost) == (Ending.BAD_RESPONSE, Reason.NOT_JSON, coface.PRICE)
