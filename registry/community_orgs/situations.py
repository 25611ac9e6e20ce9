"""What filed groups contribute to the page of a registered organization."""

import datetime

from django.urls import reverse

from core import clock
from registry.community_orgs.models import CommunityOrganization


def timeline(organization, day: datetime.date) -> list[dict]:
    """That it grew out of a filed group. One query."""
    group = CommunityOrganization.objects.filter(registered_as=organization, closed_on__lte=day).first()
    if group is None:
        return []
    return [
        {
            "title": "由社区社会组织转为登记",
            "at": clock.start_of(group.closed_on),
            "who": group.filing_no,
            "text": f"原备案名称：{group.name}，{group.filed_on:%Y-%m-%d}备案",
            "tone": "ok",
            "url": reverse("staff:community_orgs:detail", args=[group.pk]),
            "is_day": True,
        }
    ]
