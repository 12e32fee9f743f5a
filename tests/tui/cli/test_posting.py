"""`send`: today's letters by mail, each once, whatever ends the program, the line or the server in between."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.integrations.mail.postbox import Postbox
from tests.tui.cli.conftest import RUN, Dunnage
from tui.cli.exits import Exit

BUYERS = ("C1", "C2", "C3", "C4")
LATE = 9
"""Days past due: the ladder of debt in collection asks for a mail from the seventh day on (TRADE.md 4.4)."""


@pytest.fixture
def owing(dunnage: Dunnage, home: Path) -> Path:
    """Four buyers, each with one invoice nine days late and a mail address."""
    today = date.today()  # noqa: DTZ011 - the user's own day, as the program takes it
    due, issued = today - timedelta(days=LATE), today - timedelta(days=LATE + 60)
    invoices = "".join(f"{id},I-{id},{issued},{due},900{n}.00,,USD\n" for n, id in enumerate(BUYERS))
    buyers = "".join(f"{id},House {id},GB,ap@{id.lower()}.example,2020-01-01\n" for id in BUYERS)
    (home / "ledger.csv").write_text("customer,invoice,invoice_date,due_date,amount,paid_date,currency\n" + invoices)
    (home / "customers.csv").write_text("id,name,country,contact_email,since\n" + buyers)
    assert dunnage("import", home / "ledger.csv").code == 0
    assert dunnage("import", home / "customers.csv").code == 0
    return home


def mail_to(home: Path, box: Postbox) -> None:
    path = home / "config" / "dunnage" / "mail.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'host = "127.0.0.1"\nport = {box.port}\nsecurity = "none"\nfrom = "Mara <ar@house.example>"\n')


def taken(box: Postbox) -> Counter[str]:
    return Counter(to for each in box.recipients for to in each)


def states(dunnage: Dunnage, *words: str) -> dict[str, str | None]:
    return {each["customer_id"]: each["state"] for each in dunnage("send", "--json", *words).json["letters"]}


ALL = {f"ap@{id.lower()}.example": 1 for id in BUYERS}


def test_without_yes_it_says_whom_it_would_write_to(dunnage: Dunnage, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
        ended = dunnage("send")
        assert "House C1: reminder to ap@c1.example: Overdue invoices" in ended.out
        assert ended.sentence == "4 letters would go; --yes sends them."
        assert states(dunnage) == dict.fromkeys(BUYERS)
    assert box.messages == []
    assert dunnage("send", "--demo").code == 0


def test_each_letter_goes_once(dunnage: Dunnage, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
        assert dunnage("send", "C1", "--yes").sentence == "1 letter sent."
        assert states(dunnage, "--yes") == dict.fromkeys(("C2", "C3", "C4"), "sent")
        assert states(dunnage, "--yes") == {}
    assert taken(box) == ALL
    first = message_from_bytes(box.messages[0], policy=default)
    assert (first["From"], first["To"]) == ("Mara <ar@house.example>", "ap@c1.example")
    assert first["X-Unsent"] is None
    assert "9,000.00" in first.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert len({message_from_bytes(each)["Message-ID"] for each in box.messages}) == 4
    record = dunnage("customer", "C1", "--json").json
    assert [(each["to"], each["state"]) for each in record["letters"]] == [("ap@c1.example", "sent")]
    assert not [each["text"] for each in record["timeline"] if each["text"].startswith("letter to")]
    assert [each["text"] for each in record["timeline"] if "Overdue invoices" in each["text"]]
    assert dunnage("history", "--json").code == 0


def test_what_left_the_house_is_not_taken_back(dunnage: Dunnage, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
        dunnage("send", "C1", "--yes")
        entries = dunnage("history", "--json").json["commits"]
        numbers = [entry["number"] for entry in entries if entry["what"] in ("intend_letter", "settle_letter")]
        assert len(numbers) == 2
        for number in numbers:
            assert dunnage("undo", str(number)).code == Exit.REFUSED
        assert states(dunnage, "C1", "--yes") == {}
        assert dunnage("undo", "--json").json["what"] == "import"  # the last of mine that is no letter
    assert taken(box) == {"ap@c1.example": 1}


@pytest.mark.parametrize("reply", ["451 later", "452 full"])
def test_a_letter_refused_for_now_goes_at_the_next_run(dunnage: Dunnage, owing: Path, reply: str) -> None:
    command = "RCPT" if reply.startswith("451") else "DATA"
    with Postbox({command: reply}) as box:
        mail_to(owing, box)
        assert dunnage("send", "C1", "--yes").code == Exit.PROVIDER
    with Postbox() as box:
        mail_to(owing, box)
        assert states(dunnage, "C1", "--yes") == {"C1": "sent"}
    assert taken(box) == {"ap@c1.example": 1}


def test_an_address_refused_for_good_is_not_tried_again(dunnage: Dunnage, owing: Path) -> None:
    with Postbox({"RCPT": "550 nobody"}) as box:
        mail_to(owing, box)
        assert states(dunnage, "C1", "--yes") == {"C1": "refused"}
    with Postbox() as box:
        mail_to(owing, box)
        told = dunnage("send", "C1", "--json", "--yes").json
        assert "The mail server refused ap@c1.example for good" in told["left_out"][0]["why"]
    assert box.messages == []


def test_a_server_that_is_down_ends_the_round(dunnage: Dunnage, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
    ended = dunnage("send", "--yes")
    assert ended.code == Exit.PROVIDER
    assert ended.out.count("the mail server cannot be reached") == 4
    assert ended.out.count("not tried") == 3
    with Postbox() as box:
        mail_to(owing, box)
        assert set(states(dunnage, "--yes").values()) == {"sent"}
    assert taken(box) == ALL


def test_a_line_that_broke_asks_a_person(dunnage: Dunnage, owing: Path) -> None:
    with Postbox(vanish="DATA") as box:
        mail_to(owing, box)
        ended = dunnage("send", "C1", "--yes")
        assert ended.code == Exit.PROVIDER
        assert "not known whether it went" in ended.out
        told = dunnage("customer", "C1", "--json").json
        assert [(each["kind"], each["state"]) for each in told["letters"]] == [("reminder", "unknown")]
        line = "letter to ap@c1.example: not known whether it went (the line to the mail server broke)"
        assert line in [each["text"] for each in told["timeline"]]
        again = dunnage("send", "--yes", "C1")
        assert "dunnage send C1 --settle sent" in again.out
    assert taken(box) == {"ap@c1.example": 1}
    assert dunnage("send", "C1", "--settle", "sent").out == "Written down: sent.\n"
    assert dunnage("send", "C1", "--settle", "sent").code == Exit.REFUSED
    with Postbox() as box:
        mail_to(owing, box)
        assert states(dunnage, "C1", "--yes") == {}
    assert box.messages == []


def test_what_is_asked_wrongly(dunnage: Dunnage, owing: Path) -> None:
    assert dunnage("send", "--yes").sentence.startswith("No mail server is set up.")
    assert dunnage("send", "--settle", "sent").code == Exit.USAGE
    with Postbox() as box:
        mail_to(owing, box)
        assert dunnage("send", "--yes", "--demo").code == Exit.USAGE
        assert dunnage("send", "--yes", "--as-of", "2024-05-20").code == Exit.USAGE
    assert box.messages == []


@pytest.mark.parametrize("point", ["RCPT", "DATA"])
def test_killed_at_every_letter_each_arrives_once(dunnage: Dunnage, owing: Path, point: str) -> None:
    """The program is killed with signal 9 before or after the text of each letter; a person looks into the mailbox and says."""
    running: list[subprocess.Popen[bytes]] = []

    def kill(command: str) -> None:
        if command == point and running:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()

    with Postbox(before=kill) as box:
        mail_to(owing, box)
        for _round in BUYERS:
            running.append(subprocess.Popen([sys.executable, "-c", RUN, "send", "--yes"], stderr=subprocess.DEVNULL))
            running[0].wait(timeout=60)
            assert running.pop().returncode == -signal.SIGKILL
            time.sleep(0.1)
            (id,) = (id for id, state in states(dunnage).items() if state == "intended")
            assert dunnage("send", id, "--yes").code == Exit.PROVIDER
            went = taken(box)[f"ap@{id.lower()}.example"]
            assert dunnage("send", id, "--settle", "sent" if went else "not-sent").code == 0
            if not went:
                assert states(dunnage, id, "--yes") == {id: "sent"}
        assert dunnage("send", "--yes").sentence == "0 letters sent."
    assert taken(box) == ALL


def test_two_runs_at_once_send_each_letter_once(dunnage: Dunnage, owing: Path) -> None:
    with Postbox(before=lambda command: time.sleep(0.05)) as box:
        mail_to(owing, box)
        both = [
            subprocess.Popen([sys.executable, "-c", RUN, "send", "--yes"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _run in range(2)
        ]
        for each in both:
            each.wait(timeout=120)
        assert dunnage("send", "--yes").code == 0
    assert taken(box) == ALL
