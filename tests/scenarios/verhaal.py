"""The words in which the scenarios are told: who does what, on which day, over the services."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.models import Voorstel
from interventieladder.services import besluiten, feiten, losse_feiten, stukken, zienswijzen
from interventieladder.services.stukken import NieuwStuk
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw, leg_dossierfeiten, maak_dossier, maak_gemeente
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.transitions import Toets, overgang_van, toets_overgang

__all__ = ["Verhaal", "dag", "op"]


def dag(jaar, maand, nummer):
    """A calendar day."""
    return dt.date(jaar, maand, nummer)


def op(datum, uur=10):
    """The clock stands on this day."""
    return klok_op(clock.moment(datum, dt.time(uur, 0)))


@dataclass
class Verhaal:
    """One dossier and its people."""

    bouw: Bouw

    @classmethod
    def begint_op(cls, trede, *, overheid=None, **velden):
        """A dossier that stands on this rung already, `sinds` a day (default two months before the tests' own)."""
        sinds = velden.pop("sinds", None)
        eerder = {"trede_sinds": sinds, "geopend_op": sinds, "datum_feit": sinds} if sinds else {}
        bouw = maak_dossier(trede, overheid=overheid or maak_gemeente(), **eerder, **velden)
        if sinds:
            bouw.stap.van = sinds
            bouw.stap.save(update_fields=["van"])
        return cls(bouw)

    @property
    def mensen(self):
        return self.bouw.mensen

    @property
    def dossier(self):
        return self.bouw.vers()

    @property
    def stand(self):
        return self.dossier.stand

    def bereid_voor(self, stap):
        """Every fact of the case file that the step asks, except what the scenario itself is about."""
        leg_dossierfeiten(self.bouw, stap)

    def zet(self, stap, *, verstuurd_op=None, **tekst):
        """Proposal, checks, decision at the right level, the step, and the letters out."""
        voorstel = self.besloten(stap, **tekst)
        dienst.zet(self.bouw, stap)
        self.bouw.dossier = self.dossier
        self.bouw.stap = self.dossier.stappen.filter(tot__isnull=True).first()
        dienst.verstuur(self.bouw, voorstel.pk, verstuurd_op)
        return voorstel

    def voorgelegd(self, stap, **tekst):
        """A proposal that was checked by all and waits for the decision."""
        self.bouw.dossier = self.dossier
        self.bouw.regels = overgang_van(self.dossier, stap)
        return dienst.ter_besluit(self.bouw, stap, **tekst)

    def besloten(self, stap, **tekst):
        """The same, with the decision taken."""
        voorstel = self.voorgelegd(stap, **tekst)
        dienst.besluit(self.bouw, voorstel)
        return Voorstel.objects.get(pk=voorstel.pk)

    def gs_besluiten(self, voorstel, **anders):
        """The secretariaat registers what GS decided today."""
        return besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=dienst.gs_besluit(**anders), door=self.mensen.secretariaat
        )

    def feitencheck(self, uitkomst, *, geverifieerd=False):
        """A fact check of today; verified by the second reader when asked."""
        return self.beoordeling("feitencheck", uitkomst, geverifieerd=geverifieerd)

    def beoordeling(self, soort, uitkomst, *, geverifieerd=False):
        """An assessment of today."""
        gemaakt = feiten.leg_beoordeling_vast(
            dossier_id=self.dossier.pk,
            soort=soort,
            uitkomst=uitkomst,
            toelichting="Ter plaatse nagegaan.",
            door=self.mensen.opsteller,
        )
        if geverifieerd:
            feiten.verifieer_beoordeling(beoordeling_id=gemaakt.pk, door=self.mensen.lezer)
        return gemaakt

    def ontvangt(self, soort, titel, datum, **extra):
        """A paper comes in."""
        return stukken.voeg_stuk_toe(
            dossier_id=self.dossier.pk,
            nieuw=NieuwStuk(soort=soort, titel=titel, datum=datum, **extra),
            bestand=dienst.bestand(),
            door=self.mensen.opsteller,
        )

    def zienswijze(self, van, datum, *punten, **anders):
        """The organisation answers the voornemen, by letter unless told."""
        nieuw = zienswijzen.NieuweZienswijze(
            **{"wijze": "schriftelijk", "gegeven_door": van, "datum": datum, "ontvangen_op": datum, **anders},
            punten=punten,
        )
        return zienswijzen.registreer(
            dossier_id=self.dossier.pk, nieuw=nieuw, bestand=dienst.bestand(), door=self.mensen.opsteller
        )

    def antwoordt(self, zienswijze, nummer, oordeel, reactie):
        """The jurist answers one point."""
        punt = zienswijze.punten.get(nummer=nummer)
        return zienswijzen.beantwoord(
            punt_id=punt.pk, oordeel=oordeel, reactie=reactie, versie=punt.versie, door=self.mensen.jurist
        )

    def geen_zienswijze(self):
        """It is established that nothing came."""
        return zienswijzen.stel_geen_vast(dossier_id=self.dossier.pk, door=self.mensen.opsteller)

    def spoed(self):
        """The deputy establishes urgency, with its ground."""
        return feiten.stel_spoed_vast(
            dossier_id=self.dossier.pk,
            reden="gevaar",
            toelichting="Water in de archiefkelder.",
            gebeld="de burgemeester, 8.40 uur",
            door=self.mensen.gedeputeerde,
        )

    def feit(self, soort, datum=None, *, geverifieerd=False, **waarden):
        """A dated fact of the ladder."""
        gemaakt = losse_feiten.leg_feit_vast(
            dossier_id=self.dossier.pk,
            soort=soort,
            datum=datum or clock.vandaag(),
            waarden=waarden,
            door=self.mensen.opsteller,
        )
        if geverifieerd:
            losse_feiten.verifieer_feit(feit_id=gemaakt.pk, door=self.mensen.lezer)
        return gemaakt

    def termijn(self, soort):
        """The running term of a kind."""
        return self.dossier.feiten.termijn(soort)

    def wat_ontbreekt(self, stap):
        """Codes of what stands in the way in the case file."""
        dossier = self.dossier
        toets = Toets(dossier, None, self.mensen.opsteller, clock.vandaag())
        return {b.code for b in toets_overgang(overgang_van(dossier, stap), toets, ["dossier"])}
