"""What an organization is told about its papers: that there is something to do, and where."""

from core.notifications.templates import NoticeTemplate, register

register(
    NoticeTemplate(
        code="certificates.ends",
        title="登记证书有效期提醒",
        text="请核对登记证书载明的有效期，及时申请换发。",
        url_name="org:certificates:detail",
    ),
    NoticeTemplate(
        code="certificates.dues_unpublished",
        title="会费标准公布提醒",
        text="会费标准通过后请及时公布，并将公布日期告知登记管理机关。",
        url_name="org:certificates:detail",
    ),
)
