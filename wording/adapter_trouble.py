"""What is said of a built-in provider's answer beside what any may answer: parts, pages, labels, forms."""

from wording.words import mark

__all__ = ["ADAPTER_SEEN", "ADAPTER_WARNED"]

ADAPTER_SEEN = {
    "sections_failed": mark("parts of the report did not come"),
    "facts_lost": mark("its answer is of a form nobody here knows"),
    "not_its_country": mark("it holds no companies of the buyer's country"),
    "not_subscribed": mark("your subscription does not hold the buyer's country, so nothing was ordered"),
    "list_unread": mark("its list of whom it watches cannot be read"),
    "watched_already": mark("it watches this buyer already, so nothing was ordered"),
    "watch_ordered": mark("watching this buyer was ordered in the last 30 days, so it was not ordered again"),
    "nothing_to_order": mark("it takes no order to watch a buyer"),
    "no_name": mark("there is neither a name nor a number to search by"),
}
ADAPTER_WARNED = {
    "whose_unknown": mark(
        "Something changed at a company, and the notification does not say at which: look at the provider's own page."
    ),
    "label_disagrees": mark("A notice calls itself something else than its code means here; its own words were believed."),
    "pages_left": mark("There were more pages than are read; the rest was left out."),
    "pages_repeated": mark("A page came twice; every entry was counted once."),
    "wrong_company": mark("Part of the answer was about another company and was left out."),
    "accounts_twice": mark(
        "Several accounts of one day: the company's own were read before consolidated ones, and of two alike the first."
    ),
    "drifted": mark("Parts of the answer were of another form than the provider describes; the report lists them."),
    "private_petitions": mark(
        "Petitions of 27 April 2020 to 31 March 2022 could stay private: that none was found then says little."
    ),
}
