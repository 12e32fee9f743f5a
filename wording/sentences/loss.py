"""What stands in for own months in an expected loss, and what it leaves out."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "loss_prior": says(
        "{segment}: too few months for roll rates of its own out of these buckets: {buckets}; the policy's priors stand in."
    ),
    "loss_of_book": says("{segment}: too few months of its own; the rates of the whole book stand in."),
    "loss_in_part": says("Told in part, without {buyers}: there is no rate of exchange for {currencies}."),
    "loss_after_cover_in_part": says(
        "After cover and security also without {buyers}: a rate of exchange is missing for what is at stake or covered."
    ),
    "loss_floor": says("{segment}: too little was ever lost to tell a rate; the policy's floor stands in."),
}
