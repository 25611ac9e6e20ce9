"""What answers for the columns that exist."""

import datetime

from django.db.models import Exists, OuterRef, Q

from core import clock
from core.obligations.models import ObligationState
from core.pages.navigation import row_address
from party_building.party_units.models import CoverageLink
from party_building.six_syncs.queries import SyncSource, Why
from party_building.training.models import ClassSignUp
from party_building.training.queries import year_of
from registry.annual_reports import queries as reports
from registry.annual_reports.models import ReportObligation, ReviewOpinion
from registry.annual_reports.states import OpinionKind
from registry.approvals.models import PushDuty
from registry.approvals.states import DutyKind
from registry.charters.models import CharterVersion
from registry.reelections.models import ReelectionOpinion
from registry.reelections.states import OpinionState, Side


def _of(rows) -> Q:
    return Q(pk__in=rows.values("organization"))


class AtRegistration(SyncSource):
    """A party organ covers it, or the duty that its registration left (organ set up or instructor sent) was met.

    A re-election or a change within the term belongs to this column too: where the party organ was heard, that is said
    of an organization of which nothing else is known.
    """

    @staticmethod
    def _duties(day):
        return PushDuty.objects.filter(kind=DutyKind.PARTY, push__decided_on__lte=day)

    def not_due(self, day):
        """Registered a short while ago: the days for it are not over, and nothing was done yet."""
        running = self._duties(day).filter(due_on__gte=day).exclude(done_on__lte=day)
        return _of(running) & ~_of(CoverageLink.objects.on(day))

    def done(self, day):
        return _of(CoverageLink.objects.on(day)) | _of(self._duties(day).filter(done_on__lte=day))

    def why(self, ids, day):
        duties = self._duties(day).filter(organization__in=ids)
        found = self._heard(ids, day)
        for duty in duties:
            if duty.done_on and duty.done_on <= day:
                found[duty.organization_id] = Why(duty.evidence, duty.done_on)
            elif duty.due_on:
                found[duty.organization_id] = Why("登记后续事项：建立党组织或选派党建指导员，时限如所示", duty.due_on)
        links = CoverageLink.objects.on(day).filter(organization__in=ids).select_related("unit")
        for link in links.order_by("-is_functional", "-valid_from"):
            url = row_address("staff:party_units:detail", link.unit_id)
            found[link.organization_id] = Why(
                f"由{link.unit.name}覆盖（{link.get_kind_display()}）", link.valid_from, url
            )
        return found

    @staticmethod
    def _heard(ids, day) -> dict[int, Why]:
        """Chains in which the party organ gave its opinion on the candidates; never what it said."""
        heard = ReelectionOpinion.objects.filter(
            side=Side.PARTY, state=OpinionState.GIVEN, answered_on__lte=day, reelection__organization__in=ids
        )
        rows = heard.select_related("reelection").order_by("answered_on", "pk")
        return {
            one.reelection.organization_id: Why(
                f"{one.reelection.get_kind_display()}时同步征求党建工作机构意见", one.answered_on
            )
            for one in rows
        }


class InCharter(SyncSource):
    """The approved charter of the day has the party clause (党建入章)."""

    def done(self, day):
        return _of(CharterVersion.objects.on(day).filter(has_party_clause=True))

    def unknown(self, day):
        return ~_of(CharterVersion.objects.on(day))

    def why(self, ids, day):
        words = {True: "载有党建条款", False: "没有党建条款"}
        return {
            one.organization_id: Why(f"{one}核准，{words[one.has_party_clause]}", one.approved_on)
            for one in CharterVersion.objects.on(day).filter(organization__in=ids)
        }


class InAnnualReport(SyncSource):
    """The latest report that was due before the day is accepted and declares its party section."""

    @staticmethod
    def _asked(day):
        """The latest report year whose date has passed for somebody, as a subquery."""
        return ReportObligation.objects.filter(due_on__lt=day).order_by("-year").values("year")[:1]

    def _owed(self, day):
        return reports.owed(ReportObligation.objects.filter(year__in=self._asked(day)), day)

    def _accepted(self, day):
        return ReviewOpinion.objects.filter(
            kind=OpinionKind.ACCEPTED, at__lt=clock.end_of(day), submission__content__sections__party__isnull=False
        )

    def not_due(self, day):
        return ~_of(self._owed(day)) | _of(self._owed(day).filter(state=ObligationState.OPEN, due_on__gte=day))

    def done(self, day):
        accepted = self._accepted(day).filter(submission__report__obligation=OuterRef("pk"))
        return _of(self._owed(day).filter(Exists(accepted)))

    def why(self, ids, day):
        year = self._asked(day).values_list("year", flat=True).first()
        rows = self._accepted(day).filter(
            submission__report__organization__in=ids, submission__report__year=year
        ).values_list("submission__report__organization", "at", "submission__report")  # fmt: skip
        found = {
            obligation.organization_id: Why(f"{year}年度报告应报送，截止日期如所示", obligation.due_on)
            for obligation in ReportObligation.objects.filter(year=year, organization__in=ids)
        }
        for organization, at, report in rows.order_by("at"):
            text = f"{year}年度报告已接收，党建部分已填报"
            found[organization] = Why(text, clock.date_of(at), row_address("staff:annual_reports:detail", report))
        return found


class InTraining(SyncSource):
    """Somebody of it came to a class of the party school in the year of the day."""

    @staticmethod
    def _came(day: datetime.date):
        return ClassSignUp.objects.attended(*year_of(day.year, day))

    def done(self, day):
        return _of(self._came(day))

    def why(self, ids, day):
        rows = self._came(day).filter(organization__in=ids).select_related("training_class")
        return {
            one.organization_id: Why(f"参加“{one.training_class.title}”", one.training_class.held_on)
            for one in rows.order_by("training_class__held_on", "pk")
        }
