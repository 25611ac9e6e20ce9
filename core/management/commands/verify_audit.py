import json

from django.core.management.base import BaseCommand, CommandError

from core.audit import verify
from core.audit.chain import Finding


class Command(BaseCommand):
    help = "Check the audit log: hash chain, gaps, anchors. Names every altered or deleted entry; exit 1 when broken."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, **options):
        check = verify.verify()
        if options["json"]:
            report = {
                "ok": check.is_whole,
                "entries": check.entries,
                "anchors": check.anchors,
                "findings": check.findings,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(f"{check.entries} entries, {check.anchors} anchors")
            for finding in check.findings:
                one = Finding(**finding)
                self.stdout.write(f"{one.kind}: {one.sentence}（entry id {one.entry_id or '-'} {one.note}）")
        if not check.is_whole:
            raise CommandError(f"审计日志不完整：{len(check.findings)} 处", returncode=1)
        if not options["json"]:
            self.stdout.write("审计日志完整")
