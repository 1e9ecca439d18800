"""Pairs made from the sentences of open case reports.

A sentence and its opposite are both used as premise and as hypothesis, so a hypothesis that
was changed by rule is no more often a contradiction than an entailment.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple



from .words import split_words

ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"
SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]][.?!])\s+(?=[A-Z])")


class Pair(NamedTuple):
    """Two sentences and their label."""

    premise: str
    hypothesis: str
    label: str


OPPOSITES = [
    ("left", "right"), ("increased", "decreased"), ("increase", "decrease"), ("improved", "worsened"),
    ("benign", "malignant"), ("positive", "negative"), ("male", "female"), ("man", "woman"), ("boy", "girl"),
    ("normal", "abnormal"), ("started", "stopped"), ("upper", "lower"), ("before", "after"), ("present", "absent"),
    ("mild", "severe"), ("stable", "unstable"), ("proximal", "distal"), ("anterior", "posterior"), ("acute", "chronic"),
    ("high", "low"), ("elevated", "reduced"), ("large", "small"), ("unilateral", "bilateral"), ("alive", "dead"),
    ("with", "without"), ("hyperintense", "hypointense"), ("medial", "lateral"), ("presence", "absence"),
    ("successful", "unsuccessful"), ("symptomatic", "asymptomatic"), ("remarkable", "unremarkable"),
    ("primary", "secondary"), ("systolic", "diastolic"), ("hypertension", "hypotension"), ("father", "mother"),
]
OPPOSITE = {a: b for pair in OPPOSITES for a, b in (pair, pair[::-1])}
NEGATIONS = [
    (r"\b(was|were|is|are) not\b", r"\1"), (r"\b(was|were)(?! not)\b", r"\1 not"), (r"\bno evidence of\b", "evidence of"),
    (r"\b(showed|revealed|demonstrated|had|found) no\b", r"\1"), (r"\b(showed|revealed|demonstrated) (?!no\b|that)", r"\1 no "),
    (r"\bdenied\b", "reported"), (r"\breported\b", "denied"), (r"\bcomplained of\b", "denied"),
    (r"\bunderwent\b", "did not undergo"), (r"\bdid not (\w+)\b", r"did \1"), (r"\bpresented with\b", "presented without"),
    (r"\bThere was no\b", "There was"), (r"\bThere was(?! no)\b", "There was no"), (r"\bThe patient had(?! no| not)\b", "The patient had no"),
]
PARAPHRASES = [
    (r"\brevealed\b", "showed"), (r"\bdemonstrated\b", "showed"), (r"\bshowed\b", "revealed"), (r"\bpresented with\b", "had"),
    (r"\bcomplained of\b", "had"), (r"\bdenied\b", "did not report"), (r"\bunderwent\b", "had"), (r"\bThe patient\b", "This patient"),
    (r"\bA (\d+)-year-old (man|woman|male|female|boy|girl)\b", r"A \2 aged \1 years"), (r"\bwas admitted\b", "was hospitalized"),
    (r"\bThere was no\b", "There was no evidence of"), (r"\bno evidence of\b", "no"), (r"\bwas diagnosed with\b", "had a diagnosis of"),
    (r"\bsuffering from\b", "with"), (r"\bphysical examination\b", "examination"), (r"\bconfirmed\b", "established"),
    (r"\bwas performed\b", "was done"), (r"\bwas treated with\b", "received"), (r"\bwas started on\b", "was given"), (r"\bswelling\b", "edema"),
]


def opposite(sentence: str, rng: random.Random) -> str | None:
    """Turn a sentence into one that contradicts it, by one change."""
    options: list[str] = []
    for m in re.finditer(r"[A-Za-z]+", sentence):
        other = OPPOSITE.get(m.group().lower())
        if other:
            other = other.capitalize() if m.group()[0].isupper() else other
            options.append(sentence[: m.start()] + other + sentence[m.end() :])
    for pattern, replacement in NEGATIONS:
        changed = re.sub(pattern, replacement, sentence, count=1)
        if changed != sentence:
            options.append(changed)
    for m in re.finditer(r"(?<![\d.,/-])\d+(?:\.\d+)?(?![\d/-])", sentence):
        value = float(m.group())
        new = value * rng.choice([0.5, 2, 3]) + rng.choice([1, 2, 5])
        text = f"{new:.1f}" if "." in m.group() else str(int(new))
        options.append(sentence[: m.start()] + text + sentence[m.end() :])
    return rng.choice(options) if options else None


def paraphrase(sentence: str, rng: random.Random) -> str:
    """Say a sentence in other words, where a rule fits."""
    options = [re.sub(p, r, sentence, count=1) for p, r in PARAPHRASES]
    options = [o for o in options if o != sentence]
    return rng.choice(options) if options else sentence


def shorten(sentence: str, rng: random.Random) -> str:
    """Leave out a parenthesis, an opening phrase or a closing clause."""
    options = [re.sub(r" \([^()]*\)", "", sentence)]
    opening = re.match(r"^(?:On|At|After|During|In|Following|Upon|Initially|Subsequently)\b[^,]{0,40}, (\w.*)$", sentence)
    if opening:
        options.append(opening.group(1)[0].upper() + opening.group(1)[1:])
    cut = re.match(r"^(.{25,}?)(?:, (?:which|and|with|but|while|who|where)\b| (?:because|which|while|after|following|for)\b)[^.]*\.$", sentence)
    if cut:
        options.append(cut.group(1).rstrip(",") + ".")
    options = [o for o in options if o != sentence]
    return rng.choice(options) if options else sentence


def report_sentences(text: str) -> list[str]:
    """Give the sentences of a report that are neither very short nor very long."""
    sentences = SENTENCE_END.split(text.replace("\n", " "))
    return [s.strip() for s in sentences if 5 <= len(split_words(s)) <= 40 and s.strip().endswith(".")]


def report_pairs(texts: list[str], seed: int, a_text: int = 4) -> list[Pair]:
    """Make up to `a_text` pairs of each report."""
    rng = random.Random(seed)
    pairs: list[Pair] = []
    for text in texts:
        sentences = report_sentences(text)
        if len(sentences) < 3:
            continue
        for _ in range(a_text):
            pair = report_pair(sentences, rng)
            if pair and pair.premise != pair.hypothesis:
                pairs.append(pair)
    return pairs


def report_pair(sentences: list[str], rng: random.Random) -> Pair | None:
    """Make one pair of a report's sentences, or nothing where no rule fits."""
    base, other = rng.sample(sentences, 2)
    label = rng.choice([ENTAILMENT, NEUTRAL, CONTRADICTION])
    source = other if label == NEUTRAL else base
    if label == NEUTRAL and rng.random() < 0.3:
        # The hypothesis says more than the premise does.
        source, base = base, shorten(base, rng)
        if len(split_words(source)) < len(split_words(base)) + 4:
            return None
        return Pair(base, paraphrase(source, rng), NEUTRAL)
    flipped = opposite(source, rng)
    if flipped is None:
        return None
    versions = [source, flipped] if rng.random() < 0.5 else [flipped, source]
    hypothesis = versions[0]
    if label != NEUTRAL:
        base = versions[0] if label == ENTAILMENT else versions[1]
    # Longer premises and shorter hypotheses come with every label.
    if rng.random() < 0.35:
        base = base + " " + rng.choice([s for s in sentences if s not in (source, base)])
    for change in (paraphrase, shorten):
        if rng.random() < 0.5:
            hypothesis = change(hypothesis, rng)
    kept_change = label != CONTRADICTION or not contained(hypothesis, base)
    return Pair(base, hypothesis, label) if kept_change else None


def contained(hypothesis: str, premise: str) -> bool:
    """Say whether the premise holds every word of the hypothesis in order (no conflict left)."""
    words = iter(w.text.lower() for w in split_words(premise))
    return all(w.text.lower() in words for w in split_words(hypothesis)[:-1])
