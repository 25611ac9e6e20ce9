"""Where allauth asks the portal: closed sign-up, whose address, second-factor secrets encrypted at rest."""

import base64
import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from core.access.addresses import client_ip
from core.access.middleware import seats_of
from core.privacy import sealing

BOUND_TO = "mfa.Authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "该账号已停用，请联系系统管理员。",
        "username_password_mismatch": "用户名或密码不正确。",
        "too_many_login_attempts": "登录尝试过于频繁，请稍后再试。",
        "enter_current_password": "请输入当前密码。",
        "incorrect_password": "密码不正确。",
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_ip(request)

    def pre_authenticate(self, request, **credentials):
        """axes counts failures per account, with its own page; here only the address is limited.

        allauth's `login_failed` stays for what axes never sees: wrong second factors, per account.
        """
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", action="password_by_address")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Signing in counts as well: whoever typed the password a moment ago is not asked for it again to enrol."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > since for record in records)

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def send_notification_mail(self, *args, **kwargs):
        """Security notices go through the portal's own outbox, never straight to a mail server."""


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不正确，请核对手机时间后重新输入。",
        "cannot_delete_authenticator": "管理端账号必须使用双因素登录，不能自行停用；更换手机请联系系统管理员重置。",
        "cannot_generate_recovery_codes": "请先启用身份验证器，再生成备用码。",
    }

    def get_totp_label(self, user):
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(text, bound_to=BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(base64.b64decode(encrypted_text), bound_to=BOUND_TO)

    def can_delete_authenticator(self, authenticator) -> bool:
        """Staff cannot sign out of the second factor themselves; that takes two administrators."""
        return not needs_second_factor(seats_of(authenticator.user))


def needs_second_factor(seats) -> bool:
    """Whether an account with these seats must use a second factor, whichever seat it sits in now."""
    return settings.STAFF_MFA_REQUIRED and any(seat.is_staff_side for seat in seats)
