"""The interface to an SMS gateway, and the back ends that need none."""

import logging
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


class SmsBackend(Protocol):
    def send(self, phone: str, text: str, *, reference: str) -> None:
        """Hand over one message; raise on refusal. `reference` is the same for every attempt at one message."""


class ConsoleBackend:
    """Prints that a message would go out, with the number masked."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        print(f"[SMS {reference}] {phone[:3]}****{phone[-4:]} {text}")


class LogBackend:
    """One log line per message, without the number."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        logger.info("sms sent", extra={"reference": reference})


def backend() -> SmsBackend:
    return import_string(settings.SMS_BACKEND)()
