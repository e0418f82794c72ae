"""The first page: find work, the next fair, and the way in for everybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nhipcau.accounts.api import PUBLIC, access
from nhipcau.foundation.clock import api as clock
from nhipcau.site import front


@access(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    if front.works_here(request.user):
        return redirect("desk")
    return render(request, "site/home.html", front.page_for(request.user, now=clock.now()))


@access(PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and how a person sees or withdraws it."""
    return render(request, "site/privacy.html")


@access(PUBLIC)
def hours(request: HttpRequest) -> HttpResponse:
    """Opening hours and how we work, which the law wants to be easy to find: they stand with the centres."""
    return redirect("centres:public")
