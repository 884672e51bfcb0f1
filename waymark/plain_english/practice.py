"""How scenarios read: a story for practice is to be understood at once, aloud, by everyone in a room."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.manual.findings import Severity, messages
from waymark.manual.scenarios import Scenario
from waymark.plain_english.sentences import sentences, sentences_of

#: The reading age that what is written of a scenario is to have at most.
STORY_AGE = 12

messages(
    Severity.WARN,
    {
        "scenario-reading-age": (
            "The scenario {place} reads at age {age}; 12 is the most we want.",
            "Shorten its sentences and use plainer words, so that it can be read aloud.",
        ),
    },
)


def written(scenario: Scenario) -> Iterator[str]:
    """What is written of a scenario, as sentences: its story, its questions and its choices."""
    yield from sentences(scenario.story)
    for moment in scenario.moments:
        if moment.story:
            yield from sentences(moment.story)
        yield from sentences_of(moment.question)
        for choice in moment.choices:
            yield from sentences_of(choice.words)
