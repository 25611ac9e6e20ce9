"""The closed set of sign-in pages. What allauth offers beyond it (sign-up, e-mail, social) has no route.

allauth's views check the sign-in themselves; the rule here says who may call them, for the architecture test.
"""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.urls import include, path

from core.identity import public_views, second_factor_views, staff_views


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
    path("sessions/", public_views.sessions, name="account_sessions"),
    path("sessions/end-others/", public_views.end_other_sessions, name="account_end_other_sessions"),
    path("sessions/<int:pk>/end/", public_views.end_session, name="account_end_session"),
    path("2fa/", _rule(second_factor_views.Index.as_view(), "signed_in"), name="mfa_index"),
    path("2fa/authenticate/", _rule(second_factor_views.SignIn.as_view(), "public"), name="mfa_authenticate"),
    path("2fa/reauthenticate/", _rule(mfa.reauthenticate, "signed_in"), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", _rule(totp.activate_totp, "signed_in"), name="mfa_activate_totp"),
    path(
        "2fa/totp/deactivate/",
        _rule(second_factor_views.DeactivateTotp.as_view(), "signed_in"),
        name="mfa_deactivate_totp",
    ),
    path("2fa/recovery-codes/", second_factor_views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        _rule(second_factor_views.GenerateCodes.as_view(), "signed_in"),
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/keys/", _rule(second_factor_views.KeyList.as_view(), "signed_in"), name="mfa_list_webauthn"),
    path("2fa/keys/add/", _rule(second_factor_views.AddKey.as_view(), "signed_in"), name="mfa_add_webauthn"),
    path(
        "2fa/keys/reauthenticate/",
        _rule(second_factor_views.ConfirmByKey.as_view(), "signed_in"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/keys/<int:pk>/rename/",
        _rule(second_factor_views.RenameKey.as_view(), "signed_in"),
        name="mfa_edit_webauthn",
    ),
    path(
        "2fa/keys/<int:pk>/remove/",
        _rule(second_factor_views.RemoveKey.as_view(), "signed_in"),
        name="mfa_remove_webauthn",
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
    path("<int:pk>/end-sessions/", staff_views.end_sessions, name="end_sessions"),
    path("<int:pk>/unlock/", staff_views.unlock, name="unlock"),
    path("<int:pk>/request-reset/", staff_views.request_reset, name="request_reset"),
]
