"""The scripts of static/js in a real browser, against a small server that answers as the portal would."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
ROOT = Path(__file__).resolve().parents[3]
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
SCRIPTS = sorted(path.name for path in (ROOT / "static" / "js").glob("*.js"))
PAGE = f"""<!doctype html><html lang="zh-Hans"><head><title>试</title>
<link rel="stylesheet" href="/static/css/gov.css">
{"".join(f'<script type="module" src="/static/js/{name}"></script>' for name in SCRIPTS)}</head><body>
<input data-search-key aria-label="查找">
<table data-row-keys><tbody><tr><td><a href="#a">甲</a></td></tr><tr><td><a href="#b">乙</a></td></tr></tbody></table>
<span data-autosave-status role="status"></span><div data-autosave-panel></div>
<form method="post" action="/submit" data-autosave="/autosave"><input type="hidden" name="version" value="1">
<label>工作情况<input name="answer"></label><button type="submit">报送</button></form>
<details class="confirm-reason"><summary>退回</summary><form method="post" action="/submit"><label>理由
<textarea name="comment" required></textarea></label><button type="submit">确定退回</button></form></details>
<main><nav><a rel="next" href="#second">下一件</a></nav>
<table data-row-keys><tbody><tr><td><input type="checkbox" aria-label="选"><a href="#c">丙</a></td></tr></tbody>
</table></main><form method="post" action="/display">
<button type="submit" name="set" value="elder" data-display-tool="1" aria-pressed="false">长者模式</button></form>
<section class="elder-toolbar"><form method="post" action="/display">
<button type="submit" name="set" value="contrast" data-display-tool="high" aria-pressed="false">高对比</button>
<button type="submit" name="set" value="guide_line" data-display-tool="1" aria-pressed="false">辅助线</button>
<button type="button" data-read-aloud aria-pressed="false" hidden>朗读</button>
<button type="submit" name="set" value="reset" data-display-reset>重置</button></form></section></body></html>"""


class Server(ThreadingHTTPServer):
    """`answers` are given in turn to /autosave: (status, body); then 200 with a version counted up."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: deque = deque()
        self.saves: list[str] = []
        self.submits: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self):
        path = ROOT / self.path.lstrip("/")
        if self.path.startswith("/static/") and path.is_file():
            kind = "text/css" if path.suffix == ".css" else "text/javascript"
            self._send(200, path.read_bytes(), kind)
        elif self.path.split("?")[0] == "/":
            self._send(200, PAGE.encode(), "text/html; charset=utf-8")
        elif self.path == "/help/keyboard/":
            self._send(200, "<p>j k 上下移动</p>".encode(), "text/html; charset=utf-8")
        else:
            self._send(204, b"", "text/plain")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/submit":
            self.server.submits.append(body)
            return self._send(200, b"<title>done</title>", "text/html")
        self.server.saves.append(body)
        good = (200, json.dumps({"version": len(self.server.saves) + 1}))
        status, text = self.server.answers.popleft() if self.server.answers else good
        return self._send(status, text.encode(), "text/html; charset=utf-8")

    def _send(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    own = Server()
    threading.Thread(target=own.serve_forever, daemon=True).start()
    yield own
    own.shutdown()
    own.server_close()


@pytest.fixture
def page(browser, server):
    opened = browser.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if "Security Policy" in line.text else None)
    opened.goto(server.url)
    yield opened
    opened.close()
    assert complaints == []


def status(page):
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_by_itself_and_the_version_moves_on(page, server):
    page.get_by_label("工作情况").type("开展活动")
    expect(status(page)).to_contain_text("已自动保存", timeout=3000)
    assert page.locator("[name=version]").input_value() == "2"
    assert "开展活动" in server.saves[-1]
    page.get_by_label("工作情况").type("三场")
    expect(page.locator("[name=version]")).to_have_value("3", timeout=3000)


def test_a_failing_server_loses_nothing_and_is_asked_again(page, server):
    server.answers.append((500, "down"))
    page.get_by_label("工作情况").type("不能丢")
    expect(status(page)).to_contain_text("内容保留在本页", timeout=3000)
    expect(status(page)).to_contain_text("已自动保存", timeout=6000)
    assert "不能丢" in server.saves[-1]


def test_an_expired_session_offers_the_sign_in_page_and_saves_afterwards(page, server):
    server.answers.append((401, ""))
    page.get_by_label("工作情况").type("登录过期")
    link = page.get_by_role("link", name="在新窗口登录")
    expect(link).to_have_attribute("href", "/accounts/login/?next=%2F", timeout=3000)
    assert page.get_by_label("工作情况").input_value() == "登录过期"
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(status(page)).to_contain_text("已自动保存", timeout=3000)
    assert "登录过期" in server.saves[-1]


def test_pressing_the_button_after_the_session_ended_keeps_the_page_and_sends_once_signed_in(page, server):
    server.answers.append((401, ""))
    page.get_by_label("工作情况").type("马上报送")
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("link", name="在新窗口登录")).to_be_visible(timeout=3000)
    assert server.submits == []
    assert page.get_by_label("工作情况").input_value() == "马上报送"
    page.get_by_role("button", name="报送").click()
    expect(page).to_have_title("done")
    assert len(server.submits) == 1
    assert len(server.saves) == 2, "kept first, then sent"


def test_a_conflict_is_shown_and_nothing_more_is_sent_until_the_person_acts(page, server):
    server.answers.append((409, "<p>张丽修改了同一内容</p>"))
    page.get_by_label("工作情况").type("我的")
    expect(page.locator("[data-autosave-panel]")).to_contain_text("张丽修改了同一内容", timeout=3000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(1500)
    assert len(server.saves) == 1


def test_a_second_click_sends_nothing(page, server):
    page.get_by_role("button", name="报送").dblclick()
    expect(page).to_have_title("done")
    page.wait_for_timeout(300)
    assert len(server.submits) == 1


def test_a_slash_goes_to_the_search_box_and_j_walks_the_rows(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "乙"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "甲"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.hasAttribute('data-search-key')")
    page.keyboard.type("j")
    assert page.evaluate("document.activeElement.value") == "j"


def attribute(page, name):
    return page.evaluate(f"document.documentElement.getAttribute('{name}')")


def test_elder_mode_opens_in_place_and_is_remembered_in_a_cookie(page):
    page.get_by_label("工作情况").type("还没保存")
    page.get_by_role("button", name="长者模式").click()
    assert attribute(page, "data-elder") == "1"
    assert "elder=1" in page.evaluate("document.cookie")
    assert page.get_by_label("工作情况").input_value() == "还没保存"
    expect(page.get_by_role("button", name="长者模式")).to_have_attribute("aria-pressed", "true")


def test_alt_z_opens_elder_mode_and_leaving_it_takes_the_tools_back(page):
    page.keyboard.press("Alt+z")
    assert attribute(page, "data-elder") == "1"
    page.get_by_role("button", name="高对比").click()
    page.get_by_role("button", name="辅助线").click()
    assert attribute(page, "data-contrast") == "high"
    assert page.locator(".guide").count() == 2
    page.keyboard.press("Alt+z")
    assert attribute(page, "data-elder") is None
    assert attribute(page, "data-contrast") is None
    assert page.locator(".guide").count() == 0
    assert "contrast" not in page.evaluate("document.cookie")


def test_reset_clears_the_tools_and_stays_in_elder_mode(page):
    page.keyboard.press("Alt+z")
    page.get_by_role("button", name="高对比").click()
    page.get_by_role("button", name="重置").click()
    assert attribute(page, "data-contrast") is None
    assert attribute(page, "data-elder") == "1"


def test_a_reason_is_asked_for_in_a_dialog_that_gives_the_focus_back(page, server):
    page.get_by_text("退回", exact=True).click()
    expect(page.get_by_role("dialog", name="退回")).to_be_visible()
    assert page.evaluate("document.activeElement.name") == "comment"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "退回"
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("理由").fill("缺审计报告")
    page.get_by_role("button", name="确定退回").click()
    expect(page).to_have_title("done")
    assert len(server.submits) == 1


def test_a_question_mark_opens_the_help_and_escape_returns_to_the_page(page):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_contain_text("上下移动")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_x_ticks_the_row_and_alt_right_goes_to_the_next_piece(page):
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.get_by_label("选").is_checked()
    page.keyboard.press("Alt+ArrowRight")
    expect(page).to_have_url(f"{page.url.split('#')[0]}#second")


def test_single_letter_keys_that_are_switched_off_do_nothing(page):
    page.evaluate("document.documentElement.dataset.singleKeys = 'off'")
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert page.evaluate("document.activeElement === document.body")
    expect(page.get_by_role("dialog")).to_have_count(0)
