"""Addresses of signing in. Those that the library looks up keep its names; what is not here does not exist."""

from allauth.account.views import account_inactive
from django.urls import include, path

from nhipcau.accounts.http import PUBLIC, access
from nhipcau.accounts.web import factor, password, phone

own = (
    [
        path("dien-thoai/", phone.number, name="phone"),
        path("ma/", phone.code, name="code"),
        path("ma-moi/", phone.again, name="again"),
    ],
    "accounts",
)
closed = access(PUBLIC)(account_inactive.view_class.as_view(template_name="accounts/closed.html"))
urlpatterns = [
    path("", include(own)),
    path("vao/", password.sign_in, name="account_login"),
    path("ra/", password.sign_out, name="account_logout"),
    path("da-dong/", closed, name="account_inactive"),
    path("mat-khau/", password.change, name="account_change_password"),
    path("mat-khau/lai/", password.prove_by_password, name="account_reauthenticate"),
    path("bao-ve/", factor.protection, name="mfa_index"),
    path("buoc-hai/", factor.prove, name="mfa_authenticate"),
    path("buoc-hai/lai/", factor.prove_again, name="mfa_reauthenticate"),
    path("buoc-hai/them/", factor.set_up, name="mfa_activate_totp"),
    path("buoc-hai/may-khac/", factor.another_phone, name="mfa_deactivate_totp"),
    path("ma-du-phong/", factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/moi/", factor.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
