"""Goods that can still be stopped: a line of the page, a cell of the queue, and every shipment for scripts.

9,000 USD are overdue; M1 arrives in nine days, M2 in four, M3 was released.
"""

from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tests.wording.speaking import speaking
from tui.views.customer import facts
from tui.views.customer_record import customer_record
from tui.views.queue import queue
from tui.views.snapshot import RowMemory
from tui.views.timeline import timeline

OWES = "buyer C1 \n invoice C1 I1 -20 9000USD \n"
M1 = "shipment C1 M1 -9 4000USD papers=originals_held eta=+9 for=I2 \n"
M2 = "shipment C1 M2 -8 1000USD papers=at_bank eta=+4 \n"
M3 = "shipment C1 M3 -7 700USD papers=telex_released eta=+2 released_on=-2 text=COSCO who=mei \n"


def test_the_page_tells_what_can_be_stopped_in_both_languages() -> None:
    one, two = look(OWES + M1 + M3), look(OWES + M1 + M2 + M3)
    assert "Can stop|4,000.00 USD can still be stopped or resold: M1, originals held, ETA 2024-06-21." in words(facts(one, "C1"))
    told = "5,000.00 USD can still be stopped or resold in 2 shipments; the next is M2, documents at the bank, ETA 2024-06-16."
    assert f"Can stop|{told}" in words(facts(two, "C1"))
    with speaking("zh"):
        told = "4,000.00 USD 的货物仍可拦截或转卖，共 1 票；最近一票 M1，正本提单在手，预计到港 2024-06-21。"
        assert f"可拦货物|{told}" in words(facts(one, "C1"))
    assert "Can stop" not in words(facts(look(OWES + M3), "C1"))


def test_the_queue_has_a_column_with_value_and_eta_where_something_can_be_stopped() -> None:
    def seen(text: str) -> dict[str, list[str]]:
        table = queue(look(text), RowMemory())
        return {c.key: [row.cells[place] for row in table] for place, c in enumerate(table.columns) if not c.hidden}

    assert seen(OWES + M1 + M2)["can_stop"] == ["5.0 k USD 2024-06-16"]
    assert "can_stop" not in seen(OWES + M3)


def test_the_timeline_tells_when_goods_left() -> None:
    told = [text for _, text, _ in timeline(look(OWES + M1), "C1")]
    assert "shipped M1: 4,000.00 USD, originals held" in told


def test_the_page_and_the_timeline_tell_of_goods_that_were_stopped_and_of_those_that_are_gone() -> None:
    halted = M1[:-1] + "stopped_on=-1 moved_on=-1 why=unpaid \n"
    shown = look(OWES + halted + M2[:-1] + "resold_on=-2 \n" + M3)
    told = "4,000.00 USD stands still since 2024-06-11: M1, originals held; it waits for the money or a second buyer."
    assert f"Stopped|{told}" in words(facts(shown, "C1"))
    lines = [text for _, text, _ in timeline(shown, "C1")]
    assert {"goods stopped: M1 (unpaid)", "goods resold: M2", "telex released: M3"} <= {*lines}
    with speaking("zh"):
        told = "4,000.00 USD 的货物自 2024-06-11 起已停下：M1，正本提单在手；等待货款或另一买家。"
        assert f"已拦货物|{told}" in words(facts(shown, "C1"))


def test_scripts_get_every_shipment_and_the_lever() -> None:
    record = plain(customer_record(look(OWES + M1 + M2 + M3), "C1"))
    assert record["can_stop"] == {
        "worth": {"amount": "5000.00", "currency": "USD"}, "eta": "2024-06-16", "left_out": [], "shipments": ["M2", "M1"]
    }  # fmt: skip
    assert [(each["id"], each["held"]) for each in record["shipments"]] == [("M1", True), ("M2", True), ("M3", False)]
    assert record["shipments"][2] == {
        "id": "M3", "bl_date": "2024-06-05", "goods_value": {"amount": "700.00", "currency": "USD"}, "papers": "telex_released",
        "held": False, "invoices": [], "order": "", "eta": "2024-06-14", "released_on": "2024-06-10", "delivered_on": None,
        "stopped_on": None, "resold_on": None, "moved_on": None, "why": "", "text": "COSCO", "who": "mei",
    }  # fmt: skip
    assert plain(customer_record(look(OWES), "C1"))["can_stop"] is None
