"""A document that is told has its text once: for the chain that hashes it and for the page it is written on."""

import json
from collections.abc import Callable
from hashlib import sha256

from credit.invoice import Invoice
from storage.chain import digest
from storage.codec import from_doc, to_doc
from storage.sealed import Told, encode, text_of


def test_a_document_has_one_hash_in_whatever_order_its_fields_stand(invoice: Callable[..., Invoice]) -> None:
    doc = to_doc(invoice(1))
    turned = dict(reversed(doc.items()))
    text = json.dumps(doc, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert digest(doc) == digest(turned) == digest(Told(turned)) == sha256(text).hexdigest()[:32]


def test_what_is_told_is_written_as_it_was_hashed(invoice: Callable[..., Invoice]) -> None:
    doc = to_doc(invoice(1))
    told = Told(dict(reversed(doc.items())))
    assert told == doc
    assert text_of(told) == encode(dict(sorted(doc.items())))
    assert text_of(doc) == encode(doc)
    assert from_doc(json.loads(text_of(told))) == invoice(1)


def test_the_fields_of_a_fact_are_written_by_name_with_its_kind_among_them(invoice: Callable[..., Invoice]) -> None:
    doc = to_doc(invoice(1))
    assert list(doc) == sorted(doc)
    assert doc["kind"] == "invoice"


def test_half_of_a_pair_of_signs_has_a_text_too() -> None:
    """UTF-8 cannot hold it, so it stands escaped, and in the page as in the hash."""
    assert Told({"text": "\ud800"}).text == b'{"text":"\\ud800"}'
