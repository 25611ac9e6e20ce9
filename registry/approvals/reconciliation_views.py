"""月度对账: both offices see the same page, take the same sheet away, and sign."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import guards
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.refusal import Refusal
from core.spreadsheets.writing import Column, write_xlsx
from registry.approvals import actions
from registry.approvals.forms import MonthForm, SignOffForm, months
from registry.approvals.models import ApprovalPush, MonthSignOff
from registry.approvals.reconciliation import GROUPS, Reconciliation

PAGE = "staff:approvals:reconciliation"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _offices(actor: Actor):
    """Bureaus and authorities between which this seat has seen a push."""
    pushes = ApprovalPush.objects.visible_to(actor)
    active = Department.objects.active().order_by("region__code", "name")
    bureaus = active.of_kind(DepartmentKind.APPROVAL_BUREAU).filter(pk__in=pushes.values("approval_bureau"))
    authorities = active.of_kind(DepartmentKind.CIVIL_AFFAIRS).filter(pk__in=pushes.values("civil_affairs"))
    return bureaus, authorities


def _asked(request, data) -> tuple[MonthForm, Reconciliation | None]:
    """What is compared; the own office and the last month where nothing was chosen. None where there is nothing."""
    bureaus, authorities = _offices(request.actor)
    form = MonthForm(data or None, bureaus=bureaus, authorities=authorities)
    chosen = form.cleaned_data if data and form.is_valid() else {}
    own = request.actor.department_id
    bureau = chosen.get("bureau") or bureaus.filter(pk=own).first() or bureaus.first()
    authority = chosen.get("authority") or authorities.filter(pk=own).first() or authorities.first()
    word = chosen.get("month") or f"{months(2)[1]:%Y-%m}"
    month = datetime.date.fromisoformat(f"{word}-01")
    if not form.is_bound:
        initial = {"month": word, "bureau": bureau, "authority": authority}
        form = MonthForm(initial=initial, bureaus=bureaus, authorities=authorities)
    return form, Reconciliation(bureau, authority, month) if bureau and authority else None


@require_GET
@guards.staff("approvals.reconcile")
def index(request):
    form, found = _asked(request, request.GET)
    return _page(request, form, found, SignOffForm())


def _page(request, form, found, sign_off, status: int = 200):
    context = {"form": form, "found": found, "sign_off": sign_off, "groups": [], "signed": []}
    if found is not None:
        signed = MonthSignOff.objects.filter(
            approval_bureau=found.bureau, civil_affairs=found.authority, month=found.first_day
        )
        context |= {
            "groups": [
                (title, text, [row for row in found.rows if row.group == group])
                for group, (title, text) in GROUPS.items()
            ],
            "signed": signed.select_related("by"),
            "query": _query(found),
            "may_sign": request.actor.can("approvals.sign_off")
            and request.actor.department_id in (found.bureau.pk, found.authority.pk),
        }
    return render(request, "registry/approvals/staff_reconciliation.html", context, status=status)


def _query(found: Reconciliation) -> str:
    month = f"{found.first_day:%Y-%m}"
    return urlencode({"month": month, "bureau": found.bureau.pk, "authority": found.authority.pk})


@require_POST
@guards.staff("approvals.reconcile")
def export(request):
    _, found = _asked(request, request.GET)
    if found is None:
        raise Refusal("还没有推送，没有可以对账的内容。")
    titles = ("差异", "事项", "名称", "统一社会信用代码", "生效日期", "审批局", "登记簿")
    rows = [(GROUPS[r.group][0], r.what, r.name, r.uscc, r.day, r.there, r.here) for r in found.rows]
    columns = [Column(title, 24, "date" if title == "生效日期" else "text") for title in titles]
    data = write_xlsx(rows, columns, sheet=f"{found.first_day:%Y年%m月}对账")
    audit.record("approvals.reconcile", actor=request.actor, rows=len(rows), month=found.first_day)
    name = f"reconciliation-{found.first_day:%Y-%m}.xlsx"
    return HttpResponse(data, content_type=KIND, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
@guards.staff("approvals.sign_off")
def sign(request):
    form, found = _asked(request, request.GET)
    sign_off = SignOffForm(request.POST)
    if found is None:
        raise Refusal("还没有推送，没有可以对账的内容。")
    if sign_off.is_valid():
        try:
            actions.sign_off(
                found.bureau,
                found.authority,
                found.first_day,
                actor=request.actor,
                note=sign_off.cleaned_data["note"],
            )
        except Refusal as refusal:
            sign_off.add_error("note", str(refusal))
        else:
            messages.success(request, "已确认本月对账。")
            return redirect(f"{reverse(PAGE)}?{_query(found)}")
    return _page(request, form, found, sign_off, status=422)
