"""The consortium's settings: its name and addresses, its rule of agreement, how long things are kept."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models


class Consortium(models.Model):
    """The one row of settings that all partnerships share.

    `facts` is consortium.yaml as plain data. A quorum of 0 means every partnership. Periods are in days;
    0 keeps for ever.
    """

    facts = models.JSONField(default=dict)
    quorum = models.PositiveSmallIntegerField(
        "Partnerships that must sign an edition", default=0, help_text="0 means every partnership."
    )
    must_sign = models.JSONField("Partnerships whose sign-off is always needed", default=list, blank=True)
    steering_signs = models.BooleanField("The steering group must sign an edition too", default=True)
    urgent_quorum = models.PositiveSmallIntegerField(
        "Partnerships that must sign an urgent amendment", default=2, validators=[MinValueValidator(1)]
    )
    urgent_changes = models.PositiveSmallIntegerField(
        "Most places an urgent amendment may change", default=3, validators=[MinValueValidator(1)]
    )
    keep_drafts = models.PositiveIntegerField("Keep old saves of drafts (days)", default=2190)
    keep_record = models.PositiveIntegerField("Keep the record (days)", default=2190)
    keep_accounts = models.PositiveIntegerField("Keep accounts that are not used (days)", default=400)
    keep_letters = models.PositiveIntegerField("Keep letters (days)", default=90)
    contact_days = models.PositiveIntegerField("Contacts are to be checked every (days)", default=90)
    review_days = models.PositiveIntegerField("Tell of a review date so many days ahead", default=60)

    class Meta:
        verbose_name = "consortium"

    def __str__(self) -> str:
        return str(self.facts.get("name", "Consortium"))

    @classmethod
    def the(cls) -> Consortium:
        """The one row."""
        return cls.objects.get_or_create(pk=1)[0]
