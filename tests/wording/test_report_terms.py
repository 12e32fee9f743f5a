"""What a report holds has a name in both languages; what nobody named keeps its own."""

import pytest

from tests.wording.speaking import speaking
from wording import report_terms


@pytest.mark.parametrize(
    "key", ["financial_strength.credit_limit", "operating_capability.dbt_days", "enterprise_quality.legal_status"]
)
def test_a_finding_is_named_in_both_languages(key: str) -> None:
    with speaking("en"):
        english = report_terms.finding(key)
    with speaking("zh"):
        assert report_terms.finding(key) not in ("", english, key)


def test_what_nobody_named_is_shown_by_its_own_words() -> None:
    with speaking("zh"):
        assert report_terms.finding("external_environment.port_strikes") == "port strikes"
        assert report_terms.registration("unified_social_credit") == "unified_social_credit"


def test_a_company_number_is_named() -> None:
    with speaking("zh"):
        assert report_terms.registration("company_number") == "公司编号"
