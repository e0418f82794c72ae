"""Forms of signing in. Each asks one thing."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as FactorReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.accounts.models import User
from nhipcau.accounts.web.adapters import WRONG_CODE

CODE_LOOKS = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "input code-input", "maxlength": "12"}
ANY_STEP = 90  # seconds: a code of the app is taken one step early or late, each step lasts thirty


def asked_plainly(field: forms.Field, label: Any, *, hint: Any = "") -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.setdefault("class", "input")


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=24,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "input", "maxlength": "24"}
        ),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The six digits"),
        max_length=12,
        widget=forms.TextInput(attrs={**CODE_LOOKS, "autofocus": True}),
    )
    keep = forms.BooleanField(label=gettext_lazy("This is my own phone: keep me signed in for 30 days"), required=False)


class PasswordSignIn(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_plainly(self.fields["login"], _("User name"))
        asked_plainly(self.fields["password"], _("Password"))


class PasswordAgain(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_plainly(self.fields["password"], _("Password"))


class OncePerCode:
    """A code that was read over a shoulder opens nothing a second time, for as long as it would be taken."""

    fields: dict[str, forms.Field]
    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_plainly(self.fields["code"], _("Six digits from the app, or a recovery code"))
        self.fields["code"].widget.attrs.update({**CODE_LOOKS, "autofocus": True})

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        digits = "".join(filter(str.isalnum, code))
        if not cache.add(f"factor-code-used:{self.user.pk}:{digits}", True, timeout=ANY_STEP):
            raise ValidationError(WRONG_CODE)
        return code


class FactorForm(OncePerCode, AuthenticateForm):  # type: ignore[misc]
    pass


class FactorAgainForm(OncePerCode, FactorReauthenticateForm):  # type: ignore[misc]
    pass


class FirstFactorForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_plainly(self.fields["code"], _("Six digits from the app"))
        self.fields["code"].widget.attrs.update(CODE_LOOKS)


def password_field(label: Any, *, name: str) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": name, "class": "input"})
    )


class NewPassword(forms.Form):
    old = password_field(gettext_lazy("The password you have now"), name="current-password")
    new = password_field(gettext_lazy("New password"), name="new-password")
    again = password_field(gettext_lazy("New password once more"), name="new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = _("At least ten characters. Three or four words together are easy to remember.")

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(_("This is not your password."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        if new == self.cleaned_data.get("old"):
            raise ValidationError(_("This is the password you have already. Please choose another."))
        return new

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return data
