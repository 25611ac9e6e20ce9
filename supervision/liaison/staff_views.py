"""Liaison on the staff side: the list, contacts, the dossier before a visit."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.forms.asking import Question, ask
from registry.organizations import queries as organizations
from registry.organizations.models import Organization
from supervision.liaison import actions, dossier, queries
from supervision.liaison.forms import ContactForm, EndForm, LinkForm
from supervision.liaison.models import Contact, LiaisonLink
from supervision.liaison.states import KEEP, LOG
from supervision.liaison.tables import ContactList, LinkList, NeedList


@require_safe
@guards.staff("liaison.view")
def index(request):
    return LinkList().respond(request)


@require_POST
@guards.staff("liaison.export")
def export(request):
    return exports.export(LinkList(), request)


@require_safe
@guards.staff("liaison.view")
def contacts(request):
    return ContactList().respond(request)


@require_POST
@guards.staff("liaison.export")
def export_contacts(request):
    return exports.export(ContactList(), request)


@require_safe
@guards.staff("liaison.view")
def needs(request):
    return NeedList().respond(request)


@require_POST
@guards.staff("liaison.export")
def export_needs(request):
    return exports.export(NeedList(), request)


def body_of(request, pk) -> Organization:
    """In the seat's scope, or charged to the person."""
    found = get_object_or_404(queries.reachable(request.actor), pk=pk)
    return organizations.with_links([found])[0]


def crumbs(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ((reverse("staff:liaison:list"), "联系服务"), *more)


@guards.staff("liaison.keep")
def create(request):
    form = LinkForm(request.POST or None, actor=request.actor)

    def do() -> str:
        department = Department.objects.get(pk=request.actor.department_id)
        actions.link(actor=request.actor, department=department, **form.cleaned_data)
        return reverse("staff:liaison:list")

    question = Question(
        "登记联系服务名单", "登记", "已登记。", reverse("staff:liaison:list"), crumbs(),
        note="同类联系人已有的，自起始日期起由新的联系人接替。预计用时 2 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


def _link(request, pk) -> LiaisonLink:
    rows = LiaisonLink.objects.visible_to(request.actor).select_related("department", "organization", "user")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("liaison.view")
def link(request, pk):
    found, actor = _link(request, pk), request.actor
    is_running = found.badge[1] != "neutral"
    context = {
        "link": found,
        "contacts": dossier.contacts(found.organization, actor)[:20],
        "may_end": actor.can(KEEP) and actor.competent_for(found) and not actor.read_only and is_running,
        "may_log": actor.can(LOG) and not actor.read_only and _is_reachable(found.organization, actor),
    }
    return render(request, "supervision/liaison/staff_link.html", context)


def _is_reachable(organization: Organization, actor) -> bool:
    return queries.reachable(actor).filter(pk=organization.pk).exists()


@guards.staff("liaison.keep")
def end(request, pk):
    found, form = _link(request, pk), EndForm(request.POST or None)
    back = reverse("staff:liaison:link", args=[pk])

    def do() -> str:
        actions.end(found, actor=request.actor, **form.cleaned_data)
        return back

    question = Question("终止联系", "终止", "已终止。", back, crumbs((back, str(found))), lead=str(found))
    return ask(request, form, question, do)


@guards.staff("liaison.record")
def log(request, pk):
    """One line; back to where it was written, the answer ready to be copied."""
    organization, form = body_of(request, pk), ContactForm(request.POST or None)
    is_seen = Organization.objects.visible_to(request.actor).filter(pk=pk).exists()
    name = "staff:liaison:of_organization" if is_seen else "staff:liaison:dossier"
    back = reverse(name, args=[pk])

    def do() -> str:
        actions.log_contact(organization, actor=request.actor, **form.cleaned_data)
        return back

    question = Question(
        "登记联系", "登记", "已登记。", back, crumbs((back, organization.name)), lead=organization.name,
        note="一句话即可，预计用时 30 秒。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_safe
@guards.staff("liaison.view")
def contact(request, pk):
    rows = Contact.objects.visible_to(request.actor).select_related("organization", "department", "user")
    found = get_object_or_404(rows, pk=pk)
    context = {"contact": found, "needs": found.needs.all(), "may_raise": request.actor.can(LOG)}
    return render(request, "supervision/liaison/staff_contact.html", context)


@require_safe
@guards.staff("liaison.view")
def dossier_page(request, pk):
    """On paper, one page; the seat's own view of it."""
    found = dossier.of(body_of(request, pk), request.actor)
    found["may_log"] = request.actor.can(LOG) and not request.actor.read_only
    return render(request, "supervision/liaison/staff_dossier.html", found)


@require_safe
@guards.staff("liaison.view")
def mine(request):
    """What I keep in touch with, wherever it sits."""
    today = clock.today()
    links = LiaisonLink.objects.on(today).filter(user=request.actor.user_id).select_related("organization")
    context = {"links": queries.with_contacts(links).order_by("last_contact", "pk")}
    return render(request, "supervision/liaison/staff_mine.html", context)


def back_to(request, name: str, pk: int, said: str) -> HttpResponseRedirect:
    messages.success(request, said)
    return redirect(name, pk=pk)
