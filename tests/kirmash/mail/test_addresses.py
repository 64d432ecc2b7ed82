"""Which addresses can be written to, and what becomes of those that cannot."""

import pytest

from kirmash.base.errors import Refused
from kirmash.mail.addresses import digests_of, readable, usable

GOOD = [
    ("chen@kirmash.example", "chen@kirmash.example"),
    ("  Chen.Li+fair@Kirmash.Example ", "Chen.Li+fair@kirmash.example"),
    ("info@выстава.бел", "info@xn--80aaeb7eg5d.xn--90ais"),
    ("info@straße.de", "info@xn--strae-oqa.de"),
    ("info@bücher.example", "info@xn--bcher-kva.example"),
    ("o'neil@a-b.co.uk", "o'neil@a-b.co.uk"),
]


@pytest.mark.parametrize(("written", "sent"), GOOD)
def test_an_address_goes_out_with_its_domain_in_latin_letters(written: str, sent: str) -> None:
    assert usable(written) == sent


BAD = [
    "", "chen", "@kirmash.example", "chen@", "chen@localhost", "chen@127.0.0.1", "chen@[127.0.0.1]",
    "chen@exa mple.org", "che n@kirmash.example", "chen@kirmash..example", "chen@-kirmash.example",
    "chen@kirmash.example.", ".chen@kirmash.example", "chen.@kirmash.example", "ch..en@kirmash.example",
    '"chen"@kirmash.example', "chen@li@kirmash.example", "Chen <chen@kirmash.example>",
    "chen@kirmash.example,li@kirmash.example", "chen@kirmash.example\nBcc: all@kirmash.example",
    "chen@kirmash.example\r\nSubject: x", "chen@kir\0mash.example", "chen@kirmash.example%0aBcc:x@y.zz",
    f"{'c' * 65}@kirmash.example", f"chen@{'k.' * 130}example", "chen@kirmash_fair.example",
    "<script>@kirmash.example",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(Refused) as refused:
        usable(address)

    assert refused.value.code == "address-is-none"
    assert str(refused.value).endswith("is no mail address.")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("address", ["анна@kirmash.example", "jürgen@kirmash.example", "ў@выстава.бел"])
def test_a_name_beyond_latin_letters_before_the_at_is_refused_with_its_reason(address: str) -> None:
    with pytest.raises(Refused) as refused:
        usable(address)

    assert refused.value.code == "address-beyond-latin"
    assert address in str(refused.value)


def test_a_reader_sees_the_domain_in_the_letters_of_its_owner() -> None:
    assert readable("info@xn--80aaeb7eg5d.xn--90ais") == "info@выстава.бел"
    assert readable("info@xn--a.example") == "info@xn--a.example"


def test_one_address_in_two_spellings_has_one_hash_and_each_key_another() -> None:
    first = digests_of("Info@Выстава.бел", ["key", "old key"])

    assert first == digests_of("info@xn--80aaeb7eg5d.xn--90ais", ["key", "old key"])
    assert first[0] != first[1]
    assert digests_of("info@выстава.бел", ["old key"]) == first[1:]
