"""Notices are for everyone with an account, whatever the audience."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.listing import keyset
from core.listing.keyset import Order, Sort
from core.notifications import notices
from core.notifications.models import Notice
from core.notifications.templates import shown

PAGE = 25
NEWEST = Order(Sort("newest", "最近", ("-id",)), Notice)


@require_GET
@guards.signed_in()
def index(request):
    rows = Notice.objects.visible_to(request.actor).select_related("read_by")
    is_unread = request.GET.get("unread") == "1"
    if is_unread:
        rows = rows.unread()
    page = keyset.cut(rows, NEWEST, request.GET.get("at", ""), PAGE, None)
    context = {
        "notices": list(zip(page.rows, shown(page.rows), strict=True)),
        "unread": notices.unread_count(request.actor),
        "is_unread": is_unread,
        "layout": "layouts/org.html" if request.actor.is_organization_side else "layouts/staff.html",
        **_links(page, is_unread),
    }
    return render(request, "core/notifications/public_list.html", context)


def _links(page: keyset.Slice, is_unread: bool) -> dict:
    def to(at: str) -> str:
        query = QueryDict(mutable=True)
        query.update({"unread": "1"} if is_unread else {})
        query.update({"at": at} if at else {})
        return f"?{query.urlencode()}"

    return {
        "first_url": to("") if page.has_previous else "",
        "previous_url": to(keyset.token(NEWEST, "before", page.rows[0])) if page.has_previous else "",
        "next_url": to(keyset.token(NEWEST, "after", page.rows[-1])) if page.has_next else "",
        "last_url": to("last") if page.has_next else "",
    }


@require_POST
@guards.signed_in()
def mark_read(request):
    """`notice` names one; without it, all."""
    wanted = request.POST.get("notice", "")
    notices.mark_read(request.actor, [int(wanted)] if wanted.isdigit() else None)
    return redirect("public:notifications:list")


@require_POST
@guards.signed_in()
def follow(request, pk):
    """Opening a notice marks it as read and leads to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    notices.mark_read(request.actor, [notice.pk])
    return redirect(shown([notice])[0].url or "public:notifications:list")
