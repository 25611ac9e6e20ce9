"""Whether this server can set Chinese text into PDF."""

from core.documents import pdf
from core.health.checks import Finding, State


def pdf_can_be_made() -> Finding:
    if lacking := pdf.missing():
        sentence = f"不能生成PDF：{lacking}。页面照常使用，可以用浏览器打印。"
        return Finding("documents", "文书排版", State.DEGRADED, sentence)
    return Finding("documents", "文书排版", State.OK, "可以生成PDF。")
