"""The tables of the desk as they first were."""


import django.core.validators
import django.db.models.deletion
import waymark.desk.models.agreement
import waymark.desk.models.bringing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bytes',
            fields=[
                ('fingerprint', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('data', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Consortium',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facts', models.JSONField(default=dict)),
                ('quorum', models.PositiveSmallIntegerField(default=0, help_text='0 means every partnership.', verbose_name='Partnerships that must sign an edition')),
                ('must_sign', models.JSONField(blank=True, default=list, verbose_name='Partnerships whose sign-off is always needed')),
                ('steering_signs', models.BooleanField(default=True, verbose_name='The steering group must sign an edition too')),
                ('urgent_quorum', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Partnerships that must sign an urgent amendment')),
                ('urgent_changes', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1)], verbose_name='Most places an urgent amendment may change')),
                ('keep_drafts', models.PositiveIntegerField(default=2190, verbose_name='Keep old saves of drafts (days)')),
                ('keep_record', models.PositiveIntegerField(default=2190, verbose_name='Keep the record (days)')),
                ('keep_accounts', models.PositiveIntegerField(default=400, verbose_name='Keep accounts that are not used (days)')),
                ('keep_letters', models.PositiveIntegerField(default=90, verbose_name='Keep letters (days)')),
                ('contact_days', models.PositiveIntegerField(default=90, verbose_name='Contacts are to be checked every (days)')),
                ('review_days', models.PositiveIntegerField(default=60, verbose_name='Tell of a review date so many days ahead')),
            ],
            options={
                'verbose_name': 'consortium',
            },
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
            options={
                'db_table': 'desk_counted',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('place', models.CharField(max_length=240)),
                ('kind', models.CharField(choices=[('manual', 'About the manual'), ('chart', 'Flow chart'), ('box', 'Box'), ('procedure', 'Procedure'), ('term', 'Word'), ('timescale', 'Time limit'), ('role', 'Role'), ('contact', 'National line'), ('source', 'Source'), ('review', 'Review'), ('partnership', 'Partnership'), ('local contact', 'Contact'), ('note', 'Local note'), ('guidance', 'Local guidance')], max_length=20)),
                ('title', models.CharField(max_length=400)),
                ('data', models.JSONField()),
                ('order', models.IntegerField(default=0)),
                ('number', models.PositiveIntegerField(default=1)),
                ('gone', models.BooleanField(default=False)),
                ('see', models.JSONField(blank=True, default=list)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['partnership', 'kind', 'order', 'place'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('what', models.CharField(choices=[('reader', 'Reader'), ('editor', 'Editor'), ('signatory', 'Signatory')], max_length=20)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'duties',
            },
        ),
        migrations.CreateModel(
            name='Frozen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, max_length=80)),
                ('number', models.CharField(max_length=10)),
                ('order', models.PositiveIntegerField()),
                ('in_force', models.DateField()),
                ('at', models.CharField(blank=True, max_length=5)),
                ('fingerprint', models.CharField(max_length=64)),
                ('data', models.TextField()),
                ('reasons', models.JSONField(default=list)),
                ('shelved_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['partnership', 'order'],
                'constraints': [models.UniqueConstraint(fields=('partnership', 'number'), name='one_frozen_a_number'), models.UniqueConstraint(fields=('partnership', 'order'), name='frozen_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('number', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('urgent', models.BooleanField(default=False)),
                ('in_force', models.DateField(blank=True, null=True)),
                ('at', models.CharField(blank=True, max_length=5)),
                ('state', models.CharField(choices=[('open', 'open'), ('agreed', 'agreed, on its way into force'), ('in force', 'brought into force'), ('given up', 'given up')], default=waymark.desk.models.agreement.Candidate.State['OPEN'], max_length=20)),
                ('seen', models.CharField(blank=True, max_length=129)),
                ('ready', models.BooleanField(default=False)),
                ('registered', models.JSONField(blank=True, default=list)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidate', to='desk.frozen')),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Bringing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('running', 'setting the pages'), ('done', 'in force'), ('refused', 'refused, and nothing was changed'), ('stopped', 'stopped half way, and nothing was changed')], default=waymark.desk.models.bringing.Bringing.State['WAITING'], max_length=20)),
                ('done', models.PositiveIntegerField(default=0)),
                ('of', models.PositiveIntegerField(default=0)),
                ('told', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField()),
                ('beat_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bringings', to='desk.candidate')),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bringings', to='desk.frozen')),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=200)),
                ('partnership', models.CharField(blank=True, max_length=80)),
                ('duties', models.JSONField(default=list)),
                ('token', models.CharField(help_text='The SHA-256 of what the e-mail holds.', max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='KeptFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(db_index=True, max_length=80)),
                ('name', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=400)),
                ('language', models.CharField(blank=True, max_length=20)),
                ('rights_holder', models.CharField(blank=True, max_length=200)),
                ('licence', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('tagged', models.BooleanField(null=True)),
                ('findings', models.JSONField(default=list)),
                ('put_at', models.DateTimeField()),
                ('bytes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desk.bytes')),
                ('put_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['partnership', 'name', '-put_at'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('place', models.CharField(blank=True, max_length=240)),
                ('page', models.CharField(blank=True, max_length=300)),
                ('words', models.TextField()),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('at', models.DateTimeField(db_index=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, max_length=80)),
                ('kind', models.CharField(max_length=20)),
                ('place', models.CharField(max_length=240)),
                ('data', models.JSONField()),
                ('at', models.DateTimeField(db_index=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('by_name', models.CharField(blank=True, max_length=200)),
                ('partnership', models.CharField(blank=True, db_index=True, max_length=80)),
                ('what', models.CharField(max_length=40)),
                ('place', models.CharField(blank=True, db_index=True, max_length=240)),
                ('title', models.CharField(blank=True, max_length=400)),
                ('save_number', models.PositiveIntegerField(null=True)),
                ('more', models.JSONField(default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RegisterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=240)),
                ('kind', models.CharField(max_length=20)),
                ('event', models.CharField(max_length=20)),
                ('edition', models.CharField(max_length=10)),
                ('see', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('place', 'event'), name='one_line_an_event')],
            },
        ),
        migrations.CreateModel(
            name='Save',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('what', models.CharField(choices=[('made', 'made'), ('changed', 'changed'), ('taken out', 'taken out'), ('brought back', 'brought back'), ('restored', 'put back as it was'), ('imported', 'imported')], max_length=20)),
                ('title', models.CharField(max_length=400)),
                ('data', models.JSONField()),
                ('order', models.IntegerField(default=0)),
                ('gone', models.BooleanField(default=False)),
                ('see', models.JSONField(blank=True, default=list)),
                ('at', models.DateTimeField(db_index=True)),
                ('by_name', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saves', to='desk.draft')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partnership', models.CharField(blank=True, max_length=80)),
                ('by_name', models.CharField(max_length=200)),
                ('fingerprint', models.CharField(max_length=64)),
                ('reasons', models.CharField(blank=True, max_length=64)),
                ('agrees', models.BooleanField(null=True)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='desk.candidate')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ChosenChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=240)),
                ('reason', models.TextField(blank=True)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen', to='desk.candidate')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('candidate', 'place'), name='one_choice_a_place')],
            },
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('partnership', 'place'), name='one_draft_a_place'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('user', 'partnership', 'what'), name='one_duty_once'),
        ),
        migrations.AddConstraint(
            model_name='keptfile',
            constraint=models.UniqueConstraint(fields=('partnership', 'name', 'bytes'), name='one_file_a_name_and_bytes'),
        ),
        migrations.AddConstraint(
            model_name='preview',
            constraint=models.UniqueConstraint(fields=('by', 'partnership', 'place'), name='one_preview_a_person_and_place'),
        ),
        migrations.AddConstraint(
            model_name='save',
            constraint=models.UniqueConstraint(fields=('draft', 'number'), name='one_save_a_number'),
        ),
    ]
