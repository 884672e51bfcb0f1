"""Words of social work, the police, health and schools, and the plainer words for them: our own choice.

Written as in `plainer_official`. Terms that a manual explains are set aside before these are looked for.
"""

FIELD = """
v disclose = tell, tell us, share
v engage = take part, talk
v engage with = meet, talk with, take part in
v disengage = stop taking part
v disengage from = stop meeting, leave
v liaise = talk
v liaise with = talk to, work with
v signpost = point
v escalate = take to a manager, get worse
v de-escalate = calm down
v allocate = give
v triage = sort by how urgent it is
v cascade = pass on
v corroborate = back up
v triangulate = check against other people's accounts
v substantiate = find to be true
v perpetrate = commit
v verbalise = say
v abscond = run away, go missing
v cohabit = live together
v cohabit with = live with
v ingest = swallow
v administer = give
v hospitalise = take into hospital
v attend = go to, come to
v upskill = train
v reach out to = get in touch with
v touch base with = talk to
v co-produce = make together

f non-engagement = not meeting us, not taking part
f engagement = taking part, talking
f non-compliance = not doing what was agreed
f non-compliant = not doing what was agreed
f non-attendance = not coming
f did not attend = was not brought, did not come
f didn't attend = was not brought, didn't come
f does not attend = is not brought, does not come
f failed to attend = was not brought, did not come
f fails to attend = is not brought, does not come
f fail to attend = are not brought, do not come
f failing to attend = not being brought, not coming
f failed to engage = did not meet us
f fails to engage = does not meet us
f fail to engage = do not meet us
f failing to engage = not meeting us
f hard to reach = not yet reached
f hard-to-reach = not yet reached
f is the subject of = has
f are the subject of = have
f was the subject of = had
f were the subject of = had
f experiencing = going through
f exhibiting = showing
f exhibited = showed, shown
f evidenced by = shown by
f evidenced in = shown in
f evidencing = showing
f to evidence = to show
f must evidence = must show
f should evidence = should show
f can evidence = can show
f direction of travel = where this is going
f contact with his = family time with his, seeing his
f contact with her = family time with her, seeing her
f contact with their = family time with their, seeing their
f documented = written down
f documenting = writing down
f underpinned by = based on
f issues around = problems with
f concerns around = worries about
f concern around = worry about
f impacting on = affecting
f impacted on = affected
f impacts on = affects
f impact on = effect on, affect

n agency = service
n practitioner = worker
n service user = person who is helped / people who are helped
n caregiver = carer
n primary caregiver = main carer
n primary carer = main carer
n sibling = brother or sister / brothers and sisters
n half-sibling = half-brother or half-sister / half-brothers and half-sisters
n infant = baby
n neonate = newborn baby
n juvenile = young person
n cohabitee = partner
n perpetrator = person who harms / people who harm
n alleged perpetrator = person said to have caused harm / people said to have caused harm
n placement = home
n foster placement = foster home
n residential placement = children's home
n placement breakdown = sudden move
n placement move = move to another home / moves to other homes
n intervention = help / help
n indicator = sign
n concern = worry
n protective factor = thing that keeps a child safe / things that keep a child safe
n risk factor = thing that makes harm more likely / things that make harm more likely
n stressor = strain
n disclosure = what was said / what was said
n pathway = route
n support package = help / help
n care package = care / care
n case closure = end of the work / ends of the work
n clinician = doctor or nurse / doctors and nurses
n paediatrician = children's doctor
n inpatient = hospital patient
n contusion = bruise
n haematoma = bruise
n laceration = cut
n abrasion = graze
n fracture = broken bone
n non-accidental injury = injury someone may have caused / injuries someone may have caused
n inflicted injury = injury someone caused / injuries someone caused
n caseload = number of families / numbers of families
n misper = missing person
n altercation = fight, argument
n verbal altercation = argument
n physical altercation = fight
n contingency plan = back-up plan
n contingency = back-up plan
n hypothesis / hypotheses = possible explanation
n multidisciplinary team = team from different jobs / teams from different jobs
n multi-disciplinary team = team from different jobs / teams from different jobs
n significant other = person who matters to them / people who matter to them
n adverse childhood experience = bad experience in childhood / bad experiences in childhood
f professionals = workers, staff
f allocated social worker = social worker
f allocated worker = worker
f family network = family and friends
f wider network = people around them
f family dynamics = how the family gets on
f lived experience = daily life, what life is like
f lived experiences = daily lives, what life is like
f voice of the child = what the child says
f parenting capacity = how well parents can care
f partnership working = working together
f multi-agency = joint
f multiagency = joint
f inter-agency = joint
f interagency = joint
f cross-agency = joint
f multi-agency working = working together
f inter-agency working = working together
f multi-disciplinary = joint
f multidisciplinary = joint
f co-located = in one office
f quorate = large enough to decide
f inquorate = too small to decide
f management oversight = checks by a manager
f oversight = checking
f professional judgement = your judgement
f child-centred = built around the child
f child-focused = built around the child
f person-centred = built around the person
f strengths-based = starting from what goes well
f solution-focused = looking for what would help
f holistic = whole, all-round
f holistically = as a whole
f service delivery = services
f concerned about = worried about
f concerned that = worried that
f concerned for = worried for
f concerning = worrying, about
f statutory = set by law
f contemporaneous = made at the time
f contingency planning = a back-up plan
f supervised contact = supervised family time
f contact arrangements = plans for family time
f peer-on-peer abuse = abuse by other children
f whereabouts unknown = nobody knows where they are
f historic abuse = abuse in the past
f historical abuse = abuse in the past
f non-recent abuse = abuse in the past
f intoxicated = drunk
f under the influence = drunk, high
f illicit substances = illegal drugs
f substance misuse = harmful use of drink or drugs
f substance abuse = harmful use of drink or drugs
f alcohol misuse = harmful drinking
f criminality = crime
f recidivism = offending again
f offending behaviour = offending
f physical chastisement = physical punishment
f challenging behaviour = behaviour that is hard to manage
f challenging behaviours = behaviour that is hard to manage
f dysregulated = overwhelmed
f dysregulation = being overwhelmed
f emotional regulation = managing feelings
f attainment = how well they learn
f truancy = missing school
f on roll at = a pupil at
f antenatal = before birth
f postnatal = after birth
f perinatal = around birth
f paediatric = children's
f medication = medicine
f failure to thrive = not growing as expected
f faltering growth = not growing as expected
f suicidal ideation = thoughts of suicide
f self-harming behaviours = self-harm
f self-harming behaviour = self-harm
f malnourished = underfed
f malnutrition = too little good food
f insanitary = dirty
f dishevelled = untidy
f prognosis = likely outcome
f aetiology = cause
f financial difficulties = money problems
f financial hardship = money problems
f marginalised = left out
f deceased = dead, who has died
f resilience = strength to cope
"""

#: Words that stay, although the lists have a part of them: what a law, a school or a post is called, and
#: another sense of a word. They win over a shorter match.
STAY = """
statutory guidance; statutory instrument; statutory order; statutory partner; statutory partners
pathway plan; pathway plans; placement order; placement orders; placement for adoption
work placement; work placements; student placement; student placements
specified person; prohibited steps order; appropriate adult; appropriate adults
an undertaking; terminate a pregnancy; terminate the pregnancy; terminate her pregnancy
agency worker; agency workers; agency staff; agency nurse; agency social worker; agency social workers
adoption agency; adoption agencies; fostering agency; fostering agencies; law enforcement agency
nurse practitioner; nurse practitioners; general practitioner; general practitioners
infant school; infant schools; infant class; infant mortality
attend to; attends to; attended to; attending to; attended by
attend school; attends school; attended school; attending school
threshold criteria; duty of disclosure; disclosure of documents; disclosure order; disclosure orders
disclosure and barring; informed consent; informed choice; informed choices; informed decision
informed decisions; determined to; engaged to; engagement party; engagement ring; going concern
antenatal clinic; antenatal clinics
"""
