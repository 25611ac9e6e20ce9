"""What supervision tells its own capabilities; each is sent inside the transaction of the act."""

from django.dispatch import Signal

letter_signed = Signal()  # letter
letter_served = Signal()  # letter: service counts from letter.served_on
letter_replied = Signal()  # letter
letter_closed = Signal()  # letter
letter_dropped = Signal()  # letter: withdrawn before the signature, or voided after it
rectification_verified = Signal()  # order
lead_ended = Signal()  # lead: registered elsewhere, unfounded, dissolved, transferred or banned
