"""The recipe of the embedded encoder: a tagger of entities and a judge of sentences."""
