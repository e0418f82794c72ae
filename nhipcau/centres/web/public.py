"""Where the centres are, when they are open and how they work. The law asks that everybody can read it."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import PUBLIC, SignedInRequest, access
from nhipcau.centres import actions, queries
from nhipcau.centres.web.forms import OnPapers, OwnSettings, PublicFacts


@require_safe
@access(PUBLIC)
def centres(request: HttpRequest) -> HttpResponse:
    return render(request, "centres/public.html", {"centres": list(queries.for_the_public())})


@require_http_methods(["GET", "HEAD", "POST"])
@access("centres.manage_staff")
def edit(request: SignedInRequest, centre_id: int) -> HttpResponse:
    centre = get_object_or_404(queries.managed_by(request.user), pk=centre_id)
    now_said = model_to_dict(centre)
    form = PublicFacts(request.POST or None, initial=now_said)
    papers = OnPapers(request.POST or None, initial=now_said)
    own = OwnSettings(request.POST or None, initial=now_said)
    if all([form.is_valid(), papers.is_valid(), own.is_valid()]):
        try:
            data = actions.CentreData(**form.cleaned_data, **papers.cleaned_data, **own.cleaned_data)
            actions.update_centre(centre=centre, data=data, by=request.user, now=timezone.now())
        except actions.CannotPublish as refusal:
            form.add_error("phone", refusal.reasons)
        else:
            messages.success(request, _("Saved. This is what everybody reads now."))
            return redirect("centres:public")
    context = {"form": form, "papers": papers, "own": own, "centre": centre}
    return render(request, "centres/edit.html", context)
