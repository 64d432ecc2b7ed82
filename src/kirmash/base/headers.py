"""The headers of every answer that neither Django nor the content policy sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: What no page of the site asks a browser for.
SWITCHED_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in SWITCHED_OFF)


class HeadersMiddleware:
    """Sets what a browser may use, who may embed an answer, and that what is shown to an account is not kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers; what a view set itself stays."""
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        person = getattr(request, "user", None)
        if person is not None and person.is_authenticated:
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer
