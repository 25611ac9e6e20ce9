import core.clock
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import registry.organizations.belonging
import supervision.credit_listings.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_write_off_notes'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0029_proof_of_handing_over'),
        ('supervision', '0015_credit_terms_records_and_commitments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('document', models.CharField(max_length=120, verbose_name='决定书文号')),
                ('at', models.DateTimeField(default=core.clock.now, verbose_name='记录时间')),
            ],
            options={
                'verbose_name': '列入情形记录',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ListingCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('years', models.JSONField(blank=True, default=supervision.credit_listings.models.no_years, verbose_name='报告年度')),
                ('facts', models.TextField(max_length=2000, verbose_name='事实和证据')),
                ('party_opinion', models.CharField(blank=True, max_length=120, verbose_name='党建工作机构书面意见')),
                ('party_requested_on', models.DateField(blank=True, null=True, verbose_name='党建工作机构书面要求日期')),
                ('proposed_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='告知书送达日期')),
                ('statement_due_on', models.DateField(blank=True, null=True, verbose_name='陈述申辩截止日期')),
                ('decide_due_on', models.DateField(blank=True, null=True, verbose_name='决定期限')),
                ('certificate_judgment', models.CharField(blank=True, choices=[('accepted', '采信：责任不在该组织'), ('refused', '不予采信')], max_length=10, verbose_name='责任证明')),
                ('certificate_reason', models.CharField(blank=True, max_length=300, verbose_name='责任证明审查意见')),
                ('outcome', models.CharField(blank=True, choices=[('list', '列入'), ('not', '不予列入')], max_length=10, verbose_name='处理意见')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='理由')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='终止原因')),
                ('state', models.CharField(choices=[('proposed', '待告知'), ('notifying', '告知书办理中'), ('hearing', '陈述申辩期'), ('prepared', '待审定'), ('decided', '决定书办理中'), ('listed', '已列入'), ('not_listed', '不予列入'), ('stopped', '已终止'), ('withdrawn', '已撤回')], default='proposed', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '列入程序',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='ListingCaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('years', models.JSONField(blank=True, default=supervision.credit_listings.models.no_years, verbose_name='报告年度')),
                ('facts', models.TextField(max_length=2000, verbose_name='事实和证据')),
                ('party_opinion', models.CharField(blank=True, max_length=120, verbose_name='党建工作机构书面意见')),
                ('party_requested_on', models.DateField(blank=True, null=True, verbose_name='党建工作机构书面要求日期')),
                ('proposed_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('served_on', models.DateField(blank=True, null=True, verbose_name='告知书送达日期')),
                ('statement_due_on', models.DateField(blank=True, null=True, verbose_name='陈述申辩截止日期')),
                ('decide_due_on', models.DateField(blank=True, null=True, verbose_name='决定期限')),
                ('certificate_judgment', models.CharField(blank=True, choices=[('accepted', '采信：责任不在该组织'), ('refused', '不予采信')], max_length=10, verbose_name='责任证明')),
                ('certificate_reason', models.CharField(blank=True, max_length=300, verbose_name='责任证明审查意见')),
                ('outcome', models.CharField(blank=True, choices=[('list', '列入'), ('not', '不予列入')], max_length=10, verbose_name='处理意见')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='理由')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='终止原因')),
                ('state', models.CharField(choices=[('proposed', '待告知'), ('notifying', '告知书办理中'), ('hearing', '陈述申辩期'), ('prepared', '待审定'), ('decided', '决定书办理中'), ('listed', '已列入'), ('not_listed', '不予列入'), ('stopped', '已终止'), ('withdrawn', '已撤回')], default='proposed', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ListingEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='证据')),
                ('at', models.DateTimeField(default=core.clock.now, verbose_name='时间')),
            ],
            options={
                'verbose_name': '列入证据',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ListingStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('statement', '陈述申辩'), ('certificate', '业务主管单位或有关部门出具的责任证明')], max_length=12, verbose_name='材料')),
                ('text', models.TextField(max_length=3000, verbose_name='内容')),
                ('certifier', models.CharField(blank=True, max_length=100, verbose_name='出具证明的单位')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('is_late', models.BooleanField(default=False, verbose_name='逾期提交')),
                ('at', models.DateTimeField(default=core.clock.now, verbose_name='时间')),
            ],
            options={
                'verbose_name': '陈述申辩材料',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CreditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('document', models.CharField(max_length=120, verbose_name='决定书文号')),
                ('authority_name', models.CharField(max_length=100, verbose_name='作出决定的机关')),
                ('listed_on', models.DateField(verbose_name='列入日期')),
                ('effective_on', models.DateField(verbose_name='起算日期')),
                ('removed_on', models.DateField(blank=True, null=True, verbose_name='移出日期')),
                ('ended_by', models.CharField(blank=True, choices=[('mended', '已履行义务或者改正'), ('spent', '满规定月数'), ('term', '满规定年数'), ('ended', '已办理注销登记'), ('serious', '转入严重违法失信名单'), ('mistake', '列入有误')], max_length=10, verbose_name='移出原因')),
                ('removal_document', models.CharField(blank=True, max_length=120, verbose_name='移出文书')),
                ('state', models.CharField(choices=[('listed', '在列'), ('removed', '已移出'), ('revoked', '列入有误，已撤销')], default='listed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_entries', to='registry.organization', verbose_name='社会组织')),
            ],
            options={
                'verbose_name': '名录列入',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CreditEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('document', models.CharField(max_length=120, verbose_name='决定书文号')),
                ('authority_name', models.CharField(max_length=100, verbose_name='作出决定的机关')),
                ('listed_on', models.DateField(verbose_name='列入日期')),
                ('effective_on', models.DateField(verbose_name='起算日期')),
                ('removed_on', models.DateField(blank=True, null=True, verbose_name='移出日期')),
                ('ended_by', models.CharField(blank=True, choices=[('mended', '已履行义务或者改正'), ('spent', '满规定月数'), ('term', '满规定年数'), ('ended', '已办理注销登记'), ('serious', '转入严重违法失信名单'), ('mistake', '列入有误')], max_length=10, verbose_name='移出原因')),
                ('removal_document', models.CharField(blank=True, max_length=120, verbose_name='移出文书')),
                ('state', models.CharField(choices=[('listed', '在列'), ('removed', '已移出'), ('revoked', '列入有误，已撤销')], default='listed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditentry')),
                ('ground', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditground', verbose_name='列入情形')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='creditentry',
            name='ground',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditground', verbose_name='列入情形'),
        ),
        migrations.AddField(
            model_name='entryreset',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resets', to='supervision.creditentry'),
        ),
        migrations.AddField(
            model_name='entryreset',
            name='ground',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditground'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='alert',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.riskalert', verbose_name='风险预警'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.letter', verbose_name='决定书'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='supervision.creditentry', verbose_name='列入'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='ground',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.creditground', verbose_name='列入情形'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='notice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.letter', verbose_name='事先告知书'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listing_cases', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='rectification',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.rectificationorder', verbose_name='责令改正文书'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='alert',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.riskalert', verbose_name='风险预警'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='decision',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.letter', verbose_name='决定书'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditentry', verbose_name='列入'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='ground',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditground', verbose_name='列入情形'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='notice',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.letter', verbose_name='事先告知书'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.listingcase'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='rectification',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.rectificationorder', verbose_name='责令改正文书'),
        ),
        migrations.AddField(
            model_name='listingevidence',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='supervision.listingcase'),
        ),
        migrations.AddField(
            model_name='listingevidence',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='listingstatement',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='supervision.listingcase'),
        ),
        migrations.AddField(
            model_name='listingstatement',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='登记单位'),
        ),
        migrations.AddField(
            model_name='listingstatement',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='附件'),
        ),
        migrations.AddField(
            model_name='listingstatement',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人'),
        ),
        migrations.AddField(
            model_name='listingcaseevent',
            name='penalty',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.penalty', verbose_name='行政处罚'),
        ),
        migrations.AddField(
            model_name='listingcase',
            name='penalty',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.penalty', verbose_name='行政处罚'),
        ),
        migrations.AddIndex(
            model_name='creditentry',
            index=models.Index(fields=['-listed_on', '-id'], name='credit_entry_listed'),
        ),
        migrations.AddConstraint(
            model_name='creditentry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['listed', 'removed', 'revoked'])), name='credit_entry_state_known'),
        ),
        migrations.AddConstraint(
            model_name='creditentry',
            constraint=models.CheckConstraint(condition=models.Q(('list__in', ['abnormal', 'serious'])), name='credit_entry_list_known'),
        ),
        migrations.AddConstraint(
            model_name='creditentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by', ''), ('removed_on', None), ('state', 'listed')), models.Q(models.Q(('state', 'listed'), _negated=True), ('removed_on__gte', models.F('listed_on')), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='credit_entry_ended_has_day', violation_error_message='移出日期不能早于列入日期。'),
        ),
        migrations.AddConstraint(
            model_name='creditentry',
            constraint=models.CheckConstraint(condition=models.Q(('effective_on__gte', models.F('listed_on'))), name='credit_entry_reset_after_listed'),
        ),
        migrations.AddConstraint(
            model_name='creditentry',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'listed')), fields=('organization', 'list'), name='credit_entry_listed_once', violation_error_message='该组织已在该名录中。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditentryevent" ("authority_name", "document", "effective_on", "ended_by", "ground_id", "id", "list", "listed_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_document", "removed_on", "state", "version") SELECT new_values."authority_name", new_values."document", new_values."effective_on", new_values."ended_by", new_values."ground_id", new_values."id", new_values."list", new_values."listed_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."removal_document", new_values."removed_on", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='67501e1eb5c2e988e14eb71b186e9256785dc63e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_144b3', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditentryevent" ("authority_name", "document", "effective_on", "ended_by", "ground_id", "id", "list", "listed_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_document", "removed_on", "state", "version") SELECT new_values."authority_name", new_values."document", new_values."effective_on", new_values."ended_by", new_values."ground_id", new_values."id", new_values."list", new_values."listed_on", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."removal_document", new_values."removed_on", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0be7cf5c6cf391542b92999a5a02b21ad951cbc8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_742e2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditentryevent" ("authority_name", "document", "effective_on", "ended_by", "ground_id", "id", "list", "listed_on", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removal_document", "removed_on", "state", "version") SELECT old_values."authority_name", old_values."document", old_values."effective_on", old_values."ended_by", old_values."ground_id", old_values."id", old_values."list", old_values."listed_on", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."removal_document", old_values."removed_on", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5496d61928d646dbd3a6b40bb35e4ca724782c80', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_08609', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditentry', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='entryreset',
            constraint=models.UniqueConstraint(fields=('entry', 'ground', 'on'), name='entry_reset_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='listingstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'certificate'), _negated=True), models.Q(('certifier', ''), _negated=True), _connector='OR'), name='listing_certificate_names_office', violation_error_message='责任证明须写明出具单位。'),
        ),
        migrations.AddIndex(
            model_name='listingcase',
            index=models.Index(fields=['-proposed_on', '-id'], name='listing_case_proposed'),
        ),
        migrations.AddIndex(
            model_name='listingcase',
            index=models.Index(fields=['statement_due_on', 'id'], name='listing_case_due'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'notifying', 'hearing', 'prepared', 'decided', 'listed', 'not_listed', 'stopped', 'withdrawn'])), name='listing_case_state_known'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('hearing', 'prepared', 'decided', 'listed', 'not_listed')), _negated=True), models.Q(('notice__isnull', False), ('served_on__isnull', False), ('statement_due_on__isnull', False)), _connector='OR'), name='listing_case_heard_was_served', violation_error_message='告知书未送达，不能进入陈述申辩和决定。'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.CheckConstraint(condition=models.Q(('decided_on', None), ('decided_on__gt', models.F('statement_due_on')), _connector='OR'), name='listing_case_decided_after_statement', violation_error_message='陈述申辩期未满，不能作出决定。'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'listed'), _negated=True), models.Q(('decision__isnull', False), ('entry__isnull', False)), _connector='OR'), name='listing_case_listed_has_entry'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state__in', ('proposed', 'notifying', 'hearing', 'prepared', 'decided'))), models.Q(models.Q(('state__in', ('proposed', 'notifying', 'hearing', 'prepared', 'decided')), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='listing_case_done_has_day'),
        ),
        migrations.AddConstraint(
            model_name='listingcase',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'notifying', 'hearing', 'prepared', 'decided'))), fields=('organization', 'ground'), name='listing_case_running_once', violation_error_message='该组织同一情形的列入程序正在进行。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listingcase',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_listingcaseevent" ("alert_id", "certificate_judgment", "certificate_reason", "decide_due_on", "decided_on", "decision_id", "ended_because", "ended_on", "entry_id", "facts", "ground_id", "id", "list", "notice_id", "organization_id", "outcome", "party_opinion", "party_requested_on", "penalty_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "reason", "rectification_id", "served_on", "state", "statement_due_on", "version", "years") SELECT new_values."alert_id", new_values."certificate_judgment", new_values."certificate_reason", new_values."decide_due_on", new_values."decided_on", new_values."decision_id", new_values."ended_because", new_values."ended_on", new_values."entry_id", new_values."facts", new_values."ground_id", new_values."id", new_values."list", new_values."notice_id", new_values."organization_id", new_values."outcome", new_values."party_opinion", new_values."party_requested_on", new_values."penalty_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_on", new_values."reason", new_values."rectification_id", new_values."served_on", new_values."state", new_values."statement_due_on", new_values."version", new_values."years" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78c8c19a0c1e716b606fc411ac3b92ff8290c5fe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_03341', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_listingcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listingcase',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_listingcaseevent" ("alert_id", "certificate_judgment", "certificate_reason", "decide_due_on", "decided_on", "decision_id", "ended_because", "ended_on", "entry_id", "facts", "ground_id", "id", "list", "notice_id", "organization_id", "outcome", "party_opinion", "party_requested_on", "penalty_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "reason", "rectification_id", "served_on", "state", "statement_due_on", "version", "years") SELECT new_values."alert_id", new_values."certificate_judgment", new_values."certificate_reason", new_values."decide_due_on", new_values."decided_on", new_values."decision_id", new_values."ended_because", new_values."ended_on", new_values."entry_id", new_values."facts", new_values."ground_id", new_values."id", new_values."list", new_values."notice_id", new_values."organization_id", new_values."outcome", new_values."party_opinion", new_values."party_requested_on", new_values."penalty_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_on", new_values."reason", new_values."rectification_id", new_values."served_on", new_values."state", new_values."statement_due_on", new_values."version", new_values."years" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8dbbecffb22b32e4dc2784ae2f1be44cc0b4088f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_60b5e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_listingcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='listingcase',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_listingcaseevent" ("alert_id", "certificate_judgment", "certificate_reason", "decide_due_on", "decided_on", "decision_id", "ended_because", "ended_on", "entry_id", "facts", "ground_id", "id", "list", "notice_id", "organization_id", "outcome", "party_opinion", "party_requested_on", "penalty_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "reason", "rectification_id", "served_on", "state", "statement_due_on", "version", "years") SELECT old_values."alert_id", old_values."certificate_judgment", old_values."certificate_reason", old_values."decide_due_on", old_values."decided_on", old_values."decision_id", old_values."ended_because", old_values."ended_on", old_values."entry_id", old_values."facts", old_values."ground_id", old_values."id", old_values."list", old_values."notice_id", old_values."organization_id", old_values."outcome", old_values."party_opinion", old_values."party_requested_on", old_values."penalty_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_on", old_values."reason", old_values."rectification_id", old_values."served_on", old_values."state", old_values."statement_due_on", old_values."version", old_values."years" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0581a5e6388464e35c9345af801d7e72b13c8a16', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_105c9', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_listingcase', when='AFTER')),
        ),
    ]
