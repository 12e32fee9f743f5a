"""How a provider stood, as two runs tell each other by one file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from integrations.keeping.standing import UNKNOWN, Standings

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_what_another_run_wrote_is_seen_at_once(tmp_path: Path) -> None:
    ours, theirs = Standings(tmp_path), Standings(tmp_path)
    assert ours.of("bureau") is UNKNOWN
    theirs.refused("bureau", "mark-1", NOON)
    assert (ours.of("bureau").refused, ours.of("bureau").refused_at) == ("mark-1", NOON)
    theirs.refused("bureau", "mark-2", NOON)
    assert ours.of("bureau").refused == "mark-2"
    theirs.answered("bureau", NOON + timedelta(minutes=5))
    assert (ours.of("bureau").refused, ours.of("bureau").last_ok) == ("", NOON + timedelta(minutes=5))
    (tmp_path / "standing" / "bureau.json").unlink()
    assert ours.of("bureau") is UNKNOWN


def test_a_file_that_is_not_what_was_written_is_as_good_as_none(tmp_path: Path) -> None:
    ours = Standings(tmp_path)
    ours.refused("bureau", "mark-1", NOON)
    (tmp_path / "standing" / "bureau.json").write_bytes(b'{"refused')
    assert ours.of("bureau") is UNKNOWN


def test_one_provider_is_not_another(tmp_path: Path) -> None:
    ours = Standings(tmp_path)
    ours.refused("bureau", "mark-1", NOON)
    assert ours.of("register") is UNKNOWN
