"""Where allauth asks the portal: closed sign-up, whose address, second-factor secrets encrypted at rest."""

import base64
import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from core.access.addresses import client_ip
from core.access.middleware import seats_of
from core.identity.keys import KINDS
from core.privacy import sealing

BOUND_TO = "mfa.Authenticator.data"
CONFIRM_WORDS = {
    "reauthenticate": "输入密码",
    "mfa_reauthenticate": "输入动态验证码或备用恢复码",
    "mfa_reauthenticate:webauthn": "使用安全密钥",
}


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

    def get_reauthentication_methods(self, user):
        """allauth's, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [
            {**method, "description": CONFIRM_WORDS.get(method["id"], method["description"])} for method in methods
        ]

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def send_notification_mail(self, *args, **kwargs):
        """Security notices go through the portal's own outbox, never straight to a mail server."""


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不正确，请核对手机时间后重新输入。",
        "cannot_delete_authenticator": "管理端账号须至少保留一种双因素方式，不能自行停用最后一种。"
        "请先添加另一种；手机或密钥遗失的，请联系系统管理员重置。",
        "cannot_generate_recovery_codes": "请先启用身份验证器或登记安全密钥，再生成备用恢复码。",
    }

    def get_totp_label(self, user):
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(text, bound_to=BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(base64.b64decode(encrypted_text), bound_to=BOUND_TO)

    def can_delete_authenticator(self, authenticator) -> bool:
        """Staff cannot drop their last second factor themselves; that takes two administrators."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=KINDS).exclude(pk=authenticator.pk)
        return others.exists() or not needs_second_factor(seats_of(authenticator.user))

    def generate_authenticator_name(self, user, type) -> str:
        return f"安全密钥 {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.PORTAL_NAME}

    def get_public_key_credential_user_entity(self, user) -> dict:
        return {**super().get_public_key_credential_user_entity(user), "name": user.get_username()}


def needs_second_factor(seats) -> bool:
    """Whether an account with these seats must use a second factor, whichever seat it sits in now."""
    return settings.STAFF_MFA_REQUIRED and any(seat.is_staff_side for seat in seats)
