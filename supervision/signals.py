"""What supervision tells its own capabilities; each is sent inside the transaction of the act."""

from django.dispatch import Signal

letter_signed = Signal()  # letter
letter_served = Signal()  # letter: service counts from letter.served_on
letter_replied = Signal()  # letter
letter_closed = Signal()  # letter
letter_dropped = Signal()  # letter: withdrawn before the signature, or voided after it
rectification_verified = Signal()  # order
lead_ended = Signal()  # lead: registered elsewhere, unfounded, dissolved, transferred or banned
credit_record_moved = Signal()  # record: entered or withdrawn
penalty_moved = Signal()  # penalty: confirmed, corrected or withdrawn
credit_entry_moved = Signal()  # entry: listed, reset, removed or revoked
credit_removal_moved = Signal()  # removal: verified, decided or withdrawn
listing_case_moved = Signal()  # case: proposed, decided, stopped or withdrawn
