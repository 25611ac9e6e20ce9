"""What the pages of a request show, for both sides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.access.actor import Actor
from core.documents import responses
from core.documents.letters import Letter
from core.workflow import timeline
from party_building.unit_requests import rulebook
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import OPEN, WRITING, RequestKind, RequestState

STEPS = {
    "draft": "起草", "submit": "提交请示", "ask_consent": "征求属地意见", "consent": "属地同意",
    "decline": "属地不同意", "approve": "批复同意", "carry_out": "登记生效", "send_back": "退回修改",
    "refuse": "不予同意", "withdraw": "撤回",
}  # fmt: skip
LINKS = ("superior", "drafter", "organization", "unit__superior", "unit__service_region", "parent", "new_superior",
         "service_region", "consent_office", "decided_by")  # fmt: skip


def page(request: UnitRequest, actor: Actor) -> dict:
    """Numbers of members only for those whose post shows them; the others see that the rules are met."""
    is_open = request.state in OPEN
    rows = rulebook.bodies_of(request) if request.bodies.exists() else []
    parts = {part.pk: part.name for part in request.parts.all()}
    shows_counts = actor.can("party_counts.view")
    return {
        "request_row": request,
        "findings": rulebook.findings(request) if is_open and (shows_counts or not actor.is_staff_side) else [],
        "bodies": [{"body": row, "part": parts.get(row.part_id, "")} for row in rows],
        "formal_total": rulebook.total(rows),
        "shows_counts": shows_counts,
        "is_split": request.kind == RequestKind.SPLIT,
        "mergers": list(request.mergers.select_related("unit")),
        "entries": timeline.entries(request, STEPS, with_office=True),
        "may_edit": request.state in WRITING and actor.can("unit_requests.write") and actor.competent_for(request),
        "may_decide": request.state == RequestState.SUBMITTED
        and actor.can("unit_requests.decide")
        and actor.competent_for(request),
        "is_competent": actor.competent_for(request),
        "is_answered": bool(request.document_no) or request.state == RequestState.REFUSED,
        "today": clock.today(),
    }


def draw(request: HttpRequest, made: Letter, back: str) -> HttpResponse:
    """`?as=pdf` and `?as=docx` give the file."""
    if request.GET.get("as") in ("pdf", "docx"):
        return responses.letter(made, request.GET["as"])
    context = {"letter": made, "back_url": back, "pdf_url": "?as=pdf", "docx_url": "?as=docx"}
    return render(request, "core/documents/letter_print.html", context)
