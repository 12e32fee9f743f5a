"""The insolvency playbook: what is owed once a buyer's debt is dead, and what of it is done (TRADE.md 6, row 42)."""

from datetime import date

import pytest

from credit.money import Money
from credit.playbook import Play, Played, PlayState, playbook
from tests.credit.little_book import TODAY, assessed, day, money

OPENED = "invoice C1 I1 -20 500USD \n event C1 E1 -9 winding_up_order \n"
AGED = "invoice C1 I1 -1100 500USD \n"


def playbook_of(text: str) -> tuple[Played, ...]:
    return playbook(assessed(text))


def played(text: str, play: Play) -> Played:
    return next(step for step in playbook_of(text) if step.play is play)


def stands(text: str, play: Play) -> tuple[PlayState, str, object]:
    found = played(text, play)
    return found.state, found.reason.code, found.reason.facts["on"]


def test_no_other_class_has_one() -> None:
    assert playbook_of("invoice C1 I1 -200 500USD") == ()


def test_it_tells_every_step_in_the_order_they_are_owed() -> None:
    assert [step.play for step in playbook_of(OPENED)] == list(Play)


@pytest.mark.parametrize(
    ("play", "outcome"),
    [
        (Play.PROOF_OF_DEBT, "claim_filed"),
        (Play.TELL_INSURER, "insurer_notified"),
        (Play.CLAIM_INSURANCE, "insurance_claimed"),
        (Play.TAX_REFUND, "refund_settled"),
        (Play.TAX_DOSSIER, "written_off"),
    ],
)
def test_what_is_logged_is_done(play: Play, outcome: str) -> None:
    """Owed since the publication of day -9; a contact since the oldest invoice fell due, on day -20, does it."""
    text = "buyer C1 insured=900USD \n" + OPENED
    assert stands(text, play) == (PlayState.OPEN, "play_open", day("-9"))
    assert stands(text + f"letter C1 K1 -3 {outcome}", play) == (PlayState.DONE, "play_done", day("-3"))
    assert stands(text + f"letter C1 K1 -20 {outcome}", play)[0] is PlayState.DONE
    assert stands(text + f"letter C1 K1 -21 {outcome}", play)[0] is PlayState.OPEN
    assert stands(text + f"letter C1 K1 +1 {outcome} learnt=0", play)[0] is PlayState.OPEN


@pytest.mark.parametrize("play", [Play.TELL_INSURER, Play.CLAIM_INSURANCE])
def test_without_cover_the_insurer_is_told_nothing(play: Play) -> None:
    assert stands(OPENED, play)[:2] == (PlayState.NOT_APPLICABLE, "play_not_insured")


@pytest.mark.parametrize(
    ("contact", "state", "code", "on"),
    [
        ("", PlayState.DONE, "play_done", "-9"),
        ("call C1 K1 -9 spoke", PlayState.DONE, "play_done", "-9"),  # nobody knew yet that morning
        ("call C1 K1 -8 spoke", PlayState.OPEN, "play_contacted", "-8"),
        ("letter C1 K1 -8 claim_filed", PlayState.DONE, "play_done", "-9"),  # to the practitioner
        ("note C1 K1 -8", PlayState.DONE, "play_done", "-9"),
    ],
)
def test_nobody_speaks_to_the_buyer_any_more(contact: str, state: PlayState, code: str, on: str) -> None:
    assert stands(OPENED + contact, Play.STOP_DEMANDS) == (state, code, day(on))


@pytest.mark.parametrize("play", [Play.STOP_DEMANDS, Play.PROOF_OF_DEBT, Play.RETENTION_OF_TITLE])
@pytest.mark.parametrize("event", ["", "event C1 E1 -9 winding_up_order match=possible"])
def test_where_no_insolvency_is_published_nothing_can_be_lodged(play: Play, event: str) -> None:
    assert stands(AGED + event, play) == (PlayState.NOT_APPLICABLE, "play_nothing_published", TODAY)


def amount(text: str, play: Play) -> tuple[PlayState, Money | None]:
    found = played(text, play)
    return found.state, found.reason.amount


@pytest.mark.parametrize(
    ("lines", "play", "state", "expected"),
    [
        ("", Play.HOLD_ORDERS, PlayState.NOT_APPLICABLE, None),
        ("order C1 O1 -3 70USD", Play.HOLD_ORDERS, PlayState.OPEN, "70USD"),
        ("order C1 O1 -3 70XTS", Play.HOLD_ORDERS, PlayState.OPEN, None),  # of unknown worth, and held all the same
        ("", Play.SET_OFF, PlayState.NOT_APPLICABLE, None),
        ("receipt C1 R1 -3 40USD", Play.SET_OFF, PlayState.OPEN, "40USD"),
        ("", Play.RETENTION_OF_TITLE, PlayState.NOT_APPLICABLE, None),
        ("security C1 S1 -30 90USD form=retention_of_title", Play.RETENTION_OF_TITLE, PlayState.OPEN, "90USD"),
        ("security C1 S1 -30 90USD form=retention_of_title", Play.DRAW_SECURITY, PlayState.NOT_APPLICABLE, None),
        ("security C1 S1 -30 90USD form=standby_lc", Play.DRAW_SECURITY, PlayState.OPEN, "90USD"),
        ("security C1 S1 -30 90USD form=standby_lc until=-1", Play.DRAW_SECURITY, PlayState.NOT_APPLICABLE, None),
        (
            "security C1 S1 -30 90USD form=standby_lc \n security C1 S2 -30 5USD form=pledge",
            Play.DRAW_SECURITY,
            PlayState.OPEN,
            "95USD",
        ),
        (
            "security C1 S1 -30 90USD form=standby_lc \n security C1 S2 -30 5EUR form=pledge",
            Play.DRAW_SECURITY,
            PlayState.OPEN,
            None,
        ),
    ],
)
def test_what_hangs_on_a_step(lines: str, play: Play, state: PlayState, expected: str | None) -> None:
    assert amount(OPENED + lines, play) == (state, money(expected) if expected else None)


def test_the_clock_of_a_step_is_its_last_day() -> None:
    """The common notice is due sixty days past the due date of day -20: on day +40."""
    text = "buyer C1 insured=900USD \n invoice C1 I1 -20 500USD \n event C1 E1 -9 dissolved"
    assert played(text, Play.TELL_INSURER).due_on is not None
    assert played(text, Play.TAX_DOSSIER).due_on is None


def test_each_step_says_its_day_and_source() -> None:
    for step in playbook_of("buyer C1 insured=900USD \n" + OPENED + "order C1 O1 -3 70USD"):
        assert isinstance(step.reason.facts["on"], date)
        assert step.reason.facts["source"] in ("desk", "own_ledger")
