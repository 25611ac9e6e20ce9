"""The components in every state, as a person reads them."""

import pytest
from django import forms
from django.template.loader import render_to_string

from core.pages import samples
from tests.core.pages.cast import clerk, page_request


@pytest.fixture
def guide(settings):
    settings.HEADER_LINKS = []  # their numbers come from the database
    actor = clerk("pages.styleguide")
    return render_to_string("pages/styleguide.html", samples.context(), page_request("/_styleguide/", actor=actor))


def component(name, **context):
    return render_to_string(f"components/{name}.html", context)


def test_the_styleguide_shows_every_state_of_every_badge(guide):
    for word in samples.STATES.values():
        assert word in guide
    for tone in ("ok", "info", "warning", "danger", "neutral"):
        assert f"badge-{tone}" in guide


def test_an_error_is_said_once_at_the_top_with_a_link_and_once_at_its_field(guide):
    assert '<a href="#id_name">请填写“单位名称”</a>' in guide
    assert guide.count("请填写“单位名称”") == 2
    assert 'aria-describedby="id_name_help id_name_error"' in guide
    assert guide.count("“专职工作人员数”应为整数") == 2


def test_a_form_s_own_wording_of_an_error_is_kept():
    class Worded(forms.Form):
        code = forms.CharField(label="代码", error_messages={"required": "没有代码的，请先申领"})
        other = forms.CharField(label="备注")

        def clean_other(self):
            raise forms.ValidationError("备注不能与名称相同", code="required")

    form = Worded({"code": "", "other": "x"})
    shown = component("error_summary", form=form)
    assert "没有代码的，请先申领" in shown
    assert "备注不能与名称相同" in shown


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in component("error_summary", form=samples.SampleForm())


def test_a_running_job_asks_for_itself_every_second_and_a_finished_one_does_not():
    running = component(
        "job_progress", job_id="7", title="导出", stage="写入", tone="running", done=1, total=4, poll_url="/jobs/7/"
    )
    finished = component("job_progress", job_id="7", title="导出", stage="已完成", tone="ok", done=4, total=4)
    assert 'hx-get="/jobs/7/"' in running
    assert 'hx-trigger="every 1s"' in running
    assert "hx-get" not in finished


def test_a_missing_link_of_the_responsibility_chain_is_said_aloud(guide):
    assert "未确定" in guide


def test_a_value_from_outside_is_escaped():
    shown = component("notice_strip", tone="info", text="<script>alert(1)</script>")
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_the_confirmation_of_a_step_asks_for_a_reason_and_sends_the_version():
    shown = component("confirm_reason", url="/x/", label="退回", id="r", version=3, csrf_token="t" * 64)
    assert 'name="comment"' in shown
    assert "required" in shown
    assert '<input type="hidden" name="version" value="3">' in shown
    assert "csrfmiddlewaretoken" in shown
