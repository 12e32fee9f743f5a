"""What becomes of every answer that was invented for this project: read off each file by eye, or what its name says of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from credit.money import Money
from credit.report import EventKind, Match
from integrations.endings import Ending, Reason
from integrations.provider import ProviderResult, ResultReason, Warned
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import TODAY, buyer
from tests.shared import SHARED

FOLDER = SHARED / "providers" / "synthetic"
FILES = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*")} if SHARED.is_dir() else set[str]()
FIN, ENT, OPE, EXT = "financial_strength.", "enterprise_quality.", "operating_capability.", "external_environment."
COMPANY = "00000000-0000-3000-8000-000000000001"
NUMBERS = {
    "company_number": "99000001", "lei": "99990000000000HPIM47", "connect_id": "GB-0-99000001", "coface_id": COMPANY,
    "duns": "999999999", "cik": "9999999",
}  # fmt: skip
HALDON, ALDER = buyer("GB", **NUMBERS), buyer("DE", vat="DE136695976")
KEYED = {"opensanctions", "creditsafe", "coface", "dnb"}
PETITION, DISMISSED, ORDER = EventKind.WINDING_UP_PETITION, EventKind.WINDING_UP_PETITION_DISMISSED, EventKind.WINDING_UP_ORDER
OK, PARTIAL, BAD, REFUSED = Ending.OK, Ending.PARTIAL, Ending.BAD_RESPONSE, Ending.AUTH_FAILED


def raw(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@dataclass(frozen=True)
class Case:
    """One file as the answer of a service, and what comes of it."""

    kind: str
    ending: Ending
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[EventKind, ...] = ()
    status: int = 200
    before: tuple[Play, ...] = ()
    after: tuple[Play, ...] = ()
    on: date = TODAY
    buyer: Any = HALDON
    more: Callable[[ProviderResult, Loopback], bool] = lambda _result, _server: True


NONE_OF_IT = reply(b'{"errors": [{"error": "company-insolvencies-not-found", "type": "ch:service"}]}', 404)
CREDITSAFE, DNB, COFACE = (
    (reply(json.dumps({name: "T", "expires_in": 3600}).encode()),) for name in ("token", "access_token", "access_token")
)
PLACED = (*COFACE, reply(b'{"id": "77"}', 201), reply(b'{"id": "77", "status": "Delivered"}'))


def bearing(word: str) -> Callable[[ProviderResult, Loopback], bool]:
    return lambda _result, server: server.requests[1].headers["authorization"] == f"Bearer {word}"


def asked_times(count: int) -> Callable[[ProviderResult, Loopback], bool]:
    return lambda _result, server: len(server.requests) == count


def failing(section: str) -> Callable[[ProviderResult, Loopback], bool]:
    return lambda result, _server: result.report is not None and [part.section for part in result.report.failed] == [section]


def warned(*words: Warned) -> Callable[[ProviderResult, Loopback], bool]:
    return lambda result, _server: set(words) <= set(result.warnings)


def possible(result: ProviderResult, _server: Loopback) -> bool:
    return [each.match for each in result.possible] == [Match.POSSIBLE]


INJECTED = "ACME [2J ]0;pwn [bold red]PAID[/] [@click=app.quit]x[/] DETIMIL =cmd|'/c calc'!A1"
"""Letters and brackets stay, for they are shown as plain text; what speaks to a terminal or turns a line is a blank."""
GBP500 = {FIN + "credit_limit": Money.of("500", "GBP")}
CASES: Mapping[str, Case] = {
    "ch_error_401.json": Case("companies_house", REFUSED, Reason.UNAUTHORISED, status=401, more=asked_times(1)),
    "ch_error_404.json": Case("companies_house", Ending.NOT_FOUND, Reason.NO_SUCH_RECORD, status=404, more=asked_times(1)),
    "ch_insolvency_after_order_spec_shape.json": Case(
        "companies_house", OK, facts={ENT + "insolvency_open": True}, events=(ORDER,), after=(NONE_OF_IT,)
    ),
    "ch_insolvency_after_order_wire_shape.json": Case(
        "companies_house", OK, facts={ENT + "insolvency_open": True}, events=(ORDER,), after=(NONE_OF_IT,)
    ),
    # the profile says that there are charges, and the list of them is not there
    "ch_profile_asof_2020-04-01.json": Case(
        "companies_house", OK, facts={ENT + "legal_status": "active"}, after=(NONE_OF_IT,), more=failing("charges")
    ),
    "ch_profile_before_order.json": Case(
        "companies_house",
        OK,
        facts={ENT + "legal_status": "strike_off_proposed", ENT + "filings_overdue": True},
        events=(EventKind.ACCOUNTS_OVERDUE,),
        after=(NONE_OF_IT,),
    ),
    "coface_credit_opinion.json": Case(
        "coface", OK, facts={FIN + "rating_text": "X", FIN + "credit_limit": Money.of("0", "EUR")}, before=PLACED
    ),
    "coface_credit_opinion_missing_required_as_in_published_sample.json": Case(
        "coface", OK, facts={FIN + "rating_text": "@@", FIN + "credit_limit": Money.of("20000", "EUR")}, before=PLACED
    ),
    "coface_debtor_risk_assessment.json": Case(
        "coface", OK, facts={FIN + "rating_provider": Decimal(1), FIN + "pd": Decimal(25)}, before=PLACED
    ),
    "coface_late_payment_index.json": Case("coface", OK, facts={OPE + "late_payment_index": Decimal(2)}, before=PLACED),
    "coface_error_400_no_points.json": Case("coface", Ending.QUOTA, Reason.NO_CREDIT, status=400, before=COFACE),
    "coface_token_200.json": Case(
        "coface",
        Ending.NOT_FOUND,
        ResultReason.ORDER_PENDING,
        after=(
            reply(b'{"id": "77"}', 201),
            reply(b'{"id": "77", "status": "Ordered"}'),
        ),
        more=bearing("SYNTHETIC"),
    ),
    "creditsafe_auth_200.json": Case(
        "creditsafe",
        Ending.NOT_FOUND,
        Reason.NO_SUCH_RECORD,
        after=(reply(b'{"message": "none"}', 404),),
        more=bearing("SYNTHETIC.JWT.VALUE"),
    ),
    "creditsafe_error_400.json": Case("creditsafe", BAD, Reason.UNEXPECTED_STATUS, status=400, before=CREDITSAFE),
    "creditsafe_error_401_auth.json": Case("creditsafe", REFUSED, Reason.UNAUTHORISED, status=401, more=asked_times(1)),
    "creditsafe_error_401_token.json": Case(
        "creditsafe",
        REFUSED,
        Reason.UNAUTHORISED,
        status=401,
        before=CREDITSAFE,
        more=asked_times(3),
    ),
    "creditsafe_report_gb.json": Case(
        "creditsafe",
        PARTIAL,
        ResultReason.SECTIONS_FAILED,
        events=(EventKind.JUDGMENT,),
        before=CREDITSAFE,
        facts={**GBP500, FIN + "rating_common": "D", FIN + "rating_provider": Decimal(18), OPE + "dbt_days": Decimal(41)},
        more=failing("CreditScoreExtra"),
    ),
    "creditsafe_report_gb_not_rated_text_limit_old_ccj_names.json": Case(
        "creditsafe",
        PARTIAL,
        ResultReason.SECTIONS_FAILED,
        before=CREDITSAFE,
        facts={
            FIN + "rating_common": "E",
            FIN + "rating_provider": None,
            FIN + "credit_limit": None,
            OPE + "court_judgments": Decimal(2),
        },
    ),
    "dnb_datablocks.json": Case("dnb", OK, facts={**GBP500, OPE + "paydex": Decimal(48)}, before=DNB),
    "dnb_datablocks_partial_block_failed.json": Case(
        "dnb",
        PARTIAL,
        ResultReason.SECTIONS_FAILED,
        facts={FIN + "rating_provider": Decimal(4)},
        before=DNB,
        more=failing("paymentinsight_L3_v1"),
    ),
    "dnb_error_401_expired.json": Case(
        "dnb",
        Ending.NOT_FOUND,
        Reason.NO_SUCH_RECORD,
        status=401,
        before=DNB,
        more=asked_times(3),
        after=(reply(b'{"error": {"errorCode": "10001"}}', 404),),
    ),
    "dnb_error_401_not_entitled.json": Case(
        "dnb", Ending.NOT_ENTITLED, Reason.FORBIDDEN, status=401, before=DNB, more=asked_times(2)
    ),
    "dnb_error_404.json": Case("dnb", Ending.NOT_FOUND, Reason.NO_SUCH_RECORD, status=404, before=DNB),
    "dnb_error_429.json": Case("dnb", Ending.RATE_LIMITED, Reason.TOO_MANY_REQUESTS, status=429, before=DNB, more=asked_times(2)),
    "dnb_token_200.json": Case(
        "dnb",
        Ending.NOT_FOUND,
        Reason.NO_SUCH_RECORD,
        after=(reply(b'{"error": {"errorCode": "10001"}}', 404),),
        more=bearing("SYNTHETIC"),
    ),
    "gazette_feed_all.json": Case(
        "gazette", OK, events=(PETITION, DISMISSED, PETITION, DISMISSED, PETITION, ORDER), on=date(2021, 6, 1)
    ),
    "gazette_feed_asof_2020-04-01.json": Case("gazette", OK, events=(PETITION,), on=date(2020, 4, 1)),
    "gazette_feed_asof_2020-08-01.json": Case("gazette", OK, events=(PETITION, DISMISSED, PETITION), on=date(2020, 8, 1)),
    "gazette_feed_asof_2021-05-20.json": Case(
        "gazette", OK, events=(PETITION, DISMISSED, PETITION, DISMISSED, PETITION, ORDER), on=date(2021, 5, 20)
    ),
    "gazette_feed_ciga_private_july_2020.json": Case(
        "gazette", OK, events=(PETITION, DISMISSED, PETITION, ORDER), on=date(2021, 6, 1)
    ),
    "gazette_feed_empty_no_entry_key.json": Case("gazette", OK, on=date(2021, 6, 1), more=warned(Warned.NONE_FOUND)),
    "gazette_feed_fuzzy_false_positive.json": Case("gazette", OK, on=date(2021, 6, 1), more=possible),
    "gazette_feed_page1_of_2.json": Case(
        "gazette",
        OK,
        events=(PETITION, DISMISSED, PETITION, DISMISSED, PETITION, ORDER),
        on=date(2021, 6, 1),
        more=asked_times(2),
    ),
    "gazette_feed_page2_of_2.json": Case(  # alone it is three of six, and no search is claimed
        "gazette",
        PARTIAL,
        ResultReason.PAGES_REPEAT,
        events=(PETITION, DISMISSED, PETITION),
        on=date(2021, 6, 1),
        more=lambda result, _server: result.checks == (),
    ),
    "gazette_feed_single_entry_is_object.json": Case("gazette", OK, events=(PETITION,), on=date(2020, 4, 1)),
    "gleif_error_404.json": Case("gleif", Ending.NOT_FOUND, Reason.NO_SUCH_RECORD, status=404, more=asked_times(1)),
    "gleif_lei_lapsed.json": Case(
        "gleif",
        OK,
        facts={ENT + "lei_status": "lapsed", ENT + "legal_status": "dissolved"},
        events=(EventKind.LEI_LAPSED,),
        after=(reply(b'{"errors": [{"status": "404"}]}', 404),),
    ),
    "opensanctions_error_401.json": Case("opensanctions", REFUSED, Reason.UNAUTHORISED, status=401, more=asked_times(1)),
    "opensanctions_match_response.json": Case(
        "opensanctions",
        OK,
        facts={"management_factors.sanctions_hits": Decimal(0), "management_factors.unlikely_hits": Decimal(1)},
        after=(reply(b'{"datasets": []}'),),
    ),
    "sec_companyfacts.json": Case(
        "sec", OK, facts={FIN + "trade_payables": Money.of("911000", "USD"), FIN + "turnover": Money.of("4210000", "USD")}
    ),
    "vies_http200_member_state_down.json": Case(
        "vies", Ending.UNAVAILABLE, Reason.ERROR_INSIDE, after=(reply(b'{"countries": []}'),), buyer=ALDER
    ),
    "vies_valid.json": Case("vies", BAD, ResultReason.WRONG_COMPANY, buyer=ALDER),  # it is about 999999999, which is nobody's
    "worldbank_http200_error.json": Case("world_bank", Ending.UNAVAILABLE, Reason.ERROR_INSIDE),
    "worldbank_ok.json": Case(  # it tells the rule of law, and of the other indicator nothing came
        "world_bank", OK, facts={EXT + "wgi_rule_of_law": Decimal("1.41")}, after=(reply(b"[{}, []]"),)
    ),
    "qcc_http200_body_error.json": Case("qcc", Ending.NOT_FOUND, Reason.NO_SUCH_RECORD),
    **{
        f"hostile/{name}": Case("reports", BAD, reason)
        for name, reason in {
            "deep_20000.json": Reason.TOO_DEEP,
            "duplicate_keys.json": Reason.DUPLICATE_KEY,
            "html_200.html": Reason.LOGIN_PAGE,
            "int_5000_digits.json": Reason.NUMBER_OUT_OF_RANGE,
            "latin1.json": Reason.NOT_UTF8,
            "login_page_200.html": Reason.LOGIN_PAGE,
            "nan_infinity.json": Reason.NUMBER_OUT_OF_RANGE,
            "overflow_1e999.json": Reason.NUMBER_OUT_OF_RANGE,
            "truncated.json": Reason.NOT_JSON,
            "two_documents.json": Reason.NOT_JSON,
        }.items()
    },
    "hostile/lone_surrogate.json": Case("named", OK, facts={ENT + "legal_form": "\N{REPLACEMENT CHARACTER}"}),
    "hostile/utf8_bom.json": Case("named", OK, facts={ENT + "legal_form": "ok"}),
    "hostile/terminal_and_markup_injection.json": Case("named", OK, facts={ENT + "legal_form": INJECTED}),
    "hostile/schema_drift_types.json": Case(
        "companies_house",
        OK,
        facts={ENT + "legal_status": None, ENT + "incorporated_on": None},
        after=(NONE_OF_IT,),
        buyer=buyer("GB", company_number="1234"),
        more=lambda result, server: (
            Warned.DRIFTED in result.warnings
            and {request.target.split("?")[0].removeprefix("/company/00001234") for request in server.requests}
            == {"", "/officers", "/charges", "/insolvency", "/filing-history"}
        ),
    ),
}
"""By the file. Where an adapter asks more than one question the file answers its first, unless `before` says otherwise."""
