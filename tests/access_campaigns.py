"""Campaigns and surveys for the walks: of the place's office, with the place's organization as target or addressee."""

from core import clock
from core.access.actor import Actor
from core.files.models import StoredFile
from supervision.campaigns.models import (
    Campaign,
    CampaignKind,
    CampaignOrder,
    CampaignTarget,
    SelfCheck,
    SelfCheckRound,
    SiteCheck,
    SiteCheckFile,
)
from supervision.questionnaires.questions import Question, dump
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient, SurveyRound
from tests.access_world import Case, Place, of_organization

FORM = (Question("q1", "走查问题", "text"), Question("q2", "走查附件", "file"))
SYSTEM = Actor.system("access_walk")


def _file(permission: str = "campaigns.view") -> StoredFile:
    return StoredFile.objects.create(
        sha256="0" * 64, size=3, name="走查.pdf", content_type="application/pdf", kind="campaigns",
        permission=permission, path="00/0",
    )  # fmt: skip


def a_campaign(department, title: str, **more) -> Campaign:
    """Running, unless `state` says otherwise."""
    today = clock.today()
    given = {"state": "running", "frozen_at": clock.now(), "original_count": 1, **more}
    return Campaign.objects.create(
        title=title, kind=CampaignKind.objects.get(code="industry_fees"), department=department, document="走查文件",
        starts_on=today, ends_on=today, self_check_due_on=today, as_of=today, questions=dump(FORM), **given,
    )  # fmt: skip


def a_target(department, organization, **more) -> CampaignTarget:
    made = a_campaign(department, f"走查行动{Campaign.objects.count() + 1}", **more)
    return CampaignTarget.objects.create(
        campaign=made, number=1, organization=organization, name=organization.name,
        authority=organization.supervising_authority,
    )  # fmt: skip


def _target(place: Place) -> CampaignTarget:
    key = (place.department.pk, place.organization.pk)
    return place.world.once("campaign_target", key, lambda: _with_everything(place))


def _with_everything(place: Place) -> CampaignTarget:
    """A self-check that was sent with a file, a site check with one, an order that was reported with one."""
    made, file = a_target(place.department, place.organization), _file()
    answers = {"q1": "有", "q2": str(file.pk)}
    check = SelfCheck.objects.create(target=made, answers=answers, state="submitted", submitted_at=clock.now())
    SelfCheckRound.objects.create(self_check=check, number=1, answers=answers)
    seen = SiteCheck.objects.create(
        target=made, checked_on=clock.today(), place="住所", inspectors=["甲", "乙"], summary="看过",
        department=place.department,
    )  # fmt: skip
    SiteCheckFile.objects.create(check_made=seen, file=file)
    CampaignOrder.objects.create(
        target=made, text="改", ordered_on=clock.today(), due_on=clock.today(), report="改了", report_file=file,
        reported_at=clock.now(), state="reported",
    )  # fmt: skip
    return made


def campaign(place: Place) -> dict:
    return {"pk": _target(place).campaign_id}


def target(place: Place) -> dict:
    return {"pk": _target(place).pk}


def target_answer(place: Place) -> dict:
    return {"pk": _target(place).pk, "key": "q2"}


def target_check_file(place: Place) -> dict:
    found = _target(place)
    return {"pk": found.pk, "file": SiteCheckFile.objects.get(check_made__target=found).file_id}


def target_order_file(place: Place) -> dict:
    found = _target(place)
    return {"pk": found.pk, "order": found.orders.get().pk}


def self_check(place: Place) -> dict:
    return {"pk": _target(place).self_check.pk}


def campaign_order(place: Place) -> dict:
    return {"pk": _target(place).orders.get().pk}


def a_survey(department, title: str, **more) -> Survey:
    """Running, unless `state` says otherwise."""
    given = {"state": "running", "released_at": clock.now(), **more}
    return Survey.objects.create(title=title, department=department, purpose="走查", questions=dump(FORM), **given)


def a_recipient(survey: Survey, *, organization=None, department=None) -> SurveyRecipient:
    today = clock.today()
    made, _ = SurveyRound.objects.get_or_create(
        survey=survey, period="", defaults={"opens_on": today, "due_on": today}
    )
    return SurveyRecipient.objects.create(
        survey_round=made, organization=organization, department=department, due_on=today
    )


def _survey(place: Place) -> Survey:
    """Asked by the place's office."""

    def make():
        made = a_survey(place.department, f"走查填报{place.department.pk}")
        row = a_recipient(made, organization=place.organization)
        SurveyAnswer.objects.create(
            recipient=row,
            key="q2",
            folded="走查附件",
            text="1",
            source="given",
            given_on=clock.today(),
            file=_file("surveys.view"),
        )
        return made

    return place.world.once("survey", place.department.pk, make)


def survey(place: Place) -> dict:
    return {"pk": _survey(place).pk}


def recipient(place: Place) -> dict:
    return {"pk": SurveyRecipient.objects.get(survey_round__survey=_survey(place)).pk}


def recipient_answer(place: Place) -> dict:
    return {**recipient(place), "key": "q2"}


def asked_of_office(place: Place) -> dict:
    """By another office of the place's office."""

    def make():
        asking = place.world.bureau.department("走查发起局", "government", place.world.bureau.yanhai)
        return a_recipient(a_survey(asking, f"走查来表{place.department.pk}"), department=place.department)

    return {"pk": place.world.once("survey_of_office", place.department.pk, make).pk}


def asked_of_organization(place: Place) -> dict:
    def make():
        asking = place.world.bureau.department("走查发起局", "government", place.world.bureau.yanhai)
        return a_recipient(a_survey(asking, f"走查来表组织{place.organization.pk}"), organization=place.organization)

    return {"pk": place.world.once("survey_of_organization", place.organization.pk, make).pk}


OF_CAMPAIGN = (
    "detail", "edit", "choose", "add_question", "add_known", "rearrange", "edit_items", "document", "submit",
    "send_back", "freeze", "withdraw", "end", "resume", "archive", "remind_offices",
)  # fmt: skip
OF_TARGET = (
    "target", "remind", "return_check", "accept_check", "inspect", "order", "order_formally", "verify", "ask_again",
    "propose", "sign_off", "send_sign_off_back", "take_sign_off_back",
    "reopen", "strike", "restore",
)  # fmt: skip
OF_SURVEY = (
    "detail", "edit", "copy", "choose", "add_question", "add_known", "rearrange", "submit", "send_back", "release",
    "close", "withdraw",
)  # fmt: skip
CAMPAIGN_CASES: dict[str, Case] = {
    **{f"staff:campaigns:{name}": Case(campaign) for name in OF_CAMPAIGN},
    **{f"staff:campaigns:{name}": Case(target) for name in OF_TARGET},
    "staff:campaigns:answer_file": Case(target_answer),
    "staff:campaigns:check_file": Case(target_check_file),
    "staff:campaigns:order_file": Case(target_order_file),
    "staff:campaigns:of_organization": Case(of_organization),
    **{f"org:campaigns:{name}": Case(target) for name in ("detail", "fill", "report")},
    "org:campaigns:answer_file": Case(target_answer),
    **{f"staff:surveys:{name}": Case(survey) for name in OF_SURVEY},
    **{f"staff:surveys:{name}": Case(recipient) for name in ("recipient", "remind", "extend")},
    "staff:surveys:answer_file": Case(recipient_answer),
    "staff:surveys:of_organization": Case(of_organization),
    **{f"staff:surveys:{name}": Case(asked_of_office, "department") for name in ("answer", "repeat")},
    **{f"org:surveys:{name}": Case(asked_of_organization) for name in ("answer", "repeat")},
}
