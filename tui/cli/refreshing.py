"""The command that asks providers about many buyers: the order is settled first, and what it may cost is never exceeded.

What is learnt is kept buyer by buyer, so a run that breaks off loses nothing it had.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from credit.money import Money, total
from storage.faults import BookReadOnly
from tui.asked import AsksMany
from tui.cli.exits import Exit, exit_of
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.cli.refreshed import Result, result_of, results_of
from tui.cli.watching import code_of, rehearsed
from tui.desk import Desk
from tui.plain import facts_text
from tui.refresh_plan import LeftOut, Plan, Purse, Question, planned, price_in, questions, ranked, rounds
from tui.views.changed import MOST
from tui.views.need import need_record, need_text
from tui.watch_round import Watched, watch
from wording import figures
from wording.deeds import left_out as left_out_word
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["refresh"]

SPENT = ("budget", "month_budget", "day_budget")
"""Reasons that end in code 9."""


NOT_ASKED = frozenset({"no_id", "no_name", "no_country", "not_its_country", "no_vat_register", "vat_of_britain"})
"""Reasons that are no failure of a provider where everybody is asked about: it could not be asked about this buyer."""


UNSENT = frozenset({"key_lost", "terms_changed"})
"""Reasons for which a person has to see to something, though what was free came."""


def refresh(opened: Opening) -> Exit:
    """Ask providers about buyers, one by one; what fails is a line, and the rest goes on."""
    a = opened.arguments
    budget = Money.of(a.budget[0].replace(",", ""), a.budget[1].upper()) if a.budget else None
    desk = opened.desk(ask=True)
    providers = [provider for provider in desk.providers if not a.provider or provider.info.name == a.provider]
    if not providers:
        narrate(_("No such provider is configured. `dunnage paths` says where provider files belong."))
        return Exit.USAGE
    if desk.store.read_only and not a.dry_run:
        raise BookReadOnly(path=desk.store.place)
    shown = desk.glance()
    ids = [shown.assessed.of(id).id for id in a.id] or sorted(shown.assessed.by_id)
    rounds = rehearsed(providers) if a.dry_run else watch(desk, ids, providers)
    asked = _in_order(questions(desk.glance(), ids, providers, a.stale), budget)
    purse = Purse(budget, partial(price_in, desk.book.rates, desk.on), not a.no_spend)
    if a.dry_run:
        return _rehearsed(opened, planned(asked, purse), rounds)
    if (fault := rounds[-1].unsaved if rounds else None) is not None:
        narrate(fault_sentence(fault))
        _tell(opened, [], [LeftOut(question, "not_saved") for question in asked], rounds)
        return exit_of(fault)
    results, left_out, code = _asked(desk, asked, purse, everybody=not a.id)
    _tell(opened, results, left_out, rounds)
    ended = any(entry.reason in SPENT for entry in left_out) or any(result.answer.ending == "quota" for result in results)
    return code or code_of(rounds) or (Exit.BUDGET if ended else Exit.DONE)


def _in_order(asked: list[Question], budget: Money | None) -> Sequence[Question]:
    """What matters most first where a budget may end; else in the order of the buyers."""
    return asked if budget is None else ranked(asked)


def _rehearsed(opened: Opening, plan: Plan, rounds: Sequence[Watched]) -> Exit:
    """Say who would be asked and what it would cost."""
    ended = any(entry.reason in SPENT for entry in plan.left_out)
    prices = [question.price for question in plan.asked if question.price is not None]
    plan.called_off("dry_run")
    _tell(opened, [], plan.left_out, rounds, _by_currency(prices))
    return Exit.BUDGET if ended else Exit.DONE


def _asked(desk: Desk, asked: Sequence[Question], purse: Purse, *, everybody: bool) -> tuple[list[Result], list[LeftOut], Exit]:
    """Put the questions; once the book cannot be written nobody else is asked, and what came is told.

    Where everybody is asked about, a buyer whose number nobody wrote down is no failure of the provider.
    """
    came: dict[int, Result | LeftOut] = {}
    order = {id(question): place for place, question in enumerate(asked)}
    for some in rounds(asked, purse):
        put = [some] if isinstance(some, LeftOut) else _put_together(desk, some, purse)
        about = [some.question] if isinstance(some, LeftOut) else some
        came |= {order[id(question)]: each for question, each in zip(about, put, strict=True)}
        fault = next((each.unsaved for each in put if isinstance(each, Result) and each.unsaved is not None), None)
        if fault is not None:
            narrate(fault_sentence(fault))
            rest = {place: LeftOut(question, "not_saved") for place, question in enumerate(asked) if place not in came}
            return *_told_apart({**came, **rest}), exit_of(fault)
    results, left_out = _told_apart(came)
    fine = all(_fine(result, everybody=everybody) for result in results)
    return results, left_out, Exit.DONE if fine else Exit.PROVIDER


def _told_apart(came: Mapping[int, Result | LeftOut]) -> tuple[list[Result], list[LeftOut]]:
    """What was asked and what was left out, each in the order it was planned."""
    told = [came[place] for place in sorted(came)]
    return [each for each in told if isinstance(each, Result)], [each for each in told if isinstance(each, LeftOut)]


def _put_together(desk: Desk, some: Sequence[Question], purse: Purse) -> list[Result | LeftOut]:
    """Put the questions of one request, and pay for them."""
    provider = some[0].provider
    put: list[Result | LeftOut] = []
    if len(some) > 1 and isinstance(provider, AsksMany):
        put += results_of(desk, some, provider)
    else:
        put += [_put(desk, question, purse) for question in some]
    for question, each in zip(some, put, strict=True):
        if isinstance(each, Result):
            purse.pay(question, each.answer.cost)
            purse.heard.note(each.answer)
    return put


def _put(desk: Desk, question: Question, purse: Purse) -> Result | LeftOut:
    """Put one question, where nothing speaks against it; one that was free when it was planned may not be so any more."""
    if reason := purse.against(question):
        return LeftOut(question, reason)
    result = result_of(desk, question)
    lapsed = question.ordered and result.answer.reason == "not_granted"
    return _put(desk, replace(question, ordered=False), purse) if lapsed else result


def _fine(result: Result, *, everybody: bool) -> bool:
    """Whether it needs nobody's eye: a quota that is used up has a code of its own, and an order takes its time."""
    if result.answer.reason in UNSENT:
        return False
    fine = result.answer.answered or result.answer.ending == "quota" or result.answer.reason == "order_pending"
    return fine or (everybody and result.answer.reason in NOT_ASKED)


def _tell(
    opened: Opening, results: list[Result], left_out: list[LeftOut], rounds: Sequence[Watched], would: Sequence[Money] = ()
) -> None:
    """Write what became of it."""
    with_need = opened.arguments.budget is not None
    if opened.arguments.json:
        spent = _by_currency(result.answer.cost for result in results if result.answer.cost)
        record = {"results": [result.record() for result in results], "spent": spent}
        record["monitoring"] = [each.record() for each in rounds]
        write_json({**record, "left_out": [_left_record(entry) for entry in left_out], "would_spend": list(would)})
        return
    lines = [(figures.safe(each.provider), each.told(), "") for each in rounds]
    most = None if opened.arguments.id else MOST
    lines += [(figures.safe(result.customer_id), result.told(most), "") for result in results]
    lines += [(figures.safe(entry.customer_id), _left_told(entry, with_need=with_need), "") for entry in left_out]
    if would:
        lines.append((_("Would cost"), ", ".join(map(figures.money, would)), ""))
    write_text(facts_text(lines))


def _left_record(entry: LeftOut) -> dict[str, object]:
    question = entry.question
    price = {"cost": question.price, "need": need_record(question.need)}
    return {"customer_id": entry.customer_id, "provider": entry.provider, "reason": entry.reason, **price}


def _left_told(entry: LeftOut, *, with_need: bool) -> str:
    """Why it was left out, and where a budget had to choose, how much it mattered."""
    told = _("{provider} left out: {why}").format(provider=figures.safe(entry.provider), why=left_out_word(entry.reason))
    return _("{what} ({why})").format(what=told, why=need_text(entry.question.need)) if with_need else told


def _by_currency(costs: Iterable[Money]) -> list[Money]:
    """Sums by currency."""
    kept = list(costs)
    return [total((c for c in kept if c.currency == code), code) for code in sorted({c.currency for c in kept})]
