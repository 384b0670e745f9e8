"""Where the review in a browser is asked for: every name that can be meant, in one form."""

from __future__ import annotations

import pytest

from align.errors import SettingsError
from tui.web.address import address, is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_loopback_is_known_in_all_its_forms(host: str) -> None:
    assert is_loopback(host)
    ours = address(host, 8000)
    assert ours.local
    assert ours.hosts >= {"localhost:8000", "127.0.0.1:8000", "[::1]:8000"}


def test_behind_a_proxy_only_its_name_is_ours() -> None:
    ours = address("127.0.0.1", 8000, "https://Terms.example.org")
    assert ours.hosts == {"terms.example.org", "terms.example.org:443"}
    assert ours.origins == {"https://terms.example.org", "https://terms.example.org:443"}
    assert ours.secure
    assert not ours.local


@pytest.mark.parametrize(
    ("given", "url", "host"),
    [
        ("https://terms.example.org:443/", "https://terms.example.org/", "terms.example.org"),
        ("http://terms.example.org:80", "http://terms.example.org/", "terms.example.org"),
        ("HTTPS://TERMS.example:8443", "https://terms.example:8443/", "terms.example:8443"),
        ("https://术语.example", "https://xn--3ds443g.example/", None),
        ("https://Bücher.example:8443", "https://xn--bcher-kva.example:8443/", None),
        ("https://terms.example.", "https://terms.example/", "terms.example"),
        ("https://[2001:DB8:0::1]:8443", "https://[2001:db8::1]:8443/", "[2001:db8::1]:8443"),
        ("https://192.0.2.7", "https://192.0.2.7/", "192.0.2.7"),
        ("http://my_host:8000", "http://my_host:8000/", "my_host:8000"),
        ("http://localhost:9000", "http://localhost:9000/", "localhost:9000"),
    ],
)
def test_the_public_address_is_taken_as_browsers_write_it(
    given: str, url: str, host: str | None
) -> None:
    ours = address("127.0.0.1", 8000, given)
    if host is not None:
        assert ours.url == url
        assert host in ours.hosts
    assert ours.url.isascii()
    assert ours.url.removesuffix("/") in ours.origins


@pytest.mark.parametrize(
    "url",
    [
        "",
        "terms.example.org",
        "ftp://x.example",
        "https://x.example/a",
        "https://x.example?a",
        "https://x.example/#a",
        "https://[::1",
        "https://::1]",
        "https://[v1.x]",
        "https://[fe80::1%25eth0]",
        "https://x.example:0",
        "https://x.example:99999",
        "https://x.example:http",
        "https://x.example:-1",
        "https://x y.example",
        "https://x\n.example",
        "https://x\x00.example",
        "https://x.example\\@y.example",
        "https://%78.example",
        "https://a..b",
        "https://-a.example",
        f"https://{'a' * 64}.example",
        f"https://{'a.' * 200}example",
        "https://0x7f.1",
        "https://127.1",
        "https://300.1.1.1",
        "https://a,b.example",
        "https://",
        "//x.example",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="not the address of a site"):
        address("127.0.0.1", 8000, url)


@pytest.mark.parametrize("user", ["me@", "me:word@", ":word@"])
def test_a_password_in_the_address_is_refused_and_not_repeated(user: str) -> None:
    with pytest.raises(SettingsError) as caught:
        address("127.0.0.1", 8000, f"https://{user}terms.example.org")
    assert "word" not in str(caught.value).replace("password", "")


@pytest.mark.parametrize("host", ["[::1", "a b", "a" * 64, "x\x00", "", "http://x", "1.2.3", "é"])
def test_what_is_no_host_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match="not the name of a host"):
        address(host, 8000)


def test_every_address_needs_a_name_to_check() -> None:
    for host in ("0.0.0.0", "::", "[::]"):
        with pytest.raises(SettingsError, match="--public-url"):
            address(host, 8000)
        assert address(host, 8000, "http://terms.example").hosts
