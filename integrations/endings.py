"""How asking a provider can end, in the words the whole product shares.

A provider is asked over a line nobody here controls, so "it failed" is never enough: whether to ask again, to buy a right,
to mend a key or to check an invoice for a charge differs from case to case. Every run ends in one `Ending`; the finer
`Reason` says what was seen, and one table leads from the second to the first.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from credit.problem import Fault

__all__ = ["ENDING_OF", "Ending", "ProviderFailure", "Reason", "Setback"]


class Ending(StrEnum):
    """What a provider run comes to; each asks something else of the reader."""

    OK = "ok"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    NOT_ENTITLED = "not_entitled"
    AUTH_FAILED = "auth_failed"
    QUOTA = "quota"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    BAD_RESPONSE = "bad_response"
    TLS_FAILED = "tls_failed"
    CANCELLED = "cancelled"
    UNKNOWN_CHARGE = "unknown_charge"


class Reason(StrEnum):
    """What was seen on the line or in the answer."""

    # the line
    UNREACHABLE = "unreachable"
    ADDRESS_REFUSED = "address_refused"
    UNTRUSTED = "untrusted"
    SILENT = "silent"
    BROKEN = "broken"
    DEADLINE = "deadline"
    CANCELLED = "cancelled"
    # nothing was sent
    ASKED_ALREADY = "asked_already"
    """Another refresh of the same buyer took too long to wait for."""
    BUDGET_SPENT = "budget_spent"
    """The month's budget of this provider would be exceeded."""
    DAY_BUDGET_SPENT = "day_budget_spent"
    """Its budget of the day would be exceeded."""
    NOT_TO_SPEND = "not_to_spend"
    """It may be charged, and nothing may be spent."""
    SPENDING_UNWRITTEN = "spending_unwritten"
    """It may be charged, and the ledger of what is spent cannot be written."""
    NOT_GRANTED = "not_granted"
    """It may be charged, and nobody agreed to that, or no more."""
    TERMS_CHANGED = "terms_changed"
    """It may be charged, and the provider's file is not any more what the program read of it."""
    KEY_LOST = "key_lost"
    """It may be charged, and the key that marks buyers in the ledger of what is spent is damaged, missing or another one."""
    CHARGE_IN_DOUBT = "charge_in_doubt"
    """Of an earlier call about this buyer nobody knows whether it was charged, so no other one that may be is sent."""
    # the status
    UNAUTHORISED = "unauthorised"
    PAUSED = "paused"
    FORBIDDEN = "forbidden"
    NOT_SUBSCRIBED = "not_subscribed"
    """The subscription does not hold the buyer's country, so the report was not ordered."""
    PAYMENT_REQUIRED = "payment_required"
    NO_SUCH_RECORD = "no_such_record"
    TOO_MANY_REQUESTS = "too_many_requests"
    NO_CREDIT = "no_credit"
    """Prepaid points are used up."""
    QUOTA_USED = "quota_used"
    """The quota of a month or a day: asking again before the next one is useless."""
    SERVER_ERROR = "server_error"
    REDIRECT_REFUSED = "redirect_refused"
    UNEXPECTED_STATUS = "unexpected_status"
    # the body
    TOKEN_MISSING = "token_missing"  # noqa: S105 - the name of a reason
    """The answer to a login that holds no token."""
    NOT_HTTP = "not_http"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    UNASKED_ENCODING = "unasked_encoding"
    CORRUPT_GZIP = "corrupt_gzip"
    EMPTY_BODY = "empty_body"
    LOGIN_PAGE = "login_page"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    DUPLICATE_KEY = "duplicate_key"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    TOO_DEEP = "too_deep"
    ORDER_UNNUMBERED = "order_unnumbered"
    """An order was taken, and the answer does not say under which number."""
    ORDER_GONE = "order_gone"
    """An order was taken under a number the provider knows no more."""
    ORDER_OUT_OF_SIGHT = "order_out_of_sight"
    """An order whose answer was lost is not seen in the provider's list: it may have been taken all the same."""
    PART_MISSING = "part_missing"
    """What must stand in every answer does not."""
    ERROR_INSIDE = "error_inside"
    """A success by its status that says in its body that nothing can be said now."""
    WORD_UNKNOWN = "word_unknown"
    """A success by its status whose body says a word of itself that nobody has told the meaning of."""


ENDING_OF: Mapping[Reason, Ending] = MappingProxyType(
    {
        **dict.fromkeys(Reason, Ending.BAD_RESPONSE),
        Reason.UNREACHABLE: Ending.UNAVAILABLE,
        Reason.ADDRESS_REFUSED: Ending.UNAVAILABLE,
        Reason.UNTRUSTED: Ending.TLS_FAILED,
        Reason.SILENT: Ending.UNAVAILABLE,
        Reason.BROKEN: Ending.UNAVAILABLE,
        Reason.DEADLINE: Ending.UNAVAILABLE,
        Reason.CANCELLED: Ending.CANCELLED,
        Reason.ASKED_ALREADY: Ending.UNAVAILABLE,
        Reason.BUDGET_SPENT: Ending.QUOTA,
        Reason.DAY_BUDGET_SPENT: Ending.QUOTA,
        Reason.NOT_TO_SPEND: Ending.CANCELLED,
        Reason.SPENDING_UNWRITTEN: Ending.CANCELLED,
        Reason.NOT_GRANTED: Ending.CANCELLED,
        Reason.TERMS_CHANGED: Ending.CANCELLED,
        Reason.KEY_LOST: Ending.CANCELLED,
        Reason.UNAUTHORISED: Ending.AUTH_FAILED,
        Reason.PAUSED: Ending.AUTH_FAILED,
        Reason.FORBIDDEN: Ending.NOT_ENTITLED,
        Reason.NOT_SUBSCRIBED: Ending.NOT_ENTITLED,
        Reason.PAYMENT_REQUIRED: Ending.QUOTA,
        Reason.NO_SUCH_RECORD: Ending.NOT_FOUND,
        Reason.TOO_MANY_REQUESTS: Ending.RATE_LIMITED,
        Reason.NO_CREDIT: Ending.QUOTA,
        Reason.QUOTA_USED: Ending.QUOTA,
        Reason.SERVER_ERROR: Ending.UNAVAILABLE,
        Reason.ORDER_UNNUMBERED: Ending.UNKNOWN_CHARGE,
        Reason.ORDER_GONE: Ending.UNKNOWN_CHARGE,
        Reason.ORDER_OUT_OF_SIGHT: Ending.UNKNOWN_CHARGE,
        Reason.CHARGE_IN_DOUBT: Ending.UNKNOWN_CHARGE,
        Reason.ERROR_INSIDE: Ending.UNAVAILABLE,
        Reason.WORD_UNKNOWN: Ending.UNAVAILABLE,
    }
)
"""The ending each reason leads to; what is not named is an answer nobody can use."""


class Setback(Exception):  # noqa: N818 - it never leaves this package: a ProviderFailure with the provider's name does
    """Something seen inside one exchange, before the provider's name is put to it."""

    def __init__(self, reason: Reason, status: int = 0, told: float | None = None, *, said: bool = False) -> None:
        """Keep the reason, which alone is the text of the exception, so nothing of the exchange can leak.

        `status` is 0 where none arrived; `told` is the seconds a server asked to be left alone, None where it did not;
        `said` marks a reason the provider's own body gave.
        """
        super().__init__(str(reason))
        self.reason = reason
        self.status = status
        self.told = told
        self.said = said


class ProviderFailure(Fault):
    """A provider run that brought no usable answer (`provider`, `endpoint`, `ending`, `reason`, `status`, `until`, `secret`)."""

    code: ClassVar[str] = "provider_failure"

    def __init__(
        self,
        *,
        provider: str,
        endpoint: str,
        ending: Ending,
        reason: Reason,
        status: int = 0,
        until: datetime | None = None,
        secret: str = "",
    ) -> None:
        """Keep the facts; `until` is the UTC moment before which asking is useless, `secret` a reference, never a key."""
        super().__init__(
            provider=provider,
            endpoint=endpoint,
            ending=ending,
            reason=reason,
            status=status,
            until=until,
            secret=secret,
        )
        self.provider = provider
        self.endpoint = endpoint
        self.ending = ending
        self.reason = reason
        self.status = status
        self.until = until
        self.secret = secret
