"""Whether the open data of last night went out."""

from core.health.checks import Finding, State
from registry.disclosures import bundle, open_data


def open_data_written() -> Finding:
    published = bundle.current()
    if published is None:
        return Finding("open_data", "开放数据", State.OK, "开放数据还没有生成过，首次运行后十分钟内生成。")
    sentence = f"开放数据截至 {published.day:%Y-%m-%d}，{'有' if published.is_signed else '没有'}签名。"
    if open_data.is_overdue():
        sentence += "今天的没有生成，请查看后台任务进程的日志。"
        return Finding("open_data", "开放数据", State.DEGRADED, sentence)
    return Finding("open_data", "开放数据", State.OK, sentence)
