"""纠错: what visitors say is wrong on a public page."""

import core.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_handovers'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(blank=True, max_length=40, verbose_name='有误的内容')),
                ('reason', models.CharField(max_length=500, verbose_name='说明')),
                ('state', models.CharField(choices=[('received', '待核实'), ('corrected', '已更正'), ('kept', '核实无误')], default='received', max_length=12, verbose_name='状态')),
                ('received_at', models.DateTimeField(default=core.clock.now, verbose_name='收到时间')),
                ('phone_cipher', models.BinaryField(blank=True, null=True)),
                ('phone_hash', models.CharField(blank=True, db_collation='C', editable=False, max_length=64)),
                ('phone_masked', models.CharField(blank=True, editable=False, max_length=40, verbose_name='联系电话')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='correction_requests', to='registry.organization')),
            ],
            options={
                'verbose_name': '纠错',
                'ordering': ['-received_at', '-pk'],
                'indexes': [models.Index(fields=['organization', 'state'], name='correction_request_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'corrected', 'kept'])), name='correction_request_state_known')],
            },
        ),
    ]
