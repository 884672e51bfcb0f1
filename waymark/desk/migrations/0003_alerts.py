"""The table of those who asked for alerts, and of what was sent to each."""

import django.db.models.functions.text
import waymark.desk.models.alerts
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.PositiveBigIntegerField()),
                ('subscriber', models.PositiveBigIntegerField(db_index=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('claimed', 'claimed'), ('sent', 'sent'), ('doubtful', 'doubtful'), ('given up', 'given up')], default=waymark.desk.models.alerts.Alert.State['WAITING'], max_length=20)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at'], name='alerts_that_are_due')],
                'constraints': [models.UniqueConstraint(fields=('of', 'subscriber'), name='one_alert_an_address')],
            },
        ),
        migrations.CreateModel(
            name='CameIntoForce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gateway', models.CharField(max_length=80)),
                ('start', models.DateTimeField(db_index=True)),
                ('edition_before', models.CharField(max_length=10)),
                ('supplement_before', models.PositiveIntegerField()),
                ('edition', models.CharField(max_length=10)),
                ('supplement', models.PositiveIntegerField()),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gateway', 'start'), name='one_telling_a_gateway_and_instant')],
            },
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=waymark.desk.models.alerts.new_key, max_length=32, unique=True)),
                ('email', models.CharField(max_length=254)),
                ('gateway', models.CharField(blank=True, max_length=80)),
                ('role', models.CharField(blank=True, max_length=80)),
                ('local', models.BooleanField(default=False)),
                ('wanted', models.JSONField(null=True)),
                ('asked_at', models.DateTimeField(db_index=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('refused', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_subscriber_an_address')],
            },
        ),
    ]
