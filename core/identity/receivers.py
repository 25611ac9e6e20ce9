"""What follows from allauth's and Django's own events. Connected in CoreConfig.ready."""

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver

from core.identity.middleware import session_digest
from core.identity.models import User


@receiver([password_changed, password_set])
def _duty_done(sender, request, user, **kwargs):
    User.objects.filter(pk=user.pk, must_change_password=True).update(must_change_password=False)
    _remember(request, user)


@receiver(user_logged_in)
def _latest_session(sender, request, user, **kwargs):
    _remember(request, user)


def _remember(request, user):
    """This session is the account's latest: earlier ones end at their next request."""
    if request is None or not hasattr(request, "session"):
        return
    if not request.session.session_key:
        request.session.save()
    User.objects.filter(pk=user.pk).update(session_key_digest=session_digest(request))


@receiver(post_save, sender=Authenticator)
def _codes_need_no_first_viewing(sender, instance, created, **kwargs):
    """allauth marks recovery codes as viewed when their page is opened; a GET here cannot write, so it is done now."""
    if created and instance.type == Authenticator.Type.RECOVERY_CODES:
        instance.wrap().mark_as_viewed()
