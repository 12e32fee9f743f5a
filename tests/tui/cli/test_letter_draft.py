"""A letter of the screens on a book of one's own: it goes once, is logged, and stays where it did not go.

C1 owes 900 USD nine days past due, which the ladder answers by a mail (TRADE.md 4.4); C2 has no mail address.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from credit.actions.mailing import intend_letter
from credit.problem import Fault, RefusedChange
from tests.integrations.mail.postbox import Postbox
from tests.tui.cli.conftest import RUN, Dunnage
from tui.cli.arguments import parser
from tui.cli.letter_draft import HouseLetter, LetterNotSaved, NotSendable, written
from tui.cli.opening import Opening
from tui.cli.posting import NoMailServer
from tui.config import Config, Places
from tui.desk import Desk, NothingToUndo

LATE = 9


@pytest.fixture
def owing(dunnage: Dunnage, home: Path) -> Path:
    today = date.today()  # noqa: DTZ011 - the user's own day, as the program takes it
    due, issued = today - timedelta(days=LATE), today - timedelta(days=LATE + 60)
    rows = "".join(f"{id},I-{id},{issued},{due},900.00,,USD\n" for id in ("C1", "C2"))
    (home / "ledger.csv").write_text("customer,invoice,invoice_date,due_date,amount,paid_date,currency\n" + rows)
    buyers = "C1,House One,GB,ap@c1.example,2020-01-01\nC2,House Two,GB,,2020-01-01\n"
    (home / "customers.csv").write_text("id,name,country,contact_email,since\n" + buyers)
    assert dunnage("import", home / "ledger.csv").code == 0
    assert dunnage("import", home / "customers.csv").code == 0
    return home


@pytest.fixture
def opening(owing: Path) -> Iterator[Opening]:
    made = Opening(parser().parse_args(["queue"]), os.environ, Places.of(os.environ), Config(who="mara"))
    with made.closing:
        yield made


def mail_to(home: Path, box: Postbox) -> None:
    path = home / "config" / "dunnage" / "mail.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'host = "127.0.0.1"\nport = {box.port}\nsecurity = "none"\nfrom = "Mara <ar@house.example>"\n')


def letter_of(opening: Opening, id: str = "C1") -> tuple[Desk, HouseLetter]:
    desk = opening.desk()
    return desk, written(opening, desk.look(), id)


def test_it_goes_once_is_a_contact_and_nothing_takes_it_back(dunnage: Dunnage, opening: Opening, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        mine = draft.reworded("In person", "Dear House One,\n\nwhen?\n")
        going = mine.going(desk.look())
        assert (going.to, going.sender, going.remark, going.attachments) == ("ap@c1.example", "Mara <ar@house.example>", "", ())
        told = mine.send(desk, going)
        assert (told.went, told.told) == (True, "Sent to ap@c1.example; it stands in the timeline as a contact of today.")
        with pytest.raises(RefusedChange) as refused:
            mine.going(desk.look())
        assert refused.value.facts["reason"] == "letter_sent"
        with pytest.raises(NothingToUndo):
            desk.undo()
        desk.close()
        assert dunnage("send", "--yes", "--json").json["letters"] == [], "nor does the round of the day send it again"
        (message,) = box.messages
        record = dunnage("customer", "C1", "--json").json
    assert message_from_bytes(message, policy=default)["Subject"] == "In person"
    assert "when?" in message_from_bytes(message, policy=default).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert [each["state"] for each in record["letters"]] == ["sent"]
    assert [each["text"] for each in record["timeline"] if "In person" in each["text"]]


def test_a_step_the_round_sent_meanwhile_is_not_sent_again(dunnage: Dunnage, opening: Opening, owing: Path) -> None:
    """The desk has the book of before in its hands when it is agreed to; the store tells it of the other's letter."""
    with Postbox() as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        going = draft.going(desk.look())
        ended = subprocess.run([sys.executable, "-c", RUN, "send", "C1", "--yes"], check=False, capture_output=True, timeout=120)
        assert ended.returncode == 0, ended.stderr
        with pytest.raises(Fault):
            draft.send(desk, going)
        assert [each.facts["reason"] for each in [_refused(draft, desk)]] == ["letter_sent"]
    assert len(box.messages) == 1


def _refused(draft: HouseLetter, desk: Desk) -> Fault:
    desk.news()
    with pytest.raises(RefusedChange) as refused:
        draft.going(desk.look())
    return refused.value


def test_screen_and_round_at_once_send_it_once(dunnage: Dunnage, opening: Opening, owing: Path) -> None:
    """The round begins while the screen's letter is on the line."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(command: str) -> None:
        if command == "RCPT" and not running:
            running.append(subprocess.Popen([sys.executable, "-c", RUN, "send", "C1", "--yes"], stdout=subprocess.DEVNULL))
            time.sleep(1)

    with Postbox(before=begin) as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        assert draft.send(desk, draft.going(desk.look())).went
        desk.close()
        running[0].wait(timeout=120)
        assert dunnage("send", "--yes", "--json").json["letters"] == []
    assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"RCPT": "451 later"}, "not sent (the mail server refused the address (451)). The letter is as it was: s sends it"),
        ({"RCPT": "550 nobody"}, "refused for good (the mail server refused the address (550)). Correct the address with a"),
    ],
)
def test_what_did_not_go_says_what_to_do(opening: Opening, owing: Path, answers: dict[str, str], told: str) -> None:
    with Postbox(answers) as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        found = draft.send(desk, draft.going(desk.look()))
    assert (found.went, found.told.startswith(told), box.messages) == (False, True, [])


def test_a_line_that_broke_names_the_mailbox_and_nothing_goes_before_a_word(opening: Opening, owing: Path) -> None:
    with Postbox(vanish="DATA") as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        found = draft.send(desk, draft.going(desk.look()))
        assert (found.went, "dunnage send C1 --settle sent" in found.told) == (False, True)
        with pytest.raises(RefusedChange) as refused:
            draft.going(desk.look())
    assert refused.value.facts["reason"] == "letter_unknown"


def test_a_buyer_that_is_held_is_written_to_by_hand_once_a_day_with_the_reason_told(
    dunnage: Dunnage, opening: Opening, owing: Path
) -> None:
    until = date.today() + timedelta(days=5)  # noqa: DTZ011 - the user's own day
    assert dunnage("snooze", "C1", "--until", until.isoformat(), "--reason", "talks").code == 0
    with Postbox() as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        going = draft.going(desk.look())
        assert (going.remark.startswith("held:"), going.step.startswith("by_hand:")) == (True, True)
        assert draft.send(desk, going).went
        with pytest.raises(RefusedChange):
            draft.going(desk.look())
    assert len(box.messages) == 1


def test_another_letter_goes_by_hand_once_a_day_and_is_not_taken_for_the_step(opening: Opening, owing: Path) -> None:
    """A statement of account does not do what the reminder is for; it is a contact, so the reminder waits its days."""
    with Postbox() as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        assert [name for _kind, name in draft.kinds][2] == "statement of account"
        step = draft.going(desk.look()).step
        other = draft.of_kind(desk.look(), "statement")
        assert (draft.made.kind, other.made.kind) == ("reminder", "statement")
        going = other.going(desk.look())
        assert (going.remark, going.step.startswith("by_hand:statement:")) == ("today's step asks for another letter", True)
        assert other.send(desk, going).went
        with pytest.raises(RefusedChange):
            other.going(desk.look())
        account = desk.look().assessed.of("C1").account
        assert [each.step == step for each in account.dispatches] == [False]
        assert draft.going(desk.look()).remark == "held: contacted recently"
    (message,) = box.messages
    assert message_from_bytes(message, policy=default)["Subject"].startswith("Statement of account")


def test_a_letter_that_must_not_be_written_is_refused_by_its_kind_and_the_one_of_the_step_by_name_is_the_step(
    opening: Opening,
) -> None:
    desk, draft = letter_of(opening)
    with pytest.raises(Fault) as refused:
        draft.of_kind(desk.look(), "thanks")
    assert refused.value.facts["reason"] == "nothing_for_thanks"
    assert draft.of_kind(desk.look(), draft.made.kind.value) == draft


def test_why_it_cannot_go(opening: Opening, owing: Path) -> None:
    desk, draft = letter_of(opening)
    with pytest.raises(NoMailServer):
        draft.going(desk.look())
    _desk, without = letter_of(opening, "C2")
    with pytest.raises(NotSendable) as refused:
        without.going(desk.look())
    assert refused.value.facts == {"reason": "no_address", "id": "C2"}
    opening.arguments.as_of = date(2024, 6, 12)
    with pytest.raises(NotSendable) as refused:
        draft.going(desk.look())
    assert refused.value.facts["reason"] == "another_day"


def test_it_is_saved_as_its_name_says_for_the_user_alone_and_over_nothing(opening: Opening, owing: Path) -> None:
    _desk, draft = letter_of(opening)
    assert draft.file_name == f"C1-reminder-{draft.made.on.isoformat()}.eml"
    for name, begins in (("a.eml", b"Subject: "), ("a.html", b"<!doctype html>"), ("a.txt", draft.subject.encode())):
        path = Path(draft.save(str(owing / name)))
        assert path.read_bytes().startswith(begins)
        assert path.stat().st_mode & 0o777 == 0o600
    assert draft.save("~/b.txt") == str(owing / "b.txt"), "the home of a user is known by its sign"
    for name, reason in (("a.txt", "exists"), ("no/such/a.txt", "failed")):
        with pytest.raises(LetterNotSaved) as refused:
            draft.save(str(owing / name))
        assert refused.value.facts["reason"] == reason


def test_what_was_begun_elsewhere_is_in_the_way(opening: Opening, owing: Path) -> None:
    with Postbox() as box:
        mail_to(owing, box)
        desk, draft = letter_of(opening)
        going = draft.going(desk.look())
        desk.do(intend_letter, "C1", "reminder", going.step, going.to, "x")
        with pytest.raises(RefusedChange):
            draft.send(desk, going)
    assert box.messages == []
