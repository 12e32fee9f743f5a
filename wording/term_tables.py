"""What the code knows by name, as it stands in the catalogue: scripts rely on the words on the left, people read the right."""

from wording.words import mark

__all__ = [
    "ACTION", "ALERT", "BOUND", "BUCKET", "CHANNEL", "COUNTRY_BAND", "DEBT_CLASS",
    "DEBT_CLASS_SHORT", "DIMENSION", "DISPUTE", "DISTRESS_MODEL", "ENDING", "HELD", "HOLD_RULE", "LANE", "LENIENCY",
    "MONTH", "OUTCOME", "PROMISE", "SENDER", "SEVERITY", "SIGNS", "SOURCE", "TONE", "VERDICT",
    "WHY_NO_SCORE", "ZONE",
]  # fmt: skip

DEBT_CLASS = {
    "not_due": mark("not yet due"),
    "in_collection": mark("in collection"),
    "doubtful": mark("doubtful"),
    "bad": mark("bad debt"),
    "dead": mark("dead debt"),
}
DEBT_CLASS_SHORT = {
    "not_due": mark("not due"),
    "in_collection": mark("collect"),
    "doubtful": mark("doubtful"),
    "bad": mark("bad"),
    "dead": mark("dead"),
}
LANE = {"clock": mark("clock"), "event": mark("event"), "value": mark("value")}
SEVERITY = {"info": mark("notice"), "warning": mark("warning"), "critical": mark("critical")}
SIGNS = {"critical": "!!", "warning": "!", "info": ""}
CHANNEL = {
    "call": mark("call"),
    "email": mark("mail"),
    "letter": mark("letter"),
    "visit": mark("visit"),
    "message": mark("message"),
    "note": mark("note"),
}
OUTCOME = {
    "spoke": mark("spoke"),
    "replied": mark("replied"),
    "no_answer": mark("no answer"),
    "voicemail": mark("voicemail"),
    "bounced": mark("bounced"),
    "payment_sent": mark("payment sent"),
    "evidence": mark("evidence given"),
    "refused": mark("refused to pay"),
    "acknowledged": mark("debt acknowledged"),
    "plan_requested": mark("asks for instalments"),
    "plan_agreed": mark("plan agreed"),
    "longer_terms": mark("asks for longer terms"),
    "bank_changed": mark("bank details changed"),
    "documents_complete": mark("documents complete"),
    "insurer_notified": mark("insurer notified"),
    "insurance_claimed": mark("claimed from the insurer"),
    "handed_over": mark("handed over to an agency or lawyer"),
    "taken_back": mark("taken back from the agency or lawyer"),
    "sued": mark("sued"),
    "claim_filed": mark("proof of debt filed"),
    "documents_presented": mark("documents presented under the L/C"),
    "refund_settled": mark("export tax refund settled"),
    "safe_reported": mark("reported to SAFE"),
    "unenforceable": mark("judgment cannot be enforced"),
    "written_off": mark("written off"),
}
ACTION = {
    "nothing": mark("nothing to do"),
    "check_documents": mark("check documents"),
    "service": mark("name due date"),
    "statement": mark("send a statement"),
    "confirm_balance": mark("signed balance"),
    "ask_cash_position": mark("ask about cash"),
    "plan_and_security": mark("plan + security"),
    "part_now": mark("ask for a part"),
    "take_goods_back": mark("goods back"),
    "secure_next_order": mark("L/C next time"),
    "insurer_requires": mark("insurer asks"),
    "lawyer_letter": mark("lawyer writes"),
    "hand_over": mark("hand over"),
    "ask_agency": mark("ask the agency"),
    "claim_insurance": mark("claim cover"),
    "tax_dossier": mark("tax dossier"),
    "remind": mark("remind"),
    "ask_for_date": mark("ask for a date"),
    "escalate": mark("escalate"),
    "agree_plan": mark("agree a plan"),
    "deadline": mark("set a deadline"),
    "file_claim": mark("file a claim"),
}
SENDER = {
    "sales": mark("sales"),
    "collector": mark("collector"),
    "chief": mark("head of collections"),
    "finance_manager": mark("finance manager"),
    "director": mark("director"),
    "sales_director": mark("sales director"),
    "executive": mark("executive to his peer"),
    "lawyer": mark("lawyer"),
    "practitioner": mark("to the practitioner"),
}
TONE = {
    "service": mark("as a service"),
    "friendly": mark("friendly"),
    "firm": mark("firm"),
    "face_saving": mark("face-saving"),
    "final": mark("final"),
    "formal_insolvency": mark("formal, insolvency"),
}
PROMISE = {
    "running": mark("running"),
    "kept": mark("kept"),
    "partly_kept": mark("partly kept"),
    "broken": mark("broken"),
    "withdrawn": mark("withdrawn"),
    "misdated": mark("for a day before it was given"),
}
ALERT = {
    "paying_later": mark("paying later than before"),
    "partial_payments": mark("paying in parts"),
    "short_pay_series": mark("paying short again and again"),
    "exposure_growth": mark("exposure outgrows its habit"),
    "order_spike": mark("unusually large order"),
    "terms_stretch": mark("longer terms"),
    "limit_expired": mark("limit expired"),
    "group_limit": mark("limit of the family"),
    "country_cap": mark("country cap"),
    "own_risk": mark("own risk"),
    "insurer_limit_cut": mark("insured limit cut"),
    "first_dispute": mark("first dispute"),
    "late_dispute": mark("late dispute"),
    "bank_details_changed": mark("bank details changed"),
    "grade_drop": mark("grade fell"),
    "report_stale": mark("report too old"),
    "report_unrated": mark("report without a grade"),
    "country_worse": mark("country risk worse"),
    "group_distress": mark("distress in the group"),
    "overdue_beyond_habit": mark("later than its habit"),
    "order_while_overdue": mark("ordered while overdue"),
    "limit_exceeded": mark("limit exceeded"),
    "broken_promise": mark("broken promise"),
    "unreachable": mark("unreachable"),
    "winding_up_petition": mark("winding-up petition"),
    "winding_up_petition_dismissed": mark("winding-up petition dismissed"),
    "winding_up_order": mark("winding-up order"),
    "administration": mark("administration"),
    "cva": mark("company voluntary arrangement"),
    "receivership": mark("receivership"),
    "cvl": mark("creditors' voluntary liquidation"),
    "mvl": mark("members' voluntary liquidation"),
    "moratorium": mark("moratorium"),
    "strike_off_notice": mark("strike-off notice"),
    "strike_off_discontinued": mark("strike-off discontinued"),
    "dissolved": mark("dissolved"),
    "charge_created": mark("charge created"),
    "charge_satisfied": mark("charge satisfied"),
    "director_resigned": mark("director resigned"),
    "rating_changed": mark("rating changed"),
    "limit_changed": mark("recommended limit changed"),
    "judgment": mark("court judgment"),
    "accounts_overdue": mark("accounts overdue"),
    "name_changed": mark("name changed"),
    "address_changed": mark("address changed"),
    "sanctions_hit": mark("sanctions hit"),
    "vat_deregistered": mark("VAT deregistered"),
    "lei_lapsed": mark("LEI lapsed"),
    "claim_deadline": mark("claim deadline"),
}
"""Why a clock's day is not certain."""
BOUND = {
    "need": mark("its own need"),
    "net_worth": mark("its net worth"),
    "turnover": mark("its turnover"),
    "own_equity": mark("our own equity"),
    "country": mark("its country"),
}
VERDICT = {"go": mark("Go"), "conditions": mark("Go with conditions"), "hold": mark("Hold")}
HOLD_RULE = {
    "account_status": mark("account status"),
    "overdue_days": mark("days overdue"),
    "overdue_amount": mark("overdue amount"),
    "family_debt": mark("debt of the family"),
    "no_limit": mark("no limit"),
    "limit_used_percent": mark("limit used"),
    "limit_expired": mark("limit expired"),
    "group_limit": mark("limit of the family"),
    "country_cap": mark("country cap"),
    "own_risk": mark("own risk"),
    "terms": mark("terms of payment"),
    "order_amount": mark("order amount"),
    "no_record": mark("no record"),
    "report_age": mark("age of the report"),
}
COUNTRY_BAND = {
    "low": mark("low risk"),
    "medium": mark("medium risk"),
    "high": mark("high risk"),
    "unknown": mark("risk not known"),
}
DISPUTE = {
    "quality": mark("quality"),
    "quantity": mark("quantity"),
    "price": mark("price"),
    "documents": mark("documents"),
    "late_delivery": mark("late delivery"),
    "not_received": mark("not received"),
    "duplicate": mark("duplicate invoice"),
    "already_paid": mark("already paid"),
    "lc_discrepancy": mark("L/C discrepancy"),
    "other": mark("other"),
}
HELD = {
    "snoozed": mark("put aside"),
    "unapplied_covers": mark("unapplied cash covers it"),
    "disputed": mark("in dispute"),
    "promise_running": mark("promise running"),
    "recently_contacted": mark("contacted recently"),
    "handed_over": mark("with an agency or lawyer"),
    "cash_pending": mark("payment on its way"),
    "day_off": mark("day off there"),
    "contact_cap": mark("contacts of the week used up"),
    "lenient": mark("time granted"),
}
LENIENCY = {"potential": mark("great potential"), "asset_rich_illiquid": mark("asset-rich, short of cash")}
BUCKET = {"not_due": mark("current"), "unapplied": mark("unapplied")}
ENDING = {
    "ok": mark("answered"),
    "partial": mark("answered in part"),
    "not_found": mark("not found"),
    "not_entitled": mark("not entitled"),
    "auth_failed": mark("key refused"),
    "quota": mark("quota spent"),
    "rate_limited": mark("asked too often"),
    "unavailable": mark("not available"),
    "bad_response": mark("unusable answer"),
    "tls_failed": mark("connection not trusted"),
    "cancelled": mark("called off"),
    "unknown_charge": mark("perhaps charged"),
}
DIMENSION = {
    "financial_strength": mark("financial strength"),
    "enterprise_quality": mark("enterprise quality"),
    "management_factors": mark("management"),
    "operating_capability": mark("operating capability"),
    "external_environment": mark("external environment"),
}
DISTRESS_MODEL = {
    "altman_z": mark("Altman Z, listed makers"),
    "altman_z_private": mark("Altman Z', private makers"),
    "altman_z_double": mark("Altman Z'', any industry"),
    "altman_z_emerging": mark("Altman Z'', emerging markets"),
    "zmijewski": mark("Zmijewski's probability"),
    "ohlson": mark("Ohlson's probability"),
}
ZONE = {"safe": mark("safe"), "grey": mark("grey zone"), "distress": mark("distress")}
WHY_NO_SCORE = {
    "missing": mark("figures missing"),
    "no_denominator": mark("cannot be divided by"),
    "financial_firm": mark("not made for banks and insurers"),
    "not_listed": mark("the firm is not listed"),
    "listed": mark("the firm is listed"),
    "not_manufacturer": mark("the firm is no manufacturer"),
    "not_emerging": mark("no emerging market"),
    "not_us_dollars": mark("made for US dollars"),
}
SOURCE = {"own_ledger": mark("own ledger"), "desk": mark("our desk"), "policy": mark("policy")}
"""Sources of the house itself; a provider is called by its own name."""
MONTH = {
    "1": mark("January"),
    "2": mark("February"),
    "3": mark("March"),
    "4": mark("April"),
    "5": mark("May"),
    "6": mark("June"),
    "7": mark("July"),
    "8": mark("August"),
    "9": mark("September"),
    "10": mark("October"),
    "11": mark("November"),
    "12": mark("December"),
}
