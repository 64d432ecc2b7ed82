"""The HTML of a mail inside a page of ours: in a frame that can run, load and send nothing."""

import base64
import hashlib
import re

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def framed(request: HttpRequest, html: str) -> HttpResponse:
    """Return the HTML of a mail under a policy of its own: only its own styles, only in a page of this site.

    Mail programs read styles at the elements and nowhere else for certain, so a mail cannot do without them; the
    frame allows those and the style sheets that the mail itself holds, named by their hashes.
    """
    hashes = [f"'sha256-{_hash(style)}'" for style in _STYLE.findall(html)]
    policy = {
        "default-src": [NONE],
        "style-src-attr": ["'unsafe-inline'"],
        "style-src-elem": hashes or [NONE],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": True,
    }
    response = HttpResponse(html)
    csp(policy)(lambda _request: response)(request)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
