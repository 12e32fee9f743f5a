"""Who can be asked: money left, how each stood last, a trial of one, and what it answered let go."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from credit.money import Money
from integrations.keeping.records import Records
from integrations.keeping.spending import Spending
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.test_coface import COMPANY, PUBLISHED, TOKEN, state
from tests.tui.cli.bureaus import configured
from tests.tui.cli.conftest import Dunnage

PRICE = 'billable = true\ncost = { amount = "2.50", currency = "EUR" }'
BUDGET = 'budget = { amount = "20.00", currency = "EUR", per = "month" }\n'


def paid(home: Path, port: int, keys: str = BUDGET) -> None:
    """A bureau that bills 2.50 EUR, with these keys at the head of its file."""
    path = configured(home, port, PRICE)
    path.write_text(keys + path.read_text(encoding="utf-8"), encoding="utf-8")


def records(home: Path) -> Records:
    return Records(home / "data" / "dunnage" / "providers")


def listed(dunnage: Dunnage) -> dict[str, object]:
    (row,) = dunnage("providers", "--json").json["providers"]
    assert isinstance(row, dict)
    return row


class TestList:
    def test_what_is_not_known_is_named_as_missing(self, dunnage: Dunnage) -> None:
        record = dunnage("--demo", "providers", "--json").json
        (provider,) = record["providers"]
        assert provider["name"] == "demo"
        assert {name for name, value in provider.items() if value is None} == set(record["missing"])
        assert "demo" in dunnage("--demo", "providers").out

    def test_before_anybody_was_asked_nothing_is_made(self, dunnage: Dunnage, home: Path) -> None:
        paid(home, 1)
        assert dunnage("providers").out == (
            "bureau  generic  127.0.0.1:1; 2.50 EUR a report; 20.00 EUR of 20.00 EUR left this month; never answered yet\n"
        )
        assert not (home / "data" / "dunnage" / "providers").exists()

    def test_money_and_the_last_answer(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        """20.00 less 2.50 for one report, and less 2.50 for one that was cut off before its answer."""
        before = datetime.now(UTC)
        with Loopback([reply(b'{"score": "38"}')]) as server:
            paid(home, server.port)
            assert dunnage("refresh", "C1", "--budget", "10", "EUR").code == 0
            url, port = server.url, server.port
        records(home).spending.begin("bureau", "mark", "report", Money.of("2.50", "EUR"))
        row = listed(dunnage)
        assert (row["base_url"], row["billable"], row["cost"]) == (url, True, {"amount": "2.50", "currency": "EUR"})
        assert (row["budget"], row["budget_left"]) == (
            {"amount": "20.00", "currency": "EUR"},
            {"amount": "15.00", "currency": "EUR"},
        )
        assert (row["calls_charged"], row["calls_in_doubt"], row["answers_kept"], row["paused"]) == (2, 1, 1, False)
        assert before - timedelta(seconds=1) <= datetime.fromisoformat(str(row["last_ok"])) <= datetime.now(UTC)
        told = dunnage("providers").out
        assert f"127.0.0.1:{port}; 2.50 EUR a report; 15.00 EUR of 20.00 EUR left this month; 1 call waits for your word" in told
        assert "1 call may have been charged; compare its invoice, then say so: dunnage providers settle" in dunnage("doctor").out

    def test_an_order_under_way_is_told(self, dunnage: Dunnage, home: Path) -> None:
        paid(home, 1)
        records(home).spending.begin("bureau", "mark", "report", None).ordered("A-17")
        assert listed(dunnage)["orders_under_way"] == 1
        assert "1 order under way" in dunnage("providers").out

    def test_how_often_it_may_be_asked_is_told_where_its_file_says_so(self, dunnage: Dunnage, home: Path) -> None:
        paid(home, 1, "rate = { calls = 60, seconds = 60 }\n")
        assert listed(dunnage)["rate"] == {"calls": 60, "seconds": "60.0"}
        assert "at most 60 calls in 60 s" in dunnage("providers").out

    def test_a_refused_key_is_told_until_it_is_tried_again(
        self, dunnage: Dunnage, known: Path, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BUREAU_KEY", "CANARY-7f3a")
        key = 'auth = { kind = "header", name = "X-Key", secret = "env:BUREAU_KEY" }\n'
        with Loopback([reply(b"{}", 401), reply(b'{"score": "38"}')]) as server:
            path = configured(home, server.port)
            path.write_text(key + path.read_text(encoding="utf-8"), encoding="utf-8")
            assert dunnage("refresh", "C1").code == 8
            assert (listed(dunnage)["paused"], "paused: it refused the key" in dunnage("providers").out) == (True, True)
            assert "its key was refused" in dunnage("doctor").out
            assert dunnage("refresh", "C1").code == 8
            assert len(server.requests) == 1, "it is not tried again by itself"
            tried = dunnage("providers", "test", "bureau", "--live", "--buyer", "C1", "--json")
            assert (tried.code, tried.json["status"]) == (0, "ok")
        assert listed(dunnage)["paused"] is False


class TestTrial:
    def test_a_sample_says_which_findings_it_fills_and_nobody_is_asked(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        paid(home, 1)
        sample = home / "sample.json"
        notice = {"id": "7", "code": "2450", "published": "2024-06-01", "text": "Alder, number 0099"}
        sample.write_text(json.dumps({"score": "38", "notices": [notice]}), encoding="utf-8")
        before = known.read_bytes()
        ended = dunnage("providers", "test", "bureau", "--sample", sample, "--buyer", "C1", "--json")
        assert ended.code == 0
        (finding,) = ended.json["findings"]
        assert (finding["key"], finding["value"], finding["status"]) == ("financial_strength.rating_provider", "38", "known")
        assert [event["kind"] for event in ended.json["events"]] == ["winding_up_petition"]
        assert known.read_bytes() == before
        assert not (home / "data" / "dunnage" / "providers").exists(), "nothing spent, nothing kept"
        told = dunnage("providers", "test", "bureau", "--sample", f"report={sample}", "--buyer", "C1").out
        assert "financial_strength.rating_provider  38" in told

    def test_a_sample_that_fills_nothing_says_why(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        configured(home, 1)
        (home / "login.html").write_text("<html>", encoding="utf-8")
        ended = dunnage("providers", "test", "bureau", "--sample", home / "login.html", "--buyer", "C1")
        assert (ended.code, ended.out) == (8, "")
        assert "not JSON" in ended.sentence
        ended = dunnage("providers", "test", "bureau", "--sample", home / "nowhere", "--buyer", "C1")
        assert (ended.code, str(home / "nowhere") in ended.sentence) == (2, True)

    @pytest.mark.parametrize(
        "words",
        [("bureau",), ("bureau", "--live"), ("bureau", "--buyer", "C1"), ("nobody", "--live", "--buyer", "C1"), ()],
    )
    def test_what_is_missing_is_one_sentence(self, dunnage: Dunnage, known: Path, home: Path, words: tuple[str, ...]) -> None:
        configured(home, 1)
        ended = dunnage("providers", "test", *words)
        assert (ended.code, ended.out) == (2, "")
        assert ended.sentence

    def test_in_earnest_who_bills_needs_a_budget(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        words = ("providers", "test", "bureau", "--live", "--buyer", "C1")
        with Loopback([reply(b'{"score": "38"}')]) as server:
            paid(home, server.port)
            ended = dunnage(*words)
            assert (ended.code, len(server.requests)) == (2, 0)
            assert "asking costs money" in ended.sentence
            assert dunnage(*words, "--budget", "1", "EUR").code == 9
            assert dunnage(*words, "--budget", "3", "EUR", "--json").json["cost"] == {"amount": "2.50", "currency": "EUR"}
            assert len(server.requests) == 1
        assert dunnage("customer", "C1", "--json").json["reports"] == [], "a trial leaves the book alone"


class TestPurge:
    def test_what_a_provider_answered_goes_and_what_was_spent_stays(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        with Loopback([reply(b'{"score": "38"}')]) as server:
            paid(home, server.port)
            dunnage("refresh", "C1", "--budget", "10", "EUR")
        assert dunnage("providers", "purge", "bureau").out == "bureau  1 answer removed\n"
        row = listed(dunnage)
        assert (row["answers_kept"], row["budget_left"]) == (0, {"amount": "17.50", "currency": "EUR"})
        assert dunnage("providers", "purge", "--json").json == {"removed": {"bureau": 0}}
        assert dunnage("providers", "purge", "nobody").code == 2

    def test_records_that_others_can_read_are_not_well(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        folder = home / "data" / "dunnage" / "providers"
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        ended = dunnage("doctor")
        assert "chmod 700" in ended.out
        assert ended.code == 2


class TestSettling:
    """The bureau breaks after a billable call, so nobody knows whether it was charged until a person says so."""

    def doubtful(self, dunnage: Dunnage, home: Path, server: Loopback) -> dict[str, object]:
        paid(home, server.port)
        assert dunnage("refresh", "C1", "--budget", "10", "EUR").code == 8
        (call,) = dunnage("providers", "settle", "--json").json["calls"]
        assert isinstance(call, dict)
        return call

    def test_nothing_in_doubt_is_said_and_makes_nothing(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        paid(home, 1)
        assert (dunnage("providers", "settle").out, dunnage("providers", "settle", "--json").json["calls"]) == (
            "No call is in doubt.\n",
            [],
        )
        ended = dunnage("providers", "settle", "bureau", "C1", "charged")
        assert (ended.code, ended.out) == (2, "")
        assert "No call of bureau about C1 is in doubt" in ended.sentence
        assert not (home / "data" / "dunnage" / "providers").exists()

    def test_a_doubt_is_listed_with_its_buyer_and_a_refused_refresh_names_the_door(
        self, dunnage: Dunnage, known: Path, home: Path
    ) -> None:
        with Loopback([reply(b"{}", 504)]) as server:
            call = self.doubtful(dunnage, home, server)
            assert (call["provider"], call["customer_id"], call["name"], call["endpoint"], call["state"]) == (
                "bureau",
                "C1",
                "Alder Ltd",
                "report",
                "unknown",
            )
            assert call["price"] == {"amount": "2.50", "currency": "EUR"}
            refused = dunnage("refresh", "C1", "--budget", "10", "EUR")
            assert (refused.code, len(server.requests)) == (8, 1)
            assert "dunnage providers settle" in refused.out
            result = dunnage("refresh", "C1", "--json").json["results"][0]
            assert (result["status"], result["reason"], result["cost"]) == ("unknown_charge", "charge_in_doubt", None)
        listed = dunnage("providers", "settle", "bureau")
        assert "bureau; C1 Alder Ltd; report of" in listed.out
        assert "2.50 EUR; its answer was lost" in listed.out
        assert "charged, or not-charged" in listed.sentence

    @pytest.mark.parametrize(("word", "left"), [("charged", "15.00"), ("not-charged", "17.50")])
    def test_a_persons_word_opens_the_way(self, dunnage: Dunnage, known: Path, home: Path, word: str, left: str) -> None:
        """20.00 less 2.50 for the report that came, and less 2.50 for the first where it was charged."""
        with Loopback([reply(b"{}", 504), reply(b'{"score": "38"}')]) as server:
            call = self.doubtful(dunnage, home, server)
            ended = dunnage("providers", "settle", "bureau", "C1", word, "--json")
            settled = ended.json["settled"]
            assert (ended.code, settled["id"], settled["state"]) == (0, call["id"], word.replace("-", "_"))
            assert settled["said_by"] == "mara"
            assert dunnage("providers", "settle").out == "No call is in doubt.\n"
            assert dunnage("refresh", "C1", "--budget", "10", "EUR").code == 0
        assert listed(dunnage)["budget_left"] == {"amount": left, "currency": "EUR"}

    def test_a_call_about_a_buyer_this_book_does_not_know_is_settled_by_its_number(self, dunnage: Dunnage, home: Path) -> None:
        paid(home, 1)
        spent = records(home).spending.begin("bureau", "a0" * 16, "report", Money.of("2.50", "EUR")).spent
        (call,) = dunnage("providers", "settle", "--json").json["calls"]
        assert (call["customer_id"], call["id"]) == (None, spent.id)
        assert "a buyer this book does not know" in dunnage("providers", "settle").out
        told = dunnage("providers", "settle", "bureau", spent.id, "not-charged")
        assert (told.code, "not charged" in told.out) == (0, True)
        assert listed(dunnage)["calls_in_doubt"] == 0

    def test_of_several_calls_one_is_to_be_named(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        with Loopback([reply(b"{}", 504)]) as server:
            call = self.doubtful(dunnage, home, server)
            mark = records(home).spending.entries()[0].buyer
            second = records(home).spending.begin("bureau", mark, "report", Money.of("2.50", "EUR")).spent
        ended = dunnage("providers", "settle", "bureau", "C1", "charged")
        assert ended.code == 2
        assert f"{call['id']}, {second.id}" in ended.sentence
        assert dunnage("providers", "settle", "bureau", second.id, "charged").code == 0
        assert dunnage("providers", "settle", "bureau", "C1", "charged").code == 0, "one is left"

    def test_a_buyer_behind_another_act_is_refused(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        paid(home, 1)
        assert dunnage("providers", "purge", "bureau", "C1").code == 2
        assert dunnage("providers", "settle", "bureau", "C1", "perhaps").code == 2


def test_an_order_that_does_not_come_is_said_with_its_word_and_settled(
    dunnage: Dunnage, book: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordered forty days ago; the provider's word for it is one nobody here knows."""
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")
    (home / "customers.csv").write_text("id,name,coface_id\nC1,Alder Ltd,F-1\n", encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True)
    asked_by = records(home).buyer("coface", ("coface", "F-1"))
    before = Spending(home / "data" / "dunnage" / "providers", lambda: datetime.now(UTC) - timedelta(days=40))
    before.begin("coface", asked_by, "order", None).ordered("77")
    token, state = reply(b'{"access_token": "SYNTHETIC"}'), reply(b'{"id": "77", "status": "Awaiting agent"}')
    with Loopback([token, state, token, state]) as server:
        (folder / "coface.toml").write_text(
            f'kind = "coface"\nbase_url = "{server.url}/v1"\ntoken_url = "{server.url}/token"\n'
            'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }\ncost = { amount = "8", currency = "EUR" }\n',
            encoding="utf-8",
        )
        ended = dunnage("refresh", "C1")
        assert (ended.code, "it says: Awaiting agent" in ended.out) == (8, True)
        assert "has not come" in ended.out
        assert "Ask the provider what became of it" in ended.out
        (result,) = dunnage("refresh", "C1", "--json").json["results"]
        assert (result["status"], result["reason"], result["word"]) == ("unknown_charge", "order_overdue", "Awaiting agent")
    assert "C1 Alder Ltd" in (told := dunnage("providers", "settle").out)
    assert "order 77; ordered, and not delivered since" in told
    assert dunnage("providers", "settle", "coface", "C1", "not-charged").code == 0
    assert dunnage("providers", "settle").out == "No call is in doubt.\n"


def test_an_order_under_way_is_no_failure_and_says_how_far_it_is(
    dunnage: Dunnage, home: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordered two days ago within a budget; a night's run only asks after it, and a later one fetches it."""
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")
    (home / "customers.csv").write_text(f"id,name,coface_id\nC1,Alder Ltd,{COMPANY}\n", encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True)
    asked_by = records(home).buyer("coface", ("coface", COMPANY))
    before = Spending(home / "data" / "dunnage" / "providers", lambda: datetime.now(UTC) - timedelta(days=2))
    before.begin("coface", asked_by, "order", None).ordered("77")
    with Loopback([TOKEN, state("In the making"), TOKEN, state("Delivered"), PUBLISHED]) as server:
        (folder / "coface.toml").write_text(
            f'kind = "coface"\nbase_url = "{server.url}/v1"\ntoken_url = "{server.url}/token"\n'
            'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }\ncost = { amount = "8", currency = "EUR" }\n',
            encoding="utf-8",
        )
        ended = dunnage("refresh", "C1")
        assert (ended.code, len(server.requests)) == (0, 2)
        assert ended.out == (
            "C1  coface: under way (the report was ordered and is being prepared, it says: In the making)."
            " Refresh again later: it is fetched then, and costs nothing more.\n"
        )
        results = dunnage("refresh", "--json").json["results"]
    told = {result["customer_id"]: (result["status"], result["reason"], result["cost"]) for result in results}
    assert told.pop("C1") == ("ok", "", None)
    assert set(told.values()) == {("not_found", "no_id", None)}, "of the others nobody wrote down a number there"


class TestLostKey:
    """A report is bought, and then the key that marks its buyer in the ledger is another one."""

    def test_it_is_one_sentence_and_nothing_is_bought_before_it_is_back_or_a_person_begins_anew(
        self, dunnage: Dunnage, known: Path, home: Path
    ) -> None:
        buy = ("refresh", "C1", "--budget", "10", "EUR")
        key = home / "data" / "dunnage" / "providers" / "local.key"
        with Loopback([reply(b'{"score": "38"}')]) as server:
            paid(home, server.port, "keep = { fresh_days = 0 }\n" + BUDGET)
            assert (dunnage(*buy).code, dunnage("providers", "anew").code) == (0, 2), "nothing to begin anew"
            whole = key.read_bytes()
            key.write_bytes(whole[:-1])
            refused = dunnage(*buy)
            assert (refused.code, len(refused.out.splitlines()), len(server.requests)) == (8, 1, 1)
            assert "local.key" in refused.out
            assert "dunnage providers anew" in refused.out
            told = dunnage("providers", "--json")
            assert (told.code, told.json["key_lost"]) == (8, True)
            assert "dunnage providers anew" in told.sentence
            assert dunnage("doctor").code == 2
            key.write_bytes(whole)
            assert (dunnage("providers", "--json").json["key_lost"], dunnage("doctor").code) == (False, 0)
            key.unlink()
            ended = dunnage("providers", "anew", "--json")
            assert (ended.code, ended.json) == (0, {"begun_anew": True, "not_recognised": []})
            assert (dunnage(*buy).code, len(server.requests)) == (0, 2)
        assert listed(dunnage)["budget_left"] == {"amount": "15.00", "currency": "EUR"}, "both count: 20.00 less twice 2.50"

    def test_what_is_in_doubt_is_named_when_it_is_let_go_of(self, dunnage: Dunnage, known: Path, home: Path) -> None:
        with Loopback([reply(b"{}", 504)]) as server:
            paid(home, server.port)
            assert dunnage("refresh", "C1", "--budget", "10", "EUR").code == 8
        (spent,) = records(home).spending.entries()
        (home / "data" / "dunnage" / "providers" / "local.key").unlink()
        listed_ = dunnage("providers", "settle")
        assert (listed_.code, "a buyer this book does not know" in listed_.out) == (8, True)
        ended = dunnage("providers", "anew")
        assert (ended.code, spent.id in ended.sentence) == (0, True)
        assert "another key" in ended.out
        assert dunnage("providers", "settle", "bureau", spent.id, "charged").code == 0, "it can be settled all the same"
