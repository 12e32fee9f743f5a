"""A secret is in nothing that stays or is seen: every row of the failure matrix is run with a canary as the credential.

What is looked through: standard output and error, every log of every library at its loudest, every file below the user's
folders (book, kept answers, ledger of spending, settings), what a crash leaves, and what stands on the screens, as text and in
the picture one may export of them. The canary is looked for as it is, turned round, in base64 at each of its three offsets, in
hexadecimal, and as the digests anybody would reckon first.
"""

import base64
import hashlib
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import trustme

from integrations.transport import Transport
from tests.integrations.loopback import Loopback, Visit, free_port
from tests.integrations.test_tls import speaking
from tests.pty_harness import Terminal
from tests.tui.cli.canary_rows import ROWS, text_of
from tests.tui.cli.conftest import ROOT, RUN, Dunnage
from tests.tui.desks import desk, drawn, opened, said, typed, until
from tests.wording.speaking import speaking as in_language
from tui.app import Workstation
from tui.cli.arguments import parser
from tui.cli.opening import Opening
from tui.config import Config, Places
from tui.dialogs.spending import SpendingDialog

CANARY = "kestrel7f3aQ9zVt2mLx8Wb"
DAY = ("--as-of", "2024-06-12")
NOTHING_SENT = (12, 20)
"""Rows in which the line is never made, or never trusted."""


def traces() -> set[bytes]:
    """Every form of the canary that is looked for."""
    raw = CANARY.encode()
    packed = {base64.b64encode(b"x" * before + raw)[4:-4] for before in range(3)}
    digests = {hashlib.new(name, raw).hexdigest().encode() for name in ("md5", "sha1", "sha256")}
    return {raw, raw.upper(), raw[::-1], raw.hex().encode(), *packed, *digests}


def left(home: Path, *texts: str) -> list[str]:
    """Where a trace of it is: names of files, and `text` for what was said or logged."""
    files = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    assert files
    found = [str(path.relative_to(home)) for path in files for trace in traces() if trace in path.read_bytes()]
    found += [path.name for path in home.rglob("*") for trace in traces() if trace in path.name.encode()]
    return found + ["text" for text in texts for trace in traces() if trace in text.encode()]


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The canary as the credential, alone and as half of a pair, and every log at its loudest."""
    monkeypatch.setenv("BUREAU_KEY", CANARY)
    monkeypatch.setenv("BUREAU_PAIR", f"clerk:{CANARY}")
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "dunnage.transport"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def file_of(home: Path, text: str) -> Path:
    path = home / "config" / "dunnage" / "providers" / "bureau.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def met(number: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """The server of a row, on a machine as it is in that row."""
    if number == 35:
        records = home / "data" / "dunnage" / "providers"
        records.mkdir(parents=True, exist_ok=True)
        (records / "answers").write_bytes(b"a file where the folder should be")
    if number == 36:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://u:p@127.0.0.1:{free_port()}")
    stranger = trustme.CA().issue_cert("127.0.0.1")
    return Loopback(list(ROWS[number].plays), tls=speaking(stranger) if number == 20 else None)


@pytest.mark.parametrize("number", ROWS)
def test_a_row_leaves_the_credential_nowhere(
    number: int, dunnage: Dunnage, known: Path, home: Path, key: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ROWS[number]
    asking = ("refresh", "C1", *DAY, *row.words)
    with met(number, home, monkeypatch) as server:
        file_of(home, text_of(row, server.url if row.plays else f"http://127.0.0.1:{free_port()}"))
        ended = [dunnage(*asking, "--json"), dunnage(*asking)]
        ended += [dunnage("customer", "C1", *DAY), dunnage("customer", "C1", *DAY, "--json"), dunnage("providers", "--json")]
    assert [result["status"] for result in ended[0].json["results"]] == [row.status]
    sent = "".join(repr((request.headers, request.body)) for request in server.requests)
    assert CANARY in sent or number in NOTHING_SENT, "otherwise nothing would be shown"
    assert left(home, key.text, *(text for one in ended for text in (one.out, one.err))) == []


def pictures(app: Workstation) -> list[str]:
    """The screen in front as it would be exported, and as text with its lines joined: a break hides nothing."""
    return [app.export_screenshot(), "".join(drawn(app))]


@pytest.mark.parametrize("number", ROWS)
async def test_a_row_on_the_screens_leaves_the_credential_nowhere(
    number: int, known: Path, home: Path, key: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked by the key of one buyer and then by the key of all, and each screen is looked at after."""
    row, shots = ROWS[number], list[str]()
    with in_language("en"), met(number, home, monkeypatch) as server:
        file_of(home, text_of(row, server.url if row.plays else f"http://127.0.0.1:{free_port()}"))
        opening = Opening(parser().parse_args([*DAY]), os.environ, Places.of(os.environ), Config(who="mara"))
        with opening.closing:
            async with opened(lambda: opening.desk(ask=True), (200, 50)) as (app, pilot):
                await typed(pilot, "slash", *"alder", "enter", "r")
                shots += pictures(app)
                if isinstance(app.screen, SpendingDialog):
                    await typed(pilot, "enter")
                await until(pilot, lambda: said(app).startswith("Alder Ltd: "))
                shots += [said(app), *pictures(app)]
                for pressed in ("R", "2", "question_mark", "escape", "3", "1"):
                    await typed(pilot, pressed)
                    shots += [said(app), *pictures(app)]
    sent = "".join(repr((request.headers, request.body)) for request in server.requests)
    assert CANARY in sent or number in NOTHING_SENT, "otherwise nothing would be shown"
    assert left(home, key.text, *shots) == []


CRASHING = """
import sys
from integrations.transport import Transport
from tui.cli import main
def broken(*_asked, **_how):
    import os
    raise RuntimeError(os.environ["BUREAU_KEY"])
Transport.ask = broken
sys.exit(main())
"""


def test_a_crash_behind_the_screens_leaves_the_credential_nowhere(known: Path, home: Path, key: pytest.LogCaptureFixture) -> None:
    """Something nobody foresaw while the screen asks: all that the terminal was sent is looked through."""
    file_of(home, text_of(ROWS[1], "http://127.0.0.1:1"))
    with Terminal([sys.executable, "-c", CRASHING, *DAY]) as terminal:
        terminal.until(b"Alder")
        terminal.quiet(0.3)
        terminal.key(b"/alder\r")
        terminal.key(b"r")
        assert terminal.wait(20) == 70
        terminal.quiet(0.05)
    assert len(list((home / "state").rglob("crash-*.txt"))) == 1
    assert left(home, terminal.out.decode(errors="replace")) == []


def test_row_33_a_run_that_is_killed_leaves_the_credential_nowhere(
    known: Path, home: Path, key: pytest.LogCaptureFixture
) -> None:
    """Killed while its question is out."""
    asked = threading.Event()

    def silent(visit: Visit) -> None:
        asked.set()
        visit.over.wait(30)

    with Loopback([silent]) as server:
        file_of(home, text_of(ROWS[33], server.url))
        order = [sys.executable, "-c", RUN, "refresh", "C1", *DAY]
        with subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert asked.wait(30)
            process.kill()
            out, err = process.communicate()
        assert CANARY in repr(server.requests[0].headers)
    assert process.returncode == -signal.SIGKILL
    assert left(home, out.decode(), err.decode()) == []


def test_a_crash_leaves_the_credential_nowhere(
    dunnage: Dunnage, known: Path, home: Path, key: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something nobody foresaw, with the key in its own words."""

    def broken(_self: Transport, *_asked: object, **_how: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(Transport, "ask", broken)
    with Loopback(list(ROWS[1].plays)) as server:
        file_of(home, text_of(ROWS[1], server.url))
        ended = dunnage("refresh", "C1", *DAY)
    assert (ended.code, len(list((home / "state").rglob("crash-*.txt")))) == (70, 1)
    assert left(home, key.text, ended.out, ended.err) == []


def test_what_is_looked_for_would_be_found(home: Path) -> None:
    (home / "log").write_text(f"Authorization: Basic {base64.b64encode(f'clerk:{CANARY}'.encode()).decode()}", encoding="utf-8")
    assert left(home) == ["log"]
    assert left(home, f"?key={CANARY}") == ["log", "text"]
    (home / CANARY).touch()
    assert CANARY in left(home)


async def test_what_is_looked_for_would_be_found_on_a_screen(home: Path) -> None:
    (home / "empty").touch()
    async with opened(desk()) as (app, pilot):
        app.say(f"refused: {CANARY}")
        await typed(pilot)
        assert left(home, *pictures(app)) == ["text", "text"]
