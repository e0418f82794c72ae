"""The second factor: an authenticator app, and recovery codes on paper for the day the phone is lost."""

from typing import Any

from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from nhipcau.accounts.http import PUBLIC, SIGNED_IN, access, has_totp, record_method


def go_on(request: HttpRequest, name: str) -> str:
    """The address of a page that keeps in mind where the person wanted to go."""
    return str(passthrough_next_redirect_url(request, reverse(name), "next"))


class SetUp(ActivateTOTPView):  # type: ignore[misc]
    """Scan, type six digits, done: from here on this session counts as proved by two factors."""

    template_name = "accounts/set_up_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.has_usable_password()):
            raise Http404  # seekers have no factor to add
        if has_totp(request.user):
            return redirect(go_on(request, "mfa_reauthenticate"))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        record_method(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return answer

    def get_success_url(self) -> str:
        return go_on(self.request, "mfa_view_recovery_codes")


class Prove(AuthenticateView):  # type: ignore[misc]
    template_name = "accounts/factor.html"


class ProveAgain(ReauthenticateView):  # type: ignore[misc]
    template_name = "accounts/factor.html"


class Protection(IndexView):  # type: ignore[misc]
    template_name = "accounts/protection.html"


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        after = get_next_redirect_url(self.request, "next") or reverse("home")
        return {**super().get_context_data(**kwargs), "after": after}


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "accounts/new_recovery_codes.html"


class AnotherPhone(DeactivateTOTPView):  # type: ignore[misc]
    """The app moves to another phone: the old factor goes, and the next page sets up the new one."""

    template_name = "accounts/another_phone.html"
    success_url = reverse_lazy("mfa_activate_totp")


set_up = access(SIGNED_IN)(SetUp.as_view())
prove = access(PUBLIC)(Prove.as_view())
prove_again = access(SIGNED_IN)(ProveAgain.as_view())
protection = access(SIGNED_IN)(Protection.as_view())
recovery_codes = access(SIGNED_IN)(RecoveryCodes.as_view())
new_recovery_codes = access(SIGNED_IN)(NewRecoveryCodes.as_view())
another_phone = access(SIGNED_IN)(AnotherPhone.as_view())
