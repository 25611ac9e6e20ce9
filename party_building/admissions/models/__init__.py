"""Admissions, the catalogue of their steps and periods, and the yearly plan."""

from party_building.admissions.models.admissions import Admission, AdmissionContact, AdmissionNote, AdmissionRecord
from party_building.admissions.models.catalogue import AdmissionPeriod, AdmissionStep
from party_building.admissions.models.quotas import AdmissionQuota

__all__ = [
    "Admission",
    "AdmissionContact",
    "AdmissionNote",
    "AdmissionPeriod",
    "AdmissionQuota",
    "AdmissionRecord",
    "AdmissionStep",
]
