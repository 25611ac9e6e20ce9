"""Every clock of the system. Times are Asia/Shanghai; seconds where a number stands alone."""

from celery.schedules import crontab

SCHEDULE = {
    "nightly-sweep": {"task": "supervision.nightly_sweep", "schedule": crontab(hour="1", minute="30")},
    "tell-of-alerts": {"task": "supervision.tell_of_alerts", "schedule": crontab(hour="8", minute="30")},
    "take-campaign-figures": {
        "task": "supervision.take_campaign_figures",
        "schedule": crontab(hour="23", minute="40"),
    },
    "run-surveys": {"task": "supervision.run_surveys", "schedule": crontab(hour="8", minute="15")},
    "complete-notices": {"task": "supervision.complete_notices", "schedule": crontab(hour="0", minute="10")},
    "catch-up-sweep": {"task": "supervision.catch_up_sweep", "schedule": 600.0},
    "move-up-risk-reports": {"task": "supervision.move_up_risk_reports", "schedule": 120.0},
    "flip-dated-facts": {"task": "core.flip_dated_facts", "schedule": crontab(hour="0", minute="5")},
    "deliver-notices": {"task": "core.deliver_notices", "schedule": 15.0},
    "reap-jobs": {"task": "core.reap_jobs", "schedule": 15.0},
    "pulse": {"task": "core.pulse", "schedule": 15.0},
    "refresh-committee-duties": {
        "task": "registry.refresh_committee_duties",
        "schedule": crontab(hour="4", minute="50"),
    },
    "refresh-party-duties": {
        "task": "party_building.refresh_party_duties",
        "schedule": crontab(hour="4", minute="55"),
    },
    "feed-write-off-lists": {"task": "core.feed_write_off_lists", "schedule": crontab(hour="5", minute="10")},
    "anchor-audit": {"task": "core.anchor_audit", "schedule": 60.0},
    "verify-audit": {"task": "core.verify_audit", "schedule": crontab(hour="2", minute="40")},
    "warn-of-expiring-tokens": {"task": "core.warn_of_expiring_tokens", "schedule": crontab(hour="8", minute="0")},
    "write-open-data": {"task": "registry.write_open_data", "schedule": crontab(hour="3", minute="20")},
    "catch-up-open-data": {"task": "registry.catch_up_open_data", "schedule": 600.0},
    "compare-views": {"task": "core.compare_views", "schedule": crontab(hour="6", minute="30")},
    "lapse-party-opinions": {
        "task": "registry.lapse_party_opinions",
        "schedule": crontab(hour="0", minute="30"),
    },
    "remind-of-admissions": {"task": "party_building.remind_of_admissions", "schedule": crontab(hour="6", minute="0")},
    "count-peer-ranges": {"task": "registry.count_peer_ranges", "schedule": crontab(hour="3", minute="50")},
    "settle-approval-duties": {
        "task": "registry.settle_approval_duties",
        "schedule": crontab(hour="0", minute="20"),
    },
    "forget-old-changes": {"task": "registry.forget_old_changes", "schedule": crontab(hour="4", minute="20")},
    "remind-of-agreements": {
        "task": "party_building.remind_of_agreements",
        "schedule": crontab(hour="7", minute="30"),
    },
    "issue-due-tasks": {"task": "supervision.issue_due_tasks", "schedule": crontab(hour="0", minute="40")},
    "remind-of-tasks": {"task": "supervision.remind_of_tasks", "schedule": crontab(hour="8", minute="20")},
    "clear-sessions": {"task": "core.clear_sessions", "schedule": crontab(hour="4", minute="10")},
}
