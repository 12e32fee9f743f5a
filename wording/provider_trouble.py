"""What is said of providers: how asking ended, what was seen, what to do; and what is wrong with their settings.

Whether to ask again, buy a right, mend a key or check an invoice for a charge differs from case to case, so the advice goes
by the ending and the cause by what was seen on the line.
"""

from collections.abc import Mapping

from wording import figures, terms
from wording.adapter_trouble import ADAPTER_SEEN, ADAPTER_WARNED
from wording.listing import listed, remark
from wording.sentence import says
from wording.words import _, mark

__all__ = ["PROVIDER_FILES", "REQUESTS", "SECRETS", "SPENDING", "failure", "seen", "warned"]

SEEN = {
    **ADAPTER_SEEN,
    "unreachable": mark("it cannot be reached"),
    "address_refused": mark("its address leads somewhere it must not"),
    "untrusted": mark("its certificate cannot be trusted"),
    "silent": mark("it did not answer in time"),
    "broken": mark("the connection broke off"),
    "deadline": mark("it took too long"),
    "cancelled": mark("it was called off"),
    "asked_already": mark("it is being asked about this buyer already, and that took too long"),
    "budget_spent": mark("its budget of this month is spent"),
    "day_budget_spent": mark("its budget of today is spent"),
    "not_to_spend": mark("asking costs money, and nothing may be spent"),
    "spending_unwritten": mark("what it costs cannot be written down, so it was not asked"),
    "unauthorised": mark("it refused the key"),
    "paused": mark("its key was refused before and has not changed since"),
    "forbidden": mark("the key gives no right to this"),
    "payment_required": mark("it wants to be paid first"),
    "no_such_record": mark("it knows no such company"),
    "no_credit": mark("the points paid for are used up"),
    "quota_used": mark("its quota is used up"),
    "too_many_requests": mark("it was asked too often"),
    "server_error": mark("it has a fault of its own"),
    "redirect_refused": mark("it sends elsewhere, where nobody may follow"),
    "unexpected_status": mark("it answered with an unexpected status"),
    "token_missing": mark("its answer to the login holds no token"),
    "not_http": mark("it does not speak HTTP"),
    "truncated": mark("its answer was cut off"),
    "too_large": mark("its answer is too large"),
    "unasked_encoding": mark("its answer is packed in a way nobody asked for"),
    "corrupt_gzip": mark("its answer cannot be unpacked"),
    "empty_body": mark("its answer is empty"),
    "login_page": mark("a page for people came instead of data"),
    "not_utf8": mark("its answer is not UTF-8 text"),
    "not_json": mark("its answer is not JSON"),
    "duplicate_key": mark("its answer says one thing twice"),
    "number_out_of_range": mark("its answer holds a number out of all range"),
    "too_deep": mark("its answer is nested too deeply"),
    "order_unnumbered": mark("it took the order and did not say under which number"),
    "order_gone": mark("it took the order and does not know its number any more"),
    "order_out_of_sight": mark("an order whose answer was lost is not seen in its list, and may have been taken all the same"),
    "not_granted": mark("it bills, and nobody agreed to that"),
    "terms_changed": mark("it bills, and its file was changed or removed since it was read"),
    "key_lost": mark("local.key, which marks the buyers in what is spent, is damaged, missing or another one"),
    "charge_in_doubt": mark("an earlier call about this buyer may have been charged, so nothing more that bills is sent"),
    "part_missing": mark("what must stand in its answer does not"),
    "error_inside": mark("it says that it cannot tell just now"),
    "word_unknown": mark("it says a word of its answer whose meaning its file does not tell"),
    "no_id": mark("nobody wrote down the number it is asked by"),
    "unusable_id": mark("the buyer's number cannot stand in an address"),
    "wrong_company": mark("its answer is about another company"),
    "subject_missing": mark("its answer does not say whom it is about"),
    "nothing_known": mark("nothing that is mapped was found in its answer"),
    "order_pending": mark("the report was ordered and is being prepared"),
    "order_overdue": mark("the report was ordered 30 days ago or longer and has not come"),
    "order_refused": mark("the report was ordered, and it will not be delivered"),
    "no_country": mark("nobody wrote down the buyer's country"),
    "no_vat_register": mark("the VAT number does not say whose register it is in, or it is none that is asked here"),
    "vat_of_britain": mark("a VAT number of Great Britain is not in VIES: ask HMRC, with a provider of kind hmrc"),
    "vat_mistyped": mark("the check digits of the VAT number do not agree: look at what was written down"),
    "not_filed": mark("no such company files there"),
    "report_later": mark("its report is younger than the day looked at"),
    "events_left_out": mark("some notices could not be read and were left out"),
    "pages_repeat": mark("its list gives the same page again and again"),
    "pages_too_many": mark("its list has more pages than are read"),
    "pages_short": mark("its list says that it holds more than came"),
    "pages_lead_away": mark("its list goes on somewhere else, where nobody may follow"),
    "literal": mark("its key stands in the settings in clear"),
    "missing": mark("its key was not found"),
    "exposed": mark("the file of its key can be read by others"),
    "unreadable": mark("the file of its key cannot be read"),
    "keyring_absent": mark("no keyring is installed"),
    "keyring_silent": mark("the keyring does not answer"),
    "unknown_kind": mark("its key is to be shown in a way nobody knows"),
    "keyless": mark("the settings ask for a key and name none"),
    "no_colon": mark("its key is not of the form user:password"),
    "bad_name": mark("the user or header beside its key holds a sign it must not"),
    "unprintable": mark("its key holds a sign that cannot be sent"),
    "request_unreadable": mark("its address and what is asked cannot be sent as they are"),
    "request_not_https": mark("its address is not https"),
    "request_userinfo": mark("its address holds a user"),
    "request_query": mark("its base address holds a query"),
    "request_host": mark("the host of its address cannot be used"),
    "request_path": mark("the path of its address cannot be used"),
    "request_place": mark("the path of the request names a place nobody fills"),
    "request_authority": mark("the file of its certificates cannot be read"),
    "request_header": mark("a header of the request cannot be sent"),
    "request_id": mark("the buyer's number cannot stand in an address"),
}
"""What was seen on the line, in the answer, or with the key, and why nothing was sent."""

_ADVICE = {
    "not_found": mark("Check the buyer's number."),
    "not_entitled": mark("Ask the provider for the right to this service."),
    "auth_failed": mark("Renew the key where it is kept, then refresh again."),
    "quota": mark("Wait for the next quota, or buy more."),
    "rate_limited": mark("Wait a while, then refresh again."),
    "unavailable": mark("Try again later."),
    "bad_response": mark("Check the provider's settings; if they are right, tell the provider."),
    "tls_failed": mark("Check the address and the machine's certificates; nothing was sent."),
    "cancelled": mark("Refresh again when it suits you."),
    "unknown_charge": mark("Look at the provider's invoice, then say what became of it: `dunnage providers settle`."),
    "partial": mark("Refresh again later for the rest."),
}

_ADVICE_OF_REASON = {
    "order_pending": mark("Refresh again later: it is fetched then, and costs nothing more."),
    "order_refused": mark("Ask the provider why. It is not ordered anew for 30 days."),
    "report_later": mark("Look at it as of a later day."),
    "budget_spent": mark("Wait for the next month, or raise the budget in its file."),
    "day_budget_spent": mark("Wait for the next day (UTC), or raise the budget in its file."),
    "not_to_spend": mark("Leave --no-spend out where it may cost something."),
    "spending_unwritten": mark("Make room on the disk, or mend the permissions of the data folder, then refresh again."),
    "not_granted": mark("Refresh again: what it costs is asked about first."),
    "terms_changed": mark("Start the program again, so that what its file says now counts."),
    "key_lost": mark("Put local.key back from a copy; where there is none, say `dunnage providers anew`."),
    "order_overdue": mark("Ask the provider what became of it, then say so: `dunnage providers settle`."),
    "order_gone": mark("Ask the provider what became of it, then say so: `dunnage providers settle`."),
    "paused": mark("Renew the key where it is kept; if it is right, try it once with `dunnage providers test NAME --live`."),
}
"""What to do where the reason says more than the ending."""

_WARNED = {
    **ADAPTER_WARNED,
    "as_of_in_future": mark("The report is dated in the future; its date was left out."),
    "as_of_unreadable": mark("The report's date cannot be read; it was left out."),
    "subject_unchecked": mark("Nothing in the settings checks that the report is about this buyer."),
    "name_differs": mark("The register has this number under a name unlike the buyer's. Make sure who the buyer is."),
    "hits_left": mark("More on a list resemble the buyer than were told, so it is not known that none of them is the buyer."),
    "hits_wait": mark("Somebody on a list resembles the buyer. Nothing counts until a person said whether it is the buyer."),
    "none_found": mark("Notices were asked for and none was found."),
    "published_later": mark("A notice published after the day looked at was left out."),
    "published_unreadable": mark("A notice whose date cannot be read was left out."),
    "id_missing": mark("A notice without a number was left out."),
    "kind_unknown": mark("A notice of a kind nobody mapped was left out."),
    "items_unreadable": mark("The list of notices cannot be read."),
    "clock_skewed": mark("The provider's clock and this machine's are more than a minute apart. Check the clock here."),
    "not_kept": mark("The answer as it came could not be kept on this disk; what was read of it stands."),
}

SECRETS = {
    "secret_refused": says("The secret {reference} cannot be used. Check where it is kept."),
    "secret_refused:literal": says(
        "A key stands in the settings in clear. Write where it is kept instead: env:NAME, file:/path or keyring:service/user."
    ),
    "secret_refused:missing": says("The key or passphrase {reference} was not found. Put it there."),
    "secret_refused:exposed": says("The file of the secret {reference} can be read by others (mode {mode}). Set it to 0600."),
    "secret_refused:unreadable": says("The file of the secret {reference} cannot be read. Check its path and permissions."),
    "secret_refused:keyring_absent": says(
        "The secret {reference} asks for a keyring, and none is installed. Install the package keyring, or use env: or file:."
    ),
    "secret_refused:keyring_silent": says("The keyring does not give the secret {reference}. Unlock it, then try again."),
    "auth_refused": says("The key {secret} cannot be shown this way. Use one of: {kinds}."),
    "auth_refused:unknown_kind": says("This way to show a key is not known. Use one of: {kinds}."),
    "auth_refused:keyless": says('The settings ask for a key and name none. Add secret = "env:NAME".'),
    "auth_refused:no_colon": says("The secret {secret} is not of the form user:password. Correct it, or write the user as name."),
    "auth_refused:bad_name": says("The user or header beside the secret {secret} holds a sign it must not. Correct the name."),
    "auth_refused:unprintable": says("The secret {secret} holds a sign that cannot be sent. Enter the key again."),
}
SPENDING = {
    "provider_budget": says("Asking {provider} costs {price}, and {left} of a budget of its file is left; it was not asked."),
    "key_changed": says("The key of the records was changed meanwhile, so nothing that costs is asked. Start the program again."),
    "spending_unwritten": says("What asking costs cannot be written to {path}, so nothing that costs is asked. Make room there."),
}
REQUESTS = {
    "request_refused": says("The address of the provider cannot be used. Correct base_url or path in its file."),
    "request_refused:unreadable": says("The address of the provider holds signs an address must not. Correct base_url or path."),
    "request_refused:not_https": says("The address of the provider is not https. Use https; http is for this machine only."),
    "request_refused:userinfo": says("The address of the provider holds a user. Remove it and use auth instead."),
    "request_refused:query": says("The base address of the provider holds a query. Move it to the query of the request."),
    "request_refused:host": says("The host of the provider's address cannot be used. Correct base_url."),
    "request_refused:path": says("The path of the provider's address cannot be used. Correct it in the provider's file."),
    "request_refused:place": says("The path of the request names a place nobody fills. Use {{id}}."),
    "request_refused:authority": says(
        "The file of certificates of the provider cannot be read. Correct authorities in its file."
    ),
    "request_refused:header": says("A header of the request ({part}) cannot be sent. Correct it in the provider's file."),
    "request_refused:id": says("The buyer's number ({part}) cannot stand in an address. Correct the number."),
}
PROVIDER_FILES = {
    "unreadable": says("The file cannot be read. Check its permissions."),
    "not_toml": says("The file is not TOML. Correct it at this line."),
    "bad_name": says("The name of the file cannot be used. Choose letters, digits, _, - and ., at most 64."),
    "unknown_key": says("{key} is not known here. Remove or correct it."),
    "missing_key": says("{key} is missing. Add it."),
    "wrong_kind": says("{key} is of the wrong kind: text, number, list or table. Correct it."),
    "bad_value": says("{key} has a value that cannot be used. Correct it."),
    "bad_path": says("{key} is no path that can be read (jmespath). Correct it."),
    "bad_address": says("{key} is no address that may be asked. Use https; plain http is for this machine only."),
    "literal_secret": says("{key} holds a key in clear. Write where it is kept: env:NAME, file:/path or keyring:service/user."),
    "nothing_read": says("Nothing is read from the answer. Add [fields] or [[events]]."),
    "subject_needed": says("{key} must say where the buyer's number stands, for a search finds namesakes. Add subject."),
}
"""Sentences by what is wrong with a provider's file."""


def seen(reason: str) -> str:
    """What was seen, as a part of a sentence; empty where nothing was wrong."""
    message = SEEN.get(reason)
    return _(message) if message else figures.safe(reason)


def warned(code: str) -> str:
    """What a reader should know of an answer that is usable all the same."""
    message = _WARNED.get(code)
    return _(message) if message else figures.safe(code)


def failure(facts: Mapping[str, object]) -> str:
    """A provider run without a usable answer: who, how it ended, what was seen, what to do.

    `facts` are those of the fault or of a result: `provider`, `ending`, `reason`, and where known `status`, `secret`, `until`.
    """
    ending, cause = str(facts["ending"]), seen(str(facts.get("reason") or ""))
    details = [cause] if cause else []
    if facts.get("status"):
        details.append(f"HTTP {facts['status']}")
    if facts.get("word"):
        details.append(_("it says: {word}").format(word=figures.safe(str(facts["word"]))))
    if facts.get("secret"):
        details.append(figures.safe(str(facts["secret"])))
    told = remark(listed(details)) if details else ""
    word = _("under way") if facts.get("reason") == "order_pending" else terms.ending(ending)
    who = figures.safe(str(facts["provider"]))
    parts = [_("{provider}: {ending}{details}.").format(provider=who, ending=word, details=told)]
    if facts.get("until"):
        parts.append(_("Not before {moment} UTC.").format(moment=f"{facts['until']:%Y-%m-%d %H:%M}"))
    advice = _ADVICE_OF_REASON.get(str(facts.get("reason") or "")) or _ADVICE.get(ending)
    if advice:
        parts.append(_(advice))
    return " ".join(parts)
