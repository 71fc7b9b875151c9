"""Beginnen in het midden: een dossier dat elders al liep, gaat hier verder waar het was.

Leesbaar voor een toezichthouder: elke stap staat er zoals hij gebeurt.
"""

import datetime as dt
from dataclasses import replace

import pytest

from interventieladder.models import Dossier, OvergenomenTermijn, Termijn, Voorstel
from interventieladder.selectors.watkannu import stapkaarten
from interventieladder.selectors.werk import werk_voor
from interventieladder.services.besluiten import beslis
from interventieladder.services.brieven import upload_brief
from interventieladder.services.dossiers import wijs_toe
from interventieladder.services.overname import bevestig_overname, neem_over
from interventieladder.services.overname_feiten import kies_termijneinde, vul_brief_aan
from interventieladder.services.overname_gegevens import Brontermijn, OvernameGeweigerd
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.voorstellen import Voorsteltekst, dien_in, parafeer, stel_op
from tests.interventieladder.overnamewereld import BRON, T1, T2, T3A, bouw
from tests.interventieladder.paginawereld import pdf
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht

MAANDAG = dt.date(2026, 11, 23)


def wat_ontbreekt(dossier, user, stap):
    """De voorwaarden uit het dossier die nog niet zijn vervuld, bij één stap."""
    kaart = next(k for k in stapkaarten(Dossier.objects.get(pk=dossier.pk), user) if k.stap == stap)
    return {v.code for v in kaart.voorwaarden if not v.gehaald and not v.zacht}


@pytest.mark.django_db
def test_een_lopend_dossier_gaat_hier_verder_waar_het_was():
    with klok_op(MAANDAG):
        w = bouw()

        # Noor neemt het dossier over. Het staat in het zaaksysteem sinds 11 mei op T3a.
        # Eén brief is zij vergeten, en de afsprakenbrief noemt een andere einddatum dan de berekening.
        volledig = w.gegevens()
        vergeten = next(b for b in volledig.brieven if b.soort == "L4")
        termijn = Brontermijn("afspraken", dt.date(2026, 5, 12), 26, dt.date(2026, 11, 17))
        gegevens = replace(
            volledig,
            brieven=tuple(b for b in volledig.brieven if b is not vergeten),
            termijnen=(termijn,),
        )

        # Een gat in de treden wordt geweigerd, met de reden; er ontstaat niets.
        met_gat = replace(gegevens, stappen=(replace(T1, tot=dt.date(2026, 3, 9)), T2, T3A))
        with pytest.raises(OvernameGeweigerd, match="Er zit een gat na de vorige trede"):
            neem_over(gegevens=met_gat, door=w.noor)
        assert not Dossier.objects.exists()

        dossier = neem_over(gegevens=gegevens, door=w.noor)
        assert dossier.get_stand_display() == "T3a Ambtelijk overleg en afspraken"
        assert dossier.trede_sinds == dt.date(2026, 5, 11)

        # Er kan nog geen stap: een ander moet de overname bevestigen, en de brief ontbreekt.
        assert {"G-OVERNAME", "G-VERZONDEN"} <= wat_ontbreekt(dossier, w.noor, "start_bestuurlijk_overleg")
        vul_brief_aan(dossier_id=dossier.pk, brief=vergeten, door=w.noor)

        # Joost ziet het in zijn werkvoorraad. Noor mag haar eigen overname niet bevestigen.
        assert "Bevestig overname" in {rij.daad for rij in werk_voor(w.joost)}
        with pytest.raises(GeenRecht):
            bevestig_overname(dossier_id=dossier.pk, door=w.noor)

        # Eerst kiest Noor welke einddatum geldt: de gemeente mocht op de brief vertrouwen.
        with pytest.raises(Conflict, match="Kies eerst welke geldt"):
            bevestig_overname(dossier_id=dossier.pk, door=w.joost)
        kies_termijneinde(
            dossier_id=dossier.pk,
            termijn_id=OvergenomenTermijn.objects.get().pk,
            keuze="einde_brief",
            reden="De brief van 12 mei noemt 17 november; daar mocht het college op vertrouwen.",
            door=w.noor,
        )
        assert Termijn.objects.get(status="loopt").effectief_einde == dt.date(2026, 11, 17)
        bevestig_overname(dossier_id=dossier.pk, door=w.joost)

        # De voorwaarden die terugkijken, rusten nu op wat de bron vertelt, en zeggen dat erbij.
        assert wat_ontbreekt(dossier, w.noor, "start_bestuurlijk_overleg") == set()
        kaart = next(
            k
            for k in stapkaarten(Dossier.objects.get(pk=dossier.pk), w.noor)
            if k.stap == "start_bestuurlijk_overleg"
        )
        verzonden = next(v for v in kaart.voorwaarden if v.code == "G-VERZONDEN")
        assert verzonden.bewijs == f"verzonden op 12-5-2026, overgenomen uit {BRON}, zaak Z-2026-0412"

        # Vanaf hier is het een gewoon dossier: voorstel, tweede lezer, besluit van de gedeputeerde, stap.
        wijs_toe(dossier_id=dossier.pk, behandelaar_id=w.noor.pk, tweede_lezer_id=w.joost.pk, door=w.rik)
        voorstel = stel_op(
            dossier_id=dossier.pk,
            stap="start_bestuurlijk_overleg",
            tekst=Voorsteltekst(
                gevraagd="Goedkeuren dat wij met het college bestuurlijke afspraken maken.",
                waarom_nu="Het plan van aanpak kwam niet.",
                lichter_middel="De ambtelijke afspraken zijn niet nagekomen.",
                gevolg_ja="Wij nodigen het college uit.",
                gevolg_nee="De achterstand blijft.",
                termijn_weken=26,
                zachte_motivering="Geen bezwaar.",
            ),
            door=w.noor,
        )
        for soort in ("L4b", "L5b"):
            upload_brief(
                voorstel_id=voorstel.pk, soort=soort, onderwerp=f"Brief {soort}", bestand=pdf(), door=w.noor
            )
        dien_in(voorstel_id=voorstel.pk, door=w.noor)
        parafeer(voorstel_id=voorstel.pk, door=w.joost)
        zegel = Voorstel.objects.get(pk=voorstel.pk).zegel
        beslis(voorstel_id=voorstel.pk, goedkeuren=True, door=w.marijke, zegel=zegel)
        zet_stap(dossier_id=dossier.pk, stap="start_bestuurlijk_overleg", door=w.noor)
        verder = Dossier.objects.get(pk=dossier.pk)
        assert verder.get_stand_display() == "T3b Bestuurlijk overleg en afspraken"
        assert [s.bron != "" for s in verder.stappen.all()] == [True, True, True, False]
