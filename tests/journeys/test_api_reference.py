"""The system administrator issues a token, and tries it on the reference page under the portal's own CSP."""

import pytest

pytestmark = pytest.mark.journey


def test_a_token_is_issued_and_tried_in_the_reference(visit):
    admin = visit("sysadmin")
    page = admin.page
    page.goto("/staff/api-tokens/issue/")
    page.locator("[name=name]").fill("望澜区数据共享")
    page.locator("[name=department]").select_option(index=1)
    page.get_by_label("社会组织名录·查看").check()
    page.locator("[name=scope_kind][value=territory]").check()
    page.locator("[name=region]").select_option(label="霁川市望澜区")
    page.locator("[name=ip_ranges]").fill("127.0.0.0/8")
    page.locator("form.card button[type=submit]").click()
    token = page.locator("#one-time-code").inner_text()
    admin.picture("api-token-handover")

    page.goto("/api/v1/docs/")
    page.get_by_role("button", name="Authorize").first.click()
    page.locator(".modal-ux input").fill(token)
    page.locator(".modal-ux .auth-btn-wrapper button[type=submit]").click()
    page.locator(".modal-ux .auth-btn-wrapper .btn-done").click()
    page.locator("#operations-token-get_token .opblock-summary").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table", has_text="望澜区数据共享").wait_for()
    assert '"territory"' in page.locator(".live-responses-table").inner_text()
    admin.picture("api-reference")


def test_the_reference_and_the_guide_fit_a_phone(visit):
    page = visit("sysadmin", phone=True).page
    for path in ("/api/v1/docs/", "/staff/api-tokens/guide/", "/staff/api-tokens/", "/staff/api-tokens/issue/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
