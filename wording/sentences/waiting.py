"""What a day of waiting is made of, and why a gate did not hold."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "to_match": says("{amount} in hand is set against nothing yet: match it with the invoices before anybody calls."),
    "pinned": says("Put at the head of today's work until {until} by {who}: {reason}"),
    "pushed": says("Put at the end of the queue until {until} by {who}: {reason}"),
    "key_account": says("A key account: {owner} speaks to it, and nothing goes out by itself."),
    "can_stop": counts(
        "{worth} can still be stopped or resold: {shipment}, {papers}, ETA {eta}.",
        "{worth} can still be stopped or resold in {count} shipments; the next is {shipment}, {papers}, ETA {eta}.",
        "count",
    ),
    "goods_halted": says("{worth} stands still since {on}: {shipment}, {papers}; it waits for the money or a second buyer."),
    "gate_passed": says("It would be left alone, but this does not wait."),
    "gate_passed_until": says("It would be left alone until {until}, but this does not wait."),
    "waiting_item": counts(
        "{invoice}: {at_risk} at risk, {days} day past due, {percent} % a day x {hazard} (grade {grade}) x {response}",
        "{invoice}: {at_risk} at risk, {days} days past due, {percent} % a day x {hazard} (grade {grade}) x {response}",
        "days",
    ),
    "waiting_foreseen": says(
        "{invoice}: {at_risk} at risk, {percent} % a day x {times} (own risk: {share} % to be over 30 days late,"
        " {further} further days expected) x {response}"
    ),
    "waiting_rest": counts("{count} further invoice", "{count} further invoices", "count"),
    "waiting_in_part": counts(
        "{count} invoice in {currencies} is left out: there is no rate.",
        "{count} invoices in {currencies} are left out: there is no rate.",
        "count",
    ),
    "waiting_covered": says("{secured} secured and {insured} insured are not at risk."),
    "waiting_response": counts(
        "x {response} is the chance that a contact changes the outcome: of {cases} late invoice, {alone} was paid without one.",
        "x {response} is the chance that a contact changes the outcome: of {cases} late invoices, {alone} were paid without one.",
        "cases",
    ),
    "response_control": counts(
        "Beside this stands the control group: of {cases} small debt nobody asked for, {alone} was paid by itself.",
        "Beside this stands the control group: of {cases} small debts nobody asked for, {alone} were paid by themselves.",
        "cases",
    ),
    "contact_cost": says("cost of the next {channel}"),
    "face_cost": counts(
        "face: {contacts} contact in the last seven days already",
        "face: {contacts} contacts in the last seven days already",
        "contacts",
    ),
}
