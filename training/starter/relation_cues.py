"""Weak relation labels: cue patterns over gold entities of case reports, and templates.

No openly licensed corpus has the clinical relations of i2b2-2010. These labels are made by
rules and are called weak wherever they are measured.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from .corpora import Span, read_brat, sentence_ranges
from .evaluate import LabelExample
from .formats import relation_prompt
from .relation_corpora import marked_example
from .words import split_words

DET = r"(?:(?:the|a|an|his|her|their|this|these|severe|acute|chronic|recurrent|suspected|possible|persistent|new|any|further|an underlying|presumed) )*"

# Each rule reads the text between the two entities; the first that fits decides.
TEST_PROBLEM = [
    ("TeCP", r"^.{0,30}\b(?:to (?:evaluate|assess|investigate|exclude|rule out|screen for|look for|confirm)|for (?:the )?(?:evaluation|assessment|investigation) of|because of|for suspected) " + DET + "$"),
    ("TeRP", r"^[^.;]{0,45}\b(?:showed|revealed|demonstrated|disclosed|confirmed|detected|identified|indicated|suggested|found|showing|revealing|demonstrating|confirming|positive for|consistent with|diagnostic of|suggestive of|evidence of)\b[^.;]{0,30}$"),
]
PROBLEM_TEST = [
    ("TeRP", r"^[^.;]{0,20}\b(?:was|were) (?:also )?(?:seen|found|detected|noted|confirmed|revealed|identified|demonstrated|diagnosed|observed|shown|visualized) (?:on|by|in|at|with|using|during|via|through) " + DET + "$"),
    ("TeRP", r"^ (?:on|at|confirmed by|seen on|shown by|found on|detected by|diagnosed by) " + DET + "$"),
    ("TeCP", r"^[^.;]{0,30}\b(?:underwent|prompted|evaluated (?:by|with)|investigated (?:by|with)|led to|assessed by|screened with) " + DET + "$"),
]
TREATMENT_PROBLEM = [
    ("TrNAP", r"\b(?:discontinued|withheld|stopped|ceased|withdrawn|held|contraindicated|avoided|declined|suspended|not (?:given|started|used|recommended|performed|indicated|possible))\b[^.;]{0,20}(?:because of|due to|owing to|for|given|in view of|secondary to|in) " + DET + "$"),
    ("TrWP", r"\b(?:did not (?:improve|respond|relieve|control)|failed to (?:improve|control|relieve)|without (?:improvement|resolution|relief)|no (?:improvement|response|relief|effect)|worsened|ineffective)\b"),
    ("TrIP", r"\b(?:resolution of|improvement (?:of|in)|relief of|regression of|remission of|disappearance of|improved|resolved|relieved|alleviated|controlled|corrected|reversed) " + DET + "$"),
    ("TrCP", r"^[^.;]{0,25}\b(?:caused|induced|was complicated by|complicated by|resulted in|led to|triggered|precipitated) " + DET + "$"),
    ("TrAP", r"^[^.;]{0,45}\b(?:for|to treat|for (?:the )?(?:treatment|management|control|prophylaxis|prevention) of|against|to (?:control|prevent|manage)) " + DET + "$"),
]
PROBLEM_TREATMENT = [
    ("TrWP", r"\b(?:despite|in spite of|did not respond to|refractory to|unresponsive to|resistant to|not responding to|persisted|worsened|progressed (?:on|despite|under)|unchanged)\b"),
    ("TrIP", r"\b(?:improved|resolved|subsided|disappeared|regressed|remitted|decreased|normalized|recovered|healed|abated|relieved|controlled|responded)\b[^.;]{0,25}\b(?:after|with|following|on|by|upon|to) " + DET + "$"),
    ("TrCP", r"^[^.;]{0,25}\b(?:due to|secondary to|caused by|induced by|after|following|associated with|attributed to|as a complication of) " + DET + "$"),
    ("TrAP", r"^[^.;]{0,40}\b(?:treated (?:with|by)|managed (?:with|by)|received|started on|placed on|given|treatment with|therapy with|underwent|requiring|required) " + DET + "$"),
]
PROBLEM_PROBLEM = [
    ("PIP", r"^[^.;,]{0,20}\b(?:due to|secondary to|caused by|as a result of|resulting from|consistent with|suggestive of|indicative of|complicated by|leading to|causing|indicating|suggesting|attributed to|because of|related to|resulting in|associated with)\b[^.;,]{0,12}$"),
    ("none", r"^(?: ?, ?| and | or | ?, and | ?, or )$"),
]
RULES = {
    ("test", "problem"): TEST_PROBLEM,
    ("problem", "test"): PROBLEM_TEST,
    ("treatment", "problem"): TREATMENT_PROBLEM,
    ("problem", "treatment"): PROBLEM_TREATMENT,
    ("problem", "problem"): PROBLEM_PROBLEM,
}
FAR_WORDS = 12
# A far pair with one of these between may be related after all and is left out.
ANY_CUE = re.compile(
    r"show|reveal|demonstrat|disclos|confirm|detect|identif|suggest|consistent|treat|manag|receiv|"
    r"underwent|due to|secondary|cause|induc|despite|because|diagnos|find|found|complicat|develop",
    re.I,
)


def weak_label(text: str, first: Span, second: Span, caused: bool) -> str | None:
    """Label a pair by the text between; far apart without a cue is `none`, else undecided."""
    rules = RULES.get((first.kind, second.kind))
    if rules is None:
        return None
    if caused:
        # A CAUSE between a treatment and a problem also stands for cures, so it says nothing.
        return "PIP" if first.kind == second.kind else None
    between = re.sub(r"\s+", " ", text[first.end : second.start])
    for label, pattern in rules:
        if re.search(pattern, between, re.I):
            return label
    far = len(split_words(between)) >= FAR_WORDS and not ANY_CUE.search(between)
    return "none" if far else None


def weak_examples(documents: list[Path], seed: int) -> list[LabelExample]:
    """Label pairs of gold entities in the sentences of case reports by the rules.

    MACCROBAT2020's own CAUSE relations come before the rules. At most two `none` pairs a
    sentence are kept.
    """
    rng = random.Random(seed)
    examples: list[LabelExample] = []
    for path in documents:
        text, spans, relations, _ = read_brat(path)
        causes = {frozenset(keys) for name, *keys in relations if name == "CAUSE"}
        for start, end in sentence_ranges(text):
            inside = sorted((s for s in spans if start <= s.start and s.end <= end), key=lambda s: s.start)
            nones: list[LabelExample] = []
            for i, first in enumerate(inside):
                for second in inside[i + 1 :]:
                    caused = frozenset((first.key, second.key)) in causes
                    label = weak_label(text, first, second, caused)
                    example = label and marked_example(text, start, end, [first, second], label)
                    if example:
                        (nones if label == "none" else examples).append(example)
            examples += rng.sample(nones, min(2, len(nones)))
    return examples


P, T, X = "@problem$", "@treatment$", "@test$"
SUBJECTS = ["The patient", "She", "He", "Patient", "This 64-year-old woman", "The 58-year-old man", "Pt"]
LEADS = ["", "", "", "", "On admission, ", "On day 3, ", "Subsequently, ", "At follow-up, ", "Hospital course: ",
         "Plan: ", "Assessment: ", "During the admission, ", "Two weeks later, ", "In the ED, ", "Overnight, "]
TAILS = ["", "", "", "", " and was discharged home", " on hospital day 2", ", as discussed with the family",
         " with good tolerance", " per cardiology", ", with follow-up in clinic", " without other complaints"]
TEMPLATES: dict[str, list[str]] = {
    "TrAP": [
        f"{T} was started for {P}", f"{{s}} was started on {T} for {P}", f"{{s}} takes {T} for {P}",
        f"{{s}} has {P} treated with {T}", f"{P}: continue {T}", f"{P}, on {T}", f"{T} was given for {P}",
        f"{P} was managed with {T}", f"{{s}} received {T} to treat {P}", f"continue {T} for {P}",
        f"{{s}} underwent {T} for {P}", f"{P} for which {{s}} takes {T}", f"will treat {P} with {T}",
    ],
    "TrIP": [
        f"{P} improved with {T}", f"{P} resolved after {T}", f"{P} improved after {T} was started",
        f"{T} relieved the {P}", f"{P} was well controlled on {T}", f"{{s}} had resolution of {P} after {T}",
        f"{P} responded well to {T}", f"{P} has been much better since starting {T}",
        f"{T} led to improvement of {P}", f"{P} subsided following {T}",
    ],
    "TrWP": [
        f"{P} worsened despite {T}", f"{P} persisted despite {T}", f"{{s}} had no relief of {P} with {T}",
        f"{P} did not respond to {T}", f"{P} progressed on {T}", f"{P} was refractory to {T}",
        f"{T} failed to control {P}", f"{P} got worse on {T}", f"{P} continued in spite of {T}",
        f"{{s}} has failed {T} for {P}",
    ],
    "TrCP": [
        f"{T} caused {P}", f"{{s}} developed {P} after {T}", f"{P} was attributed to {T}", f"{P} due to {T}",
        f"{T} was complicated by {P}", f"{{s}} had {P} while taking {T}", f"{P} from {T}",
        f"{T} - induced {P}", f"allergic to {T}, which causes {P}", f"{P} secondary to {T}",
    ],
    "TrNAP": [
        f"{T} was held due to {P}", f"{T} was discontinued because of {P}", f"{T} was stopped given {P}",
        f"{T} was not started because of {P}", f"hold {T} in the setting of {P}", f"{T} is contraindicated given {P}",
        f"{{s}} was not a candidate for {T} because of {P}", f"{T} was avoided in view of {P}",
        f"given {P}, {T} was withheld", f"because of {P}, {T} was stopped",
    ],
    "TeRP": [
        f"{X} showed {P}", f"{X} revealed {P}", f"{X} was positive for {P}", f"{X} demonstrated {P}",
        f"{P} was seen on {X}", f"{P} was confirmed by {X}", f"{X} was consistent with {P}", f"{X}: {P}",
        f"{X} without evidence of {P}", f"{X} was negative for {P}", f"{X} notable for {P}", f"{P} found on {X}",
    ],
    "TeCP": [
        f"{X} was ordered to evaluate {P}", f"{{s}} underwent {X} to rule out {P}", f"{X} was performed for {P}",
        f"will check {X} given {P}", f"{X} to assess for {P}", f"{P} prompted {X}", f"{X} was obtained because of {P}",
        f"{{s}} was sent for {X} to evaluate {P}", f"{P}, will obtain {X}", f"{X} for further evaluation of {P}",
    ],
    "PIP": [
        f"{P} due to {P}", f"{P} secondary to {P}", f"{P} caused by {P}", f"{P} complicated by {P}",
        f"{P} in the setting of {P}", f"{P} consistent with {P}", f"{P} suggestive of {P}", f"{P} led to {P}",
        f"{P} resulting in {P}", f"{P} from underlying {P}", f"{{s}} had {P}, likely from {P}",
    ],
    "none": [
        f"{{s}} has a history of {P} and {P}", f"{{s}} denies {P} or {P}", f"past history includes {P}, {P}",
        f"{X} was normal and {{s}} denied {P}", f"{{s}} takes {T} and reports {P}", f"{T} was continued; {P} was noted separately",
        f"{{s}} has {P}; {X} is pending", f"{{s}} had {T} in childhood and now presents with {P}",
        f"no {P}; {X} unchanged", f"{{s}} complained of {P}; home {T} was continued", f"{P}; {P}",
        f"{X} was repeated, and {{s}} also mentioned {P}",
    ],
}


def template_examples(seed: int, count: int, held_out: bool) -> list[LabelExample]:
    """Fill note-like templates; every fifth template of a label is held out for the test."""
    rng = random.Random(seed)
    examples: list[LabelExample] = []
    labels = list(TEMPLATES)
    for i in range(count):
        label = labels[i % len(labels)]
        chosen = [t for k, t in enumerate(TEMPLATES[label]) if (k % 5 == 4) == held_out]
        body = rng.choice(chosen).replace("{s}", rng.choice(SUBJECTS))
        text = rng.choice(LEADS) + body + rng.choice(TAILS) + "."
        examples.append(LabelExample(relation_prompt(marked_text(text)), label))
    return examples


def marked_text(text: str) -> list[str]:
    """Split a text that already holds markers, each of which stays one word."""
    words: list[str] = []
    for part in re.split(r"(@(?:problem|treatment|test|chemical|disease|gene)\$)", text):
        words += [part] if part.startswith("@") else [w.text for w in split_words(part)]
    return words
