"""Row numbers are those of the failure matrix in the design of the providers."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from decimal import Decimal

import pytest

from integrations.bounded import Caps, Json, read_bounded, strict_json
from integrations.endings import Reason, Setback
from tests.shared import SHARED, needs_shared

HOSTILE = SHARED / "providers" / "synthetic" / "hostile"
SMALL = Caps(wire=100, decoded=200)


def in_pieces(data: bytes, size: int = 7) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def bomb(mebibytes: int) -> bytes:
    """Pack that many mebibytes of one character, without ever holding them."""
    pack = zlib.compressobj(9, wbits=31)
    return b"".join(pack.compress(b"0" * (1 << 20)) for _ in range(mebibytes)) + pack.flush()


def refusal(body: bytes) -> Reason:
    with pytest.raises(Setback) as caught:
        strict_json(body)
    return caught.value.reason


class TestReadBounded:
    def test_a_plain_body_comes_whole(self) -> None:
        assert read_bounded(in_pieces(b'{"a": 1}')) == b'{"a": 1}'

    @pytest.mark.parametrize("encoding", ["gzip", "x-gzip", " GZIP "])
    def test_a_packed_body_is_unpacked(self, encoding: str) -> None:
        text = b'{"a": "' + b"b" * 300_000 + b'"}'
        assert read_bounded(in_pieces(gzip.compress(text)), encoding) == text

    def test_a_body_may_weigh_exactly_its_cap(self) -> None:
        assert len(read_bounded([b"x" * 100], caps=SMALL)) == 100
        assert len(read_bounded([gzip.compress(b"x" * 200, mtime=0)], "gzip", SMALL)) == 200

    @pytest.mark.parametrize(
        ("body", "encoding", "reason"),
        [
            (b"x" * 101, "", Reason.TOO_LARGE),
            (gzip.compress(b"x" * 201, mtime=0), "gzip", Reason.TOO_LARGE),
            (gzip.compress(b"x" * 100, mtime=0)[:-4], "gzip", Reason.TRUNCATED),
            (b"", "gzip", Reason.TRUNCATED),
            (b"\x1f\x8bxxxxxxxxxxxxxxxxx", "gzip", Reason.CORRUPT_GZIP),
            (gzip.compress(b"x", mtime=0)[:-8] + b"\0" * 8, "gzip", Reason.CORRUPT_GZIP),
            (gzip.compress(b"1", mtime=0) + gzip.compress(b"2", mtime=0), "gzip", Reason.CORRUPT_GZIP),
            (b"zzz", "br", Reason.UNASKED_ENCODING),
            (b"zzz", "gzip, gzip", Reason.UNASKED_ENCODING),
        ],
    )
    def test_row_18_what_is_too_large_or_badly_packed_is_refused(self, body: bytes, encoding: str, reason: Reason) -> None:
        """Row 18."""
        with pytest.raises(Setback) as caught:
            read_bounded(in_pieces(body), encoding, SMALL)
        assert caught.value.reason is reason

    def test_row_18_an_endless_body_is_left_at_the_cap(self) -> None:
        """Row 18: the eleventh piece of ten bytes is one too many for a hundred."""
        taken = []

        def endless() -> Iterator[bytes]:
            while True:
                taken.append(1)
                yield b"x" * 10

        with pytest.raises(Setback):
            read_bounded(endless(), caps=SMALL)
        assert len(taken) == 11

    def test_row_18_a_bomb_costs_no_memory(self) -> None:
        """Row 18: 48 MiB from 48 KiB, refused at 32 MiB with less than 20 MiB in use at any time."""
        packed = bomb(48)
        assert len(packed) < 100_000
        tracemalloc.start()
        try:
            with pytest.raises(Setback) as caught:
                read_bounded([packed], "gzip")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert caught.value.reason is Reason.TOO_LARGE
        assert peak < 20 << 20


class TestStrictJson:
    @pytest.mark.parametrize(
        ("body", "value"),
        [
            (b'{"a": 1.10, "b": [1, -2]}', {"a": Decimal("1.10"), "b": [1, -2]}),
            (b"\xef\xbb\xbf[true, null]", [True, None]),
            (b" 0.0 ", Decimal("0.0")),
            (b"1e30", Decimal("1e30")),
            (b"9" * 40, int("9" * 40)),
            (b'"\\ud83d\\ude80"', "\N{ROCKET}"),
            (b'"\\ud800"', "\N{REPLACEMENT CHARACTER}"),
            (b'"\\ude80\\ud83d"', "\N{REPLACEMENT CHARACTER}" * 2),
            (b'"\\\\ud800"', "\\ud800"),
            (b'"' + b"[" * 100 + b'"', "[" * 100),
            (b'"\\"' + b"[" * 100 + b'"', '"' + "[" * 100),
            (b"[" * 64 + b"]" * 64, None),
            (b"[" + b"[1]," * 99 + b"[1]]", [[1]] * 100),
            (b'["7e999", "' + b"9" * 50 + b'", 0.10]', ["7e999", "9" * 50, Decimal("0.10")]),
            (b"[0.1e2, 5]", [Decimal("0.1e2"), 5]),
            (b"-0." + b"0" * 26 + b"1", Decimal("-1e-27")),
        ],
    )
    def test_row_23_what_is_json_is_read(self, body: bytes, value: Json) -> None:
        """Row 23: a byte order mark is accepted, half a surrogate pair is replaced; numbers stay exact."""
        read = strict_json(body)
        if value is not None:
            assert read == value
            assert type(read) is type(value)

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (b'{"a": 1, "a": 2}', Reason.DUPLICATE_KEY),
            (b'{"a": 1, "\\u0061": 2}', Reason.DUPLICATE_KEY),
            (b"[NaN]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[-Infinity]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[1e999]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[1e31]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[1e-31]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[0e999]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[1e99999999999999999999]", Reason.NUMBER_OUT_OF_RANGE),
            (b"9" * 41, Reason.NUMBER_OUT_OF_RANGE),
            (b"0." + b"9" * 41, Reason.NUMBER_OUT_OF_RANGE),
            (b"9" * 5000, Reason.NUMBER_OUT_OF_RANGE),
            (b"[1, 1E31]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[0." + b"0" * 30 + b"1]", Reason.NUMBER_OUT_OF_RANGE),
            (b"[" + b"9" * 32 + b".5]", Reason.NUMBER_OUT_OF_RANGE),
            (b'{"a": [{"b": 0.5, "b" : 0.5}]}', Reason.DUPLICATE_KEY),
            (b"[" + b"[1]," * 99 + b"[" * 64 + b"]" * 64 + b"]", Reason.TOO_DEEP),
            (b"[" * 65 + b"]" * 65, Reason.TOO_DEEP),
            (b"[" * 100_000 + b"]" * 100_000, Reason.TOO_DEEP),
            (b'{"a":' * 65 + b"1" + b"}" * 65, Reason.TOO_DEEP),
            ('{"a": "é"}'.encode("latin-1"), Reason.NOT_UTF8),
            (b'"\xed\xa0\x80"', Reason.NOT_UTF8),
            ('{"a": 1}'.encode("utf-16"), Reason.NOT_UTF8),
            (b'{"a": 1}{"b": 2}', Reason.NOT_JSON),
            (b'{"a": [1, 2', Reason.NOT_JSON),
            (b'"\x1b[2J"', Reason.NOT_JSON),
            (b"<html>", Reason.NOT_JSON),
            (b"{'a': 1}", Reason.NOT_JSON),
            (b"", Reason.EMPTY_BODY),
            (b" \n", Reason.EMPTY_BODY),
            (b"\xef\xbb\xbf", Reason.EMPTY_BODY),
        ],
        ids=lambda part: part if isinstance(part, Reason) else repr(part[:16]),
    )
    def test_row_22_and_23_what_can_be_read_in_two_ways_is_refused(self, body: bytes, reason: Reason) -> None:
        """Rows 22 and 23."""
        assert refusal(body) is reason

    @needs_shared
    @pytest.mark.parametrize(
        ("file", "reason"),
        [
            ("deep_20000.json", Reason.TOO_DEEP),
            ("duplicate_keys.json", Reason.DUPLICATE_KEY),
            ("html_200.html", Reason.NOT_JSON),
            ("int_5000_digits.json", Reason.NUMBER_OUT_OF_RANGE),
            ("latin1.json", Reason.NOT_UTF8),
            ("login_page_200.html", Reason.NOT_JSON),
            ("nan_infinity.json", Reason.NUMBER_OUT_OF_RANGE),
            ("overflow_1e999.json", Reason.NUMBER_OUT_OF_RANGE),
            ("truncated.json", Reason.NOT_JSON),
            ("two_documents.json", Reason.NOT_JSON),
        ],
    )
    def test_row_15_and_16_and_22_and_23_the_hostile_payloads_are_refused(self, file: str, reason: Reason) -> None:
        """Rows 15, 16, 22 and 23, as the provider research wrote them down."""
        assert refusal((HOSTILE / file).read_bytes()) is reason

    @needs_shared
    @pytest.mark.parametrize(("file", "value"), [("utf8_bom.json", dict), ("lone_surrogate.json", {"name": "\ufffd"})])
    def test_row_23_the_odd_payloads_are_read(self, file: str, value: object) -> None:
        """Row 23."""
        read = strict_json((HOSTILE / file).read_bytes())
        assert isinstance(read, value) if isinstance(value, type) else read == value

    def test_an_unfinished_string_of_many_escapes_is_scanned_once(self) -> None:
        """A scan that starts again at every quote would take 10^10 steps here."""
        assert refusal(b'"' + b'\\"' * 1_000_000) is Reason.NOT_JSON
