"""Member enterprises follow the division they sit in."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow
from registry.members.models import MemberEnterprise


class Enterprises(Mover):
    label, unit = "会员企业", "家"
    moves = ("registry.MemberEnterprise.region",)

    def count_regions(self, old, day):
        return MemberEnterprise.objects.alive().filter(region__in=old).count()

    def move_regions(self, change: Change) -> int:
        return follow(MemberEnterprise.objects.all(), "region", change, version=F("version") + 1)
