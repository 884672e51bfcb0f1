"""The five charts as small tables, for tests of drawing: a line for each box and each arrow.

A key without a chart is of the chart it stands in.
"""

# ruff: noqa: E501

from __future__ import annotations

from waymark.pages.chart.plan import Plan, Shape, Way

CHARTS: dict[str, tuple[str, str]] = {
    "referral": (
        """
worried-about-a-child | start | You are worried about a child
talk-it-over | decision | Talk it over with your manager or safeguarding lead
still-worried | step | You are still worried
no-longer-worried | step | You are no longer worried
other-help | outcome | No child protection action, but the family may need help
make-a-referral | step | Refer to children's social care and confirm it in writing
decide-on-the-referral | decision | Social care tells you it has your referral and decides what to do
tell-the-referrer | outcome | Tell the person who referred what happens next
assessment-needed | step | An assessment is needed
no-further-part | outcome | Social care takes no further part for now
not-safe-now | decision | You think the child may not be safe right now
go-to-urgent-action | connector | Go to chart 3: urgent action
urgent-action/may-need-to-act-now | away | Chart 3: A service with legal powers thinks it may need to act now
assessment/assessment-done | away | Chart 2: The social worker finds out what the child needs
""",
        """
worried-about-a-child > talk-it-over | if there is time to talk it over first
worried-about-a-child > not-safe-now | if the child may not be safe right now
talk-it-over > still-worried | if still worried
talk-it-over > no-longer-worried | if no longer worried
no-longer-worried > other-help |
still-worried > make-a-referral |
make-a-referral > decide-on-the-referral |
decide-on-the-referral > tell-the-referrer | in every case
decide-on-the-referral > assessment-needed | if assessment needed
decide-on-the-referral > no-further-part | if no assessment needed
decide-on-the-referral > not-safe-now | if child may be in immediate danger
not-safe-now > go-to-urgent-action | if yes, or if you are not sure
not-safe-now > make-a-referral | if the child is safe for now but you are still worried
go-to-urgent-action > urgent-action/may-need-to-act-now |
assessment-needed > assessment/assessment-done |
""",
    ),
    "assessment": (
        """
assessment-done | decision | The social worker finds out what the child needs
no-support-needed | outcome | No social care support is needed
tell-the-referrer-the-outcome | outcome | Tell the person who referred what the assessment found
child-in-need | decision | The child is in need of help
no-significant-harm | step | No sign of serious harm
significant-harm | step | The child is being seriously harmed, or is likely to be
agree-next-steps | decision | Agree next steps with the child, the family and other services
strategy-discussion | step | Hold a strategy discussion
go-to-after-strategy-discussion | connector | Go to chart 4: after the strategy discussion
decide-on-services | step | Decide what help the family needs
look-deeper | step | The assessment needs to look deeper
lead-the-assessment | decision | The social worker leads; others add what they know
new-safety-worries | decision | New worries about safety come up
decide-on-further-help | step | Decide what more help is needed
co-ordinate-help | step | Bring the help together and write down decisions
review-and-close | outcome | Check what has changed for the child, and close when right
after-strategy-discussion/decide-on-enquiries | away | Chart 4: The strategy discussion decides whether to make section 47 enquiries
urgent-action/may-need-to-act-now | away | Chart 3: A service with legal powers thinks it may need to act now
""",
        """
assessment-done > no-support-needed | if no support needed
assessment-done > tell-the-referrer-the-outcome | in every case
assessment-done > child-in-need | if child in need
child-in-need > no-significant-harm | if no actual or likely serious harm
child-in-need > significant-harm | if actual or likely serious harm
no-significant-harm > agree-next-steps |
significant-harm > strategy-discussion |
strategy-discussion > go-to-after-strategy-discussion |
go-to-after-strategy-discussion > after-strategy-discussion/decide-on-enquiries |
agree-next-steps > decide-on-services | if services can be decided now
agree-next-steps > look-deeper | if in-depth assessment needed
look-deeper > lead-the-assessment |
lead-the-assessment > decide-on-further-help | when the assessment is finished
lead-the-assessment > new-safety-worries | if safety worries arise
agree-next-steps > new-safety-worries | if safety worries arise
new-safety-worries > strategy-discussion | if there is time to plan together first
new-safety-worries > urgent-action/may-need-to-act-now | if the child may not be safe right now
decide-on-services > co-ordinate-help |
decide-on-further-help > co-ordinate-help |
co-ordinate-help > review-and-close |
""",
    ),
    "urgent-action": (
        """
may-need-to-act-now | start | A service with legal powers thinks it may need to act now
immediate-strategy-discussion | step | Hold a strategy discussion straight away
get-legal-advice | step | Get legal advice and write it down
decide-how-to-protect | step | Decide how to protect the child and what to tell the parents
see-the-child | decision | See the child and write down what you find
no-emergency-action | decision | No emergency action is taken
emergency-action | step | Emergency action is taken
child-in-need-after-check | step | The child needs help, but not emergency protection
agree-safety-plan | outcome | Agree how the child will be kept safe
start-enquiries | step | Start section 47 enquiries with a strategy discussion
go-to-assessment | connector | Go to chart 2: assessment
go-to-after-strategy-discussion | connector | Go to chart 4: after the strategy discussion
assessment/assessment-done | away | Chart 2: The social worker finds out what the child needs
after-strategy-discussion/decide-on-enquiries | away | Chart 4: The strategy discussion decides whether to make section 47 enquiries
""",
        """
may-need-to-act-now > immediate-strategy-discussion |
immediate-strategy-discussion > get-legal-advice |
get-legal-advice > decide-how-to-protect |
decide-how-to-protect > see-the-child |
see-the-child > no-emergency-action | if child can be kept safe without emergency powers
see-the-child > emergency-action | if emergency powers or other urgent step needed
no-emergency-action > child-in-need-after-check | if the child needs help from social care
no-emergency-action > agree-safety-plan | if the family and other services can keep the child safe
no-emergency-action > start-enquiries | if serious harm is still suspected
child-in-need-after-check > go-to-assessment |
go-to-assessment > assessment/assessment-done |
emergency-action > start-enquiries |
start-enquiries > go-to-after-strategy-discussion |
go-to-after-strategy-discussion > after-strategy-discussion/decide-on-enquiries |
""",
    ),
    "after-strategy-discussion": (
        """
decide-on-enquiries | decision | The strategy discussion decides whether to make section 47 enquiries
no-further-part | outcome | Social care steps back after the strategy discussion or enquiries
enquiries-start | step | Section 47 enquiries start
assess-child-in-need | step | Assess the child as a child in need
police-investigate | outcome | Police look into a possible crime
lead-the-enquiries | decision | The social worker leads the enquiries; others help
not-confirmed-in-need | step | Worries not confirmed, but the child needs help
confirmed-no-continuing-risk | step | Worries confirmed, but the child is not at continuing risk
confirmed-continuing-risk | step | Worries confirmed, and the child is likely to be harmed again
agree-a-plan | outcome | Agree a plan with the family for the child's future safety
is-a-conference-needed | decision | Agree whether a child protection conference is needed
arrange-the-conference | step | Arrange a child protection conference
conference-decides | decision | The conference decides and writes down what it decides
continuing-risk | step | The child is likely to suffer serious harm
not-at-continuing-risk | step | The child is not likely to suffer serious harm
plan-outlined | step | An outline plan is made and a core group set up
further-help | outcome | Decide what other help the family gets
after-conference/plan-starts | away | Chart 5: The child has a child protection plan
assessment/lead-the-assessment | away | Chart 2: The social worker leads; others add what they know
""",
        """
decide-on-enquiries > no-further-part | if no further social care involvement
decide-on-enquiries > enquiries-start | if reasonable cause to suspect significant harm
decide-on-enquiries > assess-child-in-need | if child in need only
enquiries-start > lead-the-enquiries | in every case
enquiries-start > police-investigate | if a crime may have been committed
lead-the-enquiries > not-confirmed-in-need | not confirmed, but the child needs help
lead-the-enquiries > confirmed-no-continuing-risk | confirmed, no continuing risk
lead-the-enquiries > confirmed-continuing-risk | confirmed, and continuing risk
lead-the-enquiries > no-further-part | not confirmed, and no help from social care needed
not-confirmed-in-need > agree-a-plan |
confirmed-no-continuing-risk > is-a-conference-needed |
confirmed-continuing-risk > arrange-the-conference |
is-a-conference-needed > agree-a-plan | no conference
is-a-conference-needed > arrange-the-conference | conference needed
arrange-the-conference > conference-decides |
conference-decides > continuing-risk | if continuing risk
conference-decides > not-at-continuing-risk | if no continuing risk
continuing-risk > plan-outlined |
not-at-continuing-risk > further-help |
plan-outlined > after-conference/plan-starts |
assess-child-in-need > assessment/lead-the-assessment |
""",
    ),
    "after-conference": (
        """
plan-starts | start | The child has a child protection plan
core-group-meets | step | The core group meets for the first time
finish-the-assessment | step | The lead social worker finishes the assessment
plan-carried-out | step | The plan is worked out in full and carried out
give-the-help | step | The core group gives or arranges the help in the plan
first-review | decision | Hold the first review conference
no-further-worries | step | No further worries about serious harm
worries-remain | step | Some worries about serious harm remain
plan-ends | step | The plan ends and the reasons are written down
plan-continues | step | The plan goes on and is changed where needed
decide-on-continued-help | outcome | Decide what help goes on
next-review | decision | Hold the next review conference
urgent-action/may-need-to-act-now | away | Chart 3: A service with legal powers thinks it may need to act now
""",
        """
plan-starts > core-group-meets | in every case
plan-starts > finish-the-assessment | in every case
core-group-meets > plan-carried-out |
finish-the-assessment > plan-carried-out |
plan-carried-out > give-the-help |
give-the-help > first-review | when the review is due
give-the-help > urgent-action/may-need-to-act-now | if the child may not be safe right now
first-review > no-further-worries | if no further worries
first-review > worries-remain | if some worries remain
no-further-worries > plan-ends |
plan-ends > decide-on-continued-help |
worries-remain > plan-continues |
plan-continues > next-review |
next-review > no-further-worries | if no further worries
next-review > worries-remain | if some worries remain
""",
    ),
}


def chart(name: str) -> Plan:
    """One of the five charts as a plan."""
    shapes, ways = CHARTS[name]
    return Plan(
        tuple(_shape(name, line) for line in shapes.strip().splitlines()),
        tuple(_way(name, line) for line in ways.strip().splitlines()),
    )


def _shape(name: str, line: str) -> Shape:
    key, kind, title = line.split(" | ")
    return Shape(_key(name, key), title, kind)


def _way(name: str, line: str) -> Way:
    ends, _, answer = line.partition(" |")
    start, end = ends.split(" > ")
    return Way(_key(name, start), _key(name, end), answer.strip() or None)


def _key(name: str, key: str) -> str:
    return key if "/" in key else f"{name}/{key}"
