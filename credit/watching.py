"""What is watched beyond the habit of paying: growth, part payments, terms, limits, reports, recovery and pressed buyers [P].

The room of the policy for the early-warning rules of TRADE.md 4.6; what makes a habit stands in `Alerting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

__all__ = ["Watching"]


@dataclass(frozen=True, slots=True)
class Watching:
    """When the rules beside the habit ring, and how long what has no end of its own stands."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "growth_percent": (100, 10000), "growth_least": (0, 10**12), "spike_percent": (100, 10000),
        "partial_invoices": (1, 100), "short_pays": (1, 100), "stale_amount": (0, 10**12),
        "drop_grades": (1, 4), "lost_months": (1, 120), "lost_gaps": (1, 100), "least_orders": (2, 1000),
        "refresh_full_days": (1, 3650), "refresh_order_times": (1, 100), "event_months": (0, 600),
    }  # fmt: skip

    sign_days: int = 90
    """Days for which a sign without an end of its own stands: longer terms, a cut of cover."""
    bank_days: int = 365
    """Days for which changed bank details stand; the next invoices are paid by them."""
    growth_percent: int = 150
    """Exposure in percent of its highest of the buyer's own last twelve months, above which it has grown out of its habit ..."""
    growth_days: int = 60
    """... those twelve months ending so many days ago: growth of these days is compared with what was before."""
    growth_history_days: int = 180
    """Days of trade before that without which there is no habit to grow out of."""
    growth_least: Decimal = Decimal(10000)
    """Receivable in base currency below which growth rings nothing ..."""
    growth_used_percent: int = 50
    """... and, where there is a limit, the share of it in use."""
    spike_percent: int = 300
    """An order in percent of the largest of the twelve months before it, above which it is a spike."""
    partial_invoices: int = 2
    """Overdue invoices paid in part at one time that ring ..."""
    partial_habit_percent: int = 25
    """... unless at least this share of its settled invoices of the last year was paid in parts anyway."""
    short_percent: int = 20
    """Share of an invoice up to which what is left unpaid is a shortfall; more than that is a part payment."""
    short_pays: int = 3
    """Unexplained shortfalls of the last year that make a series."""
    same_event_days: int = 14
    """Days by which two providers may date one petition, order or other step of the law apart."""
    event_months: Mapping[str, int] = field(
        default_factory=lambda: {
            "cva": 60,
            **dict.fromkeys(("moratorium", "mvl", "judgment", "name_changed", "winding_up_petition_dismissed"), 24),
            **dict.fromkeys(("strike_off_notice", "strike_off_discontinued", "vat_deregistered", "lei_lapsed"), 12),
            **dict.fromkeys(("charge_created", "charge_satisfied", "director_resigned", "address_changed"), 12),
            **dict.fromkeys(("accounts_overdue", "rating_changed", "limit_changed", "claim_deadline"), 12),
            "something_changed": 3,
            **dict.fromkeys(("sanctions_hit", "list_hit", "pep_hit"), 0),
        }
    )
    """Months for which a published event rings, and a critical one bars orders, by kind; 0: without an end. Insolvency has none,
    a petition weighs for `classing.petition_months` [P]."""
    stretch_days: int = 15
    """Days by which terms must be longer than the longest of the buyer's invoices before."""
    expired_warning_days: int = 90
    """Days after its expiry from which an expired limit in use is a warning."""
    stale_amount: Decimal = Decimal(50000)
    """Exposure in base currency above which a report must be fresh."""
    stale_days: int = 90
    """Age in days above which a report is stale; at twice that age it is a warning."""
    refresh_full_days: int = 365
    """Age in days from which a report is worth no more than none, where a budget for new ones is spent (`report_need`) ..."""
    refresh_order_times: int = 2
    """... and how many times an order that has not left counts there: it alone can still be held back."""
    drop_days: int = 180
    """Days before with which the grade is compared ..."""
    drop_grades: int = 2
    """... and grades lost since then that ring; what holds a grade down to D or E rings whatever the fall."""
    better_days: int = 60
    """Days for which a buyer whose alarm has ended is told as getting better."""
    lost_months: int = 6
    """Months without an order after which a buyer that was pressed and has paid is lost ..."""
    lost_gaps: int = 3
    """... and so many of its own usual gaps between two orders, whichever is longer."""
    least_orders: int = 2
    """Orders before it was pressed without which nobody can say that it stopped ordering."""
