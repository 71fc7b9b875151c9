"""Roles and their rights: one readable table (ladder.md 5.1). Plain data.

A role is a Django group whose name is the code. `manage.py inrichten` makes the groups and gives them
exactly these rights. Code asks for rights, never for a role, except where the law or the policy names
the level that decides (`NIVEAUS` in `toezicht.mandaten.handelingen`).
"""

from dataclasses import dataclass

TOEZICHTHOUDER = "toezichthouder"
FINANCIEEL_TOEZICHTHOUDER = "financieel_toezichthouder"
COORDINATOR = "coordinator"
JURIST = "jurist"
TEAMLEIDER = "teamleider"
DIRECTEUR = "directeur"
PROVINCIESECRETARIS = "provinciesecretaris"
GEDEPUTEERDE = "gedeputeerde"
GS_SECRETARIAAT = "gs_secretariaat"
CDK_KABINET = "cdk_kabinet"
BEHEERDER = "beheerder"

BEKIJK_MANDATEN = "mandaten.bekijk_mandaat"
STEL_MANDAAT_OP = "mandaten.stel_mandaat_op"
STEL_MANDAAT_VAST = "mandaten.stel_mandaat_vast"
MELD_AFWEZIG = "mandaten.meld_afwezig"
BEKIJK_OVERHEDEN = "organisaties.view_overheid"
BEKIJK_SIGNALEN = "signalen.bekijk_signaal"
REGISTREER_SIGNAAL = "signalen.registreer_signaal"
WEEG_SIGNAAL = "signalen.weeg_signaal"
WEEG_MEE = "signalen.weeg_mee"
LAAD_CIJFERS = "signalen.laad_cijfers"
BEKIJK_HUISVESTING = "signalen.bekijk_huisvesting"
LAAD_HUISVESTING = "signalen.laad_huisvesting"
STEL_HUISVESTING_VAST = "signalen.stel_huisvesting_vast"
BEKIJK_DOSSIERS = "interventieladder.bekijk_dossier"
BEHANDEL_DOSSIER = "interventieladder.behandel_dossier"
WIJS_TOE = "interventieladder.wijs_toe"
LEES_TEGEN = "interventieladder.lees_tegen"
TOETS_JURIDISCH = "interventieladder.toets_juridisch"
BESLIS_COORDINATOR = "interventieladder.beslis_coordinator"
BESLIS_TEAMLEIDER = "interventieladder.beslis_teamleider"
BESLIS_GEDEPUTEERDE = "interventieladder.beslis_gedeputeerde"
REGISTREER_GS = "interventieladder.registreer_gs_besluit"
VERZEND = "interventieladder.verzend"
BEKIJK_CDK = "interventieladder.bekijk_cdk"
REGISTREER_CDK = "interventieladder.registreer_cdk_besluit"
BEKIJK_BELEID = "interventieladder.bekijk_beleid"
STEL_BELEID_OP = "interventieladder.stel_beleid_op"
STEL_BELEID_VAST = "interventieladder.stel_beleid_vast"
BEKIJK_INZET = "interventieladder.bekijk_inzet"
REGISTREER_INZET = "interventieladder.registreer_inzet"
BEKIJK_RAPPORTEN = "reports.bekijk_rapport"
DRAAI_RAPPORT = "reports.draai_rapport"
BEKIJK_LOGBOEK = "core.bekijk_logboek"
BEHEER_ACCOUNTS = "core.beheer_accounts"
BEKIJK_GEZONDHEID = "core.bekijk_gezondheid"
BEHEER_KALENDER = "core.beheer_kalender"

_LEZEN = (
    BEKIJK_OVERHEDEN,
    BEKIJK_SIGNALEN,
    BEKIJK_HUISVESTING,
    BEKIJK_DOSSIERS,
    BEKIJK_INZET,
    BEKIJK_RAPPORTEN,
    BEKIJK_LOGBOEK,
    BEKIJK_MANDATEN,
)
_BEHANDELEN = (
    *_LEZEN,
    REGISTREER_SIGNAAL,
    WEEG_SIGNAAL,
    WEEG_MEE,
    BEHANDEL_DOSSIER,
    LEES_TEGEN,
    VERZEND,
    REGISTREER_INZET,
    DRAAI_RAPPORT,
    STEL_HUISVESTING_VAST,
)
_BELEID = (BEKIJK_BELEID, STEL_BELEID_OP)
_MANDATEN = (BEKIJK_MANDATEN, STEL_MANDAAT_OP, MELD_AFWEZIG)


@dataclass(frozen=True, slots=True)
class Rol:
    """A role: its code (group name), its name for people and the rights it gives."""

    code: str
    naam: str
    rechten: tuple[str, ...]


ROLLEN: tuple[Rol, ...] = (
    Rol(GEDEPUTEERDE, "gedeputeerde", (*_LEZEN, BESLIS_GEDEPUTEERDE)),
    Rol(
        TEAMLEIDER,
        "teamleider",
        (
            *_LEZEN,
            REGISTREER_SIGNAAL,
            WEEG_MEE,
            LEES_TEGEN,
            WIJS_TOE,
            REGISTREER_INZET,
            BESLIS_TEAMLEIDER,
            DRAAI_RAPPORT,
            STEL_HUISVESTING_VAST,
            *_BELEID,
            STEL_BELEID_VAST,
            STEL_MANDAAT_VAST,
            MELD_AFWEZIG,
        ),
    ),
    Rol(DIRECTEUR, "directeur", (*_LEZEN, LEES_TEGEN, STEL_MANDAAT_VAST)),
    Rol(
        COORDINATOR,
        "coördinator",
        (
            *_BEHANDELEN,
            WIJS_TOE,
            BESLIS_COORDINATOR,
            BEKIJK_BELEID,
            BEHEER_KALENDER,
            MELD_AFWEZIG,
        ),
    ),
    Rol(
        JURIST,
        "jurist",
        (
            *_BEHANDELEN,
            TOETS_JURIDISCH,
            *_BELEID,
            *_MANDATEN,
        ),
    ),
    Rol(
        FINANCIEEL_TOEZICHTHOUDER,
        "financieel toezichthouder",
        (
            *_BEHANDELEN,
            LAAD_CIJFERS,
            LAAD_HUISVESTING,
        ),
    ),
    Rol(
        TOEZICHTHOUDER,
        "toezichthouder",
        (
            *_BEHANDELEN,
            LAAD_CIJFERS,
            LAAD_HUISVESTING,
        ),
    ),
    Rol(PROVINCIESECRETARIS, "provinciesecretaris", (*_LEZEN, LEES_TEGEN, MELD_AFWEZIG)),
    Rol(
        GS_SECRETARIAAT,
        "GS-secretariaat",
        (
            *_LEZEN,
            REGISTREER_GS,
            VERZEND,
            *_MANDATEN,
            STEL_MANDAAT_VAST,
        ),
    ),
    Rol(
        BEHEERDER,
        "beheerder",
        (
            BEKIJK_OVERHEDEN,
            BEKIJK_HUISVESTING,
            LAAD_HUISVESTING,
            BEHEER_ACCOUNTS,
            BEKIJK_GEZONDHEID,
            *_BELEID,
            STEL_BELEID_VAST,
            BEHEER_KALENDER,
            *_MANDATEN,
            STEL_MANDAAT_VAST,
        ),
    ),
    Rol(
        CDK_KABINET,
        "kabinet van de commissaris",
        (
            BEKIJK_OVERHEDEN,
            BEKIJK_DOSSIERS,
            BEKIJK_LOGBOEK,
            BEHANDEL_DOSSIER,
            LEES_TEGEN,
            VERZEND,
            BEKIJK_CDK,
            REGISTREER_CDK,
        ),
    ),
)
