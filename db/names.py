"""Names, and how they are compared: any spelling or script of a name folds to the same text."""

from anyascii import anyascii


def fold(text: str) -> str:
    """The form in which names and texts are compared: ASCII letters, lower case.

    "Şuşa", "ŞUŞA" and "Susa" fold alike. A letter of another script becomes its usual Latin
    rendering: "Шуша" is "shusha", "Շուշի" is "shushi". Nothing is stemmed.
    """
    return anyascii(text).lower()
