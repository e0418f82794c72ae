"""How an enterprise comes in by itself, without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.employers import actions
from nhipcau.employers.web.forms import SignUpForm
from nhipcau.foundation.clock import api as clock


@require_safe
@access(PUBLIC)
def welcome(request: HttpRequest) -> HttpResponse:
    return render(request, "employers/welcome.html")


@require_http_methods(["GET", "HEAD", "POST"])
@access(PUBLIC)
def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        centre = form.cleaned_data["centre"]
        try:
            actions.sign_up(data=form.data_said, account=form.account, centre=centre, now=clock.now())
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            words = _("Your enterprise is registered. %(centre)s will check it. Sign in to enter openings now.")
            messages.success(request, words % {"centre": centre.name})
            return redirect("account_login")
    return render(request, "employers/sign_up.html", {"form": form})
