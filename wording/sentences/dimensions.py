"""What the five dimensions were read from, what moved them, and the advice that follows."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "dimension_finding": says("{finding}: {value} as of {on} ({source}), {points} points."),
    "dimension_stale": says("{finding}: {value} as of {on} ({source}), {points} points; {age} days old, so only half as sure."),
    "dimension_event": says("{event}, published {on} ({source}), {points} points."),
    "dimension_conflict": says("{finding}: {source} says {value}, but {other_source} says {other} as of {other_on}."),
    "dimension_moved_by": says(
        "{score} of 100, {confidence} % sure; most by {finding}: {value} as of {on} ({source}), {points} points."
    ),
    "dimension_moved_by_event": says(
        "{score} of 100, {confidence} % sure; most by {event}, published {on} ({source}), {points} points."
    ),
    "dimension_no_data": says("no data."),
    "advice_keep": says(
        "Ability {ability} ({ability_confidence} % sure), willingness {willingness} ({willingness_confidence} % sure):"
        " keep the terms, or extend them."
    ),
    "advice_press": says(
        "Ability {ability} ({ability_confidence} % sure), willingness {willingness} ({willingness_confidence} % sure):"
        " it could pay. Press hard and cut the terms."
    ),
    "advice_lenient": says(
        "Ability {ability} ({ability_confidence} % sure), willingness {willingness} ({willingness_confidence} % sure):"
        " be lenient, with a plan and security."
    ),
    "advice_cash": says(
        "Ability {ability} ({ability_confidence} % sure), willingness {willingness} ({willingness_confidence} % sure):"
        " cash or L/C only; collect as with doubtful debt."
    ),
    "advice_thin": says(
        "No advice: the evidence is thin. Ability {ability} is {ability_confidence} % sure, willingness {willingness} is"
        " {willingness_confidence} % sure."
    ),
    "advice_by_class": says(
        "Ability {ability} ({ability_confidence} % sure), willingness {willingness} ({willingness_confidence} % sure),"
        " but its debt is {debt_class} and its grade {grade}: treat it by its class, and give no longer terms."
    ),
    "advice_unknown": says("No advice: too little is known of its ability or of its willingness to pay."),
}
