"""Scenarios are among the kinds of draft."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('desk', '0008_ways_in')]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='kind',
            field=models.CharField(choices=[('manual', 'About the manual'), ('chart', 'Flow chart'), ('box', 'Box'), ('procedure', 'Procedure'), ('term', 'Word'), ('timescale', 'Time limit'), ('role', 'Role'), ('contact', 'National line'), ('source', 'Source'), ('review', 'Review'), ('scenario', 'Scenario'), ('way in', 'Way in'), ('relations', 'Words for searching'), ('waiver', 'Waiver'), ('partnership', 'Partnership'), ('local contact', 'Contact'), ('note', 'Local note'), ('guidance', 'Local guidance')], max_length=20),
        ),
    ]
