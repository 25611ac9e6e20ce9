"""Tables of letters: their kinds and texts, the letters themselves, how they were brought."""

from supervision.letters.models.deliveries import ElectronicConsent, LetterDelivery
from supervision.letters.models.kinds import LetterKind, LetterSeries, LetterTemplate, ServicePeriod
from supervision.letters.models.letters import Countersign, Letter, LetterReply

__all__ = [
    "Countersign",
    "ElectronicConsent",
    "Letter",
    "LetterDelivery",
    "LetterKind",
    "LetterReply",
    "LetterSeries",
    "LetterTemplate",
    "ServicePeriod",
]
