"""What the kernel says to the apps above it; received in their receivers.py."""

from django.dispatch import Signal

# A step was taken on rows of a write-off list: `book`. Inside the transaction of the step.
write_off_rows_changed = Signal()
