"""What must be there for the portal to work, each as one question with an answer in words.

A check is a function that returns a Finding; settings.HEALTH_CHECKS names them in the order of the page. DOWN means
that visitors cannot be served; DEGRADED that they can, and somebody should look.
"""

import datetime
import logging
import shutil
import time
from dataclasses import dataclass

import redis
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from core import clock
from core.audit import anchors
from core.audit.models import AuditHead

logger = logging.getLogger(__name__)
PULSE = "health.pulse"  # cache key: when the worker last ran a message of the clock, Unix seconds
PULSE_LATE = 60  # seconds; the clock sends one every 15
LONGEST_WAIT = 1.0  # seconds for a broker or a worker that does not answer
UNANCHORED = datetime.timedelta(minutes=10)


class State(models.TextChoices):
    OK = "ok", "正常"
    DEGRADED = "degraded", "需要处理"
    DOWN = "down", "不可用"


@dataclass(frozen=True)
class Finding:
    key: str
    title: str
    state: State
    sentence: str
    seconds: float = 0.0


def run_all() -> list[Finding]:
    """Every check, whatever the others find; about a second more when broker or worker do not answer."""
    return [run(path) for path in settings.HEALTH_CHECKS]


def run(path: str) -> Finding:
    began = time.monotonic()
    try:
        found = import_string(path)()
    except Exception as error:  # a check that breaks is an answer too
        logger.warning("health check broke", extra={"check": path, "error": type(error).__name__})
        found = Finding(path.rpartition(".")[2], path.rpartition(".")[2], State.DEGRADED, "检查未能完成，请查看日志。")
    return Finding(found.key, found.title, found.state, found.sentence, round(time.monotonic() - began, 3))


def worst(findings: list[Finding]) -> State:
    return max((finding.state for finding in findings), key=list(State).index, default=State.OK)


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Finding("database", "数据库", State.DOWN, "数据库没有响应。请检查 PostgreSQL 服务和连接地址。")
    return Finding("database", "数据库", State.OK, "数据库正常响应。")


_schema_is_current = False  # once true, true until this process is replaced by a newer version


def migrations() -> Finding:
    global _schema_is_current
    try:
        if not _schema_is_current:
            executor = MigrationExecutor(connection)
            _schema_is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Finding("migrations", "数据库结构", State.DOWN, "数据库没有响应，无法核对结构版本。")
    if not _schema_is_current:
        return Finding("migrations", "数据库结构", State.DOWN, "有尚未执行的数据库迁移。请执行 manage.py migrate。")
    return Finding("migrations", "数据库结构", State.OK, "数据库结构与程序版本一致。")


def broker() -> Finding:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=LONGEST_WAIT, socket_timeout=LONGEST_WAIT
        ) as server:
            server.ping()
    except (redis.RedisError, OSError):
        sentence = "消息队列没有响应：页面可以使用，后台任务和外发消息等它恢复后继续。请检查 Valkey 服务。"
        return Finding("broker", "消息队列", State.DEGRADED, sentence)
    return Finding("broker", "消息队列", State.OK, "消息队列正常响应。")


def cache_answers() -> Finding:
    mark = str(time.time_ns())
    cache.set("health.probe", mark, timeout=60)
    if cache.get("health.probe") is None:
        return Finding("cache", "缓存", State.DEGRADED, "缓存没有响应：页面可以使用，速度会变慢。请检查 Valkey 服务。")
    return Finding("cache", "缓存", State.OK, "缓存正常响应。")


def disk() -> Finding:
    usage = shutil.disk_usage(settings.VAR)
    free, low = usage.free // 2**20, settings.DISK_LOW_MB
    words = f"数据目录所在磁盘剩余 {free:,} MB。"
    if free < low // 4:
        return Finding("disk", "磁盘空间", State.DOWN, f"{words}即将无法保存数据，请立即清理或扩容。")
    if free < low:
        return Finding("disk", "磁盘空间", State.DEGRADED, f"{words}少于 {low:,} MB，请清理或扩容。")
    return Finding("disk", "磁盘空间", State.OK, words)


def worker() -> Finding:
    if _worker_answers():
        return Finding("worker", "后台任务进程", State.OK, "后台任务进程正常响应。")
    sentence = "后台任务进程没有响应：导入、导出和夜间检查不会进行。请检查 portal-worker 服务。"
    return Finding("worker", "后台任务进程", State.DEGRADED, sentence)


def _worker_answers() -> bool:
    """A message of the clock run lately is an answer; only without one is the worker asked by broadcast."""
    age = pulse_age()
    if age is not None and age <= PULSE_LATE:
        return True
    try:
        return bool(current_app.control.ping(timeout=LONGEST_WAIT, limit=1))
    except Exception:  # whatever a dead broker raises
        return False


def beat() -> Finding:
    age = pulse_age()
    if age is not None and age <= PULSE_LATE:
        return Finding("beat", "定时器", State.OK, f"最近一次定时任务在 {age:.0f} 秒前执行。")
    since = f"已有 {age / 60:.0f} 分钟没有定时任务执行" if age is not None else "还没有定时任务执行的记录"
    if _worker_answers():
        return Finding("beat", "定时器", State.DEGRADED, f"{since}。请检查 portal-beat 服务。")
    return Finding("beat", "定时器", State.DEGRADED, f"{since}，后台任务进程也没有响应。请先恢复后台任务进程。")


def pulse_age() -> float | None:
    """Seconds since the worker last ran a message of the clock; None when nobody remembers."""
    beaten = cache.get(PULSE)
    return max(0.0, time.time() - beaten) if beaten else None


def clocks_agree() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            drift = abs(float(cursor.fetchone()[0]) - time.time())
    except DatabaseError:
        return Finding("clock", "时钟", State.DEGRADED, "数据库没有响应，无法核对时钟。")
    if drift > settings.CLOCK_DRIFT_SECONDS:
        sentence = f"应用服务器与数据库服务器的时间相差 {drift:.0f} 秒，期限可能算错。请检查时间同步服务。"
        return Finding("clock", "时钟", State.DEGRADED, sentence)
    return Finding("clock", "时钟", State.OK, "应用服务器与数据库服务器的时间一致。")


def audit_anchored() -> Finding:
    """Entries that no anchor covers could be removed without a trace."""
    title, last = "审计锚点", anchors.last()
    if AuditHead.objects.get(pk=1).seq == (last["count"] if last else 0):
        return Finding("audit", title, State.OK, "审计日志的最新记录已写入锚点文件。")
    age = clock.real_now() - datetime.datetime.fromisoformat(last["at"]) if last else None
    if age is not None and age < UNANCHORED:
        return Finding("audit", title, State.OK, f"最近一个锚点写于 {age.seconds} 秒前。")
    return Finding("audit", title, State.DEGRADED, "审计日志有未写入锚点的记录。请检查定时器和锚点文件所在目录。")
