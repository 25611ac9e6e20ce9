"""The rule book for machines: what is checked, by which article, in which version, with how many hits."""

import json

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from core import clock
from core.access.actor import Actor
from core.rules import parameters, queries
from core.rules.base import Rule, all_rules
from core.rules.explained import explanation
from core.rules.models import RuleVersion

READER = Actor.system("rulebook")


class Command(BaseCommand):
    help = "List the rules with their articles, the version in force and what became of their alerts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options) -> None:
        versions = queries.versions_on(clock.today())
        records = queries.record_by_rule(READER)
        rows = [_row(rule, versions.get(rule.code), records.get(rule.code, queries.Record())) for rule in all_rules()]
        if options["json"]:
            self.stdout.write(json.dumps({"rules": rows}, cls=DjangoJSONEncoder, ensure_ascii=False))
            return
        for row in rows:
            sources = "、".join(source["name"] for source in row["sources"]) or "平台设定"
            version = f"第{row['version']}版" if row["version"] else "未启用"
            self.stdout.write(
                f"{row['code']:<8} {version}  目前 {row['open']:>6}  属实 {row['confirmed']:>5}  "
                f"误报 {row['false_alarms']:>5}  {row['title']}（{sources}）"
            )


def _row(rule: Rule, version: RuleVersion | None, record: queries.Record) -> dict:
    return {
        "code": rule.code,
        "title": rule.title,
        "explanation": explanation(rule, version),
        "subject_kind": rule.subject_kind,
        "version": version.number if version else None,
        "valid_from": version.valid_from if version else None,
        "severity": version.severity if version else rule.default_severity,
        "params": version.params if version else rule.default_params,
        "labels": dict(parameters.shown(rule, version.params)) if version else {},
        "told": version.told if version else list(rule.told),
        "is_design": version.is_design if version else rule.is_design,
        "sources": [_source(source) for source in version.sources.all()] if version else [],
        "open": record.open,
        "confirmed": record.confirmed,
        "false_alarms": record.false_alarms,
        "median_days_to_close": record.median_days,
        "is_noisy": record.is_noisy,
    }


def _source(source) -> dict:
    return {
        "code": source.code,
        "name": str(source),
        "in_force_from": source.in_force_from,
        "in_force_to": source.in_force_to,
        "is_verified": source.is_verified,
    }
