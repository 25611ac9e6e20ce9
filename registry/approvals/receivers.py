"""What follows from events of other capabilities. Connected in RegistryConfig.ready."""

from django.dispatch import receiver

from registry.approvals.actions import settle_duties
from registry.signals import activation_code_used


@receiver(activation_code_used)
def _account_is_open(sender, code, user_id, **kwargs):
    settle_duties([code.organization_id])
