import pytest

from integrations.address import Address, RequestRefused, RequestTrouble, address_of

CANARY = "CANARY-7f3a"
BUREAU = address_of("https://api.example.com/v1")


def refusal(address: Address, template: str, **ids: str) -> RequestTrouble:
    with pytest.raises(RequestRefused) as caught:
        address.target(template, ids)
    return caught.value.reason


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://api.example.com", "https://api.example.com:443/x"),
        ("https://API.example.com/v1/", "https://api.example.com:443/v1/x"),
        ("https://10.0.0.7:8443/a/b", "https://10.0.0.7:8443/a/b/x"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/x"),
        ("http://127.9.9.9", "http://127.9.9.9:80/x"),
        ("http://[::1]:8000", "http://[::1]:8000/x"),
        ("http://localhost:8000", "http://localhost:8000/x"),
    ],
)
def test_a_base_leads_to_its_paths(base: str, url: str) -> None:
    assert address_of(base).target("/x", {}).url == url


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("http://api.example.com", RequestTrouble.NOT_HTTPS),
        ("http://127.1", RequestTrouble.NOT_HTTPS),
        ("http://127.0.0.1.example.com", RequestTrouble.NOT_HTTPS),
        ("http://localhost.example.com", RequestTrouble.NOT_HTTPS),
        ("http://192.168.0.2", RequestTrouble.NOT_HTTPS),
        ("ftp://api.example.com", RequestTrouble.NOT_HTTPS),
        ("//api.example.com", RequestTrouble.NOT_HTTPS),
        (f"https://user:{CANARY}@api.example.com", RequestTrouble.USERINFO),
        (f"https://{CANARY}@api.example.com", RequestTrouble.USERINFO),
        (f"https://api.example.com/?api_token={CANARY}", RequestTrouble.QUERY),
        (f"https://api.example.com/#{CANARY}", RequestTrouble.QUERY),
        ("https://", RequestTrouble.HOST),
        ("https://api.example.com:99999", RequestTrouble.HOST),
        ("https://[::1", RequestTrouble.HOST),
        ("https://büro.example.com", RequestTrouble.UNREADABLE),
        ("https://api.example.com\n.evil.com", RequestTrouble.UNREADABLE),
        ("https://api.example.com\\@evil.com", RequestTrouble.UNREADABLE),
        ("https://api.example.com/../admin", RequestTrouble.PATH),
        ("https://api.example.com/a%2fb", RequestTrouble.PATH),
        ("https://api.example.com//a", RequestTrouble.PATH),
    ],
)
def test_rule_3_a_base_that_may_leak_is_refused_without_being_repeated(base: str, reason: RequestTrouble) -> None:
    with pytest.raises(RequestRefused) as caught:
        address_of(base)
    assert caught.value.reason is reason
    assert CANARY not in repr(caught.value.facts)


def test_rule_4_only_named_doors_are_open() -> None:
    address = address_of("https://api.example.com", ["files.example.com", "files.example.com:8443"])
    assert address.admits("https", "api.example.com", None)
    assert address.admits("https", "API.example.com", 443)
    assert address.admits("https", "files.example.com", 8443)
    assert not address.admits("https", "api.example.com", 8443)
    assert not address.admits("https", "evil.example.com", None)
    assert not address.admits("http", "api.example.com", 443)


@pytest.mark.parametrize("allowed", ["", "files.example.com/x", "u@files.example.com", "https://files.example.com"])
def test_a_door_is_a_host_and_nothing_more(allowed: str) -> None:
    with pytest.raises(RequestRefused):
        address_of("https://api.example.com", [allowed])


def test_a_plain_base_opens_no_door_beyond_this_machine() -> None:
    with pytest.raises(RequestRefused):
        address_of("http://localhost", ["api.example.com"])


@pytest.mark.parametrize(
    ("number", "segment"),
    [
        ("GB-0-99000001", "GB-0-99000001"),
        ("00006400", "00006400"),
        ("a/b?c=d#e", "a%2Fb%3Fc%3Dd%23e"),
        ("100%", "100%25"),
        ("Ä 1", "%C3%84%201"),
    ],
)
def test_rule_6_a_number_stays_one_segment(number: str, segment: str) -> None:
    """Rule 6 of the security rules; the numbers are those of the hostile payload `ids_to_quote`."""
    target = BUREAU.target("/companies/{id}/report", {"id": number})
    assert target.url == f"https://api.example.com:443/v1/companies/{segment}/report"
    assert target.segments == 4


@pytest.mark.parametrize(
    "number", ["", " ", ".", "..", "../../v1/admin", "%2e%2e/x", "..\\x", "\N{FULLWIDTH FULL STOP}" * 2, "a\r\nX: 1", "\0", "%00"]
)
def test_rule_6_a_number_that_climbs_or_hides_is_refused(number: str) -> None:
    """Rule 6 of the security rules, also after a second unquoting and after folding wide characters."""
    assert refusal(BUREAU, "/companies/{id}", id=number) is RequestTrouble.ID


def test_a_number_may_stand_inside_a_segment() -> None:
    assert BUREAU.target("/facts/CIK{cik}.json", {"cik": "0000320193"}).url.endswith("/v1/facts/CIK0000320193.json")


def test_a_place_without_a_number_and_a_number_without_a_place_are_refused() -> None:
    assert refusal(BUREAU, "/companies/{id}") is RequestTrouble.PLACE
    assert refusal(BUREAU, "/companies", id="1") is RequestTrouble.PLACE


@pytest.mark.parametrize("template", ["companies", "/a?b=c", "/a#b", "/../a", "/a//b", "/{Id}", "/{id!r}", "https://evil.com/"])
def test_a_template_is_a_path_and_nothing_more(template: str) -> None:
    assert refusal(BUREAU, template) is RequestTrouble.PATH
