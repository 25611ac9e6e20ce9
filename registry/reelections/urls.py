from django.urls import path, re_path

from registry.reelections import org_views, panels, staff_views


def _shared(views) -> list:
    """Steps that the association takes itself, and its authority from paper."""
    return [
        path("<int:pk>/", views.detail, name="detail"),
        path("<int:pk>/plan/", views.plan, name="plan"),
        path("<int:pk>/candidates/new/", views.add_candidate, name="add_candidate"),
        path("<int:pk>/candidates/<int:number>/", views.edit_candidate, name="edit_candidate"),
        path("<int:pk>/candidates/<int:number>/remove/", views.remove_candidate, name="remove_candidate"),
        path("<int:pk>/submit/", views.submit, name="submit"),
        path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
        path("<int:pk>/audit/", views.audit, name="audit"),
        path("<int:pk>/notice/", views.notify, name="notify"),
        path("<int:pk>/result/", views.result, name="result"),
        re_path(r"^(?P<pk>[0-9]+)/letter/(?P<kind>review|extension|filing)/$", views.letter, name="letter"),
        re_path(
            r"^(?P<pk>[0-9]+)/letter/(?P<kind>review|extension|filing)/(?P<file>pdf|docx)/$",
            views.letter,
            name="letter_file",
        ),
    ]


staff = [
    path("", staff_views.index, name="list"),
    path("export/", staff_views.export, name="export"),
    path("of-organization/<int:pk>/", panels.of_organization, name="of_organization"),
    path("of-organization/<int:pk>/new/", staff_views.create, name="create"),
    *_shared(staff_views),
    path("<int:pk>/opinion/", staff_views.opine, name="opine"),
    path("<int:pk>/opinions/<int:number>/skip/", staff_views.skip_opinion, name="skip_opinion"),
    path("<int:pk>/review/", staff_views.review, name="review"),
    path("<int:pk>/send-back/", staff_views.send_back, name="send_back"),
    path("<int:pk>/confirm/", staff_views.confirm, name="confirm"),
    path("<int:pk>/approve/", staff_views.approve, name="approve"),
    path("<int:pk>/refuse/", staff_views.refuse, name="refuse"),
    path("<int:pk>/record-audit/", staff_views.record_audit, name="record_audit"),
    path("<int:pk>/skip-audit/", staff_views.skip_audit, name="skip_audit"),
    path("<int:pk>/return-result/", staff_views.return_result, name="return_result"),
    path("<int:pk>/enter/", staff_views.enter, name="enter"),
    path("<int:pk>/finish/", staff_views.finish, name="finish"),
]
org = [
    path("", org_views.index, name="list"),
    path("new/", org_views.create, name="create"),
    *_shared(org_views),
]
