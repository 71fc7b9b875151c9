"""A random walk over every ladder beside the general one: facts, steps, days that pass; after each act the rules.

Forward is preferred (design D13): a fact is sought that a step asks for, and a step that is allowed is taken.
"""

import datetime as dt
import itertools
import zlib

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from interventieladder.ladders import machine_op
from interventieladder.models import Dossier
from interventieladder.services.klok import draai_klok
from interventieladder.standen import PLANNEN
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, JA_NEE, KEUZE, PERCENTAGE
from interventieladder.treden import DIRECT, VANZELF
from tests.interventieladder.bouw import maak_mensen
from tests.interventieladder.ladders import begroting, financieel, openers
from tests.interventieladder.ladders.kit import bezwaren_per_stap, feit, op, stap
from toezicht.core import clock, logboek
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering
from toezicht.core.transitions import DOSSIER

pytestmark = pytest.mark.eenmaal

BEGIN = dt.date(2026, 10, 5)
STAPPEN = 60
"""Acts per walk."""
NA_SLOT = 3
"""Acts tried on a closed dossier, before the walk begins anew with another."""
ANDERE = sorted(code for code, plan in PLANNEN.items() if code != "generiek")
OPENERS = {
    "begrotingsregime": lambda mensen: begroting.geopend(mensen=mensen),
    "goedkeuring": financieel.open_wandeling_goedkeuring,
    "toestemming": financieel.open_wandeling_toestemming,
    "spoeduitgave": financieel.open_wandeling_spoed,
    "artikel12": financieel.open_wandeling_artikel12,
    "vernietiging": openers.vernietiging,
    "vernietiging_waterschap": openers.vernietiging_waterschap,
    "bestuurskracht": openers.bestuurskracht,
}
"""How a dossier of a ladder opens that needs more than its row: {ladder: function of the people}."""
EIGEN_REGELS = {
    "begrotingsregime": begroting.regels_gelden,
    "goedkeuring": financieel.regels_goedkeuring,
    "toestemming": financieel.regels_toestemming,
    "spoeduitgave": financieel.regels_spoed,
}
"""What always holds on one ladder besides: {ladder: function of the dossier and the day}."""
DADEN = {"bestuurskracht": openers.schets}
"""What else people do on a ladder, beside facts and steps: {ladder: function of the case}."""
gezet = itertools.count()


class Wandeling(RuleBasedStateMachine):
    """One dossier, its people, and whatever they do to it."""

    ladder = ""

    def __init__(self):
        super().__init__()
        self.nummer = 0
        self.begin()

    def begin(self):
        """A case newly opened, on the first day."""
        self.dag, self.gelopen, self.na_slot = BEGIN, [], 0
        self.punt = transaction.atomic()
        self.punt.__enter__()
        with klok_op(self.dag):
            mensen = maak_mensen()
            self.b = OPENERS.get(self.ladder, lambda m: op(self.ladder, mensen=m))(mensen)

    def teardown(self):
        with klok_op(self.dag):
            assert logboek.controleer().in_orde
        transaction.set_rollback(True)
        self.punt.__exit__(None, None, None)

    @rule(dobbel=st.integers(0, 99), keus=st.integers(0, 999))
    def doe(self, dobbel, keus):
        """One act, chosen by weight; the choice is spread evenly, whatever Hypothesis likes."""
        next(gezet)
        self.nummer += 1
        keus = zlib.crc32(f"{keus}:{dobbel}:{self.nummer}".encode())
        dobbel = keus // 7 % 100
        with klok_op(self.dag):
            self.dossier = self.b.vers()
            if self.dossier.gesloten:
                self.na_slot += 1
                self.niets_meer(keus)
            elif dobbel < 40:
                self.vooruit(keus)
            elif dobbel < 70:
                self.leg_vast(keus)
            elif dobbel < 80:
                self.tegen_de_regels(keus)
            elif dobbel < 90:
                self.om_de_deur_heen(keus)
            else:
                self.dag += dt.timedelta(days=keus % 45 + 1)
        if dobbel >= 90:
            with klok_op(self.dag):
                draai_klok()
        with klok_op(self.dag):
            self.de_regels_gelden()
        if self.na_slot == NA_SLOT:
            self.teardown()
            self.begin()

    # -- the acts ----------------------------------------------------------------------------------

    def mogelijk(self):
        return [o for o in machine_op(self.ladder).vanuit(self.dossier.stand) if o.niveau not in VANZELF]

    def vooruit(self, keus):
        """Take a step that the case file allows; none is allowed: record what one of them asks."""
        if daad := DADEN.get(self.ladder):
            daad(self.b)
        stappen = self.mogelijk()
        tegen = bezwaren_per_stap(self.b, [o.stap for o in stappen])
        kan = [o for o in stappen if not tegen[o.stap]]
        if kan:
            gekozen = kan[keus % len(kan)]
            zacht = any(not g.hard for g in gekozen.guards)
            waarom = {"zachte_motivering": "Gewogen."} if zacht else {}
            assert stap(self.b, gekozen.stap, **waarom) in gekozen.naar
            self.gelopen.append((gekozen.van, gekozen.stap, self.b.dossier.stand))
        elif stappen:
            vraag = [
                g.herstel for o in stappen for g in o.guards if g.fase == DOSSIER and "feit:" in g.herstel
            ]
            if vraag:
                self.leg(vraag[keus % len(vraag)].partition(":")[2], keus)

    def leg_vast(self, keus):
        soorten = self.dossier.plan.feitsoorten
        if soorten:
            self.leg(soorten[keus % len(soorten)].code, keus)

    def leg(self, soort, keus):
        regels = self.dossier.plan.feitsoort(soort)
        waarden = {v.naam: _waarde(v, keus + plek) for plek, v in enumerate(regels.velden)}
        try:
            with transaction.atomic():
                feit(self.b, soort, self.dag - dt.timedelta(days=keus % 20), **waarden)
        except Weigering:
            pass  # a fact that contradicts another: the ladder says so

    def tegen_de_regels(self, keus):
        """A step that the facts do not carry is refused, and nothing moved."""
        direct = [o for o in self.mogelijk() if o.niveau in DIRECT]
        tegen = bezwaren_per_stap(self.b, [o.stap for o in direct])
        stappen = [o for o in direct if tegen[o.stap] & {g.code for g in o.guards if g.hard}]
        for o in stappen[keus % len(stappen) :][:1] if stappen else ():
            with pytest.raises(Weigering), transaction.atomic():
                stap(self.b, o.stap)
            assert self.b.vers().stand == self.dossier.stand

    def om_de_deur_heen(self, keus):
        """By SQL: another state without a day of closing, or a closing without an end, is refused."""
        eind = self.dossier.plan.eind
        doel = eind[keus % len(eind)]
        for sql, waarden in (
            ("UPDATE interventieladder_dossier SET stand = %s WHERE id = %s", (doel, self.dossier.pk)),
            (
                "UPDATE interventieladder_dossier SET gesloten_op = %s, sluitreden = 'afgerond' WHERE id = %s",
                (self.dag, self.dossier.pk),
            ),
            ("UPDATE interventieladder_dossier SET stand = 'bestaat_niet' WHERE id = %s", (self.dossier.pk,)),
            ("UPDATE interventieladder_feit SET datum = datum - 1 WHERE dossier_id = %s", (self.dossier.pk,)),
        ):
            if "feit" in sql and not self.dossier.losse_feiten.exists():
                continue
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, waarden)

    def niets_meer(self, keus):
        """In a closed dossier nothing changes (I5)."""
        namen = sorted({o.stap for o in machine_op(self.ladder).overgangen})
        from interventieladder.services.stapzetting import zet_stap

        with pytest.raises(Weigering), transaction.atomic():
            zet_stap(dossier_id=self.dossier.pk, stap=namen[keus % len(namen)], door=self.b.mensen.opsteller)
        if self.dossier.plan.feitsoorten:
            with pytest.raises((Weigering, DatabaseError)), transaction.atomic():
                feit(self.b, self.dossier.plan.feitsoorten[0].code, verifieer=False)

    # -- what always holds -------------------------------------------------------------------------

    def de_regels_gelden(self):
        dossier = Dossier.objects.get(pk=self.b.dossier.pk)
        verblijven = list(dossier.stappen.order_by("volgnummer"))
        lopend = [s for s in verblijven if s.tot is None]
        assert len(lopend) == (0 if dossier.gesloten else 1)
        assert dossier.gesloten == (dossier.stand in dossier.plan.eind)
        if lopend:
            assert lopend[0].trede == dossier.stand
        wegen = {(o.van, o.stap, naar) for o in machine_op(self.ladder).overgangen for naar in o.naar}
        for eerder, later in itertools.pairwise(verblijven):
            assert (eerder.trede, later.overgang, later.trede) in wegen
            assert eerder.tot == later.van
        for verblijf in verblijven:
            if verblijf.voorstel_id is not None:
                besluit = verblijf.voorstel.besluit
                assert besluit.uitkomst == "goedgekeurd"
                assert besluit.besloten_door_id != verblijf.voorstel.opgesteld_door_id
        EIGEN_REGELS.get(self.ladder, lambda *_: None)(dossier, self.dag)
        for termijn in dossier.termijnen.filter(status="gestopt"):
            assert termijn.gestopt_op >= termijn.start  # nothing stops before it began
        assert dossier.termijnen.filter(status="loopt").exclude(stap__dossier=dossier).count() == 0


def _waarde(veld, keus):
    if veld.soort == KEUZE:
        return veld.keuzes[keus % len(veld.keuzes)][0]
    if veld.soort == DATUM:
        return clock.vandaag() + dt.timedelta(days=keus % 120 - 60)
    if veld.soort == BEDRAG:
        return str(keus % 2_000_000 - 500_000)
    if veld.soort == GETAL:
        laagste, hoogste = veld.grenzen
        return laagste + keus % min(40, hoogste - laagste + 1)
    if veld.soort == PERCENTAGE:
        return str(keus % 1500 / 10)
    return keus % 2 == 0 if veld.soort == JA_NEE else "Zoals in het stuk."


@pytest.mark.traag
@pytest.mark.django_db
@pytest.mark.parametrize("ladder", ANDERE)
def test_no_walk_breaks_a_rule(ladder, request):
    """With `--lang` sixty thousand acts over these ladders, beside the forty thousand on the general one."""
    lang = request.config.getoption("--lang")
    klasse = type("Wandeling", (Wandeling,), {"ladder": ladder})
    run_state_machine_as_test(
        klasse,
        settings=hypothesis_settings(
            max_examples=85 if lang else 4, stateful_step_count=STAPPEN, deadline=None
        ),
    )
