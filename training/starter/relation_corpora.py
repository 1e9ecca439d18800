"""Relation examples from human gold: PHEE, the CID task of BC5CDR, and ChemProt."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from .corpora import SENTENCE_END, Span
from .evaluate import LabelExample
from .formats import relation_prompt
from .words import split_words

LONGEST_SENTENCE = 110
IMPROVEMENT = re.compile(
    r"improv|remission|resol|recover|respon[sd]|relie[fv]|success|effective|benefi|cure|control|regress|reduc",
    re.I,
)
CHEMPROT_GROUP = {
    "UPREGULATOR": "CPR:3", "ACTIVATOR": "CPR:3", "INDIRECT-UPREGULATOR": "CPR:3",
    "DOWNREGULATOR": "CPR:4", "INHIBITOR": "CPR:4", "INDIRECT-DOWNREGULATOR": "CPR:4",
    "AGONIST": "CPR:5", "AGONIST-ACTIVATOR": "CPR:5", "AGONIST-INHIBITOR": "CPR:5",
    "ANTAGONIST": "CPR:6",
    "SUBSTRATE": "CPR:9", "PRODUCT-OF": "CPR:9", "SUBSTRATE_PRODUCT-OF": "CPR:9",
}


@dataclass
class Abstract:
    """A PubTator document: text, entity spans keyed by concept, related concept pairs."""

    pmid: str
    text: str
    spans: list[Span]
    related: set[tuple[str, str]]


def marked_words(text: str, start: int, end: int, pair: list[Span]) -> list[str]:
    """Give the words of a sentence with the two spans replaced by their markers."""
    words: list[str] = []
    at = start
    for span in sorted(pair, key=lambda s: s.start):
        words += [w.text for w in split_words(text[at : span.start])] + [f"@{span.kind}$"]
        at = span.end
    return words + [w.text for w in split_words(text[at:end])]


def marked_example(text: str, start: int, end: int, pair: list[Span], label: str) -> LabelExample | None:
    """Make an example, or nothing where the spans overlap or the sentence is very long."""
    first, second = sorted(pair, key=lambda s: s.start)
    words = marked_words(text, start, end, pair)
    if second.start < first.end or len(words) > LONGEST_SENTENCE:
        return None
    return LabelExample(relation_prompt(words), label)


def read_pubtator(path: Path) -> list[Abstract]:
    """Read the documents of a PubTator file."""
    documents = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        pmid = lines[0].split("|")[0]
        text = lines[0].split("|", 2)[2] + " " + lines[1].split("|", 2)[2]
        document = Abstract(pmid, text, [], set())
        for fields in (line.split("\t") for line in lines[2:]):
            if fields[1] == "CID":
                document.related.add((fields[2], fields[3]))
            else:
                document.spans.append(Span(int(fields[1]), int(fields[2]), fields[4].lower(), fields[5]))
        documents.append(document)
    return documents


def cid_examples(documents: list[Abstract]) -> list[LabelExample]:
    """Pair the chemicals and diseases of each sentence: CID where the document says so.

    Each pair of concepts gives one example a sentence, of its two nearest mentions.
    """
    examples: list[LabelExample] = []
    for document in documents:
        cuts = [0] + [m.end() for m in SENTENCE_END.finditer(document.text)] + [len(document.text)]
        for start, end in zip(cuts[:-1], cuts[1:], strict=True):
            inside = [s for s in document.spans if start <= s.start and s.end <= end]
            nearest: dict[tuple[str, str], list[Span]] = {}
            for chemical in (s for s in inside if s.kind == "chemical"):
                for disease in (s for s in inside if s.kind == "disease"):
                    key = (chemical.key, disease.key)
                    gap = abs(chemical.start - disease.start)
                    if key not in nearest or gap < abs(nearest[key][0].start - nearest[key][1].start):
                        nearest[key] = [chemical, disease]
            for (chemical_key, disease_key), pair in nearest.items():
                related = any(
                    (c, d) in document.related
                    for c in chemical_key.split("|") for d in disease_key.split("|")
                )
                example = marked_example(document.text, start, end, pair, "CID" if related else "none")
                if example:
                    examples.append(example)
    return examples


def arguments(argument: dict | None, kind: str) -> list[Span]:
    """Read the unbroken spans of a PHEE argument."""
    if not argument:
        return []
    found = zip(argument["text"], argument["start"], strict=True)
    return [Span(s[0], s[0] + len(t[0]), kind) for t, s in found if len(t) == 1]


def phee_examples(path: Path, skip_pmids: set[str]) -> list[LabelExample]:
    """Read PHEE's events as relations of a treatment and a problem.

    An adverse event's drug causes its effect (TrCP) and is given for its disorder (TrAP); a
    therapeutic event's drug is given for its disorder, and improves it (TrIP) where the
    effect says so. A disorder beside an effect, and a drug of one event beside the effect of
    another, are `none`.
    """
    examples: list[LabelExample] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"].split("_")[0] in skip_pmids:
            continue
        text = record["context"]
        labelled: dict[tuple[tuple[int, int], tuple[int, int]], tuple[list[Span], str]] = {}
        drugs: list[Span] = []
        effects: list[Span] = []
        for event in (e for a in record["annotations"] for e in a["events"]):
            treatment = event.get("Treatment") or {}
            event_drugs = arguments(treatment.get("Drug"), "treatment")
            disorders = arguments(treatment.get("Disorder"), "problem")
            adverse = event["event_type"] == "Adverse_event"
            event_effects = arguments(event.get("Effect"), "problem")
            improved = not adverse and any(
                IMPROVEMENT.search(text[e.start : e.end]) for e in event_effects
            )
            pairs = [([d, p], "TrIP" if improved else "TrAP") for d in event_drugs for p in disorders]
            if adverse:
                pairs += [([d, p], "TrCP") for d in event_drugs for p in event_effects]
                pairs += [([a, b], "none") for a in disorders for b in event_effects]
                effects += event_effects
            drugs += event_drugs
            for pair, label in pairs:
                key = ((pair[0].start, pair[0].end), (pair[1].start, pair[1].end))
                labelled.setdefault(key, (pair, label))
        for pair in ([d, e] for d in drugs for e in effects):
            key = ((pair[0].start, pair[0].end), (pair[1].start, pair[1].end))
            labelled.setdefault(key, (pair, "none"))
        made = (marked_example(text, 0, len(text), pair, label) for pair, label in labelled.values())
        examples += [example for example in made if example]
    return examples


MARKED_PAIR = re.compile(r"<< (.*?) >>|\[\[ (.*?) \]\]")


def plain_pair(text: str) -> tuple[str, list[Span]]:
    """Take the two markers out of a ChemProt sentence and give their spans."""
    plain, spans, at = "", [], 0
    for m in MARKED_PAIR.finditer(text):
        plain += text[at : m.start()]
        name = m.group(1) if m.group(1) is not None else m.group(2)
        spans.append(Span(len(plain), len(plain) + len(name), "", name.lower()))
        plain += name
        at = m.end()
    return plain + text[at:], spans


def gene_scores(pairs: list[tuple[str, str]], chemicals: set[str]) -> dict[str, float]:
    """Say of each name whether it is a gene (above zero) or a chemical (below).

    This distribution marks the earlier entity and the later one, not the chemical and the
    gene. But every pair holds one of each, so a name's kind follows from its partners'; the
    chemicals of BC5CDR and the look of the name give the start.
    """
    looks = re.compile(r"ase\b|receptor|kinase|transporter|channel|protein|cyp\d|[a-z]{2,}-?\d+$|factor|p-?gp")
    names = {name for pair in pairs for name in pair}
    start = {n: -2.0 if n in chemicals else 1.0 if looks.search(n) else -0.3 for n in names}
    partners: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        partners[a].append(b)
        partners[b].append(a)
    score = dict(start)
    for _ in range(10):
        bounded = {n: max(-1.0, min(1.0, s)) for n, s in score.items()}
        score = {n: start[n] - sum(bounded[p] for p in partners[n]) for n in names}
    return score


def chemprot_examples(path: Path, chemicals: set[str], seed: int,
                      skip_texts: set[str] = frozenset()) -> tuple[list[LabelExample], set[str]]:
    """Read ChemProt with the five groups as labels; also return the plain sentences.

    The distribution holds no negatives: they are made of chemicals and genes of one sentence
    that no row relates, at most as many as the sentence has relations.
    """
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    plain = [(*plain_pair(r["text"]), CHEMPROT_GROUP[r["label"]]) for r in records]
    plain = [p for p in plain if len(p[1]) == 2 and p[0] not in skip_texts]
    scores = gene_scores([(a.key, b.key) for _, (a, b), _ in plain], chemicals)
    by_text: dict[str, list[tuple[list[Span], str]]] = defaultdict(list)
    for text, (a, b), label in plain:
        gene_first = scores[a.key] > scores[b.key]
        a.kind, b.kind = ("gene", "chemical") if gene_first else ("chemical", "gene")
        by_text[text].append(([a, b], label))
    rng = random.Random(seed)
    examples: list[LabelExample | None] = []
    for text, related in by_text.items():
        known = {frozenset((s.start, s.end) for s in pair) for pair, _ in related}
        spans = {(s.start, s.end): s for pair, _ in related for s in pair}.values()
        unrelated = [
            [c, g] for c in spans for g in spans
            if c.kind == "chemical" and g.kind == "gene"
            and frozenset([(c.start, c.end), (g.start, g.end)]) not in known
        ]
        unrelated = rng.sample(unrelated, min(len(unrelated), len(related)))
        for pair, label in related + [(pair, "none") for pair in unrelated]:
            examples.append(marked_example(text, 0, len(text), pair, label))
    return [example for example in examples if example], set(by_text)
