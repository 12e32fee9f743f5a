"""A refresh over real sockets with the records of this machine behind it."""

import multiprocessing
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from credit.customer import Customer
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import State
from integrations.provider import ProviderResult, Warned
from tests.integrations.loopback import Loopback, Play, Visit, reply
from tests.integrations.providers.generic_files import ANSWER, HALDON, REPORTS, written

DAY = date(2020, 4, 1)
KEYED = REPORTS.replace('id = "company', 'auth = { kind = "header", name = "X-Key", secret = "env:KEPT_KEY" }\nid = "company')
PAID = REPORTS.replace(
    'path = "/companies/{id}"', 'path = "/companies/{id}"\nbillable = true\ncost = { amount = "2.50", currency = "EUR" }'
)
BUDGET = 'budget = { amount = "6.00", currency = "EUR", per = "month" }\n' + PAID
NOTICES = """[[request]]
name = "notices"
path = "/companies/{id}/notices"

[[events]]
request = "notices"
items = "items"
id = "id"
published = { path = "on" }
kind = { path = "code", map = { P = "winding_up_petition" } }

"""
TAGGED = reply(ANSWER, 200, "application/json", 'ETag: "v1"', "Last-Modified: Wed, 01 Apr 2020 08:00:00 GMT")
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


@dataclass
class Bureau:
    """A server, and the folder where this machine keeps its records; every `asked` is a run of its own."""

    server: Loopback
    folder: Path

    def records(self, *, spend: bool = True) -> Records:
        return Records(self.folder / "records", spend=spend)

    def asked(self, text: str = REPORTS, about: Customer = HALDON, records: Records | None = None) -> ProviderResult:
        provider = written(self.folder, text, self.server.url, records=records or self.records())
        result = provider.fetch(about, DAY, granted=all_granted)
        assert isinstance(result, ProviderResult)
        return result

    def states(self) -> list[str]:
        return [entry.state for entry in self.records().spending.entries()]

    def kept(self) -> list[Path]:
        return sorted((self.folder / "records" / "answers").rglob("*.answer"))


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Callable[..., Bureau]]:
    with ExitStack() as servers:
        yield lambda *plays: Bureau(servers.enter_context(Loopback(list(plays))), tmp_path)


Opens = Callable[..., Bureau]


class TestAnswers:
    def test_row_28_an_answer_that_still_stands_is_only_confirmed(self, bureau: Opens) -> None:
        at = bureau(TAGGED, UNCHANGED, UNCHANGED)
        first, second = at.asked(), at.asked()
        assert (first.ending, second.ending) == (Ending.OK, Ending.OK)
        assert second.report == first.report, "fetched when it was fetched"
        asked, again = at.server.requests
        assert ("if-none-match" in asked.headers, "if-modified-since" in asked.headers) == (False, False)
        assert (again.headers["if-none-match"], again.headers["if-modified-since"]) == ('"v1"', "Wed, 01 Apr 2020 08:00:00 GMT")
        at.asked()
        assert at.server.requests[2].headers["if-none-match"] == '"v1"', "the validators outlive a confirmation"

    def test_without_anything_to_confirm_by_it_is_asked_again(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        at.asked()
        at.asked()
        assert len(at.server.requests) == 2
        assert "if-none-match" not in at.server.requests[1].headers

    def test_a_turned_byte_of_a_kept_body_is_noticed_and_it_is_fetched_anew(self, bureau: Opens) -> None:
        at = bureau(TAGGED)
        at.asked()
        (file,) = at.kept()
        whole = file.read_bytes()
        file.write_bytes(whole.replace(b'"value": 61', b'"value": 91'))
        result = at.asked()
        assert result.report is not None
        assert "if-none-match" not in at.server.requests[1].headers
        finding = result.report.finding("financial_strength.rating_provider")
        assert finding is not None
        assert str(finding.value) == "61"

    def test_an_answer_is_current_for_as_long_as_its_file_says(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        text = "keep = { days = 30, fresh_days = 7 }\n" + PAID
        paid, free = at.asked(text), at.asked(text)
        assert len(at.server.requests) == 1
        assert (str(paid.cost), free.cost, free.ending) == ("2.50 EUR", None, Ending.OK)
        assert at.states() == ["charged"]

    def test_what_was_paid_for_is_current_for_a_day_where_the_file_says_nothing(self, bureau: Opens) -> None:
        """Whoever is cut off before the book has the report, or asks twice, pays once."""
        at = bureau(reply(ANSWER))
        assert [str(at.asked(PAID).cost) for _ in range(2)] == ["2.50 EUR", "None"]
        assert (len(at.server.requests), at.states()) == (1, ["charged"])

    def test_nothing_is_current_that_may_not_be_kept(self, bureau: Opens) -> None:
        at, text = bureau(reply(ANSWER)), "keep = { days = 0 }\n" + PAID
        assert [str(at.asked(text).cost) for _ in range(2)] == ["2.50 EUR", "2.50 EUR"]

    def test_rule_9_one_credential_never_sees_what_another_got(self, bureau: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
        at = bureau(TAGGED)
        text = "keep = { fresh_days = 7 }\n" + KEYED
        for key in ("key-of-anna", "key-of-bert", "key-of-anna"):
            monkeypatch.setenv("KEPT_KEY", key)
            at.asked(text)
        assert [request.headers["x-key"] for request in at.server.requests] == ["key-of-anna", "key-of-bert"]
        assert all("if-none-match" not in request.headers for request in at.server.requests)

    def test_no_key_stands_in_any_record(self, bureau: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
        at = bureau(TAGGED)
        monkeypatch.setenv("KEPT_KEY", "CANARY-7f3a")
        at.asked(KEYED)
        files = [path for path in (at.folder / "records").rglob("*") if path.is_file()]
        assert len(files) >= 3
        assert not [path for path in files if b"CANARY" in path.read_bytes() or "CANARY" in path.name]

    def test_row_35_where_nothing_can_be_kept_the_report_is_there_and_it_is_said(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        (at.folder / "records").mkdir()
        (at.folder / "records" / "answers").write_bytes(b"a file where the folder should be")
        result = at.asked()
        assert result.report is not None
        assert Warned.NOT_KEPT in result.warnings
        assert (result.ending, result.answered) == (Ending.OK, True)

    def test_row_35_a_machine_that_takes_no_records_at_all_still_asks(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        (at.folder / "records").write_bytes(b"a file where the folder should be")
        assert at.asked().ending is Ending.OK
        assert at.asked(PAID).reason == Reason.SPENDING_UNWRITTEN
        assert len(at.server.requests) == 1, "what may be charged is not sent"


class TestRefusedKey:
    def test_row_1_a_refused_key_is_not_tried_again_by_the_next_run(self, bureau: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
        at = bureau(reply(b'{"error": "no such key"}', 401), reply(ANSWER))
        monkeypatch.setenv("KEPT_KEY", "old")
        assert at.asked(KEYED).reason == Reason.UNAUTHORISED
        paused = at.asked(KEYED)
        assert (paused.ending, paused.reason, paused.secret) == (Ending.AUTH_FAILED, Reason.PAUSED, "env:KEPT_KEY")
        assert len(at.server.requests) == 1
        monkeypatch.setenv("KEPT_KEY", "new")
        assert at.asked(KEYED).ending is Ending.OK
        monkeypatch.setenv("KEPT_KEY", "old")
        assert at.asked(KEYED).ending is Ending.OK, "an answer ends the pause"

    def test_a_source_without_a_key_is_asked_again_after_a_401(self, bureau: Opens) -> None:
        at = bureau(reply(b"<html>", 401, "text/html"), reply(ANSWER))
        assert at.asked().reason == Reason.UNAUTHORISED
        assert at.asked().ending is Ending.OK

    def test_a_person_can_ask_for_another_try(self, bureau: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
        at = bureau(reply(b"{}", 401), reply(ANSWER))
        monkeypatch.setenv("KEPT_KEY", "right all along")
        at.asked(KEYED)
        at.records().standings.tried_again("bureau")
        assert at.asked(KEYED).ending is Ending.OK
        assert at.records().standings.of("bureau").last_ok is not None


class TestMoney:
    def test_rule_10_it_stands_in_the_ledger_before_the_request_arrives(self, bureau: Opens) -> None:
        seen: list[list[str]] = []

        def play(visit: Visit) -> None:
            seen.append(at.states())
            visit.send(reply(ANSWER))

        at = bureau(play)
        assert str(at.asked(PAID).cost) == "2.50 EUR"
        assert (seen, at.states()) == ([["begun"]], ["charged"])

    @pytest.mark.parametrize(
        ("play", "state", "ending"),
        [
            (reply(b"{}", 403), "not_charged", Ending.NOT_ENTITLED),
            (reply(b"{}", 404), "not_charged", Ending.NOT_FOUND),
            (reply(b"{}", 500), "unknown", Ending.UNKNOWN_CHARGE),
            (reply(b"{}", 503), "not_charged", Ending.UNAVAILABLE),
            (reply(b"{}", 504), "unknown", Ending.UNKNOWN_CHARGE),
            (reply(b'{"cut', 200), "unknown", Ending.UNKNOWN_CHARGE),
            (lambda visit: visit.reset(), "unknown", Ending.UNKNOWN_CHARGE),
        ],
    )
    def test_what_became_of_it_follows_from_how_it_ended(self, bureau: Opens, play: Play, state: str, ending: Ending) -> None:
        at = bureau(play)
        result = at.asked(PAID)
        assert (at.states(), result.ending, len(at.server.requests)) == ([state], ending, 1)
        assert result.cost == (None if state == "not_charged" else written(at.folder, PAID, at.server.url).info.cost)

    def test_a_post_that_bills_is_kept_as_well_and_not_sent_again_while_it_is_current(self, bureau: Opens) -> None:
        """Not `safe` to repeat; the answer that was paid for is there all the same."""
        at, text = bureau(reply(ANSWER)), PAID.replace('path = "/companies/{id}"', 'method = "POST"\npath = "/companies/{id}"')
        assert [str(at.asked(text).cost) for _ in range(2)] == ["2.50 EUR", "None"]
        assert (len(at.server.requests), at.states()) == (1, ["charged"])

    def test_whoever_is_cut_off_before_it_stands_as_charged_has_the_answer(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        killed = subprocess.run([sys.executable, "-c", CUT_OFF, str(at.folder), at.server.url], cwd=ROOT, check=False)
        assert killed.returncode == -signal.SIGKILL
        assert at.states() == ["begun"], "what may have been charged counts"
        again = at.asked(PAID)
        assert (again.ending, again.cost, len(at.server.requests)) == (Ending.OK, None, 1)
        assert at.states() == ["charged"], "the answer that was kept says what became of it"

    def test_row_13_nothing_that_bills_is_sent_about_a_buyer_while_a_charge_is_in_doubt(self, bureau: Opens) -> None:
        """A provider without a list of orders: only a person can say what became of it. Another buyer is asked about."""
        at = bureau(reply(b"{}", 504), reply(ANSWER))
        assert at.asked(PAID).ending is Ending.UNKNOWN_CHARGE
        met = [at.asked(PAID) for _ in range(2)]
        assert {(each.ending, each.reason, each.cost) for each in met} == {(Ending.UNKNOWN_CHARGE, Reason.CHARGE_IN_DOUBT, None)}
        assert written(at.folder, PAID, at.server.url, records=at.records()).under_way(HALDON), "it costs nothing more"
        assert (len(at.server.requests), at.states()) == (1, ["unknown"])
        other = replace(HALDON, id="C2", registrations=(("company_number", "99000002"),))
        assert at.asked(PAID, other).reason == "wrong_company"
        (doubt,) = at.records().unsettled()
        at.records().settle(doubt, State.NOT_CHARGED, "mara")
        assert at.asked(PAID).ending is Ending.OK
        assert at.states() == ["not_charged", "charged", "charged"]

    def test_row_13_what_is_free_is_asked_all_the_same(self, bureau: Opens) -> None:
        """The list of notices bills nothing: it comes, and a search that found nothing is told beside the doubt."""
        at = bureau(reply(b"{}", 504), reply(b'{"items": []}'))
        text = PAID.replace("[subject]", NOTICES + "[subject]")
        assert at.asked(text).ending is Ending.UNKNOWN_CHARGE
        result = at.asked(text)
        assert (result.ending, result.reason) == (Ending.UNKNOWN_CHARGE, Reason.CHARGE_IN_DOUBT)
        assert [(check.searched, check.found) for check in result.checks] == [("notices", 0)]
        assert [request.target for request in at.server.requests] == ["/companies/99000001", "/companies/99000001/notices"]

    def test_rule_10_the_budget_of_a_month_holds_across_runs(self, bureau: Opens) -> None:
        """6.00 pays for two reports of 2.50; the third is not sent."""
        at, text = bureau(reply(ANSWER)), "keep = { fresh_days = 0 }\n" + BUDGET
        assert [at.asked(text).ending for _ in range(3)] == [Ending.OK, Ending.OK, Ending.QUOTA]
        assert at.asked(text).reason == Reason.BUDGET_SPENT
        assert len(at.server.requests) == 2

    def test_rule_10_so_does_the_budget_of_a_day(self, bureau: Opens) -> None:
        """3.00 a day pays for one report of 2.50, though 47.50 of the month are left."""
        both = '{ amount = "50", currency = "EUR" }, { amount = "3.00", currency = "EUR", per = "day" }'
        at, text = bureau(reply(ANSWER)), f"keep = {{ fresh_days = 0 }}\nbudget = [{both}]\n" + PAID
        assert [at.asked(text).ending for _ in range(2)] == [Ending.OK, Ending.QUOTA]
        assert at.asked(text).reason == Reason.DAY_BUDGET_SPENT
        assert len(at.server.requests) == 1

    @pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text(path.read_text() + "# dearer", "utf-8")])
    def test_nothing_is_bought_by_a_file_that_is_not_what_was_read(self, bureau: Opens, change: Callable[[Path], None]) -> None:
        """The price was raised, or the provider taken out, while the program was running: what is free is asked all the same."""
        at = bureau(reply(b'{"items": []}'))
        text = PAID.replace("[subject]", NOTICES + "[subject]")
        provider = written(at.folder, text, at.server.url, records=at.records())
        change(at.folder / "bureau.toml")
        result = provider.fetch(HALDON, DAY, granted=all_granted)
        assert (result.ending, result.reason, result.cost) == (Ending.PARTIAL, Reason.TERMS_CHANGED, None)
        assert [request.target for request in at.server.requests] == ["/companies/99000001/notices"]
        assert at.states() == []

    def test_what_nobody_agreed_to_is_not_bought(self, bureau: Opens) -> None:
        """The usual way to ask agrees to nothing."""
        at = bureau(reply(ANSWER))
        result = written(at.folder, PAID, at.server.url, records=at.records()).fetch(HALDON, DAY)
        assert (result.ending, result.reason) == (Ending.CANCELLED, Reason.NOT_GRANTED)
        assert (at.server.requests, at.states()) == ([], [])

    def test_called_off_before_it_leaves_it_does_not_leave(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        called_off = threading.Event()

        def agreed(_price: object) -> bool:
            called_off.set()  # esc, at the last moment
            return True

        provider = written(at.folder, PAID, at.server.url, records=at.records())
        result = provider.fetch(HALDON, DAY, cancelled=called_off.is_set, granted=agreed)
        assert (result.ending, result.cost) == (Ending.CANCELLED, None)
        assert (at.server.requests, at.states()) == ([], ["not_charged"])

    def test_with_nothing_to_spend_nothing_that_bills_is_sent(self, bureau: Opens) -> None:
        at = bureau(reply(ANSWER))
        assert at.asked(PAID, records=at.records(spend=False)).reason == Reason.NOT_TO_SPEND
        assert at.asked(REPORTS, records=at.records(spend=False)).ending is Ending.OK
        assert (len(at.server.requests), at.states()) == (1, [])


def _slow(visit: Visit) -> None:
    visit.over.wait(0.6)
    visit.send(reply(ANSWER))


def _in_a_process(folder: Path, url: str, text: str) -> None:
    provider = written(folder, text, url, records=Records(folder / "records"))
    assert provider.fetch(HALDON, DAY, granted=all_granted).ending is Ending.OK


ROOT = Path(__file__).parents[3]
CUT_OFF = """
import os, signal, sys
from pathlib import Path
from integrations.keeping.spending import Entry
from tests.integrations.keeping.test_visit import PAID, _in_a_process
Entry.ended = lambda entry, state, *more: os.kill(os.getpid(), signal.SIGKILL)
_in_a_process(Path(sys.argv[1]), sys.argv[2], PAID)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.integrations.keeping.test_visit import _in_a_process
from tests.integrations.providers.generic_files import REPORTS
real = os.replace
os.replace = lambda path, to: os.kill(os.getpid(), signal.SIGKILL) if str(to).endswith(".answer") else real(path, to)
_in_a_process(Path(sys.argv[1]), sys.argv[2], REPORTS)
"""


class TestSingleFlight:
    @pytest.mark.parametrize("text", [REPORTS, PAID], ids=["free", "paid"])
    def test_row_33_two_threads_that_refresh_one_buyer_make_one_request(self, bureau: Opens, text: str) -> None:
        at = bureau(_slow)
        provider = written(at.folder, text, at.server.url, records=at.records())
        results: list[ProviderResult] = []

        def ask() -> None:
            result = provider.fetch(HALDON, DAY, granted=all_granted)
            assert isinstance(result, ProviderResult)
            results.append(result)

        desks = [threading.Thread(target=ask) for _ in range(3)]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        assert [result.ending for result in results] == [Ending.OK] * 3
        assert len({result.report for result in results}) == 1
        assert (len(at.server.requests), at.states()) == (1, ["charged"] if text == PAID else [])

    def test_row_33_killed_while_an_answer_is_written_leaves_no_half_one(self, bureau: Opens) -> None:
        """It dies when the file is written and has not got its name yet: what was kept before stands, and it is asked anew."""
        at = bureau(TAGGED, TAGGED, UNCHANGED)
        at.asked()
        (file,) = at.kept()
        before = file.read_bytes()
        killed = subprocess.run([sys.executable, "-c", KILLED, str(at.folder), at.server.url], cwd=ROOT, check=False)
        assert (killed.returncode, at.kept(), file.read_bytes()) == (-9, [file], before)
        assert [path.suffix for path in file.parent.iterdir() if path != file] == [".tmp"]
        assert at.asked().ending is Ending.OK
        assert at.server.requests[2].headers["if-none-match"] == '"v1"'

    def test_row_33_in_memory_too(self, bureau: Opens) -> None:
        at = bureau(_slow)
        provider = written(at.folder, REPORTS, at.server.url)
        desks = [threading.Thread(target=provider.fetch, args=(HALDON, DAY)) for _ in range(2)]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        assert len(at.server.requests) == 1

    def test_row_33_two_processes_that_refresh_one_buyer_make_one_request(self, bureau: Opens) -> None:
        at = bureau(lambda visit: (visit.over.wait(3), visit.send(reply(ANSWER)))[0])
        spawn = multiprocessing.get_context("spawn")
        desks = [spawn.Process(target=_in_a_process, args=(at.folder, at.server.url, PAID)) for _ in range(2)]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        assert [desk.exitcode for desk in desks] == [0, 0]
        assert (len(at.server.requests), at.states()) == (1, ["charged"])

    def test_two_buyers_do_not_wait_for_each_other(self, bureau: Opens) -> None:
        met = threading.Barrier(2, timeout=5)

        def play(visit: Visit) -> None:
            met.wait()
            visit.send(reply(b"{}", 404))

        at = bureau(play)
        provider = written(at.folder, REPORTS, at.server.url, records=at.records())
        other = replace(HALDON, id="C2", registrations=(("company_number", "99000002"),))
        desks = [threading.Thread(target=provider.fetch, args=(buyer, DAY)) for buyer in (HALDON, other)]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        assert len(at.server.requests) == 2
        assert not met.broken

    def test_who_waits_can_be_called_off_at_once_and_who_asks_goes_on(self, bureau: Opens) -> None:
        go = threading.Event()

        def play(visit: Visit) -> None:
            go.wait(10)
            visit.send(reply(ANSWER))

        at = bureau(play)
        provider = written(at.folder, REPORTS, at.server.url, records=at.records())
        first: list[object] = []
        asking = threading.Thread(target=lambda: first.append(provider.fetch(HALDON, DAY, granted=all_granted).ending))
        asking.start()
        while not at.server.requests:
            time.sleep(0.01)
        started = time.monotonic()
        result = provider.fetch(HALDON, DAY, cancelled=lambda: True, granted=all_granted)
        assert (result.ending, time.monotonic() - started < 1) == (Ending.CANCELLED, True)
        go.set()
        asking.join()
        assert first == [Ending.OK]

    def test_one_that_was_called_off_leaves_the_next_to_ask(self, bureau: Opens) -> None:
        at = bureau(_slow, reply(ANSWER))
        provider = written(at.folder, REPORTS, at.server.url, records=at.records())
        stop = threading.Event()
        results: list[object] = []
        one = threading.Thread(
            target=lambda: results.append(provider.fetch(HALDON, DAY, cancelled=stop.is_set, granted=all_granted).ending)
        )
        one.start()
        while not at.server.requests:
            time.sleep(0.01)
        two = threading.Thread(target=lambda: results.append(provider.fetch(HALDON, DAY, granted=all_granted).ending))
        two.start()
        stop.set()
        one.join()
        two.join()
        assert results == [Ending.CANCELLED, Ending.OK]
