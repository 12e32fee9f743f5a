"""Row 27: lists in pages, from a server that counts, grows, repeats itself or points elsewhere."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure
from integrations.exchange import Call
from integrations.paging import PageKind, Pages, Paging, read_pages
from integrations.provider import ResultReason
from integrations.transport import Transport
from tests.integrations.asking import Held
from tests.integrations.loopback import Loopback, Play, reply


def at(name: str) -> Callable[[Json], Json]:
    return lambda body: body.get(name) if isinstance(body, dict) else None


def page(*items: object, **more: object) -> bytes:
    return reply(json.dumps({"items": [{"id": item} for item in items], **more}).encode())


def listed(plays: Sequence[Play], kind: PageKind, **options: Any) -> tuple[Pages, list[str], list[object]]:
    """Read a list that is played so: the pages, what was asked, and the ids of the items."""
    with Loopback(list(plays)) as server, Transport("bureau", server.url, clock=Held().clock) as transport:
        paging = Paging(kind, at("items"), home=server.url, **options)
        pages = read_pages(transport.ask, Call("list", "/list", params={"q": "a"}), paging)
    ids = [item["id"] for item in pages.items if isinstance(item, dict)]
    return pages, [request.target.partition("?")[2] for request in server.requests], list(ids)


@pytest.mark.parametrize("first", [0, 1])
def test_row_27_pages_are_counted_from_nought_or_one(first: int) -> None:
    plays = [page(1, 2, total=5), page(3, 4, total=5), page(5, total=5)]
    pages, asked, ids = listed(plays, PageKind.PAGE, param="page", first=first, total=at("total"))
    assert asked == [f"q=a&page={first + number}" for number in range(3)]
    assert (ids, pages.against) == ([1, 2, 3, 4, 5], None)


def test_row_27_the_same_page_again_is_no_end_even_where_the_count_comes_to_the_total() -> None:
    pages, asked, ids = listed([page(1, 2, total=3), page(1, 2, total=3)], PageKind.PAGE, param="page", size=2, total=at("total"))
    assert (len(asked), ids) == (2, [1, 2])
    assert pages.against is ResultReason.PAGES_REPEAT


def test_row_27_a_list_that_grows_is_read_to_its_new_end_and_each_item_once() -> None:
    """One item comes in at the front while the first page is read: 2 stands on both pages, and the total moves to 4."""
    plays = [page(1, 2, total=3), page(2, 3, total=4), page(total=4)]
    pages, asked, ids = listed(plays, PageKind.OFFSET, param="start", size=2, size_param="rows", total=at("total"))
    assert asked == ["q=a&rows=2&start=0", "q=a&rows=2&start=2"]
    assert (ids, pages.against) == ([1, 2, 3], None)


@pytest.mark.parametrize(
    ("kind", "plays", "came"),
    [
        (PageKind.PAGE, [page(total=3)], []),
        (PageKind.PAGE, [page(1, total=10**9), page(total=10**9)], [1]),
        (PageKind.PAGE, [page(1, total=3), page(total=3)], [1]),
        (PageKind.PAGE, [page(1, 2, total=3), page()], [1, 2]),
        (PageKind.OFFSET, [page(1, 2, total="3"), page(total="3")], [1, 2]),
        (PageKind.CURSOR, [page(1, total=3, next="a"), page(2, total=3)], [1, 2]),
        (PageKind.LINK, [page(1, total=2)], [1]),
    ],
)
def test_row_27_a_list_that_ends_before_all_it_says_it_has_is_not_whole(
    kind: PageKind, plays: list[Play], came: list[int]
) -> None:
    """What came stands; what did not may stand in a form nobody here knows."""
    pages, _, ids = listed(plays, kind, param="page", total=at("total"), next=at("next"))
    assert (ids, pages.against) == (came, ResultReason.PAGES_SHORT)


@pytest.mark.parametrize(
    "plays", [[page(total=0)], [page()], [page(1, 2, total=3), page(3, total=2)], [page(1, total=2), page(total=1)]]
)
def test_row_27_a_list_that_shrinks_or_does_not_count_is_whole_where_all_of_it_came(plays: list[Play]) -> None:
    """One that was taken out while it was read is missed by nobody: what the last page says counts."""
    pages, _, _ = listed(plays, PageKind.PAGE, param="page", total=at("total"))
    assert pages.against is None


def test_row_27_an_announced_page_of_nought_items_is_not_believed() -> None:
    """`items_per_page: 0`: the offset goes on by what came."""
    plays = [page(1, 2, items_per_page=0), page(3, items_per_page=0)]
    _, asked, ids = listed(plays, PageKind.OFFSET, param="start", size=2, total=None)
    assert (asked, ids) == (["q=a&start=0", "q=a&start=2"], [1, 2, 3])


def test_row_27_the_same_page_for_ever_ends_the_reading() -> None:
    pages, asked, ids = listed([page(1, 2, total=99)], PageKind.PAGE, param="page", total=at("total"))
    assert (len(asked), ids, pages.against) == (2, [1, 2], ResultReason.PAGES_REPEAT)


def test_row_27_so_many_pages_and_no_more() -> None:
    plays: list[Play] = [page(number) for number in range(10)]
    pages, asked, ids = listed(plays, PageKind.PAGE, param="page", most=4)
    assert (len(asked), ids, pages.against) == (4, [0, 1, 2, 3], ResultReason.PAGES_TOO_MANY)


def test_row_27_a_cursor_that_leads_in_a_circle_ends_the_reading() -> None:
    plays: list[Play] = [page(1, next="b"), page(2, next="a"), page(1, next="b")]
    pages, asked, ids = listed(plays, PageKind.CURSOR, param="cursor", next=at("next"))
    assert asked == ["q=a", "q=a&cursor=b", "q=a&cursor=a"]
    assert (ids, pages.against) == ([1, 2], ResultReason.PAGES_REPEAT)


def test_row_27_a_cursor_ends_with_nothing() -> None:
    pages, asked, ids = listed([page(1, next="b"), page(2, next=None)], PageKind.CURSOR, param="cursor", next=at("next"))
    assert (len(asked), ids, pages.against) == (2, [1, 2], None)


def test_row_27_a_link_within_the_list_is_followed() -> None:
    with Loopback([b""]) as server, Transport("bureau", server.url) as transport:
        server.plays[:] = [page(1, next=f"{server.url}/list?q=a&p=2"), page(2, next="?q=a&p=3"), page(3)]
        paging = Paging(PageKind.LINK, at("items"), next=at("next"), home=server.url)
        pages = read_pages(transport.ask, Call("list", "/list", params={"q": "a"}), paging)
    assert [request.target for request in server.requests] == ["/list?q=a", "/list?q=a&p=2", "/list?q=a&p=3"]
    assert (len(pages.items), pages.against) == (3, None)


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:{other}/list",
        "https://127.0.0.1:{own}/list",
        "//elsewhere.example/list",
        "http://clerk@127.0.0.1:{own}/list",
        "/other",
        "http://[",
        "a\nb",
    ],
)
def test_row_27_a_link_to_another_host_or_list_is_refused(link: str) -> None:
    with Loopback([reply()]) as other, Loopback([b""]) as server, Transport("bureau", server.url) as transport:
        server.plays[0] = page(1, next=link.format(other=other.port, own=server.port))
        paging = Paging(PageKind.LINK, at("items"), next=at("next"), home=server.url)
        pages = read_pages(transport.ask, Call("list", "/list"), paging)
    assert (other.requests, len(server.requests)) == ([], 1)
    assert (len(pages.items), pages.against) == (1, ResultReason.PAGES_LEAD_AWAY)


def test_row_28_a_part_of_a_list_says_how_much_there_is() -> None:
    """Coface: 206 with Content-Range."""

    def part(body: bytes, told: str) -> bytes:
        return reply(body, 206, "application/json", f"Content-Range: items {told}")

    plays: list[Play] = [part(b'{"items": [{"id": 1}, {"id": 2}]}', "0-1/3"), part(b'{"items": [{"id": 3}]}', "2-2/3")]
    pages, asked, ids = listed(plays, PageKind.OFFSET, param="offset", size=2, size_param="limit")
    assert asked == ["q=a&limit=2&offset=0", "q=a&limit=2&offset=2"]
    assert (ids, pages.against) == ([1, 2, 3], None)


def test_row_26_one_object_or_nothing_is_a_list_as_well() -> None:
    plays: list[Play] = [reply(b'{"items": {"id": 1}}'), reply(b"{}")]
    pages, _, ids = listed(plays, PageKind.PAGE, param="page")
    assert (ids, pages.against) == ([1], None)


def test_what_came_before_a_page_that_failed_stands() -> None:
    pages, _, ids = listed([page(1, total=9), reply(status=403)], PageKind.PAGE, param="page", total=at("total"))
    assert ids == [1]
    assert pages.failure is not None
    assert pages.failure.ending is Ending.NOT_ENTITLED


def test_a_first_page_that_fails_fails_the_list() -> None:
    with pytest.raises(ProviderFailure):
        listed([reply(status=403)], PageKind.PAGE, param="page")
