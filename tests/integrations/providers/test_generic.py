"""The generic provider against a server on this machine: the founding story's notices, reports, hostile answers."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from credit.check import Searched
from credit.report import FindingStatus, Match
from integrations.address import RequestRefused, RequestTrouble
from integrations.endings import Ending
from integrations.exchange import Answer
from integrations.provider import ResultReason, Warned
from integrations.providers.generic import GenericProvider
from integrations.providers.generic_file import mapping_of
from integrations.providers.strict_table import Source
from tests.integrations.loopback import reply
from tests.integrations.providers.generic_files import ANSWER, GAZETTE, HALDON, NOBODY, REPORTS, Served, answer, payload


def feed(name: str) -> bytes:
    return reply(payload(f"gazette_feed_{name}"))


class TestStory:
    """The eleven-year customer, company 99000001: petitions of 2020-03-18 and 2020-07-22, the first dismissed 2020-05-13."""

    def test_petition_is_found_on_1_april_2020(self, serve: Served) -> None:
        provider, server = serve(GAZETTE, feed("asof_2020-04-01"))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert result.ending is Ending.OK
        assert [(e.event, e.published_on, e.learnt_on, e.match) for e in result.events] == [
            ("winding_up_petition", date(2020, 3, 18), date(2020, 4, 1), Match.EXACT_ID)
        ]
        assert result.events[0].id == "bureau:https://www.thegazette.co.uk/id/notice/9900100"
        assert result.report is None
        assert server.requests[0].target == "/insolvency/notice/data.json?text=99000001&noticetypes=2450%2C2452%2C2461"

    def test_dismissal_erases_nothing(self, serve: Served) -> None:
        provider, _ = serve(GAZETTE, feed("asof_2020-08-01"))
        found = provider.fetch(HALDON, date(2020, 8, 1)).events
        assert [e.event for e in found] == ["winding_up_petition", "winding_up_petition_dismissed", "winding_up_petition"]
        assert [e.published_on for e in found] == [date(2020, 3, 18), date(2020, 5, 13), date(2020, 7, 22)]

    def test_notices_of_later_days_are_not_known_yet(self, serve: Served) -> None:
        provider, _ = serve(GAZETTE, feed("asof_2020-08-01"))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert [e.published_on for e in result.events] == [date(2020, 3, 18)]
        assert result.warnings == (Warned.PUBLISHED_LATER,)
        assert result.ending is Ending.OK

    def test_petition_kept_private_by_the_act_of_2020_leaves_the_one_of_march(self, serve: Served) -> None:
        """Corporate Insolvency and Governance Act 2020: the July petition was never published."""
        provider, _ = serve(GAZETTE, feed("ciga_private_july_2020"))
        found = provider.fetch(HALDON, date(2020, 8, 1)).events
        assert date(2020, 3, 18) in {e.published_on for e in found}
        assert date(2020, 7, 22) not in {e.published_on for e in found}

    def test_namesake_is_possible_and_never_an_event(self, serve: Served) -> None:
        provider, _ = serve(GAZETTE, feed("fuzzy_false_positive"))
        result = provider.fetch(HALDON, date(2020, 8, 1))
        assert result.events == ()
        assert [(e.match, e.title) for e in result.possible] == [(Match.POSSIBLE, "HALDON AND PIKES IMPORT SERVICES LTD")]

    def test_one_entry_comes_as_an_object(self, serve: Served) -> None:
        """Failure matrix row 26."""
        provider, _ = serve(GAZETTE, feed("single_entry_is_object"))
        assert len(provider.fetch(HALDON, date(2020, 8, 1)).events) == 1

    def test_no_entry_is_checked_and_none_found(self, serve: Served) -> None:
        """Failure matrix row 26."""
        provider, _ = serve(GAZETTE, feed("empty_no_entry_key"))
        result = provider.fetch(HALDON, date(2020, 8, 1))
        assert (result.ending, result.events, result.warnings) == (Ending.OK, (), (Warned.NONE_FOUND,))
        (check,) = result.checks
        assert (check.searched, check.number, check.on, check.none_found) == (
            Searched.NOTICES,
            "99000001",
            date(2020, 8, 1),
            True,
        )

    @pytest.mark.parametrize(
        "answered",
        [
            reply(b'{"company": {"number": "99000001"}}'),  # the list is gone: another format, and nobody searched
            reply(b'{"entry": [7]}'),  # what stands in it cannot be read
            reply(b"<html></html>", kind="text/html"),
        ],
    )
    def test_a_list_that_did_not_come_whole_is_no_search(self, serve: Served, answered: bytes) -> None:
        provider, _ = serve(GAZETTE.replace('items = "[entry][]"', 'items = "entry"'), answered)
        assert provider.fetch(HALDON, date(2020, 8, 1)).checks == ()

    def test_event_the_book_holds_keeps_the_day_it_was_learnt(self, serve: Served) -> None:
        provider, _ = serve(GAZETTE, feed("asof_2020-04-01"))
        known = provider.fetch(HALDON, date(2020, 4, 1)).events
        again = provider.fetch(HALDON, date(2020, 6, 1), known=known).events
        assert again == known
        corrected = [replace(known[0], title="Old title")]
        assert provider.fetch(HALDON, date(2020, 6, 1), known=corrected).events[0].learnt_on == date(2020, 6, 1)


class TestReport:
    def test_report_of_one_day_has_one_id(self, serve: Served) -> None:
        provider, server = serve(REPORTS, reply(ANSWER))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert result.report is not None
        assert result.report.id == "bureau:2020-04-01"
        assert (result.report.as_of, result.report.learnt_on) == (date(2020, 3, 1), date(2020, 4, 1))
        assert [str(finding.value) for finding in result.report.findings] == ["61", "25000.00 GBP"]
        assert result.answered
        assert server.requests[0].target == "/companies/99000001"

    def test_buyer_without_the_number_is_not_asked_about(self, serve: Served) -> None:
        provider, server = serve(REPORTS, reply(ANSWER))
        result = provider.fetch(NOBODY, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.NOT_FOUND, ResultReason.NO_ID)
        assert server.requests == []

    def test_number_that_would_leave_its_segment_is_not_asked_about(self, serve: Served) -> None:
        provider, server = serve(REPORTS, reply(ANSWER))
        result = provider.fetch(replace(HALDON, registrations=(("company_number", ".."),)), date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.NOT_FOUND, ResultReason.UNUSABLE_ID)
        assert server.requests == []

    def test_request_refused_for_another_reason_does_not_blame_the_number(self) -> None:
        """An address longer than any server reads, or one that would lead to another host: nothing is sent, nothing raised."""

        class Refusing:
            secrets = ()

            def keep_turns(self, place: Path) -> None: ...

            def ask(self, *_asked: object, **_more: object) -> Answer:
                raise RequestRefused(RequestTrouble.HOST)

        source = Source("bureau.toml", REPORTS)
        provider = GenericProvider(mapping_of("bureau", source), lambda _mapping: Refusing())
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.BAD_RESPONSE, "request_host")

    @pytest.mark.parametrize("number", ["99000777", "099000001", "9900001", 1234])
    def test_answer_about_another_company_is_worth_nothing(self, serve: Served, number: str | int) -> None:
        """Failure matrix row 29: also where only a leading zero differs."""
        provider, _ = serve(REPORTS, answer(company={"number": number}))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.BAD_RESPONSE, ResultReason.WRONG_COMPANY)
        assert result.report is None

    def test_case_and_spaces_make_no_other_company(self, serve: Served) -> None:
        buyer = replace(HALDON, registrations=(("company_number", "SC012345"),))
        provider, _ = serve(REPORTS, answer(company={"number": "sc 012345"}))
        assert provider.fetch(buyer, date(2020, 4, 1)).ending is Ending.OK

    @pytest.mark.parametrize("number", [None, "", ["99000001"]])
    def test_answer_that_does_not_say_whom_it_is_about_is_not_used(self, serve: Served, number: object) -> None:
        provider, _ = serve(REPORTS, answer(company={"number": number}))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.BAD_RESPONSE, ResultReason.SUBJECT_MISSING)

    def test_error_that_comes_as_a_success_is_no_report(self, serve: Served) -> None:
        """Failure matrix row 17: 200 with an error inside."""
        provider, _ = serve(REPORTS, reply(b'{"company": {"number": "99000001"}, "status": "201", "message": "no data"}'))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN)

    def test_company_that_is_not_rated_is_a_report_all_the_same(self, serve: Served) -> None:
        provider, _ = serve(REPORTS, answer(score={"value": "Not Rated"}))
        report = provider.fetch(HALDON, date(2020, 4, 1)).report
        assert report is not None
        finding = report.finding("financial_strength.rating_provider")
        assert finding is not None
        assert (finding.value, finding.status, finding.original) == (None, FindingStatus.NOT_PUBLISHED, "Not Rated")

    def test_day_in_the_future_is_not_believed(self, serve: Served) -> None:
        """Failure matrix row 25: 2099."""
        provider, _ = serve(REPORTS, answer(score={"value": 61, "as_of": "2099-01-01"}))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert result.report is not None
        assert result.report.as_of is None
        assert result.warnings == (Warned.AS_OF_IN_FUTURE, Warned.DRIFTED), "it says nothing of a limit either"

    def test_opinion_of_a_later_day_is_not_read_back_into_the_past(self, serve: Served) -> None:
        provider, _ = serve(REPORTS, answer(score={"value": 61, "as_of": "2021-05-20"}))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason, result.report) == (Ending.NOT_FOUND, ResultReason.REPORT_LATER, None)

    def test_unreadable_day_is_told(self, serve: Served) -> None:
        """Failure matrix row 25: 10/02 is a day in February or in October."""
        provider, _ = serve(REPORTS, answer(score={"value": 61, "as_of": "10/02/2020"}))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert result.report is not None
        assert result.report.as_of is None
        assert result.warnings == (Warned.AS_OF_UNREADABLE, Warned.DRIFTED), "it says nothing of a limit either"

    def test_mapping_without_a_subject_says_that_nobody_checked(self, serve: Served) -> None:
        text = REPORTS.replace('[subject]\ncompany_number = "company.number"', "")
        provider, _ = serve(text, reply(ANSWER))
        assert provider.fetch(HALDON, date(2020, 4, 1)).warnings == (Warned.SUBJECT_UNCHECKED,)


class TestHostile:
    def test_terminal_sequences_and_markup_stay_text(self, serve: Served) -> None:
        """Failure matrix row 31."""
        text = REPORTS.replace('[subject]\ncompany_number = "company.number"', "")
        text += '"enterprise_quality.legal_status" = { path = "company_name", type = "text" }\n'
        provider, _ = serve(text, reply(payload("terminal_and_markup_injection")))
        report = provider.fetch(HALDON, date(2020, 4, 1)).report
        assert report is not None
        finding = report.finding("enterprise_quality.legal_status")
        assert finding is not None
        assert finding.value == "ACME [2J ]0;pwn [bold red]PAID[/] [@click=app.quit]x[/] DETIMIL =cmd|'/c calc'!A1"
        assert str(finding.value).isprintable()
        assert finding.original.isprintable()

    def test_values_that_changed_their_type_are_kept_as_they_were(self, serve: Served) -> None:
        """Failure matrix row 21: a status that became a list, accounts that became null, a date in digits."""
        text = (
            REPORTS.replace('[subject]\ncompany_number = "company.number"', "")
            + """
        "enterprise_quality.legal_status" = { path = "company_status", type = "text" }
        "financial_strength.accounts_date" = { path = "accounts.made_up_to", type = "date" }
        "enterprise_quality.incorporated_on" = { path = "date_of_creation", type = "date" }
        """
        )
        provider, _ = serve(text, reply(payload("schema_drift_types")))
        report = provider.fetch(HALDON, date(2020, 4, 1)).report
        assert report is not None
        assert {
            f.key.split(".")[1]: (f.value, f.status, f.original) for f in report.findings if f.original or "date" in f.key
        } == {
            "legal_status": (None, FindingStatus.AMBIGUOUS, "['liquidation']"),
            "accounts_date": (None, FindingStatus.NOT_PUBLISHED, ""),
            "incorporated_on": (None, FindingStatus.AMBIGUOUS, "09/02/2004"),
        }

    def test_notice_that_cannot_be_read_is_left_out_and_told(self, serve: Served) -> None:
        notices = [
            {"id": "1", "f:notice-code": "2450", "published": "18.03.2020", "content": "99000001"},
            {"f:notice-code": "2450", "published": "2020-03-18", "content": "99000001"},
            {"id": "3", "f:notice-code": "9999", "published": "2020-03-18", "content": "99000001"},
            {"id": "4", "f:notice-code": 2450, "published": "2020-03-18", "content": "(Company Number 99000001)"},
            "not a notice",
        ]
        provider, _ = serve(GAZETTE, reply(json.dumps({"entry": notices}).encode()))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (result.ending, result.reason) == (Ending.PARTIAL, ResultReason.EVENTS_LEFT_OUT)
        assert [e.id for e in result.events] == ["bureau:4"]
        assert set(result.warnings) == {
            Warned.PUBLISHED_UNREADABLE,
            Warned.ID_MISSING,
            Warned.KIND_UNKNOWN,
            Warned.ITEMS_UNREADABLE,
        }

    @pytest.mark.parametrize("text", ["199000001", "990000011", "A99000001", None, ["99000001"]])
    def test_number_inside_another_number_is_not_the_buyer(self, serve: Served, text: object) -> None:
        notice = {"id": "1", "f:notice-code": "2450", "published": "2020-03-18", "content": text}
        provider, _ = serve(GAZETTE, reply(json.dumps({"entry": notice}).encode()))
        result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (len(result.events), len(result.possible)) == (0, 1)
