"""Letters we make ourselves: their fields, first text, addressees and drawing (ladder.md 1.10, 1.13)."""

from interventieladder.brieven.controle import controleer_velden
from interventieladder.brieven.geadresseerden import afschriften, standaard_geadresseerden
from interventieladder.brieven.standaard import standaard_onderwerp, standaard_velden
from interventieladder.brieven.tekenen import inhoud, sha256, sjabloon_van, staat_beroep_open, teken
from interventieladder.brieven.velden import VELDEN, Kolom, Veld, velden_van
from interventieladder.brieven.zienswijzen import als_tekst, zienswijzeblok

__all__ = [
    "VELDEN",
    "Kolom",
    "Veld",
    "afschriften",
    "als_tekst",
    "controleer_velden",
    "inhoud",
    "sha256",
    "sjabloon_van",
    "staat_beroep_open",
    "standaard_geadresseerden",
    "standaard_onderwerp",
    "standaard_velden",
    "teken",
    "velden_van",
    "zienswijzeblok",
]
