"""Guards about going on after a hold, a ruling, or a lower rung."""

from interventieladder.guards.zaak import dag, herkomst
from toezicht.core.transitions import Toets, guard


@guard(
    "G-HERVATTEN",
    "Grond voor aanhouding weg, of herbeoordeeld",
    "ladder.md 1.5 rij 22",
    herstel="beoordeling:aanhouding",
)
def g_hervatten(t: Toets) -> str | None:
    """The ground of the hold is gone, or the review date passed and was assessed."""
    beoordeling = t.zaak.feiten.laatste("aanhouding")
    sinds = t.zaak.aangehouden_op
    if beoordeling is None or sinds is None or beoordeling.datum < sinds:
        return "Beoordeel de aanhouding: is de grond weg, of is de datum van herbeoordeling bereikt?"
    if beoordeling.uitkomst == "grond_blijft" and t.datum < t.zaak.herbeoordeling_op:
        return f"De grond blijft en de herbeoordeling is pas op {dag(t.zaak.herbeoordeling_op)}."
    t.bewijs["G-HERVATTEN"] = f"beoordeeld op {dag(beoordeling.datum)}{herkomst(beoordeling)}"
    return None


@guard(
    "G-UITSPRAAK",
    "Uitspraak of feit vastgelegd",
    "Awb 8:72; ladder.md 1.5 rij 23 en 30",
    herstel="stuk:uitspraak",
)
def g_uitspraak(t: Toets) -> str | None:
    """A court ruling is in the dossier."""
    uitspraken = t.zaak.feiten.stukken_van("uitspraak")
    if not uitspraken:
        return "Voeg de uitspraak van de rechter toe."
    t.bewijs["G-UITSPRAAK"] = f"{uitspraken[-1].titel}, {dag(uitspraken[-1].datum)}"
    return None


@guard(
    "G-EINDGROND", "Grond voor sluiten vastgelegd", "ladder.md 1.5 rij 23", herstel="beoordeling:aanhouding"
)
def g_eindgrond(t: Toets) -> str | None:
    """A ruling, or an assessment since the hold that its ground is gone."""
    sinds = t.zaak.aangehouden_op
    uitspraken = t.zaak.feiten.stukken_van("uitspraak", vanaf=sinds)
    beoordeling = t.zaak.feiten.laatste("aanhouding")
    if uitspraken:
        t.bewijs["G-EINDGROND"] = f"{uitspraken[-1].titel}, {dag(uitspraken[-1].datum)}"
        return None
    if (
        beoordeling is not None
        and sinds is not None
        and beoordeling.datum >= sinds
        and beoordeling.uitkomst == "grond_weg"
    ):
        t.bewijs["G-EINDGROND"] = f"beoordeeld op {dag(beoordeling.datum)}{herkomst(beoordeling)}"
        return None
    return "Voeg de uitspraak toe, of leg vast welk feit de grond wegneemt."


@guard(
    "G-ONGEDAAN",
    "Ongedaan maken en kosten op een rij",
    "Awb 8:72; ladder.md 1.5 rij 30",
    herstel="stuk:notitie",
)
def g_ongedaan(t: Toets) -> str | None:
    """A note lists what must be undone and the costs, dated on or after the ruling."""
    uitspraken = t.zaak.feiten.stukken_van("uitspraak")
    vanaf = uitspraken[-1].datum if uitspraken else None
    if not t.zaak.feiten.stukken_van("notitie", vanaf=vanaf):
        return "Voeg een notitie toe met wat ongedaan moet worden gemaakt en de kosten."
    return None


@guard(
    "G-AFSCHALING", "Reden om af te schalen vastgesteld", "ladder.md 1.8", herstel="beoordeling:feitencheck"
)
def g_afschaling(t: Toets) -> str | None:
    """A fact check or end assessment within this rung gives the ground for going down."""
    for soort in ("feitencheck", "eindbeoordeling", "toets_124d"):
        gevonden = t.zaak.feiten.laatste(soort)
        if gevonden is not None and gevonden.datum <= t.datum:
            t.bewijs["G-AFSCHALING"] = f"{gevonden.get_soort_display()} van {dag(gevonden.datum)}"
            return None
    return "Leg een feitencheck of eindbeoordeling vast waaruit blijkt dat een lichtere trede volstaat."


@guard(
    "G-VOORUITGANG",
    "Voortgang of haalbaar plan",
    "Awb 4:84; ladder.md 1.5 rij 10",
    herstel="stuk:verbeterplan",
)
def g_vooruitgang(t: Toets) -> str | None:
    """Leniency rests on a dated fact of this rung: a plan, evidence of progress, or a fact check."""
    sinds = t.zaak.trede_sinds
    stukken = [
        s for s in t.zaak.feiten.stukken_van("verbeterplan", "bewijs", vanaf=sinds) if s.datum <= t.datum
    ]
    if stukken:
        t.bewijs["G-VOORUITGANG"] = f"{stukken[-1].titel}, {dag(stukken[-1].datum)}"
        return None
    return "Voeg het plan of het bewijs van voortgang toe waarop de coulance rust."
