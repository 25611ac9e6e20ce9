"""Staff: drawing a share of the clean reports, and showing that the draw was fair."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.refusal import Refusal
from registry.annual_reports.models import ReportingRegime
from registry.report_reviews.actions import samples
from registry.report_reviews.models import ReviewSample


def _may(actor) -> bool:
    return actor.department_id is not None and actor.can(samples.PERMISSION) and not actor.read_only


@guards.staff(samples.PERMISSION)
def list_samples(request):
    """Draws of the authorities the seat sees, and what its own office could draw from now."""
    rows = ReviewSample.objects.visible_to(request.actor).select_related("department").order_by("-pk")[:100]
    years = ReportingRegime.objects.order_by("-year").values_list("year", flat=True).distinct()[:3]
    office = request.actor.department_id
    waiting = [{"year": year, "count": samples.population(office, year).count()} for year in years] if office else []
    context = {
        "samples": rows,
        "waiting": [one for one in waiting if one["count"]],
        "years": years,
        "may_draw": _may(request.actor),
    }
    return render(request, "registry/report_reviews/staff_samples.html", context)


@require_POST
@guards.staff(samples.PERMISSION)
def commit(request):
    year = request.POST.get("year", "")
    if not year.isdecimal():
        messages.error(request, "没有生成：请选择报告年度。")
        return redirect("staff:report_reviews:samples")
    try:
        sample = samples.commit(int(year), actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:report_reviews:samples")
    messages.success(request, "随机种子已生成并锁定，请核对后抽取。")
    return redirect("staff:report_reviews:sample", pk=sample.pk)


def _sample(request, pk) -> ReviewSample:
    return get_object_or_404(ReviewSample.objects.visible_to(request.actor).select_related("department"), pk=pk)


@guards.staff(samples.PERMISSION)
def sample(request, pk):
    row = _sample(request, pk)
    drawn = row.reports.select_related("report__organization").order_by("position")
    context = {
        "sample": row,
        "chosen": drawn.filter(is_chosen=True),
        "rest": drawn.filter(is_chosen=False),
        "differences": samples.differences(row) if row.drawn_at else [],
        "may_draw": _may(request.actor) and request.actor.department_id == row.department_id and row.drawn_at is None,
        "now": samples.population(row.department_id, row.year).count() if row.drawn_at is None else None,
    }
    return render(request, "registry/report_reviews/staff_sample.html", context)


@require_POST
@guards.staff(samples.PERMISSION)
def draw(request, pk):
    row = _sample(request, pk)
    try:
        chosen = samples.draw(row, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"抽取完成，抽中 {chosen} 份，须逐份全面审查。")
    return redirect("staff:report_reviews:sample", pk=pk)
