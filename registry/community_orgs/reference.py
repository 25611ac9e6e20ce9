"""Kinds and conditions of registration, from config/community_orgs.py into rows. Safe to repeat: rows that a person
changed or ended stay as they are."""

import datetime

from django.conf import settings
from django.db import transaction

from registry.community_orgs.models import CommunityKind, RegistrationCondition

FROM = datetime.date(2016, 2, 6)  # the revision of the regulation on associations
NAMES = ("org_type", "alternative", "measure", "threshold", "label", "legal_source", "is_verified")


@transaction.atomic
def load_community_kinds() -> int:
    known = set(CommunityKind.objects.values_list("code", flat=True))
    rows = [
        CommunityKind(code=code, label=label, position=position)
        for position, (code, label) in enumerate(settings.COMMUNITY_KINDS)
        if code not in known
    ]
    return len(CommunityKind.objects.bulk_create(rows))


@transaction.atomic
def load_registration_conditions() -> int:
    known = set(RegistrationCondition.objects.values_list("org_type", "label"))
    rows = [
        RegistrationCondition(**dict(zip(NAMES, row, strict=True)), position=position, valid_from=FROM)
        for position, row in enumerate(settings.REGISTRATION_CONDITIONS)
        if (row[0], row[4]) not in known
    ]
    return len(RegistrationCondition.objects.bulk_create(rows))
