"""Why a buyer was not claimed, let go, given or handed over."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["REFUSALS"]

REFUSALS: Mapping[str, Sentence] = {
    "claim_until": counts(
        "A claim lasts {days} day at most, from today on; {until} was asked for. Choose another day.",
        "A claim lasts {days} days at most, from today on; {until} was asked for. Choose another day.",
        "days",
    ),
    "claim_others": says("{name} has {id}, without an end. Ask {name}, or take it over and say why: --take-over --reason TEXT."),
    "claim_others_until": says(
        "{name} has {id} until {until}. Ask {name}, or take it over and say why: --take-over --reason TEXT."
    ),
    "claim_none": says("Nobody has {id}. There is nothing to let go."),
    "claim_nobody": says("No name is given. Say who gets the buyer, or set who in config.toml."),
    "assign_day": says("{until} lies before {on}. Choose a day from today on, or leave it out."),
    "hand_over_same": says("{name} has these buyers already. Name somebody else."),
    "hand_over_day": counts(
        "Buyers are handed over for {days} day at most, from today on; {until} was asked for. Choose another day.",
        "Buyers are handed over for {days} days at most, from today on; {until} was asked for. Choose another day.",
        "days",
    ),
    "hand_over_not_theirs": says("{name} does not have {id} any more. Look again, and hand over what is left."),
    "hand_over_nobody": says(
        "{name} has no buyer that is asked for. Check the name and the filter. See: dunnage portfolio --filter who={name}."
    ),
}
