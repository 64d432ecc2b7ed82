"""The links to the other pages of a list."""

import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("", ["?page=1", "?page=3"]),
        ("?", ["?page=1", "?page=3"]),
        ("?q=a%26b", ["?q=a%26b&amp;page=1", "?q=a%26b&amp;page=3"]),
    ],
)
def test_the_other_pages_keep_the_question(address: str, links: list[str]) -> None:
    page = Paginator(range(25), 10).get_page(2)

    html = render_to_string("parts/pages.html", {"page": page, "address": address})

    assert re.findall(r'href="([^"]*)"', html) == links
