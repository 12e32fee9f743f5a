"""A ladder: which step a buyer is spoken to with, from which day, by whom, in which tone, and how it keeps its face.

One ladder a class, and one each for the two kinds of buyers that are given time (TRADE.md 4.4). A ladder is policy data; what it
makes of one buyer on one day stands in `treatment`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.activity import Outcome

__all__ = ["Action", "Counted", "FaceRule", "Goal", "Ladder", "Rung", "Sender", "Tone"]


class Action(StrEnum):
    """What is done next."""

    NOTHING = "nothing"
    APPLY = "apply"
    """Money in hand is set against invoices; nobody is spoken to."""
    ANSWER_DISPUTE = "answer_dispute"
    """The house says whether the buyer is right; until then nobody is dunned for what it contests."""
    CHECK_DOCUMENTS = "check_documents"
    SERVICE = "service"
    """The due date is named before it comes: is the order right, is payment arranged?"""
    REMIND = "remind"
    ASK_FOR_DATE = "ask_for_date"
    ESCALATE = "escalate"
    STATEMENT = "statement"
    CONFIRM_BALANCE = "confirm_balance"
    """The buyer signs what it owes; where the law has it so, that interrupts limitation too."""
    ASK_CASH_POSITION = "ask_cash_position"
    PLAN_AND_SECURITY = "plan_and_security"
    AGREE_PLAN = "agree_plan"
    PART_NOW = "part_now"
    TAKE_GOODS_BACK = "take_goods_back"
    SECURE_NEXT_ORDER = "secure_next_order"
    """A letter of credit for the next order."""
    DEADLINE = "deadline"
    INSURER_REQUIRES = "insurer_requires"
    """The insurer is named as the one who asks: a cause outside both houses leaves the buyer its face."""
    LAWYER_LETTER = "lawyer_letter"
    HAND_OVER = "hand_over"
    ASK_AGENCY = "ask_agency"
    FILE_CLAIM = "file_claim"
    CLAIM_INSURANCE = "claim_insurance"
    TAX_DOSSIER = "tax_dossier"
    TELL_INSURER = "tell_insurer"
    HOLD_SHIPMENTS = "hold_shipments"
    REPORT_SAFE = "report_safe"
    PRESENT_DOCUMENTS = "present_documents"
    SHIP_OR_AMEND = "ship_or_amend"
    """The goods leave in time, or the letter of credit gets a later day."""
    """Under the letter of credit, to the bank."""


class Sender(StrEnum):
    """Who speaks."""

    SALES = "sales"
    COLLECTOR = "collector"
    CHIEF = "chief"
    """The account owner's chief."""
    SALES_DIRECTOR = "sales_director"
    FINANCE_MANAGER = "finance_manager"
    EXECUTIVE = "executive"
    """Speaks to his peer at the buyer's."""
    DIRECTOR = "director"
    LAWYER = "lawyer"
    PRACTITIONER = "practitioner"
    """Whoever speaks to the insolvency practitioner."""


class Tone(StrEnum):
    """How it is said."""

    SERVICE = "service"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FACE_SAVING = "face_saving"
    FINAL = "final"
    FORMAL_INSOLVENCY = "formal_insolvency"


class Goal(StrEnum):
    """What the ladder is to bring about."""

    NO_SURPRISE = "no_surprise"
    DATE_OBTAINED = "date_obtained"
    KEEP_BUYER = "keep_buyer"
    """Keep the buyer, and its exposure under the cap."""
    ALL_MONEY_IN = "all_money_in"
    ALL_MONEY_IN_OR_HAND_OVER = "all_money_in_or_hand_over"
    OTHERS_COLLECT = "others_collect"
    FIRST_IN_LINE = "first_in_line"
    """Stand first before and in the insolvency."""


class FaceRule(StrEnum):
    """What keeps the buyer's face while it is pressed (给面子), and what is never done."""

    PRIVATE = "private"
    SENIOR_TO_SENIOR = "senior_to_senior"
    NEVER_COPY_SUBORDINATES = "never_copy_subordinates"
    NO_PUBLIC_MENTION = "no_public_mention"
    NEUTRAL_THIRD_PARTY_CAUSE = "neutral_third_party_cause"
    FORMAL_ADDRESS = "formal_address"
    NO_THREATS = "no_threats"
    ONE_QUESTION_THAT_TAKES_A_DATE = "one_question_that_takes_a_date"
    VAGUE_WORDS_BECOME_DATES = "vague_words_become_dates"
    """Soon, next month, after the holidays: politeness does not leave it at that."""
    RESPECT_THE_CLERKS_CHIEF = "respect_the_clerks_chief"
    NO_DEMANDS = "no_demands"
    ONLY_THEY_WRITE = "only_they_write"
    """The agency or the lawyer; nobody of the house writes beside them."""


class Counted(StrEnum):
    """What the day of a rung is counted from."""

    BEFORE_DUE = "before_due"
    AFTER_SHIPMENT = "after_shipment"
    """Date of the bill of lading."""
    PAST_DUE = "past_due"
    IN_TREATMENT = "in_treatment"
    """Day the class was entered, time was granted, or collection was handed over."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "from_day": (0, 3650), "every_days": (0, 3650), "after_contacts": (0, 100), "least": (0, 10**12)
    }  # fmt: skip

    from_day: int
    action: Action
    channel: str
    sender: Sender
    tone: Tone
    counted: Counted = Counted.PAST_DUE
    every_days: int = 0
    """Days after which it is owed again; 0: once."""
    after_contacts: int = 0
    """Contacts that must have been made in this treatment before: nobody hears from the lawyer first."""
    done_by: Outcome = Outcome.NONE
    """Outcome of a contact that does it; none: a talk since its day, or for a written step what was sent."""
    least: Decimal = Decimal(0)
    """Open amount in base currency from which it is owed."""
    only_insured: bool = False
    only_insolvent: bool = False
    """Owed only once insolvency is published: before that there is nobody to file with."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The treatment of one class, or of one kind of leniency."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "cadence_days": (1, 365), "rest_days": (0, 365), "most_contacts": (0, 14)
    }  # fmt: skip

    goal: Goal
    aim_days: int
    """Days in treatment within which the goal should be reached ..."""
    deadline_days: int
    """... and by which it must be; 0: another clock sets it, or none does."""
    cadence_days: int
    """Usual days from one contact to the next."""
    rest_days: int
    """Least days between two contacts."""
    most_contacts: int
    """Contacts with the buyer in seven days at most; 0: nobody of the house speaks to it."""
    automatic: bool
    """Whether a machine may send what is written; what is spoken never goes by itself."""
    face_rules: tuple[FaceRule, ...]
    rungs: tuple[Rung, ...]
    """Of the rungs whose day has come and that are not done, the last one is the next step: a buyer met late starts high."""
    in_turn: bool = False
    """The first one is, instead: each step must be done before the next."""
