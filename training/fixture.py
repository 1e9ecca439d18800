"""Write the vectors that the TypeScript word splitter and the engine's tokenizer must meet.

    python training/fixture.py TOKENIZER.json test/fixtures/starter-format.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from starter.formats import (
    CDR_TYPES,
    CLINICAL_TYPES,
    NCBI_TYPES,
    compare_prompt,
    entity_prompt,
    relation_prompt,
)
from starter.relation_cues import marked_text
from starter.rows import Encoder
from starter.tokenizer import load_tokenizer
from starter.words import split_words

TEXTS = [
    "The patient denies chest pain.",
    "A 28-year-old previously healthy man presented with a 6-week history of palpitations.",
    "BP 120/80 mmHg, HR 72 bpm, T 38.9 °C, SpO2 98%.",
    "Hb 9.7 g/dL; WBC 12,300/µL; platelets 1,234,567.",
    "α-thalassemia and β-blockers; TGF-β1 was raised.",
    "Sjögren's syndrome, Ménière's disease, Guillain–Barré.",
    "Patient is doing well 😀 no complaints 👍🏽.",
    "👩‍⚕️ reviewed the chart.",
    "Line one.\r\nLine two: stable.",
    "Tab\tseparated\tvalues.",
    "cafe\u0301 au lait spots",
    "e\u0301dema (decomposed) and édema (composed)",
    "No known drug allergies (NKDA).",
    "metformin 500mg b.i.d., aspirin 81 mg po qd",
    "pH 7.35; pCO2 40; HCO3- 24",
    "5-fluorouracil and 22-oxacalcitriol",
    "1,25-dihydroxyvitamin D3",
    "MRI (3T) T2-weighted: no lesion >5mm.",
    "\"quoted\" and 'single' and “curly” and ‘curly’ marks",
    "slash/separated and/or words",
    "x/B-problem is not a tag here",
    "underscore_name and CamelCase123abc",
    "a..b...c --- d",
    "3.5.1 version-like and 1.,2",
    "½ tablet, 10⁹/L, CO₂, m²",
    "1. First item\n2. Second item",
    "   leading and trailing   ",
    "non\u00a0breaking space and thin\u2009space",
    "zero\u200bwidth",
    "ﬁbrosis with a ligature",
    "Ωmega and Åland, ÿ, ſ, ɏ, ɐ",
    "пациент жалуется на боль",
    "患者は胸痛を訴えた。",
    "المريض",
    "ECG: normal sinus rhythm @ 70/min",
    "Dr. Smith's note, 2020-01-31T10:00",
    "$100 & 50% + 3 = ^ ~ ` | \\ { } [ ] < > # * !",
    "<|eos|> and <|bos|> in a note",
    "I",
    "7",
    ".",
]
COMPARED = [
    ("The patient has chest pain.", "The patient denies chest pain."),
    ("Allergies: no known drug allergies.", "She is allergic to penicillin."),
]
MARKED = ["@treatment$ was started for @problem$.", "@test$ showed @problem$.", "@chemical$ inhibits @gene$."]


def main() -> None:
    """Write one vector for each text, of all three tasks."""
    encoder = Encoder(load_tokenizer(Path(sys.argv[1])))
    lists = [CLINICAL_TYPES, CDR_TYPES, NCBI_TYPES]
    vectors: list[dict[str, object]] = []
    for i, text in enumerate(TEXTS):
        words = [word.text for word in split_words(text)]
        vectors.append({"text": text, "words": words, "prompt": entity_prompt(lists[i % 3], words)})
    for first, second in COMPARED:
        pair = [[word.text for word in split_words(text)] for text in (first, second)]
        vectors.append({"text": first, "words": pair[0], "hypothesis": second, "prompt": compare_prompt(*pair)})
    for text in MARKED:
        words = marked_text(text)
        vectors.append({"text": text, "words": words, "marked": True, "prompt": relation_prompt(words)})
    for vector in vectors:
        vector["ids"] = encoder.encode(str(vector["prompt"]))
    head = "ids are without BOS; `marked` texts hold entity markers, which are one word each"
    out = {"about": head, "bos": encoder.bos, "eos": encoder.eos, "vectors": vectors}
    Path(sys.argv[2]).write_text(json.dumps(out, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
