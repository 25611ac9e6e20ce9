"""PDF/A from a page of our own. Nothing is fetched: neither addresses nor files, whatever the page names."""

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from core.refusal import Refusal

VARIANT = "pdf/a-3b"


class PdfUnavailable(Refusal):
    """This machine lacks what setting Chinese text needs; the print page still works."""

    def __init__(self):
        super().__init__("本服务器暂时不能生成PDF（缺少排版组件或中文字体）。请打开打印页，用浏览器打印或另存为PDF。")


@lru_cache(maxsize=1)
def missing() -> str:
    """What the machine lacks for PDF, in words for the operator; empty where nothing does. Looked up once."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return "缺少 Pango（Debian 软件包 libpango-1.0-0、libpangoft2-1.0-0）"
    if not _has_chinese_font():
        return "缺少中文字体（Debian 软件包 fonts-noto-cjk）"
    return ""


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def is_available() -> bool:
    return not missing()


def _refuse(url: str, *args, **kwargs):
    raise ValueError(f"documents fetch nothing: {url[:60]}")


def render(template: str, context: dict, *, styles: tuple[str, ...]) -> bytes:
    """The page as PDF/A-3b with embedded fonts. Title, language and author come from the head of the template.

    `styles` are names of static style sheets. Takes 0.3 to 3 s. Raises PdfUnavailable.
    """
    if missing():
        raise PdfUnavailable
    from weasyprint import CSS, HTML

    page = HTML(string=render_to_string(template, context), url_fetcher=_refuse)
    sheets = [CSS(string=Path(finders.find(name)).read_text("utf-8"), url_fetcher=_refuse) for name in styles]
    return page.write_pdf(stylesheets=sheets, pdf_variant=VARIANT, pdf_tags=True)
