"""Every wholeness check of the shared manual, in one call."""

from __future__ import annotations

from waymark.manual.findings import Finding
from waymark.manual.manuscript import Lookup, Manuscript
from waymark.manual.wholeness.asked import check_asked, check_asked_of
from waymark.manual.wholeness.contacts import check_contacts
from waymark.manual.wholeness.facets import check_facets
from waymark.manual.wholeness.flow import check_flow
from waymark.manual.wholeness.references import check_references
from waymark.manual.wholeness.roles import check_roles
from waymark.manual.wholeness.scenarios import check_scenarios
from waymark.manual.wholeness.ways_in import check_ways_in


def check_manuscript(manuscript: Manuscript) -> list[Finding]:
    """Findings of the shared manual, in the order a reader of the charts would meet them."""
    lookup = Lookup(manuscript)
    return [
        *check_flow(manuscript, lookup),
        *check_facets(manuscript, lookup),
        *check_references(manuscript, lookup),
        *check_roles(manuscript, lookup),
        *check_scenarios(manuscript, lookup),
        *check_ways_in(manuscript, lookup),
        *check_contacts(manuscript.contacts),
        *check_asked(manuscript),
        *check_asked_of(manuscript.contacts),
    ]
