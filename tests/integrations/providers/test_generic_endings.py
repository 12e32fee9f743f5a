"""How a run of the generic provider ends, with one request and with several, and what it cost."""

from datetime import date

import pytest

from credit.check import Searched
from integrations.endings import Ending
from integrations.keeping.agreed import all_granted
from integrations.provider import ResultReason
from tests.integrations.loopback import reply
from tests.integrations.providers.generic_files import ANSWER, HALDON, REPORTS, Served, answer


class TestEndings:
    @pytest.mark.parametrize(
        ("status", "ending"),
        [(401, Ending.AUTH_FAILED), (403, Ending.NOT_ENTITLED), (404, Ending.NOT_FOUND), (302, Ending.BAD_RESPONSE)],
    )
    def test_refusals_become_the_ending(self, serve: Served, status: int, ending: Ending) -> None:
        """Failure matrix rows 1, 4, 5 and 19."""
        provider, _ = serve(REPORTS, reply(b'{"error": "x"}', status))
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.report, result.answered) == (ending, None, False)

    def test_login_page_is_no_report(self, serve: Served) -> None:
        """Failure matrix row 16."""
        provider, _ = serve(REPORTS, reply(b"<html>Please sign in</html>", 200, "text/html"))
        assert provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted).ending is Ending.BAD_RESPONSE

    def test_missing_key_fails_alone_and_names_its_reference(self, serve: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DUNNAGE_TEST_KEY", raising=False)
        auth = 'auth = { kind = "header", name = "X-API-Key", secret = "env:DUNNAGE_TEST_KEY" }\nid ='
        provider, server = serve(REPORTS.replace("id =", auth, 1), reply(ANSWER))
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.reason, result.secret) == (Ending.AUTH_FAILED, "missing", "env:DUNNAGE_TEST_KEY")
        assert server.requests == []

    def test_key_goes_on_the_wire_and_nowhere_else(self, serve: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DUNNAGE_TEST_KEY", "CANARY-7f3a")
        auth = 'auth = { kind = "header", name = "X-API-Key", secret = "env:DUNNAGE_TEST_KEY" }\nid ='
        provider, server = serve(REPORTS.replace("id =", auth, 1), reply(b'{"error": "bad key"}', 401))
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert server.requests[0].headers["x-api-key"] == "CANARY-7f3a"
        assert result.secret == "env:DUNNAGE_TEST_KEY"
        assert "CANARY" not in repr(result) + repr(provider) + repr(provider.info)

    def test_cancelled_run_ends_as_cancelled(self, serve: Served) -> None:
        provider, _ = serve(REPORTS, reply(ANSWER))
        assert provider.fetch(HALDON, date(2020, 4, 1), cancelled=lambda: True, granted=all_granted).ending is Ending.CANCELLED


TWO = (
    REPORTS.replace(
        'path = "/companies/{id}"',
        """path = "/companies/{id}"
billable = true
cost = { amount = "2.50", currency = "EUR" }

[[request]]
name = "notices"
path = "/companies/{id}/notices"
billable = true
cost = { amount = "0.40", currency = "EUR" }
""",
    )
    + """
[[events]]
request = "notices"
items = "items"
id = "id"
published = { path = "on" }
kind = { path = "code", map = { P = "winding_up_petition" } }
"""
)
PETITION = reply(b'{"items": [{"id": 7, "on": "2020-03-18", "code": "P"}]}')


class TestSeveralRequests:
    def test_price_of_a_refresh_is_known_before_and_after(self, serve: Served) -> None:
        """2.50 + 0.40 = 2.90."""
        provider, _ = serve(TWO, reply(ANSWER), PETITION)
        assert (provider.info.billable, str(provider.info.cost)) == (True, "2.90 EUR")
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, str(result.cost)) == (Ending.OK, "2.90 EUR")
        assert [e.id for e in result.events] == ["bureau:7"]
        assert result.report is not None
        assert str(result.report.cost) == "2.50 EUR"

    def test_one_answer_of_two_is_partial_and_paid_in_part(self, serve: Served) -> None:
        provider, _ = serve(TWO, reply(ANSWER), reply(b'{"error": "not in your plan"}', 403))
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.reason, str(result.cost)) == (Ending.PARTIAL, "forbidden", "2.50 EUR")

    def test_notices_are_read_although_the_report_is_refused(self, serve: Served) -> None:
        provider, _ = serve(TWO, reply(b'{"error": "not in your plan"}', 403), PETITION)
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.report, len(result.events)) == (Ending.PARTIAL, None, 1)

    def test_no_list_of_notices_is_an_empty_one(self, serve: Served) -> None:
        """Failure matrix row 5, second half."""
        provider, _ = serve(TWO, reply(ANSWER), reply(b'{"error": "none"}', 404))
        assert provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted).ending is Ending.OK

    def test_refused_key_ends_the_run_at_once(self, serve: Served) -> None:
        """Failure matrix row 1: a second question with a refused key could lock the account."""
        provider, server = serve(TWO, reply(b'{"error": "key"}', 401))
        assert provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted).ending is Ending.AUTH_FAILED
        assert len(server.requests) == 1

    def test_order_whose_report_was_lost_leaves_the_charge_unknown(self, serve: Served) -> None:
        """Failure matrix rows 13 and 15: cut off after a billable request was carried out."""
        provider, server = serve(TWO, reply(ANSWER)[:-40])
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, str(result.cost)) == (Ending.UNKNOWN_CHARGE, "2.50 EUR")
        assert len(server.requests) == 1

    def test_report_about_another_company_takes_its_notices_with_it(self, serve: Served) -> None:
        provider, _ = serve(TWO, answer(company={"number": "99000777"}), PETITION)
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.reason, result.report, result.events) == (ResultReason.WRONG_COMPANY, None, ())

    def test_a_search_that_came_is_kept_although_the_report_is_refused(self, serve: Served) -> None:
        """The list came whole and is empty: checked, none found, and nothing else."""
        provider, _ = serve(TWO, reply(b'{"error": "not in your plan"}', 403), reply(b'{"items": []}'))
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.reason, result.report) == (Ending.PARTIAL, "forbidden", None)
        assert [(check.searched, check.found) for check in result.checks] == [(Searched.NOTICES, 0)]

    def test_a_list_that_was_lost_was_not_searched(self, serve: Served) -> None:
        provider, _ = serve(TWO, reply(ANSWER), reply(b'{"items": [')[:-4])
        result = provider.fetch(HALDON, date(2020, 4, 1), granted=all_granted)
        assert (result.ending, result.checks) == (Ending.UNKNOWN_CHARGE, ())
