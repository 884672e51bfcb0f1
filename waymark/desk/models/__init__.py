"""What the desk keeps in its database."""

from waymark.desk.models.agreement import Candidate, ChosenChange, SignOff
from waymark.desk.models.alerts import Alert, CameIntoForce, Subscriber
from waymark.desk.models.bringing import Bringing
from waymark.desk.models.consortium import Consortium
from waymark.desk.models.drafts import Draft, Save
from waymark.desk.models.files import Bytes, KeptFile
from waymark.desk.models.frozen import Frozen, RegisterLine
from waymark.desk.models.letters import HourCount, HourKey, Letter, NamedOwner, Tally
from waymark.desk.models.people import Duty, Invitation
from waymark.desk.models.previews import Preview
from waymark.desk.models.record import Record
from waymark.desk.models.withholding import WithholdingAsked

__all__ = [
    "Alert",
    "Bringing",
    "Bytes",
    "CameIntoForce",
    "Candidate",
    "ChosenChange",
    "Consortium",
    "Draft",
    "Duty",
    "Frozen",
    "HourCount",
    "HourKey",
    "Invitation",
    "KeptFile",
    "Letter",
    "NamedOwner",
    "Preview",
    "Record",
    "RegisterLine",
    "Save",
    "SignOff",
    "Subscriber",
    "Tally",
    "WithholdingAsked",
]
