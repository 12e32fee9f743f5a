"""What a report holds has a name in both languages; what nobody named keeps its own."""

from dataclasses import fields

import pytest

from credit.distress import Statements
from credit.rating.reading_policy import ReadingPolicy
from integrations.providers.sec_reading import TAGS
from integrations.providers.world_bank import INDICATORS
from integrations.reports.keys import KEYS
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


@pytest.mark.parametrize("key", [*ReadingPolicy().figures, *ReadingPolicy().words, *(f"x.{f.name}" for f in fields(Statements))])
def test_every_input_of_a_dimension_and_of_a_model_has_a_name(key: str) -> None:
    if key.endswith(".currency"):
        return
    english = report_terms.finding(key)
    with speaking("zh"):
        assert report_terms.finding(key) != english or key.endswith(("paydex", "z_double", "ebit"))


OF_ADAPTERS = (
    *TAGS,
    *INDICATORS.values(),
    *(f"x.{name}" for name in ("vat_number", "vat_name", "vat_address", "dataset_version", "other_list_hits", "unlikely_hits")),
    "x.registered_office_flags",
)


@pytest.mark.parametrize("key", [*KEYS, *OF_ADAPTERS])
def test_everything_a_file_or_a_built_in_provider_tells_has_a_name(key: str) -> None:
    with speaking("zh"):
        assert report_terms.finding(key) != key.partition(".")[2].replace("_", " ") or key.endswith("ebit")


def test_a_word_of_a_finding_is_said_in_both_languages_and_a_strange_one_as_it_stands() -> None:
    assert (report_terms.value("true"), report_terms.value("zombie")) == ("yes", "zombie")
    with speaking("zh"):
        assert (report_terms.value("True"), report_terms.value("zombie")) == ("是", "zombie")


def test_what_nobody_named_is_shown_by_its_own_words() -> None:
    with speaking("zh"):
        assert report_terms.finding("external_environment.port_strikes") == "port strikes"
        assert report_terms.registration("unified_social_credit") == "unified_social_credit"


def test_a_company_number_is_named() -> None:
    with speaking("zh"):
        assert report_terms.registration("company_number") == "公司编号"
