"""The first founding story, told day by day through the command line: nobody may look ahead, and nobody may be late.

The expectations are those of the story's own table (`story/README.md` of the specification), rows 2019-12-31 to 2020-08-01.
The Gazette answers over loopback with the feeds as they stood on 2020-04-01 and 2020-08-01.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit.reason import NAMES
from storage.store import open_store
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.generic_files import GAZETTE
from tui.cli import main

STORY = Path(__file__).parent / "story"
PAYLOADS = Path(__file__).parent / "payloads"


class Desk:
    """A user's folders with the story in the book, and the commands typed at them."""

    def __init__(self, home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        self.home = home
        self.capture = capsysbinary

    def run(self, *words: str) -> tuple[int, Any]:
        """Exit code and the JSON of one command."""
        code = main([*words, "--json"])
        out = self.capture.readouterr().out
        return code, json.loads(out)

    def refused(self, *words: str) -> int:
        """Exit code of a command that writes nothing on standard output."""
        code = main([*words, "--json"])
        assert self.capture.readouterr().out == b""
        return code

    def gazette(self, url: str) -> None:
        """Configure the Gazette as a generic provider at `url`."""
        folder = self.home / "config" / "dunnage" / "providers"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "gazette.toml").write_text(GAZETTE.replace("https://notices.example", url), encoding="utf-8")

    def alerts(self, day: str) -> list[Any]:
        """Alerts on C001 as known on a day."""
        return [alert for alert in self.run("alerts", "--as-of", day)[1]["alerts"] if alert["customer_id"] == "C001"]

    def refresh(self, day: str, feed: str) -> tuple[int, Any]:
        """Ask the Gazette about C001 on a day, when it answers with this feed."""
        with Loopback([reply((PAYLOADS / feed).read_bytes())]) as server:
            self.gazette(server.url)
            return self.run("refresh", "C001", "--as-of", day)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Desk:
    for name in ("config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.delenv("DUNNAGE_BOOK", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    made = Desk(tmp_path, capsysbinary)
    code, told = made.run("import", *(str(STORY / f"{name}.csv") for name in ("receipts", "activities", "invoices", "customers")))
    assert code == 0
    assert told["problems"] == []
    return made


def kinds(alerts: list[Any]) -> set[str]:
    return {alert["kind"] for alert in alerts}


def test_at_the_end_of_2019_nothing_is_wrong(desk: Desk) -> None:
    assert desk.alerts("2019-12-31") == []
    code, answer = desk.run("check", "C001", "40000", "USD", "--as-of", "2019-12-31")
    assert code == 0
    assert answer["verdict"] == "go"


def test_the_alerts_of_2010_rang_and_have_ended(desk: Desk) -> None:
    """In 2010 every invoice came 45 to 94 days late while the next orders were taken."""
    assert "order_while_overdue" in kinds(desk.alerts("2010-09-10"))


def test_the_first_slip_is_flagged_by_the_middle_of_february(desk: Desk) -> None:
    """The invoice due 2020-02-03 is unpaid on the 15th; the latest of nine years of payments came 9 days late."""
    alert = next(alert for alert in desk.alerts("2020-02-15") if alert["kind"] == "overdue_beyond_habit")
    assert alert["evidence"]["days"] == 12
    assert alert["evidence"]["open"] == {"amount": "34279.00", "currency": "USD"}
    assert "2020-02-03" < alert["on"] <= "2020-02-15"
    _, buyer = desk.run("customer", "C001", "--as-of", "2020-02-15")
    assert [item["number"] for item in buyer["open_items"] if item["dpd"] > 0] == [alert["evidence"]["invoice"]]


def test_the_order_of_march_rings_on_its_day_and_not_before(desk: Desk) -> None:
    assert "order_while_overdue" not in kinds(desk.alerts("2020-03-04"))
    alert = next(alert for alert in desk.alerts("2020-03-05") if alert["kind"] == "order_while_overdue")
    assert alert["on"] == alert["learnt_on"] == "2020-03-05"


def test_the_petition_of_march_makes_the_debt_bad_although_the_registry_says_active(desk: Desk) -> None:
    code, told = desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    assert code == 0
    assert [event["kind"] for event in told["results"][0]["events"]] == ["winding_up_petition"]
    code, answer = desk.run("check", "C001", "1000", "USD", "--as-of", "2020-03-18", "--no-refresh")
    assert (code, answer["verdict"], answer["reasons"][0]["code"]) == (4, "hold", "order_petition")
    _, buyer = desk.run("customer", "C001", "--as-of", "2020-03-18")
    assert buyer["debt_class"]["value"] == "bad"
    petition = next(alert for alert in desk.alerts("2020-03-18") if alert["kind"] == "winding_up_petition")
    assert (petition["severity"], petition["on"], petition["learnt_on"]) == ("critical", "2020-03-18", "2020-03-18")
    _, queue = desk.run("queue", "--as-of", "2020-03-18")
    first = next(item for item in queue["items"] if item["lane"] == "event")
    assert first["customer_id"] == "C001"
    assert desk.run("alerts", "--as-of", "2020-03-18")[0] == 10


def test_the_day_before_it_was_learnt_the_petition_is_not_known(desk: Desk) -> None:
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    assert "winding_up_petition" not in kinds(desk.alerts("2020-03-17"))
    _, buyer = desk.run("customer", "C001", "--as-of", "2020-03-17")
    assert buyer["debt_class"]["value"] == "doubtful", (
        "its grade fell by two letters in February, and nothing was paid down since"
    )
    (fell,) = (why for why in buyer["debt_class"]["reasons"] if why["code"] == "class_grade_fell")
    assert (fell["facts"]["before"], fell["facts"]["grade"]) == ("A", "C"), "that it is D now took longer than half a year"


def test_a_notice_published_after_the_day_is_not_taken_in(desk: Desk) -> None:
    """The feed of 2020-08-01 read on 2020-03-18 holds a dismissal of May and a petition of July: neither exists yet."""
    _, told = desk.refresh("2020-03-18", "gazette_feed_asof_2020-08-01.json")
    assert [event["published_on"] for event in told["results"][0]["events"]] == ["2020-03-18"]


def test_in_august_both_petitions_stand_and_the_dismissal_erases_none(desk: Desk) -> None:
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    _, told = desk.refresh("2020-08-01", "gazette_feed_asof_2020-08-01.json")
    assert sorted(event["published_on"] for event in told["results"][0]["events"]) == ["2020-05-13", "2020-07-22"]
    alerts = desk.alerts("2020-08-01")
    petitions = sorted((a for a in alerts if a["kind"] == "winding_up_petition"), key=lambda a: a["on"])
    assert [(a["on"], a["severity"]) for a in petitions] == [("2020-03-18", "critical"), ("2020-07-22", "critical")]
    assert petitions[0]["evidence"]["dismissed_on"] == "2020-05-13"
    assert petitions[0]["learnt_on"] == "2020-03-18"
    assert "winding_up_petition_dismissed" in kinds(alerts)
    _, buyer = desk.run("customer", "C001", "--as-of", "2020-08-01")
    assert buyer["debt_class"]["value"] == "bad"


def test_where_the_july_petition_was_kept_private_march_is_still_critical(desk: Desk) -> None:
    desk.refresh("2020-08-01", "gazette_feed_ciga_private_july_2020.json")
    petitions = [a for a in desk.alerts("2020-08-01") if a["kind"] == "winding_up_petition"]
    assert [(a["on"], a["severity"]) for a in petitions] == [("2020-03-18", "critical")]


def test_a_namesake_s_notice_is_possible_and_never_an_event(desk: Desk) -> None:
    code, told = desk.refresh("2020-08-01", "gazette_feed_fuzzy_false_positive.json")
    assert code == 0
    assert told["results"][0]["events"] == []
    assert len(told["results"][0]["possible"]) == 1
    assert "winding_up_petition" not in kinds(desk.alerts("2020-08-01"))


def test_a_provider_that_is_down_keeps_what_is_known(desk: Desk) -> None:
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    before = desk.run("customer", "C001", "--as-of", "2020-08-01")[1]
    desk.gazette("http://127.0.0.1:9")
    code, told = desk.run("refresh", "C001", "--as-of", "2020-08-01")
    assert code == 8
    assert told["results"][0]["status"] == "unavailable"
    assert desk.run("customer", "C001", "--as-of", "2020-08-01")[1] == before


def test_four_buyers_with_the_same_age_of_debt(desk: Desk) -> None:
    """C002 to C005: 64,000 USD, 76 days overdue on 2021-03-31; only C005 broke three promises."""
    classes = {}
    for id in ("C002", "C003", "C004", "C005"):
        _, buyer = desk.run("customer", id, "--as-of", "2021-03-31")
        assert [(item["dpd"], item["open"]["amount"]) for item in buyer["open_items"]] == [(76, "64000.00")]
        classes[id] = buyer["debt_class"]["value"]
    assert classes == {"C002": "in_collection", "C003": "in_collection", "C004": "in_collection", "C005": "bad"}


GRANT = ("--until", "2022-03-31", "--cap", "90,000", "usd", "--as-of", "2021-03-31")
SEEN = {"C002": "sales tripled in two years, listed supplier of two chains", "C003": "owns plant and land"}
REASONS = {"C002": "potential", "C003": "asset_rich_illiquid"}


@pytest.mark.parametrize("id", ["C002", "C003"])
def test_time_for_two_buyers_needs_the_insurers_consent_or_a_knowing_forfeit(desk: Desk, id: str) -> None:
    """64,000 are open and 90,000 insured, 90 % of it: 57,600. Due 2021-01-14 (76 days), the stop came after two months."""
    asked = ("lenient", id, "--reason", REASONS[id], "--evidence", SEEN[id], *GRANT)
    assert desk.refused(*asked) == 5
    code, told = desk.run(*asked, "--forfeit-cover")
    assert code == 0
    (fact,) = told["recorded"]
    assert fact["forfeits"] == {"amount": "57600.00", "currency": "USD"}
    _, buyer = desk.run("customer", id, "--as-of", "2021-03-31")
    given = buyer["leniency"]
    assert (given["reason"], given["until"], given["evidence"], given["in_force"]) == (
        REASONS[id],
        "2022-03-31",
        [SEEN[id]],
        True,
    )
    assert given["cap"] == {"amount": "90000.00", "currency": "USD"}
    assert given["forfeits"] == {"amount": "57600.00", "currency": "USD"}
    assert (given["review_due"], given["insurer_stop_on"], given["days_to_insurer_stop"]) == ("2021-06-29", "2021-03-14", -17)
    assert given["ended"] == []
    assert buyer["flags"] == "L", "nothing is insured any more"
    owed = buyer["exposure"]
    assert [owed[name]["amount"] for name in ("own_risk", "insured")] == ["64000.00", "0.00"]
    assert [why["code"] for why in owed["cover"]] == ["cover_given_up"]
    assert not [clock["kind"] for clock in buyer["clocks"] if clock["kind"].startswith("insurer_")]
    _, before = desk.run("customer", id, "--as-of", "2021-03-30")
    assert (before["leniency"], before["flags"]) == (None, "I")


def test_more_than_a_year_of_time_is_more_than_a_year(desk: Desk) -> None:
    """Story B: time until 2022-06-30, looked at again every 90 days; on the way the debt is 91, 181, 500 days overdue."""
    granted = ("lenient", "C003", "--reason", "asset_rich_illiquid", "--evidence", SEEN["C003"], "--cap", "90,000", "usd")
    assert desk.run(*granted, "--until", "2022-06-30", "--insurer-consent", "REF1", "--as-of", "2021-03-31")[0] == 0
    for day in ("2021-06-28", "2021-09-25", "2021-12-23", "2022-03-22", "2022-06-19"):
        assert desk.run("lenient", "C003", "--review", "--as-of", day)[0] == 0
    for day, dpd in (("2021-04-15", 91), ("2021-07-14", 181), ("2022-05-29", 500), ("2022-06-30", 532)):
        _, buyer = desk.run("customer", "C003", "--as-of", day)
        assert (buyer["open_items"][0]["dpd"], buyer["leniency"]["ended"]) == (dpd, [])
        assert buyer["treatment"]["ladder"] == "asset_rich_illiquid"
    _, buyer = desk.run("customer", "C003", "--as-of", "2022-07-01")
    assert [why["code"] for why in buyer["leniency"]["ended"]] == ["leniency_until"]


def test_the_insurers_consent_is_kept_by_its_reference(desk: Desk) -> None:
    asked = ("lenient", "C002", "--reason", "potential", "--evidence", SEEN["C002"], *GRANT)
    assert desk.run(*asked, "--insurer-consent", "AT-2021-77")[0] == 0
    _, buyer = desk.run("customer", "C002", "--as-of", "2021-03-31")
    assert (buyer["leniency"]["insurer_consent"], buyer["leniency"]["forfeits"]) == ("AT-2021-77", None)
    assert buyer["exposure"]["insured"] == {"amount": "57600.00", "currency": "USD"}
    assert [(why["code"], why["facts"]["due_on"]) for why in buyer["exposure"]["cover"]] == [("cover_in_doubt", "2021-03-15")]
    assert {clock["due_on"] for clock in buyer["clocks"] if clock["kind"] == "insurer_stop"} == {"2022-03-31"}


def test_nobody_is_given_time_without_evidence_and_a_tag_is_none(desk: Desk) -> None:
    _, buyer = desk.run("customer", "C002", "--as-of", "2021-03-31")
    assert (buyer["tags"], buyer["leniency"]) == (["potential"], None)
    assert "no leniency is granted by it" in buyer["leniency_hint"]
    for evidence in ((), ("--evidence", ""), ("--evidence", "  ")):
        assert desk.refused("lenient", "C002", "--reason", "potential", *GRANT, "--forfeit-cover", *evidence) == 5


def test_no_time_for_c001_from_the_petition_of_march_2020_on(desk: Desk) -> None:
    asked = (
        "lenient",
        "C001",
        "--reason",
        "potential",
        "--evidence",
        "eleven years",
        "--cap",
        "500000",
        "USD",
        "--forfeit-cover",
    )
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    for day, until in (("2020-03-18", "2020-06-30"), ("2020-08-01", "2020-12-31"), ("2021-03-31", "2021-06-30")):
        assert desk.refused(*asked, "--until", until, "--as-of", day) == 5
    assert desk.run(*asked, "--until", "2020-06-30", "--as-of", "2020-01-31")[0] == 0, "before it slipped, nobody knew"
    _, buyer = desk.run("customer", "C001", "--as-of", "2020-03-18")
    assert {why["code"] for why in buyer["leniency"]["ended"]} == {"leniency_class", "leniency_petition"}
    assert "L" not in buyer["flags"]


def test_a_buyer_with_three_broken_promises_is_not_waited_for(desk: Desk) -> None:
    assert desk.refused("lenient", "C005", "--reason", "potential", "--evidence", "grows", *GRANT, "--forfeit-cover") == 5


def test_four_treatments_of_the_same_age(desk: Desk) -> None:
    """76 days past due each: two kinds of leniency, the ordinary ladder, and the pressing one that keeps face."""
    for id in ("C002", "C003"):
        desk.run("lenient", id, "--reason", REASONS[id], "--evidence", SEEN[id], *GRANT, "--forfeit-cover")
    buyers = {id: desk.run("customer", id, "--as-of", "2021-03-31")[1] for id in ("C002", "C003", "C004", "C005")}
    assert {id: buyer["treatment"]["ladder"] for id, buyer in buyers.items()} == {
        "C002": "potential", "C003": "asset_rich_illiquid", "C004": "in_collection", "C005": "bad"
    }  # fmt: skip
    steps = {id: buyer["treatment"]["next_step"] for id, buyer in buyers.items()}
    assert {id: (step["action"], step["sender_role"]) for id, step in steps.items() if id != "C005"} == {
        "C002": ("statement", "sales_director"),
        "C003": ("plan_and_security", "sales_director"),
        "C004": ("tell_insurer", "collector"),
    }
    asked = {id: buyers[id]["treatment"]["later_steps"][0] for id in ("C004", "C005")}  # once the insurer was told
    assert (asked["C004"]["action"], asked["C004"]["sender_role"]) == ("escalate", "chief")
    pressed = buyers["C005"]["treatment"]
    assert (asked["C005"]["tone"], pressed["goal"]) == ("face_saving", "all_money_in_or_hand_over")
    assert {"private", "senior_to_senior", "never_copy_subordinates", "no_public_mention"} <= set(pressed["face_rules"])
    days = [(date.fromisoformat(pressed[end]) - date.fromisoformat(pressed["since"])).days for end in ("aim_on", "deadline_on")]
    assert days == [30, 60]
    assert "step_past_due" in [why["code"] for why in buyers["C004"]["treatment"]["reasons"]]


def test_once_wound_up_only_the_insolvency_path_is_offered(desk: Desk) -> None:
    desk.refresh("2021-05-20", "gazette_feed_asof_2021-05-20.json")
    _, buyer = desk.run("customer", "C001", "--as-of", "2021-05-20")
    assert buyer["debt_class"]["value"] == "dead"
    treated = buyer["treatment"]
    assert (treated["ladder"], treated["next_step"]["action"], treated["face_rules"][0]) == ("dead", "file_claim", "no_demands")
    assert treated["most_contacts_per_week"] == 0
    assert {step["step"]: step["state"] for step in buyer["playbook"]}["proof_of_debt"] == "open"
    desk.run("log", "C001", "letter", "--outcome", "claim_filed", "--as-of", "2021-05-21")
    _, later = desk.run("customer", "C001", "--as-of", "2021-05-21")
    assert {step["step"]: step["state"] for step in later["playbook"]}["proof_of_debt"] == "done"


def test_four_unanswered_tries_in_72_days_make_the_buyer_unreachable(desk: Desk) -> None:
    """From 18 January to 31 March 2021, calls and mails: the class stays bad, and silence is one more reason for it."""
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    assert "unreachable" not in kinds(desk.alerts("2021-01-18"))
    alert = next(alert for alert in desk.alerts("2021-03-31") if alert["kind"] == "unreachable")
    assert (alert["evidence"]["tries"], alert["evidence"]["channels"], alert["evidence"]["since"]) == (4, 2, "2021-01-18")
    _, buyer = desk.run("customer", "C001", "--as-of", "2021-03-31")
    assert buyer["debt_class"]["value"] == "bad"
    assert {"class_petition", "class_unreachable"} <= {reason["code"] for reason in buyer["debt_class"]["reasons"]}


NO_FACT = {
    "class_nothing_overdue": "says that nothing is owed past its day",
    "step_nothing": "says that there is nothing to do",
    "order_nothing_against": "says that nothing speaks against the order",
    "order_report_missing": "says that there is no report",
    "order_no_limit": "says that nobody set a limit",
    "order_no_record": "says that nothing was ever paid",
    "limit_worth_unknown": "says that no report tells the equity",
    "limit_turnover_unknown": "says that no report tells the turnover",
    "limit_own_equity_unset": "says that the policy leaves the house's own equity open",
    "contact_cost": "is a price of the policy, the same for every buyer",
}
"""Reasons that rest on no fact of the book, each with why it can name none."""


def reasons_in(told: Any) -> list[Any]:
    """Every reason of an answer, wherever it stands."""
    if isinstance(told, list):
        return [found for entry in told for found in reasons_in(entry)]
    if not isinstance(told, dict):
        return []
    own = [told] if {"code", "facts"} <= told.keys() else []
    return own + [found for entry in told.values() for found in reasons_in(entry)]


def facts_named(reason: Any) -> set[tuple[str, str]]:
    """Kind and number of every fact a reason names; a country is no fact of a buyer's, and is left out."""
    others = {"relative": "customer", "at": "customer"}
    return {(kind, str(reason["facts"][name])) for name, kind in {**NAMES, **others}.items() if name in reason["facts"]}


@pytest.mark.parametrize("day", ["2019-12-31", "2020-08-01", "2021-03-31"])
def test_every_reason_names_its_rule_its_fact_its_day_and_its_source(desk: Desk, day: str) -> None:
    """What a reason names stands in the book and was known by that day; one that names nothing says why it cannot."""
    desk.refresh("2020-03-18", "gazette_feed_asof_2020-04-01.json")
    with open_store(desk.home / "data" / "dunnage" / "book.dunnage", create=False) as store:
        book = store.load()[0].as_known_on(date.fromisoformat(day))
    known = {(fact.kind, fact.id) for account in book.accounts.values() for fact in account.versions}
    asked = [("customer", id) for id in ("C001", "C002", "C003", "C004", "C005")]
    for words in [*asked, ("queue",), ("check", "C001", "40000", "USD", "--no-refresh")]:
        found = reasons_in(desk.run(*words, "--as-of", day)[1])
        assert found
        for reason in found:
            assert reason["code"]
            assert reason["facts"]["source"]
            assert reason["facts"]["on"] <= day, reason
            assert facts_named(reason) <= known, reason
            assert bool(facts_named(reason)) or "country" in reason["facts"] or reason["code"] in NO_FACT, reason
