"""Channel files: what they say, and what is refused with its line."""

from datetime import datetime, time
from pathlib import Path

import pytest

from credit.report import Severity
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source
from integrations.telling.channel import Channel, Way
from integrations.telling.channel_file import channel_of, read_channels

MAIL = """\
kind = "mail"
command = ["/usr/sbin/sendmail", "-t"]
to = "desk@nord.example, li@nord.example"
from = "dunnage@nord.example"
"""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 by the clock on the wall."""
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - quiet hours know no zone


def channel(text: str) -> Channel:
    return channel_of("office", Source("office.toml", text))


def refusal(text: str) -> ProviderFileRefused:
    with pytest.raises(ProviderFileRefused) as refused:
        channel(text)
    return refused.value


def test_a_bare_channel_tells_what_is_a_warning_and_wakes_by_what_is_critical() -> None:
    told = channel('kind = "text"')
    assert (told.way, told.least, told.wakes, told.digest, told.file) == (Way.TEXT, Severity.WARNING, Severity.CRITICAL, None, "")
    assert not told.quiet.covers(at(1, 3, 0))


def test_everything_a_channel_may_say() -> None:
    told = channel(
        MAIL + 'least = "info"\nwakes = "none"\nquiet = "19:00-08:00"\nquiet_days = ["sat", "sun"]\ndigest = "08:30"\n'
    )
    assert (told.least, told.wakes, told.digest) == (Severity.INFO, None, time(8, 30))
    assert told.letterhead.command == ("/usr/sbin/sendmail", "-t")
    assert (told.letterhead.to, told.letterhead.sender) == ("desk@nord.example, li@nord.example", "dunnage@nord.example")


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (at(2, 18, 59), False),  # a Monday
        (at(2, 19, 0), True),
        (at(3, 7, 59), True),
        (at(3, 8, 0), False),
        (at(7, 12, 0), True),  # a Saturday
    ],
)
def test_quiet_hours_last_into_the_next_morning_and_over_quiet_days(moment: datetime, quiet: bool) -> None:
    assert channel('kind = "text"\nquiet = "19:00-08:00"\nquiet_days = ["sat"]').quiet.covers(moment) is quiet


def test_quiet_hours_within_one_day() -> None:
    lunch = channel('kind = "text"\nquiet = "12:00-13:00"').quiet
    assert [lunch.covers(at(2, hour, 0)) for hour in (11, 12, 13)] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "problem", "key", "line"),
    [
        ('kind = "pigeon"', FileTrouble.BAD_VALUE, "kind", 1),
        ('kind = "text"\nurl = "https://x.example/a"', FileTrouble.UNKNOWN_KEY, "url", 2),
        ('kind = "text"\nleats = "info"', FileTrouble.UNKNOWN_KEY, "leats", 2),
        ('kind = "text"\nleast = "loud"', FileTrouble.BAD_VALUE, "least", 2),
        ('kind = "text"\nquiet = "19-08"', FileTrouble.BAD_VALUE, "quiet", 2),
        ('kind = "text"\nquiet = "1900"', FileTrouble.BAD_VALUE, "quiet", 2),
        ('kind = "text"\nquiet_days = ["Saturday"]', FileTrouble.BAD_VALUE, "quiet_days", 2),
        ('kind = "text"\ndigest = "24:00"', FileTrouble.BAD_VALUE, "digest", 2),
        ('kind = "webhook"\nurl = "http://hooks.example/a"', FileTrouble.BAD_ADDRESS, "url", 2),
        ('kind = "webhook"\nurl = "https://hooks.example/a?access_token=CANARY"', FileTrouble.LITERAL_SECRET, "url", 2),
        ('kind = "webhook"\nurl = "env:HOOK"\nbody = { n = 1.5 }', FileTrouble.WRONG_KIND, "body", 3),
        (MAIL.replace('["/usr/sbin/sendmail", "-t"]', "[]"), FileTrouble.MISSING_KEY, "command", 2),
        (MAIL.replace("li@nord.example", "li"), FileTrouble.BAD_VALUE, "to", 3),
        (MAIL.replace("dunnage@nord.example", "a@b\\nBcc: c@d"), FileTrouble.BAD_VALUE, "from", 4),
        ("kind = \nleast = 1", FileTrouble.NOT_TOML, "", 1),
    ],
)
def test_what_is_wrong_is_named_by_key_and_line(text: str, problem: FileTrouble, key: str, line: int) -> None:
    refused = refusal(text)
    assert (refused.problem, refused.key, refused.line) == (problem, key, line)
    assert "CANARY" not in str(refused.facts)


def test_a_name_that_could_leave_the_folder_is_none() -> None:
    with pytest.raises(ProviderFileRefused) as refused:
        channel_of("../x", Source("x.toml", 'kind = "text"'))
    assert refused.value.problem is FileTrouble.BAD_NAME


def test_a_broken_file_keeps_no_other_from_work(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('kind = "pigeon"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('kind = "jsonl"\n', encoding="utf-8")
    (tmp_path / "c.toml").write_bytes(b"\xff")
    found = read_channels(tmp_path)
    assert [one.name for one in found.channels] == ["b"]
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("provider_file_bad_value", 1),
        ("provider_file_unreadable", 0),
    ]
    assert read_channels(tmp_path / "nowhere").channels == ()
