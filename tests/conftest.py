"""In CI nothing may be skipped: what a test wants, CI has, so a skip there is a hole nobody sees.

Two things CI cannot give itself: the right to mount a file system, and a source of TinyDB where the index has none. What is
skipped for want of them is named, and may be.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

NO_SERVER = "no PostgreSQL server is installed here, or there is no user postgres to run it as"
"""In CI there is one, so there this is a failure like any other."""
NO_MOUNT = "the system lets nobody here mount a file system"
NO_SOURCE = "the package index has no source of TinyDB, which holds its own tests"
EXCUSED = (NO_MOUNT, NO_SOURCE)

if TYPE_CHECKING:
    from tests.storage.server import Server

settings.register_profile("unhurried", settings(), deadline=None)
"""The default of the place, without a limit of time: a busy machine is no fault of the code."""
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def server() -> "Iterator[Server]":
    """A PostgreSQL server that forgets what it holds when the power goes, for tests that take none."""
    from tests.storage.server import Server, has_user, programs

    if programs() is None or not has_user():
        pytest.skip(NO_SERVER)
    made = Server.somewhere()
    try:
        yield made.start()
    finally:
        made.stop()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody who never ran the program before, at a terminal like any other: settings, books and records lie in this folder."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("NO_COLOR", "SSH_CONNECTION", "DUNNAGE_BOOK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped where nothing may be."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped:
        terminalreporter.section("skipped in CI, where everything is at hand")
        for report in skipped:
            terminalreporter.line(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run in CI that skipped a test."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter is not None else []
    if os.environ.get("CI") and exitstatus == 0 and any(_unexcused(report) for report in skipped):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unexcused(report: pytest.TestReport) -> bool:
    return not any(reason in str(report.longrepr) for reason in EXCUSED)
