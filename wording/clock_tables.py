"""Clocks, their doubts, and the papers a written-off debt needs: codes on the left, words on the right."""

from wording.words import mark

__all__ = ["CLOCK", "CLOCK_DOUBT", "PAPER"]

CLOCK = {
    "promise": mark("promise"),
    "insurer_notice": mark("notice to the insurer"),
    "insurer_stop": mark("end of cover for shipments"),
    "insurer_handover": mark("hand-over to collection"),
    "insurer_claim": mark("claim on the insurer"),
    "limitation": mark("limitation"),
    "insolvency_claim": mark("proof of debt"),
    "tax_refund": mark("export tax refund"),
    "safe_report": mark("SAFE report"),
    "lc_presentation": mark("L/C presentation"),
    "lc_shipment": mark("L/C latest shipment"),
    "documents": mark("document check"),
    "dispute": mark("answer to the dispute"),
    "review": mark("review of leniency"),
}
CLOCK_DOUBT = {
    "verify_in_policy": mark("see your own policy"),
    "unverified_law": mark("law not verified"),
    "sources_contradict": mark("sources contradict one another"),
    "unknown_law": mark("law not known"),
    "law_not_written": mark("no law is written down: the earliest that may govern, the day to act by"),
    "a_law_unknown": mark("no law is written down, and one that may govern is not known: the right day may be earlier"),
    "house_rule": mark("house rule"),
    "rate_unknown": mark("refund not known"),
}
PAPER = {
    "invoice": mark("invoice"),
    "contract": mark("contract"),
    "bill_of_lading": mark("bill of lading"),
    "dunning": mark("demands that provably arrived"),
    "expensed": mark("loss booked"),
    "insolvency_papers": mark("insolvency papers"),
    "evidence_of_inability": mark("evidence that it cannot pay"),
    "foreign_evidence": mark("evidence from abroad"),
    "explanation": mark("explanation of the loss"),
    "special_report": mark("special report"),
}
