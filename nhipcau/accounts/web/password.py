"""User name and password, for staff and recruiters."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nhipcau.accounts import actions
from nhipcau.accounts.http import PUBLIC, SIGNED_IN, SignedInRequest, access
from nhipcau.accounts.web.forms import NewPassword, PasswordAgain, PasswordSignIn, PhoneForm


class SignIn(LoginView):  # type: ignore[misc]
    """One page with both ways in: seekers by phone, the others by name and password."""

    form_class = PasswordSignIn
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "phone_form": PhoneForm(), "after": context["redirect_field_value"] or ""}


class SignOut(LogoutView):  # type: ignore[misc]
    template_name = "accounts/sign_out.html"


class ProveByPassword(ReauthenticateView):  # type: ignore[misc]
    form_class = PasswordAgain
    template_name = "accounts/password_again.html"


sign_in = access(PUBLIC)(SignIn.as_view())
sign_out = access(PUBLIC)(SignOut.as_view())
prove_by_password = access(SIGNED_IN)(ProveByPassword.as_view())


@require_http_methods(["GET", "HEAD", "POST"])
@access(SIGNED_IN)
@never_cache
@sensitive_post_parameters()
@rate_limit(action="change_password")  # type: ignore[untyped-decorator]
def change(request: SignedInRequest) -> HttpResponse:
    """One's own password; the one that a manager handed over must be changed before any work."""
    if not request.user.has_usable_password():
        raise Http404
    form = NewPassword(request.POST or None, user=request.user)
    if form.is_valid():
        user = actions.change_password(user=request.user, password=form.cleaned_data["new"], now=timezone.now())
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. On every other device you are signed out."))
        return redirect(get_next_redirect_url(request, "next") or "home")
    return render(request, "accounts/change_password.html", {"form": form})
