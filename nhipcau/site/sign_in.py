"""How sign-in codes leave, and where people come after signing in. Named in settings, so accounts knows neither."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from nhipcau.accounts.api import words_of_code
from nhipcau.accounts.web.adapters import SignInAdapter
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage


class Adapter(SignInAdapter):
    def send_verification_code_sms(self, user: AbstractBaseUser | None, phone: str, code: str, **_more: Any) -> bool:
        message = messaging.send_sms(to=phone, words=words_of_code(code), purpose="sign-in", now=timezone.now())
        return message.state == SmsMessage.State.SENT

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who came by phone looks for work: to their own things. The others to their work."""
        by_phone = request.user.is_authenticated and not request.user.has_usable_password()
        return reverse("seekers:me" if by_phone else "home")
