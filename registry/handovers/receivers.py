"""What follows from events of other capabilities. Connected in RegistryConfig.ready."""

from django.dispatch import receiver

from registry.handovers import actions
from registry.signals import activation_code_used


@receiver(activation_code_used)
def _hand_over(sender, code, user_id, **kwargs):
    actions.welcome(code, user_id)
