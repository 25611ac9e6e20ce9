"""Who reaches a member: the organ that leads her unit or her employer, and the branch itself; no registry post."""

from django.db.models import Exists, OuterRef, Q

from core.access.scope import Scope, ScopedQuerySet, ScopeKind
from core.dated.models import DatedQuerySet
from party_building.party_units.models import PartyUnit


class PartyMemberQuerySet(ScopedQuerySet):
    def within(self, scope: Scope):
        """By unit, by functional unit in which she takes part, and for the party line by employer."""
        if scope.kind == ScopeKind.ALL:
            return self.all()
        if scope.kind not in (ScopeKind.PARTY, ScopeKind.ORGANIZATION):
            return self.none()
        units = PartyUnit.objects.within(scope).values("pk")
        taking_part = self.model._meta.get_field("participations").related_model.objects.filter(
            member=OuterRef("pk"), unit__in=units, valid_to=None
        )
        reached = Q(unit__in=units) | Exists(taking_part)
        if scope.kind == ScopeKind.PARTY:
            reached |= Q(organization__party_superior__in=scope.ids)
        return self.filter(reached)

    def members(self):
        """Without those whose membership ended."""
        return self.exclude(standing="")


class MemberQuerySet(ScopedQuerySet):
    """Rows of a member: reached as she is."""

    def within(self, scope: Scope):
        if scope.kind == ScopeKind.ALL:
            return self.all()
        members = self.model._meta.get_field("member").related_model.objects.within(scope)
        return self.filter(member__in=members.values("pk"))


class MemberFactQuerySet(MemberQuerySet, DatedQuerySet):
    """Dated rows of a member: `on(day)`, first and last day included."""
