"""Faults and problems in one sentence each: what is wrong, and what to do about it.

A fault carries a code and facts, never a sentence, so the same fault speaks both languages and nothing of the machine leaks
into it. The tables go by code, and by code and reason where the reason asks for something else of the reader.
"""

from collections.abc import Mapping

from credit.problem import Fault, Problem
from wording import provider_trouble, terms
from wording.book_trouble import BOOKS
from wording.channel_trouble import CHANNELS
from wording.data_trouble import TROUBLES
from wording.file_trouble import FILES, MAPPINGS, NOTES, ROWS, at
from wording.letter_trouble import LETTERS
from wording.mail_trouble import MAIL
from wording.report_file_trouble import REPORT_FILES, REPORT_ROWS
from wording.sentence import Sentence, counts, say, says
from wording.sentences import entering, leniency, queries, second, sharing
from wording.table_trouble import TABLE_NOTES, TABLES

__all__ = ["fault", "problem"]

_TRADE = {
    "invalid_money": says('"{text}" {currency} is no amount of money. Write it like 1234.56 USD.'),
    "currency_mismatch": says("{left} and {right} cannot be added. Give both amounts in one currency."),
    "unknown_buyer": says("No buyer {id} is in the book. Check the number."),
    "invalid_policy": says("The policy has a value of the wrong kind at {key}. Correct it."),
    "invalid_policy:unknown": says("The policy has no key {key}. Correct it."),
    "refused_change": says("The book does not allow this ({reason}). Correct what was entered."),
    "invalid_policy:range": says("The policy: {key} must lie between {least} and {most}. Correct it."),
    "invalid_policy:order": says("The policy: {key} must not be below {near_key}. Correct it."),
    "invalid_policy:places": says("The policy: {key} must hold {count} numbers, one for each place. Correct it."),
    "invalid_policy:rising": says("The policy: the numbers of {key} must not fall from one to the next. Correct it."),
    "invalid_policy:falling": says("The policy: the numbers of {key} must not rise from one to the next. Correct it."),
    "invalid_policy:steps": says("The policy: the numbers of {key} must rise from one to the next. Correct it."),
    "refused_change:order_currency": says("{given} is no currency. Write its code of three letters, such as USD or CNY."),
    "refused_change:order_amount": says("An order needs an amount above zero. Enter what is ordered."),
    "refused_change:promise_amount": says("A promise needs an amount above zero. Enter what the buyer will pay."),
    **queries.SENTENCES,
    "invalid_terms": says('The payment terms cannot be read at "{token}". There it could say: {expected}.'),
    "refused_change:unknown_contact": says("{id} has no contact {contact}. Take a number from contacts in customer --json."),
    "refused_change:arrival_day": says("{day} is no day of arrival. Give one from {sent}, when it was sent, through {on}."),
    "refused_change:day_ahead": says("{day} is still to come: nothing can be recorded on it. Give --as-of a day by {on}."),
    "refused_change:day_only_shown": says("{day} is only looked at: nothing is recorded on it. Show {own} again first (t)."),
    "refused_change:promise_day": says("A promise for {day} lies before {on}. Give a day still to come."),
    "refused_change:promise_far_off": says(
        "A promise for {day} lies too far ahead. Give a day until {last}, or agree a plan of instalments."
    ),
    "refused_change:promise_nothing_owed": says("{amount} is promised, and nothing of it is owed. Name an invoice that is open."),
    "refused_change:promise_currency": says("{invoice} is owed as {open}; {amount} would not pay it. Promise in its currency."),
    "refused_change:promise_above": says("Only {open} is open of it; {amount} was promised. Correct the amount."),
    "refused_change:promise_above_with_others": says(
        "Of {open} that is open, {rest} is promised already; {amount} more was promised. Correct the amount."
    ),
    "refused_change:promise_wider": says(
        "The promise for {day} that runs is for {invoices} too. Withdraw it first, or name these invoices as well."
    ),
    "refused_change:no_promise_runs": says("{id} has no such promise that runs. What is broken stays broken."),
    "refused_change:which_promise": says("Several promises of {id} run. Name the invoices of the one that is meant."),
    "refused_change:dispute_open": says(
        "{invoices} stands in an open dispute since {since}. Close it first: dunnage dispute ID --close."
    ),
    "refused_change:dispute_open_whole": says(
        "A dispute that names no invoice is open since {since}, so it is about the whole balance. Close it first: "
        "dunnage dispute ID --close."
    ),
    "refused_change:dispute_amount": says("A dispute needs an amount above zero. Enter the part that is contested."),
    "refused_change:dispute_above": says(
        "Only {open} is open of it in this currency; {amount} cannot be contested. Correct the amount."
    ),
    "refused_change:dispute_day": says("{day} lies before {on}. Give a day still to come by which the dispute is answered."),
    "refused_change:no_dispute_open": says("{id} has no such dispute that is open. There is nothing to close."),
    "refused_change:no_dispute": says("{id} has no dispute that papers could prove or refute. Open it first."),
    "refused_change:dispute_paper": says('"{given}" is no paper of a dispute. Choose one of the list.'),
    "refused_change:dispute_paper_known": says("These papers stand with the dispute of {id} already. There is nothing to add."),
    "refused_change:which_dispute": says("Several disputes of {id} are open. Name the invoices of the one that is meant."),
    "refused_change:dispute_reason": says('"{given}" is no reason of a dispute. Choose one of the list.'),
    "refused_change:snooze_day": counts(
        "A buyer can be put aside until tomorrow only; {until} was asked for. Choose another day.",
        "A buyer can be put aside for at most {days} days, from tomorrow on; {until} was asked for. Choose another day.",
        "days",
    ),
    "refused_change:pin_day": says(
        "A buyer can keep its place from today on, for at most {days} days; {until} was asked for. Choose another day."
    ),
    "refused_change:not_pinned": says("Nothing keeps {id} at the head or the end of the queue. There is nothing to take off."),
    "refused_change:override_day": counts(
        "A class can be put in place for {days} day at most, from today on; {until} was asked for. Choose another day.",
        "A class can be put in place for {days} days at most, from today on; {until} was asked for. Choose another day.",
        "days",
    ),
    "refused_change:dead_by_law": says("{id} is dead debt by law; no decision lifts that. Choose the class dead, or none."),
    "refused_change:purge_open": says("{id} still owes {invoices}. Settle what is open, then purge."),
    "refused_change:purge_in_hand": says(
        "Money of {id} is set against no invoice ({amount}). Give it back or set it against one, then purge."
    ),
    "refused_change:purge_ordered": says(
        "Orders of {id} are not invoiced yet: {orders}. Invoice them or take them out, then purge."
    ),
    "refused_change:purge_contested": says("{id} has a dispute open since {since}. Close it first: dunnage dispute ID --close."),
    "refused_change:purge_ahead": says("Something of {id} is dated {day}, after today. Correct it or wait for it, then purge."),
    "refused_change:reason_owed": says("A reason is owed. Say why in a few words."),
    "refused_change:limit_amount": says("A limit cannot lie below zero. Enter zero to stop new orders."),
    "refused_change:unweighable": says(
        "There is no rate of exchange for {currency}, and nothing of this buyer is in it: it could be held against nothing. "
        "Give the amount in another currency; dunnage rates lists them."
    ),
    "refused_change:security_amount": says("A security needs an amount above zero. Enter what can be drawn."),
    "refused_change:security_no_credit": says("Only a letter of credit has a latest shipment date. Leave {ship_by} out."),
    "refused_change:security_ship_by": says(
        "The latest shipment date {ship_by} does not lie between the credit's first day {on} and its end. Check the dates."
    ),
    "refused_change:security_day": says("The security would end on {until}, before it begins on {on}. Check both dates."),
    "refused_change:unknown_shipment": says("{id} has no shipment {shipment}. Import it first, or check its number."),
    "refused_change:goods_day": says("{day} does not lie between the bill of lading, {left}, and today, {on}. Check the date."),
    "refused_change:goods_gone": says(
        "{shipment} is gone since {since}: it was delivered or went to somebody else. Undo that first."
    ),
    "refused_change:goods_known": says("{shipment} stands so already. There is nothing to write down."),
    "refused_change:papers_out": says("The papers of {shipment} are out since {since}: the right to stop it is gone."),
    "refused_change:goods_paid": says("{shipment} is paid or delivered: it is the buyer's. Stop or resell nothing of it."),
    "refused_change:nothing_supposed": says("Nothing is supposed. Give --pay, --extend or --limit."),
    "refused_change:supposed_payment": says("A payment needs an amount above zero. Enter what would be paid."),
    "refused_change:supposed_day": says('"{given}" is no date. Write it like 2026-03-31.'),
    "refused_change:supposed_far_off": says("Due dates can be moved by {days} days at most. Give a smaller number."),
    "refused_change:supposed_order_day": says("An order of {day} cannot be checked. Give a day from {on} on, of these years."),
    "refused_change:supposed_pay_day": says("Nobody pays on {day}. Give a day of these years."),
    "refused_change:supposed_pay_past": says("{day} lies before {on}: what was paid then is known. Give a day from {on} on."),
    "refused_change:supposed_no_rate": says(
        "There is no rate of exchange from {amount} to {currency}: nobody can tell what it changes. Give another currency."
    ),
    "refused_change:supposed_extension": says("Due dates can only be moved later. Give a number of days above zero."),
    "refused_change:nothing_held": says("Nothing holds {id}: no hold runs and no dispute is open. There is nothing to release."),
    "refused_change:release_rule": says('"{given}" is no hold rule. Choose one of: {known}.'),
    "refused_change:release_law": says(
        "What {provider} published on {on} stands against {id}: no release lets an order pass that. Settle it before shipping."
    ),
    "refused_change:release_never": says("The policy lets nobody release {rule}. Meet its condition, or change the policy."),
    "refused_change:release_day": counts(
        "{rule} can be let pass for {days} day at most, from today on; {until} was asked for. Choose another day.",
        "{rule} can be let pass for {days} days at most, from today on; {until} was asked for. Choose another day.",
        "days",
    ),
    "refused_change:unknown_alert": says("No alert {id} stands. Copy its id from: dunnage alerts --json."),
    "refused_change:event_day": says("{day} is still to come. Record what happened by {on}."),
    "refused_change:claim_day": says("Claims would close on {until}, before the notice of {on}. Check both dates."),
    "refused_change:unknown_candidate": says(
        "No register proposes {number} for {id}. Copy a number from: dunnage identify {id}."
    ),
    "refused_change:unknown_notice": says(
        "No notice {number} that may be about {id} is in the book. Copy its number from: dunnage identify {id}."
    ),
    "refused_change:other_number": says(
        "{id} has another number of this kind, {number}. Correct that first, or refuse the candidate."
    ),
    "refused_change:notice_known": says(
        "It is known already that this was published of {id} on {day}. There is nothing to record."
    ),
    "refused_change:cover_day": says("Cover that ended on {until} is none. Enter a day from {on} on, or leave it out."),
    "refused_change:cover_percent": says("An insurer pays from 0 to 100 percent of a loss; {given} was given. Correct it."),
    "refused_change:event_moves_nothing": says(
        "The due date of {invoice} was given; no event moves it. Only its B/L can be recorded."
    ),
    "refused_change:event_known": says(
        "It is known already that this happened to {invoice} on {day}. There is nothing to record."
    ),
    "refused_change:unknown_invoice": says("{id} has no invoice {invoice}. Check the number."),
    **{
        f"refused_change:{reason}": sentence
        for reason, sentence in {**leniency.REFUSALS, **entering.REFUSALS, **sharing.REFUSALS, **second.REFUSALS}.items()
    },
}
_DESK = {
    "unknown_language": says("The language {lang} is not spoken here. Use one of: {known}."),
    "catalogue_missing": says("The words of the language {lang} are not installed. Install the program again, or use --lang en."),
    "invalid_config": says("{path} cannot be used ({problem}). Correct the file."),
    "invalid_config:unknown": says("{path}: there is no setting {key}. Correct it."),
    "invalid_config:kind": says("{path}: {key} has a value of the wrong kind. Correct it."),
    "invalid_config:currency": says("{path}: {key} is no currency. Use its three letters in capitals, such as USD."),
    "invalid_config:country": says("{path}: {key} is no country. Use its two letters, such as CN."),
    "invalid_config:theme": says("{path}: {key} is no theme of the screens. Use one of: {known}."),
    "invalid_config:missing": says("There is no file {path}. Check the name."),
    "invalid_config:writable": says(
        "{path} can be changed by others, who could have buyers pay to them. chmod 600 it, and look at it."
    ),
    "invalid_config:iban": says("{path}: {key} is no IBAN: its check digits do not agree. Correct it."),
    "invalid_config:key_taken": says("{path}: {key} has the key of {near}. Choose another key."),
    "clock_back": says(
        "The clock of this machine went back to {today}; {day} stays today, so that nothing is hidden. Set the clock."
    ),
    "clock_back:hidden": says(
        "Facts of {day} are not shown: the clock of this machine tells {today}. Set it, or give --as-of {day}."
    ),
    "memory_replaced": says("What the screens remembered could not be read and begins anew; the old file is {aside}."),
    "memory_unreadable": says(
        "{path}, what the screens remember, cannot be read or written: filters and the last view are not kept. Mend or remove it."
    ),
    "no_terminal": says("The screens need a terminal. Open them in one, or use a command that prints: dunnage portfolio."),
    "no_terminal:stderr": says(
        "The screens are drawn on standard error, which is redirected. Leave it on the terminal: no 2> behind the command."
    ),
    "no_terminal:encoding": says("The terminal does not speak UTF-8. Set LC_ALL=C.UTF-8 and open the screens again."),
    "incomplete_command": says("The command needs {options} too. See its --help."),
    "unreadable_sample": says("The sample {path} cannot be read. Check its path and permissions."),
    "output_failed": says("The output could not be written ({why}). Make room, or write it elsewhere."),
    "changed_since": says(
        "{ids} was changed again since, and that step would lay an older version over it. Nothing was saved. Correct it by hand."
    ),
    "day_said_in_vain": says("{command} reaches every day of the book, so --as-of cannot limit it. Leave --as-of out."),
    "not_undone": says("Nothing of yours is left to take back. dunnage history tells every change: name the number of one."),
    "not_undone:unknown": says("The history has no change {number}. dunnage history tells every change with its number."),
    "not_undone:purge": says("A purge cannot be taken back: what it removed is gone. Restore a backup that still holds it."),
    "not_undone:mail": says("Change {number} tells of a letter that has left the house. Nothing takes it back: write another."),
    "not_undone:lost": says(
        "What stood before change {number} can no longer be read, so it is not taken back. Correct it by hand."
    ),
    "nothing_to_undo": says("There is no change of this desk to undo or redo. Changes of others stay as they are."),
}
_PLACED = frozenset((*FILES, "book_damaged"))
"""Faults whose sentence stands behind the path and the line they are about."""
_NEAR = says(" Did you mean {near}?")
_SENTENCES: dict[str, Sentence] = {
    **_TRADE, **_DESK, **LETTERS, **MAIL, **BOOKS, **FILES, **ROWS, **MAPPINGS, **TABLES, **REPORT_FILES, **CHANNELS,
    **provider_trouble.SECRETS, **provider_trouble.SPENDING,
    **provider_trouble.REQUESTS,
}  # fmt: skip
_PROBLEMS: dict[str, Sentence] = {
    **FILES, **ROWS, **NOTES, **TABLE_NOTES, **REPORT_ROWS,
    **{f"provider_file_{trouble}": sentence for trouble, sentence in provider_trouble.PROVIDER_FILES.items()},
}  # fmt: skip


def fault(error: Fault) -> str:
    """What is wrong and what to do, in the language spoken now."""
    facts = error.facts
    if error.code == "provider_failure":
        return provider_trouble.failure(facts)
    if error.code == "provider_file_refused":
        sentence = provider_trouble.PROVIDER_FILES[str(facts["problem"])]
        return at(sentence, {"path": facts["file"], "line": facts["line"], "key": facts["key"]}) + _near(sentence, facts)
    sentence = _sentence(error.code, facts)
    if "debt_class" in facts:
        facts = {**facts, "debt_class": terms.debt_class(str(facts["debt_class"]))}
    told = at(sentence, facts) if error.code in _PLACED else say(sentence, facts)
    return told + _near(sentence, facts)


def problem(value: Problem) -> str:
    """What is wrong with data that came in, behind its path, line and column, or with what a book says of a buyer."""
    if value.buyer:
        facts = {"buyer": value.buyer, "detail": value.detail, "expected": value.expected}
        return say(TROUBLES[value.code], facts)
    sentence = _PROBLEMS.get(f"{value.code}:{value.detail}") or _PROBLEMS[value.code]
    return at(sentence, {
        "path": value.path, "line": value.line, "column": value.column, "detail": value.detail, "key": value.detail,
        "expected": value.expected,
    })  # fmt: skip


def _sentence(code: str, facts: Mapping[str, object]) -> Sentence:
    """The sentence for the fault's reason, else the one for its code."""
    for name in ("reason", "problem", "detail"):
        found = _SENTENCES.get(f"{code}:{facts.get(name)}")
        if found is not None:
            return found
    return _SENTENCES[code]


def _near(sentence: Sentence, facts: Mapping[str, object]) -> str:
    """The closest name that exists, where the fault knows one and the sentence does not say it itself."""
    return say(_NEAR, facts) if facts.get("near") and "{near}" not in sentence.one else ""
