"""Puts the training parts and the test sets together, and keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import corpora
from .corpora import NerSentence
from .formats import ANATOMY_TYPES, CDR_TYPES, CELL_TYPES, CLINICAL_TYPES, GENE_TYPES, NCBI_TYPES
from .words import split_words

DEV_SENTENCES = 200
DEV_DOCUMENTS = 26  # every 26th training document of MACCROBAT2020 is kept for monitoring
SHINGLE = 12
OTHER_TESTS = ["linnaeus", "S800"]  # measured too, though their training parts are not used


@dataclass
class EntitySet:
    """The sentences of one entity corpus by split."""

    types: list[str]
    train: list[NerSentence]
    dev: list[NerSentence]
    test: list[NerSentence]


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    """Give all runs of `SHINGLE` words, lower-cased."""
    low = [word.lower() for word in words]
    return {tuple(low[i : i + SHINGLE]) for i in range(len(low) - SHINGLE + 1)}


def maccrobat_split(folder: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """Split the documents of MACCROBAT2020 into train, monitored and test."""
    documents = corpora.maccrobat_documents(folder, test=False)
    dev = documents[::DEV_DOCUMENTS]
    train = [path for path in documents if path not in dev]
    return train, dev, corpora.maccrobat_documents(folder, test=True)


def entity_sets(folder: Path) -> dict[str, EntitySet]:
    """Read the entity corpora; a training sentence that is also in a test part is dropped."""
    sets: dict[str, EntitySet] = {}
    for name, types in (
        ("BC5CDR", CDR_TYPES), ("NCBI-disease", NCBI_TYPES), ("BC2GM", GENE_TYPES),
        ("CRAFT", CELL_TYPES), ("BioNLP13CG", CELL_TYPES), ("AnatEM", ANATOMY_TYPES),
    ):
        train, dev, test = (
            corpora.read_iob(folder / "ner" / name / f"{part}.tsv", corpora.IOB_TYPES[name])
            for part in ("train", "devel", "test")
        )
        # The development part is training data too, but for the slice that is monitored.
        sets[name] = EntitySet(types, train + dev[DEV_SENTENCES:], dev[:DEV_SENTENCES], test)
    train, dev, test = (corpora.read_maccrobat(d) for d in maccrobat_split(folder))
    sets["MACCROBAT2020"] = EntitySet(CLINICAL_TYPES, train, dev, test)
    tested = {letters(s) for e in sets.values() for s in e.test}
    for name in OTHER_TESTS:
        tested |= {letters(s) for s in corpora.read_iob(folder / "ner" / name / "test.tsv", {})}
    for each in sets.values():
        each.train = [s for s in each.train if letters(s) not in tested]
    return sets


def letters(sentence: NerSentence) -> str:
    """Give the letters and digits of a sentence alone: corpora cut and space the same text differently."""
    return "".join(c for c in "".join(sentence.words).casefold() if c.isalnum())


def unseen(texts: list[str], sets: dict[str, EntitySet]) -> list[str]:
    """Leave out the texts that share a run of twelve words with a sentence that is tested or monitored."""
    tested: set[tuple[str, ...]] = set()
    for each in sets.values():
        for sentence in each.test + each.dev:
            tested |= shingles(sentence.words)
    return [t for t in texts if not shingles([w.text for w in split_words(t)]) & tested]


def case_reports(folder: Path, sets: dict[str, EntitySet]) -> tuple[list[str], list[str]]:
    """Give the case reports to train on and those held out for the comparison task's test.

    A report that shares a run of twelve words with a test sentence is left out of both.
    """
    clean = unseen(corpora.read_case_reports(folder), sets)
    return [t for i, t in enumerate(clean) if i % 10 != 9], clean[9::10]
