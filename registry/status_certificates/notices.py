"""Who is told what about certificates of status."""

from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register
from registry.status_certificates.models import StatusCertificate

register(
    NoticeTemplate(
        code="status_certificates.withdrawn",
        title="有1份证明已由登记管理机关撤回",
        text="请不要再使用，可在“开具证明”中查看原因并重新开具。",
        url_name="org:status_certificates:list",
    ),
)


def withdrawn(certificate: StatusCertificate) -> None:
    notices.queue(
        f"status_certificates.withdrawn:{certificate.pk}",
        template="status_certificates.withdrawn",
        recipients=[notices.to_organization(certificate.organization_id)],
    )
