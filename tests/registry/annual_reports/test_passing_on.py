"""What an accepted report hands to party building and to fees."""

import pytest

from registry import signals
from registry.annual_reports.actions import review
from tests.registry.annual_reports.conftest import SYSTEM


@pytest.fixture
def heard():
    found: list[dict] = []

    def listen(sender, *, report, declared, **more):
        found.append({"report": report.pk, **declared})

    signals.annual_report_accepted.connect(listen)
    yield found
    signals.annual_report_accepted.disconnect(listen)


def test_an_accepted_report_passes_on_its_party_section_and_nothing_else_of_it(season, heard):
    organization = season.association()
    season.open()
    report = season.submitted(organization, direct_reason="3月20日已送交，至今没有答复").report
    assert heard == [], "what was only sent is not passed on"
    review.accept(report, actor=SYSTEM, version=report.version)
    (said,) = heard
    assert (said["report"], said["party"]["party_members_full_time"]) == (report.pk, "1")
    assert set(said) <= {"report", "party", "fees"}
