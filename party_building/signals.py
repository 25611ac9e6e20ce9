"""What party building tells the apps above it, and its own capabilities. Nobody below knows of it."""

from django.dispatch import Signal

coverage_changed = Signal()  # organization_id: a coverage link began, ended or was put right
party_count_changed = Signal()  # organization_id
instructor_changed = Signal()  # organization_id: an instructor was sent, called back, or has visited
