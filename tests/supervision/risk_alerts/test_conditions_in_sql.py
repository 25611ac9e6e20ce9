"""After a night over the demo city: what stands open is what SQL written by hand finds, rule by rule.

Nothing here is taken from the rules: neither their querysets nor their helpers. A table, a column, a comparison.
"""

import datetime

import pytest
from django.db import connection

from supervision.models import RiskAlert
from supervision.risk_alerts import sweep

pytestmark = pytest.mark.city
DAYS = (datetime.date(2026, 6, 4), datetime.date(2026, 7, 1), datetime.date(2027, 1, 15))
ACTIVE = "'normal', 'rectifying', 'suspended'"


def on(row: str) -> str:
    return f"{row}.valid_from <= %(day)s and ({row}.valid_to is null or {row}.valid_to >= %(day)s)"


def standing(key: str, statuses: str = "'normal'") -> str:
    """The organization `key` has one of the statuses on the day."""
    return f"""exists (select 1 from registry_organizationstatus s
                       where s.organization_id = {key} and s.status in ({statuses}) and {on("s")})"""


def last_day(row: str) -> str:
    extended = f"when {row}.extension_approved_on <= %(day)s then {row}.extended_until"
    return f"coalesce(case {extended} end, {row}.term_end)"


SENT = """
    registry_annualreport r join registry_reportsubmission t on t.report_id = r.id
    where r.obligation_id = o.id
      and not exists (select 1 from registry_submissionwithdrawal w where w.submission_id = t.id)
"""


def reports_not_in() -> str:
    """Obligations past their day of which nothing came to the authority, and of which no reviewer had the report in
    time, or had it and sent it back in vain."""
    return f"""
        select o.organization_id, o.year from registry_reportobligation o
        where o.year < extract(year from %(day)s::date) and o.state not in ('exempt', 'waived') and o.due_on < %(day)s
          and not exists (select 1 from registry_organizationstatus s where s.organization_id = o.organization_id
                          and s.status in ('cancelled', 'revoked', 'certificate_revoked')
                          and s.valid_from <= least(o.due_on, %(day)s))
          and not exists (select 1 from registry_organizationstatus s where s.organization_id = o.organization_id
                          and s.status <> 'normal' and {on("s")})
          and not exists (select 1 from {SENT} and t.stage = 'final')
          and not exists (select 1 from registry_reviewopinion p
                          join registry_reportsubmission t on t.id = p.submission_id
                          join registry_annualreport r on r.id = t.report_id
                          where r.obligation_id = o.id and p.kind = 'first_review_passed')
          and (not exists (select 1 from {SENT} and t.stage = 'first_review'
                           and (t.submitted_at at time zone 'Asia/Shanghai')::date <= o.due_on)
               or exists (select 1 from registry_reviewopinion p
                          join registry_reportsubmission b on b.id = p.submission_id
                          join registry_annualreport a on a.id = b.report_id and a.obligation_id = o.id
                          where p.kind = 'returned' and p.fix_due_on < %(day)s
                            and not exists (select 1 from {SENT} and t.submitted_at > p.at)))
    """


def stay(which: str, more: str) -> str:
    """Stays on the list, with the last day on which a ground arose."""
    return f"""
        select e.id, max(t.on)::text from supervision_creditentry e
        join supervision_entryreset t on t.entry_id = e.id and t.on <= %(day)s
        where e.list = '{which}' and e.listed_on <= %(day)s
          and (e.state = 'listed' or e.state = 'removed' and e.removed_on > %(day)s)
          and {standing("e.organization_id", ACTIVE)}
        group by e.id having {more}
    """


# rule: SQL that gives (subject, period) of everything that ought to stand open at the end of %(day)s.
CONDITIONS = {
    "AR-04": reports_not_in(),
    "CE-01": f"""
        select c.id, c.printed_until || '/' || case when c.printed_until <= %(day)s::date + interval '1 month' then 1
            when c.printed_until <= %(day)s::date + interval '3 months' then 3 else 6 end
        from registry_certificate c where {on("c")} and {standing("c.organization_id")}
        and c.printed_until between %(day)s and %(day)s::date + interval '6 months'""",
    "CE-02": f"""
        select c.id, c.printed_until::text from registry_certificate c
        where {on("c")} and {standing("c.organization_id")} and c.printed_until < %(day)s""",
    "TM-02": f"""
        select t.id, '' from registry_councilterm t
        where {on("t")} and {standing("t.organization_id")} and {last_day("t")} < %(day)s""",
    "FE-01": f"""
        select d.organization_id, d.adopted_on::text from registry_duesstandard d
        where (d.valid_to is null or d.valid_to >= %(day)s) and {standing("d.organization_id")}
          and (d.published_on is null or d.published_on > %(day)s) and %(day)s - d.adopted_on > 30
          and exists (select 1 from registry_organizationclass c
                      where c.organization_id = d.organization_id and c.is_industry_association and {on("c")})""",
    "PB-01": f"""
        select n.organization_id from party_building_partycount n
        where {on("n")} and n.formal_full_time >= 3 and {standing("n.organization_id")}
          and not exists (select 1 from party_building_coveragelink l where l.organization_id = n.organization_id
                          and {on("l")} and not l.is_functional and l.kind in ('own', 'joint'))""",
    "PB-05": f"""
        select t.unit_id, t.term_no::text from party_building_unitterm t
        join party_building_partyunit u on u.id = t.unit_id and u.established_on <= %(day)s
            and (u.dissolved_on is null or u.dissolved_on > %(day)s)
        where {on("t")} and {last_day("t")} < %(day)s""",
    "PB-10": f"""
        select c.organization_id, c.version_no::text from registry_charterversion c
        where {on("c")} and not c.has_party_clause and {standing("c.organization_id", ACTIVE)}""",
    "SV-01": stay("abnormal", "max(t.on) + interval '2 years' <= %(day)s"),
    "SV-04": stay("serious", "max(t.on) + interval '2 years' <= %(day)s"),
    "SV-03": """
        select q.id, '' from supervision_removalrequest q
        where q.verified_on <= %(day)s and q.remove_due_on < %(day)s
          and (q.decided_on is null or q.decided_on > %(day)s)""",
    "SV-10": """
        select l.id, l.reply_due_on::text from supervision_letter l
        join supervision_letterkind k on k.id = l.kind_id and k.chases_reply
        where l.served_on <= %(day)s and l.reply_due_on < %(day)s
          and (l.replied_on is null or l.replied_on > %(day)s) and (l.closed_on is null or l.closed_on > %(day)s)""",
    "SV-13": """
        select c.id, '' from supervision_creditrecord c
        where c.formed_on <= %(day)s and c.due_on < %(day)s
          and (c.state = 'formed' or c.state = 'entered' and c.entered_on > %(day)s)""",
}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_stands_open_is_what_sql_by_hand_finds(day):
    sweep.night(day)
    differing = {}
    for code, sql in CONDITIONS.items():
        names = ("subject_id",) if code == "PB-01" else ("subject_id", "period")
        alerts = RiskAlert.objects.unresolved().filter(rule_code=code).values_list(*names)
        with connection.cursor() as cursor:
            cursor.execute(sql, {"day": day})
            rows = {tuple(str(value) for value in row) for row in cursor.fetchall()}
        opened = {tuple(str(value) for value in row) for row in alerts}
        if opened != rows:
            differing[code] = (sorted(opened - rows)[:5], sorted(rows - opened)[:5])
    assert differing == {}


def test_the_city_has_something_to_show_for_most_of_them():
    found = set()
    for day in DAYS:
        sweep.night(day)
        found |= set(RiskAlert.objects.unresolved().values_list("rule_code", flat=True))
    assert len(found & set(CONDITIONS)) >= 10
