"""Who is asked, what was asked before, what is known already, and how often an organization is asked in a year."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.dated.calendar import add_months
from core.departments.models import Department
from core.refusal import Refusal
from registry.organizations.filters import OrganizationFilters
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.report_forms.models import FormVersion
from registry.report_forms.schema import schema_of
from supervision.questionnaires import known
from supervision.questionnaires.questions import Question, Questions
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient
from supervision.surveys.states import OUT, AnswerState

# ---- addressees


def filters_of(survey: Survey, actor: Actor) -> OrganizationFilters:
    rows = Organization.objects.visible_to(actor)
    return OrganizationFilters(QueryDict(survey.criteria), rows, actor=actor, is_exact=True)


def organizations(survey: Survey, actor: Actor) -> OrganizationQuerySet:
    """Whom the criteria find today, of those that still act. Raises Refusal where they cannot be read any more."""
    filters = filters_of(survey, actor)
    if not filters.form.is_valid():
        raise Refusal("对象条件中有已失效的选项，请重新选定条件。")
    return filters.qs.active()


def offices(survey: Survey) -> QuerySet:
    return Department.objects.active().filter(pk__in=survey.offices).order_by("region__code", "name")


# ---- what is known, and what was asked before


def own_questions(questions: Questions) -> Questions:
    return tuple(one for one in questions if not one.known)


def asks_nothing(questions: Questions) -> bool:
    """Everything is known and only shown: nobody has to answer."""
    return bool(questions) and all(one.is_shown_only for one in questions)


@dataclass(frozen=True)
class KnownShare:
    """Of all values that the form wants from its addressees, how many the portal has already."""

    known: int
    wanted: int


def known_share(questions: Questions, ids: Collection[int], day: datetime.date) -> KnownShare:
    asked = [one for one in questions if one.known]
    values = known.values_of([one.known for one in asked], ids, day)
    return KnownShare(sum(len(values[one.known]) for one in asked), len(questions) * len(ids))


@dataclass(frozen=True)
class AskedBefore:
    """One question that its addressees were asked, or that the portal knows: `where` says by whom and when."""

    question: Question
    where: str


def asked_before(survey: Survey, ids: Collection[int]) -> list[AskedBefore]:
    """Of the form's own questions. Three queries, whatever the number of addressees."""
    own = own_questions(survey.form)
    if not own:
        return []
    fields = {Question("", one.label, one.kind).folded: one for one in known.all_fields()}
    surveys = _elsewhere(survey, ids) | _of_surveys(survey, own, ids)
    reports = _of_reports(own) if survey.asks_organizations else {}
    found = []
    for one in own:
        if one.folded in fields:
            found.append(AskedBefore(one, f"平台已有：{fields[one.folded].area}"))
        elif one.folded in surveys:
            found.append(AskedBefore(one, surveys[one.folded]))
        elif one.folded in reports:
            found.append(AskedBefore(one, reports[one.folded]))
    return found


def _of_surveys(survey: Survey, own: Questions, ids: Collection[int]) -> dict[str, str]:
    """folded → "2026年由市商务局在《…》中问过": asked of at least one of the same addressees."""
    since = add_months(clock.today(), -settings.SURVEY_REPEATED_MONTHS)
    column = "organization__in" if survey.asks_organizations else "department__in"
    same = SurveyRecipient.objects.filter(**{column: list(ids)}).values("survey_round__survey")
    earlier = Survey.objects.filter(state__in=OUT, released_at__gte=clock.start_of(since), pk__in=same)
    wanted, found = {one.folded for one in own}, {}
    for before in earlier.exclude(pk=survey.pk).select_related("department").order_by("released_at"):
        for one in before.form:
            if one.folded in wanted:
                year = clock.date_of(before.released_at).year
                found[one.folded] = f"{year}年由{before.department}在《{before.title}》中问过"
    return found


def _elsewhere(survey: Survey, ids: Collection[int]) -> dict[str, str]:
    """What other capabilities asked the same organizations: settings.QUESTIONS_ASKED."""
    if not survey.asks_organizations:
        return {}
    since = add_months(clock.today(), -settings.SURVEY_REPEATED_MONTHS)
    return dict(pair for path in settings.QUESTIONS_ASKED for pair in import_string(path)(ids, since))


def _of_reports(own: Questions) -> dict[str, str]:
    newest = FormVersion.objects.order_by("org_type", "-year_from", "-pk").distinct("org_type")
    wanted, found = {one.folded for one in own}, {}
    for form in newest:
        for field in schema_of(form).fields.values():
            folded = Question("", field.label, field.kind).folded
            if folded in wanted:
                found[folded] = "年度报告中已填报"
    return found


def known_of(questions: Questions, organization_id: int | None, day: datetime.date) -> dict[str, str]:
    """Question key → what the portal knows; an office is asked nothing that is known of organizations."""
    asked = [one for one in questions if one.known]
    if organization_id is None or not asked:
        return {}
    values = known.values_of([one.known for one in asked], [organization_id], day)
    return {
        one.key: values[one.known][organization_id] for one in asked if organization_id in values.get(one.known, {})
    }


def earlier_answers(recipient: SurveyRecipient, questions: Questions) -> dict[str, SurveyAnswer]:
    """Question key → what this addressee said last time to the same question, in whichever form. One query."""
    own = {one.folded: one for one in own_questions(questions) if not one.is_file}
    since = add_months(clock.today(), -settings.SURVEY_REPEATED_MONTHS)
    rows = SurveyAnswer.objects.filter(folded__in=own, given_on__gte=since).exclude(recipient=recipient)
    if recipient.organization_id:
        rows = rows.filter(recipient__organization=recipient.organization_id)
    else:
        rows = rows.filter(recipient__department=recipient.department_id)
    found = {}
    for answer in rows.select_related("recipient__survey_round__survey").order_by("given_on", "pk"):
        its = own[answer.folded]
        if not its.options or answer.text in dict(its.options):
            found[its.key] = answer
    return found


def previous(recipient: SurveyRecipient) -> SurveyRecipient | None:
    """The same addressee in the round before, where it answered."""
    rows = SurveyRecipient.objects.filter(
        survey_round__survey=recipient.survey_round.survey_id, organization=recipient.organization_id,
        department=recipient.department_id, state=AnswerState.ANSWERED,
        survey_round__opens_on__lt=recipient.survey_round.opens_on,
    )  # fmt: skip
    return rows.order_by("-survey_round__opens_on").first()


# ---- how the answering stands


def counts(survey: Survey) -> dict[str, int]:
    rows = SurveyRecipient.objects.filter(survey_round__survey=survey).order_by().values_list("state")
    return dict(rows.annotate(number=Count("pk")))


def waiting(rows: QuerySet) -> QuerySet:
    return rows.filter(state=AnswerState.WAITING)


# ---- the burden


def asked(year: int) -> QuerySet:
    """Forms of this capability that organizations were asked for in a year."""
    rows = SurveyRecipient.objects.asked().filter(survey_round__survey__state__in=OUT, organization__isnull=False)
    rows = rows.filter(survey_round__opens_on__year=year)
    return rows.order_by().values(
        "organization", asked_title=F("survey_round__survey__title"), asked_at=F("survey_round__opens_on")
    )


def _sources(year: int) -> list[QuerySet]:
    return [import_string(path)(year) for path in settings.FORMS_ASKED]


def with_forms_asked(rows: OrganizationQuerySet, year: int) -> OrganizationQuerySet:
    """Annotates `forms_asked`: how many forms each organization was asked for in the year, by whomever."""
    total = Value(0, output_field=IntegerField())
    for source in _sources(year):
        its = source.filter(organization=OuterRef("pk")).values("organization").annotate(number=Count("pk"))
        total = total + Coalesce(Subquery(its.values("number"), output_field=IntegerField()), 0)
    return rows.annotate(forms_asked=total)


def forms_of(organization_id: int, year: int) -> list[tuple[str, datetime.date]]:
    """(title, day) of every form one organization was asked for in the year, latest first."""
    found = []
    for source in _sources(year):
        for row in source.filter(organization=organization_id):
            on = row["asked_at"]
            found.append((row["asked_title"], clock.date_of(on) if isinstance(on, datetime.datetime) else on))
    return sorted(found, key=lambda pair: pair[1], reverse=True)


@dataclass(frozen=True)
class Burden:
    """Of the organizations in sight that still act: forms asked in the year, how many were asked, the most for one."""

    forms: int
    organizations: int
    most: int


def burden(actor: Actor, year: int) -> Burden:
    seen = Organization.objects.visible_to(actor).active().values("pk")
    per: Counter = Counter()
    for source in _sources(year):
        rows = source.filter(organization__in=seen).values_list("organization").annotate(number=Count("pk"))
        per.update(dict(rows.values_list("organization", "number")))
    return Burden(sum(per.values()), len(per), max(per.values(), default=0))


def titles(rows: Iterable[AskedBefore]) -> str:
    return "、".join(f"“{one.question.label}”" for one in rows)
