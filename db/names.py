"""Names, and how they are compared: any spelling or script of a name folds to the same text."""

from anyascii import anyascii

# Two letters are one vowel; anyascii renders them one by one, as "ow".
ARMENIAN_U = (("ու", "u"), ("Ու", "U"), ("ՈՒ", "U"))


def fold(text: str) -> str:
    """The form in which names and texts are compared: ASCII letters, lower case.

    "Şuşa", "ŞUŞA" and "Susa" fold alike. A letter of another script becomes its usual Latin
    rendering: "Шуша" is "shusha", "Շուշի" is "shushi". Nothing is stemmed.
    """
    for letters, sound in ARMENIAN_U:
        text = text.replace(letters, sound)
    return anyascii(text).lower()
