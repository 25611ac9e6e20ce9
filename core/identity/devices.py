"""Where an account is signed in: the live sessions, and a browser's own name for itself in words."""

import datetime
import hashlib
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from core import clock
from core.identity.models import User

# The first that occurs names it: browsers call themselves Chrome and Safari too, so the rarer names come first.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("QIHU", "360 浏览器"),
    ("Qaxbrowser", "奇安信浏览器"),
    ("UOSBrowser", "统信浏览器"),
    ("Edg", "Edge 浏览器"),
    ("Firefox", "火狐浏览器"),
    ("Chrome", "Chrome 浏览器"),
    ("Safari", "Safari 浏览器"),
)
SYSTEMS = (
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("HarmonyOS", "鸿蒙设备"),
    ("Windows NT 6.1", "Windows 7"),
    ("Windows", "Windows"),
    ("Mac OS", "苹果电脑"),
    ("UOS", "统信 UOS"),
    ("Kylin", "麒麟系统"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    pk: int
    words: str
    address: str
    since: datetime.datetime
    last_seen: datetime.datetime
    is_this: bool


def words_for(user_agent: str) -> str:
    """ "Windows · Edge 浏览器"; unknown parts are left out."""
    found = [next((label for mark, label in names if mark in user_agent), "") for names in (SYSTEMS, BROWSERS)]
    return " · ".join(filter(None, found)) or "未知设备"


def live_sessions(user_id: int):
    """Sessions that the next request could still use: there, not idle too long, not too old."""
    now = clock.real_now()
    idle = now - datetime.timedelta(seconds=settings.SESSION_IDLE_SECONDS)
    oldest = now - datetime.timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS)
    stored = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    rows = UserSession.objects.filter(Exists(stored), user=user_id, last_seen_at__gte=idle, created_at__gte=oldest)
    return rows.order_by("-last_seen_at", "-pk")


def devices_of(user_id: int, session_key: str | None = None) -> list[Device]:
    """One query. `session_key` marks the session that asks."""
    return [
        Device(
            row.pk,
            words_for(row.user_agent),
            row.ip,
            row.created_at,
            row.last_seen_at,
            row.session_key == session_key,
        )
        for row in live_sessions(user_id)
    ]


def seen(session_key: str) -> None:
    """The stamp of a session in use; the caller calls at most once a minute."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=clock.real_now())


def digest(session_key: str | None) -> str:
    return hashlib.sha256((session_key or "").encode()).hexdigest()


def renew(request) -> None:
    """A new key for the same session: what was known of the old one is worthless from here on."""
    old = request.session.session_key
    request.session.cycle_key()
    new = request.session.session_key
    UserSession.objects.filter(session_key=old).update(session_key=new)
    User.objects.filter(pk=request.user.pk, session_key_digest=digest(old)).update(session_key_digest=digest(new))
