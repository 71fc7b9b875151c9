"""The policy domains of supervision (ladder.md chapters 1-2). Plain data, shared by signalen and dossiers.

A signal and a dossier lie in one of these. The order is the order on the page of one overheid.
"""

FINANCIEN = "financien"
INFORMATIE_ARCHIEF = "informatie_archief"
OMGEVINGSRECHT = "omgevingsrecht"
HUISVESTING = "huisvesting"
RUIMTELIJKE_ORDENING = "ruimtelijke_ordening"
ERFGOED = "erfgoed"
WATER = "water"
BESTUURSKRACHT = "bestuurskracht"

DOMEINEN: dict[str, str] = {
    FINANCIEN: "Financieel toezicht",
    INFORMATIE_ARCHIEF: "Informatie- en archiefbeheer",
    OMGEVINGSRECHT: "Omgevingsrecht",
    HUISVESTING: "Huisvesting vergunninghouders",
    RUIMTELIJKE_ORDENING: "Ruimtelijke ordening",
    ERFGOED: "Erfgoed",
    WATER: "Water",
    BESTUURSKRACHT: "Bestuurskracht",
}

KEUZES: list[tuple[str, str]] = list(DOMEINEN.items())
"""For `choices` of a model or form field."""
