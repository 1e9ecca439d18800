"""Tunes a language model that the user has with LoRA on instruction rows, and makes it servable."""
