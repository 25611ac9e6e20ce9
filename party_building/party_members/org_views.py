"""The branch's own register, for its secretary; she reads it, the organ above keeps it."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.access import guards
from core.audit.actions import note_look
from party_building.party_members.models import PartyMember
from party_building.party_members.register import named
from party_building.party_members.tables import standing_pair


@require_GET
@never_cache
@guards.organization("own_party_members.view")
@named
def index(request):
    note_look(request, "party_members.view_list")
    rows = PartyMember.objects.visible_to(request.actor).members().select_related("person", "unit", "organization")
    held, taking_part = [], []
    for member in rows.order_by("unit__name", "person__pinyin", "pk"):
        (held if member.unit_id else taking_part).append({"member": member, "badge": standing_pair(member)})
    context = {"held": held, "taking_part": taking_part}
    return render(request, "party_building/party_members/org_list.html", context)
