"""The recruiter scans or types the code of a slip, and sees whom and what for."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Purpose, subjects_with_consent
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.crypto.codes import grouped, read_code
from nhipcau.matching import queries
from nhipcau.seekers.api import age_band, age_on, subject_of

ON_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@access("matching.receive_referral")
def received(request: SignedInRequest) -> HttpResponse:
    """Who was sent to one's enterprises, and a field for the code; a scanner may type the whole address of it."""
    typed = request.POST.get("code", "").strip()
    code = read_code(typed.rstrip("/").rsplit("/", 1)[-1])
    found = queries.referral_by_code(request.user, code) if code else None
    if found is not None:
        return redirect("matching:referral", found.code)
    wrong = _("No slip for your enterprise has this code. Check the 16 letters and digits.") if typed else ""
    shown = Paginator(queries.for_recruiter(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    agreed = subjects_with_consent({subject_of(one.seeker) for one in shown}, Purpose.SHARE_PROFILE)
    rows = [{"referral": one, "shares": subject_of(one.seeker) in agreed} for one in shown]
    page = {"page": shown, "rows": rows, "typed": typed, "wrong": wrong}
    return render(request, "matching/received.html", page, status=422 if wrong else 200)


@require_safe
@access("matching.receive_referral")
def referral(request: SignedInRequest, slip: str) -> HttpResponse:
    """Of one's own enterprise only; what the person does not share any more is not shown."""
    found = queries.referral_by_code(request.user, read_code(slip))
    if found is None:
        raise Http404
    page = {
        "referral": found,
        "seeker": found.seeker,
        "shares": bool(subjects_with_consent({subject_of(found.seeker)}, Purpose.SHARE_PROFILE)),
        "age_band": age_band(age_on(found.seeker, localdate(clock.now()))),
        "code": grouped(found.code),
    }
    return render(request, "matching/referral.html", page)
