"""allauth's second-factor pages where they need more than its own: keys, and recovery codes that show once."""

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from core.access import guards
from core.identity import actions, keys
from core.identity.models import User


class _OneAtATime:
    """Two requests that each take away "the other" factor must not both find one left."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
            return super().post(request, *args, **kwargs)


class _SaysWhereKeysWork:
    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "why_no_keys": keys.why_not_here(self.request)}


class Index(_SaysWhereKeysWork, IndexView):
    pass


class SignIn(_SaysWhereKeysWork, AuthenticateView):
    """Shows the doors this account has: a code, a key or both. Recovery codes go in where codes go."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return {**context, "kinds": kinds}


@method_decorator(never_cache, name="dispatch")
class AddKey(_SaysWhereKeysWork, AddWebAuthnView):
    pass


class KeyList(_SaysWhereKeysWork, ListWebAuthnView):
    def get_queryset(self):
        return super().get_queryset().order_by("created_at", "pk")


class RenameKey(EditWebAuthnView):
    pass


class RemoveKey(_OneAtATime, RemoveWebAuthnView):
    """Staff keep at least one second factor; allauth asks that for authenticator apps only."""

    def form_valid(self, form):
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


class DeactivateTotp(_OneAtATime, DeactivateTOTPView):
    pass


class GenerateCodes(_OneAtATime, GenerateRecoveryCodesView):
    pass


class ConfirmByKey(_SaysWhereKeysWork, ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        return self.render_to_response({**self.get_context_data(), "form": form})


@never_cache
@guards.signed_in(own_account=True)
def recovery_codes(request):
    """How many are left; a POST shows a fresh set, once."""
    stored = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    if stored is None:
        messages.info(request, "还没有备用恢复码，请先启用身份验证器或登记安全密钥。")
        return redirect("mfa_index")
    if is_reauthentication_required(request, app="allauth.mfa"):
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
    shown = actions.show_recovery_codes(request.user, actor=request.actor) if request.method == "POST" else []
    wrapped = stored.wrap()
    context = {"codes": shown, "left": len(wrapped.get_unused_codes()), "was_shown": bool(shown) or wrapped.did_view}
    return render(request, "mfa/recovery_codes/index.html", context)
