"""Instructors, where they are sent, what they did there, and how their unit judged the year."""

from party_building.instructors.models.dispatches import Dispatch
from party_building.instructors.models.pool import Instructor, InstructorAppraisal
from party_building.instructors.models.visits import Visit

__all__ = ["InstructorAppraisal", "Dispatch", "Instructor", "Visit"]
