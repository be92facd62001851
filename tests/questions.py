"""The newsroom questions in their order: what tests and the page of the docs go by."""

from schema import newsroom
from schema.newsroom import Question

__all__ = ["QUESTIONS", "Question"]

QUESTIONS = list(newsroom.QUESTIONS.values())
