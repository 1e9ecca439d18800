"""Comparison pairs made from templates in the style of clinical notes.

Each family draws a fact for the premise and one for the hypothesis and derives the label
from the two. The wording of the hypothesis is drawn before the label can matter, so that
the hypothesis alone says nothing about the label.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from .vocabulary import (
    DRUGS,
    FINDINGS,
    IMAGING,
    MEASURES,
    PART_FINDINGS,
    PARTS,
    TAILS,
    TESTS,
    TREATS,
)

ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"


@dataclass
class Pair:
    """A premise, a hypothesis and the label; `family` says what kind of pair it is.

    `plain` pairs have one affirmative statement as their premise.
    """

    premise: str
    hypothesis: str
    label: str
    family: str
    plain: bool = False


WHO = ["The patient", "He", "She", "Patient", "Pt", "The patient", "This patient"]

PRESENT = [
    "{w} has {f}.", "{w} reports {f}.", "{w} presents with {f}.", "{w} complains of {f}.", "Positive for {f}.",
    "There is {f}.", "{w} was found to have {f}.", "{w} is suffering from {f}.", "{w} developed {f}.",
    "{w} endorses {f}.", "{w} was admitted with {f}.", "{F} is present.", "Assessment: {f}.",
    "{w} has a known diagnosis of {f}.", "{F} was noted.",
]
ABSENT = [
    "{w} denies {f}.", "No {f}.", "There is no {f}.", "No evidence of {f}.", "{w} does not have {f}.",
    "Negative for {f}.", "{w} has no {f}.", "{w} did not report {f}.", "{F} is absent.", "Without {f}.",
    "{w} denies any {f}.", "{F} was ruled out.", "There was no sign of {f}.", "{w} is free of {f}.",
    "Examination revealed no {f}.",
]


def kept(options: list[str], held_out: bool) -> list[str]:
    """Choose the side of a template list: every fifth is for the test."""
    return [o for i, o in enumerate(options) if (i % 5 == 4) == held_out]


def premises(options: list[str], held_out: bool, rng: random.Random) -> list[str]:
    """Choose templates for a premise: in the test half of them may be known ones."""
    return kept(options, held_out and rng.random() < 0.5)


def fill(template: str, rng: random.Random, **names: str) -> str:
    """Fill a template; `{w}` is a person and `{F}` a finding that begins the sentence."""
    finding = names.get("f", "")
    return template.format(w=rng.choice(WHO), F=finding[:1].upper() + finding[1:], **names)


def finding_pair(rng: random.Random, held_out: bool) -> Pair:
    """A finding present or absent in the premise, among others, against one finding."""
    found = rng.sample(FINDINGS, 4)
    polarity = [rng.random() < 0.5 for _ in found]
    count = rng.choice([1, 1, 1, 1, 1, 1, 2, 3])
    sentences = [
        fill(rng.choice(premises(PRESENT if yes else ABSENT, held_out, rng)), rng, f=name)
        for name, yes in zip(found[:count], polarity, strict=False)
    ]
    if count > 1 and rng.random() < 0.5:
        # One list with one polarity, as in "denies fever, chills or cough".
        yes = polarity[0]
        polarity[:count] = [yes] * count
        names = ", ".join(found[: count - 1]) + (" and " if yes else " or ") + found[count - 1]
        sentences = [fill(rng.choice(premises(PRESENT if yes else ABSENT, held_out, rng)[:3]), rng, f=names)]
    claims = rng.random() < 0.5
    options = kept(PRESENT if claims else ABSENT, held_out)
    label = rng.choice([ENTAILMENT, NEUTRAL, CONTRADICTION])
    asked = found[3]
    if label != NEUTRAL:
        wanted = claims if label == ENTAILMENT else not claims
        fitting = [n for n, yes in zip(found[:count], polarity, strict=False) if yes == wanted]
        if not fitting:
            return finding_pair(rng, held_out)
        asked = rng.choice(fitting)
    return Pair(" ".join(sentences), fill(rng.choice(options), rng, f=asked), label, "finding", count == 1 and polarity[0])


def two_sided(family: str, slots: Callable[[random.Random], dict[str, str]],
              sides: tuple[list[str], list[str]]) -> Callable[[random.Random, bool], Pair]:
    """Make a family whose statements lie on one of two opposite sides.

    Two statements of one side about the same thing entail each other, of two sides
    contradict, and about different things are neutral.
    """
    def make(rng: random.Random, held_out: bool) -> Pair:
        mine, other = slots(rng), slots(rng)
        side, label = rng.randrange(2), rng.choice([ENTAILMENT, NEUTRAL, CONTRADICTION])
        premise_side = rng.randrange(2) if label == NEUTRAL else side if label == ENTAILMENT else 1 - side
        if label == NEUTRAL and mine["f"] == other["f"]:
            return make(rng, held_out)
        premise = fill(rng.choice(premises(sides[premise_side], held_out, rng)), rng, **mine)
        asked = other if label == NEUTRAL else mine
        hypothesis = fill(rng.choice(kept(sides[side], held_out)), rng, **asked)
        # "No known drug allergies" speaks of every drug, so it is neutral to none.
        if premise == hypothesis or (label == NEUTRAL and mine["f"] not in premise.lower()):
            return make(rng, held_out)
        return Pair(premise, hypothesis, label, family, premise_side == 0)
    return make


def drug(rng: random.Random) -> dict[str, str]:
    """Draw a drug."""
    return {"f": rng.choice(DRUGS)}


def part(rng: random.Random) -> dict[str, str]:
    """Draw a paired part of the body and what is wrong with it."""
    return {"f": rng.choice(PARTS), "x": rng.choice(PART_FINDINGS)}


def named(options: list[str]) -> Callable[[random.Random], dict[str, str]]:
    """Draw one of the options."""
    return lambda rng: {"f": rng.choice(options)}


def treated(rng: random.Random) -> dict[str, str]:
    """Draw a disease with a drug that is taken for it."""
    name = rng.choice(list(TREATS))
    return {"f": TREATS[name], "x": name}


FAMILIES: list[Callable[[random.Random, bool], Pair]] = [finding_pair] * 24 + [
    two_sided("side", part, (
        ["{w} has left {f} {x}.", "Left {f} {x} was noted.", "There is {x} of the left {f}.", "{w} was seen for left {f} {x}.", "The left {f} shows {x}.", "{x} involving the left {f}."],
        ["{w} has right {f} {x}.", "Right {f} {x} was noted.", "There is {x} of the right {f}.", "{w} was seen for right {f} {x}.", "The right {f} shows {x}.", "{x} involving the right {f}."])),
    two_sided("medication", drug, (
        ["{w} takes {f}.", "{w} is on {f}.", "{F} was started.", "Continue {f}.", "{w} was started on {f}.", "{w} is currently taking {f} daily.", "Medications: {f}."],
        ["{w} does not take {f}.", "{w} is not on {f}.", "{F} was stopped.", "{F} was discontinued.", "{w} is no longer taking {f}.", "{w} has stopped {f}.", "{w} was taken off {f}."])),
    two_sided("allergy", drug, (
        ["{w} is allergic to {f}.", "Allergies: {f}.", "{w} has a {f} allergy.", "{w} had an allergic reaction to {f}.", "{w} reports an allergy to {f}."],
        ["{w} is not allergic to {f}.", "Allergies: no known drug allergies.", "{w} tolerates {f} without any allergic reaction and has no {f} allergy.", "NKDA; no allergy to {f}.", "{w} denies an allergy to {f}."])),
    two_sided("treated disease", treated, (
        ["{w} takes {x} for {f}.", "History of {f}.", "{w} has {f} managed with {x}.", "{F} is treated with {x}.", "{w} is known to have {f}.", "Past medical history: {f}."],
        ["No history of {f}.", "{w} has no history of {f}.", "{w} has never had {f}.", "{w} does not have {f}.", "{w} denies a history of {f}.", "Past medical history: no {f}."])),
    two_sided("test result", named(TESTS), (
        ["The {f} was positive.", "{F} returned positive.", "{w} had a positive {f}.", "{F}: positive.", "The {f} came back positive."],
        ["The {f} was negative.", "{F} returned negative.", "{w} had a negative {f}.", "{F}: negative.", "The {f} came back negative."])),
    two_sided("imaging", named(IMAGING), (
        ["The {f} was normal.", "{F} showed no abnormality.", "{F}: unremarkable.", "{F} was within normal limits.", "{w} had a normal {f}."],
        ["The {f} was abnormal.", "{F} showed an abnormality.", "{F}: abnormal.", "{F} had abnormal findings.", "{w} had an abnormal {f}."])),
    two_sided("trend", named(MEASURES), (
        ["The {f} increased.", "{F} has risen.", "{w} had a rising {f}.", "{F} went up.", "There was an increase in {f}."],
        ["The {f} decreased.", "{F} has fallen.", "{w} had a falling {f}.", "{F} went down.", "There was a decrease in {f}."])),
    two_sided("course", named(FINDINGS), (
        ["The {f} improved.", "{F} is better.", "{w} has had improvement of {f}.", "{F} is getting better.", "The {f} is much improved today."],
        ["The {f} worsened.", "{F} is worse.", "{w} has had worsening of {f}.", "{F} is getting worse.", "The {f} is much worse today."])),
    two_sided("tumour", named("thyroid nodule|breast mass|lung nodule|skin lesion|ovarian cyst|colon polyp|renal mass|liver lesion".split("|")), (
        ["The {f} was benign.", "Pathology of the {f} showed no malignancy.", "{F}: benign.", "The {f} is not cancerous.", "{w} had a benign {f}."],
        ["The {f} was malignant.", "Pathology of the {f} showed malignancy.", "{F}: malignant.", "The {f} is cancerous.", "{w} had a malignant {f}."])),
    two_sided("habit", named(["smoke", "drink alcohol", "use illicit drugs", "smoke", "exercise"]), (
        ["{w} continues to {f}.", "{w} does {f} regularly.", "{w} admits to {f} every week.", "{w} started to {f} years ago and still does.", "{w} is known to {f}."],
        ["{w} does not {f}.", "{w} has never been known to {f}.", "{w} denies that they {f}.", "{w} used to but does not {f} any more.", "{w} did not {f}."])),
    two_sided("smoking", named([""]), (
        ["{w} smokes one pack per day.", "Current smoker.", "{w} is a smoker.", "Tobacco: 20 pack-years, ongoing.", "{w} smokes cigarettes daily."],
        ["Never smoker.", "{w} does not smoke.", "{w} has never smoked.", "Tobacco: none.", "{w} is a lifelong nonsmoker."])),
    two_sided("procedure", named("appendectomy|cholecystectomy|hysterectomy|coronary stent|knee replacement|splenectomy|cesarean section|bypass surgery".split("|")), (
        ["{w} underwent {f}.", "Status post {f}.", "{w} had a {f} in 2015.", "Surgical history: {f}.", "{w} has had a {f}."],
        ["{w} never underwent {f}.", "No prior {f}.", "{w} has not had a {f}.", "Surgical history: no {f}.", "{w} denies prior {f}."])),
]
FEVER = (["{w} is afebrile.", "Temperature {low}.", "No fever.", "T {low}, afebrile.", "{w} had a normal temperature."],
         ["{w} is febrile.", "Temperature {high}.", "{w} has a fever.", "T {high}, febrile.", "{w} spiked a temperature of {high}."])
VITAL_OTHERS = ["Heart rate {n}.", "{w} is alert.", "Blood pressure is stable.", "{w} is hungry.", "Oxygen saturation {m} %."]


def fever_pair(rng: random.Random, held_out: bool) -> Pair:
    """Temperatures as numbers and as words."""
    def say(side: int) -> str:
        low, high = f"{rng.uniform(36.2, 37.3):.1f}", f"{rng.uniform(38.2, 40.1):.1f}"
        return rng.choice(kept(FEVER[side], held_out)).format(w=rng.choice(WHO), low=low, high=high)
    side = rng.randrange(2)
    label = rng.choice([ENTAILMENT, NEUTRAL, CONTRADICTION])
    hypothesis = say(side)
    if label == NEUTRAL:
        premise = rng.choice(kept(VITAL_OTHERS, held_out)).format(w=rng.choice(WHO), n=rng.randint(55, 120), m=rng.randint(90, 99))
        return Pair(premise, hypothesis, label, "fever")
    # A premise without its number would leave a hypothesis with one open.
    premise = say(side if label == ENTAILMENT else 1 - side)
    if label == ENTAILMENT and any(c.isdigit() for c in hypothesis):
        number = next(w for w in hypothesis.replace(",", " ").rstrip(".").split() if w[0].isdigit())
        premise = f"Vital signs: temperature {number}, other vitals stable."
    return Pair(premise, hypothesis, label, "fever")


def person_pair(rng: random.Random, held_out: bool) -> Pair:
    """Age and sex in the first sentence of a report."""
    age, woman = rng.randint(19, 92), rng.random() < 0.5
    noun = "woman" if woman else "man"
    finding = rng.choice(FINDINGS)
    openings = ["A {a}-year-old {n} presented with {f}.", "This is a {a} year old {n} with {f}.", "{a}-year-old {n} admitted for {f}.",
                "The patient, a {a}-year-old {n}, has {f}.", "We report a {a}-year-old {n} with {f}."]
    premise = rng.choice(kept(openings, held_out)).format(a=age, n=noun, f=finding)
    label = rng.choice([ENTAILMENT, NEUTRAL, CONTRADICTION])
    right = label == ENTAILMENT
    if label == NEUTRAL:
        other = rng.choice([f for f in FINDINGS if f != finding])
        options = [f"The {noun} also has {other}.", f"The patient is a retired {noun}.", f"The {noun} lives alone.", "The patient is married.",
                   f"The {noun} is allergic to {rng.choice(DRUGS)}."]
        return Pair(premise, rng.choice(kept(options, held_out)), label, "person")
    sex = ("woman" if woman else "man") if right else ("man" if woman else "woman")
    years = age if right else age + rng.choice([-11, -7, 6, 12, 20])
    options = [f"The patient is a {sex}.", f"The patient is {'female' if sex == 'woman' else 'male'}.", f"The patient is {years} years old.",
               f"Age {years}.", f"Sex: {'female' if sex == 'woman' else 'male'}."]
    return Pair(premise, rng.choice(kept(options, held_out)), label, "person")


FAMILIES += [fever_pair, person_pair]


def tailed(pair: Pair, rng: random.Random, held_out: bool) -> Pair:
    """Say more at the end of either sentence, as notes do, where the label allows it.

    More in the premise changes nothing. More in the hypothesis is no part of what the premise
    says: a contradiction stays one, and what was entailed becomes neutral.
    """
    def extended(text: str) -> str:
        return text[:-1] + rng.choice(kept(TAILS, held_out)) + "." if text.endswith(".") else text

    premise = extended(pair.premise) if rng.random() < 0.3 else pair.premise
    if rng.random() < (0.12 if pair.label == ENTAILMENT else 0.4):
        label = NEUTRAL if pair.label == ENTAILMENT else pair.label
        return replace(pair, premise=premise, hypothesis=extended(pair.hypothesis), label=label)
    return replace(pair, premise=premise)


def template_pairs(seed: int, count: int, held_out: bool, plain: bool = False) -> list[Pair]:
    """Draw pairs from all families, and some neutral ones of two unlike families.

    With `plain` all premises are plain. Whether the two sentences agree cannot be told from
    either alone, and a small model finds no way into that; with plain premises the
    hypothesis says half of it.
    """
    rng = random.Random(seed)
    pairs: list[Pair] = []
    while len(pairs) < count:
        pair = rng.choice(FAMILIES)(rng, held_out)
        other = rng.choice(FAMILIES)(rng, held_out)
        if plain and not pair.plain:
            continue
        if rng.random() < 0.08 and other.family != pair.family and "person" not in (pair.family, other.family):
            pair = Pair(pair.premise, other.hypothesis, NEUTRAL, "unrelated", pair.plain)
        pairs.append(one_sex(tailed(pair, rng, held_out)))
    return pairs


def one_sex(pair: Pair) -> Pair:
    """Speak of one person in both sentences: a change of pronoun is no contradiction here."""
    if "She " in pair.premise and pair.family != "person":
        premise, hypothesis = (t.replace("He ", "She ") for t in (pair.premise, pair.hypothesis))
    else:
        premise, hypothesis = (t.replace("She ", "He ") for t in (pair.premise, pair.hypothesis))
    return replace(pair, premise=premise, hypothesis=hypothesis)
