"""What a clock says when it presses, and when it was missed."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]


SENTENCES: Mapping[str, Sentence] = {
    "clock_promise": counts(
        "A promise runs out on {due_on}, {working_days} working day left ({country}).",
        "A promise runs out on {due_on}, {working_days} working days left ({country}).",
        "working_days",
    ),
    "clock_promise_missed": counts(
        "A promise ran out {days} day ago, on {due_on}.", "A promise ran out {days} days ago, on {due_on}.", "days"
    ),
    "clock_insurer_notice": counts(
        "Tell the insurer of {subject} by {due_on}, {working_days} working day left ({country}): {stake} of cover is at stake.",
        "Tell the insurer of {subject} by {due_on}, {working_days} working days left ({country}): {stake} of cover is at stake.",
        "working_days",
    ),
    "clock_insurer_notice_missed": counts(
        "The insurer should have heard of {subject} by {due_on}, {days} day ago: {stake} of cover is at stake.",
        "The insurer should have heard of {subject} by {due_on}, {days} days ago: {stake} of cover is at stake.",
        "days",
    ),
    "clock_insurer_stop": counts(
        "{subject} ends cover for further shipments on {due_on}, {working_days} working day left ({country}): "
        "{stake} of orders would go out without it.",
        "{subject} ends cover for further shipments on {due_on}, {working_days} working days left ({country}): "
        "{stake} of orders would go out without it.",
        "working_days",
    ),
    "clock_insurer_stop_missed": counts(
        "The insurer has covered no further shipment since {due_on}, {days} day ago, because of {subject}: "
        "{stake} of orders would go out without it.",
        "The insurer has covered no further shipment since {due_on}, {days} days ago, because of {subject}: "
        "{stake} of orders would go out without it.",
        "days",
    ),
    "clock_insurer_handover": counts(
        "Hand over the collection of {subject} by {due_on}, {working_days} working day left ({country}): "
        "{stake} of cover is at stake.",
        "Hand over the collection of {subject} by {due_on}, {working_days} working days left ({country}): "
        "{stake} of cover is at stake.",
        "working_days",
    ),
    "clock_insurer_handover_missed": counts(
        "The collection of {subject} should have been handed over by {due_on}, {days} day ago: {stake} of cover is at stake.",
        "The collection of {subject} should have been handed over by {due_on}, {days} days ago: {stake} of cover is at stake.",
        "days",
    ),
    "clock_insurer_claim": counts(
        "The claim for {subject} can be filed with the insurer from {due_on}, in {working_days} working day ({country}): "
        "{stake} is covered.",
        "The claim for {subject} can be filed with the insurer from {due_on}, in {working_days} working days ({country}): "
        "{stake} is covered.",
        "working_days",
    ),
    "clock_insurer_claim_missed": counts(
        "The claim for {subject} could have been filed with the insurer since {due_on}, {days} day ago: {stake} is covered.",
        "The claim for {subject} could have been filed with the insurer since {due_on}, {days} days ago: {stake} is covered.",
        "days",
    ),
    "clock_limitation": counts(
        "{subject} is time-barred after {due_on}, {working_days} working day left ({country}): {stake} of the buyer is at stake "
        "in all.",
        "{subject} is time-barred after {due_on}, {working_days} working days left ({country}): {stake} of the buyer is at stake "
        "in all.",
        "working_days",
    ),
    "clock_limitation_missed": counts(
        "{subject} may have been time-barred since {due_on}, {days} day ago: {stake} of the buyer is at stake in all.",
        "{subject} may have been time-barred since {due_on}, {days} days ago: {stake} of the buyer is at stake in all.",
        "days",
    ),
    "clock_insolvency_claim": counts(
        "Lodge the proof of debt by {due_on}, {working_days} working day left ({country}): {stake} is at stake.",
        "Lodge the proof of debt by {due_on}, {working_days} working days left ({country}): {stake} is at stake.",
        "working_days",
    ),
    "clock_insolvency_claim_missed": counts(
        "The proof of debt should have been lodged by {due_on}, {days} day ago: {stake} is at stake.",
        "The proof of debt should have been lodged by {due_on}, {days} days ago: {stake} is at stake.",
        "days",
    ),
    "clock_tax_refund": counts(
        "{subject} must be paid by {due_on} for the export tax refund, {working_days} working day left ({country}): "
        "{stake} of refund is at stake.",
        "{subject} must be paid by {due_on} for the export tax refund, {working_days} working days left ({country}): "
        "{stake} of refund is at stake.",
        "working_days",
    ),
    "clock_tax_refund_missed": counts(
        "{subject} should have been paid by {due_on} for the export tax refund, {days} day ago: "
        "{stake} of refund is to be justified or repaid.",
        "{subject} should have been paid by {due_on} for the export tax refund, {days} days ago: "
        "{stake} of refund is to be justified or repaid.",
        "days",
    ),
    "clock_tax_refund_untold": counts(
        "{subject} must be paid by {due_on} for the export tax refund, {working_days} working day left ({country}); "
        "how much that is, nobody wrote down.",
        "{subject} must be paid by {due_on} for the export tax refund, {working_days} working days left ({country}); "
        "how much that is, nobody wrote down.",
        "working_days",
    ),
    "clock_tax_refund_missed_untold": counts(
        "{subject} should have been paid by {due_on} for the export tax refund, {days} day ago: "
        "the refund, which nobody wrote down, is to be justified or repaid.",
        "{subject} should have been paid by {due_on} for the export tax refund, {days} days ago: "
        "the refund, which nobody wrote down, is to be justified or repaid.",
        "days",
    ),
    "clock_safe_report": counts(
        "Report the deferred receipt of {subject} to SAFE by {due_on}, {working_days} working day left ({country}).",
        "Report the deferred receipt of {subject} to SAFE by {due_on}, {working_days} working days left ({country}).",
        "working_days",
    ),
    "clock_safe_report_missed": counts(
        "The deferred receipt of {subject} should have been reported to SAFE by {due_on}, {days} day ago.",
        "The deferred receipt of {subject} should have been reported to SAFE by {due_on}, {days} days ago.",
        "days",
    ),
    "clock_lc_shipment": counts(
        "Ship under the L/C {subject} by {due_on}, {working_days} working day left ({country}), or have it amended: "
        "{stake} loses its bank's word.",
        "Ship under the L/C {subject} by {due_on}, {working_days} working days left ({country}), or have it amended: "
        "{stake} loses its bank's word.",
        "working_days",
    ),
    "clock_lc_shipment_missed": counts(
        "The latest shipment under the L/C {subject} was {due_on}, {days} day ago, and not everything left in time: "
        "{stake} loses its bank's word unless the bank waives it.",
        "The latest shipment under the L/C {subject} was {due_on}, {days} days ago, and not everything left in time: "
        "{stake} loses its bank's word unless the bank waives it.",
        "days",
    ),
    "clock_lc_presentation": counts(
        "Present the documents of {subject} under the L/C by {due_on}, {working_days} working day left ({country}): "
        "{stake} loses its bank's word.",
        "Present the documents of {subject} under the L/C by {due_on}, {working_days} working days left ({country}): "
        "{stake} loses its bank's word.",
        "working_days",
    ),
    "clock_lc_presentation_missed": counts(
        "The documents of {subject} should have been presented under the L/C by {due_on}, {days} day ago: "
        "{stake} loses its bank's word.",
        "The documents of {subject} should have been presented under the L/C by {due_on}, {days} days ago: "
        "{stake} loses its bank's word.",
        "days",
    ),
    "clock_documents": counts(
        "Ask by {due_on} whether the documents of {subject} are complete, {working_days} working day left ({country}).",
        "Ask by {due_on} whether the documents of {subject} are complete, {working_days} working days left ({country}).",
        "working_days",
    ),
    "clock_documents_missed": counts(
        "Nobody asked by {due_on}, {days} day ago, whether the documents of {subject} are complete.",
        "Nobody asked by {due_on}, {days} days ago, whether the documents of {subject} are complete.",
        "days",
    ),
    "clock_dispute": counts(
        "Answer the dispute {subject} by {due_on}, {working_days} working day left ({country}).",
        "Answer the dispute {subject} by {due_on}, {working_days} working days left ({country}).",
        "working_days",
    ),
    "clock_dispute_missed": counts(
        "The dispute {subject} should have been answered by {due_on}, {days} day ago.",
        "The dispute {subject} should have been answered by {due_on}, {days} days ago.",
        "days",
    ),
    "clock_review": counts(
        "Review the time granted ({subject}) by {due_on}, {working_days} working day left ({country}).",
        "Review the time granted ({subject}) by {due_on}, {working_days} working days left ({country}).",
        "working_days",
    ),
    "clock_review_missed": counts(
        "The time granted ({subject}) should have been reviewed by {due_on}, {days} day ago.",
        "The time granted ({subject}) should have been reviewed by {due_on}, {days} days ago.",
        "days",
    ),
    "time_barred": says(
        "{invoice} is time-barred under every law that may govern: {on} was the last day of all, under the law of {law} ({rule})."
    ),
}
