"""The gap lists: words of lists that the portal does not know yet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.departments.models import Department, Region, RegionLevel
from registry.imports import gaps, paging, queries
from registry.imports.forms import GapForm
from registry.imports.models import ImportGap
from registry.imports.states import GapKind

_ROUTE = {GapKind.REGION: "staff:imports:region_gaps", GapKind.UNIT: "staff:imports:unit_gaps"}


@require_GET
@guards.staff("imports.view")
def region_gaps(request):
    return _page(request, GapKind.REGION)


@require_GET
@guards.staff("imports.view")
def unit_gaps(request):
    return _page(request, GapKind.UNIT)


def _page(request, kind: GapKind, *, form: GapForm | None = None, status: int = 200):
    is_open = request.GET.get("show") != "resolved"
    reached = ImportGap.objects.visible_to(request.actor).filter(kind=kind, resolved_at__isnull=is_open)
    page = paging.by_word(reached.select_related("region", "unit", "resolved_by", "department"), request)
    uses = queries.gap_uses(page.rows)
    context = {
        "kind": kind,
        "title": f"未匹配{kind.label}",
        "here": reverse(_ROUTE[kind]),
        "is_open": is_open,
        "page": page,
        "form": form,
        "rows": [(gap, uses.get(gap.pk, 0), request.actor.competent_for(gap)) for gap in page.rows],
        "open_gaps": queries.open_gaps(request.actor),
        "options": _options(kind),
    }
    return render(request, "registry/imports/staff_gaps.html", context, status=status)


def _options(kind: GapKind) -> list[str]:
    if kind == GapKind.REGION:
        regions = Region.objects.current().filter(level__in=[RegionLevel.CITY, RegionLevel.DISTRICT])
        return list(regions.order_by("code").values_list("full_name", flat=True))
    return list(Department.objects.active().order_by("name").values_list("name", flat=True))


@require_POST
@guards.staff("organizations.edit")
def resolve(request, pk):
    gap = get_object_or_404(ImportGap.objects.visible_to(request.actor), pk=pk)
    kind = GapKind(gap.kind)
    form = GapForm(request.POST, gap=gap, auto_id=f"%s-{gap.pk}")
    if not form.is_valid():
        return _page(request, kind, form=form, status=422)
    found = form.cleaned_data["answer"]
    answer = {"region": found} if kind == GapKind.REGION else {"unit": found}
    done, left = gaps.resolve(gap, actor=request.actor, **answer)
    rest = f"，{left}个组织已有{kind.label}或由其他机关管理，未作修改" if left else ""
    messages.success(request, f"“{gap.word}”已对应为“{found}”，{done}个组织已补上{rest}。以后的名单自动沿用。")
    return redirect(_ROUTE[kind])
