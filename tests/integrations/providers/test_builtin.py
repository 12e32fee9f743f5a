"""A built-in provider whatever its adapter meets: an ending, never an exception."""

from pathlib import Path

from credit.customer import Customer
from integrations.bounded import strict_json
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.provider import ResultReason
from integrations.providers.builtin import Ask, BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.strict_table import Source
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.builtins import TODAY, buyer


class Careless:
    """An adapter that parses whatever came."""

    today_only = False

    def number(self, customer: Customer) -> str | ResultReason:
        return customer.id

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        answer = ask(Call("page", "/x", also_ok=frozenset({404})))
        assert answer is not None
        strict_json(answer.raw)
        return NOTHING_READ


def test_row_16_a_body_that_passed_by_its_status_and_cannot_be_read_is_an_ending(tmp_path: Path) -> None:
    with Loopback([reply(b"", 404)]) as server:
        settings = settings_of("bureau", Source("bureau.toml", f'kind = "gleif"\nbase_url = "{server.url}"'))
        result = BuiltIn(settings, Careless()).fetch(buyer(), TODAY)
    assert (result.ending, result.reason, result.report) == (Ending.BAD_RESPONSE, Reason.EMPTY_BODY, None)
