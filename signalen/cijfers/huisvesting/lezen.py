"""From bytes to typed rows. Every fault becomes a `Rijfout` with its line; nothing in a file can raise."""

from dataclasses import dataclass, field

from signalen.cijfers.huisvesting.perioden import Periode, periode
from signalen.cijfers.huisvesting.rijen import CORRECTIEGRONDEN, Rij, Rijsoort
from toezicht.organisaties.csvrijen import Lezer, decodeer, records
from toezicht.organisaties.rijen import Rijfout

KOLOMMEN = (
    "soort",
    "halfjaar",
    "gemeente",
    "naar",
    "aantal",
    "inwoners",
    "datum",
    "datum_naar",
    "grond",
    "bron",
    "reden",
)
VERPLICHTE_KOLOMMEN = ("soort", "halfjaar", "aantal", "bron")
MAX_AANTAL, MAX_NEDERLAND = 200_000, 50_000_000

_S = Rijsoort
VERPLICHT: dict[Rijsoort, tuple[str, ...]] = {
    _S.LANDELIJK: ("aantal", "inwoners", "datum", "bron"),
    _S.TAAKSTELLING: ("gemeente", "bron"),
    _S.BEGINSTAND: ("gemeente", "aantal", "bron"),
    _S.HERVERDELING: ("gemeente", "naar", "aantal", "datum", "datum_naar", "bron"),
    _S.REALISATIE: ("gemeente", "aantal", "datum", "bron"),
    _S.CORRECTIE: ("gemeente", "aantal", "datum", "grond", "bron", "reden"),
}
MAG: dict[Rijsoort, tuple[str, ...]] = {
    _S.TAAKSTELLING: ("aantal", "inwoners", "reden"),
    _S.BEGINSTAND: ("reden",),
    _S.HERVERDELING: ("reden",),
}


@dataclass(slots=True)
class Inhoud:
    """The rows of a file, and every fault in it."""

    rijen: list[Rij] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)


def lees(inhoud: bytes) -> Inhoud:
    """Read one file: UTF-8 with or without BOM, delimiter `;`, first line the header."""
    uit = Inhoud()
    tekst = decodeer(inhoud, uit.fouten)
    if tekst is None:
        return uit
    regels = records(tekst, uit.fouten, ";")
    _, kop = next(regels, (1, []))
    kolommen = [naam.strip().lower() for naam in kop]
    if bezwaar := _kopfout(kolommen):
        uit.fouten.append(Rijfout(1, "kop", bezwaar))
        return uit
    gezien: dict[str, int] = {}
    for nummer, cellen in regels:
        if len(cellen) != len(kolommen):
            reden = f"deze regel heeft {len(cellen)} velden, de kop {len(kolommen)}"
            uit.fouten.append(Rijfout(nummer, cellen[0][:40], reden))
            continue
        _neem(uit, Lezer(nummer, dict(zip(kolommen, cellen, strict=True))), gezien)
    if not gezien and not uit.fouten:
        uit.fouten.append(Rijfout(1, "bestand", "het bestand heeft een kop maar geen regels"))
    return uit


def _kopfout(kolommen: list[str]) -> str:
    if dubbel := sorted({naam for naam in kolommen if kolommen.count(naam) > 1}):
        return f"dubbele kolom: {', '.join(dubbel)[:200]}"
    if mist := [naam for naam in VERPLICHTE_KOLOMMEN if naam not in kolommen]:
        return (
            f"verplichte kolom ontbreekt: {', '.join(mist)}. Scheid de kolommen met een puntkomma; "
            "de kolommen staan in docs/huisvesting.md"
        )
    if vreemd := [naam or "(zonder naam)" for naam in kolommen if naam not in KOLOMMEN]:
        return f"onbekende kolom: {', '.join(vreemd)[:200]}"
    return ""


def _neem(uit: Inhoud, lezer: Lezer, gezien: dict[str, int]) -> None:
    """Read one row into the list, or its faults."""
    soort, halfjaar = _soort(lezer), _halfjaar(lezer)
    if soort is None or halfjaar is None:
        gezien.setdefault(f"regel {lezer.regel}", lezer.regel)
        uit.fouten.append(Rijfout(lezer.regel, lezer.cellen["soort"][:40], "; ".join(lezer.fouten)))
        return
    _kolommen_van(soort, lezer)
    rij = _rij(soort, halfjaar, lezer)
    _samenhang(rij, lezer)
    if rij.sleutel in gezien:
        lezer.fouten.append(f"{rij.sleutel[:60]} staat dubbel; de eerste keer op regel {gezien[rij.sleutel]}")
    gezien.setdefault(rij.sleutel, lezer.regel)
    if lezer.fouten:
        uit.fouten.append(Rijfout(lezer.regel, rij.sleutel[:60], "; ".join(lezer.fouten)))
    else:
        uit.rijen.append(rij)


def _soort(lezer: Lezer) -> Rijsoort | None:
    waarde = lezer.cellen["soort"].lower()
    if waarde in set(Rijsoort):
        return Rijsoort(waarde)
    lezer.fouten.append(f"soort ‘{waarde[:40]}’ bestaat niet; kies uit {', '.join(Rijsoort)}")
    return None


def _halfjaar(lezer: Lezer) -> Periode | None:
    gevonden = periode(lezer.cellen["halfjaar"])
    if gevonden is None:
        lezer.fouten.append(
            f"halfjaar ‘{lezer.cellen['halfjaar'][:20]}’ is geen halfjaar; schrijf bijvoorbeeld 2026-1"
        )
    return gevonden


def _kolommen_van(soort: Rijsoort, lezer: Lezer) -> None:
    """What this kind must have is filled, and nothing is filled that it does not use."""
    for kolom in VERPLICHT[soort]:
        if not lezer.cellen.get(kolom):
            lezer.fouten.append(f"{kolom} is leeg; dat is nodig bij {soort}")
    toegestaan = {"soort", "halfjaar", *VERPLICHT[soort], *MAG.get(soort, ())}
    for kolom, waarde in lezer.cellen.items():
        if waarde and kolom not in toegestaan:
            lezer.fouten.append(f"{kolom} hoort niet bij {soort}; laat die cel leeg")


def _rij(soort: Rijsoort, halfjaar: Periode, lezer: Lezer) -> Rij:
    def gevuld(kolom: str) -> bool:
        return bool(lezer.cellen.get(kolom))

    return Rij(
        regel=lezer.regel,
        soort=soort,
        periode=halfjaar,
        gemeente=_gemeente(lezer, "gemeente"),
        naar=_gemeente(lezer, "naar"),
        aantal=lezer.getal("aantal", MAX_AANTAL, minimum=-MAX_AANTAL if soort is Rijsoort.BEGINSTAND else 0),
        inwoners=lezer.getal("inwoners", MAX_NEDERLAND, minimum=1),
        datum=lezer.datum("datum") if gevuld("datum") else None,
        datum_naar=lezer.datum("datum_naar") if gevuld("datum_naar") else None,
        grond=lezer.tekst("grond", 40).lower(),
        bron=lezer.tekst("bron", 200),
        reden=lezer.tekst("reden", 500),
    )


def _gemeente(lezer: Lezer, kolom: str) -> str:
    if not lezer.cellen.get(kolom):
        return ""
    code = lezer.code(kolom)
    if not code.startswith("GM"):
        lezer.fouten.append(f"{kolom} ‘{code[:20]}’ is geen gemeente (codes die met GM beginnen)")
    return code


def _samenhang(rij: Rij, lezer: Lezer) -> None:
    """What the cells of one row mean together."""
    fouten = lezer.fouten
    if rij.soort is Rijsoort.TAAKSTELLING:
        if rij.aantal is None and rij.inwoners is None:
            fouten.append("vul inwoners in (dan wordt de taakstelling berekend) of aantal met een reden")
        if rij.aantal is not None and not rij.reden:
            fouten.append("reden is leeg; wie een taakstelling zelf opgeeft zegt waarom")
    if rij.soort is Rijsoort.HERVERDELING and rij.gemeente == rij.naar:
        fouten.append("gemeente en naar zijn gelijk; een gemeente kan niet aan zichzelf overdragen")
    if rij.soort is Rijsoort.CORRECTIE and rij.grond and rij.grond not in CORRECTIEGRONDEN:
        fouten.append(f"grond ‘{rij.grond[:40]}’ bestaat niet; kies uit {', '.join(CORRECTIEGRONDEN)}")
    meting = rij.soort in (Rijsoort.REALISATIE, Rijsoort.CORRECTIE)
    if meting and rij.datum and not rij.periode.bevat_peildatum(rij.datum):
        fouten.append(
            f"datum {rij.datum} is geen peildatum van het {rij.periode.naam}; die ligt na {rij.periode.begin} "
            f"en uiterlijk op {rij.periode.peildatum}"
        )
