"""The house's ladders: one a class, two that ability and willingness ask for, two for buyers that are given time, one for
debts others collect.

Source: TRADE.md 4.4 [P on published cadences]; each number can be changed in the policy file.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from credit.activity import Outcome
from credit.ladder import Action, Counted, FaceRule, Goal, Ladder, Rung, Sender, Tone

__all__ = ["Ladders"]

IN = Counted.IN_TREATMENT


def _not_due() -> Ladder:
    """未收款: no surprise. The days of grace belong to it: a first word by sales, as a service."""
    return Ladder(
        Goal.NO_SURPRISE, 0, 0, 7, 3, 1, True,
        (FaceRule.FORMAL_ADDRESS, FaceRule.NO_THREATS),
        (
            Rung(7, Action.SERVICE, "email", Sender.SALES, Tone.SERVICE, Counted.BEFORE_DUE),
            Rung(3, Action.SERVICE, "email", Sender.SALES, Tone.SERVICE, Counted.BEFORE_DUE),
            Rung(1, Action.SERVICE, "email", Sender.SALES, Tone.SERVICE),
            Rung(5, Action.CHECK_DOCUMENTS, "email", Sender.SALES, Tone.SERVICE, Counted.AFTER_SHIPMENT,
                 done_by=Outcome.DOCUMENTS_COMPLETE, least=Decimal(50000)),
        ),
    )  # fmt: skip


def _in_collection() -> Ladder:
    """催收款: a date within two weeks. Facts and one question; mail, then the telephone, then the chief."""
    mail = (Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY)
    call = (Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY)
    chief = (Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM)
    return Ladder(
        Goal.DATE_OBTAINED, 14, 14, 7, 7, 2, True,
        (
            FaceRule.FORMAL_ADDRESS, FaceRule.NO_THREATS, FaceRule.ONE_QUESTION_THAT_TAKES_A_DATE,
            FaceRule.VAGUE_WORDS_BECOME_DATES,
        ),
        (
            Rung(1, *mail), Rung(7, *mail), Rung(14, *call), Rung(21, *call),
            Rung(30, *chief), Rung(45, *chief), Rung(60, *chief, every_days=15),
        ),
    )  # fmt: skip


def _pressed() -> Ladder:
    """催收款 of a buyer that is able and not willing: the same questions sooner, closer together and higher up; no threats."""
    mail = (Action.REMIND, "email", Sender.COLLECTOR, Tone.FIRM)
    call = (Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FIRM)
    chief = (Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM)
    return Ladder(
        Goal.DATE_OBTAINED, 7, 14, 4, 4, 3, False,
        (
            FaceRule.FORMAL_ADDRESS, FaceRule.NO_THREATS, FaceRule.ONE_QUESTION_THAT_TAKES_A_DATE,
            FaceRule.VAGUE_WORDS_BECOME_DATES, FaceRule.RESPECT_THE_CLERKS_CHIEF,
        ),
        (
            Rung(1, *mail), Rung(4, *call), Rung(8, *call), Rung(14, *chief), Rung(21, *chief),
            Rung(30, Action.ESCALATE, "call", Sender.FINANCE_MANAGER, Tone.FIRM, every_days=10),
        ),
    )  # fmt: skip


def _plan_and_security() -> Ladder:
    """催收款 of a buyer that is willing and not able: a plan and a security, its cash month by month, its balance signed."""
    by = (Sender.SALES_DIRECTOR, Tone.FRIENDLY)
    return Ladder(
        Goal.KEEP_BUYER, 14, 30, 10, 7, 1, False,
        (
            FaceRule.SENIOR_TO_SENIOR, FaceRule.FORMAL_ADDRESS, FaceRule.NO_THREATS, FaceRule.VAGUE_WORDS_BECOME_DATES,
        ),
        (
            Rung(1, Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY),
            Rung(30, Action.ASK_CASH_POSITION, "call", *by, every_days=30),
            Rung(45, Action.CONFIRM_BALANCE, "letter", *by, every_days=90, done_by=Outcome.ACKNOWLEDGED),
            Rung(7, Action.PLAN_AND_SECURITY, "call", *by, done_by=Outcome.PLAN_AGREED),
        ),
    )  # fmt: skip


def _doubtful() -> Ladder:
    """准呆账: all money in one to two months, hard on the debt and soft on the face; channels take turns."""
    return Ladder(
        Goal.ALL_MONEY_IN, 30, 60, 4, 4, 2, False,
        (
            FaceRule.PRIVATE, FaceRule.SENIOR_TO_SENIOR, FaceRule.NEVER_COPY_SUBORDINATES, FaceRule.NO_PUBLIC_MENTION,
            FaceRule.FORMAL_ADDRESS, FaceRule.RESPECT_THE_CLERKS_CHIEF, FaceRule.VAGUE_WORDS_BECOME_DATES,
        ),
        (
            Rung(0, Action.AGREE_PLAN, "call", Sender.FINANCE_MANAGER, Tone.FACE_SAVING, IN, 20),
            Rung(4, Action.PART_NOW, "email", Sender.FINANCE_MANAGER, Tone.FACE_SAVING, IN, 20),
            Rung(8, Action.AGREE_PLAN, "call", Sender.EXECUTIVE, Tone.FACE_SAVING, IN, 20, 1),
            Rung(12, Action.TAKE_GOODS_BACK, "letter", Sender.FINANCE_MANAGER, Tone.FACE_SAVING, IN, 20, 1),
            Rung(16, Action.SECURE_NEXT_ORDER, "email", Sender.EXECUTIVE, Tone.FACE_SAVING, IN, 20, 1),
        ),
    )  # fmt: skip


def _bad() -> Ladder:
    """呆账: all money in one to two months, or hand it over. The insurer is named as the cause, before a lawyer writes."""
    return Ladder(
        Goal.ALL_MONEY_IN_OR_HAND_OVER, 30, 60, 3, 3, 3, False,
        (
            FaceRule.PRIVATE, FaceRule.SENIOR_TO_SENIOR, FaceRule.NEVER_COPY_SUBORDINATES, FaceRule.NO_PUBLIC_MENTION,
            FaceRule.NEUTRAL_THIRD_PARTY_CAUSE, FaceRule.FORMAL_ADDRESS,
        ),
        (
            Rung(0, Action.DEADLINE, "letter", Sender.DIRECTOR, Tone.FACE_SAVING, IN, 9),
            Rung(3, Action.DEADLINE, "call", Sender.DIRECTOR, Tone.FACE_SAVING, IN, 9),
            Rung(6, Action.INSURER_REQUIRES, "email", Sender.DIRECTOR, Tone.FACE_SAVING, IN, 9, only_insured=True),
            Rung(30, Action.LAWYER_LETTER, "letter", Sender.LAWYER, Tone.FINAL, IN, 0, 2),
            Rung(45, Action.HAND_OVER, "letter", Sender.DIRECTOR, Tone.FINAL, IN, 0, 3, Outcome.HANDED_OVER),
        ),
    )  # fmt: skip


def _dead() -> Ladder:
    """死账: first in line. Nothing is demanded any more: of an insolvent buyer the claim goes to the practitioner, any debt is
    claimed from the insurer and prepared for the tax office."""
    filed = (Sender.PRACTITIONER, Tone.FORMAL_INSOLVENCY, IN)
    own = ("note", Sender.FINANCE_MANAGER, Tone.SERVICE, IN)
    return Ladder(
        Goal.FIRST_IN_LINE, 0, 0, 14, 14, 0, False,
        (FaceRule.NO_DEMANDS, FaceRule.FORMAL_ADDRESS),
        (
            Rung(0, Action.FILE_CLAIM, "letter", *filed, done_by=Outcome.CLAIM_FILED, only_insolvent=True),
            Rung(0, Action.CLAIM_INSURANCE, *own, done_by=Outcome.INSURANCE_CLAIMED, only_insured=True),
            Rung(0, Action.TAX_DOSSIER, *own, done_by=Outcome.WRITTEN_OFF),
        ),
        in_turn=True,
    )  # fmt: skip


def _lenient(*rungs: Rung) -> Ladder:
    """催收款 and 未收款 with time granted: the buyer is kept, its exposure capped, its balance signed each quarter."""
    each_quarter = Rung(
        90, Action.CONFIRM_BALANCE, "letter", Sender.SALES_DIRECTOR, Tone.SERVICE, IN, 90, done_by=Outcome.ACKNOWLEDGED
    )
    rules = (FaceRule.SENIOR_TO_SENIOR, FaceRule.FORMAL_ADDRESS, FaceRule.NO_THREATS, FaceRule.VAGUE_WORDS_BECOME_DATES)
    return Ladder(Goal.KEEP_BUYER, 0, 0, 30, 7, 1, False, rules, (*rungs, each_quarter))


def _potential() -> Ladder:
    """A buyer that grows: a statement each month, a signature each quarter."""
    return _lenient(Rung(0, Action.STATEMENT, "email", Sender.SALES_DIRECTOR, Tone.FRIENDLY, IN, 30))


def _asset_rich_illiquid() -> Ladder:
    """A buyer of means and no cash: a plan and a security first, then how its cash stands, month by month."""
    by = (Sender.SALES_DIRECTOR, Tone.FRIENDLY, IN)
    return _lenient(
        Rung(30, Action.ASK_CASH_POSITION, "call", *by, 30),
        Rung(0, Action.PLAN_AND_SECURITY, "call", *by, done_by=Outcome.PLAN_AGREED),
    )


def _handed_over() -> Ladder:
    """Given to an agency or a lawyer: only they write; the house asks every two weeks how it stands."""
    return Ladder(
        Goal.OTHERS_COLLECT, 60, 120, 14, 14, 0, False,
        (FaceRule.ONLY_THEY_WRITE, FaceRule.NO_PUBLIC_MENTION),
        (Rung(14, Action.ASK_AGENCY, "email", Sender.COLLECTOR, Tone.SERVICE, IN, 14, done_by=Outcome.HANDED_OVER),),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladders:
    """Every ladder by the name of its class, of its leniency, or of its stage."""

    not_due: Ladder = field(default_factory=_not_due)
    in_collection: Ladder = field(default_factory=_in_collection)
    pressed: Ladder = field(default_factory=_pressed)
    plan_and_security: Ladder = field(default_factory=_plan_and_security)
    doubtful: Ladder = field(default_factory=_doubtful)
    bad: Ladder = field(default_factory=_bad)
    dead: Ladder = field(default_factory=_dead)
    potential: Ladder = field(default_factory=_potential)
    asset_rich_illiquid: Ladder = field(default_factory=_asset_rich_illiquid)
    handed_over: Ladder = field(default_factory=_handed_over)

    def named(self, name: str) -> Ladder:
        """The ladder of this name; raises `AttributeError` for another."""
        found: Ladder = getattr(self, name)
        return found
