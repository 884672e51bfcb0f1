"""What was asked to be withheld, and the fingerprint that frozen words had before some were."""

import django.db.models.deletion
import waymark.desk.models.withholding
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0004_trifling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='frozen',
            name='was',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.CreateModel(
            name='WithholdingAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('place', models.CharField(max_length=240)),
                ('title', models.CharField(blank=True, max_length=400)),
                ('ground', models.CharField(max_length=400)),
                ('with_title', models.BooleanField(default=False)),
                ('numbers', models.JSONField(blank=True, default=list)),
                ('went_from', models.JSONField(blank=True, default=list)),
                ('words', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('asked', 'waits for a second person'), ('agreed', 'being carried out'), ('stopped', 'stopped half way'), ('done', 'withheld'), ('declined', 'declined'), ('taken back', 'taken back'), ('lapsed', 'lapsed: nobody answered in time')], default=waymark.desk.models.withholding.WithholdingAsked.State['ASKED'], max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('asked_by_name', models.CharField(max_length=200)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by_name', models.CharField(blank=True, max_length=200)),
                ('answer', models.CharField(blank=True, max_length=400)),
                ('rows_done_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('told', models.JSONField(default=dict)),
                ('left', models.JSONField(default=list)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
    ]
