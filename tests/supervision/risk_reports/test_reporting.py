"""A grid officer reports in a minute, with or without scripts; the same report twice is one report."""

import datetime
import io
import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from core import clock
from core.files.actions import read
from core.worklist.models import WorkItem
from supervision.risk_reports import actions
from supervision.risk_reports.models import RiskReport
from tests.supervision.risk_reports.conftest import WORDS, Line, client_of

URL = reverse("staff:risk_reports:report")
JSON = {"headers": {"Accept": "application/json"}}


def test_a_report_lies_on_the_street_s_desk_with_its_clock(line):
    answer = line.clients["chen"].post(URL, line.form())
    report = RiskReport.objects.get()
    assert answer.status_code == 302
    assert answer.url == reverse("staff:risk_reports:detail", args=[report.pk])
    assert (report.office, report.level, report.authority) == (line.tinglan_office, 3, line.wanglan_bureau)
    assert (report.city, report.district, report.street, report.community) == (
        line.city, line.wanglan, line.tinglan, line.linli
    )  # fmt: skip
    item = WorkItem.objects.open().of(report).get()
    assert (item.department, item.due_on) == (line.tinglan_office, datetime.date(2026, 6, 8))
    assert WORDS not in item.title


def test_only_four_things_are_asked_and_neither_photo_nor_place_is_among_them(line):
    form = line.form()
    for name in ("client_key", "urgency", "kind", "what", "region"):
        refused = line.clients["chen"].post(URL, {**form, name: ""})
        assert (name, refused.status_code) == (name, 422)
    assert line.clients["chen"].post(URL, {**form, "place": ""}).status_code == 302


def test_sent_twice_it_is_one_report_and_both_answers_name_it(line):
    form = line.form()
    first = line.clients["chen"].post(URL, form, **JSON)
    second = line.clients["chen"].post(URL, {**form, "what": "另一句话"}, **JSON)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert RiskReport.objects.get().what == WORDS
    assert WorkItem.objects.filter(kind="risk_reports.act").count() == 1


def test_another_officer_s_key_is_another_report(line):
    form = line.form()
    line.clients["chen"].post(URL, form)
    line.clients["village"].post(URL, form)
    assert RiskReport.objects.count() == 2


@pytest.mark.committed
def test_sent_by_four_requests_at_once_it_is_one_report(set_clock):
    set_clock("2026-06-03T12:00:00+08:00")
    line = Line()
    form, answers, start = line.form(), [], threading.Barrier(4)

    def send():
        try:
            client = client_of(line.seats["chen"])
            start.wait()
            answers.append(client.post(URL, form, **JSON))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert RiskReport.objects.filter(client_key=form["client_key"]).count() == 1


def test_a_telephone_s_queue_is_told_in_sentences_what_was_not_taken(line):
    answer = line.clients["chen"].post(URL, line.form(what=" "), **JSON)
    assert answer.status_code == 422
    assert any("看到了什么" in text for text in answer.json()["errors"])


def test_only_the_own_region_can_be_reported_from(line):
    answer = line.clients["chen"].post(URL, line.form(region=line.hebin.pk))
    assert answer.status_code == 422
    assert not RiskReport.objects.exists()


def test_the_word_of_the_telephone_s_clock_is_kept_unless_it_lies_ahead(line):
    seen = "2026-06-03T01:00:00Z"
    line.clients["chen"].post(URL, line.form(seen_at=seen))
    line.clients["chen"].post(URL, line.form(seen_at="2026-06-04T01:00:00Z"))
    first, second = RiskReport.objects.order_by("pk")
    assert first.seen_at == datetime.datetime(2026, 6, 3, 1, tzinfo=datetime.UTC)
    assert second.seen_at == clock.now()


def test_the_register_answers_by_a_former_name_and_offers_that_it_is_in_none(line):
    tea = line.register("霁川市茶业协会")
    from registry.organizations import actions as register
    from tests.support.bureau import SETUP

    register.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=datetime.date(2020, 1, 1), document="更名")
    page = line.clients["chen"].get(reverse("staff:risk_reports:bodies"), {"body_q": "茶业"}).content.decode()
    assert "霁川市茶文化协会" in page
    assert "曾用名霁川市茶业协会" in page
    assert 'value="unlisted"' in page
    line.clients["chen"].post(URL, line.form(body=str(tea.pk), body_q="茶业"))
    report = RiskReport.objects.get()
    assert (report.about, report.organization) == ("registered", tea)


def test_without_scripts_the_search_keeps_what_was_typed(line):
    line.register("霁川市茶业协会")
    page = line.clients["chen"].post(URL, line.form(body_q="茶业", body_find="1", what="写了一半"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "写了一半" in text
    assert "霁川市茶业协会" in text
    assert not RiskReport.objects.exists()


def test_a_body_in_no_register_needs_the_name_it_goes_by(line):
    assert line.clients["chen"].post(URL, line.form(body="unlisted", body_q="")).status_code == 422
    line.clients["chen"].post(URL, line.form(body="unlisted", body_q="环球霁商精英联盟会"))
    report = RiskReport.objects.get()
    assert (report.about, report.body_name, report.organization) == ("unlisted", "环球霁商精英联盟会", None)


def photo(name="IMG_陈小满.jpg", owner=b"chen-phone") -> SimpleUploadedFile:
    written = io.BytesIO()
    picture = Image.new("RGB", (2400, 1200), "white")
    exif = picture.getexif()
    exif[0x013B] = owner.decode()
    picture.save(written, "JPEG", exif=exif)
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def test_a_photo_loses_what_the_telephone_wrote_into_it(line):
    line.clients["chen"].post(URL, line.form(photo=photo()))
    report = RiskReport.objects.get()
    kept = read(report.photo)
    assert b"chen-phone" not in kept
    assert "陈小满" not in report.photo.name
    assert max(Image.open(io.BytesIO(kept)).size) == 1600
    shown = line.clients["wu"].get(reverse("staff:risk_reports:photo", args=[report.pk]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert line.clients["zhen"].get(reverse("staff:risk_reports:photo", args=[report.pk])).status_code == 404


def test_what_is_no_picture_is_refused_and_no_report_is_left(line):
    upload = SimpleUploadedFile("a.jpg", b"<html>no</html>", content_type="image/jpeg")
    answer = line.clients["chen"].post(URL, line.form(photo=upload))
    assert answer.status_code == 422
    assert not RiskReport.objects.exists()


def test_the_page_without_a_network_holds_no_person_and_no_token(line):
    page = line.clients["chen"].get(reverse("staff:risk_reports:offline")).content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert line.seats["chen"].user.name not in page
    assert f'data-risk-queue="{line.seats["chen"].user_id}"' in page
    worker = line.clients["chen"].get(reverse("staff:risk_reports:worker"))
    assert worker["Content-Type"].startswith("text/javascript")


def test_what_a_street_sees_itself_is_judged_one_level_up(line):
    report = line.reported("wu", region=line.linli)
    assert (report.level, report.office) == (2, line.wanglan_bureau)


def test_a_village_without_a_street_office_goes_to_the_district_at_once(line):
    type(line.tinglan_office).objects.filter(pk=line.tinglan_office.pk).update(valid_to="2020-01-01")
    report = line.reported()
    assert (report.level, report.office) == (2, line.wanglan_bureau)


def test_departments_do_not_report(line):
    assert line.clients["sun"].get(URL).status_code == 403
    key = uuid.uuid4()
    with pytest.raises(Exception, match="没有“报送风险”的权限"):
        actions.file_report(line.told(), actor=line.who("sun"), client_key=key)
