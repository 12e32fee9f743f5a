"""How a buyer is treated, as it stands in the catalogue: ladders, goals, what keeps its face, the playbook."""

from wording.term_tables import DEBT_CLASS
from wording.words import mark

__all__ = ["FACE_RULE", "GOAL", "LADDER", "PLAY", "PLAY_STATE", "SQUARE"]

LADDER = {
    **DEBT_CLASS,
    "pressed": mark("pressed hard"),
    "plan_and_security": mark("plan with security"),
    "potential": mark("lenient, great potential"),
    "asset_rich_illiquid": mark("lenient, asset-rich"),
    "handed_over": mark("handed over"),
}
SQUARE = {
    "keep": mark("keep, or extend"),
    "press": mark("press hard, cut terms"),
    "lenient": mark("plan and security"),
    "cash": mark("cash or letter of credit"),
    "unknown": mark("too little is known"),
}
"""What ability and willingness together ask for."""
GOAL = {
    "no_surprise": mark("no surprise"),
    "date_obtained": mark("a date obtained"),
    "keep_buyer": mark("keep the buyer, cap the exposure"),
    "all_money_in": mark("all money in"),
    "all_money_in_or_hand_over": mark("all money in, or hand over"),
    "others_collect": mark("others collect"),
    "first_in_line": mark("first in line"),
}
FACE_RULE = {
    "private": mark("in private"),
    "senior_to_senior": mark("senior to senior"),
    "never_copy_subordinates": mark("never copy subordinates"),
    "no_public_mention": mark("no public mention"),
    "neutral_third_party_cause": mark("a neutral third party is the cause"),
    "formal_address": mark("formal address"),
    "no_threats": mark("no threats"),
    "one_question_that_takes_a_date": mark("one question that takes a date"),
    "vague_words_become_dates": mark("vague words become dates"),
    "respect_the_clerks_chief": mark("respect the clerk's chief"),
    "no_demands": mark("no demands to the buyer"),
    "only_they_write": mark("only they write"),
}
PLAY = {
    "stop_demands": mark("stop demands to the buyer"),
    "hold_orders": mark("hold orders and goods under way"),
    "proof_of_debt": mark("file the proof of debt"),
    "retention_of_title": mark("assert retention of title"),
    "draw_security": mark("draw on securities"),
    "set_off": mark("set off unapplied money"),
    "tell_insurer": mark("tell the insurer"),
    "claim_insurance": mark("claim from the insurer"),
    "tax_refund": mark("settle the export tax refund"),
    "tax_dossier": mark("build the tax dossier and write off"),
}
PLAY_STATE = {"done": mark("done"), "open": mark("to do"), "not_applicable": mark("does not apply")}
