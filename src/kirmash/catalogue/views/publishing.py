"""The page on which staff open a catalogue to everybody, and close it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kirmash.base.access import fair_word, requires
from kirmash.base.errors import Refused
from kirmash.base.models import Account
from kirmash.base.texts import choose
from kirmash.catalogue.actions import close_catalogue, publish_catalogue
from kirmash.catalogue.forms import PublishForm
from kirmash.catalogue.rights import PUBLISH_CATALOGUE
from kirmash.exhibition.models.fair import Fair


@requires(PUBLISH_CATALOGUE, of=fair_word)
def publishing(request: HttpRequest, key: str) -> HttpResponse:
    """Show whether a catalogue is published and what follows; publish or close it."""
    fair = get_object_or_404(Fair, key=key)
    stored = {"licence": fair.catalogue_licence, "attribution": fair.catalogue_attribution}
    form = PublishForm(request.POST or None, initial=stored)
    if request.method == "POST" and (request.POST.get("step") == "close" or form.is_valid()):
        account = request.user if isinstance(request.user, Account) else None
        try:
            if request.POST.get("step") == "close":
                close_catalogue(fair=fair, account=account)
                messages.success(request, _("The catalogue is closed. Copies that others keep may last a minute."))
            else:
                publish_catalogue(fair=fair, published_on=timezone.now().date(), account=account, **form.cleaned_data)
                messages.success(request, _("The catalogue is published. Everybody can see it now."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("catalogue-publishing", key=key)
    counted = fair.exhibitors.count()
    values = {"fair": fair, "name": choose(fair.names), "form": form, "exhibitors": counted}
    return render(request, "catalogue/publishing.html", values)
