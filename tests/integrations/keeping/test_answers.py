"""Kept answers: whose they are, how long they may be kept, and what becomes of one that is not what was written."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.keeping.answers import Answers, KeptAnswer, Question
from integrations.keeping.marks import marks_at
from integrations.keeping.records import Records
from integrations.registry import read_providers

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RAW = b'{"score": 61}'
ASKED = Question("bureau", "credential-a", "report", "GET /companies/99000001")


def kept(raw: bytes = RAW, *about: str, at: datetime = NOON, keep: timedelta = 90 * DAY) -> KeptAnswer:
    headers = {"etag": '"v1"', "content-type": "application/json"}
    return KeptAnswer(200, headers, raw, at, at, at + keep, "report", about or ("C1", "99000001"))


def opened(folder: Path) -> Answers:
    return Answers(folder, marks_at(folder))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "answers").rglob("*") if path.is_file())


def test_what_was_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    assert opened(tmp_path).keep(ASKED, kept())
    assert opened(tmp_path).find(ASKED, NOON) == kept()


def test_rule_9_nobody_else_can_read_it_and_its_name_tells_nothing(tmp_path: Path) -> None:
    opened(tmp_path).keep(ASKED, kept())
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "99000001" not in str(file)
    assert "credential-a" not in str(file)


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, credential="credential-b"),
        replace(ASKED, provider="agency"),
        replace(ASKED, endpoint="notices"),
        replace(ASKED, asked="GET /companies/99000002"),
    ],
    ids=["credential", "provider", "endpoint", "buyer"],
)
def test_it_answers_no_other_question_and_no_other_credential(tmp_path: Path, other: Question) -> None:
    answers = opened(tmp_path)
    answers.keep(ASKED, kept())
    assert answers.find(other, NOON) is None


def test_a_turned_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    opened(tmp_path).keep(ASKED, kept())
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert opened(tmp_path).find(ASKED, NOON) is None, place
    file.write_bytes(whole[: len(whole) // 2])
    assert opened(tmp_path).find(ASKED, NOON) is None
    file.write_bytes(whole)
    assert opened(tmp_path).find(ASKED, NOON) == kept()


def test_an_answer_of_another_machine_is_none(tmp_path: Path) -> None:
    opened(tmp_path).keep(ASKED, kept())
    (file,) = files(tmp_path)
    (tmp_path / "local.key").unlink()
    answers = opened(tmp_path)
    answers.keep(ASKED, kept(b"{}"))
    (other,) = [path for path in files(tmp_path) if path != file]
    other.write_bytes(file.read_bytes())
    assert answers.find(ASKED, NOON) is None


def test_rule_9_it_is_kept_as_long_as_the_licence_allows_and_not_a_moment_longer(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    answers.keep(ASKED, kept(keep=30 * DAY))
    assert answers.find(ASKED, NOON + 30 * DAY - timedelta(seconds=1))
    assert answers.find(ASKED, NOON + 30 * DAY) is None
    assert answers.tidy(NOON + 29 * DAY) == 0
    assert answers.tidy(NOON + 30 * DAY) == 1
    assert files(tmp_path) == []


def test_a_shorter_term_in_the_settings_counts_for_what_is_there_already(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    answers.keep(ASKED, kept(keep=90 * DAY))
    answers.keep(replace(ASKED, provider="agency"), kept(keep=90 * DAY))
    assert answers.tidy(NOON + 8 * DAY, "bureau", 7 * DAY) == 1
    assert [path.parent.name for path in files(tmp_path)] == ["agency"]


def test_what_may_not_be_kept_is_never_written(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    assert answers.keep(ASKED, kept(keep=timedelta(0)))
    assert files(tmp_path) == []
    assert answers.find(ASKED, NOON) is not None, "for who waits while it is fetched"
    assert answers.find(ASKED, NOON + timedelta(minutes=3)) is None
    assert opened(tmp_path).find(ASKED, NOON) is None


def test_a_buyer_is_forgotten_by_number_or_registration_and_nobody_else_is(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    answers.keep(ASKED, kept(RAW, "C1", "99000001"))
    answers.keep(replace(ASKED, endpoint="notices"), kept(RAW, "C9", "99000001"))
    answers.keep(replace(ASKED, asked="other"), kept(RAW, "C2", "99000002"))
    assert answers.forget(["C1", "99000001"]) == 2
    assert answers.find(replace(ASKED, asked="other"), NOON)
    assert answers.find(ASKED, NOON) is None


def test_one_providers_answers_can_be_cleared(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    answers.keep(ASKED, kept())
    answers.keep(replace(ASKED, provider="agency"), kept())
    assert (answers.count("bureau"), answers.clear("bureau"), answers.count("bureau")) == (1, 1, 0)
    assert answers.count("agency") == 1


def test_row_35_a_store_that_cannot_be_written_is_said_and_the_answer_is_there_meanwhile(tmp_path: Path) -> None:
    answers = opened(tmp_path)
    (tmp_path / "answers").write_bytes(b"a file where the folder should be")
    assert not answers.keep(ASKED, kept())
    assert answers.find(ASKED, NOON) == kept()


def test_in_memory_no_more_are_remembered_than_who_waits_may_need() -> None:
    answers = Answers(None, marks_at(None))
    for number in range(70):
        answers.keep(replace(ASKED, asked=str(number)), kept())
    found = [number for number in range(70) if answers.find(replace(ASKED, asked=str(number)), NOON)]
    assert found == list(range(6, 70))


def test_what_a_provider_left_that_is_configured_no_longer_goes_in_its_time_and_no_sooner(tmp_path: Path) -> None:
    """Kept for 90 days and for 30: on the 31st day the one goes, of the provider that is gone, and of nobody else."""
    moments = [NOON]
    records = Records(tmp_path, lambda: moments[0])
    answers = opened(tmp_path)
    gone, here = (replace(ASKED, provider=name) for name in ("gone", "here"))
    other = replace(gone, asked="GET /companies/2")
    for question, keep in ((gone, 30 * DAY), (other, 90 * DAY), (here, 30 * DAY)):
        assert answers.keep(question, kept(keep=keep))
    assert records.kept_by() == {"gone", "here"}
    assert records.tidy_left(["here"]) == 0
    moments[0] = NOON + 31 * DAY
    assert records.tidy_left(["here"]) == 1
    assert [answers.find(question, NOON) is not None for question in (gone, other, here)] == [False, True, True]
    assert Records(None).kept_by() == Records(tmp_path / "none").kept_by() == frozenset()
    assert not (tmp_path / "none").exists(), "looking makes no folder"


def test_reading_the_providers_lets_go_of_what_those_left_that_are_gone(tmp_path: Path) -> None:
    opened(tmp_path / "records").keep(ASKED, kept())
    read_providers(tmp_path, records=Records(tmp_path / "records", lambda: NOON + 91 * DAY))
    assert files(tmp_path / "records") == []
    opened(tmp_path / "records").keep(ASKED, kept())
    (tmp_path / "bureau.toml").write_text("kind = 7", encoding="utf-8")
    read_providers(tmp_path, records=Records(tmp_path / "records", lambda: NOON + 91 * DAY))
    assert len(files(tmp_path / "records")) == 1, "a file that is wrong is configured: its own visit lets go"
