"""How a person reads a list, and what was saved of it under a name."""

import core.clock
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_audit_chain'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=80, verbose_name='清单')),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='显示的列')),
                ('size', models.PositiveSmallIntegerField(default=0, verbose_name='每页条数')),
                ('density', models.CharField(blank=True, choices=[('', '标准'), ('compact', '紧凑')], max_length=10, verbose_name='行距')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '清单显示偏好',
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=80, verbose_name='清单')),
                ('name', models.CharField(max_length=30, verbose_name='名称')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='条件')),
                ('is_default', models.BooleanField(default=False, verbose_name='默认视图')),
                ('created_at', models.DateTimeField(default=core.clock.now, verbose_name='保存时间')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='保存人')),
                ('shared_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='共享给')),
            ],
            options={
                'verbose_name': '视图',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='listpreference',
            constraint=models.UniqueConstraint(fields=('user', 'list_name'), name='list_preference_once'),
        ),
        migrations.AddConstraint(
            model_name='listpreference',
            constraint=models.CheckConstraint(condition=models.Q(('density__in', ['', 'compact'])), name='list_preference_density_known'),
        ),
        migrations.AddIndex(
            model_name='savedview',
            index=models.Index(fields=['shared_with', 'list_name'], name='saved_view_shared'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('owner', 'list_name', 'name'), name='saved_view_name_once', violation_error_message='您已有同名的视图，请换一个名称，或更新原视图。'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('owner', 'list_name'), name='saved_view_one_default'),
        ),
    ]
