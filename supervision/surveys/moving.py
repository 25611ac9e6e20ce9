"""Forms that are out follow the office that asks and the office that is asked."""

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.surveys.models import Survey, SurveyRecipient
from supervision.surveys.states import AnswerState, SurveyState

ENDED = (SurveyState.CLOSED, SurveyState.WITHDRAWN)


class Surveys(Mover):
    label, unit = "未结束的填报", "张表"
    moves = ("supervision.Survey.department", "supervision.SurveyRecipient.department")

    def count_departments(self, old, day):
        asking = named(Survey.objects.exclude(state__in=ENDED), ("department",), old).count()
        return asking + named(self._waiting(), ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        moved = follow(Survey.objects.exclude(state__in=ENDED), "department", change)
        for old, new in change.pairs.items():
            if new:
                rows = self._waiting().filter(department=old)
                present = SurveyRecipient.objects.filter(department=new).values("survey_round")
                moved += rows.exclude(survey_round__in=present).update(department=new)
        return moved

    @staticmethod
    def _waiting():
        return SurveyRecipient.objects.filter(state=AnswerState.WAITING)
