"""What was published of a buyer, read by a person: a gazette, a court's letter, a newspaper; no provider need be asked for it."""

from datetime import date

from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange
from credit.reason import DESK
from credit.report import EventKind, RiskEvent

__all__ = ["note_published"]


def note_published(
    book: Book, hand: Hand, customer_id: str, event: EventKind, day: date, claim_by: date | None = None, where: str = ""
) -> Change:
    """Record that `event` was published of a buyer on `day`, where it was read, and by when it lets claims be lodged.

    Everything follows from it that follows from a provider's notice. The same event of the same day again adds what it did not
    say. Refused for a day still to come, a last day for claims before it, and where all of it is known.
    """
    account = known(book, hand, customer_id)
    if day > hand.on:
        raise RefusedChange(reason="event_day", day=day, on=hand.on)
    if claim_by is not None and claim_by < day:
        raise RefusedChange(reason="claim_day", until=claim_by, on=day)
    same = [told for told in account.events if (told.event, told.published_on) == (event, day)]
    own = next((told for told in same if told.provider == DESK), None)
    said = where.strip() or (own.title if own else "")
    deadline = claim_by or (own.deadline if own else None)
    if any((claim_by in (None, told.deadline)) and (told is not own or said == told.title) for told in same):
        raise RefusedChange(reason="notice_known", id=customer_id, day=day)
    fact = RiskEvent(f"{DESK}:{event}:{day}", customer_id, event, day, hand.on, DESK, said, deadline=deadline)
    return Change("note_published", (fact,), who=hand.who)
