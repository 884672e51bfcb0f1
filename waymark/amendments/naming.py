"""What places are called, so that an arrow, a source or a lesson can be told in words."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.amendments.wording import text_words
from waymark.manual.manuscript import Manuscript

#: Titles by place: `referral/talk-it-over`, `timescales:key`, `roles:key`, `sources/key#provision`.
Names = Mapping[str, str]


def names_of(*manuscripts: Manuscript) -> dict[str, str]:
    """What every place of these manuscripts is called; where two name it, the later does.

    A lesson is called by its source and what it says, since readers meet it by its words.
    """
    names: dict[str, str] = {}
    for each in manuscripts:
        names |= {chart.key: chart.title for chart in each.charts}
        names |= {box.place: box.title for box in each.boxes}
        names |= {procedure.place: procedure.title for procedure in each.procedures}
        names |= {source.place: source.title for source in each.sources}
        names |= {review.place: review.title for review in each.reviews}
        names |= {scenario.place: scenario.title for scenario in each.scenarios}
        names |= {term.place: term.term for term in each.terms}
        names |= {f"timescales:{scale.key}": f"{scale.title}, {scale.words}" for scale in each.timescales}
        names |= {f"roles:{role.key}": role.title for role in each.roles}
        for source in each.sources:
            for provision in source.provisions:
                names[f"{source.place}#{provision.key}"] = f"{source.title}, {provision.where}"
            for lesson in source.lessons:
                names[f"{source.place}#{lesson.key}"] = f"{source.title}: {text_words(lesson.text)}"
        for review in each.reviews:
            for point in review.learning:
                names[f"{review.place}#{point.key}"] = f"{review.title}: {text_words(point.text)}"
    return names


def told(place: str, names: Names) -> str:
    """A place with what it is called, if that is known: `Make a referral (referral/make-a-referral)`."""
    known = names.get(place)
    return f"{known} ({place.partition(':')[2] or place})" if known else place.partition(":")[2] or place
