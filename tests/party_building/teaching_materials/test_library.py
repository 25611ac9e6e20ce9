"""What the line offers for download."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.workflow.errors import NotCompetent, Refusal
from party_building.teaching_materials import actions
from party_building.teaching_materials.models import TeachingMaterial
from tests.support.paper import PDF

LIST = reverse("staff:teaching_materials:list")


@pytest.fixture
def template(line):
    return actions.offer(
        actor=line.officer, department=line.party_committee, kind="template", topic="三会一课", title="党员大会模板",
        file=("党员大会模板.pdf", PDF),
    )  # fmt: skip


def test_a_secretary_downloads_what_any_organ_of_the_line_offers(line, template):
    secretary = line.org_client(line.tea)
    assert "党员大会模板" in secretary.get(reverse("org:teaching_materials:list")).content.decode()
    answer = secretary.post(reverse("org:teaching_materials:fetch", args=[template.pk]), follow=True)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "党员大会模板" in line.officer_client(line.other_organ).get(LIST).content.decode()


def test_an_officer_offers_a_file_or_a_link_and_one_of_the_two_there_must_be(line):
    client = line.officer_client()
    said = {"kind": "template", "topic": "发展党员", "title": "发展党员模板"}
    create = reverse("staff:teaching_materials:create")
    empty = client.post(create, said)
    assert empty.status_code == 422
    assert "请上传文件或填写链接" in empty.content.decode()
    file = SimpleUploadedFile("发展党员模板.pdf", PDF, content_type="application/pdf")
    assert client.post(create, {**said, "file": file}).status_code == 302
    linked = {**said, "kind": "video", "title": "党课视频", "link": "https://demo.invalid/a"}
    assert client.post(create, linked).status_code == 302
    assert TeachingMaterial.objects.offered().count() == 2
    with pytest.raises(Refusal, match="同名"):
        actions.offer(
            actor=line.officer, department=line.party_committee, kind="video", topic="党课", title="党课视频",
            link="https://demo.invalid/b",
        )  # fmt: skip


def test_what_is_taken_down_cannot_be_downloaded(line, template):
    client = line.officer_client()
    client.post(reverse("staff:teaching_materials:withdraw", args=[template.pk]), {"comment": "有新版"})
    assert "党员大会模板" not in client.get(LIST).content.decode()
    secretary = line.org_client(line.tea)
    assert secretary.post(reverse("org:teaching_materials:fetch", args=[template.pk])).status_code == 404


def test_only_the_organ_that_offers_it_takes_it_down(line, template):
    with pytest.raises(NotCompetent, match="综合党委"):
        actions.withdraw(template, actor=line.actor("party_officer", line.other_organ), reason="误")
