"""The verb for goods on their way: their papers are released or come back, they are stopped, go to somebody else, or arrive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.actions.hand import Hand, known
from credit.aging import ledger
from credit.book import Book
from credit.change import Change
from credit.in_transit import under_way
from credit.problem import RefusedChange
from credit.shipment import GoodsStep, Papers, Shipment

__all__ = ["move_goods"]

LEVERS = (GoodsStep.STOPPED, GoodsStep.RESOLD)
"""Steps that take the goods from a buyer: only for a reason, and only while nothing gives it a claim to them."""


def move_goods(
    book: Book, hand: Hand, customer_id: str, number: str, step: GoodsStep, day: date | None = None, why: str = ""
) -> Change:
    """Record a step of a shipment on a day (default: today); releasing the papers lets goods that were stopped go on.

    Refused for a number the buyer has no shipment of, a day before the bill of lading or still to come, goods that are gone, and
    a step that was taken already. Stopping and reselling are refused without a reason, once the papers are out, and once it is
    all paid.
    """
    account = known(book, hand, customer_id)
    shipment = next((each for each in account.shipments if each.id == number), None)
    if shipment is None:
        raise RefusedChange(reason="unknown_shipment", shipment=number, id=customer_id)
    on = day or hand.on
    if not shipment.on <= on <= hand.on:
        raise RefusedChange(reason="goods_day", day=on, left=shipment.on, on=hand.on)
    if gone := shipment.gone_on(hand.on):
        raise RefusedChange(reason="goods_gone", shipment=number, since=gone)
    if _taken(shipment, step, hand.on):
        raise RefusedChange(reason="goods_known", shipment=number)
    if step in LEVERS:
        _need_lever(account, shipment, hand, book, why)
    moved = replace(STEPS[step](shipment, on), moved_on=on, why=why.strip(), who=hand.who, learnt_on=hand.on)
    return Change("move_goods", (moved,), who=hand.who)


def _taken(shipment: Shipment, step: GoodsStep, on: date) -> bool:
    """Whether it stands so already."""
    if step is GoodsStep.STOPPED:
        return shipment.halted_on(on)
    return step.value == shipment.papers.value and not shipment.halted_on(on)


def _need_lever(account: Account, shipment: Shipment, hand: Hand, book: Book, why: str) -> None:
    if not why.strip():
        raise RefusedChange(reason="reason_owed")
    if shipment.out_on(hand.on):
        raise RefusedChange(reason="papers_out", shipment=shipment.id, since=shipment.released_on or shipment.learnt_on)
    if shipment not in under_way(account, ledger(account, hand.on, book.policy.short_pays, book.home)):
        raise RefusedChange(reason="goods_paid", shipment=shipment.id)


def _released(papers: Papers) -> Callable[[Shipment, date], Shipment]:
    return lambda shipment, on: replace(shipment, papers=papers, released_on=on, stopped_on=None)


def _kept(papers: Papers) -> Callable[[Shipment, date], Shipment]:
    return lambda shipment, _on: replace(shipment, papers=papers, released_on=None)


STEPS: dict[GoodsStep, Callable[[Shipment, date], Shipment]] = {
    GoodsStep.HELD: _kept(Papers.HELD),
    GoodsStep.BANK: _kept(Papers.BANK),
    GoodsStep.SENT: _released(Papers.SENT),
    GoodsStep.TELEX: _released(Papers.TELEX),
    GoodsStep.STOPPED: lambda shipment, on: replace(shipment, stopped_on=on),
    GoodsStep.RESOLD: lambda shipment, on: replace(shipment, resold_on=on),
    GoodsStep.DELIVERED: lambda shipment, on: replace(shipment, delivered_on=on),
}
