"""Why nothing was proposed, agreed to or refused."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["REFUSALS"]

REFUSALS: Mapping[str, Sentence] = {
    "proposal_nobody": says("This needs a second person, and no name is given for the first. Set who in config.toml."),
    "proposal_waits": says(
        "{name} proposed this for {id} on {on}, and it waits for a second person. Agree or refuse first: dunnage approve {id}."
    ),
    "proposal_none": says("Nothing that waits for a second person was found with {id}. See: dunnage approve."),
    "which_proposal": says(
        "Several decisions wait with {id}. Say which: --decision limit, --decision leniency or --decision write-off."
    ),
    "own_proposal": says(
        "{name} proposed this for {id}, and a second person has to agree. Ask somebody else, at a desk of their own."
    ),
}
