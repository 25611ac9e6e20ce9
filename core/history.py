"""Who changed what, kept by database triggers: every tracked table has an event table that nobody may alter.

Statement-level triggers (PGHISTORY_LEVEL) keep bulk writes cheap; the actor travels in the pghistory context.
"""

from contextlib import contextmanager

import pghistory

# Tables without history, each with its reason; a test compares this with the models.
UNTRACKED = {
    "core.AuditEntry": "append-only and hash-chained itself",
    "core.AuditHead": "the lock of the audit chain",
    "core.AuditCheck": "append-only result of a check",
    "core.TransitionLog": "append-only",
    "core.Job": "operational; its log is its history",
    "core.JobLine": "append-only log of a job",
    "core.JobFile": "written once",
    "core.Delivery": "operational outbox",
    "core.WorkItem": "operational; opened and closed by verbs that are logged themselves",
    "core.Notice": "operational outbox",
    "core.IndicatorSnapshot": "append-only, one row a night",
    "core.PasswordUsed": "append-only hashes, no business content",
    "core.RateWindow": "operational counters",
    "core.Region": "reference data with dates",
    "core.Holiday": "reference data",
    "core.StoredFile": "content-addressed and never changed",
    "registry.FactCorrection": "append-only",
    "registry.ReportSubmission": "append-only",
    "registry.ReviewOpinion": "append-only",
    "registry.ReportObligationChange": "append-only",
    "registry.ReportFigure": "written once with its submission",
    "registry.ReportSection": "drafts; each submission keeps a full copy",
    "registry.ImportRow": "staging; keeps before and after itself",
    "supervision.SweepRun": "append-only run log",
    "supervision.RuleRun": "append-only run log",
}


def tracked(model):
    """Class decorator: keep every insert and update of the table as an event with its actor."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)


@contextmanager
def acting(actor, **ids):
    """Everything written inside carries this actor in its history events. Nests; inner ids are added."""
    with pghistory.context(user=actor.user_id, seat=actor.seat_key, **ids) as context:
        yield context
