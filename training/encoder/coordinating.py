"""More sentences from the same gold: a treatment or a test is joined by another, and both have its relations."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from .records import Mention, Relation, Sentence, overlap

JOINED = ("treatment", "test")
LONGEST = 4


def coordinated(sentences: Iterable[Sentence], share: float, seed: int) -> list[Sentence]:
    """Give copies of about `share` of the sentences that relate a treatment or a test, each with one more beside it.

    "Ceftriaxone for pneumonia" becomes "ceftriaxone and furosemide for pneumonia". The others are mentions of up to
    four words from the same sentences, each wording as likely as any other. Sentences whose mentions overlap stay out.
    """
    rng = random.Random(seed)
    sentences = list(sentences)
    wordings: dict[str, set[str]] = {kind: set() for kind in JOINED}
    for sentence in sentences:
        for mention in sentence.mentions:
            text = sentence.text[mention.start : mention.end]
            if mention.type in JOINED and len(text.split()) <= LONGEST:
                wordings[mention.type].add(text)
    known = {kind: sorted(each) for kind, each in wordings.items()}
    made = []
    for sentence in sentences:
        heads = sorted({each.head for each in sentence.relations if sentence.mentions[each.head].type in JOINED})
        if heads and not overlap(sentence.mentions) and rng.random() < share:
            head = rng.choice(heads)
            made.append(_join(sentence, head, rng.choice(known[sentence.mentions[head].type]), rng))
    return made


def _join(sentence: Sentence, head: int, other: str, rng: random.Random) -> Sentence:
    own = sentence.mentions[head]
    joint = rng.choice((" and ", " and ", ", ", " + "))
    after = rng.random() < 0.5
    at = own.end if after else own.start
    inserted = joint + other if after else other + joint
    start = at + len(joint) if after else at
    moved = tuple(
        replace(each, start=each.start + len(inserted), end=each.end + len(inserted)) if each.start >= at else each
        for each in sentence.mentions
    )
    copies = tuple(Relation(each.type, len(moved), each.tail) for each in sentence.relations if each.head == head)
    return replace(
        sentence,
        text=sentence.text[:at] + inserted + sentence.text[at:],
        mentions=(*moved, Mention(own.type, start, start + len(other))),
        relations=(*sentence.relations, *copies),
    )
