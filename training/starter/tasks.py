"""The relation and comparison sets, and the mixture that the model is trained on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from . import relation_corpora, relation_cues
from .compare_reports import report_pairs
from .compare_templates import Pair, template_pairs
from .corpora import read_brat
from .data import EntitySet, maccrobat_split
from .evaluate import LabelExample
from .formats import compare_prompt
from .loop import Part
from .rows import Encoder, Example, ListSource, NerSource, Row
from .words import split_words

# How often each relation set comes in one pass, so that the small ones are not drowned.
REPEATS = {"PHEE": 2, "weak cues": 2}
# Shares of the tokens at the start, from a quarter of the run on, and in its last third.
# Of a run that begins with trained weights the last shares alone count.
# Plain text and copying come first: nothing else is learned before the model can copy. A
# label is one token of a whole row, so the labelled tasks need many rows to get anywhere;
# entities keep half of the tokens to the end, because copying is soon forgotten.
SHARES = {
    "BC5CDR": (0.20, 0.16, 0.14), "NCBI-disease": (0.10, 0.13, 0.16),
    "MACCROBAT2020": (0.14, 0.14, 0.13), "BC2GM": (0.06, 0.07, 0.06),
    "CRAFT": (0.03, 0.03, 0.02), "BioNLP13CG": (0.02, 0.02, 0.01), "AnatEM": (0.02, 0.02, 0.02),
    "text": (0.43, 0.07, 0.03), "relations": (0.0, 0.09, 0.07), "comparison": (0.0, 0.18, 0.13),
    "dialects": (0.0, 0.09, 0.23),
}
SWAP = 0.25


@dataclass
class LabelSet:
    """Examples of one source: what the model is trained on and what it is tested on."""

    train: list[LabelExample]
    test: list[LabelExample]


def relation_sets(folder: Path, seed: int) -> dict[str, LabelSet]:
    """Read or make all relation sets, each with its own test part."""
    cid = folder / "re" / "BC5CDR-CID"
    train_documents = relation_corpora.read_pubtator(cid / "CDR_TrainingSet.PubTator.txt")
    test_documents = relation_corpora.read_pubtator(cid / "CDR_TestSet.PubTator.txt")
    tested = {d.pmid for d in test_documents}
    chemicals = {
        d.text[s.start : s.end].lower() for d in train_documents for s in d.spans if s.kind == "chemical"
    }
    chemprot = folder / "re" / "ChemProt"
    chemprot_test, texts = relation_corpora.chemprot_examples(chemprot / "test.txt", chemicals, seed)
    chemprot_train = [
        example
        for part in ("train", "dev")
        for example in relation_corpora.chemprot_examples(chemprot / f"{part}.txt", chemicals, seed, texts)[0]
    ]
    phee = folder / "ner" / "PHEE"
    train, _, test = maccrobat_split(folder)
    return {
        "PHEE": LabelSet(*(relation_corpora.phee_examples(phee / f"{p}.json", tested) for p in ("train", "dev"))),
        "BC5CDR-CID": LabelSet(*map(relation_corpora.cid_examples, (train_documents, test_documents))),
        "ChemProt": LabelSet(chemprot_train, chemprot_test),
        "weak cues": LabelSet(*(relation_cues.weak_examples(d, seed) for d in (train, test))),
        "templates": LabelSet(
            relation_cues.template_examples(seed, 5000, held_out=False),
            relation_cues.template_examples(seed + 1, 900, held_out=True),
        ),
    }


def compared(pair: Pair) -> LabelExample:
    """Write a comparison pair as a prompt with its label."""
    words = ([w.text for w in split_words(text)] for text in (pair.premise, pair.hypothesis))
    return LabelExample(compare_prompt(*words), pair.label)


def comparison_pairs(folder: Path, reports: tuple[list[str], list[str]], seed: int,
                     templates: int = 20000) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]]]:
    """Make the pairs to train on and to test with, by where they come from.

    The test has held-out templates and held-out reports.
    """
    train, _, test = maccrobat_split(folder)
    clinical = [[read_brat(path)[0] for path in documents] for documents in (train, test)]
    return {
        "templates": [
            pair for plain in (True, False)
            for pair in template_pairs(seed, templates, held_out=False, plain=plain)
        ],
        "case reports": report_pairs(reports[0] + clinical[0], seed, a_text=1)[::2],
    }, {
        "templates": template_pairs(seed + 1, 1500, held_out=True),
        "case reports": report_pairs(reports[1] + clinical[1], seed + 1, a_text=2),
    }


def comparison_sets(folder: Path, reports: tuple[list[str], list[str]],
                    seed: int) -> dict[str, LabelSet]:
    """Make the comparison examples."""
    train, test = comparison_pairs(folder, reports, seed)
    return {
        name: LabelSet([compared(p) for p in train[name]], [compared(p) for p in test[name]])
        for name in train
    }


def label_source(sets: dict[str, LabelSet], encoder: Encoder, repeats: dict[str, int]) -> ListSource:
    """Put the training parts of label sets into one source of rows."""
    rows = []
    for name, each in sets.items():
        made = [encoder.row(Example(e.prompt, f"/{e.label}")) for e in each.train]
        rows += made * repeats.get(name, 1)
    return ListSource(rows)


def mixture(entities: dict[str, EntitySet], relations: dict[str, LabelSet],
            comparisons: dict[str, LabelSet], texts: list[str], dialects: list[Row],
            encoder: Encoder) -> list[Part]:
    """Give all parts of the training mixture with their shares."""
    sources = {
        name: NerSource(each.train, each.types, encoder, SWAP) for name, each in entities.items()
    }
    sources["text"] = ListSource([row for text in texts for row in encoder.text_rows(text)])
    sources["relations"] = label_source(relations, encoder, REPEATS)
    sources["comparison"] = label_source(comparisons, encoder, {})
    if dialects:
        sources["dialects"] = ListSource(dialects)
    return [Part(name, source, SHARES[name]) for name, source in sources.items()]


def sample(examples: list[LabelExample], count: int) -> list[LabelExample]:
    """Choose a fixed sample for monitoring."""
    return random.Random(0).sample(examples, min(count, len(examples)))
