from celery import current_app
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.audit import record, verify
from core.audit.chain import Finding
from core.audit.lists import AuditLog
from core.audit.models import AuditCheck, AuditHead
from core.listing.workbook import as_download, workbook
from core.refusal import Refusal

MOST_ROWS = 20_000
WHILE_WAITING = 200_000


class TooMany(Refusal):
    """An export that would not fit into one workbook."""


@require_GET
@guards.staff("audit.view")
def index(request):
    return AuditLog().respond(request)


@require_POST
@guards.staff("audit.export")
def export(request):
    """At once: a log is exported by a day or a person, not as a whole."""
    page = AuditLog()
    rows = page.filtered(request.actor, request.GET, is_exact=True).qs.order_by().values("pk")[: MOST_ROWS + 1].count()
    if rows > MOST_ROWS:
        raise TooMany(f"一次最多导出{MOST_ROWS:,}条，请先按日期或账号缩小范围。")
    record("audit.export", actor=request.actor, rows=rows)
    return as_download(page, workbook(page, request.actor, request.GET))


@require_GET
@guards.staff("audit.view")
def checks(request):
    """The last runs of the verification, with what they found."""
    rows = list(AuditCheck.objects.order_by("-pk")[:30])
    for check in rows:
        check.sentences = [Finding(**finding).sentence for finding in check.findings]
    return render(request, "core/audit/staff_checks.html", {"checks": rows})


@require_POST
@guards.staff("audit.export")
def check_now(request):
    """While she waits, or by the worker where the log is long; the nightly run is the same."""
    if AuditHead.objects.get(pk=1).seq > WHILE_WAITING:
        record("audit.verify", actor=request.actor)
        current_app.send_task("core.verify_audit", retry=False)
        messages.info(request, "记录较多，已在后台校验，几分钟后请刷新本页查看结论。")
        return redirect("staff:audit:checks")
    check = verify.verify()
    record("audit.verify", actor=request.actor, subject=check, findings=len(check.findings))
    if check.is_whole:
        messages.success(request, f"审计日志完整：{check.entries:,}条记录、{check.anchors:,}个锚点全部相符。")
    else:
        messages.error(request, f"审计日志不完整：发现{len(check.findings)}处，请立即核查。")
    return redirect("staff:audit:checks")
