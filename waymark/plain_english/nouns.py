"""Nouns that pile up in official English: our own list, with what is a noun by its ending.

Only words that are a noun wherever they stand, but for those kept apart that can be verbs as well. A word
that is left out is not taken for a noun, so that a pile is missed rather than made up.
"""

from __future__ import annotations

import re

_OF_OFFICE = """
 action agenda agreement allegation analysis appendix area arrangement authority board body briefing
 budget bulletin bundle bureau calendar campaign capacity case caseload category chairperson checklist
 clinic code committee community conference consultation council court criteria criterion culture data
 database deadline delivery department diary directive directorate dossier duty email enquiry escalation
 ethos evaluation evidence folder forum framework governance group guidance guideline handbook handover
 hearing hub identity inbox incident indicator infrastructure initiative inquiry inspection instruction
 intelligence investigation item journal judgement key law leadership leaflet learning legislation letter
 liaison location logbook management mandate manual matrix matter mechanism meeting member memo method
 methodology milestone minute minutes model module network objective office outcome output oversight
 panel paper paperwork partnership pathway performance permission personnel phase planning policy portal
 portfolio practice principle priority procedure proceedings proposal protocol provision purpose quality
 quorum quota rationale recommendation referral register regulation requirement resolution resource
 responsibility role rota sector service session solution specification spreadsheet staff standard
 statement statistics status strategy subgroup summary supervision system taskforce team template
 threshold tier timescale timetable toolkit topic trend tribunal unit venue version vision workflow
 workforce workload workplace workshop workstream
"""
_OF_THE_FIELD = """
 absence accident accommodation addiction adoption adult advice advocacy age agency alcohol ambulance
 anxiety asylum attendance baby bedroom behaviour birth birthday boy bruise bullying camera capability
 caregiver carer charity child childcare childhood childminder college consent crime crisis custody
 danger daughter death dentist depression development diet disability discharge disclosure disorder
 doctor drug education emergency emotion employee employer employment engagement environment equality
 estate ethnicity event exclusion exploitation eyesight faith family father fitness fostering friend
 friendship gang gender girl grandparent guardian guardianship hazard health healthcare history holiday
 home homelessness hospital hospitality hostel hour household housing income independence infant
 information inheritance injury internet interpreter intervention isolation job kinship knife language
 leisure literacy maltreatment manager marriage maternity medication medicine midwife midwifery mood
 morning mortality mother neighbour neighbourhood night nursery nutrition occupancy offence offender
 officer organisation ownership paediatrician parent parenthood parenting partner passport paternity
 patient pedestrian peer perpetrator person pharmacy photograph police population poverty pregnancy
 prison probation profile psychiatrist psychologist psychology pupil racism radicalisation rape reader
 recruitment region rehabilitation relationship relative religion reunification safeguarding safety
 sanction sanctuary school schooling sibling skill smartphone society solicitor son specialist speech
 sport stability stepfather stepmother strategy student substance suicide supervisor surgery surveillance
 symptom teacher teenager telephone tenancy terrorism theatre therapist therapy toddler toilet
 trafficking training transport trauma treatment truancy tutor university vacancy vaccination vehicle
 victim violence visitor volunteer vulnerability ward weapon website weekend welfare well-being wellbeing
 whistleblowing woman worker youth
"""
#: Nouns that are also verbs: they count where what stands before makes a noun of them.
_EITHER = """
 abuse access account address aim alert approach arrest assault audit bail call care chair challenge
 change chart check claim comment complaint concern conduct contact contract control copy cost cover
 decision design diagnosis dispute document draft drive escort export feedback file film finance focus
 form function fund grant guard guide harm house impact improvement influence input interest interview
 invite issue lead level line list map mark measure monitor neglect note notice order outline package
 pass payment penalty permit phone plan play post practise process programme progress project protest
 purchase query question rate reason record reform release repair reply report request research response
 rest result return review reward risk route sample schedule scheme score screen search sequence shift
 sign site snack stage step structure study subject support survey target task test time tour trace
 transfer transition travel trial update visit vote watch witness work
"""
#: Plurals that stand inside a pile as well as at its end: services, records.
_BEFORE_A_NOUN = """
 affairs arms benefits communications data news operations proceedings records relations resources sales
 services skills sports statistics studies systems works
"""
_ENDING = re.compile(r"[a-z]{2,}(?:tion|sion|ment|ness|ance|ence|ity|ship|ism|ology|graphy|hood)$")
#: Words with such an ending that are more often something else.
_OTHERWISE = """
 advance balance caution comment complement compliment condition distance enhance experience hence
 implement influence mention moment motion pity position question reference sentence silence since
 station supplement torment whence
"""
#: Pairs that everybody says as one word: they count as one noun.
_PAIRS = """
 aftercare plan; age group; bail conditions; bank account; bank holiday; birth certificate; birth parent;
 body part; bus stop; call centre; care home; care leaver; care plan; care worker; case review;
 case study; child benefit; child minder; child protection; city council; class teacher;
 community centre; contact details; core group; county council; county court; court hearing; court order;
 crime scene; crisis team; data protection; day care; death certificate; district council; duty officer;
 duty worker; education service; email address; emergency number; emergency order; emergency services;
 family centre; family court; family doctor; family group; family history; family home; family life;
 family member; family support; family time; family tree; first aid; foster care; foster carer;
 foster family; front door; group home; half term; head teacher; health care; health centre;
 health record; health service; health visitor; health worker; home education; hospital bed;
 hospital ward; house number; housing officer; housing service; information sharing; job title;
 key worker; landline number; law centre; law enforcement; life story; line manager; local authority;
 maternity ward; medical history; mental health; mobile phone; night shift; office hours; parent carer;
 parish council; peer group; phone call; phone number; police check; police force; police officer;
 police record; police station; post office; probation officer; probation service; risk assessment;
 road safety; safety plan; school bus; school day; school holidays; school lead; school nurse;
 school run; school term; sign language; social care; social media; social services; social work;
 social worker; staff member; staff room; state school; step parent; substance misuse; support group;
 support service; support worker; team leader; team manager; telephone call; telephone number;
 text message; town hall; training course; travel time; waiting list; waiting room; web page;
 welfare check; work experience; working day; youth club; youth court; youth justice; youth offending;
 youth work; youth worker
"""
_BOTH = frozenset(_EITHER.split())
_SURE = frozenset(_OF_OFFICE.split()) | frozenset(_OF_THE_FIELD.split())
_INSIDE = frozenset(_BEFORE_A_NOUN.split())
_NOT_BY_ENDING = frozenset(_OTHERWISE.split())
PAIRS = frozenset(" ".join(pair.split()) for pair in _PAIRS.split(";"))


def is_noun(word: str) -> bool:
    """Whether a word in small letters is a noun of our list or by its ending, in the singular."""
    return word in _SURE or bool(_ENDING.match(word) and word not in _NOT_BY_ENDING)


def is_either(word: str) -> bool:
    """Whether a word in small letters is a noun that is a verb as well."""
    return word in _BOTH


def singular(word: str) -> str | None:
    """What a word in -s is the plural of; None where it is no plural."""
    if not word.endswith("s") or word.endswith("ss"):
        return None
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1]


def may_stand_inside(plural: str) -> bool:
    """Whether a plural stands before another noun: `services quality`, never `reports`."""
    return plural in _INSIDE
