"""Prompts, answers and the tokens of the model's own that they use.

One place defines the exact strings, because the extension writes the same prompts.
"""

from __future__ import annotations

from .words import spaced

BOS = "<|bos|>"
EOS = "<|eos|>"

CLINICAL_TYPES = ["problem", "treatment", "test", "anatomy", "value", "dosage"]
CDR_TYPES = ["chemical", "disease"]
NCBI_TYPES = ["disease"]
GENE_TYPES = ["gene"]
CELL_TYPES = ["gene", "species", "cell"]
ANATOMY_TYPES = ["anatomy"]
TYPE_LISTS = [CLINICAL_TYPES, CDR_TYPES, NCBI_TYPES, GENE_TYPES, CELL_TYPES, ANATOMY_TYPES]
ENTITY_TYPES = CLINICAL_TYPES + CDR_TYPES + CELL_TYPES

CLINICAL_RELATIONS = ["TrIP", "TrWP", "TrCP", "TrAP", "TrNAP", "TeRP", "TeCP", "PIP"]
CHEMPROT_GROUPS = ["CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9"]
RELATION_LABELS = CLINICAL_RELATIONS + ["CID"] + CHEMPROT_GROUPS + ["none"]
MARKED_TYPES = ["problem", "treatment", "test", "chemical", "disease", "gene"]
NLI_LABELS = ["entailment", "neutral", "contradiction"]


def header(types: list[str]) -> str:
    """The first line of an entity prompt."""
    return f"Find {', '.join(types)}:\n"


TAGS_END = "\nTags:"
LABEL_END = "\nLabel:"
RELATION_HEADER = "Relation:\n"
COMPARE_HEADER = "Compare:\n"

TAG_TOKENS = [f"/{part}-{kind}" for kind in ENTITY_TYPES for part in "BI"]
LABEL_TOKENS = [f"/{label}" for label in RELATION_LABELS + NLI_LABELS]
MARKER_TOKENS = [f"@{kind}$" for kind in MARKED_TYPES]
# Whole headers are one token each: they are the same in every prompt, and a shorter prompt
# is a faster one.
PHRASE_TOKENS = [TAGS_END, LABEL_END, RELATION_HEADER, COMPARE_HEADER] + [
    header(types) for types in TYPE_LISTS
]
USER_TOKENS = TAG_TOKENS + LABEL_TOKENS + MARKER_TOKENS + PHRASE_TOKENS


def entity_prompt(types: list[str], words: list[str]) -> str:
    """Ask for the entities of `types` in a sentence."""
    return header(types) + spaced(words) + TAGS_END


def entity_answer(words: list[str], tags: list[str]) -> str:
    """The sentence again, each word of an entity followed by its tag."""
    return "".join(f" {w}" if t == "O" else f" {w}/{t}" for w, t in zip(words, tags, strict=True))


def relation_prompt(words: list[str]) -> str:
    """Ask for the relation of the two marked entities of a sentence."""
    return RELATION_HEADER + spaced(words) + LABEL_END


def compare_prompt(premise: list[str], hypothesis: list[str]) -> str:
    """Ask whether the premise entails or contradicts the hypothesis."""
    return COMPARE_HEADER + spaced(premise) + "\n" + spaced(hypothesis) + LABEL_END
