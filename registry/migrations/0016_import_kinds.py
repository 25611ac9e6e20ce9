

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_let_tokens_reach_less_and_count_their_calls'),
        ('registry', '0015_change_feed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importbatch',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='columnmapping',
            name='column_mapping_once',
        ),
        migrations.AddField(
            model_name='columnmapping',
            name='kind',
            field=models.CharField(default='organizations', max_length=40, verbose_name='名单种类'),
        ),
        migrations.AddField(
            model_name='columnmapping',
            name='mode',
            field=models.CharField(choices=[('both', '新增和更新'), ('update', '仅更新已有的')], default='both', max_length=8, verbose_name='导入方式'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='has_line',
            field=models.BooleanField(default=True, verbose_name='按管理关系可见'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='kind',
            field=models.CharField(default='organizations', max_length=40, verbose_name='名单种类'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='mode',
            field=models.CharField(choices=[('both', '新增和更新'), ('update', '仅更新已有的')], default='both', max_length=8, verbose_name='导入方式'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='permission',
            field=models.CharField(default='organizations.view', max_length=60, verbose_name='所需权限'),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='reading',
            field=models.JSONField(default=dict, verbose_name='读取方式'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='has_line',
            field=models.BooleanField(default=True, verbose_name='按管理关系可见'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='kind',
            field=models.CharField(default='organizations', max_length=40, verbose_name='名单种类'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='mode',
            field=models.CharField(choices=[('both', '新增和更新'), ('update', '仅更新已有的')], default='both', max_length=8, verbose_name='导入方式'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='permission',
            field=models.CharField(default='organizations.view', max_length=60, verbose_name='所需权限'),
        ),
        migrations.AddField(
            model_name='importbatchevent',
            name='reading',
            field=models.JSONField(default=dict, verbose_name='读取方式'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='candidates',
            field=models.JSONField(default=list, verbose_name='可能的记录'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='chosen_id',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='选定的记录'),
        ),
        migrations.AddField(
            model_name='importrow',
            name='kept',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None),
        ),
        migrations.AddField(
            model_name='importrow',
            name='subject_id',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='对应的记录'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_importbatchevent" ("applied_at", "checked_at", "department_id", "file_id", "has_line", "header", "id", "is_mapping_remembered", "job_id", "kind", "list_date", "mapping", "mode", "notes", "org_type", "overrides", "permission", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "registering_authority_id", "row_count", "samples", "signature", "source", "state", "undone_at", "uploaded_at", "uploaded_by_id", "version") SELECT new_values."applied_at", new_values."checked_at", new_values."department_id", new_values."file_id", new_values."has_line", new_values."header", new_values."id", new_values."is_mapping_remembered", new_values."job_id", new_values."kind", new_values."list_date", new_values."mapping", new_values."mode", new_values."notes", new_values."org_type", new_values."overrides", new_values."permission", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reading", new_values."registering_authority_id", new_values."row_count", new_values."samples", new_values."signature", new_values."source", new_values."state", new_values."undone_at", new_values."uploaded_at", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='95963d828001c53b75ddffe2dde1e749456c83e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c4c2', referencing='REFERENCING NEW TABLE AS new_values ', table='registry_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_importbatchevent" ("applied_at", "checked_at", "department_id", "file_id", "has_line", "header", "id", "is_mapping_remembered", "job_id", "kind", "list_date", "mapping", "mode", "notes", "org_type", "overrides", "permission", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "registering_authority_id", "row_count", "samples", "signature", "source", "state", "undone_at", "uploaded_at", "uploaded_by_id", "version") SELECT new_values."applied_at", new_values."checked_at", new_values."department_id", new_values."file_id", new_values."has_line", new_values."header", new_values."id", new_values."is_mapping_remembered", new_values."job_id", new_values."kind", new_values."list_date", new_values."mapping", new_values."mode", new_values."notes", new_values."org_type", new_values."overrides", new_values."permission", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reading", new_values."registering_authority_id", new_values."row_count", new_values."samples", new_values."signature", new_values."source", new_values."state", new_values."undone_at", new_values."uploaded_at", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='90da6d4c26b4b1895d12777d93fffbf44d6001a8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d61bd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='registry_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registry_importbatchevent" ("applied_at", "checked_at", "department_id", "file_id", "has_line", "header", "id", "is_mapping_remembered", "job_id", "kind", "list_date", "mapping", "mode", "notes", "org_type", "overrides", "permission", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reading", "registering_authority_id", "row_count", "samples", "signature", "source", "state", "undone_at", "uploaded_at", "uploaded_by_id", "version") SELECT old_values."applied_at", old_values."checked_at", old_values."department_id", old_values."file_id", old_values."has_line", old_values."header", old_values."id", old_values."is_mapping_remembered", old_values."job_id", old_values."kind", old_values."list_date", old_values."mapping", old_values."mode", old_values."notes", old_values."org_type", old_values."overrides", old_values."permission", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reading", old_values."registering_authority_id", old_values."row_count", old_values."samples", old_values."signature", old_values."source", old_values."state", old_values."undone_at", old_values."uploaded_at", old_values."uploaded_by_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c990b0f16651bf2b61498800cc89e0ae91d23452', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_22b95', referencing='REFERENCING OLD TABLE AS old_values ', table='registry_importbatch', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='columnmapping',
            constraint=models.UniqueConstraint(fields=('department', 'kind', 'signature'), name='column_mapping_once'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['both', 'update'])), name='import_batch_mode_known', violation_error_message='请选择导入方式。'),
        ),
    ]
