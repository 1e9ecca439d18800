"""Runs LangExtract or LLM-IE over documents and prints the spans that they found.

Reads one JSON object from standard input: {"tool", "host", "model", "types": {name: description},
"examples": [{"text", "entities": [{"text", "type"}]}], "documents": [{"id", "text"}]}; writes one to standard
output: {"seconds", "documents": {id: [{"start", "end", "type"}]}}. Offsets are code points, as in Python.
The tools are used as their own documentation shows it; `tool` names one of the ways below.
"""

import json
import logging
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def langextract(job, **settings):
    import langextract as lx

    listed = "\n".join(f"- {name}: {text}" for name, text in job["types"].items())
    description = (
        "Extract the entities of these types in order of appearance. Use exact text for extractions. "
        f"Do not paraphrase.\n{listed}"
    )
    examples = [
        lx.data.ExampleData(
            text=example["text"],
            extractions=[
                lx.data.Extraction(extraction_class=entity["type"], extraction_text=entity["text"])
                for entity in example["entities"]
            ],
        )
        for example in job["examples"]
    ]

    def spans(text):
        found = lx.extract(
            text_or_documents=text,
            prompt_description=description,
            examples=examples,
            model_id=job["model"],
            config=lx.factory.ModelConfig(
                model_id=job["model"],
                provider="OllamaLanguageModel",
                provider_kwargs={"model_url": job["host"], **settings.get("provider", {})},
            ),
            show_progress=False,
            **settings.get("extract", {}),
        )
        return [
            {
                "start": extraction.char_interval.start_pos,
                "end": extraction.char_interval.end_pos,
                "type": extraction.extraction_class,
            }
            for extraction in found.extractions or []
            if extraction.char_interval is not None
        ]

    return spans


def llm_ie(job, make, num_ctx):
    from llm_ie.engines import OllamaInferenceEngine

    names = ", ".join(f'"{name}"' for name in job["types"])
    listed = "\n".join(f'    "{name}": {text}' for name, text in job["types"].items())
    lines = []
    for example in job["examples"]:
        frames = [
            "    " + json.dumps({"entity_text": entity["text"], "attr": {"entity_type": entity["type"]}})
            for entity in example["entities"]
        ]
        answer = "[\n" + ",\n".join(frames) + "\n]" if frames else "[]"
        lines.append(f"Input: {example['text']}\nOutput: {answer}\n")
    examples = "\n".join(lines)
    # The wording is that of LLM-IE's own prompt guide.
    template = f"""### Task description
This is a named entity recognition task. Given a text from a case report, annotate the entities.

### Schema definition
Your output should contain:
    "entity_text": the exact wording as mentioned in the note.
    "entity_type": type of the entity. It should be one of {names}:
{listed}

### Output format definition
Your output should follow JSON format,
if there are entity mentions:
[
    {{"entity_text": "<Exact entity mentions as in the note>", "attr": {{"entity_type": "<entity type as listed above>"}}}},
    {{"entity_text": "<Exact entity mentions as in the note>", "attr": {{"entity_type": "<entity type as listed above>"}}}}
]
if there is no entity mentioned in the given note, just output an empty list:
[]

I am only interested in the extracted contents in []. Do NOT explain your answer.

### Examples
Below are some examples:

{examples}
### Context
The text below is from the medical note:
"{{{{input}}}}\""""
    engine = OllamaInferenceEngine(model_name=job["model"], host=job["host"], num_ctx=num_ctx)
    extractor = make(engine, template)

    def spans(text):
        frames = extractor.extract_frames(text)
        return [
            {"start": frame.start, "end": frame.end, "type": frame.attr["entity_type"]} for frame in frames
        ]

    return spans


def by_sentence(engine, template):
    from llm_ie.extractors import SentenceFrameExtractor

    return SentenceFrameExtractor(inference_engine=engine, prompt_template=template)


def by_sentence_alone(engine, template):
    from llm_ie.extractors import SentenceFrameExtractor

    return SentenceFrameExtractor(inference_engine=engine, prompt_template=template, context_sentences=0)


def whole_document(engine, template):
    from llm_ie.extractors import BasicFrameExtractor

    return BasicFrameExtractor(inference_engine=engine, prompt_template=template)


WAYS = {
    # As shipped.
    "langextract": lambda job: langextract(job),
    "llm-ie-sentence": lambda job: llm_ie(job, by_sentence, 4096),
    "llm-ie-document": lambda job: llm_ie(job, whole_document, 4096),
    # What costs least and still loses nothing: larger pieces, no fences around the JSON; no text around a sentence.
    "langextract-best": lambda job: langextract(
        job,
        provider={"num_ctx": 8192},
        extract={"max_char_buffer": 3000, "fence_output": False},
    ),
    "llm-ie-sentence-best": lambda job: llm_ie(job, by_sentence_alone, 8192),
    "llm-ie-document-best": lambda job: llm_ie(job, whole_document, 8192),
}


def main():
    job = json.load(sys.stdin)
    answers = os.dup(1)
    # The tools print progress.
    os.dup2(2, 1)
    spans = WAYS[job["tool"]](job)
    began = time.perf_counter()
    documents = {document["id"]: spans(document["text"]) for document in job["documents"]}
    result = {"seconds": time.perf_counter() - began, "documents": documents}
    with os.fdopen(answers, "w") as out:
        json.dump(result, out)


main()
