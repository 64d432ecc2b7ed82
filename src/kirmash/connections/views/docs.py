"""Pages about the API: its description, a console to try it, what each problem means."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kirmash.base.api.problems import PROBLEMS, status_of, title_of
from kirmash.base.api.reference import Schema, operations_of
from kirmash.base.errors import SENTENCES
from kirmash.connections.models import Scope


def reference(request: HttpRequest, document: Schema) -> HttpResponse:
    """Show the description of the API as a page that needs no JavaScript."""
    values = {"groups": operations_of(document), "info": document["info"], "scopes": list(Scope)}
    return render(request, "connections/docs.html", values)


@login_not_required
@require_safe
def console(request: HttpRequest) -> HttpResponse:
    """Let a person try the API in the browser."""
    return render(request, "connections/console.html")


@login_not_required
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """List every problem that the API may answer with."""
    rows = [(code, status_of(code), title_of(code)) for code in [*PROBLEMS, *SENTENCES]]
    return render(request, "connections/problems.html", {"rows": rows})


@login_not_required
@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one problem means."""
    if code not in PROBLEMS and code not in SENTENCES:
        raise Http404
    values = {"code": code, "status": status_of(code), "title": title_of(code), "is_refusal": code in SENTENCES}
    return render(request, "connections/problem.html", values)
