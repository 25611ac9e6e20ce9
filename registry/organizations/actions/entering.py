"""Entering the register, one by one or by the thousand, and taking an import back."""

from collections.abc import Sequence

from django.db import transaction

from core import audit, bulk, clock, history
from core.access.actor import Actor
from core.dated.models import DatedFact
from core.workflow.errors import NotCompetent, Refusal
from registry.identifiers import uscc as credit_codes
from registry.identifiers.recorded_regions import was_ever_region
from registry.organizations import intake
from registry.organizations.actions.competence import competent, may
from registry.organizations.facts import FACT_MODELS
from registry.organizations.intake import NewOrganization
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind

BATCH = 2000


class AlreadyRegistered(Refusal):
    """A credit code of the batch is taken; `codes` names them all."""

    def __init__(self, codes: Sequence[str]):
        self.codes = tuple(codes)
        shown = "、".join(self.codes[:5])
        more = f"等{len(self.codes)}个" if len(self.codes) > 5 else ""
        super().__init__(f"统一社会信用代码{shown}{more}已登记在另一社会组织名下，请核对后再办理。")


class CodeRefused(Refusal):
    """The credit code cannot stand as it is."""


def register(new: NewOrganization, *, actor: Actor) -> Organization:
    """Enter one organization with its opening facts, in one transaction.

    Raises CodeRefused for a credit code that fails its checks without a reason, AlreadyRegistered for a taken one,
    NotCompetent when the supervising authority is not the actor's office.
    """
    _check_code(new)
    return register_many([new], actor=actor, document=new.document, origin="registration")[0]


@transaction.atomic
def register_many(
    news: Sequence[NewOrganization], *, actor: Actor, document: str = "", origin: str
) -> list[Organization]:
    """Enter many organizations at once, in the order given; all or none. Returns them with primary keys.

    For imports and seeds: thousands of rows with a few statements per table, the same facts and the same current
    columns as the single verbs would write. `document` stands on every fact that brings none of its own; `origin`
    ("import:12", "demo") is kept with every history event. The caller has checked each row (codes,
    namesakes); a credit code that is already taken raises AlreadyRegistered and nothing is written.
    About 0.4 ms per organization.
    """
    may(actor, "登记社会组织")
    _check_supervised_by(actor, news)
    _check_unique_codes(news)
    laid_out = intake.lay_out(news, today=clock.today())
    with history.acting(actor, origin=origin):
        organizations = Organization.objects.bulk_create([row for row, _ in laid_out], batch_size=BATCH)
        tables: dict[type[DatedFact], list[DatedFact]] = {}
        for organization, facts in laid_out:
            for fact in facts:
                fact.organization_id = organization.pk
                fact.document = fact.document or document
                tables.setdefault(type(fact), []).append(fact)
        for model, facts in tables.items():
            columns = [column.attname for column in model._meta.concrete_fields if not column.primary_key]
            bulk.copy(model, columns, ([getattr(fact, name) for name in columns] for fact in facts))
    audit.record(
        "organizations.register",
        actor=actor,
        subject=organizations[0] if len(organizations) == 1 else None,
        count=len(organizations),
        origin=origin,
    )
    return organizations


def _check_code(new: NewOrganization) -> None:
    if not new.uscc:
        return
    for issue in credit_codes.check(new.uscc, known_region=was_ever_region):
        if issue.severity == "error" or (issue.severity == "confirm" and not new.uscc_override_reason):
            raise CodeRefused(issue.message)


def _check_supervised_by(actor: Actor, news: Sequence[NewOrganization]) -> None:
    if actor.is_system:
        return
    for new in news:
        office = new.responsibilities.get(ResponsibilityKind.SUPERVISING)
        if office is None:
            raise NotCompetent(f"“{new.name}”没有写明监督管理机关，不能登记。")
        if office != actor.department_id:
            raise NotCompetent(
                f"“{new.name}”的监督管理机关不是{actor.department_name or '您所在的单位'}，应由其监督管理机关登记。"
            )


def _check_unique_codes(news: Sequence[NewOrganization]) -> None:
    codes = [new.uscc for new in news if new.uscc]
    twice = {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()
    taken = set(Organization.objects.filter(uscc__in=codes).exclude(uscc="").values_list("uscc", flat=True))
    if twice or taken:
        raise AlreadyRegistered(sorted(twice | taken))


@transaction.atomic
def withdraw_many(organizations: Sequence[int], *, actor: Actor, origin: str) -> int:
    """Take back what an import entered: rows and facts go, the history tables keep them. Returns the rows removed.

    The caller has made sure that nothing was built on them; a row that something else points to raises
    django.db.models.ProtectedError and nothing is removed.
    """
    may(actor, "撤回导入的社会组织")
    rows = Organization.objects.filter(pk__in=organizations)
    for organization in rows.select_for_update(of=("self",), no_key=True):
        competent(organization, actor, "撤回导入的社会组织")
    with history.acting(actor, origin=origin):
        for model in FACT_MODELS:
            model.objects.filter(organization__in=organizations).delete()
        removed, _ = rows.delete()
    audit.record("organizations.withdraw", actor=actor, count=removed, origin=origin)
    return removed
