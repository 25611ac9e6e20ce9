"""Who is told about classes. Texts say nothing of the matter: what is to be done stands behind the sign-in."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from party_building.training.models import TrainingClass

register(
    NoticeTemplate(
        code="training.class",
        title="您有1条待办",
        text="请登录平台查看。",
        url_name="org:training:detail",
        url_ids=("training_class",),
    )
)


def tell(training_class: TrainingClass, organizations, *, event: str) -> None:
    """`event` makes the notice one of a kind: what happened to whom."""
    notices.queue(
        f"training.class:{training_class.pk}:{event}",
        template="training.class",
        recipients=[notices.to_organization(pk) for pk in organizations],
        context_ids={"training_class": training_class.pk},
    )
