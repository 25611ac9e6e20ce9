"""Strikes that stand get their row, with the reason and the person of the step that made them."""

from django.db import migrations


def record(apps, schema_editor):
    Target = apps.get_model("supervision", "CampaignTarget")
    Strike = apps.get_model("supervision", "CampaignStrike")
    TransitionLog = apps.get_model("core", "TransitionLog")
    steps = TransitionLog.objects.filter(object_type="supervision.CampaignTarget", name="strike").order_by("at", "pk")
    last = {step.object_id: step for step in steps.iterator()}
    Strike.objects.bulk_create(
        Strike(
            target=target, struck_on=target.struck_on, document=target.strike_document,
            reason=(last[target.pk].comment[:300] if target.pk in last else "") or "按文件核减",
            struck_by_id=last[target.pk].user_id if target.pk in last else None,
        )
        for target in Target.objects.filter(state="struck").iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0020_strikes_sign_offs_by_two_and_formal_orders"),
        ("core", "0015_rule_trials_stay"),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
