"""The heads of the tagger: which types each tells apart, and which corpora teach it."""

from __future__ import annotations

from dataclasses import dataclass

from .records import Mention, Sentence
from .words import Word

# The label of a word of which a sentence says nothing.
IGNORED = -100


@dataclass(frozen=True)
class Head:
    """A softmax over the BIO labels of types that exclude each other.

    A head with a `schema` serves that schema alone; one without serves any other that has its types.
    """

    name: str
    types: tuple[str, ...]
    schema: str | None = None
    # Types of which two mentions never touch: in the training notes one in 7,000 does.
    apart: tuple[str, ...] = ()

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the logits."""
        return ["O"] + [f"{part}-{kind}" for kind in self.types for part in "BI"]


HEADS = (
    Head("clinical", ("problem", "treatment", "test", "value", "dosage"), "clinical", ("problem", "treatment")),
    Head("clinical-anatomy", ("anatomy",), "clinical"),
    Head("anatomy", ("anatomy",)),
    Head("disease", ("disease",)),
    Head("chemical", ("chemical",)),
    Head("gene", ("gene",)),
    Head("species", ("species",)),
    Head("cell", ("cell",)),
    Head("molecular-biology", ("protein", "dna", "rna", "cell_type", "cell_line")),
)

_CASE_REPORTS = {
    "Sign_symptom": "problem",
    "Disease_disorder": "problem",
    "Medication": "treatment",
    "Therapeutic_procedure": "treatment",
    "Diagnostic_procedure": "test",
    "Lab_value": "value",
    "Dosage": "dosage",
}

_SAME = {kind: kind for kind in HEADS[0].types}

# For each corpus: the heads that it teaches, and the types of the head that its own types stand for.
TAUGHT: dict[str, dict[str, dict[str, str]]] = {
    "notes": {"clinical": _SAME, "clinical-anatomy": {"anatomy": "anatomy"}},
    "MACCROBAT2020": {
        "clinical": _CASE_REPORTS,
        "clinical-anatomy": {"Biological_structure": "anatomy"},
    },
    "BC5CDR": {"disease": {"Disease": "disease"}, "chemical": {"Chemical": "chemical"}},
    "NCBI-disease": {"disease": {"Disease": "disease"}},
    "BC2GM": {"gene": {"GENE": "gene"}},
    "AnatEM": {"anatomy": {"Anatomy": "anatomy"}},
    "Linnaeus": {"species": {"Species": "species"}},
    "S800": {"species": {"Species": "species"}},
    "CRAFT": {"cell": {"CL": "cell"}},
    "JNLPBA": {
        "molecular-biology": {
            "protein": "protein",
            "DNA": "dna",
            "RNA": "rna",
            "cell_type": "cell_type",
            "cell_line": "cell_line",
        },
        "cell": {"cell_type": "cell", "cell_line": "cell"},
    },
}

# Types that may hold what another guideline marks: "significant for hypertension" is one History. Of words in them the
# sentence says nothing.
OPEN = {"MACCROBAT2020": {"History", "Family_history", "Personal_background", "Coreference", "Other_event", "Other_entity", "Outcome"}}


def offsets() -> list[int]:
    """Give the place of each head's first logit, and at the end the number of all."""
    places = [0]
    for head in HEADS:
        places.append(places[-1] + len(head.labels))
    return places


def word_labels(sentence: Sentence, words: list[Word]) -> list[list[int]]:
    """Give the label of each word for each head, `IGNORED` where the sentence says nothing of it.

    Of mentions of one head that overlap the longest is kept; a mention that begins or ends within a word takes the
    whole word.
    """
    taught = TAUGHT[sentence.source]
    unsure = {
        i for mention in sentence.mentions if mention.type in OPEN.get(sentence.source, ()) for i in _inside(mention, words)
    }
    rows = []
    for head in HEADS:
        types = taught.get(head.name)
        if types is None or any(kind in types for kind in sentence.incomplete):
            rows.append([IGNORED] * len(words))
            continue
        labels = head.labels
        row = [0] * len(words)
        own = [mention for mention in sentence.mentions if mention.type in types]
        for mention in sorted(own, key=lambda each: each.start - each.end):
            inside = _inside(mention, words)
            if not inside or any(row[i] for i in inside):
                continue
            kind = types[mention.type]
            for i in inside:
                row[i] = labels.index(f"{'B' if i == inside[0] else 'I'}-{kind}")
        rows.append([IGNORED if label == 0 and i in unsure else label for i, label in enumerate(row)])
    return rows


def _inside(mention: Mention, words: list[Word]) -> list[int]:
    return [i for i, word in enumerate(words) if word.start < mention.end and word.end > mention.start]
