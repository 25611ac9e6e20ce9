"""Who is told that a form waits. Outside the portal the text names nothing."""

import datetime

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from supervision.surveys.models import SurveyRecipient, SurveyRound


def _titles(contexts: list[dict]) -> list[dict]:
    rows = SurveyRound.objects.select_related("survey__department").in_bulk({one["round"] for one in contexts})
    return [{"title": str(rows[one["round"]]), "office": rows[one["round"]].survey.department} for one in contexts]


def _template(code: str, title: str, text: str, side: str) -> NoticeTemplate:
    return NoticeTemplate(
        code=f"surveys.{code}.{side}", title=title, text=text,
        url_name="org:surveys:list" if side == "org" else "staff:surveys:mine", look_up=_titles,
    )  # fmt: skip


for _side in ("org", "staff"):
    register(_template("opened", "请填报：{title}", "由{office}发起。平台已知的内容已带出，只填其余各项。", _side))
    register(_template("reminded", "尚未填报：{title}", "已经填报的请忽略；有困难的请与{office}联系。", _side))
    register(_template("extended", "填报期限已延长：{title}", "新的截止日期见填报页面。", _side))

EVERY_WAY = ("in_app", "email")


def _side(recipient: SurveyRecipient) -> tuple[str, notices.Recipient]:
    if recipient.organization_id:
        return "org", notices.to_organization(recipient.organization_id)
    return "staff", notices.to_department(recipient.department_id)


def opened(made: SurveyRound, rows: list[SurveyRecipient]) -> None:
    for side in ("org", "staff"):
        told = [to for kind, to in map(_side, rows) if kind == side]
        if told:
            notices.queue(
                f"surveys.opened:{made.pk}", template=f"surveys.opened.{side}", recipients=told,
                context_ids={"round": made.pk}, channels=EVERY_WAY,
            )  # fmt: skip


def reminded(recipient: SurveyRecipient, day: datetime.date) -> None:
    side, to = _side(recipient)
    notices.queue(
        f"surveys.reminded:{recipient.pk}:{day.isoformat()}", template=f"surveys.reminded.{side}", recipients=[to],
        context_ids={"round": recipient.survey_round_id}, channels=EVERY_WAY,
    )  # fmt: skip


def extended(recipient: SurveyRecipient, step: int) -> None:
    side, to = _side(recipient)
    notices.queue(
        f"surveys.extended:{step}:{recipient.pk}", template=f"surveys.extended.{side}", recipients=[to],
        context_ids={"round": recipient.survey_round_id},
    )  # fmt: skip
