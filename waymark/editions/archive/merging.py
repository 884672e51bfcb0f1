"""Putting the days of an archived edition among those a shelf already tells, without guessing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from waymark.editions.archive.form import Manifest
from waymark.editions.shelved import Change, PrintingName
from waymark.editions.timeline import Steps
from waymark.manual.findings import Severity, messages, refuse

messages(
    Severity.REFUSE,
    {
        "put-back-days": (
            "What the shelf says that {gateway} showed does not go together with the archive of edition "
            "{number}: {problem}.",
            "Put the editions between back first, or take an empty shelf; nothing was put on this one.",
        ),
    },
)


def lines_to_add(shown: Mapping[str, Steps[PrintingName]], manifest: Manifest) -> tuple[Change, ...]:
    """The lines that the in-force list lacks. Raises Refused where the shelf and the archive are at odds.

    The archive knows what each gateway showed just before the edition and just after it. Where the shelf
    tells of days before or after as well, it must tell just that.
    """
    made: dict[datetime, list[PrintingName]] = {}
    for gateway in sorted({each.name.gateway for each in manifest.shown}):
        told = list(shown.get(gateway, []))
        own = [(each.start, each.name) for each in manifest.shown if each.name.gateway == gateway]
        if missing := [step for step in own if step not in told]:
            if problem := _at_odds(told, own, manifest, gateway):
                raise refuse("put-back-days", gateway=gateway, number=manifest.edition, problem=problem)
            for start, name in missing:
                made.setdefault(start, []).append(name)
    return tuple(Change(start, tuple(names)) for start, names in sorted(made.items()))


def _at_odds(
    told: Steps[PrintingName], own: Steps[PrintingName], manifest: Manifest, gateway: str
) -> str | None:
    first, last = own[0][0], own[-1][0]
    for start, name in told:
        if first <= start <= last and (start, name) not in own:
            return f"the shelf says {name} from {_when(start)}"
    earlier = [name for start, name in told if start < first]
    later = [(start, name) for start, name in told if start > last]
    before, after = manifest.before.get(gateway), manifest.after.get(gateway)
    if earlier and earlier[-1] != before:
        return f"the shelf says {earlier[-1]} until then, the archive {before or 'nothing'}"
    if later and later[0] != after:
        ours = f"{later[0][1]} from {_when(later[0][0])}"
        return f"the shelf goes on with {ours}, the archive with {_named(after)}"
    return None


def _named(after: tuple[datetime, PrintingName] | None) -> str:
    return f"{after[1]} from {_when(after[0])}" if after else "nothing, since it was made before that"


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
