"""A little book in which every dialog of the workstation can be opened, and how each is: for whatever must hold in all of them.

A test says what it looks at; `walked` opens one screen and dialog after the other and closes each again. That none is missing is
held by `test_every_dialog_has_a_scene`.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from credit.assess import assess_book
from credit.money import Money
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, opened, typed
from tests.tui.dialogs.test_letter import Little
from tests.tui.test_second_work import waiting
from tui.app import Workstation
from tui.dialogs.aside import AsideDialog
from tui.dialogs.check import CheckDialog
from tui.dialogs.contact import ContactDialog
from tui.dialogs.day import DayDialog
from tui.dialogs.dispute import DisputeDialog
from tui.dialogs.entering import ChoiceDialog, EntryDialog
from tui.dialogs.goods import GoodsDialog
from tui.dialogs.keeping import KeepDialog
from tui.dialogs.keys import KeysDialog
from tui.dialogs.lenience import LenienceDialog
from tui.dialogs.letter import LetterDialog
from tui.dialogs.limit import LimitDialog
from tui.dialogs.many import ManyAsideDialog, ManyContactDialog, ManyPinDialog, SureDialog
from tui.dialogs.match import MatchDialog
from tui.dialogs.movers import MoversDialog
from tui.dialogs.notices import NoticeDialog
from tui.dialogs.override import OverrideDialog
from tui.dialogs.palette import PaletteDialog
from tui.dialogs.pin import PinDialog
from tui.dialogs.promise import PromiseDialog
from tui.dialogs.second import SecondDialog
from tui.dialogs.since import SinceDialog
from tui.dialogs.spending import SpendingDialog
from tui.dialogs.take_over import TakeOverDialog
from tui.dialogs.why import WhyDialog
from tui.look import Look
from tui.screens.customer import CustomerScreen
from tui.screens.portfolio import PortfolioScreen
from tui.screens.queue import QueueScreen

__all__ = ["DIALOGS", "SCREENS", "WALK", "shut", "walked", "walking"]

WALK = """
buyer    HQX-417   name=Hexholme_Quillfeather_Ltd  limit=50000USD country=GB name_local=宁波海纳照明有限公司 email=ap@hexholme.uk
invoice  HQX-417  I1   -45  21000USD
invoice  HQX-417  I2   -20   7500USD
invoice  HQX-417  I3   +15   9000EUR
receipt  HQX-417  R1    -3   1500USD
event    HQX-417  E1    -9  winding_up_petition  match=possible  title=HEXHOLME_QUILLFEATHER_HOLDINGS
event    HQX-417  E2    -7  accounts_overdue  title=Accounts_of_Hexholme_are_late
shipment HQX-417  M1    -9  4000USD  papers=originals_held  eta=+9
call     HQX-417  K1   -12  spoke  text=Quillfeather_himself_was_there
given    HQX-417  A1    -9  anna  until=+9
buyer    BRW-902   name=Brindlewick_Toys_B.V.  limit=90000USD  country=NL
invoice  BRW-902  J1   -40  63000USD
invoice  BRW-902  J2  -130   4000USD
event    BRW-902  E3    -9  winding_up_petition  title=Petition_against_Brindlewick
call     BRW-902  K2    -2  no_answer
buyer    OST-133   name=Ostravane_Möbel_GmbH  country=DE
invoice  OST-133  L1   -45   700USD  learnt=+0
"""
"""Hexholme has a notice that waits, money to match, goods on their way, and is anna's; Brindlewick is late, and so is Ostravane,
since what was learnt today. A sum in part, as Hexholme's, stands behind whole ones."""

FIRST = ("1", "g")
"""The portfolio, on its first row: Brindlewick owes most."""
HEXHOLME = ("1", "G")
SCREENS: dict[str, tuple[tuple[str, ...], type[Screen[Any]]]] = {
    "portfolio": (FIRST, PortfolioScreen),
    "queue": (("3", "g"), QueueScreen),
    "held": (("3", "g", "H"), QueueScreen),
    "customer": ((*HEXHOLME, "2"), CustomerScreen),
}
"""Screens: what is pressed, and what then is in front."""
DIALOGS: dict[str, tuple[tuple[str, ...] | Callable[[Workstation], Screen[None]], type[Screen[None]]]] = {
    "contact": ((*FIRST, "c"), ContactDialog),
    "promise": ((*FIRST, "p"), PromiseDialog),
    "dispute": ((*FIRST, "d"), DisputeDialog),
    "aside": ((*FIRST, "z"), AsideDialog),
    "override": ((*FIRST, "C"), OverrideDialog),
    "pin": ((*FIRST, "P"), PinDialog),
    "limit": ((*FIRST, "L"), LimitDialog),
    "check": ((*FIRST, "o"), CheckDialog),
    "lenience": ((*FIRST, "x"), LenienceDialog),
    "choice": ((*FIRST, "a"), ChoiceDialog),
    "buyer": ((*HEXHOLME, "a", "b", "enter"), EntryDialog),
    "match": ((*HEXHOLME, "m"), MatchDialog),
    "goods": ((*HEXHOLME, "b"), GoodsDialog),
    "notices": ((*HEXHOLME, "i"), NoticeDialog),
    "takeover": ((*HEXHOLME, "T"), TakeOverDialog),
    "contact_many": ((*FIRST, "asterisk", "c"), ManyContactDialog),
    "aside_many": ((*FIRST, "z"), ManyAsideDialog),
    "pin_many": ((*FIRST, "P"), ManyPinDialog),
    "sure": ((*FIRST, "A"), SureDialog),
    "movers": ((*FIRST, "asterisk", "M"), MoversDialog),
    "since": (("3", "D"), SinceDialog),
    "why": ((*FIRST, "w"), WhyDialog),
    "day": ((*FIRST, "t"), DayDialog),
    "keep": ((*FIRST, "F"), KeepDialog),
    "palette": ((*FIRST, "colon"), PaletteDialog),
    "keys": ((*FIRST, "question_mark"), KeysDialog),
    "figures": ((*HEXHOLME, "2", "question_mark", "question_mark"), KeysDialog),
    "second": (
        lambda _app: SecondDialog(assess_book(waiting().book, TODAY).by_id["C2"], lambda *_: None),
        SecondDialog,
    ),
    "letter": (
        lambda app: LetterDialog(Little(body="Dear Hexholme Quillfeather Ltd,\nI1\n"), app.asked_to_send, app.sent, app.turned),
        LetterDialog,
    ),
    "spending": (
        lambda app: SpendingDialog(
            app.shown.assessed.by_id["HQX-417"], ("bureau: 2 reports, 12.00 USD",), Money.of("12", "USD"), lambda *_: None
        ),
        SpendingDialog,
    ),
}
"""Dialogs, in the order they are opened: the three of several buyers need what is marked before."""


@asynccontextmanager
async def walking(size: tuple[int, int] = (80, 24), look: Look | None = None) -> AsyncIterator[tuple[Workstation, Pilot[Any]]]:
    """The workstation on the book of the walk."""
    async with opened(desk(WALK), size, look=look) as (app, pilot):
        yield app, pilot


async def walked(app: Workstation, pilot: Pilot[Any]) -> AsyncIterator[str]:
    """The name of each screen and dialog while it is in front."""
    for name, (keys, kind) in SCREENS.items():
        await typed(pilot, *keys)
        assert isinstance(app.screen, kind), name
        yield name
        if name == "held":
            await typed(pilot, "H")
    for name, (opens, kind) in DIALOGS.items():
        if isinstance(opens, tuple):
            await typed(pilot, *opens)
        else:
            await app.push_screen(opens(app))
        await pilot.pause()
        assert isinstance(app.screen, kind), name
        yield name
        await shut(app, pilot)


async def shut(app: Workstation, pilot: Pilot[Any]) -> None:
    """Closes every dialog."""
    while isinstance(app.screen, ModalScreen):
        app.screen.dismiss()
        await pilot.pause()
