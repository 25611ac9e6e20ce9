"""Tokens get a scope, a second person, a successor and a count of calls. Those issued before wait for approval."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_seats_substituted_and_remembered'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiTokenDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('calls', models.PositiveIntegerField(verbose_name='次数')),
                ('refused', models.PositiveIntegerField(verbose_name='超限次数')),
            ],
            options={
                'verbose_name': '令牌日用量',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='apitoken',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='apitoken',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='apitoken',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='apitoken',
            name='approved_at',
            field=models.DateTimeField(null=True, verbose_name='批准时间'),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='overlap_days',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='新旧并用天数'),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='指定区划'),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='replaces',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='core.apitoken', verbose_name='接替的令牌'),
        ),
        migrations.AddField(
            model_name='apitoken',
            name='scope_kind',
            field=models.CharField(choices=[('all', '全部社会组织'), ('authority', '使用单位及下级机关登记管理的'), ('responsibility', '使用单位主管或行业管理的'), ('party', '党组织关系在使用单位的'), ('territory', '住所在指定区划内的')], default='all', max_length=20, verbose_name='数据范围'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='approved_at',
            field=models.DateTimeField(null=True, verbose_name='批准时间'),
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='approved_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='overlap_days',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='新旧并用天数'),
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='region',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region', verbose_name='指定区划'),
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='replaces',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.apitoken', verbose_name='接替的令牌'),
        ),
        migrations.AddField(
            model_name='apitokenevent',
            name='scope_kind',
            field=models.CharField(choices=[('all', '全部社会组织'), ('authority', '使用单位及下级机关登记管理的'), ('responsibility', '使用单位主管或行业管理的'), ('party', '党组织关系在使用单位的'), ('territory', '住所在指定区划内的')], default='all', max_length=20, verbose_name='数据范围'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='apitokenuse',
            name='window_count',
            field=models.PositiveIntegerField(default=0, verbose_name='起点以来次数'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='apitokenuse',
            name='window_started_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='计数起点'),
            preserve_default=False,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_apitokenevent" ("approved_at", "approved_by_id", "department_id", "digest", "expires_at", "id", "ip_ranges", "issued_at", "issued_by_id", "name", "overlap_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "region_id", "replaces_id", "revoked_at", "scope_kind", "scopes") SELECT new_values."approved_at", new_values."approved_by_id", new_values."department_id", new_values."digest", new_values."expires_at", new_values."id", new_values."ip_ranges", new_values."issued_at", new_values."issued_by_id", new_values."name", new_values."overlap_days", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."region_id", new_values."replaces_id", new_values."revoked_at", new_values."scope_kind", new_values."scopes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a56bf5a26a3da5c03ab4c001d68dde3bc739d908', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8f3ec', referencing='REFERENCING NEW TABLE AS new_values ', table='core_apitoken', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_apitokenevent" ("approved_at", "approved_by_id", "department_id", "digest", "expires_at", "id", "ip_ranges", "issued_at", "issued_by_id", "name", "overlap_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "region_id", "replaces_id", "revoked_at", "scope_kind", "scopes") SELECT new_values."approved_at", new_values."approved_by_id", new_values."department_id", new_values."digest", new_values."expires_at", new_values."id", new_values."ip_ranges", new_values."issued_at", new_values."issued_by_id", new_values."name", new_values."overlap_days", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefix", new_values."region_id", new_values."replaces_id", new_values."revoked_at", new_values."scope_kind", new_values."scopes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8d002e254127b11e0e810ba96041d84e09bb503e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_90670', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_apitoken', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apitoken',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "core_apitokenevent" ("approved_at", "approved_by_id", "department_id", "digest", "expires_at", "id", "ip_ranges", "issued_at", "issued_by_id", "name", "overlap_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "region_id", "replaces_id", "revoked_at", "scope_kind", "scopes") SELECT old_values."approved_at", old_values."approved_by_id", old_values."department_id", old_values."digest", old_values."expires_at", old_values."id", old_values."ip_ranges", old_values."issued_at", old_values."issued_by_id", old_values."name", old_values."overlap_days", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."region_id", old_values."replaces_id", old_values."revoked_at", old_values."scope_kind", old_values."scopes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c81283024e646bfe446ee659f4fe8442f3887530', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f3049', referencing='REFERENCING OLD TABLE AS old_values ', table='core_apitoken', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('scope_kind__in', ['all', 'authority', 'responsibility', 'party', 'territory'])), name='api_token_scope_known'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('region__isnull', False), ('scope_kind', 'territory')), models.Q(models.Q(('scope_kind', 'territory'), _negated=True), ('region', None)), _connector='OR'), name='api_token_region_iff_territory', violation_error_message='数据范围为指定区划时须选择区划，其他范围不选。'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('issued_by')), _negated=True), _connector='OR'), name='api_token_two_persons', violation_error_message='签发人不能批准自己签发的令牌。'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='api_token_approval_is_whole'),
        ),
        migrations.AddField(
            model_name='apitokenday',
            name='token',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='core.apitoken'),
        ),
        migrations.AddConstraint(
            model_name='apitokenday',
            constraint=models.UniqueConstraint(fields=('token', 'day'), name='api_token_day_once'),
        ),
    ]
