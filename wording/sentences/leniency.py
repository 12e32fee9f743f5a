"""Why time was not granted to a buyer, and what ended it."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["REFUSALS", "SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "leniency_by_hand": says("Somebody ended it on {on}."),
    "leniency_until": says("It was granted until {until}."),
    "leniency_review": says("Nobody reviewed it by {due_on}."),
    "leniency_cap": says("On {on} the exposure went above its cap of {cap}."),
    "leniency_insurer_stop": says(
        "On {on} {invoice} reached the insurer's stop of cover, without its consent and without the cover being given up."
    ),
    "leniency_petition": says("A winding-up petition was published on {on} ({provider}); dismissed or not, it ends leniency."),
    "leniency_class": says("The buyer's class is {debt_class} now: it is pressed, not waited for."),
}
"""What ended a leniency."""

REFUSALS: Mapping[str, Sentence] = {
    "lenient_evidence": says("Leniency is earned by evidence. Say what was seen: --evidence TEXT."),
    "lenient_same_evidence": says(
        "Time was granted on {granted_on} on this very evidence. Say what was seen since: --evidence TEXT."
    ),
    "lenient_until": counts(
        "Leniency lasts until tomorrow only; {until} was asked for. Choose another day.",
        "Leniency may last from tomorrow on for at most {days} days; {until} was asked for. Choose another day.",
        "days",
    ),
    "lenient_cap": says("Leniency needs a cap above zero. Say up to which exposure it holds."),
    "lenient_currency": says("The exposure is counted in {currency}, the cap is in {given}. Give the cap in {currency}."),
    "lenient_no_rate": says("The exposure of {id} cannot be held against a cap: a rate of exchange is missing. Add it first."),
    "lenient_cap_exceeded": says("The exposure is {exposure} already, above the cap of {cap}. Raise the cap, or collect first."),
    "lenient_insolvency": says("{id} is in insolvency since {published_on}: nobody waits for it. File the claim."),
    "lenient_petition": counts(
        "A winding-up petition was published on {published_on} ({provider}): dismissed or not, nobody waits for {months} month"
        " after it. Press for payment.",
        "A winding-up petition was published on {published_on} ({provider}): dismissed or not, nobody waits for {months} months"
        " after it. Press for payment.",
        "months",
    ),
    "lenient_dead": says("The debt of {id} is dead: waiting brings nothing of it. File the claim, or write it off."),
    "lenient_class": says("The class of {id} is {debt_class}: it is pressed, not waited for. Leniency ends where doubt begins."),
    "lenient_insurer": says(
        "The insurer stops its cover on {due_on} ({invoice}), before {until}; {stake} is insured."
        " Add --insurer-consent REF, or --forfeit-cover."
    ),
    "lenient_none": says("No leniency is in force for {id}. Grant it first."),
}
"""Why the book does not allow it."""
