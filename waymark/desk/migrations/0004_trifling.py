"""A change may be called trifling where it is chosen into a candidate."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_alerts'),
    ]

    operations = [
        migrations.AddField(
            model_name='chosenchange',
            name='trifling',
            field=models.BooleanField(default=False),
        ),
    ]
