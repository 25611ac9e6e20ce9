"""Letters: drafting with a preview, checking, countersigning, signing; the addressed office reads and replies."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.access.scope import ScopeKind
from core.departments.models import Department
from core.documents import responses
from core.forms.asking import Question, ask
from core.refusal import Refusal
from core.workflow import timeline
from core.workflow.perform import barred
from registry.organizations.models import Organization
from supervision.letters import actions, documents, files, queries
from supervision.letters.actions.replying import may_reply
from supervision.letters.forms import (
    FILE_TYPES,
    VALUE,
    CloseForm,
    CountersignForm,
    DraftForm,
    EditForm,
    ReplyForm,
    SignForm,
)
from supervision.letters.models import Letter, LetterKind
from supervision.letters.states import STEP_WORDS, LetterState
from supervision.letters.tables import LetterList

PAGE = "staff:letters:detail"
FORM = "supervision/letters/staff_form.html"
MOST_BROUGHT = 500  # characters of one value that an address brings along


@require_safe
@guards.staff("letters.view")
def index(request):
    return LetterList().respond(request)


@require_POST
@guards.staff("letters.export")
def export(request):
    return exports.export(LetterList(), request)


def found_or_404(request, pk) -> Letter:
    links = ("kind", "template", "department", "addressee", "organization__supervising_authority")
    return get_object_or_404(Letter.objects.visible_to(request.actor).select_related(*links), pk=pk)


def address_of(pk) -> str:
    return reverse(PAGE, args=[pk])


def list_crumb() -> tuple[str, str]:
    return reverse("staff:letters:list"), "公文"


def is_own(request, found: Letter) -> bool:
    """Of the issuing office, or of one above it: the addressee and those asked are not shown who drafted and how it
    was brought."""
    actor, lines = request.actor, (ScopeKind.AUTHORITY, ScopeKind.RESPONSIBILITY, ScopeKind.PARTY)
    reaches = actor.scope.kind in lines and found.department_id in actor.scope.ids
    return reaches or actor.scope.kind == ScopeKind.ALL or actor.competent_for(found)


@require_safe
@guards.staff("letters.view")
def detail(request, pk):
    found, actor = found_or_404(request, pk), request.actor
    own = is_own(request, found)
    may = {step.name for step in found.machine.available(found, actor)} - barred(found, actor)
    if not may_reply(found, actor) or actor.read_only:
        may.discard("reply")
    asked = found.countersigns.select_related("department", "user")
    mine = next((one for one in asked if one.department_id == actor.department_id and one.is_waiting), None)
    context = {
        "found": found,
        "letter": documents.letter(found),
        "matter": queries.matter(found, actor),
        "may": may,
        "may_countersign": bool(mine) and found.state == LetterState.COUNTERSIGNING and not actor.read_only,
        "countersigns": asked if own else [],
        "deliveries": found.deliveries.select_related("proof", "recorded_by", "confirmed_by") if own else [],
        "may_serve": "serve" in may,
        "may_publish": {"serve", "void"} <= may and found.deliveries.undelivered().exists(),
        "replies": found.replies.select_related("user", "department").prefetch_related("files"),
        "entries": timeline.entries(found, STEP_WORDS, with_office=True) if own else [],
        "is_own": own,
        "next_step": _next_step(found) if own else "",
        "order": getattr(found, "rectification_order", None) if actor.can("rectifications.view") else None,
        "talk": getattr(found, "supervisory_talk", None) if actor.can("talks.view") else None,
    }
    return render(request, "supervision/letters/staff_detail.html", context)


NEXT = {
    LetterState.DRAFT: "核对文稿后送核。",
    LetterState.CHECKING: "由本单位另一人核稿；拟稿、修改、送核的人不能核稿。",
    LetterState.SIGNING: "由有签发权限的另一人签发；拟稿、修改、送核的人不能签发。",
    LetterState.SIGNED: "盖章后登记用印。",
    LetterState.SEALED: "送达并登记结果；送达之日起计算各项期限。",
    LetterState.ANSWERED: "核对回复，办结或者要求补充。",
}


def _next_step(found: Letter) -> str:
    """What is to be done now, and by whom."""
    if found.state == LetterState.COUNTERSIGNING:
        waiting = [one.department.name for one in found.countersigns.select_related("department") if one.is_waiting]
        return f"等待会签：{'、'.join(waiting)}。" if waiting else "会签已完成。"
    if found.state == LetterState.SERVED:
        return (
            "等待回复；逾期未复或者情况变化的，可以办结。"
            if found.reply_workdays
            else "已送达，不要求回复，可以办结。"
        )
    return NEXT.get(found.state, "")


@require_safe
@guards.staff("letters.view")
def letter(request, pk, kind=""):
    """To read and print, or as a file."""
    drawn = documents.letter(found_or_404(request, pk))
    if kind:
        return responses.letter(drawn, kind)
    urls = {f"{one}_url": reverse("staff:letters:letter_file", args=[pk, one]) for one in ("pdf", "docx")}
    return render(request, "core/documents/letter_print.html", {"letter": drawn, "back_url": address_of(pk), **urls})


@require_POST
@guards.staff("letters.view")
def file(request, pk, file):
    found = found_or_404(request, pk)
    stored = files.of_letter(found, file, is_own=is_own(request, found))
    return redirect(files.link(stored, request.actor, "letters.view"))


@require_safe
@guards.staff("letters.prepare")
def kinds(request):
    """Which kind of letter; the body or office asked for goes along."""
    own = Department.objects.get(pk=request.actor.department_id)
    rows = [kind for kind in LetterKind.objects.on(clock.today()) if own.kind in kind.issuers]
    about = request.GET.get("organization", "")
    if about.isdigit():
        rows = [kind for kind in rows if kind.addressees != "department"]
    context = {"kinds": rows, "query": f"?organization={about}" if about.isdigit() else ""}
    return render(request, "supervision/letters/staff_kinds.html", context)


@guards.staff("letters.prepare")
def create(request, kind):
    row = get_object_or_404(LetterKind.objects.on(clock.today()), code=kind)
    issuer = Department.objects.get(pk=request.actor.department_id)
    template = queries.template_of(row, issuer.pk, clock.today())
    form = DraftForm(
        request.POST or None, kind=row, template=template, issuer=issuer, actor=request.actor,
        initial=_initial(request, row),
    )  # fmt: skip

    def draft(fields):
        return actions.draft(actor=request.actor, kind=row.code, issuer=issuer, **fields)

    def preview(fields):
        fields.pop("countersigners")
        to = {"organization": fields.pop("organization", None), "addressee": fields.pop("department", None)}
        return actions.preview(row, template, department=issuer, **to, **fields)

    return _write(request, form, draft, preview, title=f"拟{row.title}", back=list_crumb())


def _initial(request, kind: LetterKind) -> dict:
    """What an address can bring along: the organization it is about, if it is hers to see, and values of fields."""
    asked = request.GET.get("organization", "")
    rows = Organization.objects.visible_to(request.actor).filter(pk=asked if asked.isdecimal() else 0)
    body = rows.first()
    values = {f"{VALUE}{name}": request.GET[name][:MOST_BROUGHT] for name in kind.labels if name in request.GET}
    if "subject" in request.GET:
        values["subject"] = request.GET["subject"][:MOST_BROUGHT]
    return values | ({"organization": body.name} if body else {})


def _write(request, form, save, preview, *, title: str, back: tuple[str, str]):
    """The form; its button 预览 shows what the letter would say and saves nothing."""
    drawn, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if "preview" in request.POST:
                    drawn, status = documents.letter(preview(form.letter_fields)), 200
                else:
                    made = _saved(form, save)
                    if made:
                        messages.success(request, "已保存，请核对后送核。")
                        return redirect(address_of(made))
            except Refusal as refusal:
                form.add_error(None, str(refusal))
        status = getattr(form, "status", status) if form.errors or getattr(form, "conflict", None) else status
    context = {"form": form, "drawn": drawn, "title": title, "back": back}
    return render(request, FORM, context, status=status)


def _saved(form, save) -> int | None:
    """The key of the letter; None when somebody else was faster."""
    kept: list[int] = []

    def run():
        kept.append(save(form.letter_fields).pk)

    if isinstance(form, EditForm):
        return kept[0] if form.attempt(run) else None
    run()
    return kept[0]


@guards.staff("letters.prepare")
def edit(request, pk):
    found = found_or_404(request, pk)
    template = queries.template_of(found.kind, found.department_id, clock.today())
    form = EditForm(request.POST or None, instance=found, kind=found.kind, template=template, issuer=found.department)

    def save(fields):
        actions.edit(found, actor=request.actor, version=form.posted_version, **fields)
        return found

    def preview(fields):
        fields.pop("countersigners")
        to = {"organization": found.organization, "addressee": found.addressee}
        return actions.preview(found.kind, template, department=found.department, **to, **fields)

    return _write(request, form, save, preview, title="修改文稿", back=(address_of(pk), found.title))


def question(found: Letter, title: str, button: str, done: str, note: str = "") -> Question:
    address = address_of(found.pk)
    return Question(title, button, done, address, (list_crumb(), (address, found.title)), lead=found.title, note=note)


def _asking(request, pk, form, verb, *words: str):
    found = found_or_404(request, pk)

    def do():
        verb(found, actor=request.actor, **form.cleaned_data)
        return address_of(pk)

    return ask(request, form, question(found, *words), do)


@guards.staff("letters.sign_letters")
def sign(request, pk):
    form = SignForm(request.POST if request.method == "POST" else None)
    return _asking(request, pk, form, actions.sign, "签发", "签发", "已签发，文号和正文不再改变。")


@guards.staff("letters.countersign")
def countersign(request, pk):
    return _asking(request, pk, CountersignForm(request.POST or None), actions.countersign, "会签", "提交", "已会签。")


@guards.staff("letters.prepare")
def close(request, pk):
    return _asking(request, pk, CloseForm(request.POST or None), actions.close, "办结", "办结", "已办结。")


@guards.staff("letters.reply")
def reply(request, pk):
    found = found_or_404(request, pk)
    form = ReplyForm(request.POST or None, request.FILES or None, kind=found.kind)

    @transaction.atomic
    def do():
        given = dict(form.cleaned_data)
        stored = [files.store(one, request.actor, FILE_TYPES) for one in given.pop("documents")]
        actions.reply(found, actor=request.actor, files=stored, **given)
        return address_of(pk)

    return ask(request, form, question(found, "回复", "提交回复", "已回复。"), do)


def step(request, pk, verb, said: str, **given):
    verb(found_or_404(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@require_POST
@guards.staff("letters.prepare")
def submit(request, pk):
    return step(request, pk, actions.submit, "已送核。")


@require_POST
@guards.staff("letters.prepare")
def check(request, pk):
    return step(request, pk, actions.check, "核稿通过。")


@require_POST
@guards.staff("letters.sign_letters")
def go_on(request, pk):
    return step(request, pk, actions.go_on, "会签已结束，请签发。", comment=_comment(request))


@require_POST
@guards.staff("letters.prepare")
def send_back(request, pk):
    return step(request, pk, actions.send_back, "已退回修改。", comment=_comment(request))


@require_POST
@guards.staff("letters.prepare")
def seal(request, pk):
    return step(request, pk, actions.seal, "已登记用印，可以送达。")


@require_POST
@guards.staff("letters.prepare")
def ask_again(request, pk):
    return step(request, pk, actions.ask_again, "已要求补充回复。", comment=_comment(request))


@require_POST
@guards.staff("letters.prepare")
def withdraw(request, pk):
    return step(request, pk, actions.withdraw, "已撤回，不再办理。", comment=_comment(request))


@require_POST
@guards.staff("letters.sign_letters")
def void(request, pk):
    return step(request, pk, actions.void, "已作废，文号保留。", comment=_comment(request))
