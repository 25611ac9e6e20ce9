"""What follows from events of other capabilities. Connected in RegistryConfig.ready."""

from django.dispatch import receiver

from registry.approvals.actions import settle_duties
from registry.signals import activation_code_used, certificate_issued, officer_appointed


@receiver(activation_code_used)
def _account_is_open(sender, code, user_id, **kwargs):
    settle_duties([code.organization_id])


@receiver(officer_appointed)
def _an_officer_is_known(sender, post, **kwargs):
    settle_duties([post.organization_id])


@receiver(certificate_issued)
def _a_certificate_is_there(sender, certificate, **kwargs):
    settle_duties([certificate.organization_id])
