"""The tour of a role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kirmash.desk.queries.person import role_now
from kirmash.desk.queries.tours import KEY, TOURS, tour_of


@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """Begin the tour of one's role, go on, go back, or end it."""
    role, step = role_now(request), request.POST.get("step", "")
    at = request.session.get(KEY) or {"role": str(role), "stop": -1}
    moves = {"begin": 0, "on": at["stop"] + 1, "back": at["stop"] - 1}
    is_over = step not in moves or role is None or moves[step] >= len(TOURS[at["role"]])
    if is_over:
        request.session.pop(KEY, None)
        return redirect("home")
    request.session[KEY] = {"role": str(role) if step == "begin" else at["role"], "stop": max(moves[step], 0)}
    stop = tour_of(request)
    return redirect(stop.url if stop else "home")
