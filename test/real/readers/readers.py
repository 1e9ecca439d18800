"""Reads a folder of BioNote's exports with other people's readers, and prints what each of them understood.

One JSON object: by reader, a list of documents `{id, text, entities, relations}`. An entity is `[type, [[start, end], …],
words]` in code points, with the words that the reader itself takes from the text where it does so; a relation is `[type,
words of the head, words of the tail]`.
"""

import json
import sys
from pathlib import Path

import bconv
import cassis
import datasets
import spacy
from bioc import biocjson, biocxml, pubtator
from fhir.resources.R4B.bundle import Bundle
from pybrat.parser import BratParser
from seqeval.metrics.sequence_labeling import get_entities
from spacy.tokens import Doc, Span

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
RELATION = "webanno.custom.BioNoteRelation"


def from_datasets(folder):
    rows = datasets.load_dataset(
        "json", data_files=str(folder / "annotations.jsonl"), split="train", cache_dir=str(folder / "cache")
    )
    for row in rows:
        words = {each["id"]: each["text"] for each in row["entities"]}
        yield {
            "id": row["id"],
            "text": row["text"],
            "entities": [
                [
                    each["type"],
                    [[span["start"], span["end"]] for span in each["spans"]],
                    " ".join(row["text"][span["start"] : span["end"]] for span in each["spans"]),
                ]
                for each in row["entities"]
            ],
            "relations": [[each["type"], words[each["head"]], words[each["tail"]]] for each in row["relations"]],
        }


def from_bioc(collection):
    for document in collection.documents:
        (passage,) = document.passages
        words = {each.id: each.text for each in passage.annotations}
        yield {
            "id": document.id,
            "text": passage.text,
            "entities": [
                [
                    each.infons["type"],
                    [[place.offset, place.offset + place.length] for place in each.locations],
                    " ".join(passage.text[place.offset : place.offset + place.length] for place in each.locations),
                ]
                for each in passage.annotations
            ],
            "relations": [
                [each.infons["type"], *(words[node.refid] for node in each.nodes)] for each in passage.relations
            ],
        }


def from_bconv(path, fmt, **options):
    # It holds each mention against the text, and raises where they differ.
    collection = bconv.load(str(path), fmt=fmt, **options)
    for document in [collection] if isinstance(collection, bconv.Document) else collection:
        yield {
            "id": document.id,
            "text": document.text,
            "entities": [
                [each.metadata["type"], [list(span) for span in each.spans], each.text]
                for each in document.iter_entities()
            ],
            "relations": [],
        }


def from_pubtator(path):
    with path.open(encoding="utf-8", newline="") as file:
        documents = list(pubtator.load(file))
    for document in documents:
        words = {each.id: each.text for each in document.annotations}
        yield {
            "id": document.pmid,
            "text": document.text,
            "entities": [
                [each.type, [[each.start, each.end]], document.text[each.start : each.end]]
                for each in document.annotations
            ],
            "relations": [[each.type, words[each.id1], words[each.id2]] for each in document.relations],
        }


def from_cassis(folder):
    for path in sorted(folder.rglob("*.cas.json")):
        with path.open("rb") as file:
            cas = cassis.load_cas_from_json(file)
        pieces = {}
        for each in cas.select(ENTITY):
            pieces.setdefault(each.identifier, []).append(each)

        def words(each, pieces=pieces):
            return " ".join(piece.get_covered_text() for piece in pieces[each.identifier])

        yield {
            "id": str(path.relative_to(folder))[: -len(".cas.json")],
            "text": cas.sofa_string,
            "entities": [
                [parts[0].value, [[part.begin, part.end] for part in parts], words(parts[0])]
                for parts in pieces.values()
            ],
            "relations": [
                [each.label, words(each.Governor), words(each.Dependent)] for each in cas.select(RELATION)
            ],
        }


def from_spacy(path):
    vocabulary = spacy.blank("xx").vocab
    for line in path.read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        tokens = task["tokens"]
        doc = Doc(vocabulary, [each["text"] for each in tokens], [each["ws"] for each in tokens])
        spans = []
        for each in task["spans"]:
            span = Span(doc, each["token_start"], each["token_end"] + 1, label=each["label"])
            edges = [tokens[each["token_start"]]["start"], tokens[each["token_end"]]["end"]]
            assert edges == [each["start"], each["end"]], "the tokens of a span have its edges"
            # spaCy knows one space between tokens; the text may have more, or line ends.
            assert span.text.split() == task["text"][edges[0] : edges[1]].split() or span.text == task["text"][
                edges[0] : edges[1]
            ], "the tokens of a span have its words"
            spans.append([span.label_, [edges], task["text"][edges[0] : edges[1]]])
        yield {"id": task["meta"]["id"], "text": task["text"], "entities": spans, "relations": []}


def from_seqeval(folder):
    for path in sorted(folder.rglob("*.conll")):
        entities = []
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            for kind, first, last in get_entities([tag for _, tag in rows]):
                entities.append([kind, [], "".join(word for word, _ in rows[first : last + 1])])
        yield {"id": str(path.relative_to(folder))[: -len(".conll")], "text": "", "entities": entities, "relations": []}


def from_pybrat(folder):
    for example in BratParser(error="raise").parse(str(folder)):
        yield {
            "id": example.id,
            "text": example.text,
            "entities": [
                [each.type, [[span.start, span.end] for span in each.spans], each.mention]
                for each in example.entities
            ],
            "relations": [[each.type, each.arg1.mention, each.arg2.mention] for each in example.relations],
        }


def from_fhir(folder):
    # It raises where a resource does not fit the specification.
    for path in sorted(folder.rglob("*.fhir.json")):
        bundle = Bundle.model_validate_json(path.read_text(encoding="utf-8"))
        kinds = sorted(each.resource.get_resource_type() for each in bundle.entry)
        yield {
            "id": str(path.relative_to(folder))[: -len(".fhir.json")],
            "text": "",
            "entities": [[kind, [], ""] for kind in kinds],
            "relations": [],
        }


def main():
    exports = Path(sys.argv[1])
    datasets.disable_progress_bars()
    with (exports / "bioc-xml" / "bioc.xml").open("rb") as file:
        xml = biocxml.load(file)
    with (exports / "bioc-json" / "bioc.json").open(encoding="utf-8") as file:
        in_json = biocjson.load(file)
    tagged = exports / "pubtator" / "annotations.pubtator"
    read = {
        "datasets": from_datasets(exports / "jsonl"),
        "bioc, XML": from_bioc(xml),
        "bioc, JSON": from_bioc(in_json),
        "bconv, BioC XML": from_bconv(exports / "bioc-xml" / "bioc.xml", "bioc_xml", byte_offsets=False),
        "bconv, BioC JSON": from_bconv(exports / "bioc-json" / "bioc.json", "bioc_json", byte_offsets=False),
        "bioc, PubTator": from_pubtator(tagged),
        "bconv, PubTator": from_bconv(tagged, "pubtator"),
        "cassis": from_cassis(exports / "cas-json"),
        "spaCy": from_spacy(exports / "prodigy" / "prodigy.jsonl"),
        "seqeval": from_seqeval(exports / "conll"),
        "pybrat": from_pybrat(exports / "brat"),
        "fhir.resources": from_fhir(exports / "fhir"),
    }
    said = {}
    for name, documents in read.items():
        try:
            said[name] = list(documents)
        except Exception as error:  # noqa: BLE001
            said[name] = f"{type(error).__name__}: {error}"
    json.dump(said, sys.stdout)


main()
