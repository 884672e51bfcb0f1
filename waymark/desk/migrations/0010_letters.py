"""Letters that may be disclosures, named owners, tallies, and counts that last an hour."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0009_scenarios'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HourKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField(unique=True)),
                ('key', models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='letter',
            name='may_be_disclosure',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='letter',
            name='read_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='reason',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='letter',
            name='tell_at',
            field=models.DateTimeField(blank=True, db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='told_again',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='letter',
            name='told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='HourCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField(db_index=True)),
                ('mark', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('hour', 'mark'), name='one_count_an_hour_and_mark')],
            },
        ),
        migrations.CreateModel(
            name='NamedOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, max_length=80, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('partnership', models.CharField(blank=True, max_length=80)),
                ('place', models.CharField(blank=True, max_length=240)),
                ('answer', models.CharField(max_length=20)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'tallies',
                'constraints': [models.UniqueConstraint(fields=('day', 'partnership', 'place', 'answer'), name='one_tally_a_day_page_and_answer')],
            },
        ),
    ]
