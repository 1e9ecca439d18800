"""Statements and their premises made from written topics, and from the gold of notes with a list of names.

Topics (`statements/topics.txt`) hold what a note may say of one matter, affirmed or denied. Names
(`statements/names.txt`) say which drug is of which class and which words name one thing, so that "scleral icterus"
supports "The patient has jaundice". Every frame occurs with every label: a frame alone gives nothing away.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from .records import Mention, Sentence

Made = tuple[str, str, str]
"""A premise, a hypothesis and a label."""

AFFIRMED = [
    "The patient has {x}.", "Has {x}.", "{x}.", "Complains of {x}.", "Reports {x}.", "The patient reports {x}.",
    "She has {x}.", "He has {x} today.", "{x} present.", "Positive for {x}.", "Presents with {x}.", "Ongoing {x}.",
    "There is {x}.", "Still has {x}.", "{y} and {x} since yesterday.", "Reports {x} but no {y}.", "{x} is noted.",
]
DENIED = [
    "The patient has no {x}.", "No {x}.", "Denies {x}.", "The patient denies {x}.", "She denies {x}.", "He has no {x} today.",
    "No {y}, {x} or {z}.", "Denies {y}, {x}, or {z}.", "Negative for {x}.", "No evidence of {x}.", "{x}: absent.",
    "Without {x}.", "There is no {x}.", "{y} but no {x}.", "The patient does not have {x}.", "No complaints of {x}.",
]
NEITHER = [
    "His father had {x}.", "Her sister has {x}.", "Return if {x} develops.", "To rule out {x}.", "Possible {x}.",
    "Had {x} in 2015.", "Call with any {x}.", "{x} may follow the treatment.", "Leaflet on {x} given.",
]
TAKEN = ["The patient takes {x}.", "Takes {x}.", "The patient is on {x}.", "She is treated with {x}.", "On {x}.", "He received {x}."]
NOT_TAKEN = ["The patient does not take {x}.", "Takes no {b}.", "The patient is not on {x}.", "She has received no {b}.", "Not on {x}."]
HEDGED = re.compile(
    r"\b(?:no|not|never|stop\w*|discontinu\w*|held|hold|off|allerg\w*|avoid\w*|refus\w*|declin\w*|previous\w*|fail\w*|"
    r"if|consider\w*|plan\w*|may|should|could|will|intoleran\w*|denie[sd]|without|unless|ceased|switch\w*|finished|"
    r"completed|prior|history|was on|used to|instead|versus|vs|mother|father|sister|brother|wife|husband)\b|\?",
    re.IGNORECASE,
)
ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"


@dataclass
class Names:
    """For a lower-case name: other names of the same thing, and names that take it in, by kind."""

    same: dict[str, set[str]] = field(default_factory=dict)
    wider: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    all_wider: dict[str, list[str]] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> list[str]:
        """Give every name that this one entails."""
        lower = name.lower()
        same = self.same.get(lower, set()) if kind == "problem" else set()
        wider = {each for each_name in {lower, *map(str.lower, same)} for each in self.wider.get((kind, each_name), ())}
        return sorted(same | wider)

    def is_near(self, kind: str, a: str, b: str) -> bool:
        """Say whether one name might be said of what the other names: then neither is neutral to the other."""
        mine = {a.lower(), *(each.lower() for each in self.of(kind, a))}
        other = {b.lower(), *(each.lower() for each in self.of(kind, b))}
        words = {word for name in (a, b) for word in bare(name).lower().split() if len(word) > 3}
        shared = {word for word in words if word in a.lower() and word in b.lower()}
        return bool(mine & other or shared)


def read_names(path: Path) -> Names:
    """Read the list of names; see its head for the format."""
    names = Names()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        entry = re.fullmatch(r"(\w+) ([=|]) ([^|]+) \| (.+)", line)
        if entry is None:
            raise ValueError(f"{path}: not a line of names: {line}")
        kind, sign, name, rest = entry.groups()
        others = [each.strip() for each in rest.split(",")]
        if sign == "=":
            group = {name, *others}
            for each in group:
                names.same.setdefault(each.lower(), set()).update(group - {each})
        else:
            names.all_wider.setdefault(kind, []).append(name)
            for each in others:
                names.wider.setdefault((kind, each.lower()), set()).add(name)
    return names


def topic_statements(path: Path, seed: int) -> list[Made]:
    """Make pairs of the lines of topics: a contradiction of any two of unlike sign, in both orders."""
    rng = random.Random(seed)
    topics: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"# (?!What|topic)", line):
            topics.append({"+": [], "-": [], "~": []})
        elif line[:2] in ("+ ", "- ", "~ ") and topics:
            topics[-1][line[0]].append(line[2:])
    every = [(i, line) for i, topic in enumerate(topics) for lines in topic.values() for line in lines]
    made: list[Made] = []
    for i, topic in enumerate(topics):
        def beside(line: str, i: int = i) -> str:
            other, words = rng.choice(every)
            if rng.random() > 0.25 or other == i:
                return line
            return f"{line} {words}" if rng.random() < 0.5 else f"{words} {line}"

        for mine, theirs in (("+", "-"), ("-", "+")):
            for premise in topic[mine]:
                made += [(beside(premise), hypothesis, CONTRADICTION) for hypothesis in topic[theirs]]
                made += [(beside(premise), topic[mine][0], ENTAILMENT)] * (2 if premise != topic[mine][0] else 0)
                made += [(topic[mine][0], premise, NEUTRAL)] if premise != topic[mine][0] and len(premise) > 18 else []
                made += [(beside(each), premise, NEUTRAL) for each in topic["~"]]
                made += [(premise, each, NEUTRAL) for each in topic["~"]]
                made += [(premise, words, NEUTRAL) for j, words in rng.sample(every, 4) if j != i]
    return [each for each in made if each[0] != each[1]]


def framed(frame: str, name: str, others: list[str]) -> str:
    """Fill a frame; a sentence begins with a capital."""
    text = frame.format(x=name, b=bare(name), y=others[0], z=others[1])
    return text[0].upper() + text[1:]


def polarity_statements(sentences: list[Sentence], names: Names, seed: int, count: int) -> list[Made]:
    """Make pairs of short statements that affirm or deny the problems that the notes name."""
    rng = random.Random(seed)
    known = sorted({m_text.lower() for s in sentences for m, m_text in _problems(s) if m.assertion in ("present", "absent")})
    known = [each for each in known if re.fullmatch(r"[a-z][a-z' -]{2,30}", each) and len(each.split()) <= 3]
    made: list[Made] = []
    while len(made) < count:
        name, y, z, far = rng.sample(known, 4)
        if any(names.is_near("problem", name, each) for each in (y, z, far)):
            continue
        others = [y, z]
        pick = rng.random()
        mine, theirs = (AFFIRMED, DENIED) if rng.random() < 0.5 else (DENIED, AFFIRMED)
        premise = framed(rng.choice(mine), name, others)
        said = rng.choice([name, *names.of("problem", name)]) if mine is AFFIRMED else name
        if pick < 0.4:
            made.append((premise, framed(rng.choice(theirs), said, [far, far]), CONTRADICTION))
        elif pick < 0.6:
            frame = rng.choice([each for each in mine if "{y}" not in each])
            made.append((premise, framed(frame, said, [far, far]), ENTAILMENT))
        elif pick < 0.8:
            frame = rng.choice([each for each in (mine if rng.random() < 0.5 else theirs) if "{y}" not in each])
            made.append((premise, framed(frame, far, [far, far]), NEUTRAL))
        else:
            pair = (premise, framed(rng.choice(NEITHER), name, others))
            made.append((*(pair if rng.random() < 0.5 else pair[::-1]), NEUTRAL))
    return made


def gold_statements(sentences: list[Sentence], names: Names, seed: int) -> list[Made]:
    """Make statements about the sentences of notes from what their gold says of problems and treatments."""
    rng = random.Random(seed)
    problems = sorted({text for s in sentences for _, text in _problems(s) if len(text) > 3})
    made: list[Made] = []
    for sentence in sentences:
        for mention, text in _problems(sentence):
            made += _of_problem(sentence.text, mention, text, names, problems, rng)
        if HEDGED.search(f"{sentence.heading} {sentence.text}"):
            continue
        for mention in sentence.mentions:
            drug = sentence.text[mention.start : mention.end]
            wider = names.of("treatment", drug)
            if mention.type.lower() == "treatment" and wider:
                made += _of_drug(sentence.text, rng.choice([drug, *wider, *wider]), names, rng)
    return made


def _of_problem(
    premise: str, mention: Mention, text: str, names: Names, problems: list[str], rng: random.Random
) -> list[Made]:
    said = [text, *names.of("problem", text)]
    plain = [frame for frame in AFFIRMED[:6] if "{y}" not in frame]
    denied = [frame for frame in DENIED[:6] if "{y}" not in frame]
    affirm = lambda name: framed(rng.choice(plain), name, ["", ""])  # noqa: E731
    deny = lambda name: framed(rng.choice(denied), name, ["", ""])  # noqa: E731
    name = rng.choice(said)
    made: list[Made] = []
    if mention.assertion == "present":
        made += [(premise, affirm(name), ENTAILMENT), (premise, deny(rng.choice(said)), CONTRADICTION)]
    elif mention.assertion == "absent":
        same = rng.choice([text, *(each for each in said if each.lower() in names.same)])
        made += [(premise, deny(same), ENTAILMENT), (premise, affirm(same), CONTRADICTION)]
    elif mention.assertion == "history":
        made.append((premise, f"The patient has a history of {bare(name)}.", ENTAILMENT))
        made.append((premise, f"The patient has never had {bare(name)}.", CONTRADICTION))
    elif mention.assertion == "family":
        made.append((premise, f"A relative has or had {name}.", ENTAILMENT))
        made.append((premise, affirm(name), NEUTRAL))
    else:
        made += [(premise, affirm(name), NEUTRAL), (premise, deny(name), NEUTRAL)]
    far = rng.choice(problems)
    if rng.random() < 0.6 and far.lower() not in premise.lower() and not names.is_near("problem", far, text):
        made.append((premise, (affirm if rng.random() < 0.5 else deny)(rng.choice([far, *names.of("problem", far)])), NEUTRAL))
    return made


def _of_drug(premise: str, name: str, names: Names, rng: random.Random) -> list[Made]:
    take = lambda each: framed(rng.choice(TAKEN), each, ["", ""])  # noqa: E731
    leave = lambda each: framed(rng.choice(NOT_TAKEN), each, ["", ""])  # noqa: E731
    made: list[Made] = [(premise, take(name), ENTAILMENT), (premise, leave(name), CONTRADICTION)]
    far = rng.choice(names.all_wider["treatment"])
    members = [drug for (kind, drug), wider in names.wider.items() if kind == "treatment" and far in wider]
    if not any(drug in premise.lower() for drug in members):
        made.append((premise, (take if rng.random() < 0.7 else leave)(far), NEUTRAL))
    return made


def _problems(sentence: Sentence) -> list[tuple[Mention, str]]:
    return [(m, sentence.text[m.start : m.end]) for m in sentence.mentions if m.assertion is not None]


def bare(name: str) -> str:
    """Leave out an article."""
    return re.sub(r"^(?:a|an|the) ", "", name)
