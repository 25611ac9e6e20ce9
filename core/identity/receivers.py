"""What follows from allauth's and Django's own events. Connected in CoreConfig.ready."""

from allauth.account.signals import password_changed, password_set
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core import audit
from core.access.actor import NOBODY, Actor
from core.access.middleware import seats_of
from core.identity.devices import digest
from core.identity.models import LastSeat, User


@receiver([password_changed, password_set])
def _duty_done(sender, request, user, **kwargs):
    User.objects.filter(pk=user.pk, must_change_password=True).update(must_change_password=False)
    _remember(request, user)


@receiver(user_logged_in)
def _latest_session(sender, request, user, **kwargs):
    _remember(request, user)
    _sit_down(request, user)


def _sit_down(request, user):
    """Where she sat last, else in the first seat; said in the session, so that a seat that ends is noticed."""
    keys = [seat.seat_key for seat in seats_of(user)]
    last = LastSeat.objects.filter(user=user, seat_key__in=keys).values_list("seat_key", flat=True).first()
    if keys and hasattr(request, "session"):
        request.session["seat"] = last or keys[0]


def _remember(request, user):
    """This session is the account's latest: earlier ones end at their next request."""
    if request is None or not hasattr(request, "session"):
        return
    if not request.session.session_key:
        request.session.save()
    User.objects.filter(pk=user.pk).update(session_key_digest=digest(request.session.session_key))


@receiver(post_save, sender=Authenticator)
def _second_factor_added(sender, instance, created, **kwargs):
    if created:
        audit.record("second_factor.add", actor=_acting(), subject=instance.user, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def _second_factor_removed(sender, instance, **kwargs):
    audit.record("second_factor.remove", actor=_acting(), subject=instance.user, kind=instance.type)


@receiver(authenticator_used)
def _recovery_code_used(sender, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        audit.record("second_factor.use_code", actor=Actor(user_id=user.pk), subject=user)


def _acting() -> Actor:
    """Whoever sends the request that is being answered; nobody in a command."""
    return getattr(context.request, "actor", NOBODY)
