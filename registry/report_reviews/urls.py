from django.urls import path

from registry.report_reviews import conclusion_views, org_views, party_views, sample_views, staff_views

staff = [
    path("", staff_views.list_queue, name="list"),
    path("phrases/", staff_views.phrases, name="phrases"),
    path("phrases/add/", staff_views.add_phrase, name="add_phrase"),
    path("phrases/<int:pk>/drop/", staff_views.drop_phrase, name="drop_phrase"),
    path("conclusions/", conclusion_views.list_conclusions, name="conclusions"),
    path("conclusions/<int:pk>/letter/", conclusion_views.conclusion_letter, name="conclusion_letter"),
    path("letters/<int:pk>/", staff_views.fix_letter, name="fix_letter"),
    path("opinions/", party_views.list_opinions, name="opinions"),
    path("opinions/<int:pk>/", party_views.party, name="party"),
    path("opinions/<int:pk>/give/", party_views.give, name="give"),
    path("samples/", sample_views.list_samples, name="samples"),
    path("samples/commit/", sample_views.commit, name="commit_sample"),
    path("samples/<int:pk>/", sample_views.sample, name="sample"),
    path("samples/<int:pk>/draw/", sample_views.draw, name="draw_sample"),
    path("rectifications/<int:pk>/letter/", conclusion_views.rectification_letter, name="rectification_letter"),
    path("rectifications/<int:pk>/order/", conclusion_views.order_rectification, name="order_rectification"),
    path(
        "rectifications/<int:pk>/send-back/", conclusion_views.send_back_rectification, name="send_back_rectification"
    ),
    path("rectifications/<int:pk>/finish/", conclusion_views.finish_rectification, name="finish_rectification"),
    path("<int:pk>/", staff_views.detail, name="detail"),
    path("<int:pk>/preview/", staff_views.preview, name="preview"),
    path("<int:pk>/edit/", staff_views.edit, name="edit"),
    path("<int:pk>/pass-first-review/", staff_views.pass_first_review, name="pass_first_review"),
    path("<int:pk>/return-from-first-review/", staff_views.return_from_first_review, name="return_from_first_review"),
    path("<int:pk>/return/", staff_views.return_for_fix, name="return_for_fix"),
    path("<int:pk>/accept/", staff_views.accept, name="accept"),
    path("<int:pk>/conclude/", conclusion_views.conclude, name="conclude"),
    path("<int:pk>/propose/", conclusion_views.propose, name="propose"),
    path("<int:pk>/confirm/", conclusion_views.confirm, name="confirm"),
    path("<int:pk>/send-back/", conclusion_views.send_back, name="send_back"),
    path("<int:pk>/withdraw/", conclusion_views.withdraw, name="withdraw"),
]
org = [
    path("letters/<int:pk>/", org_views.fix_letter, name="fix_letter"),
    path("opinions/<int:pk>/seen/", org_views.seen, name="seen"),
    path("conclusions/<int:pk>/letter/", org_views.conclusion_letter, name="conclusion_letter"),
    path("rectifications/<int:pk>/letter/", org_views.rectification_letter, name="rectification_letter"),
    path("rectifications/<int:pk>/report/", org_views.report_rectification, name="report_rectification"),
    path("<int:pk>/", org_views.detail, name="detail"),
]
