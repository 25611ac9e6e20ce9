"""Who changed what, kept by database triggers: every tracked table has an event table that nobody may alter.

Statement-level triggers (PGHISTORY_LEVEL) keep bulk writes cheap; the actor travels in the pghistory context.
"""

import datetime
import json
from contextlib import contextmanager
from dataclasses import dataclass

import pghistory
from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from pghistory import runtime

from core import clock

# Tables without history, each with its reason; a test compares this with the models.
UNTRACKED = {
    "core.AuditEntry": "append-only and hash-chained itself",
    "core.AuditHead": "the lock of the audit chain",
    "core.AuditCheck": "append-only result of a check",
    "core.TransitionLog": "append-only",
    "core.ProjectionDay": "operational; a mark of the nightly turn",
    "core.Job": "operational; its log is its history",
    "core.JobLine": "append-only log of a job",
    "core.JobFile": "written once",
    "core.Delivery": "operational outbox",
    "core.WorkItem": "operational; opened and closed by verbs that are logged themselves",
    "core.Notice": "operational outbox",
    "core.IndicatorSnapshot": "append-only, one row a night",
    "core.ApiTokenUse": "operational counters",
    "core.ApiTokenDay": "operational counters, one row a day",
    "core.IdempotentAnswer": "operational; an answer kept so that it can be given again",
    "core.BulkRun": "its steps are logged, its rows are written once",
    "core.BulkRow": "written once, with its outcome",
    "core.SavedView": "a person's convenience: filters, no business content",
    "core.ViewSubscription": "a person's convenience: filters and row ids, no business content",
    "core.MembershipChange": "row ids of a person's subscription, deleted after a season",
    "core.ListPreference": "a person's convenience, no business content",
    "core.LastSeat": "a person's convenience, no business content",
    "core.PasswordUsed": "append-only hashes, no business content",
    "core.RateWindow": "operational counters",
    "core.Region": "reference data with dates",
    "core.Holiday": "reference data",
    "core.RuleTrial": "append-only",
    "core.RuleTrialDay": "append-only",
    "core.RuleTrialConflict": "append-only",
    "core.StoredFile": "content-addressed and never changed",
    "registry.CommunityKind": "reference data",
    "party_building.CourseStage": "reference data",
    "party_building.JointPlan": "written once; a proposal of the planner",
    "party_building.JointGroup": "a proposal; what is struck or opened stands in the audit log",
    "party_building.JointGroupBody": "written once with its proposal",
    "party_building.RequestSeries": "the last number of a series; the numbers stand on tracked rows",
    "party_building.ClassInvitation": "written once with its class",
    "party_building.ChargeNote": "append-only",
    "party_building.StatementGrade": "reference data",
    "registry.FilingSeries": "the last number of a series; the numbers stand on tracked rows",
    "registry.Town": "a view of core.Region",
    "core.WriteOffEvidence": "append-only",
    "core.WriteOffNote": "append-only",
    "supervision.LetterReply": "append-only",
    "supervision.CaseEvidence": "append-only",
    "supervision.EntryReset": "append-only",
    "supervision.ListingEvidence": "append-only",
    "supervision.ListingStatement": "append-only",
    "supervision.LetterSeries": "the last number of a series; the numbers stand on tracked rows",
    "party_building.FollowUpReply": "append-only",
    "party_building.FollowUpSeries": "the last number of a series; the numbers stand on tracked rows",
    "registry.FactCorrection": "append-only",
    "registry.CorrectionRequest": "a visitor's words in one row, so that they can be forgotten; its steps are logged",
    "registry.Tag": "an office's words for its own work; its acts are in the audit log",
    "registry.OrganizationTag": "an office's note to itself; its acts are in the audit log",
    "registry.DuesGrade": "written once with its standard",
    "registry.RegisterChange": "append-only feed; the facts it points at keep their history",
    "registry.ReportSubmission": "append-only",
    "registry.ReviewOpinion": "append-only",
    "registry.ReportObligationChange": "append-only",
    "registry.SubmissionOpening": "append-only",
    "registry.SubmissionWithdrawal": "append-only",
    "registry.ReportPublication": "append-only",
    "registry.AnnouncementEntry": "append-only",
    "registry.ReportFigure": "written once with its submission",
    "registry.SubmissionDigest": "written once with its submission",
    "registry.FindingAcceptance": "append-only",
    "registry.PeerRange": "counted anew every night from figures that nobody changes",
    "registry.ReviewSeries": "a counter; each number stands on its paper",
    "registry.FixNotice": "append-only",
    "registry.CandidateReview": "append-only",
    "registry.ReelectionSeries": "the last number of a series; the numbers stand on tracked rows",
    "registry.RemarkPhrase": "a person's convenience, no business content",
    "registry.ConclusionProposal": "append-only",
    "registry.ReportConclusion": "append-only",
    "registry.ConclusionWithdrawal": "append-only",
    "registry.SampledReport": "written once with its draw",
    "registry.ReportSection": "drafts; each submission keeps a full copy",
    "registry.PersonDistinction": "append-only",
    "registry.ColumnMapping": "a preference; each batch keeps the mapping it was read with",
    "registry.ImportRow": "staging; keeps before and after itself",
    "registry.MemberImport": "staging; keeps what was read and what came of it",
    "registry.StatusCertificateSeries": "a counter; each number stands on its certificate",
    "supervision.CampaignFigure": "written once a day, for good when archived",
    "supervision.SelfCheckRound": "append-only",
    "supervision.SiteCheck": "append-only",
    "supervision.SiteFinding": "written once with its check",
    "supervision.SiteCheckFile": "written once with its check",
    "supervision.SurveyAnswer": "written with its sending; the addressee's row keeps the history",
    "supervision.LeadContact": "a visitor's words in one row, so that they can be forgotten; each look is logged",
    "supervision.RiskLeg": "written when a report comes and when it goes; each step is logged",
    "supervision.RiskNote": "append-only",
    "supervision.SweepRun": "append-only run log",
    "supervision.RuleRun": "append-only run log",
    "supervision.Contact": "append-only",
    "supervision.TaskOffice": "operational; kept up from the rows of its task",
    "supervision.AlertComment": "append-only",
    "supervision.AlertEscalation": "append-only",
}


def tracked(model):
    """Class decorator: keep every insert and update of the table as an event with its actor."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)


@contextmanager
def acting(actor, **ids):
    """Everything written inside carries this actor in its history events.

    Inside another `acting` the outer actor stays (the person who pressed the button, not the machinery she set in
    motion) and only `ids` are added: pghistory keeps one context for the whole nest. `at` is the portal's own moment:
    what was known when is asked by its clock, which a demonstration city moves.
    """
    who = {} if is_acting() else {"user": actor.user_id, "seat": actor.seat_key, "at": clock.now().isoformat()}
    with pghistory.context(**{**who, **ids}) as context:
        yield context


def is_acting() -> bool:
    return hasattr(runtime._tracker, "value")


def is_tracked(model) -> bool:
    return hasattr(model, "pgh_event_model")


class NoActor(RuntimeError):
    """A write to a tracked table outside `acting`: its events would not say who."""


def tell_triggers(cursor) -> None:
    """Give the actor to triggers of statements that Django does not see (COPY), for the running transaction.

    Raises NoActor outside `acting`.
    """
    if not is_acting():
        raise NoActor("write inside core.history.acting(actor)")
    context = runtime._tracker.value
    cursor.execute(
        "select set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
        [str(context.id), json.dumps(context.metadata, cls=DjangoJSONEncoder)],
    )


@dataclass(frozen=True)
class Change:
    """`who` is the person's name, or 系统 for the portal's own work."""

    who: str
    at: datetime.datetime
    user_id: int | None


def last_change(obj) -> Change | None:
    """Who wrote the row last; None for a row whose table keeps no history."""
    if not is_tracked(type(obj)):
        return None
    event = _events(obj).select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return None
    user_id = (event.pgh_context.metadata if event.pgh_context else {}).get("user")
    user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    return Change(user.name if user else "系统", event.pgh_created_at, user_id)


def known_by(table: str, condition: str) -> str:
    """SQL: the rows of a tracked table as they were known before a moment; parameters of `condition`, then the moment.

    Of each row its last event until then; a row that was deleted by then is absent.
    """
    return (
        "select distinct on (e.pgh_obj_id) e.* "  # noqa: S608
        f"from {table} e left join pghistory_context c on c.id = e.pgh_context_id "
        f"where {condition} and coalesce((c.metadata->>'at')::timestamptz, e.pgh_created_at) < %s "
        "order by e.pgh_obj_id, e.pgh_id desc"
    )


def at_version(obj, version: int | None):
    """The last event of the row in which it had this `version`: its values then. None where there is none."""
    if version is None or not is_tracked(type(obj)):
        return None
    return _events(obj).filter(version=version).order_by("-pgh_id").first()


def _events(obj):
    return type(obj).pgh_event_model.objects.filter(pgh_obj_id=obj.pk)
