"""Unpacks the corpora and reads their entity annotations and their plain text."""

from __future__ import annotations

import json
import re
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from .words import pieces, split_words

ARCHIVES = ["ner", "re", "text", "qa"]

# Types of MACCROBAT2020 that the six clinical types of the starter model are made of.
MACCROBAT_TYPES = {
    "Sign_symptom": "problem",
    "Disease_disorder": "problem",
    "Medication": "treatment",
    "Therapeutic_procedure": "treatment",
    "Diagnostic_procedure": "test",
    "Biological_structure": "anatomy",
    "Lab_value": "value",
    "Dosage": "dosage",
}

# The names of the IOB corpora for the types of the starter model; a type that is not here is no entity.
IOB_TYPES = {
    "BC5CDR": {"Chemical": "chemical", "Disease": "disease"},
    "NCBI-disease": {"Disease": "disease"},
    "BC2GM": {"GENE": "gene"},
    "CRAFT": {"GGP": "gene", "Taxon": "species", "CL": "cell"},
    "BioNLP13CG": {"Gene_or_gene_product": "gene", "Organism": "species", "Cell": "cell"},
    "AnatEM": {"Anatomy": "anatomy"},
}

# Parts of MedQuAD whose answers are the text of institutes of health about diseases.
MEDQUAD_PARTS = ["1_CancerGov_QA", "2_GARD_QA", "3_GHR_QA", "5_NIDDK_QA", "6_NINDS_QA", "8_NHLBI_QA_XML"]

# Lines longer than this are cut at sentence ends, since a prompt holds one sentence.
LONG_LINE_WORDS = 60
SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]][.?!])\s+(?=[A-Z])")


@dataclass
class NerSentence:
    """A sentence with one tag a word; `lost` names the gold spans that no tags can hold."""

    words: list[str]
    tags: list[str]
    lost: list[str] = field(default_factory=list)


@dataclass
class Span:
    """An annotated stretch of a document, in code points."""

    start: int
    end: int
    kind: str
    key: str = ""


def unpack(corpora: Path, work: Path) -> Path:
    """Unpack the archives that are needed into `work` and return the folder they lie in."""
    for name in ARCHIVES:
        if not (work / name).is_dir():
            with tarfile.open(corpora / f"{name}.tar.xz") as archive:
                archive.extractall(work, filter="data")
    return work


def read_iob(path: Path, types: dict[str, str]) -> list[NerSentence]:
    """Read a file of `token TAB tag` lines, splitting its tokens by the model's own rules.

    `types` gives the model's name of each of the corpus's types that is an entity.

    The first piece of a token keeps its tag and the later ones continue it, so every span
    keeps its boundaries.
    """
    sentences: list[NerSentence] = []
    words: list[str] = []
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        token, _, tag = line.rstrip("\n").rpartition("\t")
        if not token:
            if words:
                sentences.append(NerSentence(words, tags))
            words, tags = [], []
            continue
        part, _, kind = tag.strip().partition("-")
        tag = f"{part}-{types[kind]}" if kind in types else "O"
        for index, piece in enumerate(pieces(token)):
            words.append(piece)
            tags.append(tag if index == 0 else tag.replace("B-", "I-"))
    return sentences


def read_brat(path: Path) -> tuple[str, list[Span], list[tuple[str, str, str]], list[str]]:
    """Read a MACCROBAT document: its text, spans of the six types, relations, lost types.

    A discontinuous span cannot be written with tags and is counted as lost. Relations are
    given as (name, key of the first span, key of the second).
    """
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    spans: list[Span] = []
    events: dict[str, str] = {}
    relations: list[tuple[str, str, str]] = []
    lost: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            kind, *offsets = fields[1].replace(";", " ").split()
            if kind not in MACCROBAT_TYPES:
                continue
            if len(offsets) > 2:
                lost.append(MACCROBAT_TYPES[kind])
                continue
            spans.append(Span(int(offsets[0]), int(offsets[1]), MACCROBAT_TYPES[kind], fields[0]))
        elif line.startswith("E"):
            events[fields[0]] = fields[1].split()[0].split(":")[1]
        elif line.startswith("R"):
            name, first, second = fields[1].split()[:3]
            relations.append((name, first.split(":")[1], second.split(":")[1]))
    relations = [(n, events.get(a, a), events.get(b, b)) for n, a, b in relations]
    return text, spans, relations, lost


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Give the sentences of a case report: its lines, long ones cut at sentence ends."""
    ranges: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        if len(split_words(line.group())) > LONG_LINE_WORDS:
            for cut in SENTENCE_END.finditer(line.group()):
                ranges.append((start, line.start() + cut.start()))
                start = line.start() + cut.end()
        ranges.append((start, line.end()))
    return ranges


def tag_range(text: str, start: int, end: int, spans: list[Span]) -> NerSentence:
    """Tag the words of one sentence.

    Of overlapping spans the longest is kept. What is dropped, and what does not begin and
    end with a word, is lost.
    """
    words = split_words(text[start:end])
    starts = {start + word.start: i for i, word in enumerate(words)}
    ends = {start + word.end: i for i, word in enumerate(words)}
    tags = ["O"] * len(words)
    lost: list[str] = []
    inside = [s for s in spans if start <= s.start < end]
    for span in sorted(inside, key=lambda s: (s.start - s.end, s.start)):
        first, last = starts.get(span.start), ends.get(span.end)
        if first is None or last is None or any(t != "O" for t in tags[first : last + 1]):
            lost.append(span.kind)
            continue
        tags[first] = f"B-{span.kind}"
        tags[first + 1 : last + 1] = [f"I-{span.kind}"] * (last - first)
    return NerSentence([word.text for word in words], tags, lost)


def maccrobat_documents(folder: Path, test: bool) -> list[Path]:
    """List one side of the split by PMID: a last digit of 0 or 5 is test."""
    paths = sorted((folder / "ner" / "MACCROBAT2020").glob("*.ann"))
    return [p for p in paths if (p.stem[-1] in "05") == test]


def read_maccrobat(documents: list[Path]) -> list[NerSentence]:
    """Read the sentences of documents of MACCROBAT2020."""
    sentences: list[NerSentence] = []
    for path in documents:
        text, spans, _, lost = read_brat(path)
        tagged = [tag_range(text, a, b, spans) for a, b in sentence_ranges(text)]
        tagged = [sentence for sentence in tagged if sentence.words]
        tagged[0].lost.extend(lost)
        sentences.extend(tagged)
    return sentences


def read_case_reports(folder: Path) -> list[str]:
    """Read the unlabelled case reports."""
    path = folder / "text" / "e3c-case-reports.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def read_health_answers(folder: Path) -> list[str]:
    """Read the answers of MedQuAD that are running text."""
    paths = [
        path for part in MEDQUAD_PARTS
        for path in sorted((folder / "qa" / "MedQuAD" / part).glob("*.xml"))
    ]
    answers = [
        " ".join((node.text or "").split())
        for path in paths for node in ElementTree.parse(path).iter("Answer")
    ]
    return [answer for answer in answers if len(answer) > 200]
