"""The logboek of a filled database: every line in a valid chain, hashed as the program itself does it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from toezicht.beeld.bench.schaal import LANGE_KETEN, VANDAAG, moment
from toezicht.beeld.bench.zaken import Plaats, Rij, Wie, Zaak
from toezicht.core import logboek
from toezicht.core.loghash import GEEN_HASH, bereken_hash

if TYPE_CHECKING:
    from toezicht.core.models import Logboekregel

SIGNAALREGELS = 2
_LEEG = {"van": "", "naar": "", "reden": "", "namens": "", "correlatie": "", "vertrouwelijkheid": "intern"}


class Ketens:
    """Turns what happened into lines; keeps the head of every chain."""

    def __init__(self) -> None:
        self.koppen: list[Rij] = []

    def keten(
        self, soort: str, onderwerp_id: object, overheid_code: str, gebeurtenissen: Iterable[Rij]
    ) -> Iterator[Rij]:
        """The lines of one subject, oldest first, each with the hash of the one before in it."""
        onderwerp = logboek.Onderwerp(soort, str(onderwerp_id), overheid_code)
        vorige, nummer = GEEN_HASH, 0
        for nummer, gebeurtenis in enumerate(gebeurtenissen, start=1):
            rij = {
                **_LEEG,
                **gebeurtenis,
                "keten": onderwerp.keten,
                "volgnummer": nummer,
                "onderwerp_soort": soort,
                "onderwerp_id": onderwerp.id,
                "overheid_code": overheid_code,
                "vastgelegd_op": moment(gebeurtenis["gebeurd_op"], nummer),
                "vorige_hash": vorige,
            }
            # The hash reads attributes only; a model object for each of millions of lines is too slow.
            vorige = rij["hash"] = bereken_hash(cast("Logboekregel", SimpleNamespace(**rij)))
            yield rij
        self.koppen.append({"keten": onderwerp.keten, "volgnummer": nummer, "hash": vorige})


def van_overheden(ketens: Ketens, overheden: Iterable[Rij], provincies: dict[int, str]) -> Iterator[Rij]:
    """One line for each organisation: that it is there."""
    for rij in overheden:
        gegevens = {
            "naam": rij["naam"],
            "soort": rij["soort"],
            "provincie": provincies[rij["provincie_id"]],
            "geldig_van": rij["geldig_van"].isoformat(),
        }
        wat = {
            "handeling": "vastgelegd",
            "gebeurd_op": rij["geldig_van"],
            "gegevens": gegevens,
            **_door(None),
        }
        yield from ketens.keten("overheid", rij["code"], rij["code"], [wat])


def van_signalen(ketens: Ketens, signalen: Iterable[Rij]) -> Iterator[Rij]:
    """Registered, and then as it stands now."""
    for rij in signalen:
        plaats: Plaats = rij["plaats"]
        gelijk = {"vertrouwelijkheid": rij["vertrouwelijkheid"], **_door(rij["melder"])}
        feiten = {
            "nummer": rij["nummer"],
            "overheid": plaats.code,
            "soort": rij["soort"],
            "domein": rij["domein"],
            "as": rij["as_letter"],
            "ernst": rij["ernst"],
            "status": "nieuw",
            "titel": "" if rij["vertrouwelijkheid"] == "cdk" else rij["titel"],
            "bron": rij["bron"],
            "datum_feit": rij["datum_feit"].isoformat(),
            "kennisname_op": rij["kennisname_op"].isoformat(),
            "geldig_tot": rij["geldig_tot"].isoformat() if rij["geldig_tot"] else None,
            "betrouwbaarheid": rij["betrouwbaarheid"],
            "vertrouwelijkheid": rij["vertrouwelijkheid"],
            "dossier": None,
        }
        eerst = {"handeling": "signaal_geregistreerd", "naar": "nieuw", "gegevens": feiten, **gelijk}
        daarna = {
            "handeling": "signaal_gewogen",
            "van": "nieuw",
            "naar": rij["status"],
            "gegevens": {"status": rij["status"]},
            **gelijk,
        }
        dagen = (rij["datum_feit"], rij["afgerond_op"] or rij["kennisname_op"])
        lijnen = [{**wat, "gebeurd_op": dag} for wat, dag in zip((eerst, daarna), dagen, strict=True)]
        yield from ketens.keten("signaal", rij["id"], plaats.code, lijnen)


def van_dossiers(
    ketens: Ketens, zaken: Iterable[Zaak], *, per_dossier: int, lang: int, mensen: Sequence[Wie]
) -> Iterator[Rij]:
    """The steps and terms of each dossier and, up to `per_dossier` lines, changes of hands.

    Dossier number `lang` gets `LANGE_KETEN` lines.
    """
    for zaak in zaken:
        aantal = LANGE_KETEN if zaak.rij["id"] == lang else per_dossier
        lijnen = sorted(
            [*_stappen(zaak), *_wisselingen(zaak, aantal - len(zaak.stappen), mensen)],
            key=lambda rij: rij["gebeurd_op"],
        )
        yield from ketens.keten("dossier", zaak.rij["id"], zaak.plaats.code, lijnen)
        for termijn in zaak.termijnen:
            yield from ketens.keten(
                "termijn", termijn["id"], zaak.plaats.code, [_termijnregel(zaak, termijn)]
            )


def _stappen(zaak: Zaak) -> Iterator[Rij]:
    vorige = "signaal"
    for stap in zaak.stappen:
        yield _stap(zaak, stap["overgang"], vorige, stap["trede"], stap["trede"], stap["van"])
        vorige = stap["trede"]
    if zaak.rij.get("gesloten_op"):
        yield _stap(zaak, "sluit_hersteld", vorige, "afgesloten", vorige, zaak.rij["gesloten_op"])


def _stap(zaak: Zaak, stap: str, van: str, naar: str, trede: str, dag: dt.date) -> Rij:
    rij = zaak.rij
    return {
        "handeling": "dossier_geopend" if van == "signaal" else stap,
        "van": van,
        "naar": naar,
        "reden": "Zo voorgesteld en besloten.",
        "gebeurd_op": dag,
        "gegevens": {
            "nummer": rij["nummer"],
            "titel": rij["titel"],
            "overheid": zaak.plaats.code,
            "domein": rij["domein"],
            "taak": rij["taak"],
            "orgaan": rij["orgaan"],
            "stand": naar,
            "trede": trede,
            "trede_sinds": dag.isoformat(),
            "behandelaar": zaak.behandelaar.naam,
            "sluitreden": rij["sluitreden"] if naar == "afgesloten" else "",
            "beleid": rij["beleid_versie"],
        },
        **_door(zaak.behandelaar),
    }


def _wisselingen(zaak: Zaak, aantal: int, mensen: Sequence[Wie]) -> Iterator[Rij]:
    begin, einde = zaak.rij["geopend_op"], zaak.rij.get("gesloten_op") or VANDAAG
    dagen = (einde - begin).days
    for nummer in range(1, aantal + 1):
        wie = zaak.behandelaar if nummer == aantal else mensen[(zaak.rij["id"] + nummer) % len(mensen)]
        yield {
            "handeling": "toegewezen",
            "naar": wie.naam,
            "gebeurd_op": begin + dt.timedelta(days=dagen * nummer // (aantal + 1)),
            "gegevens": {"behandelaar": wie.naam},
            **_door(wie),
        }


def _termijnregel(zaak: Zaak, termijn: Rij) -> Rij:
    return {
        "handeling": "termijn_gestart",
        "gebeurd_op": termijn["start"],
        "gegevens": {
            "dossier": zaak.rij["id"],
            "soort": termijn["soort"],
            "trede": zaak.rij["trede"],
            "start": termijn["start"].isoformat(),
            "ruw_einde": termijn["ruw_einde"].isoformat(),
            "effectief_einde": termijn["effectief_einde"].isoformat(),
            "status": termijn["status"],
        },
        **_door(zaak.behandelaar),
    }


def _door(wie: Wie | None) -> dict[str, Any]:
    return {"door_id": wie.pk if wie else None, "door_naam": wie.naam if wie else logboek.SYSTEEM}
