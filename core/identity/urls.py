"""The closed set of sign-in pages. What allauth offers beyond it (sign-up, e-mail, social) has no route.

allauth's views check the sign-in themselves; the rule here says who may call them, for the architecture test.
"""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from core.identity import public_views, staff_views


def _rule(view, rule: str):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    wrapper.access_rule = (rule, None)
    return wrapper


accounts = [
    path("login/", _rule(account.login, "public"), name="account_login"),
    path("logout/", _rule(account.logout, "public"), name="account_logout"),
    path("inactive/", _rule(account.account_inactive, "public"), name="account_inactive"),
    path("start/", public_views.start, name="account_start"),
    path("reauthenticate/", _rule(account.reauthenticate, "signed_in"), name="account_reauthenticate"),
    path("password/change/", _rule(account.password_change, "signed_in"), name="account_change_password"),
    path("2fa/", _rule(mfa.index, "signed_in"), name="mfa_index"),
    path("2fa/authenticate/", _rule(mfa.authenticate, "public"), name="mfa_authenticate"),
    path("2fa/reauthenticate/", _rule(mfa.reauthenticate, "signed_in"), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", _rule(totp.activate_totp, "signed_in"), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", _rule(totp.deactivate_totp, "signed_in"), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        _rule(recovery_codes.view_recovery_codes, "signed_in"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        _rule(recovery_codes.generate_recovery_codes, "signed_in"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        _rule(recovery_codes.download_recovery_codes, "signed_in"),
        name="mfa_download_recovery_codes",
    ),
]
resets = [
    path("", staff_views.resets, name="list"),
    path("<int:pk>/approve/", staff_views.approve_reset, name="approve"),
    path("<int:pk>/refuse/", staff_views.refuse_reset, name="refuse"),
]
staff = [
    path("", staff_views.list_accounts, name="list"),
    path("new/", staff_views.create, name="create"),
    path("resets/", include((resets, "resets"))),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/issue-key/", staff_views.issue_key, name="issue_key"),
    path("<int:pk>/lock/", staff_views.lock, name="lock"),
    path("<int:pk>/unlock/", staff_views.unlock, name="unlock"),
    path("<int:pk>/request-reset/", staff_views.request_reset, name="request_reset"),
]
