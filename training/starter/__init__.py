"""Trains, exports and measures BioNote's starter model."""
