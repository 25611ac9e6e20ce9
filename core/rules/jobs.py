"""The one job of the rule book: a proposed version tried on history."""

import datetime

from core.jobs import RunningJob, job_kind
from core.rules import actions, trials
from core.rules.models import RuleProposal


@job_kind("rules.trial", title="规则试算", permission="rules.view")
def trial(job: RunningJob, proposal: int, days: list[str]):
    """May run again after a crash: only what `applying` writes stays, and that is written once."""
    tried = RuleProposal.objects.select_related("based_on").get(pk=proposal)
    digest, baseline = tried.digest, tried.based_on
    rule = actions.rule_or_refuse(tried.code)
    outcome = trials.compare(
        rule, baseline, tried.candidate, [datetime.date.fromisoformat(day) for day in days], job.progress
    )
    with job.applying():
        kept = actions.keep_trial(tried, digest, outcome, baseline=baseline, actor=job.actor)
    job.log(f"检查{len(days)}个日期：新版本命中{kept.subjects}个对象，现行版本命中{kept.subjects_before}个。")
    return {"trial": kept.pk, **outcome.totals}
