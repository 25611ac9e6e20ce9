"""What follows from events of other capabilities. Connected in RegistryConfig.ready."""

from django.dispatch import receiver

from registry.annual_reports.actions import inviting
from registry.signals import activation_code_used


@receiver(activation_code_used)
def _let_in(sender, code, user_id, **kwargs):
    inviting.welcome(code, user_id)
