"""allauth's second-factor forms with our words, and closed to answers that no key ever gave."""

import base64
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms

from core.privacy import sealing

LONGEST_ANSWER = 20_000  # characters; what a key says takes two thousand
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, InvalidSignature)
_REFUSED = "没有通过安全密钥验证。请重新插入或靠近密钥，再试一次。"


@contextmanager
def _one_sentence():
    """Whatever is wrong with an answer (forged, stale, of another key), the person reads the same."""
    try:
        yield
    except forms.ValidationError as error:
        if error.code == "incorrect_code":
            raise forms.ValidationError(_REFUSED, code="key_refused") from error
        raise
    except _MALFORMED as error:
        raise forms.ValidationError(_REFUSED, code="key_refused") from error


class _CredentialField(forms.JSONField):
    """What a key answered. It is good for one attempt: the page never gives it back."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(label="安全密钥", required=True)
        self.error_messages |= {"required": "没有收到安全密钥的应答，请点按钮重试。", "invalid": _REFUSED}

    def to_python(self, value):
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise forms.ValidationError(_REFUSED, code="key_refused")
        with _one_sentence():  # a number of five thousand digits is no JSON either
            return super().to_python(value)

    def bound_data(self, data, initial):
        return None

    def prepare_value(self, value):
        return ""


class _NameField(forms.CharField):
    def __init__(self):
        super().__init__(
            label="名称",
            max_length=30,
            help_text="便于区分，如“办公室密钥”。",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class AddKeyForm(AddWebAuthnForm):
    credential = _CredentialField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = _NameField()
        self.fields["name"].required = False  # the key was asked already; clean_name finds a name
        self.order_fields(["name", "credential"])

    def clean(self):
        with _one_sentence():
            return super().clean()


class RenameKeyForm(EditWebAuthnForm):
    name = _NameField()


class SignInByKeyForm(AuthenticateWebAuthnForm):
    credential = _CredentialField()

    def clean_credential(self):
        with _one_sentence():
            return super().clean_credential()


class ConfirmByKeyForm(ReauthenticateWebAuthnForm):
    credential = _CredentialField()

    def clean_credential(self):
        with _one_sentence():
            return super().clean_credential()


def _code_field(label: str) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))


class SignInByCodeForm(AuthenticateForm):
    code = _code_field("动态验证码或备用恢复码")


class ConfirmByCodeForm(ReauthenticateForm):
    code = _code_field("动态验证码或备用恢复码")


class ActivateTotpForm(ActivateTOTPForm):
    """The secret waits in the session for its first code, sealed: the session table holds nothing readable."""

    code = _code_field("6 位动态验证码")

    def __init__(self, *args, **kwargs):
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = self._pending() if self.is_bound else None
        if not self.secret:
            self.secret = totp.generate_totp_secret()
            sealed = sealing.seal(self.secret, bound_to=self._place)
            context.request.session[totp.SECRET_SESSION_KEY] = base64.b64encode(sealed).decode()

    @property
    def _place(self) -> str:
        return f"session.{totp.SECRET_SESSION_KEY}.{self.user.pk}"

    def _pending(self) -> str | None:
        stored = context.request.session.get(totp.SECRET_SESSION_KEY)
        try:
            return sealing.unseal(base64.b64decode(stored), bound_to=self._place) if stored else None
        except (sealing.CannotOpen, ValueError):
            return None
